import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addActor, addMention, resize, setSpeaker } from '../../www/state/edits.js';
import { measureOf } from '../../www/state/measures.js';
import { mentionsOf, quotesOf, standsOf, talkedAbout, voicesOf } from '../../www/state/voices.js';
import { handedOn } from '../../www/state/handed-on.js';
import { impliedBy, isLoaded, verbsIn } from '../../www/state/verbs.js';
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

/** A document over one sentence with these quotes, each by a speaker of its own unless named. */
function quoting(text, ...quotes) {
  const span = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const actors = [...new Set(quotes.map(([, speaker]) => speaker))].map((id) => ({ id, type: 'person', name: id, role: null, anonymous: false, status: 'added' }));
  const made = quotes.map(([words, speaker, kind = 'indirect', more = {}], i) => ({ id: `q${i + 1}`, kind, ...span(words), cue: null, source: null, speaker, hedged: false, status: 'added', ...more }));
  return { ...sample(), text, actors, mentions: [], positions: [], quotes: made };
}
const words = (doc) => Object.fromEntries(voicesOf(doc).map(({ actor, words: count, direct }) => [actor.id, [count, direct]]));

test('a quote within a quote counts for whoever is quoted there, and for nobody else', () => {
  const nested = quoting('Ada said that Rowan had told her “it is too late” twice.', ['Rowan had told her “it is too late” twice', 'a1', 'mixed'], ['it is too late', 'a2', 'direct']);
  assert.deepEqual(words(nested), { a1: [5, 0], a2: [4, 4] });
  assert.equal(voicesOf(nested).reduce((sum, { share }) => sum + share, 0), 1);
  const deep = quoting('a b c d e f', ['a b c d e f', 'a1'], ['b c d e', 'a2'], ['c d', 'a3']);
  assert.deepEqual(words(deep), { a1: [2, 0], a2: [2, 0], a3: [2, 0] });
  const twice = quoting('a b c d e f', ['a b c', 'a1'], ['a b c', 'a2']);
  assert.equal(Object.values(words(twice)).reduce((sum, [count]) => sum + count, 0), 3, 'the same words twice');
  const crossing = quoting('a b c d e f', ['a b c d', 'a1'], ['c d e f', 'a2']);
  assert.equal(Object.values(words(crossing)).reduce((sum, [count]) => sum + count, 0), 6, 'words that two quotes share');
  const apart = quoting('a b c d e f', ['a b', 'a1'], ['c d', 'a2'], ['e f', 'a1']);
  assert.deepEqual(words(apart), { a1: [4, 0], a2: [2, 0] });
});

test('what somebody is said not to have said is no saying', () => {
  const doc = quoting('Ada said it rains. Rowan did not say “it snows”.', ['it rains', 'a1'], ['it snows', 'a2', 'direct', { negated: true }]);
  assert.deepEqual(words(doc), { a1: [2, 0] });
});

test('tells through whom something reaches the reader', () => {
  const doc = sample();
  // All of the second sentence is what Pike says of Quill.
  const outer = { start: at('She warned').start, end: at('could rise').end };
  const told = { ...doc, quotes: [...doc.quotes, { ...doc.quotes[0], id: 'q9', kind: 'indirect', ...outer, spans: undefined, cue: null, source: null, speaker: 'a2' }] };
  const names = (id) => handedOn(told, [...told.quotes, ...told.positions].find((item) => item.id === id)).map((quote) => quote.id);
  assert.deepEqual([names('q2'), names('p1'), names('q1'), names('q9')], [['q9'], ['q9'], [], []]);
  // What one says oneself is no hearsay, nor is what nobody is named for.
  for (const speaker of ['a1', null]) {
    const own = { ...told, quotes: told.quotes.map((quote) => (quote.id === 'q9' ? { ...quote, speaker } : quote)) };
    assert.deepEqual(handedOn(own, own.quotes[1]), [], String(speaker));
  }
});

test('says what a verb implies, in any form', () => {
  const cases = { said: null, 'according to': null, told: null, added: null, admitted: 'guilt', denies: 'refusal', claiming: 'doubt', 'has vowed': 'weight', slammed: 'blame', 'pointed and noted': 'fact', warned: 'alarm' };
  for (const [cue, id] of Object.entries(cases)) assert.equal(impliedBy(cue)?.id ?? null, id, cue);
  assert.deepEqual([isLoaded('Said'), isLoaded('ADMITTED')], [false, true]);
  const kinds = verbsIn(sample());
  assert.deepEqual(kinds.map(({ implied, count, verbs }) => [implied?.id ?? null, count, verbs.map(({ verb }) => verb)]), [[null, 3, ['added', 'called', 'said']], ['alarm', 1, ['warned']]]);
  const { first } = kinds[1].verbs[0];
  assert.equal(first, 'q2');
});
