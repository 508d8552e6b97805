/**
 * A browser first runs slow code of a core and replaces it while it is being used. The rehearsal uses it before anybody waits, so that already the
 * first article of a visit gets the quick one.
 *
 * @module
 */

/** How often the text is read. After 40 times the first article still took four times as long as after 80; more than 100 gained nothing. */
const TIMES = 100;

const TEXT = `HARROWMERE — Mayor Petra Lindqvist said on Monday that the old lifeboat station “cannot stay open another winter” without money from the state.

“We asked for help twice, and twice nobody answered,” Lindqvist told reporters. “I will not ask a third time.”

The Coastal Ministry rejected the claim. A spokesman for the ministry, who asked not to be named, described the mayor's figures as wrong and insisted that a grant had been offered in March.

According to the Harrowmere Courier, 40 volunteers have left since 2019. Their union supports a merger with the station at Dunvale but opposes any cuts, its chairwoman Amara Osei said, adding that talks could begin soon.

“It is simple,” Professor Tomas Reyes of the Institute for Tides wrote in a report: “fewer boats, longer waits.” He urged Parliament to act before the autumn; critics in the Northern Party, which has promised lower taxes, warned of the costs.

Lindqvist, 52, hopes for a vote next week. Her deputy denied that the council was divided. “They expect us to agree,” he said, “and we do.”`;

/**
 * Lets `annotate` read a text of our own a hundred times, with a pause after each so that messages are heard.
 * @param {(text: string) => unknown} annotate
 * @param {() => boolean} isOver whether somebody waits, which ends it
 */
export async function rehearse(annotate, isOver) {
  for (let time = 0; time < TIMES && !isOver(); time++) {
    annotate(TEXT);
    await new Promise((resume) => setTimeout(resume));
  }
}
