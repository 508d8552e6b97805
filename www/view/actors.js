/**
 * The actors as a list: rename, merge two that are one, split one that is two.
 *
 * @module
 */

import { mergeActors, renameActor, removeActor, splitActor } from '../state/edits.js';
import { find } from '../state/items.js';
import { mentionsOf } from '../state/voices.js';
import { chooseActor, fold } from './choose-actor.js';
import { openDialog } from './dialog.js';
import { button, el, plural, shorten } from './dom.js';
import { chip } from './tab-voices.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Actor} Actor */
/** @typedef {import('./services.js').Services} Services */

const MOST = 300;

/** Asks which actor this one is the same as, and merges it into that. @param {Doc} doc @param {string} id @param {Services} services */
export async function mergeInto(doc, id, services) {
  const actor = find(doc, { kind: 'actor', id });
  const keep = actor && (await chooseActor(doc, { title: `“${actor.name}” is the same as…`, fresh: false, without: id }));
  if (!actor || typeof keep !== 'string') return;
  const other = find(doc, { kind: 'actor', id: keep });
  if (services.actions.edit((d) => mergeActors(d, keep, id), `merge “${actor.name}” into “${other?.name}”`)) {
    services.say.briefly(`“${actor.name}” is now part of “${other?.name}”.`, { words: 'Undo', run: services.actions.undo });
  }
}

/** @param {import('../state/store.js').Store} store @param {Services} services */
export function openActors(store, services) {
  const list = el('ul', { class: 'rows' });
  const search = el('input', { class: 'search', type: 'search', 'aria-label': 'Search actors', placeholder: 'Search', autofocus: true, oninput: () => draw() });

  function draw() {
    const { doc } = store.get();
    if (!doc) return;
    const wanted = fold(search.value.trim());
    list.replaceChildren(...doc.actors.filter((a) => fold(a.name).includes(wanted)).slice(0, MOST).map((actor) => row(doc, actor)));
  }

  /** @param {Doc} doc @param {Actor} actor */
  function row(doc, actor) {
    const count = mentionsOf(doc, actor.id).length;
    const name = el('input', { type: 'text', class: 'search', value: actor.name, 'aria-label': `Name of ${actor.name}`, autocomplete: 'off' });
    name.addEventListener('change', () => {
      if (!services.actions.edit((d) => renameActor(d, actor.id, name.value.trim()), `rename “${actor.name}”`)) name.value = actor.name;
    });
    return el(
      'li',
      { class: 'row actor-row' },
      chip(doc, actor),
      el('span', { class: 'grow' }, name, el('span', { class: 'muted' }, [actor.role, `mentioned ${count}×`].filter(Boolean).join(' · '))),
      button({ icon: 'merge', words: 'Merge', label: `Merge ${actor.name} into another`, class: 'button small', run: () => void mergeInto(doc, actor.id, services).then(draw) }),
      button({ words: 'Split', label: `Split ${actor.name}`, class: 'button small', run: () => splitDialog(doc, actor, services, draw), props: { disabled: count < 2 } }),
      button({ icon: 'trash', label: `Remove ${actor.name} and its mentions`, class: 'tool', run: () => (services.actions.edit((d) => removeActor(d, actor.id), `remove “${actor.name}”`), draw()) }),
    );
  }

  const end = store.subscribe(draw);
  openDialog('Actors', () => ({ body: [search, list] }), { class: 'wide-dialog', onClose: () => end() });
  draw();
}

/** Which mentions become somebody else. @param {Doc} doc @param {Actor} actor @param {Services} services @param {() => void} done */
function splitDialog(doc, actor, services, done) {
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
    done();
    services.say.briefly(`${plural(picked.size, 'mention')} now belong to “${as.name}”.`);
  }
  openDialog(`Split “${actor.name}”`, (shut) => {
    close = shut;
    const rows = mentions.map((m) => {
      const words = doc.text.slice(m.start, m.end);
      const [before, after] = [doc.text.slice(Math.max(0, m.start - 40), m.start), doc.text.slice(m.end, m.end + 50)];
      return el('li', {}, el('label', { class: 'row check' }, el('input', { type: 'checkbox', onchange: (/** @type {Event} */ e) => toggle(m.id, /** @type {HTMLInputElement} */ (e.target).checked, words) }), el('span', { class: 'grow' }, `…${lastWords(before)}`, el('b', {}, words), shorten(after, 50) === after ? after : ` ${shorten(after, 44)}`)));
    });
    return { body: [el('p', { class: 'muted' }, 'Choose the mentions that mean somebody else.'), el('ul', { class: 'rows' }, rows), el('div', { class: 'field' }, el('label', { for: 'split-name' }, 'Name of the new actor'), name)], foot: [button({ words: 'Cancel', run: () => shut() }), go] };
  });
}

/** @param {string} text */
function lastWords(text) {
  return text.replace(/\s+/g, ' ').replace(/^\S*\s/, '');
}
