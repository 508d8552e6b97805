/** @typedef {{name: string, text: string}} TextIn */
/** @typedef {{name: string, docs: import('../state/types.js').Doc[]}} DocsIn */
/** `code` 'encoding' can be tried again with `{encoding: 'windows-1252'}`. */
export class FileError extends Error {
  /** @param {'encoding'|'size'|'type'|'empty'|'content'} code @param {string} message @param {string} name */
  constructor(code, message, name) { super(message); this.code = code; this.file = name; }
}
export const MAX_BYTES = 32 * 1024 * 1024;
/** @param {File} file @param {{read: (name: string, content: string) => Promise<import('../state/types.js').Doc[]>}} core @param {{encoding?: 'utf-8'|'windows-1252'}} [options] @returns {Promise<TextIn|DocsIn>} @throws {FileError} */
export async function openFile(file, core, options) { throw new Error('soon'); }
/** Hands files to the browser as a download: several become one zip. @param {import('../state/types.js').OutFile[]} files @param {string} [archive] the zip's name @returns {Promise<void>} */
export async function download(files, archive) { throw new Error('soon'); }
/** @param {string} text @returns {Promise<boolean>} whether the clipboard took it */
export async function copyText(text) { throw new Error('soon'); }
