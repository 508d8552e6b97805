/**
 * The words that all modules of the page share: the document of the data contract (`whosaid/1`) in UTF-16 units, and the state around it.
 *
 * Nothing here decides anything; objects are never changed in place, and fields that are not listed here are kept by every edit.
 *
 * @module
 */

/** @typedef {'person'|'organization'|'government'|'media'|'group'} ActorType */
/** @typedef {'name'|'role'|'pronoun'} MentionKind */
/** @typedef {'direct'|'mixed'|'indirect'} QuoteKind */
/** @typedef {'support'|'oppose'|'demand'|'propose'|'commit'|'warn'|'doubt'|'affirm'|'deny'|'expect'} PositionKind */
/** @typedef {'suggested'|'accepted'|'corrected'|'added'} Status */
/** @typedef {-1|0|1} Polarity */

/** A half-open piece of `text`, in UTF-16 code units. @typedef {{start: number, end: number}} Span */
/** One part of a content: start and end. @typedef {[number, number]} Part */

/**
 * What every annotation carries. `reason` and `confidence` (0 to 1) are there when a machine suggested it, `evidence` when the careful reading did: what
 * decided, in words of the text, what these were taken for and how sure that was. The reason is made from it.
 * @typedef {{status: Status, reason?: string|null, confidence?: number|null, evidence?: {offset_unit: 'utf16', grounds: Ground[]}}} Note
 */

/**
 * @typedef {'head'|'sought'|'antecedent'|'first'|'cue'|'opening'|'marks'|'source'|'agent'|'nobody'|'stance'|'kind'|'name'|'description'|'type'} Clue
 */
/**
 * @typedef {{clue: Clue, start?: number, end?: number, words?: string, what?: string, chance?: number}} Ground
 */

/** @typedef {{id: string, type: ActorType|null, name: string, role: string|null, anonymous: boolean} & Note} Actor */
/** @typedef {{id: string, actor: string, kind: MentionKind, start: number, end: number} & Note} Mention */

/**
 * `spans` lists the parts that a cue interrupts; `start` and `end` bound them. Use `partsOf` of items.js: a file may leave `spans` out.
 * `negated`: somebody is said not to have said it.
 * @typedef {{id: string, kind: QuoteKind, start: number, end: number, spans?: Part[], cue: Span|null, source: Span|null,
 *   speaker: string|null, speakers?: string[], hedged: boolean, negated?: boolean} & Note} Quote `speakers` names all where several say it, the speaker first
 */
/**
 * @typedef {{id: string, kind: PositionKind, polarity: Polarity, start: number, end: number, spans?: Part[], cue: Span|null,
 *   source: Span|null, holder: string|null, holders?: string[], quote: string|null, hedged: boolean} & Note} Position `holders` as `speakers`
 */

/** @typedef {'actor'|'mention'|'quote'|'position'} ItemKind */
/** An item of the document; `part` where one of several parts of a content is meant. @typedef {{kind: ItemKind, id: string, part?: number}} Ref */
/** @typedef {Actor|Mention|Quote|Position} Item */

/**
 * A suggestion that a person threw out. Its offsets keep the page's unit, also in a file, and say so.
 * @typedef {{kind: ItemKind, offset_unit: 'utf16', item: Item}} Rejected
 */

/**
 * @typedef {object} Doc
 * @property {'whosaid/1'} format
 * @property {'utf16'} offset_unit
 * @property {string} text
 * @property {string|null} language BCP 47
 * @property {string|null} title
 * @property {Actor[]} actors in order of first mention
 * @property {Mention[]} mentions in text order
 * @property {Quote[]} quotes in text order
 * @property {Position[]} positions in text order
 * @property {string} [reading] which reading the suggestions are from: `quick 1`, `careful 1`, or `partly 1` while the careful one is under way
 * @property {boolean} [unread] the core has not read the text to its end yet
 * @property {boolean} [unmarked] the core could not read the text: what is marked is a person's, and what is not marked says nothing
 * @property {Rejected[]} [rejected] suggestions that a person threw out
 * @property {{offset_unit: 'utf16', spans: Part[]}} [cut] paragraphs that a person has cut off: nothing in them counts
 * @property {Partial<Record<ItemKind, number>>} [last_ids] the highest number an id of this kind ever had, so that none is used twice
 */

/** An edit: a document to a document; what did not change keeps its identity. @typedef {(doc: Doc) => Doc} Edit */

/** An actor to be made. @typedef {{name: string, type?: ActorType|null, role?: string|null, anonymous?: boolean}} NewActor */
/** An actor's id, an actor to be made, or nobody. @typedef {string|NewActor|null} ActorChoice */

/**
 * Why something could not be kept, in words for the reader.
 * @typedef {{kind: 'full'|'denied'|'unavailable'|'conflict'|'gone'|'broken'|'unknown', message: string}} Problem
 */

/**
 * Whether all work is where it stays. `left` is the article that the error is about where that is not the one that is shown; `canRetry` says that
 * another try may help.
 * @typedef {'saved'|'saving'|{error: Problem, left?: {id: string, title: string}, canRetry?: boolean}} Saved
 */

/** What the lists show; `null` or absent means everything. `speaker: ''` asks for quotes without a speaker.
 * @typedef {{speaker?: string|null, kind?: string|null, status?: Status|null, words?: string|null}} Filter
 */

/** @typedef {{actors: boolean, quotes: boolean, positions: boolean}} Layers */

/**
 * What another tab did to the article that is open; `articleId` is the one that the other tab has.
 * @typedef {{kind: 'copied'|'newer'|'removed', message: string, articleId?: string}} Notice
 */

/**
 * @typedef {object} State
 * @property {Doc|null} doc
 * @property {Ref|null} selection
 * @property {Filter} filter
 * @property {Layers} layers
 * @property {number} limit suggestions of less confidence than this are not shown; 0 shows what is usual, see shown.js
 * @property {Saved} saved
 * @property {string|null} articleId the article in the browser's storage
 * @property {Notice|null} notice
 * @property {string|null} undoLabel what undo would take back
 * @property {string|null} redoLabel what redo would do again
 */

/**
 * @typedef {object} Format
 * @property {string} id
 * @property {string} name
 * @property {string} extension
 * @property {string} description
 * @property {boolean} reads
 * @property {boolean} writes
 * @property {number} files how many files one document becomes
 * @property {boolean} joins whether one file holds several documents
 * @property {string} group who needs it: the heading it stands under
 */

/**
 * @typedef {object} Vocabulary
 * @property {ActorType[]} actorTypes
 * @property {MentionKind[]} mentionKinds
 * @property {QuoteKind[]} quoteKinds
 * @property {PositionKind[]} positionKinds
 * @property {Status[]} statuses
 * @property {string[]} reasons
 * @property {Clue[]} clues
 */

/** @typedef {{name: string, mime: string, text: string}} OutFile */
/** @typedef {{what: string, count: number}} Loss */
/** @typedef {{files: OutFile[], losses: Loss[]}} Written */
/** @typedef {{name: string, content: string}} NamedText */
/** @typedef {{name: string, doc: Doc}} NamedDoc */
/** `texts` nobody has annotated yet, `skipped` are lines that were left out. @typedef {{articles: NamedDoc[], texts: NamedDoc[], losses: Loss[], skipped: string[]}} Import */
/** What offsets in a file count. @typedef {'codepoint'|'utf16'|'byte'|'grapheme'} Unit */

export {};
