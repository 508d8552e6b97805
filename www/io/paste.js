/**
 * Turns what a person pastes or drops into plain text: paragraphs, headings and list items each on their own lines, and none of what stands
 * around an article: navigation, teasers, captions, forms, scripts.
 *
 * HTML is read in an inert document that runs and loads nothing; page furniture in the text itself is left to the core to recognize.
 *
 * @module
 */

/** Elements that hold no words of an article. */
const DROPPED = new Set(
  ('SCRIPT STYLE NOSCRIPT TEMPLATE HEAD TITLE NAV ASIDE FOOTER FORM BUTTON SELECT TEXTAREA SVG MATH IFRAME OBJECT VIDEO AUDIO CANVAS ' +
    'DIALOG MENU FIGCAPTION').split(' '),
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
 * The text of HTML.
 * @param {string} html a fragment or a whole page; of a page with one main article only that is read
 * @param {DOMParser} [parser]
 * @returns {string}
 */
export function htmlToText(html, parser = new DOMParser()) {
  const page = parser.parseFromString(unstyled(html), 'text/html');
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

/** The article of a page, where it holds most of the words. @param {Document} page @returns {Element} */
function mainPart(page) {
  const body = page.body ?? page.documentElement;
  const size = (/** @type {Element} */ element) => blockText(element).length;
  const parts = [...body.querySelectorAll('article, main, [role=main]')].map((element) => ({ element, size: size(element) }));
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
  /** Line ends owed before the next word. */
  let owed = 0;
  /** @param {string} text */
  const add = (text) => {
    if (owed && line) {
      done.push(line.replace(/ +$/, ''), '\n'.repeat(owed));
      line = '';
    }
    owed = 0;
    line += line && !/\s$/.test(line) ? text : text.replace(/^ +/, '');
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
    if (name === 'BR') owed = Math.min(2, owed + 1);
    else if ((name === 'TD' || name === 'TH') && !owed) add(' ');
    owed = Math.max(owed, ends);
    visit(child, verbatim || name === 'PRE');
    owed = Math.max(owed, ends);
  };
  visit(root, false);
  return [...done, line].join('').trim();
}

/** @param {Element} element @param {string} name */
function lineEnds(element, name) {
  if (LINES.has(name) || (name === 'P' && element.parentElement?.tagName === 'LI')) return 1;
  return PARAGRAPHS.has(name) ? 2 : 0;
}

/** @param {Element} element @param {string} name */
function isDropped(element, name) {
  // The footer of a block quotation, or the caption of one, says whom it quotes.
  if ((name === 'FOOTER' && element.closest('blockquote')) || (name === 'FIGCAPTION' && element.closest('figure')?.querySelector('blockquote'))) return false;
  // Some servers put the whole page into one form.
  if (name === 'FORM' && 2 * (element.textContent ?? '').length > (element.ownerDocument.body?.textContent ?? '').length) return false;
  if (DROPPED.has(name) || element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  if (ROLES.has(element.getAttribute('role') ?? '')) return true;
  return /display:\s*none/i.test(element.getAttribute('data-style') ?? '');
}

/**
 * Line ends as LF, lone surrogates replaced, nothing else.
 * @param {string} text
 * @returns {string}
 */
export function normalize(text) {
  return text.replace(/\r\n?/g, '\n').toWellFormed();
}

/**
 * What a paste or drop says: its HTML where that has paragraphs, else its plain text.
 * @param {Pick<DataTransfer, 'getData'>} data
 * @param {DOMParser} [parser]
 * @returns {string} empty when it holds no text
 */
export function pastedText(data, parser) {
  const html = data.getData('text/html');
  const text = /<(p|h[1-6]|li|br|div|article|section|blockquote|td)[\s/>]/i.test(html) ? htmlToText(html, parser) : '';
  return text || normalize(data.getData('text/plain'));
}
