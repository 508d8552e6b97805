import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as edits from '../../www/state/edits.js';
import { sentenceOf } from '../../www/view/wording.js';
import { at, frozen, sample, TEXT } from './support.js';

const doc = frozen(sample());
/** The quote of two parts. */
const whole = { kind: 'quote', id: 'q4' };
const quote = (from) => from.quotes.find(({ id }) => id === 'q4');

test('a part is added, moved between its neighbors and removed', () => {
  const parts = (from) => quote(from).spans.map(([start, end]) => TEXT.slice(start, end));
  const second = { ...whole, part: 1 };
  const longer = edits.resize(doc, second, at('added').start, at('dear.').end);
  assert.deepEqual(parts(longer), ['It is late,', 'added, “and it is dear.']);
  assert.equal(quote(longer).end, at('dear.').end);
  assert.deepEqual(parts(edits.resize(doc, second, 0, at('dear').end)), ['It is late,', '” Pike added, “and it is dear'], 'not into the first');
  assert.equal(edits.resize(doc, second, 0, 3), doc, 'nor over it');
  const three = edits.addPart(doc, whole, at('added'));
  assert.deepEqual(parts(three), ['It is late,', 'added', 'and it is dear']);
  assert.deepEqual(parts(edits.addPart(three, whole, at('late,” Pike added'))), ['It is late,” Pike added', 'and it is dear'], 'what it meets is one with it');
  assert.deepEqual(parts(edits.removePart(three, second)), ['It is late,', 'and it is dear']);
  const only = edits.removePart(doc, second);
  assert.deepEqual([parts(only), quote(only).end], [['It is late,'], at('It is late,').end]);
  assert.throws(() => edits.removePart(only, { ...second, part: 0 }), /at least one part/);
  assert.throws(() => edits.addPart(doc, { kind: 'mention', id: 'm1' }, at('added')), /no parts/);
});

test('what is read out of an interrupted quote leaves out the remark within', () => {
  assert.match(sentenceOf(doc, whole), /: It is late, … and it is dear$/);
});
