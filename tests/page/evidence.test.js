/** The words that decided a suggestion: those on record, where they stand; a record that does not hold marks nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, setKind } from '../../www/state/edits.js';
import { decidingWords } from '../../www/state/evidence.js';
import { emphasisIn } from '../../www/view/paper/plan.js';
import { TEXT, at, sample } from './support.js';

const ground = (clue, words, more = {}) => ({ clue, ...at(words), words, ...more });
const evidence = (...grounds) => ({ offset_unit: 'utf16', grounds });
/** The sample with a quote and a mention of which it is on record what decided. */
function read() {
  const doc = sample();
  doc.quotes[1] = { ...doc.quotes[1], evidence: evidence(ground('cue', 'warned', { chance: 0.9 }), ground('source', 'She'), { clue: 'nobody' }) };
  doc.mentions[1] = { ...doc.mentions[1], evidence: evidence(ground('head', 'She', { what: 'pronoun' }), ground('antecedent', 'Ada Quill', { what: 'Ada Quill' })) };
  return doc;
}
const quote = { kind: 'quote', id: 'q2' };
const words = (spans) => spans.map(({ start, end }) => TEXT.slice(start, end));

test('they are the words on record, in its order', () => {
  const doc = read();
  assert.deepEqual(words(decidingWords(doc, doc.quotes[1])), ['warned', 'She']);
  assert.deepEqual(words(decidingWords(doc, doc.mentions[1])), ['She', 'Ada Quill']);
  assert.deepEqual(decidingWords(doc, doc.quotes[0]), []);
});

test('a record from elsewhere that does not hold marks nothing', () => {
  const doc = read();
  const [cue] = doc.quotes[1].evidence.grounds;
  const records = {
    'in another unit': { offset_unit: 'codepoint', grounds: [cue] },
    'without grounds': { offset_unit: 'utf16' },
    'grounds that are none': { offset_unit: 'utf16', grounds: [null, 7, 'cue', {}, []] },
    'words that stand elsewhere': evidence({ ...cue, start: cue.start + 1, end: cue.end + 1 }),
    'beyond the end': evidence({ ...cue, end: TEXT.length + 5 }),
    'no whole numbers': evidence({ ...cue, start: '3' }),
    'half a character': evidence({ clue: 'cue', start: TEXT.indexOf('🌉'), end: TEXT.indexOf('🌉') + 1, words: '\ud83c' }),
    'no record': 'because',
  };
  for (const [what, record] of Object.entries(records)) assert.deepEqual(decidingWords(doc, { ...doc.quotes[1], evidence: record }), [], what);
});

test('they are emphasized instead of cue and source while the item is explained, and only then', () => {
  const doc = read();
  const drawn = (ref, options) => emphasisIn(doc, ref, 0, TEXT.length, options).map(({ name, start, end }) => `${name} ${TEXT.slice(start, end)}`);
  assert.deepEqual(drawn(quote), ['ws-chosen costs could rise', 'ws-linked She', 'ws-cue warned']);
  assert.deepEqual(drawn(quote, { isExplained: true }), ['ws-chosen costs could rise', 'ws-ground warned', 'ws-ground She']);
  assert.deepEqual(drawn({ kind: 'mention', id: 'm2' }, { isExplained: true }), ['ws-chosen She', 'ws-ground She', 'ws-ground Ada Quill']);
  assert.deepEqual(drawn({ kind: 'quote', id: 'q1' }, { isExplained: true }), ['ws-chosen the bridge “will open in May'], 'nothing is on record');
});

test('what a person corrects is the machine’s reason no longer; what is accepted keeps its record', () => {
  const doc = read();
  assert.deepEqual(decidingWords(doc, setKind(doc, quote, 'mixed').quotes[1]), []);
  assert.equal(decidingWords(doc, accept(doc, quote).quotes[1]).length, 2);
});
