import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultOf } from '../../www/state/check.js';
import { acceptAll } from '../../www/state/edits.js';
import { FAIR, SURE, USUAL, levelOf, usualOf } from '../../www/state/certain.js';
import { ALL_SHOWN, THE_USUAL, countHidden, shownOf, uncertain } from '../../www/state/shown.js';
import { createStore } from '../../www/state/store.js';
import { talkedAbout, voicesOf } from '../../www/state/voices.js';
import { documents, frozen, sample } from './support.js';

/** The sample with these confidences. */
function unsure(confidences) {
  const doc = sample();
  const set = (items) => items.map((item) => (item.id in confidences ? { ...item, confidence: confidences[item.id] } : item));
  return frozen({ ...doc, mentions: set(doc.mentions), quotes: set(doc.quotes), positions: set(doc.positions) });
}

test('suggestions below the limit are hidden, with the links to them', () => {
  const doc = unsure({ q3: 0.5, m3: 0.4 });
  assert.equal(shownOf(doc, 0), doc);
  const shown = shownOf(doc, 0.6);
  assert.deepEqual(shown.quotes.map(({ id }) => id), ['q1', 'q2', 'q4']);
  assert.equal(shown.positions.find(({ id }) => id === 'p2').quote, null);
  assert.deepEqual(countHidden(doc, 0.6), { mentions: 1, quotes: 1, positions: 0, all: 2 });
  assert.equal(shownOf(doc, 0.6), shown, 'made once');
  assert.equal(shownOf(doc, 0.3), doc);
});

test('at first each layer of a careful reading shows what is right often enough, and one step further all of it', () => {
  const doc = { ...unsure({ m3: 0.05, q2: 0.34, q3: 0.35, p1: 0.59, p2: 0.6 }), reading: 'careful 1' };
  const hidden = (limit) => countHidden(doc, limit);
  assert.deepEqual(hidden(THE_USUAL), { mentions: 0, quotes: 1, positions: 1, all: 2 });
  assert.deepEqual(shownOf(doc, THE_USUAL).quotes.map(({ id }) => id), ['q1', 'q3', 'q4']);
  assert.equal(shownOf(doc, ALL_SHOWN), doc);
  assert.deepEqual(hidden(0.3), { mentions: 1, quotes: 1, positions: 1, all: 3 }, 'no limit shows what is hidden unasked');
  for (const reading of ['quick 1', undefined, 'some other']) assert.equal(shownOf({ ...doc, reading }, THE_USUAL).quotes.length, 4, `${reading}`);
  const judged = { ...doc, quotes: doc.quotes.map((quote) => ({ ...quote, status: 'corrected' })) };
  assert.equal(countHidden(judged, THE_USUAL).quotes, 0, 'what a person stands behind is always shown');
});

test('of a text that is read in part, that is asked of the marks that have a record', () => {
  const doc = { ...unsure({ q2: 0.2, q3: 0.2 }), reading: 'partly 1' };
  const half = { ...doc, quotes: doc.quotes.map((quote) => (quote.id === 'q3' ? { ...quote, evidence: { offset_unit: 'utf16', grounds: [] } } : quote)) };
  assert.deepEqual(shownOf(half, THE_USUAL).quotes.map(({ id }) => id), ['q1', 'q2', 'q4']);
  assert.deepEqual(shownOf(half, 0.3).quotes.map(({ id }) => id), ['q1', 'q4'], 'a limit is for all');
  assert.equal(shownOf(half, ALL_SHOWN), half);
});

test('three steps of certainty, and what a person stands behind', () => {
  const level = (confidence, status = 'suggested') => levelOf({ status, confidence });
  assert.deepEqual([SURE, SURE - 0.01, FAIR, FAIR - 0.01, 0].map((at) => level(at)), ['sure', 'fair', 'fair', 'doubtful', 'doubtful']);
  assert.deepEqual([null, undefined].map((at) => level(at)), ['sure', 'sure'], 'who says no confidence is taken at their word');
  assert.deepEqual(['accepted', 'corrected', 'added'].map((status) => level(0.1, status)), ['accepted', 'accepted', 'accepted']);
  for (const limits of [usualOf('careful 1'), ...Object.values(USUAL)]) {
    for (const [layer, limit] of Object.entries(limits)) assert.ok(limit <= FAIR, `what is hidden unasked is doubtful: ${layer}`);
  }
});

test('an actor of whom nothing is shown is not listed', () => {
  const doc = unsure({ m3: 0.4, m4: 0.4, q3: 0.4, q4: 0.4, p2: 0.4 });
  const shown = shownOf(doc, 0.5);
  assert.deepEqual(shown.actors.map(({ id }) => id), ['a1']);
  assert.deepEqual([voicesOf(shown).length, talkedAbout(shown).length], [1, 0]);
});

test('what is shown is a valid document, and holds everything that a person did', () => {
  fc.assert(fc.property(documents, fc.double({ min: 0, max: 1, noNaN: true }), (doc, limit) => {
    const shown = shownOf(frozen(doc), limit);
    assert.equal(faultOf(shown), null);
    for (const list of ['actors', 'mentions', 'quotes', 'positions']) {
      const human = ({ status }) => status !== 'suggested';
      assert.deepEqual(shown[list].filter(human).map(({ id }) => id), doc[list].filter(human).map(({ id }) => id));
    }
    assert.equal(countHidden(doc, limit).all, ['mentions', 'quotes', 'positions'].reduce((sum, list) => sum + doc[list].length - shown[list].length, 0));
  }));
});

test('the least certain come first, judged ones not at all', () => {
  const doc = unsure({ q3: 0.5, m3: 0.4 });
  const order = uncertain(doc, ['mention', 'quote']).map(({ id }) => id);
  assert.deepEqual(order.slice(0, 3), ['m3', 'q3', 'm1']);
  const after = acceptAll(doc, [{ kind: 'mention', id: 'm3' }]);
  assert.equal(uncertain(after, ['mention', 'quote'])[0].id, 'q3');
});

test('the store tells what is shown', () => {
  const store = createStore();
  assert.equal(store.shown(), null);
  store.replace(unsure({ q3: 0.5 }));
  store.set({ limit: 0.6 });
  assert.equal(store.shown().quotes.length, 3);
  store.apply((doc) => acceptAll(doc, [{ kind: 'quote', id: 'q3' }]), 'accept');
  assert.equal(store.shown().quotes.length, 4, 'accepted is shown');
});
