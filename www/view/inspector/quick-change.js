/**
 * Changing the selected mark by typing: its kind by how that begins, its end by the word it ends with.
 *
 * It asks; the edits are pure functions of state/edits.js.
 *
 * @module
 */

import { resize, setKind } from '../../state/edits.js';
import { find } from '../../state/items.js';
import { extentOf } from '../../state/spans.js';
import { WORDS } from '../../state/edit-judge.js';
import { openDialog } from '../dialog.js';
import { button, el, shorten } from '../dom.js';
import { endAtWord } from '../paper/clauses.js';
import { MENTIONS, QUOTES, STANCES, TYPES, titleOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Ref} Ref */
/** Between two letters of a word that is being typed there are fewer milliseconds than these. */
const TYPING = 450;

/** A kind that can be chosen, of the item or of the actor behind a mention. @typedef {{words: string, ref: Ref, kind: string, isNow: boolean}} Choice */

/** @param {Doc} doc @param {Ref} ref @returns {Choice[]} */
function choicesFor(doc, ref) {
  const item = find(doc, ref);
  if (!item) return [];
  const of = (/** @type {Ref} */ whose, /** @type {string|null} */ now, /** @type {(kind: string) => string} */ name) => WORDS[whose.kind].map((kind) => ({ words: name(kind), ref: whose, kind, isNow: kind === now }));
  if (ref.kind === 'quote' && 'speaker' in item) return of(ref, item.kind, (kind) => QUOTES[/** @type {keyof typeof QUOTES} */ (kind)].name);
  if (ref.kind === 'position' && 'holder' in item) return of(ref, item.kind, (kind) => STANCES[/** @type {keyof typeof STANCES} */ (kind)].noun);
  const id = 'actor' in item ? item.actor : ref.id;
  const types = of({ kind: 'actor', id }, find(doc, { kind: 'actor', id })?.type ?? null, (kind) => TYPES[/** @type {keyof typeof TYPES} */ (kind)]);
  return 'actor' in item ? [...types, ...of(ref, item.kind, (kind) => MENTIONS[/** @type {keyof typeof MENTIONS} */ (kind)])] : types;
}

/** The words a choice can be told by: what it is called, and what files call it. @param {Choice} choice @param {string} typed */
const fits = ({ words, kind }, typed) => [kind, words, words.replace(/^by /, '')].some((name) => name.toLowerCase().startsWith(typed));

/**
 * Asks for the kind; the first letters choose as soon as only one fits.
 * @param {Doc} doc @param {Ref} ref @param {import('../services.js').Services} services
 */
export function askKind(doc, ref, services) {
  const choices = choicesFor(doc, ref);
  openDialog(
    `Kind: ${titleOf(doc, ref)}`,
    (close) => {
      const pick = (/** @type {Choice} */ choice) => {
        close();
        services.actions.edit((d) => setKind(d, choice.ref, choice.kind), `change the kind to ${choice.words.toLowerCase()}`);
        services.say.aloud(choice.words);
      };
      const field = el('input', { class: 'search', type: 'text', autocomplete: 'off', autofocus: true, 'aria-label': 'Type how the kind begins', 'aria-describedby': 'kinds', placeholder: 'Type how it begins' });
      const list = el('ul', { class: 'rows options', id: 'kinds' });
      const fitting = () => choices.filter((choice) => fits(choice, field.value.trim().toLowerCase()));
      const draw = () => list.replaceChildren(...fitting().map((choice) => el('li', {}, el('button', { type: 'button', class: 'row row-button', onclick: () => pick(choice) }, el('span', { class: 'grow' }, choice.words), choice.isNow ? el('span', { class: 'muted' }, 'now') : null))));
      field.addEventListener('input', () => {
        const left = fitting();
        if (left.length === 1 && field.value.trim()) {
          pick(left[0]);
          swallowRest();
        } else draw();
      });
      field.addEventListener('keydown', (event) => {
        const [first] = fitting();
        if (event.key !== 'Enter' || !first) return;
        event.preventDefault();
        pick(first);
      });
      draw();
      return { body: [field, list] };
    },
    { class: 'chooser' },
  );
}

/** Whoever types a word to its end means no commands by the letters that were not needed: they are left out until the typing stops. */
function swallowRest() {
  let timer = 0;
  const stop = () => removeEventListener('keydown', swallow, { capture: true });
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(stop, TYPING);
  };
  /** @param {KeyboardEvent} event */
  function swallow(event) {
    if (!/^\p{L}$/u.test(event.key) || event.ctrlKey || event.metaKey) return stop();
    event.preventDefault();
    event.stopPropagation();
    wait();
  }
  addEventListener('keydown', swallow, { capture: true });
  wait();
}

/**
 * Asks for the word that the selected mark ends with, and shows what it would hold.
 * @param {Doc} doc @param {Ref} ref @param {import('../services.js').Services} services
 */
export function askEnd(doc, ref, services) {
  const item = find(doc, ref);
  if (!item || !('start' in item)) return services.say.briefly('Select a mark first: click it, or press N.');
  const { start } = extentOf(item, ref);
  openDialog(
    'Up to which word?',
    (close) => {
      const field = el('input', { class: 'search', type: 'text', autocomplete: 'off', autofocus: true, 'aria-label': 'The last word, or how it begins' });
      const preview = el('p', { class: 'up-to', role: 'status' });
      const end = () => endAtWord(doc.text, start, field.value);
      const set = () => {
        const at = end();
        if (at === null) return;
        close();
        services.actions.edit((d) => resize(d, ref, start, at), `change the extent of “${titleOf(doc, ref)}”`);
        services.say.aloud(doc.text.slice(start, at));
      };
      field.addEventListener('input', () => {
        const at = end();
        const words = at === null ? '' : doc.text.slice(start, at);
        preview.replaceChildren(at === null ? (field.value.trim() ? 'No word from here on begins so.' : '') : words.length > 240 ? `${shorten(words.slice(0, 100), 90)} … ${words.slice(-110).replace(/^\S*\s/, '')}` : words);
      });
      field.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        set();
      });
      return { body: [field, preview], foot: [button({ words: 'Set the end', class: 'button main', run: set })] };
    },
    { class: 'chooser' },
  );
}
