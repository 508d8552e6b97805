/**
 * What the core is to the page, in types only.
 *
 * @module
 */

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */
/** `milliseconds` is the core's own time. @typedef {{doc: Doc, milliseconds: number}} Annotated */
/**
 * `onPreview` gets the beginning of a long text first, `onProgress` the share of the text, from 0 to 1, that is read; `aside` lets a text
 * neither make another pointless nor become so.
 * @typedef {{onPreview?: (annotated: Annotated) => void, onProgress?: (share: number) => void, aside?: boolean}} AnnotateOptions
 */

/**
 * @typedef {object} Reading
 * @property {Promise<Vocabulary>} ready rejects when the core cannot be started
 * @property {(text: string, options?: AnnotateOptions) => Promise<Annotated>} annotate a later call makes an earlier one reject with
 *   `Superseded`
 * @property {() => void} dispose
 */

/** @typedef {Reading & import('./exchange.js').Exchange} Core */

/** Something that the reader should know: while it lasts, where there is something to do about it, else once.
 * @typedef {{words: string, retry?: () => void}} Trouble */
/**
 * `onTrouble` hears of what makes somebody wait, and `null` when that is over. The others are for tests; a page gives none of them.
 * @typedef {(options: import('./arrive.js').ArriveOptions) => Promise<import('./arrive.js').Code>} Load
 * @typedef {{onTrouble?: (trouble: Trouble|null) => void, silence?: number, spawn?: () => Worker, module?: Load,
 *   models?: (options: import('./arrive.js').ArriveOptions) => Promise<ArrayBuffer>, formats?: Load}} CoreOptions
 */

export {};
