/**
 * The half of the core that reads and writes files of annotations: a module of its own, because the first article does not wait for it.
 *
 * It is loaded when it is first asked for, or earlier, when there is nothing better to do.
 *
 * @module
 */

import { checked } from '../state/check.js';

/** @typedef {import('../state/types.js').Format} Format */
/** @typedef {import('../state/types.js').NamedDoc} NamedDoc */
/** @typedef {import('../state/types.js').NamedText} NamedText */

/**
 * @typedef {object} Exchange
 * @property {() => void} prepare loads what the others need, so that they need not wait and work without a network
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
 * @param {() => Promise<WebAssembly.Module|undefined>} load
 * @returns {Exchange}
 */
export function createExchange(request, load) {
  /** @type {Promise<WebAssembly.Module|undefined>|undefined} */
  let loading;

  /** The compiled module; what could not be loaded is asked for again. */
  function module() {
    loading ??= load().then((compiled) => {
      if (!compiled) loading = undefined;
      return compiled;
    });
    return loading;
  }

  /** @param {string} call @param {unknown[]} args */
  const ask = async (call, ...args) => request(call, [await module(), ...args]);

  return {
    prepare: () => void module(),
    formats: () => ask('formats'),
    write: (articles, format) => ask('write', articles.map(({ name, doc }) => ({ name, document: doc })), format),
    recognize: async (name, content) => (await ask('recognize', name, content)) ?? null,
    isCompanion: (name) => ask('isCompanion', name),
    async read(files, unit) {
      const { articles, losses } = await ask('read', files, unit);
      const docs = /** @type {{name: string, document: unknown}[]} */ (articles);
      return { articles: docs.map(({ name, document }) => ({ name, doc: checked(document) })), losses };
    },
  };
}
