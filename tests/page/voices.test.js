import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addActor, addMention, resize, setSpeaker } from '../../www/state/edits.js';
import { measureOf } from '../../www/state/measures.js';
import { mentionsOf, quotesOf, standsOf, talkedAbout, voicesOf } from '../../www/state/voices.js';
import { countQuoted, countWords } from '../../www/state/words.js';
import { at, sample, TEXT } from './support.js';

test('counts words and those inside quotation marks', () => {
  assert.equal(countWords('It’s a well-known U.S. law, isn’t it?'), 7);
  assert.equal(countWords(' … 🌉 — '), 0);
  const quoted = (text, from = 0) => countQuoted(text, from, text.length);
  assert.equal(quoted('the bridge “will open in May'), 4);
  assert.equal(quoted('a mistake” for the town'), 2);
  assert.equal(quoted('“a mistake” and "bad luck" here'), 4);
  assert.equal(quoted('He said "a mistake" for all', 9), 2);
  assert.equal(quoted('nothing at all'), 0);
});

test('counts plain words as it counts all others', () => {
  // Behind a letter that is not plain English every text is counted by the rule for all scripts.
  const counted = (text) => countWords(`${text} — é`) - 1;
  for (const text of ['', "rock'n'roll.", 'U.S.-led 3.5 x,y, z -a- b’s ‘c’', 'a--b a’’b 1,000,', '.5 -1 a. b.c', 'end’', 'A…B – C\u00a0D']) assert.equal(countWords(text), counted(text), text);
  let seed = 7;
  const pick = (list) => list[(seed = (seed * 1103515245 + 12345) % 2147483648) % list.length];
  for (let run = 0; run < 300; run++) {
    const text = Array.from({ length: 24 }, () => pick(['a', 'Z', '9', "'", '’', '.', ',', '-', ' ', '“', '—'])).join('');
    assert.equal(countWords(text), counted(text), text);
  }
});

test('says who speaks, most words first', () => {
  const doc = sample();
  const [first, second] = voicesOf(doc);
  assert.deepEqual([first.actor.id, second.actor.id], ['a1', 'a2']);
  assert.deepEqual([first.quotes, first.direct, first.paraphrased, first.words], [2, 4, 5, 9]);
  assert.deepEqual([second.quotes, second.direct, second.paraphrased], [2, 9, 0]);
  assert.equal(first.share, 9 / 18);
  const same = sample();
  same.quotes[1].cue = { ...at('said') };
  assert.deepEqual(voicesOf(same)[0].verbs, [{ verb: 'said', count: 2 }]);
  assert.deepEqual(first.verbs, [{ verb: 'said', count: 1 }, { verb: 'warned', count: 1 }]);
  assert.deepEqual([first.first, first.firstQuote, first.mentions, first.positions], [at('the bridge').start, 'q1', 2, 1]);
});

test('gathers quotes without a speaker and marks unnamed sources', () => {
  const voices = voicesOf(setSpeaker(sample(), 'q1', null));
  const nobody = voices.find((voice) => voice.actor === null);
  assert.deepEqual([nobody.quotes, nobody.unnamed, nobody.firstQuote], [1, true, 'q1']);
  const secret = voicesOf(setSpeaker(sample(), 'q1', { name: 'an official', anonymous: true }));
  assert.deepEqual(secret.map((voice) => voice.unnamed), [false, true, false]);
});

test('says who is only talked about', () => {
  assert.deepEqual(talkedAbout(sample()), []);
  const doc = addActor(addMention(sample(), { ...at('teacher'), actor: { name: 'the teacher' } }), { name: 'Nobody' });
  assert.deepEqual(
    talkedAbout(doc).map(({ actor, mentions, first }) => [actor.name, mentions, first]),
    [['Nobody', 0, -1], ['the teacher', 1, at('teacher').start]],
  );
});

test('lists quotes with their words and filters them', () => {
  const doc = sample();
  assert.equal(quotesOf(doc)[3].content, 'It is late, … and it is dear');
  assert.deepEqual(quotesOf(doc)[1].positions.map(({ id }) => id), ['p1']);
  const ids = (filter) => quotesOf(doc, filter).map(({ quote }) => quote.id);
  assert.deepEqual(ids({ speaker: 'a2' }), ['q3', 'q4']);
  assert.deepEqual(ids({ speaker: 'a2', kind: 'direct', words: 'LATE' }), ['q4']);
  assert.deepEqual(ids({ speaker: '' }), []);
  assert.deepEqual(ids({ status: 'suggested' }).length, 4);
});

test('lists positions with holder and target', () => {
  const stands = standsOf(sample());
  assert.deepEqual(stands.map(({ position, holder, target }) => [position.id, holder.id, target]), [
    ['p1', 'a1', 'costs could rise'],
    ['p2', 'a2', 'it'],
  ]);
  assert.equal(standsOf(sample(), { speaker: 'a2' }).length, 1);
});

test('lists an actor’s mentions; tables are made once for each document', () => {
  const doc = sample();
  assert.deepEqual(mentionsOf(doc, 'a2').map(({ start }) => TEXT.slice(start, start + 5)), ['Rowan', 'Pike ']);
  assert.deepEqual(mentionsOf(doc, 'a9'), []);
  assert.equal(voicesOf(doc), voicesOf(doc));
});

test('an edit counts the words of the quotes it changed and of no other', () => {
  const doc = sample();
  const before = doc.quotes.map((quote) => measureOf(doc, quote));
  const longer = resize(doc, { kind: 'quote', id: 'q2' }, at('that costs could rise').start, at('costs could rise').end);
  assert.deepEqual(longer.quotes.map((quote) => before.includes(measureOf(longer, quote))), [true, false, true, true]);
  assert.equal(quotesOf(longer)[1].words, 4);
  assert.equal(quotesOf(doc)[1].words, 3, 'the words before are counted as they were');
  const other = { ...sample(), text: TEXT.replace('costs could rise', 'tolls, it is so') };
  assert.equal(measureOf(other, doc.quotes[1]).content, 'tolls, it is so.'.slice(0, 16), 'another text is counted anew');
});
