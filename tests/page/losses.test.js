import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossWords } from '../../www/view/losses.js';

test('losses are told in numbers, one of a kind in the singular', () => {
  const words = (...losses) => lossWords(losses.map(([count, what]) => ({ count, what })));
  assert.equal(words([7, 'nested spans'], [12, 'links']), '7 nested spans and 12 links');
  assert.equal(words([1, 'nested and crossing spans']), '1 nested and crossing span');
  assert.equal(words([1, 'places of cues and sources'], [1, 'polarities'], [1234, 'notes']), '1 place of cues and sources, 1 polarity, and 1,234 notes');
  assert.equal(words([1, 'links to a quote of a line end']), '1 link to a quote of a line end');
});
