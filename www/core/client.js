/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */
/** @typedef {{doc: Doc, milliseconds: number}} Annotated `milliseconds` is the core's own time */
/**
 * @typedef {object} Core
 * @property {Promise<Vocabulary>} ready rejects when the core cannot be started
 * @property {(text: string, options?: {onPreview?: (annotated: Annotated) => void}) => Promise<Annotated>} annotate a later call makes an earlier one reject with `Superseded`
 * @property {(doc: Doc, format: string) => Promise<import('../state/types.js').Written>} write
 * @property {(name: string, content: string) => Promise<Doc[]>} read
 * @property {() => void} dispose
 */
/** An annotation that a later text made pointless. */
export class Superseded extends Error {}
/** @param {{workerUrl?: string|URL}} [options] @returns {Core} */
export function createCore(options) { throw new Error('soon'); }
