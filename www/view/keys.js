/**
 * The keyboard: single keys where somebody works on the article, arrow keys that select words in it.
 *
 * The table below is also what the help sheet shows; which single keys a reader has chosen is known to keymap.js.
 *
 * @module
 */

import { LAYERS } from './paper/article-head.js';
import { byId } from './dom.js';
import { askWho } from './inspector/inspector-fields.js';
import { askEnd, askKind } from './inspector/quick-change.js';
import { areOff, isSingle, keyFor } from './keymap.js';
import { goOn } from './lists/queue.js';
import { wordAt, wordEdge } from './paper/words.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Ref} Ref */
/** @typedef {import('./services.js').Services} Services */
/** @typedef {{keys: string[], words: string, run: (event: KeyboardEvent) => unknown}} Command */

/**
 * @param {import('../state/store.js').Store} store @param {Services} services @param {ReturnType<typeof import('./inspector/selection-bar.js').mountSelectionBar>} bar
 * @returns {Command[]}
 */
export function commandsFor(store, services, bar) {
  const { actions } = services;
  const chosen = (/** @type {(doc: Doc, ref: Ref) => unknown} */ run) => {
    const { doc, selection } = store.get();
    if (doc && selection) run(doc, selection);
    else services.say.briefly('Select a mark first: click it, or press N.');
  };
  const mark = (/** @type {'actor'|'quote'|'position'|'cut'} */ what) => bar.mark(what) || services.say.briefly('Select some words first: arrow keys in the article, Shift to extend.');
  const further = () => bar.further() || services.say.briefly('Select a quote or position first, then the words that belong to it, too.');
  const escape = () => {
    if (services.inspector.isOpen()) return services.inspector.close();
    getSelection()?.removeAllRanges();
    actions.select(null);
  };
  return [
    { keys: ['n'], words: 'Next mark', run: () => actions.walk(1) },
    { keys: ['p'], words: 'Previous mark', run: () => actions.walk(-1) },
    { keys: ['j'], words: 'Next quote or position', run: () => actions.walk(1, ['quote', 'position']) },
    { keys: ['k'], words: 'Previous quote or position', run: () => actions.walk(-1, ['quote', 'position']) },
    { keys: ['u'], words: 'The least certain mark, then the next', run: actions.nextUncertain },
    { keys: ['e', 'Enter'], words: 'Look at it and change it', run: () => chosen((_doc, ref) => services.inspector.open(ref, { focus: true })) },
    { keys: ['s'], words: 'Change who speaks, who holds it or who is meant', run: () => chosen((doc, ref) => askWho(doc, ref, services)) },
    { keys: ['h'], words: 'Change its kind: type how that begins', run: () => chosen((doc, ref) => askKind(doc, ref, services)) },
    { keys: ['a'], words: 'It is right: accept', run: actions.accept },
    { keys: ['y'], words: 'It is right, and on to the next that waits', run: actions.acceptOn },
    { keys: ['x', 'Delete'], words: 'It is wrong: remove', run: actions.reject },
    { keys: ['r'], words: 'It is wrong: remove it, and on to the next that waits', run: actions.rejectOn },
    { keys: ['Shift+ArrowRight'], words: 'End one word later', run: () => actions.stretch('end', 1) },
    { keys: ['Shift+ArrowLeft'], words: 'End one word earlier', run: () => actions.stretch('end', -1) },
    { keys: ['Alt+Shift+ArrowRight'], words: 'Start one word later', run: () => actions.stretch('start', 1) },
    { keys: ['Alt+Shift+ArrowLeft'], words: 'Start one word earlier', run: () => actions.stretch('start', -1) },
    { keys: ['Ctrl+Shift+ArrowRight'], words: 'End one clause later', run: () => actions.stretch('end', 1, 'clause') },
    { keys: ['Ctrl+Shift+ArrowLeft'], words: 'End one clause earlier', run: () => actions.stretch('end', -1, 'clause') },
    { keys: ['Ctrl+Alt+Shift+ArrowRight'], words: 'Start one clause later', run: () => actions.stretch('start', 1, 'clause') },
    { keys: ['Ctrl+Alt+Shift+ArrowLeft'], words: 'Start one clause earlier', run: () => actions.stretch('start', -1, 'clause') },
    { keys: ['.'], words: 'Make it the whole sentence', run: actions.wholeSentence },
    { keys: ['t'], words: 'End at a word that you type', run: () => chosen((doc, ref) => askEnd(doc, ref, services)) },
    { keys: ['m'], words: 'Mark the selected words as an actor', run: () => mark('actor') },
    { keys: ['q'], words: 'Mark the selected words as a quote', run: () => mark('quote') },
    { keys: ['o'], words: 'Mark the selected words as a position', run: () => mark('position') },
    { keys: ['w'], words: 'Add the selected words to the quote or position as a further part', run: further },
    { keys: ['c'], words: 'Cut the paragraph of the selected words off the article, or all that follows', run: () => mark('cut') },
    ...LAYERS.map(({ layer, words, key }) => ({ keys: [key], words: `Show or hide ${words.toLowerCase()}`, run: () => actions.toggleLayer(layer) })),
    { keys: ['Ctrl+z'], words: 'Undo', run: actions.undo },
    { keys: ['Ctrl+Shift+z', 'Ctrl+y'], words: 'Redo', run: actions.redo },
    { keys: ['v'], words: 'To the list and back to the article', run: () => swap() },
    { keys: ['g'], words: 'Done with this article: on to the next', run: () => void goOn(store, services) },
    { keys: ['d'], words: 'Download', run: () => services.openDownload() },
    { keys: ['l'], words: 'Your articles', run: () => services.openLibrary() },
    { keys: ['Escape'], words: 'Close, or select nothing', run: escape },
    { keys: ['?'], words: 'This help', run: () => services.openHelp() },
  ];
}

/** Between the panel and the article. */
function swap() {
  const panel = byId('panel', HTMLElement);
  if (panel.contains(document.activeElement)) byId('article', HTMLElement).focus({ preventScroll: true });
  else /** @type {HTMLElement|null} */ (panel.querySelector('[aria-selected="true"]'))?.focus();
}

/** @param {HTMLElement} article @param {import('../state/store.js').Store} store @param {Services} services @param {Command[]} commands */
export function mountKeys(article, store, services, commands) {
  /** What a key does now. @param {string} key @returns {Command|undefined} */
  const commandAt = (key) => commands.find(({ keys }) => keys.some((usual) => (isSingle(usual) ? !areOff() && keyFor(usual) : usual.toLowerCase()) === key));
  /** @type {{anchor: number, focus: number}|null} the words that the arrow keys have selected */
  let caret = null;
  let text = '';
  /** Whether the focus is where it is by pointer: then nobody has gone to a control to work it by keyboard. */
  let isPointed = false;
  addEventListener('pointerdown', () => void (isPointed = true), { capture: true });

  addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open], body.in-class')) return;
    const typing = target instanceof HTMLElement && target.matches('input:not([type="checkbox"], [type="range"]), textarea, select');
    const key = nameOf(event);
    if (/tab|arrow/.test(key)) isPointed = false;
    if (typing && !(key === 'ctrl+z' && target instanceof HTMLSelectElement)) return;
    if (target instanceof HTMLInputElement && target.type === 'range' && /arrow|home|end|page/.test(key)) return;
    const onButton = target instanceof HTMLElement && target.matches('button, a, summary, [role="tab"]');
    if (onButton && (key === 'enter' || key.includes('arrow'))) return;
    if (selectWords(event, key)) return event.preventDefault();
    const command = commandAt(key);
    if (!command || (store.get().doc === null && !['?', 'l'].includes(command.keys[0])) || (isSingle(key) && !isPointed && !isAtWork(article, command))) return;
    event.preventDefault();
    command.run(event);
  });
  article.addEventListener('pointerdown', () => void (caret = null));

  /** Left and right select a word, with Shift more words; up and down scroll as ever. @param {KeyboardEvent} event @param {string} key */
  function selectWords(event, key) {
    const { doc, selection } = store.get();
    const step = /** @type {1|-1|undefined} */ ({ arrowright: 1, arrowleft: -1, 'shift+arrowright': 1, 'shift+arrowleft': -1 }[key]);
    const chosen = getSelection();
    const some = chosen !== null && !chosen.isCollapsed;
    if (!step || !doc || (!some && event.shiftKey) || (!article.contains(document.activeElement) && !some && document.activeElement !== document.body)) return false;
    // Who has let go of the words goes on from there, who has chosen a mark since goes on from that.
    if (text !== doc.text || (!some && selection)) caret = null;
    text = doc.text;
    const from = caret ?? begin(selection);
    if (!from) return false;
    if (!caret) caret = from;
    else if (event.shiftKey) caret = { anchor: caret.anchor, focus: wordEdge(doc.text, caret.focus, step, caret.focus > caret.anchor || step > 0 ? 'end' : 'start') };
    else {
      const next = wordEdge(doc.text, step > 0 ? Math.max(caret.anchor, caret.focus) - 1 : Math.min(caret.anchor, caret.focus), step, 'start');
      const word = wordAt(doc.text, next);
      if (word) caret = { anchor: word.start, focus: word.end };
    }
    const [low, high] = [Math.min(caret.anchor, caret.focus), Math.max(caret.anchor, caret.focus)];
    const range = services.article.paper.range(low, high);
    if (range && chosen) {
      chosen.removeAllRanges();
      chosen.addRange(range);
      const box = range.getBoundingClientRect();
      if (box.top < 80 || box.bottom > innerHeight - 80) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
      services.say.aloud(doc.text.slice(low, high));
    }
    return true;
  }

  /** The first word: of the selected mark, or of what is on the screen. @param {import('../state/types.js').Ref|null} selection */
  function begin(selection) {
    const { doc } = store.get();
    if (!doc) return null;
    const list = selection ? doc[/** @type {const} */ ({ mention: 'mentions', quote: 'quotes', position: 'positions', actor: 'mentions' })[selection.kind]] : [];
    const item = list.find((i) => i.id === selection?.id);
    const top = services.article.paper.parts.flatMap((part) => (part.element.getBoundingClientRect().bottom > 60 ? [part] : []))[0];
    const line = top?.lines.findIndex((l) => l.getBoundingClientRect().bottom > 60) ?? -1;
    const word = wordAt(doc.text, item?.start ?? top?.paragraphs[line]?.start ?? 0);
    return word && { anchor: word.start, focus: word.end };
  }
}

/**
 * Whether the focus is where somebody works on the article: in it, in what floats over it, on the row of the mark that is selected, or nowhere. Elsewhere
 * a single key does nothing but lead back from the list.
 * @param {HTMLElement} article @param {Command} command
 */
function isAtWork(article, { keys }) {
  const at = document.activeElement;
  if (!at || at === document.body || at.id === 'main' || (article.contains(at) && !at.closest('.article-head')) || at.closest('#inspector, #selection-bar, [aria-current="true"]')) return true;
  return keys[0] === 'v' && at.closest('#panel') !== null;
}

/** @param {KeyboardEvent} event */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const named = key.length > 1 || ctrlKey || metaKey;
  return `${ctrlKey || metaKey ? 'ctrl+' : ''}${altKey ? 'alt+' : ''}${shiftKey && named ? 'shift+' : ''}${named || key === '?' ? key : shiftKey ? `shift+${key}` : key}`.toLowerCase();
}
