/** `whosaid stats` counts what the page's panel shows: the same voices, words, shares and verbs, over every article among the tests. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cutOff } from '../../www/state/edit-cut.js';
import { shownOf, THE_USUAL } from '../../www/state/shown.js';
import { voicesOf } from '../../www/state/voices.js';
import { texts } from './support.mjs';

const cli = process.env.WHOSAID_CLI;
assert.ok(cli, 'WHOSAID_CLI names the built command line; `cargo xtask test --only wasm` sets it');
const dir = mkdtempSync(join(tmpdir(), 'whosaid-stats-'));
after(() => rmSync(dir, { recursive: true }));
const model = fileURLToPath(new URL('../../src/reading/careful/weights.bin', import.meta.url));

/** @param {string[]} options */
const whosaid = (options) => execFileSync(cli, options, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** The document with offsets in UTF-16, as the page has it. @param {any} document */
function inPage(document) {
  const places = [0];
  for (const point of document.text) places.push(places[places.length - 1] + point.length);
  const span = (/** @type {any} */ place) => place && { ...place, start: places[place.start], end: places[place.end] };
  const item = (/** @type {any} */ one) => ({
    ...span(one),
    spans: one.spans.map((/** @type {number[]} */ part) => part.map((place) => places[place])),
    cue: span(one.cue),
    source: span(one.source),
  });
  return { ...document, offset_unit: 'utf16', mentions: document.mentions.map(span), quotes: document.quotes.map(item), positions: document.positions.map(item) };
}

/** What the panel shows, with voices of one name together. @param {any} doc */
function panel(doc) {
  const sums = new Map();
  for (const { actor, unnamed, quotes, positions, mentions, direct, paraphrased, words, share, verbs } of voicesOf(doc)) {
    const key = JSON.stringify([actor?.name.toLowerCase(), unnamed]);
    const sum = sums.get(key) ?? { name: actor?.name ?? null, unnamed, quotes: 0, positions: 0, mentions: 0, direct: 0, retold: 0, words: 0, share: 0, verbs: new Map() };
    for (const [name, value] of Object.entries({ quotes, positions, mentions, direct, retold: paraphrased, words, share })) sum[name] += value;
    for (const { verb, count } of verbs) sum.verbs.set(verb, (sum.verbs.get(verb) ?? 0) + count);
    sums.set(key, sum);
  }
  return named([...sums.values()].map((sum) => ({ ...sum, verbs: [...sum.verbs].sort() })));
}

/** @param {any[]} voices */
const named = (voices) => voices.map((voice) => ({ ...voice, share: voice.share.toFixed(9) })).sort((a, b) => (`${a.name} ${a.unnamed}` < `${b.name} ${b.unnamed}` ? -1 : 1));

/** What the command line counts. @param {any} document @param {string[]} options */
function counted(document, options) {
  const path = join(dir, 'document.json');
  writeFileSync(path, JSON.stringify(document));
  const [{ voices }] = JSON.parse(whosaid(['stats', path, '--format', 'json', ...options])).groups;
  return named(voices.map((/** @type {any} */ { documents: _, ...voice }) => ({ ...voice, verbs: voice.verbs.map((/** @type {any} */ one) => [one.verb, one.count]).sort() })));
}

for (const [name, text] of await texts()) {
  test(`the figures of ${name} are the panel's`, () => {
    const path = join(dir, 'text.txt');
    writeFileSync(path, text);
    const document = JSON.parse(whosaid(['annotate', '--quick', '--format', 'json', path]));
    const doc = inPage(document);
    assert.deepEqual(counted(document, ['--all']), panel(doc));
    // Where the careful reading is not sure, the page shows less; and nothing of what a person has cut off.
    const careful = { ...document, reading: 'careful 1' };
    assert.deepEqual(counted(careful, []), panel(shownOf({ ...doc, reading: 'careful 1' }, THE_USUAL)));
    if (doc.quotes.length === 0) return;
    const { cut } = cutOff(doc, doc.quotes[0]);
    assert.deepEqual(counted({ ...document, cut }, []), panel(shownOf({ ...doc, cut }, THE_USUAL)));
  });
}

test('the careful reading is counted as the panel shows it', () => {
  const path = join(dir, 'text.txt');
  writeFileSync(path, 'Mayor Ada Quill said the bridge “will open in May”. She warned that costs could rise. Officials fear the worst, according to people close to the talks.\n');
  const document = JSON.parse(whosaid(['annotate', '--model', model, '--format', 'json', path]));
  assert.ok(document.quotes.length > 1);
  assert.deepEqual(counted(document, []), panel(shownOf(inPage(document), THE_USUAL)));
});
