import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES, layersIn } from '../../www/view/paper/plan.js';
import { sample } from './support.js';

const ALL = { actors: true, quotes: true, positions: true };
/** The names that are painted for each item, with the numbers of colors left out. */
function painted(change) {
  const doc = change(sample());
  const at = new Map();
  for (const { name, start, end } of layersIn(doc, ALL, 0, doc.text.length)) {
    const words = doc.text.slice(start, end);
    at.set(words, [...(at.get(words) ?? []), name.replace(/-\d$/, '')]);
    assert.ok(NAMES.includes(name), `${name} is in use`);
  }
  return at;
}
const all = (doc, change) => ({ ...doc, mentions: doc.mentions.map(change), quotes: doc.quotes.map(change), positions: doc.positions.map(change) });

for (const [what, note, line, name, fill] of [
  ['sure', { confidence: 0.9 }, '', [], 'ws-actor'],
  ['fair', { confidence: 0.7 }, '-fair', ['ws-name-fair'], 'ws-actor'],
  ['doubtful', { confidence: 0.3 }, '-doubtful', ['ws-name-doubtful'], 'ws-maybe'],
  ['accepted', { status: 'accepted' }, '-accepted', ['ws-name-accepted'], 'ws-actor'],
  ['added', { status: 'added' }, '-accepted', ['ws-name-accepted'], 'ws-actor'],
]) {
  test(`what is ${what} has a line of its own, in all three layers`, () => {
    const at = painted((doc) => all(doc, (item) => ({ ...item, ...note })));
    assert.deepEqual(at.get('Ada Quill'), [fill, ...name]);
    const quote = at.get('costs could rise');
    assert.ok(quote.includes(`ws-indirect${line}`), quote.join());
    assert.equal(quote.includes('ws-voice'), what !== 'doubtful', 'a doubtful quote has no band');
    assert.ok([...at.values()].flat().includes(`ws-position${line}`));
  });
}

test('who neither speaks nor takes a stance is quieter', () => {
  const at = painted((doc) => ({ ...doc, quotes: doc.quotes.filter(({ speaker }) => speaker !== 'a2'), positions: [] }));
  assert.deepEqual([at.get('Ada Quill')[0], at.get('Rowan Pike')[0]], ['ws-actor', 'ws-quiet']);
});
