/**
 * Tables as text for spreadsheets.
 *
 * @module
 */

/**
 * Rows as CSV (RFC 4180), with what tells a spreadsheet that it is UTF-8. A cell that one would take for a formula gets an apostrophe.
 * @param {readonly (readonly (string|number)[])[]} rows
 */
export const csvOf = (rows) => `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** @param {string|number} value */
function cell(value) {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
