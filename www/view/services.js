/**
 * What views are given besides the store: ways to the core, the browser's storage and the reader. Types only.
 *
 * @module
 */

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Edit} Edit */
/** @typedef {import('../state/types.js').Ref} Ref */

/**
 * A message that stays until it is dismissed or its cause is gone. A later one of the same `id` takes its place.
 * What is known of an `error` besides its words is folded away below them.
 * @typedef {{id: string, words: string, bad?: boolean, error?: unknown, actions?: {words: string, run: () => void}[]}} Message
 */

/**
 * @typedef {object} Say
 * @property {(words: string) => void} aloud for screen readers only
 * @property {(words: string, action?: {words: string, run: () => void}) => void} briefly for everybody, for some seconds
 * @property {(message: Message) => void} message
 * @property {(id: string) => void} unsay
 */

/**
 * @typedef {object} Session
 * @property {(text: string) => Promise<void>} openText shows a text, has it annotated and keeps it
 * @property {(files: Iterable<File>) => Promise<void>} openFiles
 * @property {(id: string) => Promise<boolean>} openArticle one that the browser keeps
 * @property {() => void} leave back to the first page
 * @property {() => boolean} busy whether a text is being annotated, when nothing can be edited yet
 * @property {(listener: () => void) => void} onBusy
 * @property {(listener: (share: number|null) => void) => void} onProgress what share of a long text is read, `null` while that is not known
 * @property {() => number|null} milliseconds what the core took for the article shown
 */

/**
 * @typedef {object} Services
 * @property {import('../core/client.js').Core} core
 * @property {() => Doc|null} shown the store's document without what is hidden
 * @property {Promise<import('../state/storage.js').Storage>} storage
 * @property {Promise<import('../state/keeper.js').Keeper>} keeper
 * @property {Say} say
 * @property {Session} session
 * @property {import('./reading/careful.js').CarefulReading} careful
 * @property {import('./paper/article.js').Article} article
 * @property {import('./actions.js').Actions} actions
 * @property {{show: (tab: 'voices'|'positions'|'quotes', options?: {open?: boolean}) => void, back: () => void}} panel
 * @property {{open: (ref: Ref, options?: {focus?: boolean}) => void, close: () => void, isOpen: () => boolean}} inspector
 * @property {{claim: (files: File[]) => Promise<File[]>, practise: () => void, make: () => void, list: () => void}} classes exercises and answers: `claim` takes the
 *   files that belong to a class and gives the others back
 * @property {() => void} openLibrary
 * @property {() => void} openHelp
 * @property {(articles?: import('../state/storage.js').Article[]) => void} openDownload of what is open, or of these kept articles
 * @property {() => void} openActors
 */

export {};
