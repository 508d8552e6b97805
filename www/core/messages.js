/**
 * What the page and the worker say to each other, in types only.
 *
 * @module
 */

/** @typedef {{id: number, call: string, args: any[]}} Request */
/** `fatal`: the worker's core must not be used again. `damaged`: this file's check sum is wrong. `early`: what is asked needs models, which proved
 * damaged, and can be asked again with others.
 * @typedef {{message: string, fatal: boolean, units?: unknown, damaged?: import('./fault.js').FileName, early?: boolean}} Failure */
/** @typedef {{id: number, result: unknown}|{id: number, error: Failure}} Answer */
/** What the core posts on its way through a long text: the share of it, from 0 to 1, that it has read.
 * @typedef {{type: 'progress', share: number}} Progress */

export {};
