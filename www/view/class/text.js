/**
 * An article to be marked by a learner: words that can be tapped, drawn over, or reached by the arrow keys, and marks painted on them.
 *
 * It knows the text and what is painted, and nothing of a key.
 *
 * @module
 */

import { el } from '../dom.js';
import { nameAround, sentenceAround } from './words.js';

/** @typedef {import('../../state/types.js').Span} Span */
/** A word, or what stands between two. @typedef {Span & {node: HTMLElement, isWord: boolean}} Token */
/** @typedef {{start: number, end: number, class: string, heat?: number, title?: string}} Paint */

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'.\-–&][\p{L}\p{N}\p{M}]+)*/gu;

/**
 * @param {string} text
 * @param {{language: string|null, label: string, aloud: (words: string) => void, onSelect?: (span: Span|null) => void, onKey?: (key: string) => boolean}} options
 *   `onKey` is asked first about keys, and says whether it took one
 */
export function classText(text, { language, label, aloud, onSelect, onKey }) {
  /** @type {Token[]} */
  const tokens = [];
  const root = el('div', { class: 'class-text', lang: language, ...(onSelect ? { tabindex: '0', role: 'group', 'aria-label': label } : {}) }, paragraphs(text, tokens));
  const words = tokens.filter(({ isWord }) => isWord);
  /** @type {Span|null} */
  let chosen = null;
  /** The word where the selection began, as long as one more tap extends it. @type {Token|null} */
  let anchor = null;
  /** Where the arrow keys are. */
  let place = -1;
  /** Takes the next tap instead of the selection. @type {((span: Span) => void)|null} */
  let picker = null;

  /** @param {Span|null} span */
  function select(span) {
    chosen = span;
    for (const { node, start, end } of tokens) node.classList.toggle('chosen', span !== null && start < span.end && span.start < end);
    onSelect?.(span);
  }

  /** @param {Token} word */
  function tap(word) {
    place = words.indexOf(word);
    if (picker) return picker(nameAround(text, word));
    if (chosen && anchor === word) return clear();
    if (anchor && chosen) {
      select({ start: Math.min(anchor.start, word.start), end: Math.max(anchor.end, word.end) });
      anchor = null;
    } else {
      anchor = word;
      select({ start: word.start, end: word.end });
    }
  }

  function clear() {
    anchor = null;
    getSelection()?.removeAllRanges();
    select(null);
  }

  /** What is drawn over with the mouse, or with the handles of a phone, as whole words. */
  function drawn() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) return null;
    const range = selection.getRangeAt(0);
    const [from, to] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    const own = words.filter(({ start, end }) => start < to && from < end);
    return own.length > 0 ? { start: own[0].start, end: own[own.length - 1].end } : null;
  }

  /** @param {Node} node @param {number} offset */
  function offsetOf(node, offset) {
    const token = tokens.find((one) => one.node.contains(node));
    if (token) return token.start + (node.nodeType === Node.TEXT_NODE ? offset : 0);
    const next = tokens.find((one) => node.contains(one.node) && (node.childNodes[offset] ?? null)?.contains(one.node));
    return next?.start ?? tokens.filter((one) => node.contains(one.node)).at(-1)?.end ?? 0;
  }

  /** @param {1|-1} step @param {boolean} extends_ */
  function move(step, extends_) {
    place = Math.min(Math.max(place + step, 0), words.length - 1);
    const word = words[place];
    if (!extends_ || !anchor) anchor = extends_ && chosen ? (words.find(({ start }) => start === chosen?.start) ?? word) : word;
    select({ start: Math.min(anchor.start, word.start), end: Math.max(anchor.end, word.end) });
    word.node.scrollIntoView({ block: 'nearest' });
    aloud(chosen ? text.slice(chosen.start, chosen.end) : '');
  }

  function sentence() {
    const at = chosen ?? words[Math.max(place, 0)];
    if (!at) return;
    anchor = null;
    select(sentenceAround(text, at));
    aloud(chosen ? text.slice(chosen.start, chosen.end) : '');
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const step = /** @type {1|-1|undefined} */ ({ ArrowRight: 1, ArrowLeft: -1 }[key]);
    const line = /** @type {1|-1|undefined} */ ({ ArrowDown: 1, ArrowUp: -1 }[key]);
    if (step) move(step, shiftKey);
    else if (line) toSentence(line);
    else if (key.toLowerCase() === 's') sentence();
    else if (key === 'Escape' && chosen) clear();
    else if (key === 'Enter' && picker && words[place]) picker(nameAround(text, words[place]));
    else if (!onKey?.(key)) return;
    event.preventDefault();
  }

  /** @param {1|-1} step */
  function toSentence(step) {
    const now = sentenceAround(text, words[Math.max(place, 0)]);
    const first = words.findIndex(({ start }) => start >= (step > 0 ? now.end : now.start));
    const before = step < 0 && first > 0 ? sentenceAround(text, words[first - 1]).start : -1;
    place = step > 0 ? (first < 0 ? words.length - 1 : first) : Math.max(0, words.findIndex(({ start }) => start >= before));
    anchor = null;
    move(/** @type {1} */ (0), false);
  }

  if (onSelect) {
    root.addEventListener('click', ({ target }) => {
      if (drawn()) return;
      const node = target instanceof Element ? target.closest('.w') : null;
      const word = node && words.find((one) => one.node === node);
      if (word) tap(word);
    });
    root.addEventListener('keydown', pressed);
    document.addEventListener('selectionchange', () => {
      const span = root.isConnected && !picker ? drawn() : null;
      if (!span) return;
      anchor = null;
      place = words.findIndex(({ end }) => end >= span.end);
      select(span);
    });
  }

  return {
    root,
    clear,
    sentence,
    chosen: () => chosen,
    /** @param {((span: Span) => void)|null} take what gets the name that is tapped next, until it is called with `null` */
    pick(take) {
      picker = take;
      root.classList.toggle('picking', take !== null);
    },
    /** @param {readonly Paint[]} marks */
    paint(marks) {
      for (const { node, isWord, start, end } of tokens) {
        const own = marks.filter((mark) => start < mark.end && mark.start < end);
        node.className = [isWord ? 'w' : '', ...own.map((mark) => mark.class), chosen && start < chosen.end && chosen.start < end ? 'chosen' : ''].filter(Boolean).join(' ');
        const heat = Math.max(0, ...own.map((mark) => mark.heat ?? 0));
        if (heat > 0) node.style.setProperty('--heat', `${Math.round(heat * 100)}%`);
        const title = own.find((mark) => mark.title)?.title;
        if (title) node.title = title;
        else node.removeAttribute('title');
      }
    },
    /** @param {Span} span */
    show({ start }) {
      tokens.find((token) => token.end > start)?.node.scrollIntoView({ block: 'center' });
    },
  };
}

/** @param {string} text @param {Token[]} tokens that are filled */
function paragraphs(text, tokens) {
  let first = true;
  return [...text.matchAll(/[^\n]+/g)].filter(([line]) => line.trim() !== '').map((match) => {
    const line = el('p', { class: first && match[0].length < 160 ? 'headline' : null });
    first = false;
    let at = match.index;
    const put = (/** @type {number} */ end, /** @type {boolean} */ isWord) => {
      if (end === at) return;
      // A mark begins or ends with a quotation mark, not with the space beside it.
      if (!isWord && end - at > 1) return void [...text.slice(at, end)].forEach((sign) => put(at + sign.length, false));
      const node = el('span', { class: isWord ? 'w' : null }, text.slice(at, end));
      tokens.push({ start: at, end, node, isWord });
      line.append(node);
      at = end;
    };
    for (const word of match[0].matchAll(WORD)) {
      put(match.index + word.index, false);
      put(match.index + word.index + word[0].length, true);
    }
    put(match.index + match[0].length, false);
    return line;
  });
}
