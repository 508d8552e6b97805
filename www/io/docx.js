/**
 * The text of a Word document, from the XML in its zip.
 *
 * It decides what a reader of the document sees: not what was deleted, moved away or hidden, and of two versions of one thing the newer.
 *
 * @module
 */

import { inertHtml } from '../core/trust.js';

/** The part of the zip that the text is in. */
export const MAIN = 'word/document.xml';
const UNSEEN = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'pPr', 'rPr']);
/** What stands for characters. @type {Record<string, string>} */
const CHARACTERS = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '\u2011' };

/**
 * Its paragraphs with blank lines between them, or nothing where it is damaged.
 * @param {string} xml
 * @param {DOMParser} [parser]
 * @returns {string}
 */
export function docxToText(xml, parser = new DOMParser()) {
  const doc = parser.parseFromString(inertHtml(xml), 'application/xml');
  if (doc.getElementsByTagName('parsererror').length > 0) return '';
  /** @type {string[]} */
  const paragraphs = [];
  if (doc.documentElement) collect(doc.documentElement, [], paragraphs);
  return paragraphs.map((paragraph) => paragraph.trim()).filter(Boolean).join('\n\n');
}

/** Adds the words of an element to the paragraph that it is in, and paragraphs that end to those before. @param {Element} element @param {string[]} words @param {string[]} paragraphs */
function collect(element, words, paragraphs) {
  const name = nameOf(element);
  if (UNSEEN.has(name) || (name === 'r' && isHidden(element))) return;
  if (name === 't') words.push(element.textContent ?? '');
  else if (name === 'p') {
    /** @type {string[]} */
    const own = [];
    for (const child of element.children) collect(child, own, paragraphs);
    paragraphs.push(own.join(''));
  } else if (Object.hasOwn(CHARACTERS, name)) words.push(CHARACTERS[name]);
  else for (const child of element.children) collect(child, words, paragraphs);
}

/** @param {Element} run */
function isHidden(run) {
  const properties = [...run.children].find((child) => nameOf(child) === 'rPr');
  const vanish = [...(properties?.children ?? [])].find((child) => nameOf(child) === 'vanish');
  const value = vanish && [...vanish.attributes].find((attribute) => nameOf(attribute) === 'val')?.value;
  return vanish !== undefined && !['0', 'false', 'off'].includes(value ?? '');
}

/** A name without its prefix, which not every parser takes off. @param {Element|Attr} node */
const nameOf = ({ localName }) => localName.replace(/^.*:/, '');
