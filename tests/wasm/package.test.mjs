/** The built wasm package by itself: what the page relies on, whatever the text. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faultOf } from '../../www/state/check.js';
import { decode } from '../../www/core/columns.js';
import { loadCore, texts } from './support.mjs';

const core = loadCore();
const vocabulary = core.vocabulary();
const all = await texts();

test('the package tells its version', () => {
  const manifest = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  assert.equal(core.version(), /^version = "(.+)"$/m.exec(manifest)?.[1]);
});

test('the type definitions name every call', () => {
  for (const [part, names] of Object.entries({ careful: ['loadModels', 'version', 'vocabulary'], whosaid: ['annotate', 'loadModels', 'rehearse', 'version', 'vocabulary'], formats: ['formats', 'isCompanion', 'read', 'recognize', 'version', 'write'] })) {
    const types = readFileSync(new URL(`../../www/core/pkg/${part}.d.ts`, import.meta.url), 'utf8');
    for (const name of names) assert.match(types, new RegExp(`export function ${name}\\(`));
  }
});

test('no function that reads a text is large', () => {
  // A browser optimizes a function as a whole, beside the first article: `xtask/src/build.rs` says how they are kept small.
  const sizes = functionSizes(readFileSync(new URL('../../www/core/pkg/whosaid_bg.wasm', import.meta.url)));
  assert.ok(sizes.length > 300 && Math.max(...sizes) < 12_000, `${sizes.length} functions, the largest has ${Math.max(...sizes)} bytes`);
});

test('what is found is a valid document of the page', async () => {
  for (const [name, text] of all) {
    const doc = await decode(text, core.annotate(text), vocabulary);
    assert.equal(faultOf(doc), null, name);
  }
});

test('something is found in every sample', async () => {
  for (const [name, text] of all) {
    if (!name.startsWith('samples/')) continue;
    const doc = await decode(text, core.annotate(text), vocabulary);
    assert.ok(doc.actors.length && doc.mentions.length && doc.quotes.length && doc.positions.length, name);
  }
});

test('the same text gives the same document again', () => {
  for (const [name, text] of all) assert.deepEqual(core.annotate(text), core.annotate(text), name);
});

test('lone surrogates and odd text are no danger', () => {
  for (const text of ['\ud83d', 'a\udc00 said “b', '\u0000', '”'.repeat(1000), '("'.repeat(1000), '\ufeffHe said so.']) {
    assert.doesNotThrow(() => core.annotate(text));
  }
});

test('native JSON comes back as it was', async () => {
  for (const [name, text] of all) {
    const doc = await decode(text, core.annotate(text), vocabulary);
    const [file] = core.write([{ name: 'text', document: doc }], 'json').files;
    const { articles } = core.read([{ name: file.name, content: file.text }]);
    assert.equal(core.write(articles, 'json').files[0].text, file.text, name);
  }
});

test('a broken file is refused in words', () => {
  assert.throws(() => core.read([{ name: 'a.json', content: '{"format": "whosaid/1", "text": 5}' }]), (error) => error instanceof Error && /^a\.json.*text/.test(error.message) && !('units' in error));
});

/**
 * How many bytes of code each function has (WebAssembly core specification 2.0, 5.5.13: the code section).
 * @param {Uint8Array} wasm
 */
function functionSizes(wasm) {
  const CODE = 10;
  const sizes = [];
  let at = 8;
  const number = () => {
    let [value, shift] = [0, 0];
    do {
      value += (wasm[at] & 0x7f) * 2 ** shift;
      shift += 7;
    } while (wasm[at++] >= 0x80);
    return value;
  };
  while (at < wasm.length) {
    const section = wasm[at++];
    const end = number() + at;
    if (section === CODE) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        sizes.push(size);
        at += size;
      }
    }
    at = end;
  }
  return sizes;
}
