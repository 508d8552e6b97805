/**
 * The dialog that asks for an actor: search by name, pick with the arrow keys, or make a new one.
 *
 * It answers and edits nothing.
 *
 * @module
 */

import { openDialog } from '../dialog.js';
import { button, el } from '../dom.js';
import { chip } from '../lists/tab-voices.js';
import { TYPES } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Actor} Actor */
/** @typedef {import('../../state/types.js').ActorChoice} ActorChoice */
/** A line of the list. @typedef {{choice: ActorChoice, face: Node[]}} Line */

const MOST = 60;
/** The first lines are chosen by a digit while nothing is typed. */
const NUMBERED = 9;

/**
 * Asks for an actor.
 * @param {Doc} doc
 * @param {{title: string, now?: string|null, near?: number, suggest?: string, nobody?: boolean, fresh?: boolean, without?: string, among?: Set<string|null>}} options
 *   whoever is mentioned closest to `near` comes first, `suggest` fills the name of a new actor, `nobody` and `fresh` allow these answers, `without` leaves an actor out, `among` all others
 * @returns {Promise<ActorChoice|undefined>} `undefined` when the reader closed the dialog
 */
export function chooseActor(doc, { title, now, near, suggest = '', nobody = false, fresh = true, without, among }) {
  return new Promise((resolve) => {
    /** @type {ActorChoice|undefined} */
    let answer;
    /** @type {Line[]} */
    let lines = [];
    let place = 0;
    const distance = distances(doc, near);
    const search = el('input', { class: 'search', type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'actor-list', 'aria-autocomplete': 'list', 'aria-label': 'Name', autocomplete: 'off', autofocus: true, placeholder: fresh ? 'Search, or type a new name' : 'Search' });
    const list = el('ul', { class: 'rows options', id: 'actor-list', role: 'listbox', 'aria-label': 'Actors' });

    openDialog(
      title,
      (close) => {
        const pick = (/** @type {number} */ at) => {
          if (!lines[at]) return;
          answer = lines[at].choice;
          close('yes');
        };
        const draw = () => {
          lines = linesFor(doc, search.value.trim(), { now, distance, suggest, nobody, fresh, without, among });
          place = Math.min(place, Math.max(lines.length - 1, 0));
          list.replaceChildren(
            ...lines.map(({ face }, i) => el('li', { role: 'option', id: `actor-option-${i}`, class: 'row row-button', 'aria-selected': String(i === place), onclick: () => pick(i) }, face, search.value === '' && i < NUMBERED ? el('kbd', { 'aria-hidden': 'true' }, i + 1) : null)),
          );
          search.setAttribute('aria-activedescendant', lines.length > 0 ? `actor-option-${place}` : '');
          list.children[place]?.scrollIntoView({ block: 'nearest' });
        };
        search.addEventListener('input', () => {
          place = 0;
          draw();
        });
        search.addEventListener('keydown', (event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const number = search.value === '' ? Number(event.key) : 0;
          if (number > 0 && number <= NUMBERED && lines[number - 1]) {
            event.preventDefault();
            pick(number - 1);
          } else if (step) {
            place = (place + step + lines.length) % Math.max(lines.length, 1);
            draw();
            event.preventDefault();
          } else if (event.key === 'Enter') {
            event.preventDefault();
            pick(place);
          }
        });
        draw();
        return { body: [search, list], foot: [button({ words: 'Cancel', run: () => close() })] };
      },
      { class: 'chooser', onClose: () => resolve(answer) },
    );
  });
}

/** @param {Doc} doc @param {string} words @param {{now?: string|null, distance: (actor: Actor) => number, suggest: string, nobody: boolean, fresh: boolean, without?: string, among?: Set<string|null>}} options @returns {Line[]} */
function linesFor(doc, words, { now, distance, suggest, nobody, fresh, without, among }) {
  const wanted = fold(words || (fresh ? '' : suggest));
  const found = doc.actors.filter((actor) => actor.id !== without && among?.has(actor.id) !== false && (fold(actor.name).includes(wanted) || fold(actor.role ?? '').includes(wanted)));
  const order = found.sort((a, b) => rank(b, wanted, now) - rank(a, wanted, now) || distance(a) - distance(b)).slice(0, MOST);
  /** @type {Line[]} */
  const lines = order.map((actor) => ({ choice: actor.id, face: face(doc, actor, actor.id === now) }));
  const name = words || suggest;
  if (fresh && name && !doc.actors.some((actor) => fold(actor.name) === fold(name))) {
    const line = { choice: { name }, face: [el('span', { class: 'chip slot-9', 'aria-hidden': 'true' }, '+'), el('span', { class: 'grow' }, 'New actor: ', el('b', {}, name))] };
    if (words || suggest) lines.splice(words ? lines.length : 0, 0, line);
  }
  if (nobody && !words) lines.push({ choice: null, face: [el('span', { class: 'chip slot-9', 'aria-hidden': 'true' }, '?'), el('span', { class: 'grow' }, 'Nobody named')] });
  return lines;
}

/** @param {Doc} doc @param {Actor} actor @param {boolean} current */
function face(doc, actor, current) {
  const about = [actor.role, actor.type && TYPES[actor.type].toLowerCase(), actor.anonymous && 'unnamed'].filter(Boolean).join(' · ');
  return [chip(doc, actor), el('span', { class: 'grow' }, actor.name, about ? el('span', { class: 'muted' }, ` ${about}`) : null), ...(current ? [el('span', { class: 'muted' }, 'now')] : [])];
}

/** @param {Actor} actor @param {string} wanted @param {string|null|undefined} now */
function rank(actor, wanted, now) {
  const name = fold(actor.name);
  return (actor.id === now ? 4 : 0) + (wanted && name.startsWith(wanted) ? 2 : 0) + (wanted && name.includes(` ${wanted}`) ? 1 : 0);
}

/** How far from a place each actor is mentioned, in UTF-16 units; 0 for all when there is no place. @param {Doc} doc @param {number} [near] */
function distances(doc, near) {
  /** @type {Map<string, number>} */
  const found = new Map();
  if (near === undefined) return () => 0;
  for (const { actor, start } of doc.mentions) found.set(actor, Math.min(found.get(actor) ?? Infinity, Math.abs(start - near)));
  return (/** @type {Actor} */ actor) => found.get(actor.id) ?? Number.MAX_SAFE_INTEGER;
}

/** Letters without case and accents. @param {string} text */
export function fold(text) {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').toLocaleLowerCase('en');
}
