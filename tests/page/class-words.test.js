/** Names and sentences around a tap, and what a class is told; from the text alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareMarks } from '../../www/state/class/compare.js';
import { makeExercise, usualChoices } from '../../www/state/class/exercise.js';
import { kindWords, nameAround, sentenceAround } from '../../www/view/class/words.js';
import { TEXT, at, sample, texts } from './support.js';

const slice = (text, { start, end }) => text.slice(start, end);
const named = (word, text) => slice(text, nameAround(text, at(word, text)));

test('a tap takes the whole name, told by its capitals', () => {
  assert.equal(named('Quill', TEXT), 'Mayor Ada Quill');
  assert.equal(named('Pike', TEXT), 'Rowan Pike');
  assert.equal(named('bridge', TEXT), 'bridge');
  assert.equal(named('Adeyemi-Holt', 'Said Jonas Adeyemi-Holt, of Ostrelia’s Ministry.'), 'Said Jonas Adeyemi-Holt');
  assert.equal(named('Ministry', 'In Ostrelia’s Ministry of the Interior.'), 'Ministry of the Interior');
});

test('the sentence around a word, with its quotation marks', () => {
  const sentence = (word) => slice(TEXT, sentenceAround(TEXT, at(word)));
  assert.equal(sentence('warned'), 'She warned that costs could rise.');
  assert.equal(sentence('teacher'), 'Rowan Pike, a teacher, called it “a mistake”.');
  assert.equal(sentence('late'), '“It is late,” Pike added, “and it is dear.”');
});

test('names and sentences lie around what was tapped, in any text', () => {
  fc.assert(fc.property(texts, fc.nat(), (text, n) => {
    const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
    if (words.length === 0) return;
    const word = words[n % words.length];
    const tapped = { start: word.index, end: word.index + word[0].length };
    for (const { start, end } of [nameAround(text, tapped), sentenceAround(text, tapped)]) assert.ok(start <= tapped.start && tapped.start < end && end <= text.length, text);
  }));
});

test('a result speaks kindly of each outcome', () => {
  const exercise = makeExercise(sample(), { ...usualChoices('who'), tools: ['quote', 'direct'] }, { id: 'e', title: '', isLoaded: () => false });
  const say = (tool, words, name) => {
    const rows = compareMarks(exercise.key, [{ id: 'own-1', tool, ...at(words), who: { name } }], { who: true });
    return kindWords(exercise, rows.find(({ marks }) => marks.length > 0));
  };
  assert.equal(say('quote', 'costs could rise', 'Quill'), 'You found it: Ada Quill.');
  assert.equal(say('quote', 'costs could rise', 'Pike'), 'You found the words. You named Pike; the key says Ada Quill.');
  assert.equal(say('quote', 'costs could rise', ''), 'You found the words. You named nobody; the key says Ada Quill.');
  assert.equal(say('direct', 'costs could rise', 'Pike'), 'You found the words and called them “Word for word”. The key says “Retold”, and Ada Quill is behind them.');
  assert.equal(say('quote', 'a teacher', ''), 'Only you have marked this. The key may have overlooked it.');
  assert.match(say('quote', 'costs', ''), /further or less far than the key’s: “costs could rise”/);
});
