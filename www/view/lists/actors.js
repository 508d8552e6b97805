/**
 * The actors as a list: rename, merge two that are one, split one that is two.
 *
 * @module
 */

import { mergeActors, renameActor, removeActor, splitActor } from '../../state/edits.js';
import { find } from '../../state/items.js';
import { mentionsOf } from '../../state/voices.js';
import { chooseActor, fold } from '../inspector/choose-actor.js';
import { openDialog } from '../dialog.js';
import { button, el, plural } from '../dom.js';
import { chip } from './tab-voices.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Actor} Actor */
/** @typedef {import('../services.js').Services} Services */

const MOST = 300;

/** Asks which actor this one is the same as, and merges it into that. @param {Doc} doc @param {string} id @param {Services} services */
export async function mergeInto(doc, id, services) {
  const actor = find(doc, { kind: 'actor', id });
  const keep = actor && (await chooseActor(doc, { title: `“${actor.name}” is the same as…`, fresh: false, without: id }));
  if (!actor || typeof keep !== 'string') return;
  const other = find(doc, { kind: 'actor', id: keep });
  if (services.actions.edit((d) => mergeActors(d, keep, id), `merge “${actor.name}” into “${other?.name}”`)) {
    // What was pressed may be gone with the actor.
    const held = document.querySelector(`dialog [data-actor="${CSS.escape(keep)}"] input`) ?? document.getElementById('article');
    if (document.activeElement === document.body && held instanceof HTMLElement) held.focus({ preventScroll: true });
    services.say.briefly(`“${actor.name}” is now part of “${other?.name}”.`, { words: 'Undo', run: services.actions.undo });
  }
}

/** @param {import('../../state/store.js').Store} store @param {Services} services */
export function openActors(store, services) {
  const list = el('ul', { class: 'rows' });
  const search = el('input', { class: 'search', type: 'search', 'aria-label': 'Search actors', placeholder: 'Search', autofocus: true, oninput: () => draw() });

  /** The rows by actor. A row stays the same while its actor lives, so that a click or the Tab key meets it where it was. @type {Map<string, ReturnType<typeof makeRow>>} */
  const rows = new Map();

  function draw() {
    const { doc } = store.get();
    if (!doc) return;
    const wanted = fold(search.value.trim());
    const shown = doc.actors.filter((a) => fold(a.name).includes(wanted) || a.id === held()).slice(0, MOST);
    const lines = shown.map((actor) => {
      const line = rows.get(actor.id) ?? makeRow(store, services, actor.id, remove);
      rows.set(actor.id, line);
      line.draw(doc, actor);
      return line.element;
    });
    const kept = new Set(/** @type {Element[]} */ (lines));
    for (const element of [...list.children]) if (!kept.has(element)) element.remove();
    lines.forEach((element, i) => list.children[i] !== element && list.insertBefore(element, list.children[i] ?? null));
  }

  /** The actor whose row has the focus: it is not searched away while its name is being written. */
  const held = () => [...rows].find(([, { element }]) => element.contains(document.activeElement))?.[0];

  /** The focus goes to the next row. @param {string} id */
  function remove(id) {
    const { doc } = store.get();
    const actor = doc && find(doc, { kind: 'actor', id });
    const element = rows.get(id)?.element;
    const next = element?.nextElementSibling ?? element?.previousElementSibling;
    if (!actor || !services.actions.edit((d) => removeActor(d, id), `remove “${actor.name}”`)) return;
    /** @type {HTMLElement} */ (next?.querySelector('input') ?? search).focus();
    services.say.briefly(`Removed: ${actor.name}`, { words: 'Undo', run: services.actions.undo });
  }

  const end = store.subscribe((state, before) => state.doc !== before.doc && draw());
  const dialog = openDialog('Actors', () => ({ body: [search, list] }), { class: 'wide-dialog', onClose: () => end() });
  dialog.addEventListener('keydown', (event) => undoKeys(event, services));
  draw();
}

/** Undo and redo as in the article, but for what is being typed: there the browser undoes. @param {KeyboardEvent} event @param {Services} services */
function undoKeys(event, { actions }) {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  const key = event.key.toLowerCase();
  const typed = target instanceof HTMLInputElement && target.value !== target.defaultValue;
  if (!(ctrlKey || metaKey) || typed || (key !== 'z' && key !== 'y')) return;
  event.preventDefault();
  if (key === 'y' || shiftKey) actions.redo();
  else actions.undo();
}

/**
 * An actor's row, which is drawn anew without being replaced.
 * @param {import('../../state/store.js').Store} store @param {Services} services @param {string} id @param {(id: string) => void} remove
 */
function makeRow(store, services, id, remove) {
  const face = el('span', { class: 'face' });
  const name = el('input', { type: 'text', class: 'search', autocomplete: 'off' });
  const about = el('span', { class: 'muted' });
  const now = () => /** @type {Doc} */ (store.get().doc);
  const merge = button({ icon: 'merge', words: 'Merge', class: 'button small', run: () => void mergeInto(now(), id, services) });
  const split = button({ words: 'Split', class: 'button small', run: () => splitDialog(now(), /** @type {Actor} */ (find(now(), { kind: 'actor', id })), services) });
  const bin = button({ icon: 'trash', label: 'Remove', class: 'tool', run: () => remove(id) });
  name.addEventListener('change', () => {
    const was = name.defaultValue;
    if (!services.actions.edit((d) => renameActor(d, id, name.value.trim()), `rename “${was}”`)) name.value = was;
  });

  return {
    element: el('li', { class: 'row actor-row', 'data-actor': id }, face, el('span', { class: 'grow' }, name, about), merge, split, bin),
    /** @param {Doc} doc @param {Actor} actor */
    draw(doc, actor) {
      const count = mentionsOf(doc, id).length;
      face.replaceChildren(chip(doc, actor));
      about.textContent = [actor.role, `mentioned ${count}×`].filter(Boolean).join(' · ');
      split.disabled = count < 2;
      if (name.defaultValue !== actor.name) name.value = name.defaultValue = actor.name;
      name.setAttribute('aria-label', `Name of ${actor.name}`);
      merge.setAttribute('aria-label', `Merge ${actor.name} into another`);
      split.setAttribute('aria-label', `Split ${actor.name}`);
      bin.setAttribute('aria-label', `Remove ${actor.name} and its mentions`);
    },
  };
}

/** Which mentions become somebody else. @param {Doc} doc @param {Actor} actor @param {Services} services */
function splitDialog(doc, actor, services) {
  const mentions = mentionsOf(doc, actor.id);
  const name = el('input', { type: 'text', id: 'split-name', autocomplete: 'off' });
  /** @type {Set<string>} */
  const picked = new Set();
  const go = button({ words: 'Split off', class: 'button main', run: () => split(), props: { disabled: true } });
  let close = () => {};
  const toggle = (/** @type {string} */ id, /** @type {boolean} */ yes, /** @type {string} */ words) => {
    if (yes) picked.add(id);
    else picked.delete(id);
    go.disabled = picked.size === 0 || picked.size === mentions.length;
    if (!name.value && yes) name.value = words;
  };
  function split() {
    const as = { name: name.value.trim() || actor.name };
    if (!services.actions.edit((d) => splitActor(d, actor.id, [...picked], as), `split “${as.name}” off`)) return;
    close();
    services.say.briefly(`${plural(picked.size, 'mention')} now belong to “${as.name}”.`);
  }
  openDialog(`Split “${actor.name}”`, (shut) => {
    close = shut;
    const rows = mentions.map((m) => {
      const words = doc.text.slice(m.start, m.end);
      const [before, after] = [doc.text.slice(Math.max(0, m.start - 40), m.start), doc.text.slice(m.end, m.end + 50)];
      return el('li', {}, el('label', { class: 'row check' }, el('input', { type: 'checkbox', onchange: (/** @type {Event} */ e) => toggle(m.id, /** @type {HTMLInputElement} */ (e.target).checked, words) }), el('span', { class: 'grow' }, `…${lastWords(before)}`, el('b', {}, words), `${firstWords(after)}…`)));
    });
    return { body: [el('p', { class: 'muted' }, 'Choose the mentions that mean somebody else.'), el('ul', { class: 'rows' }, rows), el('div', { class: 'field' }, el('label', { for: 'split-name' }, 'Name of the new actor'), name)], foot: [button({ words: 'Cancel', run: () => shut() }), go] };
  });
}

/** @param {string} text */
function firstWords(text) {
  return text.replace(/\s+/g, ' ').replace(/\s\S*$/, '');
}

/** @param {string} text */
function lastWords(text) {
  return text.replace(/\s+/g, ' ').replace(/^\S*\s/, '');
}
