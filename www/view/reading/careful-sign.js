/**
 * The sign in the bar that tells how far the careful reading is, and the dialog behind it: what changed, why it failed, and the switch.
 *
 * @module
 */

import { MODEL_SIZE } from './careful.js';
import { isWanted, want } from './careful-setting.js';
import { openDialog } from '../dialog.js';
import { button, el, icon, plural } from '../dom.js';

/** @typedef {import('./careful.js').CarefulReading} CarefulReading */
/** @typedef {import('./careful.js').Told} Told */
/** From how many seconds on it is said how long it takes. */
const WORTH = 10;

/** Goes to a mark. @typedef {(ref: import('../../state/types.js').Ref) => void} Go */

/** @param {CarefulReading} reading @param {Go} go @returns {HTMLElement} */
export function carefulSign(reading, go) {
  const [words, share, rest] = [el('span', { class: 'word' }), el('span', { class: 'percent' }), el('span', { class: 'left' })];
  const sign = button({ class: 'careful', run: () => press(reading, go) });
  const draw = () => {
    const progress = reading.progress();
    sign.hidden = progress === null;
    if (!progress) return;
    const { name, text, percent, left = '' } = looks(progress);
    words.textContent = text;
    share.textContent = percent;
    rest.textContent = left && `· ${left}`;
    sign.replaceChildren(icon(name), words, share, rest);
    sign.classList.toggle('bad', progress.at === 'failed');
    sign.classList.toggle('under-way', percent !== '');
    const label = `${text}${percent && ` ${percent}`}`;
    sign.setAttribute('aria-label', label);
    sign.title = left ? `${label}, ${left}` : label;
  };
  reading.onProgress(draw);
  draw();
  return sign;
}

/** @param {number} share */
const percentOf = (share) => `${Math.floor(share * 100)} %`;

/** @param {NonNullable<import('./careful.js').Progress>} progress @returns {{name: string, text: string, percent: string, left?: string}} */
function looks(progress) {
  switch (progress.at) {
    case 'loading':
      return { name: 'careful', text: 'Loading the careful model', percent: percentOf(progress.share) };
    case 'reading':
      return { name: 'careful', text: 'Reading carefully', percent: percentOf(progress.share), left: leftWords(progress.left) };
    case 'ready':
      return { name: 'careful', text: 'Show the careful marks', percent: '' };
    case 'done':
      return { name: 'careful', text: `Read carefully: ${changes(progress.told)}`, percent: '' };
    case 'failed':
      return { name: 'warn', text: 'Not read carefully', percent: '' };
  }
}

/** How long that is, in words; nothing where it is not worth a word or not known. @param {number} milliseconds */
function leftWords(milliseconds) {
  const seconds = milliseconds / 1000;
  if (!(seconds >= WORTH && Number.isFinite(seconds))) return '';
  return seconds < 90 ? `about ${Math.ceil(seconds / 10) * 10} s left` : `about ${Math.round(seconds / 60)} min left`;
}

/** @param {Told} told */
const changes = ({ all }) => (all === 0 ? 'no mark changed' : `${plural(all, 'mark')} changed`);

/** @param {CarefulReading} reading @param {Go} go */
function press(reading, go) {
  const progress = reading.progress();
  if (progress?.at === 'ready') progress.take();
  else openCareful(reading, go);
}

/** What the careful reading is, what it did here, and its switch. @param {CarefulReading} reading @param {Go} go */
export function openCareful(reading, go) {
  const progress = reading.progress();
  const told = progress?.at === 'done' || progress?.at === 'reading' ? progress.told : null;
  openDialog('Careful reading', (close) => ({
    body: [
      el('p', {}, `Whosaid marks an article at once with small, quick models. Then it reads the article again with a larger one, which is right more often, and puts those marks in the place of the quick ones. What you accepted, corrected, added or removed stays as you left it. The model (${MODEL_SIZE}) is loaded once and kept in this browser; the article stays here.`),
      progress?.at === 'reading' && el('p', { class: 'told' }, soFar(progress)),
      progress?.at === 'done' && el('p', { class: 'told' }, toldOf(progress.told)),
      told && told.all > 0 && which(told, (ref) => (close(), go(ref))),
      progress?.at === 'failed' && el('p', { class: 'told bad' }, icon('warn'), progress.words),
      progress?.at === 'failed' && button({ words: 'Try again', class: 'button small', run: () => (close(), progress.again()) }),
      choice(reading),
    ],
  }));
}

/** @param {{share: number, left: number, told: Told|null}} progress */
function soFar({ share, left, told }) {
  const rest = leftWords(left);
  const read = `${percentOf(share)} of this article is read${rest && `, ${rest}`}: first what you are looking at, then what stands below it.`;
  return told ? `${read} So far ${told.all === 0 ? 'no mark has' : told.all === 1 ? '1 mark has' : `${told.all.toLocaleString('en')} marks have`} changed.` : read;
}

/** @param {Told} told */
function toldOf({ come, gone, changed, all }) {
  if (all === 0) return 'In this article the careful reading found the same as the quick one.';
  return `In this article ${come} of the mentions, quotes and positions are new, ${gone} are gone, and ${changed} are told of somebody else or as another kind.`;
}

const WHAT = { come: 'New', gone: 'Gone', changed: 'Changed' };

/** Which marks changed; those that are there lead to their place. @param {Told} told @param {Go} go */
function which({ list, all }, go) {
  const row = (/** @type {Told['list'][number]} */ { what, ref, words }) => {
    const face = [el('span', { class: 'tag' }, WHAT[what]), el('span', { class: 'grow' }, words)];
    return el('li', {}, ref ? el('button', { type: 'button', class: 'row row-button', onclick: () => go(ref) }, face) : el('div', { class: 'row' }, face));
  };
  return el(
    'details',
    { class: 'changes' },
    el('summary', {}, 'Which marks changed'),
    el('ul', { class: 'rows' }, list.map(row)),
    all > list.length && el('p', { class: 'muted' }, `The first ${list.length} of ${all.toLocaleString('en')} are listed.`),
  );
}

/** @param {CarefulReading} reading */
function choice(reading) {
  const box = el('input', { type: 'checkbox', checked: isWanted() });
  box.addEventListener('change', () => {
    want(box.checked);
    reading.look();
  });
  return el('label', { class: 'check' }, box, 'Read articles carefully');
}
