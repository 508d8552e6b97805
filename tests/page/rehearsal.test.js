import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRehearsal } from '../../www/core/rehearsal.js';

test('a rehearsal reads several times and ends by itself, for good', async () => {
  let times = 0;
  const goOn = createRehearsal(() => times++);
  await goOn(() => false);
  const all = times;
  assert.ok(all > 1);
  await goOn(() => false);
  assert.equal(times, all);
});

test('a rehearsal ends as soon as somebody waits, lets messages in between, and goes on where it stopped', async () => {
  let times = 0;
  let isAsked = false;
  const goOn = createRehearsal(() => times++);
  const over = goOn(() => isAsked);
  setTimeout(() => (isAsked = true));
  await over;
  assert.ok(times >= 1 && times <= 3, `${times} times`);
  await Promise.all([goOn(() => false), goOn(() => false)]);
  let whole = 0;
  await createRehearsal(() => whole++)(() => false);
  assert.equal(times, whole, 'twice at once is once');
});
