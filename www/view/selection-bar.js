/**
 * Selected words: a small bar to mark them as an actor, a quote or a position, or as the cue or source of what is being looked at.
 *
 * It asks for what it cannot know (who, which stance); offsets come from the paper, edits from state/edits.js.
 *
 * @module
 */

import { accept, addMention, addPart, addPosition, addQuote, lastAdded, resize, setCue, setSource } from '../state/edits.js';
import { find } from '../state/items.js';
import { chooseActor } from './choose-actor.js';
import { button, el, shorten } from './dom.js';
import { askWho } from './inspector-fields.js';
import { STANCES, titleOf } from './wording.js';
import { wholeWords } from './words.js';

/** @typedef {import('../state/types.js').Span} Span */
/** @typedef {import('../state/types.js').Ref} Ref */
/** @typedef {import('../state/types.js').PositionKind} PositionKind */

const MARKS = /["“”„«»]/u;
const PHONE = '(max-width: 55.99rem)';

/**
 * @param {HTMLElement} root @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services
 * @returns {{mark: (what: 'actor'|'quote'|'position') => boolean, further: () => boolean}} they mark the selected words, if there are some;
 *   `further` as a part of the quote or position that was selected before, if one was
 */
export function mountSelectionBar(root, store, services) {
  const { actions, article, say } = services;
  /** @type {Span|null} */
  let span = null;
  /** @type {Ref|null} what was selected in the document when the words were */
  let held = null;
  let timer = 0;

  const hide = () => {
    span = null;
    if (root.matches(':popover-open')) root.hidePopover();
  };
  const done = () => {
    getSelection()?.removeAllRanges();
    hide();
  };

  /** Opens what was just made, or found there already. @param {import('../state/types.js').ItemKind} kind @param {string} [id] */
  const show = (kind, id) => {
    done();
    const { doc } = store.get();
    const ref = id ? { kind, id } : doc && lastAdded(doc, kind);
    if (!ref) return;
    actions.select(ref, { reveal: false });
    services.inspector.open(ref);
  };

  async function actor() {
    const { doc } = store.get();
    const shown = store.shown();
    const at = span;
    if (!doc || !shown || !at) return;
    const words = doc.text.slice(at.start, at.end);
    const answer = await chooseActor(shown, { title: `Who is “${shorten(words, 40)}”?`, suggest: shorten(words, 80) });
    // A new name that a hidden suggestion has already means the same.
    const who = (typeof answer === 'object' && doc.actors.find(({ name }) => name === answer?.name)?.id) || answer;
    if (who === undefined || who === null) return;
    // A hidden suggestion of the very same is found right by this.
    const there = doc.mentions.find((m) => m.start === at.start && m.end === at.end && m.actor === who && m.status === 'suggested');
    const change = (/** @type {import('../state/types.js').Doc} */ d) => (there ? accept(d, { kind: 'mention', id: there.id }) : addMention(d, { ...at, actor: who }));
    if (actions.edit(change, `mark “${shorten(words, 30)}”`)) show('mention', there?.id);
  }

  function quote() {
    const { doc } = store.get();
    const at = span;
    if (!doc || !at) return;
    const kind = kindOf(doc.text, at);
    if (actions.edit((d) => addQuote(d, { ...at, kind }), 'add a quote')) {
      show('quote');
      const { doc: now, selection } = store.get();
      if (now && selection) void askWho(now, selection, services);
    }
  }

  /** @param {PositionKind} kind */
  function position(kind) {
    const { doc } = store.get();
    const at = span;
    if (!doc || !at) return;
    const around = store.shown()?.quotes.find((q) => q.start <= at.start && at.end <= q.end);
    const holder = around?.speaker ?? null;
    if (actions.edit((d) => addPosition(d, { ...at, kind, holder, quote: around?.id ?? null }), 'add a position')) show('position');
  }

  /** @param {Ref} ref a quote or position @param {Span} at */
  function part({ kind, id }, at) {
    if (!actions.edit((d) => addPart(d, { kind, id }, at), `add a part to “${titleOf(/** @type {import('../state/types.js').Doc} */ (store.get().doc), { kind, id })}”`)) return;
    show(kind, id);
    say.aloud('Part added.');
  }

  /** The second step of a position: which stance. */
  function stances() {
    root.replaceChildren(
      el('span', { class: 'label' }, 'Which stance?'),
      ...Object.entries(STANCES).map(([kind, { sign, verb }]) => button({ words: `${sign} ${verb}`, class: 'tool', run: () => position(/** @type {PositionKind} */ (kind)) })),
    );
    place();
    /** @type {HTMLElement|null} */ (root.querySelector('button'))?.focus();
  }

  function draw() {
    const { doc } = store.get();
    const item = doc && held ? find(doc, held) : null;
    const ref = held;
    const at = span;
    const parts = doc && item && ref && at && isContent(ref);
    root.replaceChildren(
      button({ icon: 'person', words: 'Actor', label: 'Mark as actor (M)', class: 'tool', run: () => void actor() }),
      button({ icon: 'quote', words: 'Quote', label: 'Mark as quote (Q)', class: 'tool', run: quote }),
      button({ icon: 'flag', words: 'Position', label: 'Mark as position (O)', class: 'tool', run: stances }),
      ...(parts
        ? [
            el('span', { class: 'of' }, el('span', { class: 'label' }, shorten(titleOf(doc, ref), 34))),
            button({ words: 'Cue', label: 'Cue: these words signal it', class: 'tool', run: () => (actions.edit((d) => setCue(d, ref, at), 'set the cue'), done()) }),
            button({ words: 'Named as', label: 'Named as: these words name its source', class: 'tool', run: () => (actions.edit((d) => setSource(d, ref, at), 'set the source'), done()) }),
            button({ words: 'Extent', label: 'Extent: exactly these words', class: 'tool', run: () => (actions.edit((d) => resize(d, ref, at.start, at.end), 'change the extent'), done()) }),
            button({ icon: 'plus', words: 'Part', label: 'Part: it goes on in these words (W)', class: 'tool', run: () => part(ref, at) }),
          ]
        : []),
    );
  }

  function place() {
    if (matchMedia(PHONE).matches) return;
    const rects = [...(span ? (article.paper.range(span.start, span.end)?.getClientRects() ?? []) : [])];
    const [first, last] = [rects[0], rects[rects.length - 1]];
    if (!first || !last) return;
    const box = root.getBoundingClientRect();
    const y = first.top - box.height - 10 > 56 ? first.top - box.height - 10 : Math.min(last.bottom + 10, innerHeight - box.height - 10);
    root.style.setProperty('--x', `${Math.max(8, Math.min(first.left, innerWidth - box.width - 8))}px`);
    root.style.setProperty('--y', `${y}px`);
  }

  function look() {
    const { doc, selection } = store.get();
    const chosen = getSelection();
    if (!doc || !chosen || chosen.isCollapsed || chosen.rangeCount === 0) return document.activeElement && root.contains(document.activeElement) ? undefined : hide();
    const range = chosen.getRangeAt(0);
    const [start, end] = [article.paper.offsetOf(range.startContainer, range.startOffset), article.paper.offsetOf(range.endContainer, range.endOffset)];
    const next = start >= 0 && end > start ? wholeWords(doc.text, start, end) : null;
    if (!next) return hide();
    held = selection;
    span = next;
    services.inspector.close();
    draw();
    if (!root.matches(':popover-open')) root.showPopover();
    place();
  }

  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, 180);
  });
  addEventListener('scroll', place, { passive: true });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      done();
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...root.querySelectorAll('button')];
    buttons[(buttons.findIndex((b) => b === document.activeElement) + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  });
  store.subscribe((state, old) => {
    if (state.doc?.text !== old.doc?.text) hide();
  });

  return {
    mark(what) {
      look();
      if (!span) return false;
      if (what === 'actor') void actor();
      else if (what === 'quote') quote();
      else stances();
      return true;
    },
    further() {
      look();
      if (!span || !held || !isContent(held)) return false;
      part(held, span);
      return true;
    },
  };
}

/** @param {Ref} ref */
const isContent = ({ kind }) => kind === 'quote' || kind === 'position';

/** Direct when the words begin and end with quotation marks or stand just within them, mixed when some are inside. @param {string} text @param {Span} span */
function kindOf(text, { start, end }) {
  const inside = text.slice(start, end);
  const edges = MARKS.test(text[start]) || MARKS.test(text[start - 1] ?? '');
  const closes = MARKS.test(text[end - 1]) || MARKS.test(text[end] ?? '');
  if (edges && closes) return 'direct';
  return MARKS.test(inside) ? 'mixed' : 'indirect';
}
