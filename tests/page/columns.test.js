import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, NONE } from '../../www/core/columns.js';
import { faultOf } from '../../www/state/check.js';
import { touched } from '../../www/state/items.js';
import { at, columns, TEXT, VOCABULARY } from './support.js';

test('columns become a valid document', async () => {
  const doc = await decode(TEXT, columns(), VOCABULARY);
  assert.equal(faultOf(doc), null);
  assert.deepEqual(doc.actors.map(({ id, type, name, role, anonymous, reason, confidence }) => [id, type, name, role, anonymous, reason, confidence]), [
    ['a1', 'person', 'Ada Quill', 'Mayor', false, 'It is written like a name.', 0.8],
    ['a2', null, 'Rowan Pike', null, true, null, null],
  ]);
  assert.deepEqual(doc.mentions[1], {
    id: 'm2', actor: 'a1', kind: 'pronoun', ...at('She'), status: 'suggested', reason: 'It follows a verb of saying.', confidence: null,
  });
  const [warned, late] = doc.quotes;
  assert.deepEqual([warned.kind, warned.cue, warned.source, warned.speaker, warned.hedged, warned.confidence], [
    'indirect', at('warned'), at('She'), 'a1', true, 0.62,
  ]);
  assert.deepEqual([warned.speakers, late.speakers, doc.positions[0].holders], [['a1', 'a2'], undefined, ['a1', 'a2']]);
  assert.deepEqual([late.cue, late.source, late.speaker, late.spans.length], [null, null, null, 2]);
  const [warn] = doc.positions;
  assert.deepEqual([warn.kind, warn.polarity, warn.source, warn.holder, warn.quote, warn.hedged], ['warn', -1, null, 'a1', 'q1', false]);
});

test('what decided comes with the sentence that is made from it', async () => {
  const [warned, she] = [at('warned'), at('She')];
  const seen = { seen: Uint32Array.of(4, 16, 0, 2), grounds: Uint32Array.of(0, ...Object.values(warned), NONE, 97, 1, ...Object.values(she), 9, NONE) };
  const { actors, quotes: [quote] } = await decode(TEXT, { ...columns(), ...seen, told: '‘warned’ says soAda Quill' }, VOCABULARY);
  assert.equal(quote.reason, '‘warned’ says so');
  const grounds = [{ clue: 'cue', ...warned, words: 'warned', chance: 0.97 }, { clue: 'agent', ...she, words: 'She', what: 'Ada Quill' }];
  assert.deepEqual(quote.evidence, { offset_unit: 'utf16', grounds });
  assert.equal(actors[0].evidence, undefined);
  assert.ok(!('evidence' in touched(quote, { speaker: null })), 'who corrects it takes it away');
  await assert.rejects(() => decode(TEXT, { ...columns(), ...seen, told: 'short' }, VOCABULARY), /reasons have 25 characters in all, not 5/);
});

test('columns out of shape are refused', async () => {
  await assert.rejects(() => decode(TEXT, { ...columns(), mentions: Uint32Array.of(1, 2, 3) }, VOCABULARY), /rows of 6/);
  await assert.rejects(() => decode(TEXT, { ...columns(), mentions: Uint32Array.of(0, 1, 9, 0, 0, 0) }, VOCABULARY), /entry 9/);
  await assert.rejects(() => decode(TEXT, { ...columns(), labels: 'Ada Quill' }, VOCABULARY), /labels .* 24 characters in all, not 9/);
});

test('many rows are decoded in turns, and come out as few do', async () => {
  const row = Uint32Array.of(...Object.values(at('She')), 0, 2, 1, NONE);
  const mentions = new Uint32Array(row.length * 5000);
  for (let i = 0; i < 5000; i++) mentions.set(row, i * row.length);
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const doc = await decode(TEXT, { ...columns(), mentions }, VOCABULARY);
  clearInterval(timer);
  assert.ok(turns > 0, 'something else had its turn');
  const [few] = (await decode(TEXT, { ...columns(), mentions: row }, VOCABULARY)).mentions;
  assert.deepEqual(doc.mentions.map(({ id }) => id), Array.from({ length: 5000 }, (_, i) => `m${i + 1}`));
  assert.deepEqual({ ...doc.mentions[4999], id: 'm1' }, few);
});
