/**
 * What a class can be asked to find: the tasks a teacher chooses from, and the tools that learners mark with.
 *
 * A tool makes marks of one layer, some of one label; a task is a good choice of tools. Which layers of a key count is told by the tools alone.
 *
 * @module
 */

/** @typedef {'actor'|'quote'|'source'|'position'|'verb'|'unheard'} Layer */
/**
 * `kind` is the label that the tool gives, `null` where none is asked for; `who`: somebody stands behind what it marks; `hint` says what to mark.
 * @typedef {{layer: Layer, kind: string|null, who: boolean, words: string, hint: string}} Tool
 */
/** `default` are the tools that learners get unasked, `more` what else suits the task. @typedef {{words: string, ask: string, default: ToolId[], more: ToolId[], missing?: boolean, who?: boolean}} Task */
/** @typedef {keyof typeof TOOLS} ToolId */
/** @typedef {keyof typeof TASKS} TaskId */

/** @satisfies {Record<string, Tool>} */
export const TOOLS = {
  actor: { layer: 'actor', kind: null, who: false, words: 'Actor', hint: 'the name of somebody who acts or speaks' },
  quote: { layer: 'quote', kind: null, who: true, words: 'What is said', hint: 'words that somebody is reported to have said' },
  position: { layer: 'position', kind: null, who: true, words: 'Position', hint: 'what somebody is for or against, demands or denies' },
  direct: { layer: 'quote', kind: 'direct', who: true, words: 'Word for word', hint: 'said in exactly these words, in quotation marks' },
  mixed: { layer: 'quote', kind: 'mixed', who: true, words: 'Partly word for word', hint: 'retold, with some words in quotation marks' },
  indirect: { layer: 'quote', kind: 'indirect', who: true, words: 'Retold', hint: 'said, but told in the reporter’s own words' },
  named: { layer: 'source', kind: 'named', who: false, words: 'Named source', hint: 'somebody who is quoted and whose name is told' },
  unnamed: { layer: 'source', kind: 'unnamed', who: false, words: 'Unnamed source', hint: 'somebody who is quoted and whose name is kept back' },
  for: { layer: 'position', kind: 'for', who: true, words: 'For it', hint: 'what somebody supports or promises' },
  against: { layer: 'position', kind: 'against', who: true, words: 'Against it', hint: 'what somebody opposes or denies' },
  neither: { layer: 'position', kind: 'neither', who: true, words: 'Neither', hint: 'what somebody demands, expects or warns of' },
  verb: { layer: 'verb', kind: null, who: false, words: 'More than “said”', hint: 'a verb that tells how the reporter takes what was said' },
  unheard: { layer: 'unheard', kind: null, who: false, words: 'Not heard', hint: 'somebody who is talked about and never speaks' },
};

/** @satisfies {Record<string, Task>} */
export const TASKS = {
  who: { words: 'Who speaks?', ask: 'Mark what people say, and tell who says it.', default: ['quote'], more: ['actor'], who: true },
  kinds: { words: 'Word for word or retold?', ask: 'Mark what people say, and tell whether it is given word for word.', default: ['direct', 'mixed', 'indirect'], more: [] },
  sources: { words: 'Named or unnamed sources?', ask: 'Mark who is quoted, and tell whether their name is given.', default: ['named', 'unnamed'], more: [] },
  positions: { words: 'Who holds which position?', ask: 'Mark what somebody is for or against, and tell who.', default: ['for', 'against', 'neither'], more: ['position'], who: true },
  verbs: { words: 'Which verbs say more than “said”?', ask: 'Mark the verbs that tell how the reporter takes what was said.', default: ['verb'], more: [] },
  missing: { words: 'Whose voice is missing?', ask: 'Mark who is talked about and never speaks. Then think of those whom the article does not mention.', default: ['unheard'], more: ['actor'], missing: true },
  all: { words: 'Actors, quotes and positions', ask: 'Mark who acts or speaks, what they say, and where they stand.', default: ['actor', 'quote', 'position'], more: ['direct', 'mixed', 'indirect', 'for', 'against', 'neither'], who: true },
};

/** @param {string} id @returns {Tool} @throws {Error} when there is no such tool */
export function toolOf(id) {
  if (!Object.hasOwn(TOOLS, id)) throw new Error(`There is no tool “${id}”.`);
  return TOOLS[/** @type {ToolId} */ (id)];
}

/** @param {string} id @returns {Task} @throws {Error} when there is no such task */
export function taskOf(id) {
  if (!Object.hasOwn(TASKS, id)) throw new Error(`There is no task “${id}”.`);
  return TASKS[/** @type {TaskId} */ (id)];
}

/** The label in a person's words. @param {Layer} layer @param {string|null} kind */
export const labelOf = (layer, kind) => Object.values(TOOLS).find((tool) => tool.layer === layer && tool.kind === kind)?.words ?? kind ?? '';
