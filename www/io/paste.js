/** The text of HTML: paragraphs apart by a blank line, no mark-up, no navigation. @param {string} html @param {DOMParser} [parser] @returns {string} */
export function htmlToText(html, parser) { throw new Error('soon'); }
/** Line ends as LF, no lone surrogates, nothing else. @param {string} text @returns {string} */
export function normalize(text) { return text.replace(/\r\n?/g, '\n').toWellFormed(); }
/** What a paste or drop holds: HTML where there is some with block structure, else plain text. @param {DataTransfer} data @returns {string} */
export function pastedText(data) { throw new Error('soon'); }
