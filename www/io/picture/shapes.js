/**
 * A picture as a list of shapes, and the two ways it leaves the page: as SVG, and drawn on a canvas for PNG.
 *
 * What is in a picture is decided by voices.js and paragraph.js. Places are CSS pixels from the upper left; text stands on its baseline.
 *
 * @module
 */

/** @typedef {{kind: 'box', x: number, y: number, width: number, height: number, fill?: string, line?: string, round?: number}} Box */
/** @typedef {{kind: 'text', x: number, y: number, words: string, size: number, color: string, bold?: boolean, serif?: boolean, anchor?: 'start'|'middle'|'end'}} Text */
/** `wave`: how a position is underlined. @typedef {{kind: 'rule', x: number, y: number, width: number, color: string, weight: number, dash?: [number, number], wave?: boolean}} Rule */
/** @typedef {Box|Text|Rule} Shape */
/** @typedef {{width: number, height: number, title: string, shapes: Shape[]}} Picture */
/** The width of words in pixels. @typedef {(words: string, font: {size: number, bold?: boolean, serif?: boolean}) => number} Measure */

export const INK = '#23201c';
export const SOFT = '#5d574e';
export const LINE = '#dfdbd2';
export const STANCE = '#9b1f6b';
/** The page's colors on white, by slot (`css/highlight.css`; a test compares them). */
export const HUES = ['#3067b8', '#a15000', '#007f43', '#9e427b', '#7f6700', '#007e8f', '#7652ac', '#ab4238', '#5c7400', '#6d6861'];
export const TINTS = ['#b2d6ff', '#fec89c', '#a8e5bc', '#febee1', '#e3d594', '#8ee5ef', '#dcc8ff', '#ffbfb5', '#cbde9f', '#dcd7cf'];
export const BANDS = ['#e6f1ff', '#feeddf', '#e3f6e9', '#feeaf4', '#f4f1dd', '#ddf6f8', '#f2edff', '#ffeae7', '#edf3e0', '#f1eee9'];

const FAMILY = { sans: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', serif: 'Charter, Georgia, "Times New Roman", serif' };
/** Half a wave's length and height. */
const WAVE = [3, 1.6];

/** The font of a text as canvas and CSS write it. @param {{size: number, bold?: boolean, serif?: boolean}} text */
export const fontOf = ({ size, bold, serif }) => `${bold ? '600 ' : ''}${size}px ${serif ? FAMILY.serif : FAMILY.sans}`;

/** Characters that XML cannot hold are left out. @param {string} words */
const escaped = (words) => words.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/[&<>"]/g, (c) => /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** @param {number} value */
const short = (value) => String(Math.round(value * 100) / 100);

/**
 * The picture as the text of an SVG file, with its title for who cannot see it.
 * @param {Picture} picture
 */
export function toSvg({ width, height, title, shapes }) {
  const size = `width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/>${shapes.map(svgOf).join('')}</svg>\n`;
}

/** @param {Shape} shape */
function svgOf(shape) {
  const { x, y } = shape;
  if (shape.kind === 'box') {
    const line = shape.line ? ` stroke="${shape.line}" stroke-width="1.5"` : '';
    return `<rect x="${short(x)}" y="${short(y)}" width="${short(shape.width)}" height="${short(shape.height)}"${shape.round ? ` rx="${shape.round}"` : ''} fill="${shape.fill ?? 'none'}"${line}/>`;
  }
  if (shape.kind === 'text') {
    const family = shape.serif ? FAMILY.serif : FAMILY.sans;
    return `<text x="${short(x)}" y="${short(y)}" font-family="${escaped(family)}" font-size="${shape.size}"${shape.bold ? ' font-weight="600"' : ''} fill="${shape.color}"${shape.anchor && shape.anchor !== 'start' ? ` text-anchor="${shape.anchor}"` : ''} xml:space="preserve">${escaped(shape.words)}</text>`;
  }
  const path = shape.wave ? wave(shape).map(([px, py], at) => (at === 0 ? `M${short(px)} ${short(py)}` : at % 2 === 1 ? `Q${short(px)} ${short(py)}` : `${short(px)} ${short(py)}`)).join(' ') : `M${short(x)} ${short(y)}H${short(x + shape.width)}`;
  return `<path d="${path}" fill="none" stroke="${shape.color}" stroke-width="${shape.weight}"${shape.dash ? ` stroke-dasharray="${shape.dash.join(' ')}"` : ''}/>`;
}

/** The points of a wave: its beginning, then a control point and an end by turns. @param {Rule} rule @returns {[number, number][]} */
function wave({ x, y, width }) {
  const [half, high] = WAVE;
  /** @type {[number, number][]} */
  const points = [[x, y]];
  for (let at = 0, up = true; at < width; at += half, up = !up) points.push([x + Math.min(at + half / 2, width), y + (up ? -high : high)], [x + Math.min(at + half, width), y]);
  return points;
}

/**
 * Draws the picture; the canvas is made as large as it has to be.
 * @param {HTMLCanvasElement} canvas
 * @param {Picture} picture
 * @param {number} scale how many dots a CSS pixel has
 * @returns {boolean} whether the browser has canvases of that size
 */
export function drawOn(canvas, { width, height, shapes }, scale) {
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return false;
  context.scale(scale, scale);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  for (const shape of shapes) draw(context, shape);
  return true;
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape */
function draw(context, shape) {
  const { x, y } = shape;
  context.setLineDash([]);
  context.beginPath();
  if (shape.kind === 'text') {
    context.font = fontOf(shape);
    context.textAlign = { start: /** @type {const} */ ('left'), middle: /** @type {const} */ ('center'), end: /** @type {const} */ ('right') }[shape.anchor ?? 'start'];
    context.fillStyle = shape.color;
    context.fillText(shape.words, x, y);
  } else if (shape.kind === 'box') {
    if (context.roundRect) context.roundRect(x, y, shape.width, shape.height, shape.round ?? 0);
    else context.rect(x, y, shape.width, shape.height);
    stroke(context, shape.line, 1.5, shape.fill);
  } else {
    const points = shape.wave ? wave(shape) : [];
    context.moveTo(x, y);
    for (let at = 1; at < points.length; at += 2) context.quadraticCurveTo(...points[at], ...points[at + 1]);
    if (!shape.wave) context.lineTo(x + shape.width, y);
    context.setLineDash(shape.dash ?? []);
    stroke(context, shape.color, shape.weight);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string|undefined} line @param {number} weight @param {string} [fill] */
function stroke(context, line, weight, fill) {
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  if (!line) return;
  context.strokeStyle = line;
  context.lineWidth = weight;
  context.stroke();
}

/**
 * Words in lines of at most `width` pixels, cut between words; a word that is longer has a line of its own.
 * @param {string} words
 * @param {number} width
 * @param {(words: string) => number} measure
 */
export function lines(words, width, measure) {
  /** @type {string[]} */
  const found = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}
