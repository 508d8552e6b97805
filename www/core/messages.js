/**
 * What the page and the worker say to each other, in types only.
 *
 * @module
 */

/** @typedef {{id: number, call: string, args: any[]}} Request */
/** `fatal`: the worker's core must not be used again.
 * @typedef {{id: number, result: unknown}|{id: number, error: {message: string, fatal: boolean, units?: unknown}}} Answer */
/** What the core posts on its way through a long text: the share of it, from 0 to 1, that it has read.
 * @typedef {{type: 'progress', share: number}} Progress */

export {};
