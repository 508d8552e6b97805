import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rehearse } from '../../www/core/rehearsal.js';

test('a rehearsal reads the same text several times and ends by itself', async () => {
  /** @type {string[]} */
  const read = [];
  await rehearse((text) => read.push(text), () => false);
  assert.ok(read.length > 1);
  assert.equal(new Set(read).size, 1);
});

test('a rehearsal ends as soon as somebody waits, and lets messages in between', async () => {
  let times = 0;
  let isAsked = false;
  const over = rehearse(() => times++, () => isAsked);
  setTimeout(() => (isAsked = true));
  await over;
  assert.ok(times >= 1 && times <= 3, `${times} times`);
});
