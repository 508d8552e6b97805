/**
 * Which sections of the article are on the screen or just outside it.
 *
 * A browser asks after everything that is observed in every frame, and a long text has thousands of sections. So only those are observed that
 * the browser lays out, which it tells (`content-visibility: auto`); where it does not tell, all are.
 *
 * @module
 */

/** @typedef {import('./paper.js').Part} Part */
/**
 * @typedef {object} Sight
 * @property {Set<Part>} near the sections to be drawn
 * @property {(part: Part, isNear: boolean) => void} watch a new section; `isNear`: it is on the screen in any case
 * @property {() => void} forget another text is shown
 */

/** How far outside a section is drawn: so far that nobody sees it undrawn, but no further, since whatever is drawn costs time in every frame that changes something. */
const MARGIN = '300px 0px';
const TOLD = 'contentvisibilityautostatechange';

/**
 * @param {HTMLElement} root holds the sections
 * @param {(came: Part[], gone: Part[]) => void} onChange what left is told when something comes, so that two changes cost one
 * @returns {Sight}
 */
export function createSight(root, onChange) {
  const isTold = `on${TOLD}` in root;
  /** @type {Set<Part>} */
  const near = new Set();
  /** @type {Map<Element, Part>} */
  const parts = new Map();
  /** @type {Set<Part>} */
  const leaving = new Set();
  const seer = new IntersectionObserver(onSeen, { rootMargin: MARGIN });

  /** @param {Event} event */
  const onTold = (event) => {
    const part = event.target instanceof Element && parts.get(event.target);
    if (!part) return;
    if (!(/** @type {{skipped?: boolean}} */ (event).skipped)) return seer.observe(part.element);
    seer.unobserve(part.element);
    if (near.has(part)) leaving.add(part);
  };
  // Only Chromium lets it bubble.
  root.addEventListener(TOLD, onTold, { capture: true });

  /** @param {IntersectionObserverEntry[]} entries */
  function onSeen(entries) {
    /** @type {Part[]} */
    const came = [];
    for (const { target, isIntersecting } of entries) {
      const part = parts.get(target);
      if (!part) continue;
      if (!isIntersecting) {
        if (near.has(part)) leaving.add(part);
      } else if (!leaving.delete(part)) {
        near.add(part);
        came.push(part);
      }
    }
    if (came.length === 0) return;
    const gone = [...leaving];
    for (const part of gone) near.delete(part);
    leaving.clear();
    onChange(came, gone);
  }

  return {
    near,
    watch(part, isNear) {
      parts.set(part.element, part);
      if (isNear) near.add(part);
      if (isNear || !isTold) seer.observe(part.element);
    },
    forget() {
      seer.disconnect();
      for (const all of [near, parts, leaving]) all.clear();
    },
  };
}
