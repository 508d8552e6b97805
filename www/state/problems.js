/**
 * What can keep an article from being stored, in words for the reader, and what an article is called in the list.
 *
 * It names problems; it does not solve them.
 *
 * @module
 */

import { wellFormed } from './unicode.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */

/** @type {Record<Problem['kind']|'removed'|'slow'|'slowList'|'list', Problem>} */
export const PROBLEMS = {
  full: { kind: 'full', message: 'Storage is full: your latest changes are in this tab only. Download your work, or remove old articles.' },
  denied: {
    kind: 'denied',
    message: 'This browser does not let the page keep anything: your work lives in this tab only. Download it before you close the tab.',
  },
  unavailable: {
    kind: 'unavailable',
    message: 'The browser’s storage does not answer: your latest changes are not saved. Download your work to be safe.',
  },
  conflict: { kind: 'conflict', message: 'This article was changed in another tab.' },
  slow: { kind: 'unavailable', message: 'The browser’s storage does not answer. The article opens as soon as it does.' },
  slowList: { kind: 'unavailable', message: 'The browser’s storage does not answer. The list of your articles comes when it does.' },
  list: { kind: 'unavailable', message: 'The list of your articles could not be read.' },
  removed: { kind: 'gone', message: 'This article was removed in another tab.' },
  gone: { kind: 'gone', message: 'This article is not in the list anymore.' },
  broken: { kind: 'broken', message: 'The stored article is damaged.' },
  unknown: { kind: 'unknown', message: 'Saving failed: your latest changes are in this tab only. Download your work to be safe.' },
};

/** @type {Record<string, Problem['kind']>} */
const BY_NAME = {
  QuotaExceededError: 'full',
  SecurityError: 'denied',
  NotAllowedError: 'denied',
  ReferenceError: 'denied',
  InvalidStateError: 'unavailable',
  TransactionInactiveError: 'unavailable',
  VersionError: 'unavailable',
  UnknownError: 'unavailable',
};

/**
 * The problem behind an exception.
 * @param {unknown} error
 * @param {Problem['kind']} [otherwise]
 * @returns {Problem}
 */
export function problemOf(error, otherwise = 'unknown') {
  const known = Object.values(PROBLEMS).find((problem) => problem === error);
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return known ?? PROBLEMS[BY_NAME[name] ?? otherwise];
}

/**
 * What an article is called: its title, or the beginning of its text.
 * @param {Doc} doc
 * @returns {string}
 */
export function titleOf(doc) {
  if (doc.title) return doc.title;
  const line = /\S.*/.exec(doc.text.slice(0, 1000))?.[0].trim() ?? '';
  return line.length > 80 ? `${wellFormed(line.slice(0, 79)).replace(/\uFFFD$/, '')}…` : line || 'Untitled';
}
