/**
 * Why a part of the program is not there, in words for the reader: each fault has its own, so that what is advised fits what happened.
 *
 * It names faults; what is done about them is decided in arrive.js, supply.js and client.js.
 *
 * @module
 */

/** @typedef {'wasm'|'offline'|'unreachable'|'missing'|'host'|'page'|'damaged'|'worker'|'stopped'} FaultKind */
/** The files that the core is made of. @typedef {'code'|'models'|'formats'|'careful'|'weights'} FileName */

/** What each file is called in a sentence, and the verb that goes with it. @type {Record<FileName, [what: string, is: string]>} */
const CALLED = { code: ['The program that reads', 'is'], models: ['The language models', 'are'], formats: ['The program for files', 'is'], careful: ['The program that reads carefully', 'is'], weights: ['The model that reads carefully', 'is'] };

/** @type {Record<FaultKind, (what: string, is: string) => string>} */
const WORDS = {
  wasm: () => 'WebAssembly is switched off in this browser, and what reads the article is made of it. A security setting may do that (Lockdown Mode, a rule of your school). Allow it for this page, or use another browser.',
  offline: (what) => `${what} did not arrive: this device is offline.`,
  unreachable: (what) => `${what} did not arrive. The connection may be down, or this network wants you to sign in first.`,
  missing: (what, is) => `${what} ${is} not on the page’s host any more. Most often a new version has been put there: load the page again.`,
  host: (what) => `${what} did not arrive: the page’s host has a problem of its own. Try again in a while.`,
  page: (what) => `${what} did not arrive: a web page came instead. Networks do that until you sign in: open any other site, sign in there, then try again.`,
  damaged: (what) => `${what} arrived damaged, twice. The copy on the page’s host may be broken, or something on the way alters files.`,
  worker: (what) => `${what} could not be started. The browser may be short of memory, or a setting or an extension forbids it.`,
  stopped: (what) => `${what} stopped in the middle and has been started anew. Try again. Should it stop again, the device may be short of memory: close other tabs, or take a shorter text.`,
};

/** A fault with its words; what the browser said of it is its `cause`. `needsReload` says that only loading the page again can help. */
export class Fault extends Error {
  /** @param {FaultKind} kind @param {FileName} [file] @param {unknown} [cause] */
  constructor(kind, file = 'code', cause) {
    super(WORDS[kind](...CALLED[file]), { cause });
    this.name = 'Fault';
    this.kind = kind;
    this.file = file;
    this.needsReload = kind === 'missing';
  }
}

/** What a worker says of a file whose check sum is wrong. */
export class Damaged extends Error {
  /** @param {FileName} file */
  constructor(file) {
    super(`${CALLED[file][0]} arrived damaged.`);
    this.name = 'Damaged';
    this.file = file;
  }
}

/** What is told while a file is fetched once more. @param {FileName} file */
export const againWords = (file) => `${CALLED[file][0]} arrived damaged and ${CALLED[file][1]} being fetched again.`;

/** What is told when nothing is heard: of a file that is on its way, else of the program. @param {FileName|null} file */
export function silenceWords(file) {
  if (!file) return 'The program that reads gives no sign. It may be busy, or the browser has ended it. Your text stays here meanwhile.';
  const [what, is] = CALLED[file];
  return `${what} ${is} still on the way: the connection is slow or down. Your text stays here meanwhile.`;
}
