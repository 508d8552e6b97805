/**
 * The wasm core beside wink-nlp and compromise: the same varied text, in one process, in turn. Prints a Markdown table.
 *
 * Each does all it can that comes nearest: the core finds actors, quotes and positions; wink tokens, tags and entities; compromise
 * tags, people, organizations, places and quotations.
 *
 * @module
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as core from '../../www/core/pkg/whosaid.js';
import { createRehearsal } from '../../www/core/rehearsal.js';
import { median, newsText } from './text.mjs';

const peers = createRequire(join(process.env.WHOSAID_PEERS ?? '', 'package.json'));
const SIZES = [
  { label: '4 kB', length: 4_000, runs: 21 },
  { label: '100 kB', length: 100_000, runs: 9 },
  { label: '1 MB', length: 1_000_000, runs: 3 },
];

/** @type {WebAssembly.Memory} */
let memory;

async function whosaid() {
  ({ memory } = core.initSync({ module: readFileSync(new URL('../../www/core/pkg/whosaid_bg.wasm', import.meta.url)) }));
  core.loadModels(readFileSync(new URL('../../www/core/pkg/models.bin', import.meta.url)));
  const annotate = (text) => core.annotate(text).quotes.length;
  await createRehearsal(core.rehearse)(() => false);
  return annotate;
}

function wink() {
  const nlp = peers('wink-nlp')(peers('wink-eng-lite-web-model'));
  const { its } = nlp;
  return (text) => {
    const doc = nlp.readDoc(text);
    return doc.tokens().out(its.pos).length + doc.entities().out(its.detail).length + doc.sentences().out().length;
  };
}

function compromise() {
  const nlp = peers('compromise');
  return (text) => {
    const doc = nlp(text);
    return [doc.json(), doc.people(), doc.organizations(), doc.places(), doc.quotations()].reduce((sum, view) => sum + view.length, 0);
  };
}

const rows = [];
let long = '';
for (const [name, load, slow] of [
  ['Whosaid (wasm)', whosaid, false],
  ['wink-nlp 2.4.0 + eng-lite-web-model 1.8.1', wink, false],
  ['compromise 14.17.0', compromise, true],
]) {
  const begun = performance.now();
  const analyze = await load();
  const loading = performance.now() - begun;
  const cells = [];
  for (const { label, length, runs } of SIZES) {
    process.stderr.write(`  ${name}, ${label}\n`);
    const times = [];
    // Each begins without the garbage of another, and pays for its own: collecting before every run would spare a library what it costs on a page.
    globalThis.gc?.();
    // Every run gets a text of its own, so that nothing is remembered from the run before.
    for (let run = 0; run < (slow && length > 500_000 ? 1 : runs); run++) {
      const text = newsText(length, 100 + run);
      const start = performance.now();
      analyze(text);
      times.push(performance.now() - start);
    }
    const [first, time] = [times[0], median(times)];
    cells.push(`${length === 4_000 ? `${first.toFixed(1)} / ` : ''}${time.toFixed(time < 10 ? 2 : 0)} ms (${(length / 1000 / time).toFixed(time > 5000 ? 3 : 2)} MB/s)`);
  }
  if (name.startsWith('Whosaid')) {
    process.stderr.write(`  ${name}, 10 MB\n`);
    const text = newsText(10_000_000, 100);
    const start = performance.now();
    analyze(text);
    const seconds = (performance.now() - start) / 1000;
    long = `Whosaid takes ${seconds.toFixed(2)} s for 10 MB (${(10 / seconds).toFixed(2)} MB/s); its WebAssembly memory is ${Math.round(memory.buffer.byteLength / 1e6)} MB then.`;
  }
  rows.push(`| ${name} | ${loading.toFixed(0)} ms | ${cells.join(' | ')} |`);
}

process.stdout.write(`Node.js ${process.versions.node} on ${cpus().length} × ${cpus()[0].model.trim()}; medians, each run on a text of its own; at 4 kB the first call comes first. Whosaid’s loading has the rehearsal that its worker does while a visitor looks for an article. compromise runs 1 MB once.

| | load | ${SIZES.map(({ label }) => label).join(' | ')} |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

${long}
`);
