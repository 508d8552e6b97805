/**
 * Losses in words: “7 nested spans and 1 link”.
 *
 * @module
 */

/** @typedef {import('../state/types.js').Loss} Loss */

/** What follows the noun that is counted. */
const REST = / (?:of|to|with|in|at|as|over|from|for|that|which|between|behind|by|without|whose)\b/;

/** @param {readonly Loss[]} losses */
export function lossWords(losses) {
  return new Intl.ListFormat('en').format(losses.map(({ what, count }) => `${count.toLocaleString('en')} ${count === 1 ? singular(what) : what}`));
}

/** The core words what is lost as a plural. @param {string} what */
function singular(what) {
  const end = REST.exec(what)?.index ?? what.length;
  const noun = what.slice(0, end);
  return noun.replace(/ies$/, 'y').replace(/([^s])s$/, '$1') + what.slice(end);
}
