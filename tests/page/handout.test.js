/** What is handed out looks and speaks as the page does: the core has its colors and its words for itself, and both are compared here. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { QUOTES, STANCES } from '../../www/view/wording.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
/** What a pattern finds, as pairs. */
const pairs = (text, pattern) => Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name, value]));

test('actors have the page’s colors', () => {
  const tints = pairs(read('www/css/highlight.css'), /--tint-(\d): (var\(--light, #\w+\) var\(--dark, #\w+\))/g);
  assert.equal(Object.keys(tints).length, 10);
  assert.deepEqual(pairs(read('src/formats/html.css'), /\.h(\d) \{ --tint: (.*?); \}/g), tints);
});

test('quotes and stances have the page’s names', () => {
  const summary = read('src/formats/summary.rs');
  const named = pairs(summary, /PositionKind::(\w+) => "(\w+)"/g);
  const stances = Object.entries(STANCES).map(([kind, { noun }]) => [kind, noun]);
  assert.deepEqual(Object.entries(named).map(([kind, noun]) => [kind.toLowerCase(), noun.toLowerCase()]), stances);
  const quotes = pairs(summary, /QuoteKind::(\w+) => "([\w ]+)"/g);
  assert.deepEqual(Object.entries(quotes).map(([kind, name]) => [kind.toLowerCase(), name]), Object.entries(QUOTES).map(([kind, { name }]) => [kind, name.toLowerCase()]));
});
