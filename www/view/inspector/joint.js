/**
 * The field for those who say a quote or hold a position together with the first: each can be taken out, others can be added.
 *
 * @module
 */

import { agentsOf } from '../../state/agents.js';
import { setJoint } from '../../state/edits.js';
import { find } from '../../state/items.js';
import { chooseActor } from './choose-actor.js';
import { button, el } from '../dom.js';
import { nameOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {{kind: 'quote'|'position', id: string}} Ref */
/** @typedef {import('../services.js').Services} Services */

/** @param {Doc} doc @param {import('../../state/types.js').Ref} ref @param {Services} services @returns {Node|false} */
export function jointField(doc, ref, services) {
  const item = ref.kind === 'quote' || ref.kind === 'position' ? find(doc, { kind: ref.kind, id: ref.id }) : null;
  const [first, ...others] = item && 'cue' in item ? agentsOf(item) : [];
  if (!item || first === undefined) return false;
  const place = /** @type {Ref} */ (ref);
  const does = ref.kind === 'quote' ? 'says' : 'holds';
  const leave = (/** @type {string} */ id) => services.actions.edit((d) => setJoint(d, place, others.filter((other) => other !== id)), `take ${nameOf(doc, id)} out`);
  const join = async () => {
    const answer = await chooseActor(services.shown() ?? doc, { title: `Who ${does} it, too?`, now: null, near: item.start });
    if (answer === undefined || answer === null) return;
    if (services.actions.edit((d) => setJoint(d, place, [...others, answer]), 'add who joins in')) services.say.aloud(`${typeof answer === 'object' ? answer.name : nameOf(doc, answer)} joins in.`);
  };
  const line = (/** @type {string} */ id) => {
    const name = nameOf(doc, id);
    return el('div', { class: 'line' }, el('span', { class: 'label' }, 'With'), el('span', { class: 'grow words' }, name), button({ icon: 'close', label: `${name} does not`, class: 'tool', run: () => leave(id) }));
  };
  const more = button({ icon: 'plus', words: `Somebody else ${does} it, too`, class: 'button small', run: () => void join(), props: { 'data-field': 'joint' } });
  return el('div', {}, others.map(line), more);
}
