/**
 * Which spans share letters, and whether two are about the same words.
 *
 * It knows nothing of what the spans are.
 *
 * @module
 */

/** @typedef {import('./types.js').Span} Span */

/** Whether each covers at least half of the other. @param {Span} a @param {Span} b */
export function agree(a, b) {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return 2 * shared >= Math.max(a.end - a.start, b.end - b.start);
}

/** What finds those of some spans that share letters with another: they are asked for in the order of the text, so each is passed once. @template {Span} S @param {readonly S[]} spans */
export function overlaps(spans) {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  // The farthest end of all spans up to each place tells where looking back can stop.
  let far = 0;
  const reach = sorted.map(({ end }) => (far = Math.max(far, end)));
  return (/** @type {Span} */ { start, end }) => {
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (sorted[middle].start < end) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let at = low - 1; at >= 0 && reach[at] > start; at--) if (sorted[at].end > start) found.push(sorted[at]);
    return found;
  };
}
