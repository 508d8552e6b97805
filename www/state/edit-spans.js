/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Ref} Ref */
/** @typedef {import('./types.js').Span} Span */
/** @typedef {import('./types.js').ActorChoice} ActorChoice */
/** What a new mention needs. @typedef {Span & {actor: string|import('./types.js').NewActor, kind?: import('./types.js').MentionKind}} NewMention */
/** @typedef {Span & {kind: import('./types.js').QuoteKind, spans?: import('./types.js').Part[], cue?: Span|null, source?: Span|null, speaker?: ActorChoice, hedged?: boolean}} NewQuote */
/** @typedef {Span & {kind: import('./types.js').PositionKind, polarity?: import('./types.js').Polarity, spans?: import('./types.js').Part[], cue?: Span|null, source?: Span|null, holder?: ActorChoice, quote?: string|null, hedged?: boolean}} NewPosition */

/** @param {Doc} doc @param {NewMention} mention @returns {Doc} */
export function addMention(doc, mention) { throw new Error('soon'); }
/** @param {Doc} doc @param {NewQuote} quote @returns {Doc} */
export function addQuote(doc, quote) { throw new Error('soon'); }
/** @param {Doc} doc @param {NewPosition} position @returns {Doc} */
export function addPosition(doc, position) { throw new Error('soon'); }
/** Moves the ends; parts of a content outside the new extent go. @param {Doc} doc @param {Ref} ref a mention, quote or position @param {number} start @param {number} end @returns {Doc} */
export function resize(doc, ref, start, end) { throw new Error('soon'); }
/** Gives a content several parts. @param {Doc} doc @param {Ref} ref a quote or position @param {import('./types.js').Part[]} parts @returns {Doc} */
export function setParts(doc, ref, parts) { throw new Error('soon'); }
/** @param {Doc} doc @param {Ref} ref a quote or position @param {Span|null} span @returns {Doc} */
export function setCue(doc, ref, span) { throw new Error('soon'); }
/** @param {Doc} doc @param {Ref} ref a quote or position @param {Span|null} span @returns {Doc} */
export function setSource(doc, ref, span) { throw new Error('soon'); }
