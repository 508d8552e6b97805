/** The class: what a key holds, whom a learner means, how marks and a key compare. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareMarks, countRows } from '../../www/state/class/compare.js';
import { keyOf } from '../../www/state/class/key.js';
import { actorMeant } from '../../www/state/class/names.js';
import { TASKS, TOOLS } from '../../www/state/class/tools.js';
import { accept } from '../../www/state/edits.js';
import { isLoaded } from '../../www/state/verbs.js';
import { at, documents, frozen, sample } from './support.js';

const ALL = /** @type {const} */ (['actor', 'quote', 'position']);
const key = (tools = ALL, doc = sample()) => frozen(keyOf(frozen(doc), tools, isLoaded));
let count = 0;
const mark = (tool, words, who = null, nth = 1) => ({ id: `own-${++count}`, tool, ...at(words, undefined, nth), who: who === null ? null : typeof who === 'string' ? { name: who } : who });
const outcomes = (marks, tools = ALL, who = true) => Object.fromEntries(compareMarks(key(tools), marks, { who }).map(({ id, outcome }) => [id, outcome]));

test('a key holds what the tools ask for, whatever a person has done to it', () => {
  const doc = accept(sample(), { kind: 'quote', id: 'q1' });
  assert.deepEqual(keyOf(doc, ['quote'], isLoaded).marks.map(({ id }) => id), ['q1', 'q2', 'q3', 'q4']);
  const kinds = (tools) => keyOf(doc, tools, isLoaded).marks.map(({ layer, kind }) => `${layer} ${kind}`);
  assert.deepEqual(kinds(['named', 'unnamed']), ['source named', 'source named']);
  assert.deepEqual(kinds(['for', 'against', 'neither']), ['position neither', 'position against']);
  assert.deepEqual(kinds(['verb']), ['verb null'], '“warned” says more than “said”');
  assert.deepEqual(kinds(['unheard']), [], 'everybody speaks');
});

test('every task has a key and tools that exist', () => {
  for (const task of Object.values(TASKS)) {
    assert.ok(task.default.length > 0 && task.default.length <= 3, 'three large ones');
    for (const tool of [...task.default, ...task.more]) assert.ok(TOOLS[tool]);
  }
});

test('extent, label and speaker each count', () => {
  assert.equal(outcomes([mark('quote', 'costs could rise', 'Ada Quill')]).q2, 'found');
  assert.equal(outcomes([mark('quote', 'costs could rise', 'Rowan Pike')]).q2, 'speaker', 'the wrong person is no match');
  assert.equal(outcomes([mark('quote', 'costs could rise')]).q2, 'speaker', 'nobody is no match');
  assert.equal(outcomes([mark('direct', 'costs could rise', 'Ada Quill')]).q2, 'label');
  assert.equal(outcomes([mark('indirect', 'costs could rise')], ['indirect'], false).q2, 'found', 'who is not asked does not count');
  assert.equal(outcomes([mark('quote', 'costs')]).q2, 'missed', 'less than half is another');
  assert.equal(outcomes([]).q2, 'missed');
  const both = compareMarks(key(), [mark('direct', 'costs could rise', 'Pike')], { who: true }).find(({ id }) => id === 'q2');
  assert.deepEqual([both.outcome, both.also], ['label', true]);
});

test('a quote over a whole paragraph is not the one in it', () => {
  const wide = { id: 'own-wide', tool: 'quote', start: 0, end: at('She').end + 24, who: { name: 'Ada Quill' } };
  const found = outcomes([wide]);
  assert.deepEqual([found.q1, found.q2, found['own-wide']], ['missed', 'missed', 'extra']);
});

test('two marks around “he said” find one quote, and so does one over all of it', () => {
  const two = outcomes([mark('quote', 'It is late', 'Pike'), mark('quote', 'and it is dear', 'Pike')]);
  assert.equal(two.q4, 'found');
  assert.equal(Object.values(two).includes('extra'), false);
  const one = { id: 'own-one', tool: 'quote', start: at('It is late').start, end: at('and it is dear').end, who: { name: 'Pike' } };
  assert.equal(outcomes([one]).q4, 'found');
});

test('an actor is found by any of the names, not by a paragraph around one', () => {
  assert.equal(outcomes([mark('actor', 'Pike', null, 2)])['actor-a2'], 'found');
  assert.equal(outcomes([mark('actor', 'Mayor Ada Quill')])['actor-a1'], 'found');
  assert.equal(outcomes([{ id: 'own-p', tool: 'actor', start: 0, end: 80, who: null }])['actor-a1'], 'missed');
});

test('whom a learner means', () => {
  const { actors } = key();
  const meant = (name) => actorMeant({ name }, actors);
  assert.deepEqual(['ada quill', 'Quill', 'Mayor Quill', 'the mayor', ' PIKE '].map(meant), ['a1', 'a1', 'a1', 'a1', 'a2']);
  assert.deepEqual(['', 'Lee', 'the'].map(meant), [null, null, null]);
  assert.equal(actorMeant({ name: 'She', ...at('She') }, actors), 'a1', 'a pronoun that was tapped');
  assert.equal(actorMeant(null, actors), null);
  const twins = [...actors, { ...actors[0], id: 'a9', name: 'Bo Quill', names: [], places: [] }];
  assert.equal(actorMeant({ name: 'Quill' }, twins), null, 'two of that name: neither');
  assert.equal(actorMeant({ name: 'Bo Quill' }, twins), 'a9');
});

test('a source without a name is met by nobody named', () => {
  const doc = sample();
  doc.actors[0].anonymous = true;
  const rows = (who) => compareMarks(key(['quote'], doc), [mark('quote', 'costs could rise', who)], { who: true }).find(({ id }) => id === 'q2').outcome;
  assert.equal(rows({ name: '' }), 'found');
  assert.equal(outcomes([mark('quote', 'costs could rise', { name: '' })]).q2, 'speaker');
});

test('the key compared with itself is found, and each thing and each mark stands in one row', () => {
  fc.assert(fc.property(documents, fc.nat(20), (doc, skip) => {
    const own = keyOf(doc, ['quote', 'position'], isLoaded);
    const marks = own.marks.filter((_, i) => i !== skip).map(({ layer, parts, who }, i) => ({ id: `own-${i}`, tool: layer, start: parts[0][0], end: parts.at(-1)[1], who: who[0] ? { name: doc.actors.find(({ id }) => id === who[0]).name } : null }));
    const rows = compareMarks(own, marks, { who: true });
    assert.equal(rows.filter(({ key: one }) => one).length, own.marks.length);
    assert.equal(rows.flatMap((row) => row.marks).length, marks.length);
    assert.equal(Object.values(countRows(rows)).reduce((a, b) => a + b, 0), rows.length);
  }));
  const own = key(['quote']);
  const marks = own.marks.map(({ parts, who }, i) => ({ id: `own-${i}`, tool: 'quote', start: parts[0][0], end: parts.at(-1)[1], who: { name: own.actors.find(({ id }) => id === who[0]).name } }));
  assert.ok(compareMarks(own, marks, { who: true }).every(({ outcome }) => outcome === 'found'));
});
