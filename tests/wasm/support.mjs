/**
 * The built core, loaded the way a page without a network would load it, and the texts that native and wasm must agree on.
 *
 * @module
 */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as careful from '../../www/core/pkg/careful.js';
import * as formats from '../../www/core/pkg/formats.js';
import * as reading from '../../www/core/pkg/whosaid.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const built = (name) => readFileSync(here(`../../www/core/pkg/${name}`));

/** The functions that read quickly and those for files, ready. */
export function loadCore() {
  initReading().loadModels(models());
  formats.initSync({ module: built('formats_bg.wasm') });
  return { ...reading, ...formats };
}

/** The functions of the half that reads, still without models. */
export function initReading() {
  reading.initSync({ module: built('whosaid_bg.wasm') });
  return reading;
}

/** The models of that half. */
export const models = () => new Uint8Array(built('models.bin'));

/** The part that reads carefully, still without models. */
export function initCareful() {
  careful.initSync({ module: built('careful_bg.wasm') });
  return careful;
}

/** The learned numbers of the careful reading. */
export const weights = () => new Uint8Array(built('weights.bin'));

/** Those of the texts that are no lists of check sums, with which the careful reading is busy for minutes. @returns {Promise<Map<string, string>>} */
export const articles = async () => new Map([...(await texts())].filter(([, text]) => text.length < 50_000));

/** Every text among the tests, each sample of the page, and some that are hard on offsets. @returns {Promise<Map<string, string>>} */
export async function texts() {
  const found = new Map();
  const root = here('..');
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`;
    if (!entry.isFile() || !entry.name.endsWith('.txt') || path.includes('node_modules')) continue;
    found.set(path.slice(root.length), readFileSync(path, 'utf8'));
  }
  const samples = here('../../www/samples/');
  for (const name of readdirSync(samples).filter((file) => file.endsWith('.js'))) {
    for (const sample of Object.values(await import(`${samples}${name}`))) {
      if (typeof sample?.text === 'string') found.set(`samples/${name}`, sample.text);
    }
  }
  return new Map([...found, ...Object.entries(HARD)]);
}

const HARD = {
  empty: '',
  'white space': ' \n\n\t\n',
  emoji: '👩‍👩‍👧‍👦 Mayor Ada Quill 🚒 said: “The bridge 🌉 stays closed.” 🏳️‍🌈 “It is late,” she added.\n',
  combining: 'Minister Zoe\u0301 Bra\u030aten said the cafe\u0301 would reopen.\n',
  'right to left': 'The mayor of \u200fחיפה\u200f said: “שלום לכולם.” Then المتحدث said no more.\n',
  unbalanced: '"We will not yield,” said Rowan Pike. ‘Never, he added. "Not once" — ”and not twice.\n',
  'beyond the first plane': '𝔐𝔞𝔶𝔬𝔯 Pike told 𝕋he Courier that “𝟙𝟚 votes” were missing.\n',
};
