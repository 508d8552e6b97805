/**
 * The one place that holds the page's state: the document, what is selected and shown, and the earlier documents that undo brings back.
 *
 * It decides nothing about annotations (edits.js does) and nothing about drawing or saving: those subscribe.
 *
 * @module
 */

import { NO_HISTORY } from './history.js';
import { find } from './items.js';
import { shownOf } from './shown.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Edit} Edit */
/** @typedef {import('./types.js').Ref} Ref */
/** What a listener gets: the state now and the state before. @typedef {(state: State, before: State) => void} Listener */
/** A document and what was selected in it, before or after the edit that `label` names. @typedef {{doc: Doc, label: string, selection: Ref|null}} Step */
/** What `set` takes: the document changes through `apply` and `replace` only. @typedef {Partial<Omit<State, 'doc'|'undoLabel'|'redoLabel'>>} Patch */

/**
 * @typedef {object} Store
 * @property {() => State} get the state; never changed in place
 * @property {() => Doc|null} shown what is looked at of the document: all but the suggestions that are less certain than is usual or `limit` asks for
 * @property {(patch: Patch) => void} set
 * @property {(listener: Listener) => () => void} subscribe returns what ends the subscription
 * @property {(edit: Edit, label: string) => Doc} apply does an edit as one step of undo and returns the new document; an edit that
 *   throws changes nothing, one that returns its argument leaves no step
 * @property {() => boolean} undo whether there was something to take back; what was selected before that edit is selected again, if it was anything
 * @property {() => boolean} redo
 * @property {() => boolean} canUndo
 * @property {() => boolean} canRedo
 * @property {() => import('./history.js').History} history what undo and redo lead to
 * @property {() => Doc[]} documents the document and all that undo and redo lead to, in their order
 * @property {(edit: Edit) => void} rebase does an edit to the document and to all that undo and redo lead to, as if it had always been so
 * @property {(doc: Doc|null, patch?: Patch, history?: import('./history.js').History) => void} replace opens another document, with a history of its
 *   own if it has one: the selection and what was told of the last end
 */

/** @type {State} */
const EMPTY = {
  doc: null,
  selection: null,
  filter: {},
  layers: { actors: true, quotes: true, positions: true },
  limit: 0,
  saved: 'saved',
  articleId: null,
  notice: null,
  undoLabel: null,
  redoLabel: null,
};

/**
 * A store that begins with `initial` over an empty state.
 * @param {Partial<State>} [initial]
 * @returns {Store}
 */
export function createStore(initial = {}) {
  /** @type {State} */
  let state = { ...EMPTY, ...initial };
  let told = state;
  let telling = false;
  /** @type {Step[]} */
  let past = [];
  /** @type {Step[]} */
  let future = [];
  /** @type {Set<Listener>} */
  const listeners = new Set();

  /** @param {Partial<State>} patch */
  function change(patch) {
    const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
    if (keys.every((key) => Object.is(state[key], patch[key]))) return;
    state = { ...state, ...patch };
    if (!telling) tell();
  }

  /**
   * Tells all listeners. A change that a listener makes is told when all have heard of this one, so that nobody hears of an older state
   * after a newer; a listener that fails does not keep the others from hearing.
   */
  function tell() {
    telling = true;
    while (told !== state) {
      const before = told;
      const now = (told = state);
      for (const listener of [...listeners]) {
        try {
          listener(now, before);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
    telling = false;
  }

  const labels = () => ({ undoLabel: past.at(-1)?.label ?? null, redoLabel: future.at(-1)?.label ?? null });

  /** @param {Doc} doc @param {Ref|null} [wanted] what is to be selected */
  function show(doc, wanted = state.selection) {
    change({
      doc,
      selection: wanted && find(doc, wanted) ? wanted : null,
      ...labels(),
    });
  }

  /** @param {Step[]} from @param {Step[]} to */
  function step(from, to) {
    const target = from.pop();
    if (!target || !state.doc) return false;
    const { doc, selection } = state;
    to.push({ doc, label: target.label, selection });
    show(target.doc, target.selection ?? selection);
    return true;
  }

  return {
    get: () => state,
    shown: () => state.doc && shownOf(state.doc, state.limit),
    set: change,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    apply(edit, label) {
      const { doc } = state;
      if (!doc) throw new Error('There is no document to edit.');
      const next = edit(doc);
      if (next === doc) return doc;
      past.push({ doc, label, selection: state.selection });
      future = [];
      show(next);
      return next;
    },
    rebase(edit) {
      const { doc, selection } = state;
      if (!doc) throw new Error('There is no document to edit.');
      const based = (/** @type {Step} */ step) => ({ ...step, doc: edit(step.doc) });
      [past, future] = [past.map(based), future.map(based)];
      show(edit(doc), selection);
    },
    history: () => ({ past: [...past], future: [...future] }),
    documents: () => [...past.map(({ doc }) => doc), ...(state.doc ? [state.doc] : []), ...future.map(({ doc }) => doc)],
    undo: () => step(past, future),
    redo: () => step(future, past),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    replace(doc, patch = {}, history = NO_HISTORY) {
      past = [...history.past];
      future = [...history.future];
      change({ selection: null, notice: null, ...patch, doc, ...labels() });
    },
  };
}
