/**
 * Selected words: a small bar to mark them as an actor, a quote or a position, or as the cue or source of what is being looked at.
 *
 * It asks for what it cannot know (who, which stance); offsets come from the paper, edits from state/edits.js.
 *
 * @module
 */

import { accept, addMention, addPart, addPosition, addQuote, lastAdded, resize, setCue, setKind, setSource } from '../../state/edits.js';
import { find, listOf } from '../../state/items.js';
import { kindAt } from '../../state/marks.js';
import { chooseActor } from './choose-actor.js';
import { button, el, shorten } from '../dom.js';
import { cutting } from './cut.js';
import { askWho } from './inspector-fields.js';
import { hint } from '../keymap.js';
import { STANCES, titleOf } from '../wording.js';
import { wholeWords } from '../paper/words.js';

/** @typedef {import('../../state/types.js').Span} Span */
/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Ref} Ref */
/** @typedef {import('../../state/types.js').PositionKind} PositionKind */

const PHONE = '(max-width: 55.99rem)';

/**
 * @param {HTMLElement} root @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services
 * @returns {{mark: (what: 'actor'|'quote'|'position'|'cut') => boolean, further: () => boolean}} they mark the selected words, if there are some;
 *   `further` as a part of the quote or position that was selected before, if one was
 */
export function mountSelectionBar(root, store, services) {
  const { actions, article, say } = services;
  /** @type {Span|null} */
  let span = null;
  /** @type {Ref|null} what was selected in the document when the words were */
  let held = null;
  let timer = 0;
  const cut = cutting(store, services);

  const hide = () => {
    span = null;
    root.hidden = true;
  };
  const done = () => {
    getSelection()?.removeAllRanges();
    hide();
  };

  /** Opens what was just made, or found there already. @param {import('../../state/types.js').ItemKind} kind @param {string} [id] */
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
    const change = (/** @type {Doc} */ d) => (there ? accept(d, { kind: 'mention', id: there.id }) : addMention(d, { ...at, actor: who }));
    if (actions.edit(change, `mark “${shorten(words, 30)}”`)) show('mention', there?.id);
  }

  /** What the page suggests at these very words and hides as doubtful: who marks them finds it right. @param {'quote'|'position'} kind @param {Span} at */
  function hiddenAt(kind, { start, end }) {
    const { doc } = store.get();
    const shown = store.shown();
    if (!doc || !shown) return undefined;
    return listOf(doc, kind).find((item) => item.start === start && item.end === end && !find(shown, { kind, id: item.id }) && item.status === 'suggested')?.id;
  }

  function quote() {
    const { doc } = store.get();
    const at = span;
    if (!doc || !at) return;
    const [kind, id] = [kindAt(doc.text, at.start, at.end), hiddenAt('quote', at)];
    if (actions.edit((d) => (id ? setKind(accept(d, { kind: 'quote', id }), { kind: 'quote', id }, kind) : addQuote(d, { ...at, kind })), 'add a quote')) {
      show('quote', id);
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
    const [holder, id] = [around?.speaker ?? null, hiddenAt('position', at)];
    const change = (/** @type {Doc} */ d) => (id ? setKind(accept(d, { kind: 'position', id }), { kind: 'position', id }, kind) : addPosition(d, { ...at, kind, holder, quote: around?.id ?? null }));
    if (actions.edit(change, 'add a position')) show('position', id);
  }

  /** @param {Ref} ref a quote or position @param {Span} at */
  function part({ kind, id }, at) {
    if (!actions.edit((d) => addPart(d, { kind, id }, at), `add a part to “${titleOf(/** @type {Doc} */ (store.get().doc), { kind, id })}”`)) return;
    show(kind, id);
    say.aloud('Part added.');
  }

  /** A second step. @param {string} question @param {{words: string, label?: string, run: () => void}[]} answers */
  function ask(question, answers) {
    root.replaceChildren(el('span', { class: 'label' }, question), ...answers.map((answer) => button({ ...answer, class: 'tool' })));
    place();
    /** @type {HTMLElement|null} */ (root.querySelector('button'))?.focus();
  }
  const stances = () => ask('Which stance?', Object.entries(STANCES).map(([kind, { sign, verb }]) => ({ words: `${sign} ${verb}`, run: () => position(/** @type {PositionKind} */ (kind)) })));
  const cuts = () => {
    const at = span;
    if (at && cut.isOff(at)) return (done(), cut.back(at));
    const off = (/** @type {boolean} */ rest) => (done(), at && cut.off(at, { rest }));
    ask('Cut off the article:', [{ words: 'this paragraph', run: () => off(false) }, { words: 'all from here on', run: () => off(true) }]);
  };

  function draw() {
    const { doc } = store.get();
    const item = doc && held ? find(doc, held) : null;
    const ref = held;
    const parts = doc && item && ref && isContent(ref);
    const change = (/** @type {(doc: Doc, ref: Ref, span: Span) => Doc} */ edit, /** @type {string} */ label) => {
      const at = span;
      if (ref && at) actions.edit((d) => edit(d, ref, at), label);
      done();
    };
    root.replaceChildren(
      button({ icon: 'person', words: 'Actor', label: `Mark as actor${hint('m')}`, class: 'tool', run: () => void actor() }),
      button({ icon: 'quote', words: 'Quote', label: `Mark as quote${hint('q')}`, class: 'tool', run: quote }),
      button({ icon: 'flag', words: 'Position', label: `Mark as position${hint('o')}`, class: 'tool', run: stances }),
      button({ icon: 'cut', label: span && cut.isOff(span) ? `Bring this part back${hint('c')}` : `Cut this part off the article${hint('c')}`, class: 'tool', run: cuts }),
      ...(parts
        ? [
            el('span', { class: 'of' }, el('span', { class: 'label' }, shorten(titleOf(doc, ref), 34))),
            button({ words: 'Cue', label: 'Cue: these words signal it', class: 'tool', run: () => change(setCue, 'set the cue') }),
            button({ words: 'Named as', label: 'Named as: these words name its source', class: 'tool', run: () => change(setSource, 'set the source') }),
            button({ words: 'Extent', label: 'Extent: exactly these words', class: 'tool', run: () => change((d, r, { start, end }) => resize(d, r, start, end), 'change the extent') }),
            button({ icon: 'plus', words: 'Part', label: `Part: it goes on in these words${hint('w')}`, class: 'tool', run: () => span && part(ref, span) }),
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

  /** The words that are selected now. @returns {Span|null} */
  function selected() {
    const { doc } = store.get();
    const chosen = getSelection();
    if (!doc || !chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
    const range = chosen.getRangeAt(0);
    const [start, end] = [article.paper.offsetOf(range.startContainer, range.startOffset), article.paper.offsetOf(range.endContainer, range.endOffset)];
    return start >= 0 && end > start ? wholeWords(doc.text, start, end) : null;
  }

  function look() {
    clearTimeout(timer);
    const next = selected();
    if (!next) return root.contains(document.activeElement) ? undefined : hide();
    // Told late of what is being worked on: what is asked meanwhile stays.
    if (!root.hidden && next.start === span?.start && next.end === span.end) return;
    held = store.get().selection;
    span = next;
    services.inspector.close();
    draw();
    root.hidden = false;
    place();
  }

  // A button means the words as they are when it is pressed: what is told of a selection comes later, on a busy machine much later.
  for (const type of ['pointerdown', 'click']) root.addEventListener(type, () => void (span = selected() ?? span), { capture: true });
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
    const buttons = [...root.querySelectorAll('button')];
    const now = buttons.findIndex((b) => b === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // Where it asks, a letter means an answer.
    const isAsking = root.querySelector(':scope > .label') !== null && /^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey;
    const named = isAsking ? [...buttons.slice(now + 1), ...buttons.slice(0, now + 1)].find((b) => wordIn(b).startsWith(event.key.toLowerCase())) : undefined;
    const next = step ? buttons[(now + step + buttons.length) % buttons.length] : named;
    next?.focus();
    if (next || isAsking) event.preventDefault();
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
      else if (what === 'cut') cuts();
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

/** What a button says, without its sign. @param {HTMLElement} button_ */
const wordIn = (button_) => (/\p{L}.*/u.exec(button_.textContent ?? '')?.[0] ?? '').toLowerCase();
