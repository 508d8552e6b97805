import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultOf } from '../../www/state/check.js';
import { bringBack, cutAround, cutOff, cutOffFrom } from '../../www/state/edits.js';
import { cutsOf, isCut } from '../../www/state/edit-cut.js';
import { ALL_SHOWN, THE_USUAL, countHidden, shownOf, uncut } from '../../www/state/shown.js';
import { createStore } from '../../www/state/store.js';
import { voicesOf } from '../../www/state/voices.js';
import { documents, fractions, frozen, sample, spanIn } from './support.js';

const TEXT = 'One line.\n\nTwo lines,\nnearly.\n\nThe last.';
const bare = (text = TEXT) => ({ ...sample(), text, actors: [], mentions: [], quotes: [], positions: [] });
const words = (doc) => cutsOf(doc).map(([start, end]) => doc.text.slice(start, end));
const at = (part) => ({ start: TEXT.indexOf(part), end: TEXT.indexOf(part) + part.length });

test('the paragraph of some words is cut off, or all that follows, and comes back', () => {
  assert.deepEqual(words(cutOff(bare(), at('line.'))), ['One line.']);
  assert.deepEqual(words(cutOff(bare(), at('lines,\nnear'))), ['Two lines,\nnearly.']);
  assert.deepEqual(words(cutOffFrom(bare(), at('nearly'))), ['nearly.\n\nThe last.']);
  const both = cutOff(cutOff(bare(), at('last')), at('One'));
  assert.deepEqual(words(both), ['One line.', 'The last.']);
  assert.deepEqual(words(cutOff(both, at('One'))), ['One line.', 'The last.'], 'twice is once');
  const rest = cutOffFrom(both, at('Two'));
  assert.deepEqual(words(rest), ['One line.', 'Two lines,\nnearly.\n\nThe last.']);
  assert.deepEqual(words(bringBack(rest, at('nearly'))), ['One line.', 'Two lines,\n', '\n\nThe last.']);
  assert.deepEqual([isCut(rest, 0), isCut(rest, 10), cutAround(rest, at('last').start)?.end], [true, false, TEXT.length]);
  const none = bringBack(rest, { start: 0, end: TEXT.length });
  assert.equal('cut' in none, false);
});

test('what stands in it counts nowhere, what a person did is kept, and undo brings it back', () => {
  const store = createStore();
  const doc = frozen(sample());
  store.replace(doc);
  store.apply((d) => cutOffFrom(d, { start: 0, end: 1 }), 'cut');
  const shown = store.shown();
  assert.deepEqual([shown.mentions, shown.quotes, shown.positions].map(({ length }) => length), [0, 0, 0]);
  assert.deepEqual(voicesOf(shown), []);
  assert.equal(countHidden(store.get().doc, THE_USUAL).all, 0, 'what is cut off is not “doubtful”');
  assert.equal(store.get().doc.quotes, doc.quotes);
  store.undo();
  assert.equal(store.shown(), doc);
});

test('whatever is cut off, what is left is a valid document', () => {
  fc.assert(fc.property(documents, fractions, fc.boolean(), (doc, place, rest) => {
    if (doc.text.length === 0) return;
    const cut = (rest ? cutOffFrom : cutOff)(frozen(doc), spanIn(doc.text, place));
    const left = uncut(cut);
    assert.equal(faultOf(cut), null);
    assert.equal(faultOf(left), null);
    for (const list of ['mentions', 'quotes', 'positions']) for (const { start, end } of left[list]) assert.ok(!cutsOf(cut).some(([from, to]) => start < to && from < end));
    assert.deepEqual(shownOf(bringBack(cut, { start: 0, end: doc.text.length }), ALL_SHOWN).quotes, doc.quotes);
  }));
});

test('a file that says nonsense about it cuts nothing', () => {
  for (const cut of [null, 'x', [], { spans: [[0, 4]] }, { offset_unit: 'utf16', spans: 7 }, { offset_unit: 'utf16', spans: [[4, 2], [0, 900], ['a', 3], null, [-1, 2], [1.5, 3]] }]) {
    assert.deepEqual(cutsOf({ ...bare(), cut }), [], JSON.stringify(cut));
  }
});
