import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentsOf, replaceAgent, withAgents } from '../../www/state/agents.js';
import { faultOf } from '../../www/state/check.js';
import { reject } from '../../www/state/edit-judge.js';
import { mergeActors, setHolder, setSpeaker, setJoint, splitActor } from '../../www/state/edit-actors.js';
import { decode } from '../../www/core/columns.js';
import { columns, TEXT, VOCABULARY } from './support.js';

/** Two people say and hold something together. */
const article = () => decode(TEXT, columns(), VOCABULARY);
/** @param {any} doc */
const behind = (doc) => [...doc.quotes, ...doc.positions].map(agentsOf);

test('who stands behind something is written down once, in one way', async () => {
  const [quote, late] = (await article()).quotes;
  assert.deepEqual([agentsOf(quote), agentsOf(late)], [['a1', 'a2'], []]);
  assert.deepEqual([withAgents(quote, ['a2', 'a2', null]).speaker, 'speakers' in withAgents(quote, ['a2'])], ['a2', false]);
  assert.deepEqual(agentsOf(withAgents(quote, [])), []);
  assert.equal(replaceAgent(late, 'a1', 'a2'), late, 'the very same');
  assert.deepEqual(agentsOf(replaceAgent(quote, 'a1', 'a2')), ['a2']);
  assert.deepEqual(agentsOf(replaceAgent(quote, 'a1', null)), ['a2']);
});

test('edits of actors keep all who speak together', async () => {
  const doc = await article();
  const sound = (/** @type {any} */ next) => (assert.equal(faultOf(next), null), behind(next));
  assert.deepEqual(sound(doc), [['a1', 'a2'], [], ['a1', 'a2']]);
  assert.deepEqual(sound(mergeActors(doc, 'a1', 'a2')), [['a1'], [], ['a1']]);
  assert.deepEqual(sound(mergeActors(doc, 'a2', 'a1')), [['a2'], [], ['a2']]);
  assert.deepEqual(sound(setSpeaker(doc, 'q1', { name: 'Nia Stone' })), [['a3', 'a2'], [], ['a1', 'a2']]);
  assert.deepEqual(sound(setSpeaker(doc, 'q1', 'a2')), [['a2'], [], ['a1', 'a2']]);
  assert.deepEqual(sound(setHolder(doc, 'p1', null)), [['a1', 'a2'], [], []]);
  assert.deepEqual(sound(reject(doc, { kind: 'actor', id: 'a2' })), [['a1'], [], ['a1']]);
  const [, she] = doc.mentions;
  assert.deepEqual(sound(splitActor(doc, 'a1', [she.id])), [['a3', 'a2'], [], ['a1', 'a2']], 'the source “She” goes with the new actor');
});

test('others join and leave', async () => {
  const doc = await article();
  const quote = { kind: /** @type {const} */ ('quote'), id: 'q1' };
  const alone = setJoint(doc, quote, []);
  assert.deepEqual([agentsOf(alone.quotes[0]), alone.quotes[0].status], [['a1'], 'corrected']);
  assert.deepEqual(agentsOf(setJoint(alone, quote, ['a2', { name: 'Nia Stone' }]).quotes[0]), ['a1', 'a2', 'a3']);
  assert.equal(setJoint(doc, quote, ['a2']), doc, 'nothing changes');
  assert.throws(() => setJoint(doc, { kind: 'quote', id: 'q2' }, ['a1']), /first/);
});

test('a list that does not begin with the first, or names one alone, is told', async () => {
  const doc = await article();
  for (const speakers of [['a2', 'a1'], ['a1'], ['a1', 'a1'], ['a1', 'a9'], 'a1']) {
    const wrong = { ...doc, quotes: [{ ...doc.quotes[0], speakers }, doc.quotes[1]] };
    assert.match(faultOf(wrong) ?? '', /^quotes\[0\]: speakers does not name several/, JSON.stringify(speakers));
  }
});
