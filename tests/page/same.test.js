import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOf } from '../../www/state/check.js';
import { alike, forEach, markAll, reject, setActor, unmarked } from '../../www/state/edits.js';
import { frozen } from './support.js';

const TEXT = 'Quill spoke. Quill and McQuill met Ada Quill; Quillby did not. “Quill!” he said.';
const places = [...TEXT.matchAll(/Quill/g)].map(({ index }) => index);
const note = { status: 'suggested', reason: null, confidence: null };
const mention = (id, start, end, more = {}) => ({ id, actor: 'a1', kind: 'name', start, end, ...note, ...more });

/** The first two are marked, and “Ada Quill” is. */
function doc() {
  const ada = TEXT.indexOf('Ada Quill');
  return frozen({
    format: 'whosaid/1', offset_unit: 'utf16', text: TEXT, language: 'en', title: null,
    actors: ['a1', 'a2'].map((id) => ({ id, type: 'person', name: id, role: null, anonymous: false, ...note })),
    mentions: [mention('m1', places[0], places[0] + 5), mention('m2', places[1], places[1] + 5), mention('m3', ada, ada + 9, { actor: 'a2' })],
    quotes: [{ id: 'q1', kind: 'direct', start: 0, end: 3, spans: [[0, 3]], cue: null, source: { start: places[1], end: places[1] + 5 }, speaker: 'a1', hedged: false, ...note }],
    positions: [],
  });
}

test('mentions are alike by their words', () => {
  assert.deepEqual(alike(doc(), 'm1').map(({ id }) => id), ['m1', 'm2']);
  assert.deepEqual(alike(doc(), 'm3').map(({ id }) => id), ['m3']);
  const pronouns = { ...doc(), mentions: doc().mentions.map((at) => ({ ...at, kind: 'pronoun' })) };
  assert.deepEqual([alike(pronouns, 'm1').length, unmarked(pronouns, 'm1').length], [1, 0], 'a pronoun is like no other');
});

test('only whole words that touch no mention are unmarked', () => {
  assert.deepEqual(unmarked(doc(), 'm1').map(({ start }) => start), [TEXT.indexOf('Quill!')]);
});

test('marking all marks them as the same actor', () => {
  const next = markAll(doc(), 'm1');
  assert.equal(faultOf(next), null);
  assert.deepEqual(next.mentions.map(({ actor, status }) => `${actor} ${status}`), ['a1 suggested', 'a1 suggested', 'a2 suggested', 'a1 added']);
  assert.deepEqual(unmarked(next, 'm1'), []);
});

test('one correction goes to all of them', () => {
  const start = doc();
  const moved = forEach(start, alike(start, 'm1'), (d, id) => setActor(d, id, 'a2'));
  assert.deepEqual(moved.mentions.map(({ actor }) => actor), ['a2', 'a2', 'a2']);
  assert.equal(moved.quotes[0].speaker, 'a2', 'what they are the source of follows');
  assert.deepEqual(moved.actors.map(({ id }) => id), ['a2'], 'who is named no more goes');
  const gone = forEach(start, alike(start, 'm1'), (d, id) => reject(d, { kind: 'mention', id }));
  assert.deepEqual(gone.mentions.map(({ id }) => id), ['m3']);
  assert.equal(gone.rejected.length, 2);
});
