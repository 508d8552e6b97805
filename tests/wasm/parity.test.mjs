/** Same text, same result: the core in wasm, through the page's own decoder, writes the bytes that the native command line writes. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { decode } from '../../www/core/columns.js';
import { loadCore, texts } from './support.mjs';

const cli = process.env.WHOSAID_CLI;
assert.ok(cli, 'WHOSAID_CLI names the built command line; `cargo xtask test --only wasm` sets it');

const core = loadCore();
const vocabulary = core.vocabulary();
const dir = mkdtempSync(join(tmpdir(), 'whosaid-parity-'));
after(() => rmSync(dir, { recursive: true }));

const all = await texts();
test('there are texts of every kind', () => {
  assert.ok(all.size >= 10, `only ${all.size} texts`);
  assert.ok([...all.keys()].some((name) => name.startsWith('samples/')));
});

for (const [name, text] of all) {
  test(`native and wasm agree on ${name}`, async () => {
    const path = join(dir, 'text.txt');
    writeFileSync(path, text);
    const native = execFileSync(cli, ['annotate', '--format', 'json', path], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const { files } = core.write([{ name: 'text', document: await decode(text, core.annotate(text), vocabulary) }], 'json');
    assert.equal(files.length, 1);
    assert.equal(files[0].text, native);
  });
}
