/**
 * Drawing over words of a text on the page in which each word is an element, as learners mark it.
 *
 * @module
 */

/** Draws over words with the mouse. @param {import('./tab.js').Tab} tab @param {string} selector of the text @param {string} words */
export async function drawOver(tab, selector, words) {
  const [first, last] = await tab.until(
    `in ${selector}: ${words}`,
    async (css, wanted) => {
      const line = [...document.querySelector(css).children].find((one) => one.textContent.includes(wanted));
      if (!line) return null;
      line.scrollIntoView({ block: 'center' });
      await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve)), 50));
      const from = line.textContent.indexOf(wanted);
      let seen = 0;
      const covered = [...line.children].filter((word) => {
        const start = seen;
        seen += word.textContent.length;
        return seen > from && start < from + wanted.length && /\S/.test(word.textContent);
      });
      return [covered[0], covered[covered.length - 1]].map((word) => {
        const { left, right, top, bottom } = word.getBoundingClientRect();
        return { left, right, y: (top + bottom) / 2 };
      });
    },
    selector,
    words,
  );
  await tab.driver.pointer([{ to: { x: first.left + 1, y: first.y } }, { press: true }, { to: { x: last.right - 2, y: last.y } }, { release: true }]);
}
