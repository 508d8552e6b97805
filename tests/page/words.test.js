import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindAt } from '../../www/state/marks.js';
import { wordAt, wordEdge } from '../../www/view/paper/words.js';

/** Every word that is reached from the first one, or from the last one back. */
function walk(text, step) {
  const words = [];
  let word = wordAt(text, step > 0 ? 0 : text.length - 1);
  for (let turn = 0; word && turn < 40; turn++) {
    words.push(text.slice(word.start, word.end));
    const next = wordAt(text, wordEdge(text, step > 0 ? word.end - 1 : word.start, step, 'start'));
    if (next?.start === word.start) break;
    word = next;
  }
  return words;
}

for (const [what, text] of [
  ['a headline', 'Ferry stays\nThe town voted.'],
  ['blank lines', 'Ferry stays\n\n\nThe town voted.'],
  ['lines of blanks', 'Ferry stays \n \t \n  The town voted.'],
  ['a last full stop', 'It stays.\n\n“Why,” she said.\n\nNo.'],
  ['one word a line', 'a\nb\nc\n'],
]) {
  test(`arrows go through ${what}, both ways`, () => {
    const all = text.match(/[\p{L}]+|[^\s\p{L}]/gu);
    assert.deepEqual(walk(text, 1), all);
    assert.deepEqual(walk(text, -1), [...all].reverse());
  });
}

test('an end is drawn over a line break, too', () => {
  const text = 'It stays.\n\nThe town voted.';
  assert.equal(wordEdge(text, text.indexOf('.') + 1, 1, 'end'), text.indexOf('The') + 3);
  assert.equal(wordEdge(text, text.indexOf('The'), -1, 'start'), text.indexOf('.'));
  assert.equal(wordEdge(text, text.length, 1, 'end'), text.length);
  assert.equal(wordEdge(text, 0, -1, 'start'), 0);
});

for (const [words, text, kind] of [
  ['Four more weeks', '“Four more weeks,” said Petra.', 'direct'],
  ['Four more weeks,', '"Four more weeks," said Petra.', 'direct'],
  ['“Four more weeks,”', '“Four more weeks,” said Petra.', 'direct'],
  ['more weeks', 'Petra said: “Four more weeks of this”.', 'direct'],
  ['We go', '‘We go,’ she said.', 'direct'],
  ['Nobody’s asking', '“Nobody’s asking.', 'direct'],
  ['Wir gehen', '„Wir gehen“, sagte sie.', 'direct'],
  ['the plan was “a modest step”', 'He said the plan was “a modest step”.', 'mixed'],
  ['modest step” for the town', 'It was “a modest step” for the town.', 'mixed'],
  ['the plan was dead', 'He said the plan was dead. “No,” said she.', 'indirect'],
  ['she said', '“Yes,” she said. “No.”', 'indirect'],
  ['the mayor’s plan', 'He praised the mayor’s plan’s cost.', 'indirect'],
]) {
  test(`“${words}” of ${text} is ${kind}`, () => {
    const before = 'A first paragraph with “an open mark.\n\n';
    const start = before.length + text.indexOf(words);
    assert.equal(kindAt(before + text, start, start + words.length), kind);
  });
}
