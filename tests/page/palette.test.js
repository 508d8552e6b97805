import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEUTRAL, lookOf } from '../../www/view/paper/palette.js';
import { sample } from './support.js';

/** The looks of all actors, by name. */
const looks = (doc) => Object.fromEntries(doc.actors.map(({ id, name }) => [name, lookOf(doc, id)]));
/** A text of its own, so that no test sees the looks of another. */
const fresh = (words) => ({ ...sample(), text: `${sample().text}${words}`, reading: 'quick 1' });

test('whoever another reading finds again keeps color and label, whatever it calls them', () => {
  const quick = fresh('a');
  const before = quick.actors.map(({ id }) => lookOf(quick, id));
  const careful = { ...quick, reading: 'careful 1', actors: [{ ...quick.actors[0], id: 'a99', name: 'Somebody New' }, ...quick.actors.map((actor) => ({ ...actor, name: `Dr ${actor.name}` }))] };
  assert.deepEqual(quick.actors.map(({ id }) => ({ ...lookOf(careful, id), name: 0 })), before.map((look) => ({ ...look, name: 0 })));
  assert.ok(!before.some(({ label }) => label === lookOf(careful, 'a99').label), 'whoever is new has another label');
});

test('the color of somebody who is not found again is free; what is still shown of the other reading looks as before', () => {
  const quick = fresh('b');
  const before = looks(quick);
  const [first, ...others] = quick.actors;
  const careful = { ...quick, reading: 'careful 1', actors: [...others, { ...first, id: 'a99', name: 'Somebody New' }], mentions: quick.mentions.filter(({ actor }) => actor !== first.id), quotes: [], positions: [] };
  assert.equal(lookOf(careful, 'a99').slot, before[first.name].slot);
  assert.deepEqual(looks(quick), before);
});

test('when the core gives an id to somebody else in the same reading, all looks begin anew', () => {
  const beginning = fresh('c');
  lookOf(beginning, beginning.actors[0].id);
  const whole = { ...beginning, actors: beginning.actors.map((actor, i) => ({ ...actor, name: beginning.actors.at(-1 - i).name })) };
  assert.equal(lookOf(whole, whole.actors[0].id).label, lookOf(fresh('d'), beginning.actors.at(-1).id).label);
});

test('nobody beyond the ninth has a hue of their own', () => {
  const base = fresh('e');
  const actors = Array.from({ length: 14 }, (_, i) => ({ ...base.actors[0], id: `b${i}`, name: `Voice Number${i}` }));
  const many = { ...base, actors, mentions: [], quotes: [], positions: [] };
  assert.equal(actors.filter(({ id }) => lookOf(many, id).slot === NEUTRAL).length, 14 - NEUTRAL);
});
