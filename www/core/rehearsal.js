/**
 * A browser first runs slow code of a core and replaces it while it is being used. The rehearsal uses it before anybody waits, so that already the
 * first article of a visit gets the quick one.
 *
 * @module
 */

/** How often the text is read. After 40 times the first article still took four times as long as after 80; more than 100 gained nothing. */
const TIMES = 100;

/**
 * Has the core read its text a hundred times in all, with a pause after each so that messages are heard.
 * @param {() => void} read
 * @returns {(isOver: () => boolean) => Promise<void>} goes on where it stopped, until there is something better to do
 */
export function createRehearsal(read) {
  let [times, isOn] = [0, false];
  return async (isOver) => {
    if (isOn) return;
    isOn = true;
    while (times < TIMES && !isOver()) {
      times++;
      read();
      await new Promise((resume) => setTimeout(resume));
    }
    isOn = false;
  };
}
