/** The careful reading as the page uses it: window by window, and refusing what is not its own. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOf } from '../../www/state/check.js';
import { decode } from '../../www/core/columns.js';
import { articles, initCareful, models, weights } from './support.mjs';

const careful = initCareful();
const whole = weights();

test('a damaged file is refused in words', () => {
  const changed = whole.slice();
  changed[whole.length >> 1] ^= 1;
  for (const wrong of [new Uint8Array(), whole.subarray(0, -1), whole.subarray(1), changed]) assert.throws(() => new careful.CarefulReader(wrong), /model/);
});

test('a text waits for the models of syntax, then is read window by window', async () => {
  const reader = new careful.CarefulReader(whole);
  assert.throws(() => reader.begin('“It rains,” said Ada Quill.'), /before the models are loaded/);
  careful.loadModels(models());
  const vocabulary = careful.vocabulary();
  for (const [name, text] of await articles()) {
    const pass = reader.begin(text);
    const shares = [pass.share];
    while (pass.stepAt(0, 0)) shares.push(pass.share);
    assert.deepEqual([shares[0], shares.at(-1)], [0, 1], name);
    assert.ok(shares.every((share, at) => at === 0 || share > shares[at - 1]), name);
    assert.equal(faultOf(await decode(text, pass.finish(), vocabulary)), null, name);
  }
});

test('two texts can be read in turn, and one left in the middle is no harm to the other', () => {
  const reader = new careful.CarefulReader(whole);
  const [one, other] = ['Mayor Ada Quill said the bridge would close. '.repeat(40), 'Councillor Rowan Pike denied the claim. '.repeat(40)];
  const alone = reader.begin(one).finish();
  const [pass, left] = [reader.begin(one), reader.begin(other)];
  while (pass.stepAt(0, 0)) left.stepAt(0, 0);
  left.free();
  const beside = pass.finish();
  assert.deepEqual([beside.mentions, beside.quotes], [alone.mentions, alone.quotes]);
});

test('what is looked at is read first, and told in the offsets of the page before the rest is', async () => {
  const reader = new careful.CarefulReader(whole);
  const text = `${'Mayor Ada Quill 🌉 said the bridge would close. It rains on it.\n\n'.repeat(150)}Councillor Rowan Pike denied the claim.\n\n${'Nobody was there – it rained.\n\n'.repeat(150)}`;
  const [start, end] = [text.indexOf('Councillor'), text.indexOf('the claim.')];
  const pass = reader.begin(text);
  while (!pass.isRead(start, end)) assert.ok(pass.stepAt(start, end));
  assert.ok(pass.share < 0.5 && !pass.isRead(0, 100), `${pass.share}`);
  const part = pass.part(start, end);
  assert.equal(text.slice(part.from, part.to), 'Councillor Rowan Pike denied the claim.');
  const doc = await decode(text, part, careful.vocabulary());
  assert.equal(faultOf(doc), null);
  assert.ok(doc.mentions.some((mention) => text.slice(mention.start, mention.end) === 'Rowan Pike'));
  // Offsets that are none stand for the end.
  assert.equal(pass.isRead(text.indexOf('🌉') + 1, text.length + 9), false);
  pass.free();
});
