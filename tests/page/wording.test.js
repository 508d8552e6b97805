import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spansOf } from '../../www/state/spans.js';
import { asText } from '../../www/view/as-text.js';
import { STANCES, inMarks, sentenceOf } from '../../www/view/wording.js';
import { sample } from './support.js';

/** One position of a kind over a text. */
function stance(kind, text, more = {}) {
  const position = { ...sample().positions[0], id: 'p1', kind, start: 0, end: text.length, spans: [[0, text.length]], quote: null, holder: 'a1', ...more };
  return { ...sample(), text, mentions: [], quotes: [], positions: [position] };
}

test('a stance before its words says what the text says, whether they are denied or deny', () => {
  for (const words of ['There was no agreement', 'the state was liable']) {
    assert.equal(sentenceOf(stance('deny', words), { kind: 'position', id: 'p1' }), `Denial by Ada Quill: “${words}”`);
    assert.equal(asText(stance('deny', words)), `Positions\n\nAda Quill, denial: “${words}”`);
  }
  for (const [kind, { verb, noun }] of Object.entries(STANCES)) {
    const said = sentenceOf(stance(kind, 'We will not stop'), { kind: 'position', id: 'p1' });
    assert.match(said, new RegExp(`^${noun} by Ada Quill: “We will not stop”`, 'i'));
    assert.ok(!said.includes(`${verb}:`), said);
  }
  assert.equal(sentenceOf(stance('warn', 'costs rise', { holder: null, status: 'accepted' }), { kind: 'position', id: 'p1' }), 'Warning, nobody named, accepted: “costs rise”');
  assert.match(sentenceOf(stance('warn', 'costs rise', { confidence: 0.3 }), { kind: 'position', id: 'p1' }), /: “costs rise” \(doubtful\)$/);
});

test('words of the article stand within one pair of marks', () => {
  for (const [words, marked] of [['a road', '“a road”'], ['“a road,”', '“a road,”'], ['"a road"', '“a road”'], ['«a road»', '“a road”'], ['“a” and “b”', '““a” and “b””'], ['it is “a road”', '“it is “a road””']]) assert.equal(inMarks(words), marked);
});

test('beside where a mark was comes what lay around it before, and what lay in it behind', () => {
  const doc = { ...sample(), mentions: [], positions: [{ ...sample().positions[0], id: 'p9', start: 10, end: 14, spans: [[10, 14]] }], quotes: [{ ...sample().quotes[0], id: 'q9', start: 10, end: 30, spans: [[10, 30]] }, { ...sample().quotes[0], id: 'q10', start: 40, end: 44, spans: [[40, 44]] }] };
  const { beside } = spansOf(doc);
  assert.deepEqual([beside({ start: 10, end: 12 }, 1)?.id, beside({ start: 10, end: 12 }, -1)?.id], ['q10', 'p9']);
  assert.deepEqual([beside({ start: 10, end: 20 }, 1)?.id, beside({ start: 10, end: 20 }, -1)?.id], ['p9', 'q9']);
  assert.deepEqual([beside({ start: 10, end: 14 }, 1)?.id, beside({ start: 10, end: 14 }, -1)?.id], ['q10', 'q9']);
  assert.deepEqual([beside({ start: -1, end: -1 }, 1)?.id, beside({ start: -1, end: -1 }, -1)], ['q9', null]);
  assert.deepEqual([beside({ start: 99, end: 100 }, 1), beside({ start: 99, end: 100 }, -1)?.id], [null, 'q10']);
  assert.equal(beside({ start: 10, end: 12 }, -1, ['quote'])?.id, 'q9');
});
