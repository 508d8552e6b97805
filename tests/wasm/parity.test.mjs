/** Same text, same result: the core in wasm, through the page's own decoder, writes the bytes that the native command line writes. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decode } from '../../www/core/columns.js';
import { CAREFUL, QUICK } from '../../www/state/takeover.js';
import { articles, initCareful, loadCore, models, texts, weights } from './support.mjs';

const cli = process.env.WHOSAID_CLI;
assert.ok(cli, 'WHOSAID_CLI names the built command line; `cargo xtask test --only wasm` sets it');

const core = loadCore();
const careful = initCareful();
careful.loadModels(models());
const reader = new careful.CarefulReader(weights());
const model = fileURLToPath(new URL('../../src/reading/careful/weights.bin', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'whosaid-parity-'));
after(() => rmSync(dir, { recursive: true }));

const [all, short] = [await texts(), await articles()];
test('there are texts of every kind', () => {
  assert.ok(all.size >= 10, `only ${all.size} texts`);
  assert.ok([...all.keys()].some((name) => name.startsWith('samples/')));
});

/** As by a reader who jumps about in it, and is told what is found there. @param {string} text */
function readCarefully(text) {
  const pass = reader.begin(text);
  for (let at = text.length; pass.stepAt(at, at + 900); at = (7 * at + 1300) % (text.length + 1)) if (pass.isRead(at, at + 900)) pass.part(at, at + 900);
  return pass.finish();
}

const readings = {
  quickly: { among: all, options: ['--quick'], annotate: core.annotate, vocabulary: core.vocabulary(), reading: QUICK },
  carefully: { among: short, options: ['--model', model], annotate: readCarefully, vocabulary: careful.vocabulary(), reading: CAREFUL },
};
for (const [how, { among, options, annotate, vocabulary, reading }] of Object.entries(readings)) {
  for (const [name, text] of among) {
    test(`native and wasm agree on ${name}, read ${how}`, async () => {
      const path = join(dir, 'text.txt');
      writeFileSync(path, text);
      const native = execFileSync(cli, ['annotate', ...options, '--format', 'json', path], { encoding: 'utf8', maxBuffer: 1 << 28 });
      const document = { ...(await decode(text, annotate(text), vocabulary)), reading };
      const { files } = core.write([{ name: 'text', document }], 'json');
      assert.equal(files.length, 1);
      assert.equal(files[0].text, native);
    });
  }
}
