/** The core before it has its models, and with wrong ones. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initReading, models } from './support.mjs';

const core = initReading();

test('a core without models says so instead of reading, but rehearses', () => {
  assert.throws(() => core.annotate('“It rains,” said Ada Quill.'), /before the models are loaded/);
  for (let time = 0; time < 3; time++) core.rehearse();
  assert.throws(() => core.annotate(''), /before the models are loaded/);
});

test('models that are cut short, longer or those of another build are refused in words', () => {
  const whole = models();
  const other = whole.slice();
  other[16] ^= 1;
  for (const wrong of [new Uint8Array(), whole.subarray(1), whole.subarray(0, -1), new Uint8Array([...whole, 0]), other]) {
    assert.throws(() => core.loadModels(wrong), /do not belong to this core; reload the page/);
  }
  assert.throws(() => core.annotate('x'), /before the models are loaded/);
});

test('what a rehearsal did leaves no trace in what is read with the models, and a second loading none either', () => {
  const text = '“The bridge stays closed,” Mayor Ada Quill told reporters on Monday. She urged the council to act.';
  core.loadModels(models());
  const first = core.annotate(text);
  assert.ok(first.quotes.length > 0 && first.positions.length > 0);
  core.rehearse();
  core.loadModels(models());
  const plain = (annotated) => ({ ...annotated, milliseconds: 0 });
  assert.deepEqual(plain(core.annotate(text)), plain(first));
});
