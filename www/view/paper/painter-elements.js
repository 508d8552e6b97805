/**
 * Painting strokes with <mark> elements: on paper, and in browsers that have no highlights of their own or paint them badly.
 *
 * A line is made anew when what is painted on it changes, and only then; the text and what is selected in it stay as they are.
 *
 * @module
 */

/** @typedef {import('./plan.js').Stroke} Stroke */
/** @typedef {import('./paper.js').Paper} Paper */
/** @typedef {import('./paper.js').Part} Part */
/** @typedef {import('./painter.js').Plan} Plan */
/** @typedef {import('./painter.js').Painter} Painter */

/** The name of a line that says how certain its mark is: an element has the name of the plain line, too, and differs from it where it must. */
const LEVELED = /^(ws-[a-z]+)-[a-z]+$/;

/** What is painted on each line, whoever has painted it: the one for paper and the one for the screen work on the same. @type {WeakMap<HTMLElement, string>} */
const painted = new WeakMap();

/** @param {Paper} paper @returns {Painter} */
export function elements(paper) {
  /** @type {Plan} */
  let base = () => [];
  /** The lines that this painter has painted. @type {Set<HTMLElement>} */
  let done = new Set();

  /** @param {HTMLElement} line @param {string} key what is painted @param {() => Node[]} make */
  const fill = (line, key, make) => {
    if ((painted.get(line) ?? '') === key) return;
    painted.set(line, key);
    const selectAgain = selectedIn(paper, line);
    line.replaceChildren(...make());
    selectAgain?.();
  };
  /** @param {Iterable<Part>} parts @param {Plan} emphasis */
  const draw = (parts, emphasis) => {
    /** @type {typeof done} */
    const now = new Set();
    for (const part of parts) {
      const strokes = [...base(part.start, part.end), ...emphasis(part.start, part.end)];
      part.paragraphs.forEach(({ start, end }, i) => {
        const here = strokes.filter((s) => s.start < end && start < s.end);
        if (here.length === 0) return;
        const line = part.lines[i];
        now.add(line);
        fill(line, here.map((s) => `${s.name} ${s.start} ${s.end}`).join(), () => pieces(paper.text, start, end, here));
      });
    }
    for (const line of done) if (!now.has(line)) fill(line, '', () => [document.createTextNode(line.textContent ?? '')]);
    done = now;
  };
  /** @type {Painter['paint']} */
  const paint = (parts, plan, emphasis) => {
    base = plan;
    draw(parts, emphasis);
  };
  return { paint, move: paint, emphasize: draw };
}

/**
 * Selects what is selected now, when the nodes of a line are others; `null` where nothing begins or ends in it. A drag that has just begun
 * is a selection, too.
 * @param {Paper} paper
 * @param {HTMLElement} line
 */
function selectedIn(paper, line) {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!selection || !anchorNode || !focusNode || !(line.contains(anchorNode) || line.contains(focusNode))) return null;
  const ends = [paper.offsetOf(anchorNode, anchorOffset ?? 0), paper.offsetOf(focusNode, focusOffset ?? 0)];
  if (Math.min(...ends) < 0) return null;
  return () => {
    const [anchor, focus] = ends.map((offset) => paper.locate(offset));
    if (anchor && focus) selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  };
}

/**
 * A paragraph cut at every edge of a stroke.
 * @param {string} text @param {number} start @param {number} end @param {Stroke[]} strokes
 * @returns {Node[]}
 */
function pieces(text, start, end, strokes) {
  const edges = new Set([start, end]);
  for (const s of strokes) edges.add(Math.max(s.start, start)).add(Math.min(s.end, end));
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(1).map((stop, i) => {
    const from = cuts[i];
    const node = document.createTextNode(text.slice(from, stop));
    const names = strokes.filter((s) => s.start <= from && stop <= s.end).map((s) => s.name);
    if (names.length === 0) return node;
    const mark = document.createElement('mark');
    mark.className = names.map((name) => name.replace(LEVELED, '$1 $&')).join(' ');
    mark.append(node);
    return mark;
  });
}
