import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultOf } from '../../www/state/check.js';
import { acceptAll } from '../../www/state/edits.js';
import { countHidden, shownOf, uncertain } from '../../www/state/shown.js';
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
