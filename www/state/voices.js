/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Actor} Actor */
/** @typedef {import('./types.js').Quote} Quote */
/** @typedef {import('./types.js').Position} Position */
/** @typedef {import('./types.js').Filter} Filter */
/** `share` is the part (0 to 1) of all attributed words; `actor: null` gathers quotes without a speaker.
 * @typedef {{actor: Actor|null, quotes: number, positions: number, mentions: number, direct: number, paraphrased: number, words: number, share: number, unnamed: boolean, first: number, firstQuote: string, verbs: {verb: string, count: number}[]}} Voice */
/** Someone who is never quoted. `first` is the first mention's start, -1 without mentions. @typedef {{actor: Actor, mentions: number, positions: number, first: number, firstMention: string|null}} Bystander */
/** @typedef {{position: Position, holder: Actor|null, target: string, at: number}} Stand */
/** @typedef {{quote: Quote, speaker: Actor|null, content: string, cue: string|null, words: number, positions: Position[]}} Saying */
/** Who speaks, most words first. @param {Doc} doc @returns {readonly Voice[]} */
export function voicesOf(doc) { throw new Error('soon'); }
/** Who is only talked about, in order of mention. @param {Doc} doc @returns {readonly Bystander[]} */
export function talkedAbout(doc) { throw new Error('soon'); }
/** Who stands where, in text order. @param {Doc} doc @param {Filter} [filter] @returns {readonly Stand[]} */
export function standsOf(doc, filter) { throw new Error('soon'); }
/** The quotes in text order. @param {Doc} doc @param {Filter} [filter] @returns {readonly Saying[]} */
export function quotesOf(doc, filter) { throw new Error('soon'); }
/** An actor's mentions in text order. @param {Doc} doc @param {string} actor @returns {readonly import('./types.js').Mention[]} */
export function mentionsOf(doc, actor) { throw new Error('soon'); }
