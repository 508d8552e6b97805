import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sameActors } from '../../www/state/pair/names.js';
import { pairOf } from '../../www/state/pair/pair.js';
import { samePassages, wordsIn } from '../../www/state/pair/passages.js';
import { csvOf } from '../../www/state/csv.js';
import { rowsOf } from '../../www/state/pair/table.js';

const note = { status: 'accepted' };

/** A document of a text and its people: [name, type, names in the text], and quotes: [speaker's number or null, kind, cue, words]. */
function article(text, people, quotes = [], stands = []) {
  const at = (words) => {
    const start = text.indexOf(words);
    assert.ok(start >= 0, `${words} is in the text`);
    return { start, end: start + words.length };
  };
  const actors = people.map(([name, type, , more = {}], i) => ({ id: `a${i + 1}`, type, name, role: null, anonymous: false, ...note, ...more }));
  const mentions = people.flatMap(([, , names], i) => names.map((words, j) => ({ id: `m${i}-${j}`, actor: `a${i + 1}`, kind: /^\p{Lu}/u.test(words) ? 'name' : 'role', ...at(words), ...note })));
  return {
    format: 'whosaid/1', offset_unit: 'utf16', text, language: 'en', title: null, actors, mentions: mentions.sort((a, b) => a.start - b.start),
    quotes: quotes.map(([who, kind, cue, words], i) => ({ id: `q${i + 1}`, kind, ...at(words), cue: cue && at(cue), source: null, speaker: who === null ? null : `a${who}`, hedged: false, ...note })),
    positions: stands.map(([who, kind, words], i) => ({ id: `p${i + 1}`, kind, polarity: 0, ...at(words), cue: null, source: null, holder: `a${who}`, quote: null, hedged: false, ...note })),
  };
}

const names = (people) => article(people.map(([, , all]) => all.join(' ')).join('. '), people);
const person = (...all) => [all[0], 'person', all];

test('finds the same actors by their names', () => {
  const cases = [
    [person('Ada Quill'), person('Ada Quill', 'Quill'), true],
    [person('Ada Quill'), person('Quill'), true],
    [person('José Peña'), person('Jose Pena'), true],
    [person('A. Quill'), person('Ada Quill'), true],
    [person('Ada Quill'), person('Tom Quill'), false],
    [person('Ada Quill'), person('Ada Reyes'), false],
    [['the Kremlin', 'government', ['Kremlin']], ['Kremlin', 'government', ['Kremlin']], true],
    [['Norling Rail Union', 'organization', ['Norling Rail Union']], ['NRU', 'organization', ['NRU']], true],
    [['Organization for Trade in Tolland', 'organization', ['Organization for Trade in Tolland']], ['OTT', 'organization', ['OTT']], true],
    [['Quill', 'organization', ['Quill']], person('Ada Quill'), false],
    [['an official', 'person', ['an official'], { anonymous: true }], person('Ada Quill'), false],
  ];
  for (const [one, other, same] of cases) {
    assert.equal(sameActors(names([one]), names([other])).get('a1'), same ? 'a1' : undefined, `${one[0]} and ${other[0]}`);
    assert.equal(sameActors(names([other]), names([one])).size, same ? 1 : 0, `${other[0]} and ${one[0]}`);
  }
});

test('takes nobody for the same where it could be two', () => {
  const two = names([person('Ada Quill'), person('Tom Quill')]);
  assert.equal(sameActors(two, names([person('Quill')])).size, 0);
  assert.equal(sameActors(names([person('Quill')]), two).size, 0);
  // A full name tells them apart, and the other stays alone.
  assert.deepEqual([...sameActors(two, names([person('Tom Quill', 'Quill')]))], [['a2', 'a1']]);
});

const FIRST = article(
  'Mayor Ada Quill said the harbour “will open in May, whatever the council does”. Rowan Pike, a teacher, said costs could rise. The union welcomed the plan.',
  [['Ada Quill', 'person', ['Ada Quill']], ['Rowan Pike', 'person', ['Rowan Pike', 'a teacher']], ['union', 'organization', ['union']]],
  [[1, 'mixed', 'said', 'the harbour “will open in May, whatever the council does'], [2, 'indirect', 'said', 'costs could rise']],
  [[1, 'commit', 'will open in May']],
);
const SECOND = article(
  'Quill boasted that the harbour “will open in May, whatever the council does” or anyone says. Rowan Pike, a critic, warned that the pier is unsafe. Lena Sorel said costs could rise.',
  [['Quill', 'person', ['Quill']], ['Rowan Pike', 'person', ['Rowan Pike', 'a critic']], ['Lena Sorel', 'person', ['Lena Sorel']]],
  [[1, 'mixed', 'boasted', 'the harbour “will open in May, whatever the council does” or anyone says'], [2, 'indirect', 'warned', 'the pier is unsafe'], [3, 'indirect', 'said', 'costs could rise']],
);

test('puts two articles side by side', () => {
  const { voices, quotes, only, told } = pairOf(FIRST, SECOND);
  assert.deepEqual(voices.map(({ a, b }) => [a?.actor.name, b?.actor.name]), [['Ada Quill', 'Quill'], ['Rowan Pike', 'Rowan Pike'], [undefined, 'Lena Sorel']]);
  // The very same words that are given to somebody else are told, not hidden.
  assert.deepEqual(quotes.map(({ a, b, speakers, cues }) => [a.quote.id, b.quote.id, speakers, cues]), [['q1', 'q1', true, false], ['q2', 'q3', false, true]]);
  assert.deepEqual([only.a.map(({ quote }) => quote.id), only.b.map(({ quote }) => quote.id)], [[], ['q2']]);
  const pike = told.find(({ a }) => a.actor.name === 'Rowan Pike');
  assert.deepEqual([pike.a.described, pike.b.described, pike.a.verbs, pike.b.verbs], [['a teacher'], ['a critic'], ['said'], ['warned']]);
});

test('an article beside itself differs in nothing', () => {
  for (const doc of [FIRST, SECOND]) {
    const { voices, quotes, only, told, share } = pairOf(doc, doc);
    assert.ok(voices.every(({ a, b }) => a.actor === b.actor));
    assert.ok(quotes.every(({ a, b, speakers, cues }) => a.quote === b.quote && speakers && cues) && quotes.length === doc.quotes.length);
    assert.deepEqual([only, told, share], [{ a: [], b: [] }, [], { a: 1, b: 1 }]);
  }
});

test('finds the words that stand in both, in one row', () => {
  const row = 'the old pier was closed after a storm in spring';
  const { passages, share } = samePassages(`Yesterday, ${row}.`, `“The old pier was closed – after a storm, in spring”, it says.`);
  assert.deepEqual([passages.map(({ words }) => words), share], [[10], 10 / 11]);
  assert.deepEqual(samePassages('the old pier was closed', row).passages, []);
  assert.deepEqual(samePassages('', ''), { passages: [], share: 0 });
});

test('passages are in both texts, word for word, and do not overlap', () => {
  const text = fc.array(fc.constantFrom('pier', 'Ada', 'rail', 'is', '“no”', 'x, ', '—'), { maxLength: 60 }).map((words) => words.join(' '));
  const plain = (words) => wordsIn(words).map(({ word }) => word).join(' ');
  fc.assert(
    fc.property(text, text, (a, b) => {
      const { passages, share } = samePassages(a, b, 3);
      let end = 0;
      for (const passage of passages) {
        assert.equal(plain(a.slice(...passage.a)), plain(b.slice(...passage.b)));
        assert.ok(passage.words >= 3 && passage.a[0] >= end);
        end = passage.a[1];
      }
      assert.ok(share >= 0 && share <= 1);
    }),
  );
});

test('writes a table that spreadsheets take for words', () => {
  const rows = rowsOf(pairOf(FIRST, SECOND), ['One', '=Two, "again"']);
  assert.ok(rows.every((row) => row.length === 4));
  assert.deepEqual(rows[1], ['title', '', 'One', '=Two, "again"']);
  assert.ok(rows.some(([what, who]) => what === 'quote in both, other speaker' && who === 'Rowan Pike / Lena Sorel'));
  const lines = csvOf(rows).split('\r\n');
  assert.equal(lines[1], 'title,,One,"\'=Two, ""again"""');
  assert.equal(lines.at(-1), '');
});
