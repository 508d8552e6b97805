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
    while (pass.step()) shares.push(pass.share);
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
  while (pass.step()) left.step();
  left.free();
  const beside = pass.finish();
  assert.deepEqual([beside.mentions, beside.quotes], [alone.mentions, alone.quotes]);
});
