/**
 * Making elements without mark-up strings, so that no text can ever become HTML.
 *
 * It decides nothing about what is shown.
 *
 * @module
 */

import { wellFormed } from '../state/unicode.js';

/** What an element can hold. @typedef {Node|string|number|null|undefined|false} Child */
/** @typedef {Record<string, unknown>} Props */

/**
 * An element: `class`, attributes, `data-*`, properties that are booleans, and `onclick` and its like as listeners.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(.../** @type {(Node|string)[]} */ (children.flat().filter((c) => c !== null && c !== undefined && c !== false).map((c) => (c instanceof Node ? c : String(c)))));
  return element;
}

/** @param {HTMLElement} element @param {string} name @param {unknown} value */
function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else if (name.startsWith('--')) element.style.setProperty(name, String(value));
  else if (name === 'value' && 'value' in element) element.value = String(value);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/**
 * One of the page's icons; it says nothing to a screen reader.
 * @param {string} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/**
 * A button with words, an icon or both; `label` names it where the words do not.
 * @param {{words?: string, icon?: string, label?: string, class?: string, run: (event: MouseEvent) => void, props?: Props}} spec
 * @returns {HTMLButtonElement}
 */
export function button({ words, icon: name, label, class: kind = 'button', run, props = {} }) {
  const title = label ? { 'aria-label': label, title: label } : {};
  return el('button', { type: 'button', class: kind, onclick: run, ...title, ...props }, name ? icon(name) : null, words ? el('span', { class: 'word' }, words) : null);
}

/**
 * The element with this id, of this kind.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} kind
 * @returns {E}
 * @throws {Error} when the page has none
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no #${id}.`);
  return element;
}

/**
 * `count` with the right form of a noun.
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = `${one}s`) {
  // A formatter costs milliseconds to make, and most counts need none.
  return `${count < 1000 ? count : count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/**
 * `text` on one line, at most `most` characters, cut between words.
 * @param {string} text
 * @param {number} most
 */
export function shorten(text, most) {
  const line = text.slice(0, most * 3).replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.lastIndexOf(' ', most);
  return `${wellFormed(line.slice(0, cut > most / 2 ? cut : most))}…`;
}
