import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lately } from '../../www/state/lately.js';

test('what was asked for lately is made once, what was not is forgotten', () => {
  const made = [];
  const table = lately((key) => made.push(key), 2);
  const [a, b, c] = [{}, {}, {}];
  for (const key of [a, a, b, a]) table(key);
  assert.deepEqual(made.map((key) => [a, b, c].indexOf(key)), [0, 1]);
  // `a` was asked for after `b`, so `b` is what goes.
  for (const key of [c, a, b]) table(key);
  assert.deepEqual(made.map((key) => [a, b, c].indexOf(key)), [0, 1, 2, 1]);
});
