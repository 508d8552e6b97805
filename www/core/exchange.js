/**
 * The half of the core that reads and writes files of annotations: a module of its own, because the first article does not wait for it.
 *
 * It is loaded when it is first asked for, or earlier, when there is nothing better to do.
 *
 * @module
 */

import { checked } from '../state/check.js';
import { Fault } from './fault.js';
import { createStock } from './stock.js';
import { damagedIn } from './supply.js';

/** @typedef {import('../state/types.js').Format} Format */
/** @typedef {import('../state/types.js').NamedDoc} NamedDoc */
/** @typedef {import('../state/types.js').NamedText} NamedText */

/**
 * @typedef {object} Exchange
 * @property {() => Promise<void>} prepare loads what the others need, so that they need not wait and work without a network; done when that has
 *   come or failed
 * @property {() => Promise<Format[]>} formats the table of formats
 * @property {(articles: NamedDoc[], format: string) => Promise<import('../state/types.js').Written>} write each article's `name` without
 *   extension is what its files are called
 * @property {(name: string, content: string) => Promise<string|null>} recognize the id of the format of annotations that a file is in
 * @property {(name: string) => Promise<boolean>} isCompanion whether a file only goes along with annotations and holds none
 * @property {(files: NamedText[], unit?: import('../state/types.js').Unit) => Promise<import('../state/types.js').Import>} read reads files
 *   that belong together, like a text and its annotations; rejects with the core's words when they make no sense, and with `units` when a
 *   person must say which unit it is
 */

/**
 * @param {(call: string, args: unknown[]) => Promise<any>} request asks the worker
 * @param {(options: import('./arrive.js').ArriveOptions) => Promise<import('./arrive.js').Code>} load
 * @param {(file: 'formats') => void} [onDamaged] it is being fetched again
 * @param {<T>(promise: Promise<T>) => Promise<T>} [during] told of whatever somebody waits for
 * @returns {Exchange & {missing: () => 'formats'|null, giveUp: () => void}}
 */
export function createExchange(request, load, onDamaged = () => {}, during = (promise) => promise) {
  const stock = createStock(load);

  /** @type {Promise<WebAssembly.Module>|undefined} */
  let making;

  /** The compiled module, checked once however many ask for it at the same time. */
  function module() {
    making ??= make().finally(() => void (making = undefined));
    return making;
  }

  async function make() {
    try {
      return await whole();
    } catch (error) {
      if (!damagedIn(error)) throw error;
      onDamaged('formats');
      stock.drop();
      return whole().catch((second) => {
        if (damagedIn(second)) stock.drop();
        throw damagedIn(second) ? new Fault('damaged', 'formats') : second;
      });
    }
  }

  /** Checked where it has not been yet. */
  async function whole() {
    const { module, bytes } = await stock.get();
    if (bytes) await request('check', ['formats', bytes.slice(0)]);
    stock.put({ module });
    return module;
  }

  /** @param {string} call @param {unknown[]} args */
  const ask = (call, ...args) => during(module().then((code) => request(call, [code, ...args])));

  return {
    // Whoever needs it asks again and is told.
    prepare: () => module().then(() => {}, () => {}),
    formats: () => ask('formats'),
    write: (articles, format) => ask('write', articles.map(({ name, doc }) => ({ name, document: doc })), format),
    recognize: async (name, content) => (await ask('recognize', name, content)) ?? null,
    isCompanion: (name) => ask('isCompanion', name),
    async read(files, unit) {
      const { articles, texts, losses, skipped } = await ask('read', files, unit);
      const docs = (/** @type {{name: string, document: unknown}[]} */ all) => all.map(({ name, document }) => ({ name, doc: checked(document) }));
      return { articles: docs(articles), texts: docs(texts), losses, skipped };
    },
    missing: () => (stock.isComing() ? 'formats' : null),
    giveUp: () => void (stock.isComing() && stock.drop()),
  };
}
