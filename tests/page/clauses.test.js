import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endAtWord, stretchesAround, unitEdge, wholeSentences } from '../../www/view/paper/clauses.js';

const TEXT = 'Dr. Ada Quill of the U.S. Harbor Board said the pier, built in 1998, cost 3.5 million (too much – she thinks). “It will open,” she added, “in May!”\nNobody asked.';
const words = (unit) => stretchesAround(TEXT, 0, 0, unit).map(({ start, end }) => TEXT.slice(start, end));

test('parts clauses and sentences, not numbers and abbreviations', () => {
  assert.deepEqual(words('sentence'), ['Dr. Ada Quill of the U.S. Harbor Board said the pier, built in 1998, cost 3.5 million (too much – she thinks', 'It will open,” she added, “in May', 'Nobody asked']);
  assert.deepEqual(words('clause'), ['Dr. Ada Quill of the U.S. Harbor Board said the pier', 'built in 1998', 'cost 3.5 million', 'too much', 'she thinks', 'It will open', 'she added', 'in May', 'Nobody asked']);
});

test('moves an edge from clause to clause', () => {
  const end = (words_) => TEXT.indexOf(words_) + words_.length;
  assert.equal(unitEdge(TEXT, end('the pier'), 1, 'end', 'clause'), end('1998'));
  assert.equal(unitEdge(TEXT, end('the'), 1, 'end', 'clause'), end('the pier'));
  assert.equal(unitEdge(TEXT, end('1998'), -1, 'end', 'clause'), end('the pier'));
  assert.equal(unitEdge(TEXT, TEXT.indexOf('cost'), -1, 'start', 'clause'), TEXT.indexOf('built'));
  assert.equal(unitEdge(TEXT, TEXT.length, 1, 'end', 'clause'), TEXT.length);
  assert.deepEqual(wholeSentences(TEXT, { start: TEXT.indexOf('added'), end: end('added') }), { start: TEXT.indexOf('It will'), end: end('in May') });
});

test('ends at a typed word', () => {
  const from = TEXT.indexOf('the pier');
  const up = (typed) => {
    const end = endAtWord(TEXT, from, typed);
    return end === null ? null : TEXT.slice(from, end);
  };
  assert.equal(up('buil'), 'the pier, built');
  assert.equal(up('3.5'), 'the pier, built in 1998, cost 3.5');
  assert.equal(up('IN 19'), 'the pier, built in 1998');
  assert.deepEqual([up(' '), up('zebra')], [null, null]);
});

test('every edge is an edge of words, and moving goes where it says', () => {
  const text = fc.array(fc.constantFrom('Ada', 'pier', '3.5', 'U.S.', ', ', '. ', ' – ', '“', '”', '\n', ' ', '(', ')', 'é', '🌉'), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.nat(80), fc.constantFrom(1, -1), fc.constantFrom('start', 'end'), fc.constantFrom('clause', 'sentence'), (words_, at, direction, edge, unit) => {
      const offset = Math.min(at, words_.length);
      const moved = unitEdge(words_, offset, direction, edge, unit);
      assert.ok(direction > 0 ? moved >= offset : moved <= offset);
      if (moved !== offset) assert.match(edge === 'start' ? words_.slice(moved) : words_.slice(0, moved), edge === 'start' ? /^[\p{L}\p{N}]/u : /[\p{L}\p{N}\p{M}%]$/u);
    }),
  );
});
