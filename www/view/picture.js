/**
 * The article's voices, or one paragraph with its marks, as a picture to take away.
 *
 * It gathers what is shown; how it is laid out is decided in io/picture/.
 *
 * @module
 */

import { download, handOver } from '../io/handout.js';
import { paragraphPicture } from '../io/picture/paragraph.js';
import { drawOn, fontOf, toSvg } from '../io/picture/shapes.js';
import { voicesPicture } from '../io/picture/voices.js';
import { agentsOf } from '../state/agents.js';
import { find } from '../state/items.js';
import { extentOf } from '../state/spans.js';
import { voicesOf } from '../state/voices.js';
import { plural } from './dom.js';
import { labelFor, lookOf } from './paper/palette.js';
import { layersIn } from './paper/plan.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../io/picture/shapes.js').Picture} Picture */
/** @typedef {import('../io/picture/paragraph.js').Stretch} Stretch */

/** A picture with more rows than these is not looked at. */
const MOST = 12;
const SCALE = 2;

/** @param {Doc} doc what is shown @param {string} title @returns {Picture} */
export function pictureOfVoices(doc, title) {
  const voices = voicesOf(doc);
  const rows = voices.slice(0, MOST).map(({ actor, quotes, words, direct, paraphrased, share, unnamed }) => {
    const { label, slot } = lookOf(doc, actor?.id ?? null);
    const note = [actor?.role, actor && unnamed && 'unnamed'].filter(Boolean).join(' · ');
    return { label, slot, name: actor?.name ?? 'Nobody named', note, direct, retold: paraphrased, figures: `${plural(words, 'word')} · ${Math.round(share * 100)} % · ${plural(quotes, 'quote')}` };
  });
  const more = voices.length > MOST ? `, and ${plural(voices.length - MOST, 'voice')} more with fewer words` : '';
  return voicesPicture(title || 'Who speaks', rows, `${plural(voices.length, 'voice')}${more}. ${restOf(doc)}`, measure());
}

/**
 * The paragraph that the selected mark begins in; null where nothing is selected in the text.
 * @param {Doc} doc what is shown
 * @param {import('../state/types.js').State} state
 * @param {string} title
 * @returns {Picture|null}
 */
export function pictureOfParagraph(doc, { selection, layers }, title) {
  const item = selection && selection.kind !== 'actor' ? find(doc, selection) : null;
  if (!item || !('start' in item) || !selection) return null;
  const extent = extentOf(item, selection);
  const start = doc.text.lastIndexOf('\n', extent.start - 1) + 1;
  const next = doc.text.indexOf('\n', extent.start);
  const end = next < 0 ? doc.text.length : next;
  const stretches = stretchesIn(doc, layersIn(doc, layers, start, end), start, end);
  const slots = new Set(stretches.flatMap(({ actor, voice }) => [actor, voice]).filter((slot) => slot !== undefined));
  const quoted = doc.quotes.filter((quote) => quote.start < end && quote.end > start).flatMap(agentsOf);
  const named = doc.mentions.filter((mention) => mention.start >= start && mention.end <= end).map(({ actor }) => actor);
  const people = [...new Set([...quoted, ...named])].map((id) => ({ ...lookOf(doc, id), name: find(doc, { kind: 'actor', id })?.name ?? '' })).filter(({ slot }) => slots.has(slot));
  return paragraphPicture(`A paragraph of ${title}`, stretches, people, `${title ? `From “${title}”. ` : ''}${restOf(doc)}`, measure());
}

/** What the marks rest on. @param {Doc} doc */
function restOf(doc) {
  const all = [...doc.quotes, ...doc.positions, ...doc.mentions];
  const suggested = all.filter(({ status }) => status === 'suggested').length;
  return suggested === 0 ? 'Marked by hand in Whosaid.' : suggested === all.length ? 'Suggested by Whosaid, not checked by a person.' : `Marked with Whosaid; ${suggested} of ${all.length} marks are unchecked suggestions.`;
}

/** Cuts a paragraph wherever a mark begins or ends. @param {Doc} doc @param {import('./paper/plan.js').Stroke[]} strokes @param {number} start @param {number} end @returns {Stretch[]} */
function stretchesIn(doc, strokes, start, end) {
  const edges = [...new Set([start, end, ...strokes.flatMap((stroke) => [stroke.start, stroke.end])])].sort((a, b) => a - b);
  const labels = new Map(doc.quotes.filter((quote) => quote.start < end && quote.end > start).reverse().map((quote) => [Math.max(quote.start, start), quote]));
  return edges.slice(1).map((edge, at) => {
    const from = edges[at];
    const names = strokes.filter((stroke) => stroke.start <= from && stroke.end >= edge).map(({ name }) => name);
    const slot = (/** @type {RegExp} */ kind) => names.map((name) => kind.exec(name)?.[1]).filter((found) => found !== undefined).map(Number).at(-1);
    const kind = names.map((name) => /^ws-(direct|mixed|indirect)/.exec(name)?.[1]).find(Boolean);
    const quote = labels.get(from);
    const look = quote && lookOf(doc, quote.speaker);
    return {
      words: doc.text.slice(from, edge),
      voice: slot(/^ws-voice-(\d)$/),
      actor: slot(/^ws-(?:actor|quiet|maybe)-(\d)$/),
      quote: /** @type {Stretch['quote']} */ (kind),
      stance: names.some((name) => name.startsWith('ws-position')),
      label: quote && look && { words: labelFor(look.label, quote), slot: look.slot },
    };
  });
}

/** @returns {import('../io/picture/shapes.js').Measure} */
function measure() {
  const context = document.createElement('canvas').getContext('2d');
  return (words, font) => {
    if (!context) return words.length * font.size * 0.55;
    context.font = fontOf(font);
    return context.measureText(words).width;
  };
}

/**
 * Hands a picture over as a file.
 * @param {Picture} picture
 * @param {'svg'|'png'} kind
 * @param {string} name without ending
 * @throws {Error} in words for the reader, when the browser cannot draw it
 */
export async function savePicture(picture, kind, name) {
  if (kind === 'svg') return void (await download([{ name: `${name}.svg`, mime: 'image/svg+xml', text: toSvg(picture) }]));
  const canvas = document.createElement('canvas');
  const blob = drawOn(canvas, picture, SCALE) ? await new Promise((/** @type {(blob: Blob|null) => void} */ resolve) => canvas.toBlob(resolve, 'image/png')) : null;
  if (!blob) throw new Error('This browser cannot draw a picture of that size. Take the SVG.');
  handOver(`${name}.png`, blob);
}
