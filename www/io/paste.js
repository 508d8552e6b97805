/**
 * Turns what a person pastes or drops into plain text: paragraphs, headings and list items each on their own lines, and none of what stands
 * around an article: navigation, teasers, captions, forms, scripts.
 *
 * HTML is read in an inert document that runs and loads nothing; page furniture in the text itself is left to the core to recognize.
 *
 * @module
 */

import { inertHtml } from '../core/trust.js';
import { wellFormed } from '../state/unicode.js';

/** Elements that hold no words of an article. */
const DROPPED = new Set(
  ('SCRIPT STYLE NOSCRIPT TEMPLATE HEAD TITLE NAV ASIDE FOOTER FORM BUTTON SELECT TEXTAREA SVG MATH IFRAME OBJECT VIDEO AUDIO CANVAS ' +
    'DIALOG MENU FIGCAPTION DEL S STRIKE RP RT').split(' '),
);
/** What elements may say of themselves that hold no words of an article. */
const ROLES = new Set('navigation complementary contentinfo search dialog alertdialog toolbar menu menubar tablist'.split(' '));
/** Elements that stand apart by a blank line. */
const PARAGRAPHS = new Set(
  ('P H1 H2 H3 H4 H5 H6 UL OL DL BLOCKQUOTE FIGURE FIGCAPTION DIV SECTION ARTICLE MAIN HEADER FOOTER TABLE PRE HR ADDRESS DETAILS ' +
    'SUMMARY BODY CENTER FORM').split(' '),
);
/** Elements that stand on a line of their own. */
const LINES = new Set('LI DT DD TR CAPTION'.split(' '));

/**
 * Whether a text is the address of a page and nothing else.
 * @param {string} text
 */
export function isAddress(text) {
  return /^\s*<?(?:https?:\/\/|www\.)[^\s<>]+>?\s*$/i.test(text);
}

/**
 * The text of HTML.
 * @param {string} html a fragment or a whole page; of a page with one main article only that is read
 * @param {DOMParser} [parser]
 * @returns {string}
 */
export function htmlToText(html, parser = new DOMParser()) {
  const page = parser.parseFromString(inertHtml(unstyled(html)), 'text/html');
  return normalize(blockText(mainPart(page)));
}

/**
 * The same without styles, which the policy would refuse one by one, each with a complaint in the console; what hides an element stays
 * readable in `data-style`.
 * @param {string} html
 */
function unstyled(html) {
  const tags = html.replace(/<style\b[^]*?(?:<\/style\s*>|$)/gi, '');
  return tags.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle(\s*=)/gi, ' data-style$1'));
}

/** What puts words out of sight by a style, or by the names that designs have for it. */
const UNSEEN = /(?:display:\s*none|visibility:\s*hidden)/i;
const UNSEEN_CLASS = /(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)(?:\s|$)/i;
/** What stands in a `<sup>` and is no more than a mark: a number, a star, perhaps in brackets. */
const NOTE = /^\[?(?:\d{1,3}|[*†‡§])\]?$/;
/** Digits as they look in a `<sup>`. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** What may hold the article of a page. */
const PARTS = 'article, main, [role=main]';
/** In more than so many of these around it none is looked at: each is read for how long it is. */
const DEEPEST = 4;

/** @param {Element} element */
function isDeep(element) {
  let around = element.parentElement?.closest(PARTS);
  for (let depth = 1; around; depth += 1) {
    if (depth >= DEEPEST) return true;
    around = around.parentElement?.closest(PARTS);
  }
  return false;
}

/** The article of a page, where it holds most of the words. @param {Document} page @returns {Element} */
function mainPart(page) {
  const body = page.body ?? page.documentElement;
  const size = (/** @type {Element} */ element) => blockText(element).length;
  const parts = [...body.querySelectorAll(PARTS)].filter((element) => !isDeep(element)).map((element) => ({ element, size: size(element) }));
  const [largest] = parts.sort((a, b) => b.size - a.size);
  if (!largest || largest.size * 2 < size(body)) return body;
  // The innermost that still holds nearly everything: an article rather than the main part around it.
  const inner = parts.filter((part) => part.size * 10 >= largest.size * 8 && largest.element.contains(part.element));
  return inner[inner.length - 1].element;
}

/** @param {Element} root */
function blockText(root) {
  /** @type {string[]} */
  const done = [];
  let line = '';
  /** Whether nothing or white space stands before the next word: a long line is not looked through for its end. */
  let apart = true;
  /** Line ends owed before the next word. */
  let owed = 0;
  /** @param {string} text */
  const add = (text) => {
    if (owed && line) {
      done.push(withoutSpaces(line), '\n'.repeat(owed));
      line = '';
      apart = true;
    }
    owed = 0;
    const words = apart ? text.replace(/^ +/, '') : text;
    line += words;
    if (words) apart = /\s/.test(words[words.length - 1]);
  };
  /** @param {Node} node @param {boolean} verbatim */
  const visit = (node, verbatim) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) {
        const data = child.nodeValue ?? '';
        const text = verbatim ? data : data.replace(/[ \t\n\f\r]+/g, ' ');
        if (text.trim()) add(text);
        else if (text && !owed) add(' ');
      } else if (child.nodeType === 1) element(/** @type {Element} */ (child), verbatim);
    }
  };
  /** @param {Element} child @param {boolean} verbatim */
  const element = (child, verbatim) => {
    const name = child.tagName.toUpperCase();
    if (isDropped(child, name)) return;
    const ends = lineEnds(child, name);
    const own = inLine(child, name, line);
    if (own !== null) return add(own);
    const marks = name === 'Q' ? marksOf(child) : '';
    if (marks) add(marks[0]);
    if (name === 'BR') owed = Math.min(2, owed + 1);
    else if ((name === 'TD' || name === 'TH') && !owed) add(' ');
    owed = Math.max(owed, ends);
    visit(child, verbatim || name === 'PRE');
    if (marks) add(marks[1]);
    owed = Math.max(owed, ends);
  };
  visit(root, false);
  return [...done, line].join('').trim();
}

/**
 * What is written for an element whose words are not written as they are: the picture of a sign, and a raised mark, which is left out where it belongs to no measure.
 * @param {Element} element @param {string} name @param {string} line what stands before it
 */
function inLine(element, name, line) {
  if (name === 'IMG') {
    const sign = element.getAttribute('alt') ?? '';
    return /^\p{Extended_Pictographic}/u.test(sign) ? sign : null;
  }
  const mark = name === 'SUP' ? (element.textContent ?? '').trim() : '';
  if (!NOTE.test(mark)) return null;
  const measures = /(?:^|[^\p{L}])[\p{L}]{1,2}$|\d$/u.test(line.slice(-4)) && !element.querySelector('a');
  return measures ? mark.replace(/\d/g, (digit) => RAISED[Number(digit)]) : '';
}

/** The marks around a `<q>`: single ones within another. @param {Element} element */
function marksOf(element) {
  let depth = 0;
  for (let around = element.parentElement?.closest('q'); around && depth < DEEPEST; around = around.parentElement?.closest('q')) depth += 1;
  return depth % 2 ? '‘’' : '“”';
}

/** The line without spaces at its end. @param {string} line */
function withoutSpaces(line) {
  let end = line.length;
  while (line[end - 1] === ' ') end -= 1;
  return line.slice(0, end);
}

/** @param {Element} element @param {string} name */
function lineEnds(element, name) {
  if (LINES.has(name) || (name === 'P' && element.parentElement?.tagName === 'LI')) return 1;
  return PARAGRAPHS.has(name) ? 2 : 0;
}

/** @param {Element} element @param {string} name */
function isDropped(element, name) {
  // The footer of a block quotation, or the caption of one, says whom it quotes.
  if ((name === 'FOOTER' && element.closest('blockquote')) || (name === 'FIGCAPTION' && quotes(element.closest('figure')))) return false;
  // Some servers put the whole page into one form.
  if (name === 'FORM' && 2 * (element.textContent ?? '').length > wordsOf(element.ownerDocument)) return false;
  if (DROPPED.has(name) || element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  if (ROLES.has(element.getAttribute('role') ?? '')) return true;
  return UNSEEN.test(element.getAttribute('data-style') ?? '') || UNSEEN_CLASS.test(element.getAttribute('class') ?? '');
}

/** What is asked of a page or figure again and again, and answered once. @type {WeakMap<Node, number | boolean>} */
const answers = new WeakMap();

/** @template {number | boolean} T @template {Node} N @param {N} node @param {(node: N) => T} answer @returns {T} */
function once(node, answer) {
  const known = answers.get(node) ?? answer(node);
  answers.set(node, known);
  return /** @type {T} */ (known);
}

/** How long all words of a page are. @param {Document} page */
function wordsOf(page) {
  return once(page, () => (page.body?.textContent ?? '').length);
}

/** Whether a figure quotes somebody. @param {Element | null} figure */
function quotes(figure) {
  return figure !== null && once(figure, () => figure.querySelector('blockquote') !== null);
}

/**
 * Line ends as LF, lone surrogates replaced, nothing else.
 * @param {string} text
 * @returns {string}
 */
export function normalize(text) {
  return wellFormed(text.replace(/\r\n?/g, '\n'));
}

/**
 * What a paste or drop says: its HTML where that has paragraphs, else its plain text, and of the source of a page the article that it holds.
 * @param {Pick<DataTransfer, 'getData'>} data
 * @param {DOMParser} [parser]
 * @returns {string} empty when it holds no text
 */
export function pastedText(data, parser) {
  const html = data.getData('text/html');
  const text = /<(p|h[1-6]|li|br|div|article|section|blockquote|td)[\s/>]/i.test(html) ? htmlToText(html, parser) : '';
  if (text) return text;
  return plainText(data.getData('text/plain'), parser);
}

/**
 * What a text says that was pasted or typed: of the source of a page, or of a part of one, the article that it holds.
 * @param {string} text
 * @param {DOMParser} [parser]
 */
export function plainText(text, parser) {
  return (isSource(text) && htmlToText(text, parser)) || normalize(text);
}

/** An element that holds paragraphs, or is one, where a text begins. */
const SOURCE = /^\s*(?:<[!]--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body|article|main|section|div|header|p|h[1-6]|blockquote|ul|ol|figure|table)\b[^<>]*>/i;

/** Whether a text is the source of a page rather than words: it begins and ends with a tag. @param {string} text */
function isSource(text) {
  return SOURCE.test(text) && /<\/\w+\s*>\s*$/.test(text.slice(-200));
}
