/**
 * Tells when nobody is at the article: nothing selected or open, no key, finger or pointer at work for a moment, and no pointer resting on a mark or on a
 * row of the panel.
 *
 * @module
 */

/** Since when nothing may have happened, in milliseconds. */
const MOMENT = 400;
/** How often it is looked. */
const EVERY = 100;

/** What a person does with a page. */
const ACTS = /** @type {const} */ (['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchmove']);

/** What is open, or named under the pointer: what is marked there must not change meanwhile. A finger leaves what it has touched as if it rested there. */
const HELD = ['dialog[open]', '#hover:not([hidden])', ...(matchMedia('(hover: hover)').matches ? ['.mark:hover', '.panel-body li:hover'] : [])].join();

/** @param {import('../../state/store.js').Store} store */
export function createQuiet(store) {
  let last = -MOMENT;
  const note = () => void (last = performance.now());
  for (const act of ACTS) addEventListener(act, note, { capture: true, passive: true });

  /** In a tab that nobody sees it is always quiet. */
  const isQuiet = () => document.hidden || (performance.now() - last > MOMENT && store.get().selection === null && !document.querySelector(HELD) && document.getSelection()?.isCollapsed !== false);

  return {
    isQuiet,
    /** Waits until it is quiet, or `isOver` says that this need not be waited for. @param {() => boolean} isOver */
    async moment(isOver) {
      while (!isQuiet() && !isOver()) await new Promise((resolve) => setTimeout(resolve, EVERY));
    },
  };
}
