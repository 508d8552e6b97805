/**
 * The fields of the inspector: kind, actor, extent and what else an annotation of each sort has.
 *
 * Each field is one edit of state/edits.js with the words that undo shows.
 *
 * @module
 */

import { alike, forEach, linkPosition, markAll, renameActor, setActor, setAnonymous, setCue, setHedged, setHolder, setKind, setPolarity, setRole, setSource, setSpeaker, splitActor, unmarked } from '../../state/edits.js';
import { find } from '../../state/items.js';
import { wordsOf } from '../../state/measures.js';
import { mentionsOf } from '../../state/voices.js';
import { chooseActor } from './choose-actor.js';
import { button, el, plural, shorten } from '../dom.js';
import { mergeInto } from '../lists/actors.js';
import { hint } from '../keymap.js';
import { jointField } from './joint.js';
import { partsField } from './parts.js';
import { isTogether, reach, setTogether } from './together.js';
import { MENTIONS, QUOTES, STANCES, TYPES, capital, nameOf, peopleOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Ref} Ref */
/** @typedef {import('../../state/types.js').ActorChoice} ActorChoice */
/** @typedef {import('../services.js').Services} Services */

/** The less needed fields as they were drawn last. They are asked whether they are open: the event that tells of it may come a second late.
 * @type {HTMLDetailsElement|null} */
let last = null;

/**
 * The fields for an item.
 * @param {Doc} doc @param {Ref} ref @param {Services} services
 * @returns {(Node|null|false)[]}
 */
export function fieldsFor(doc, ref, services) {
  switch (ref.kind) {
    case 'quote':
      return quoteFields(doc, ref, services);
    case 'position':
      return positionFields(doc, ref, services);
    case 'mention':
      return mentionFields(doc, ref, services);
    default:
      return actorFields(doc, ref.id, services);
  }
}

/** @param {Doc} doc @param {Ref} ref @param {Services} services */
function quoteFields(doc, ref, services) {
  const quote = find(doc, { kind: 'quote', id: ref.id });
  if (!quote) return [];
  return [
    choice('Kind', 'kind', names(QUOTES, 'name'), quote.kind, (kind) => services.actions.edit((d) => setKind(d, ref, kind), `make it a ${QUOTES[/** @type {'direct'} */ (kind)].name.toLowerCase()}`)),
    who(doc, ref, services),
    jointField(doc, ref, services),
    more('Cue, extent and more', [
      ...reported(doc, ref, quote, services),
    ]),
  ];
}

/** @param {Doc} doc @param {Ref} ref @param {Services} services */
function positionFields(doc, ref, services) {
  const position = find(doc, { kind: 'position', id: ref.id });
  if (!position) return [];
  const near = doc.quotes.filter((q) => q.id === position.quote || (q.start < position.end + 200 && position.start - 200 < q.end)).slice(0, 12);
  return [
    choice('Stance', 'kind', Object.fromEntries(Object.entries(STANCES).map(([key, { verb, sign }]) => [key, `${verb}  ${sign}`])), position.kind, (kind) => services.actions.edit((d) => setKind(d, ref, kind), `make it “${STANCES[/** @type {'support'} */ (kind)].verb}”`)),
    who(doc, ref, services),
    jointField(doc, ref, services),
    more('Cue, extent and more', [
      choice('Direction', 'polarity', { 1: 'for', 0: 'neither', '-1': 'against' }, String(position.polarity), (value) => services.actions.edit((d) => setPolarity(d, ref.id, /** @type {-1|0|1} */ (Number(value))), 'change the direction')),
      near.length > 0 && choice('Stated in', 'quote', { '': 'no quote', ...Object.fromEntries(near.map((q) => [q.id, `${peopleOf(doc, q)}: ${shorten(wordsOf(doc, q), 40)}`])) }, position.quote ?? '', (id) => services.actions.edit((d) => linkPosition(d, ref.id, id || null), 'change the quote')),
      ...reported(doc, ref, position, services),
    ]),
  ];
}

/** What a quote and a position have in common. @param {Doc} doc @param {Ref} ref @param {import('../../state/types.js').Quote|import('../../state/types.js').Position} item @param {Services} services */
function reported(doc, ref, item, services) {
  return [
    pieces(doc, ref, item, services),
    partsField(doc, ref, item, services),
    extent(services, ref),
    check('The reporter keeps a distance (reportedly, allegedly)', 'hedged', item.hedged, (yes) => services.actions.edit((d) => setHedged(d, ref, yes), yes ? 'mark the distance' : 'unmark the distance')),
  ];
}

/** @param {Doc} doc @param {Ref} ref @param {Services} services */
function mentionFields(doc, ref, services) {
  const mention = find(doc, { kind: 'mention', id: ref.id });
  if (!mention) return [];
  const { actor } = mention;
  const all = mentionsOf(doc, actor);
  const words = doc.text.slice(mention.start, mention.end);
  const split = () => {
    if (services.actions.edit((d) => splitActor(d, actor, [ref.id], { name: words }), `split “${words}” off`)) services.say.briefly(`“${words}” is an actor of its own now.`, { words: 'Undo', run: services.actions.undo });
  };
  return [
    who(doc, ref, services),
    choice('Mentioned', 'kind', MENTIONS, mention.kind, (kind) => services.actions.edit((d) => forEach(d, reach(doc, ref), (e, id) => setKind(e, { kind: 'mention', id }, kind)), 'change the kind of mention')),
    extent(services, ref),
    ...sameWords(doc, mention, services),
    more(`About ${nameOf(doc, actor)} (${all.length}×)`, [...actorFields(doc, actor, services), all.length > 1 && button({ words: 'This one is somebody else', class: 'button small', run: split })]),
  ];
}

/** A new actor is made once, for the first of several mentions. @param {Doc} doc @param {Ref} ref @param {string|import('../../state/types.js').NewActor} choice_ @param {Services} services */
function setActors(doc, ref, choice_, { actions }) {
  const mentions = reach(doc, ref);
  return actions.edit((d) => {
    const first = setActor(d, ref.id, choice_);
    const chosen = find(first, { kind: 'mention', id: ref.id })?.actor;
    return chosen ? forEach(first, mentions, (e, id) => setActor(e, id, chosen)) : first;
  }, mentions.length > 1 ? `change the actor of ${plural(mentions.length, 'mention')}` : 'change the actor');
}

/** One correction for all places with these words. @param {Doc} doc @param {import('../../state/types.js').Mention} mention @param {Services} services @returns {(Node|null|false)[]} */
function sameWords(doc, mention, { actions, say }) {
  const same = alike(doc, mention.id).length;
  const free = unmarked(doc, mention.id).length;
  const words = shorten(doc.text.slice(mention.start, mention.end), 30);
  const mark = () => {
    if (actions.edit((d) => markAll(d, mention.id), `mark ${free} more “${words}”`)) say.briefly(`Marked ${free} more “${words}”.`, { words: 'Undo', run: actions.undo });
  };
  return [
    same > 1 && check(`Correct all ${same} “${words}” together`, 'together', isTogether(doc, mention), (yes) => setTogether(doc, mention, yes)),
    free > 0 && button({ icon: 'plus', words: `Mark ${free} more “${words}”`, class: 'button small', run: mark, props: { 'data-field': 'mark-all' } }),
  ];
}

/** @param {Doc} doc @param {string} id @param {Services} services @returns {(Node|null|false)[]} */
function actorFields(doc, id, services) {
  const actor = find(doc, { kind: 'actor', id });
  if (!actor) return [];
  const { edit } = services.actions;
  return [
    text('Name', 'name', actor.name, (name) => edit((d) => renameActor(d, id, name), `rename “${actor.name}”`)),
    text('Role', 'role', actor.role ?? '', (role) => edit((d) => setRole(d, id, role || null), `change the role of “${actor.name}”`)),
    choice('Type', 'type', { '': 'unknown', ...TYPES }, actor.type ?? '', (type) => type !== '' && edit((d) => setKind(d, { kind: 'actor', id }, type), `change the type of “${actor.name}”`)),
    check('The text keeps the name back', 'anonymous', actor.anonymous, (yes) => edit((d) => setAnonymous(d, id, yes), yes ? 'mark as unnamed' : 'mark as named')),
    button({ icon: 'merge', words: 'Is the same as…', class: 'button small', run: () => void mergeInto(doc, id, services), props: { 'data-field': 'merge' } }),
  ];
}

/** Fields that are needed less often; it stays open from one annotation to the next. @param {string} words @param {(Node|null|false)[]} fields */
function more(words, fields) {
  last = el('details', { class: 'more', open: last?.open }, el('summary', { 'data-field': 'more' }, words), fields);
  return last;
}

/** Whose an item is: the actor now, and the edit that makes it another's. @param {Doc} doc @param {Ref} ref @param {Services} services */
function whose(doc, ref, services) {
  const { edit } = services.actions;
  const item = find(doc, ref);
  if (!item) return null;
  if ('speaker' in item) return { label: 'Speaker', now: item.speaker, near: item.start, nobody: true, set: (/** @type {ActorChoice} */ who_) => edit((d) => setSpeaker(d, ref.id, who_), 'change the speaker') };
  if ('holder' in item) return { label: 'Holder', now: item.holder, near: item.start, nobody: true, set: (/** @type {ActorChoice} */ who_) => edit((d) => setHolder(d, ref.id, who_), 'change the holder') };
  if ('actor' in item) return { label: 'Actor', now: item.actor, near: item.start, suggest: doc.text.slice(item.start, item.end), set: (/** @type {ActorChoice} */ who_) => who_ !== null && setActors(doc, ref, who_, services) };
  return null;
}

/** Asks who speaks, holds the position or is mentioned, and makes it so. @param {Doc} doc @param {Ref} ref @param {Services} services */
export async function askWho(doc, ref, services) {
  const found = whose(doc, ref, services);
  if (!found) return;
  const { label, set, ...options } = found;
  const answer = await chooseActor(services.shown() ?? doc, { title: `${label}: who is it?`, ...options });
  if (answer === undefined || !set(answer)) return;
  services.say.aloud(`${label}: ${answer !== null && typeof answer === 'object' ? answer.name : nameOf(doc, answer)}`);
}

/** Who it is, and a dialog to change it. @param {Doc} doc @param {Ref} ref @param {Services} services */
function who(doc, ref, services) {
  const found = whose(doc, ref, services);
  if (!found) return null;
  const name = nameOf(doc, found.now);
  return el('div', { class: 'line' }, el('span', { class: 'label' }, found.label), el('button', { type: 'button', class: 'button small grow', 'data-field': 'actor', 'aria-label': `${found.label}: ${name}. Change`, title: `Change${hint('s')}`, onclick: () => void askWho(doc, ref, services) }, capital(name)));
}

/** The cue and the words that name the source; both are set by selecting words. @param {Doc} doc @param {Ref} ref @param {import('../../state/types.js').Quote|import('../../state/types.js').Position} item @param {Services} services */
function pieces(doc, ref, item, services) {
  const line = (/** @type {string} */ label, /** @type {import('../../state/types.js').Span|null} */ span, /** @type {() => unknown} */ drop) =>
    el('div', { class: 'line' }, el('span', { class: 'label' }, label), el('span', { class: 'grow words' }, span ? `“${shorten(doc.text.slice(span.start, span.end), 50)}”` : el('span', { class: 'muted' }, 'none; select words to set it')), span && button({ icon: 'close', label: `Remove ${label.toLowerCase()}`, class: 'tool', run: drop }));
  return el(
    'div',
    {},
    line('Cue', item.cue, () => services.actions.edit((d) => setCue(d, ref, null), 'remove the cue')),
    line('Named as', item.source, () => services.actions.edit((d) => setSource(d, ref, null), 'remove the source')),
  );
}

/** Of the whole, or of the part that is chosen. @param {Services} services @param {Ref} ref */
function extent({ actions }, { part }) {
  const move = (/** @type {'start'|'end'} */ edge, /** @type {1|-1} */ direction, /** @type {string} */ words) =>
    button({ icon: direction > 0 ? 'right' : 'left', label: words, class: 'tool', run: () => actions.stretch(edge, direction), props: { 'data-field': edge + direction } });
  return el(
    'div',
    { class: 'line', role: 'group', 'aria-label': 'Extent' },
    el('span', { class: 'label' }, part === undefined ? 'Extent' : `Part ${part + 1}`),
    el('span', { class: 'grow extent' }, el('span', {}, 'starts', move('start', -1, 'Start one word earlier (Alt+Shift+Left)'), move('start', 1, 'Start one word later (Alt+Shift+Right)')), el('span', {}, 'ends', move('end', -1, 'End one word earlier (Shift+Left)'), move('end', 1, 'End one word later (Shift+Right)'))),
  );
}

/** @param {string} label @param {string} field @param {Record<string, string>} options @param {string} now @param {(value: string) => unknown} done */
function choice(label, field, options, now, done) {
  const keys = Object.keys(options);
  const select = el('select', { 'data-field': field, onchange: (/** @type {Event} */ e) => done(/** @type {HTMLSelectElement} */ (e.target).value) }, keys.map((key) => el('option', { value: key, selected: key === now }, options[key])));
  return el('label', { class: 'line' }, el('span', { class: 'label' }, label), select);
}

/** @param {string} label @param {string} field @param {string} now @param {(value: string) => unknown} done */
function text(label, field, now, done) {
  return el('label', { class: 'line' }, el('span', { class: 'label' }, label), el('input', { type: 'text', value: now, 'data-field': field, autocomplete: 'off', onchange: (/** @type {Event} */ e) => done(/** @type {HTMLInputElement} */ (e.target).value.trim()) }));
}

/** @param {string} label @param {string} field @param {boolean} now @param {(yes: boolean) => unknown} done */
function check(label, field, now, done) {
  return el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: now, 'data-field': field, onchange: (/** @type {Event} */ e) => done(/** @type {HTMLInputElement} */ (e.target).checked) }), label);
}

/** @template {string} K @param {Record<K, {name: string}>} table @param {'name'} key @returns {Record<string, string>} */
function names(table, key) {
  return Object.fromEntries(Object.entries(table).map(([k, v]) => [k, /** @type {{name: string}} */ (v)[key]]));
}
