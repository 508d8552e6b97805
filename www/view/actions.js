/**
 * What a reader can do from anywhere: walk through the annotations, judge them, undo, switch layers.
 *
 * Buttons, keys and lists call these; the edits themselves are pure functions of state/edits.js.
 *
 * @module
 */

import { acceptAll, forEach, reject, resize } from '../state/edits.js';
import { find } from '../state/items.js';
import { uncertain } from '../state/shown.js';
import { extentOf, spansOf } from '../state/spans.js';
import { LAYER } from './paper/plan.js';
import { reach } from './inspector/together.js';
import { sentenceOf, titleOf, wordsOf } from './wording.js';
import { unitEdge, wholeSentences } from './paper/clauses.js';
import { wordEdge } from './paper/words.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Ref} Ref */
/** @typedef {import('../state/types.js').Edit} Edit */
/** @typedef {import('../state/types.js').Layers} Layers */
/**
 * @typedef {object} Actions
 * @property {(edit: Edit, label: string) => boolean} edit whether it worked; if not the reader has been told why
 * @property {(ref: Ref|null, options?: {reveal?: boolean, aloud?: boolean}) => void} select
 * @property {(direction: 1|-1, kinds?: readonly string[]) => void} walk
 * @property {() => void} nextUncertain goes to the suggestion that is least certain, then to the next least certain
 * @property {() => void} accept
 * @property {() => void} acceptOn accepts and goes on to the next mark that nobody has judged
 * @property {() => void} reject
 * @property {() => void} rejectOn
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {(layer: keyof Layers) => void} toggleLayer
 * @property {(edge: 'start'|'end', direction: 1|-1, unit?: 'word'|'clause') => void} stretch moves an edge of the selected span, or of the part of it that is selected, by a word, or by a clause
 * @property {() => void} wholeSentence the selected span becomes all of the sentences that it touches
 */

/** @param {number} count */
const times = (count) => (count > 1 ? ` (${count}×)` : '');
const KINDS = /** @type {const} */ (['mention', 'quote', 'position']);

/** @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services @returns {Actions} */
export function createActions(store, services) {
  const { say } = services;
  /** Where the mark was that was selected last: who has thrown it out goes on from there. @type {import('../state/types.js').Span} */
  let at = { start: -1, end: -1 };

  /** @type {Actions['edit']} */
  const edit = (change, label) => {
    if (services.session.busy()) {
      say.briefly('The text is still being read. One moment.');
      return false;
    }
    try {
      store.apply(change, label);
      return true;
    } catch (error) {
      say.briefly(wordsOf(error));
      return false;
    }
  };

  /** @type {Actions['select']} */
  const select = (ref, { reveal = true, aloud = true } = {}) => {
    const { doc } = store.get();
    const item = doc && ref ? find(doc, ref) : null;
    if (item && 'start' in item) at = { start: item.start, end: item.end };
    store.set({ selection: item ? ref : null });
    if (!item || !ref || !doc) return;
    if (reveal) services.article.reveal(ref);
    if (aloud) say.aloud(sentenceOf(doc, ref));
  };

  /** The selected item with its words, for a message; tells the reader when nothing is selected. */
  const current = () => {
    const { doc, selection } = store.get();
    if (!doc || !selection || !find(doc, selection)) {
      say.briefly('Select a mark first: click it, or press N.');
      return null;
    }
    return { doc, ref: selection };
  };

  /** What comes back is shown, selected as it was. @param {() => boolean} step @param {string} done @param {string} nothing */
  const back = (step, done, nothing) => {
    if (!step()) return say.aloud(nothing);
    const { selection } = store.get();
    if (selection) services.article.reveal(selection);
    say.aloud(done);
  };
  const undo = () => back(store.undo, `Undone: ${store.get().undoLabel}`, 'Nothing to undo.');
  const redo = () => back(store.redo, `Redone: ${store.get().redoLabel}`, 'Nothing to redo.');

  /** @type {Actions} */
  const actions = {
    edit,
    select,
    undo,
    redo,
    walk(direction, kinds = ['mention', 'quote', 'position']) {
      const doc = store.shown();
      const { layers, selection } = store.get();
      if (!doc) return;
      const shown = kinds.filter((kind) => layers[LAYER[kind]]);
      const index = spansOf(doc);
      const isThere = selection && selection.kind !== 'actor' && find(doc, selection);
      const entry = isThere ? (direction > 0 ? index.next(selection, shown) : index.previous(selection, shown)) : index.beside(at, direction, shown);
      if (entry) select({ kind: entry.kind, id: entry.id });
      else say.briefly(shown.length === 0 ? 'All layers are hidden.' : direction > 0 ? 'This was the last mark.' : 'This was the first mark.');
    },
    nextUncertain() {
      const doc = store.shown();
      const { layers, selection } = store.get();
      if (!doc) return;
      const open = uncertain(doc, KINDS.filter((kind) => layers[LAYER[kind]]));
      const place = open.findIndex(({ kind, id }) => kind === selection?.kind && id === selection.id);
      if (open.length > 0) select(open[(place + 1) % open.length]);
      else say.briefly('Nothing waits for you: you have judged every mark that is shown.');
    },
    accept() {
      const now = current();
      if (!now) return;
      const refs = now.ref.kind === 'mention' ? reach(now.doc, now.ref).map(({ id }) => ({ kind: /** @type {const} */ ('mention'), id })) : [now.ref];
      const title = `${titleOf(now.doc, now.ref)}${times(refs.length)}`;
      if (edit((doc) => acceptAll(doc, refs), `accept “${title}”`)) say.aloud(`Accepted: ${title}`);
    },
    reject() {
      const now = current();
      if (!now) return;
      const mentions = reach(now.doc, now.ref);
      const title = `${titleOf(now.doc, now.ref)}${times(mentions.length)}`;
      const change = mentions.length > 1 ? (/** @type {Doc} */ doc) => forEach(doc, mentions, (d, id) => reject(d, { kind: 'mention', id })) : (/** @type {Doc} */ doc) => reject(doc, now.ref);
      if (edit(change, `remove “${title}”`)) {
        say.briefly(`Removed: ${title}`, { words: 'Undo', run: undo });
      }
    },
    toggleLayer(layer) {
      const { layers } = store.get();
      store.set({ layers: { ...layers, [layer]: !layers[layer] } });
      say.aloud(`${layer} ${layers[layer] ? 'hidden' : 'shown'}`);
    },
    acceptOn: () => thenOn(actions.accept),
    rejectOn: () => thenOn(actions.reject),
    wholeSentence() {
      const { doc, selection } = store.get();
      const item = doc && selection && find(doc, selection);
      if (doc && selection && item && 'start' in item) extend(doc, selection, wholeSentences(doc.text, extentOf(item, selection)));
    },
    stretch(edge, direction, unit = 'word') {
      const { doc, selection } = store.get();
      const item = doc && selection && find(doc, selection);
      if (!doc || !selection || !item || !('start' in item)) return;
      const now = extentOf(item, selection);
      const moved = unit === 'word' ? wordEdge(doc.text, now[edge], direction, edge) : unitEdge(doc.text, now[edge], direction, edge, unit);
      extend(doc, selection, { ...now, [edge]: moved });
    },
  };
  return actions;

  /** Judges the selected mark and goes on to the next one that waits, in the order of the text. @param {() => void} judge */
  function thenOn(judge) {
    const { doc, selection } = store.get();
    const item = doc && selection && find(doc, selection);
    if (item && 'start' in item) at = { start: item.start, end: item.end };
    if (item) judge();
    const next = waitingFrom(item ? selection : null);
    if (next) select(next);
    else say.briefly('This was the last mark that waits.');
  }

  /** The next mark that nobody has judged, behind what was selected or where the last one stood. @param {Ref|null} from @returns {Ref|null} */
  function waitingFrom(from) {
    const doc = store.shown();
    const { layers } = store.get();
    if (!doc) return null;
    const index = spansOf(doc);
    const shown = KINDS.filter((kind) => layers[LAYER[kind]]);
    /** @type {Ref|null} */
    let ref = from;
    for (;;) {
      const entry = ref && ref.kind !== 'actor' && find(doc, ref) ? index.next(ref, shown) : index.beside(at, 1, shown);
      if (!entry || (ref && entry.id === ref.id)) return null;
      ref = { kind: entry.kind, id: entry.id };
      const item = find(doc, ref);
      if (item?.status === 'suggested') return ref;
    }
  }

  /** @param {Doc} doc @param {Ref} ref @param {import('../state/types.js').Span} span */
  function extend(doc, ref, { start, end }) {
    const item = find(doc, ref);
    const now = item && 'start' in item ? extentOf(item, ref) : null;
    if (!now || start >= end || (start === now.start && end === now.end)) return;
    if (edit((d) => resize(d, ref, start, end), `change the extent of “${titleOf(doc, ref)}”`)) say.aloud(store.get().doc?.text.slice(start, end) ?? '');
  }
}
