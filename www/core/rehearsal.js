/**
 * A browser first runs slow code of a core and replaces it while it is being used. The rehearsal uses it before anybody waits, so that already the
 * first article of a visit gets the quick one.
 *
 * @module
 */

/** How often the text is read. After 40 times the first article still took four times as long as after 80; more than 100 gained nothing. */
const TIMES = 100;

/**
 * Lets the core read its text a hundred times, with a pause after each so that messages are heard.
 * @param {() => void} read
 * @param {() => boolean} isOver whether there is something better to do, which ends it
 */
export async function rehearse(read, isOver) {
  for (let time = 0; time < TIMES && !isOver(); time++) {
    read();
    await new Promise((resume) => setTimeout(resume));
  }
}
