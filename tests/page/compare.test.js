import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from '../../www/state/compare.js';
import { accept, addQuote } from '../../www/state/edits.js';
import { at, frozen, sample } from './support.js';

test('a person’s marks are compared with the suggestions, without a score', () => {
  const doc = frozen(sample());
  assert.deepEqual(compare(doc).quotes, { both: 0, yours: 0, suggested: 4 });
  const near = { ...at('costs could rise'), end: at('costs could rise').end - 3 };
  const same = addQuote(doc, { ...near, kind: 'indirect' });
  assert.deepEqual(compare(same).quotes, { both: 1, yours: 0, suggested: 3 });
  const other = addQuote(same, { ...at('Mayor'), kind: 'indirect' });
  assert.deepEqual(compare(other).quotes, { both: 1, yours: 1, suggested: 3 });
  const mine = /** @type {string} */ (other.quotes.find(({ start }) => start === at('Mayor').start)?.id);
  const different = compare(other).different.filter(({ kind }) => kind === 'quote');
  assert.equal(different.length, 4);
  assert.ok(different.some(({ id }) => id === mine), 'where they differ can be gone through');
  const part = addQuote(doc, { ...at('costs'), kind: 'indirect' });
  assert.deepEqual(compare(part).quotes, { both: 0, yours: 1, suggested: 4 }, 'less than half is another');
  assert.deepEqual(compare(accept(doc, { kind: 'quote', id: 'q1' })).quotes, { both: 1, yours: 0, suggested: 3 });
});
