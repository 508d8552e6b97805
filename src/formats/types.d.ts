export type ActorType = "person" | "organization" | "government" | "media" | "group";
export type MentionKind = "name" | "role" | "pronoun";
export type QuoteKind = "direct" | "mixed" | "indirect";
export type PositionKind = "support" | "oppose" | "demand" | "propose" | "commit" | "warn" | "doubt" | "affirm" | "deny" | "expect";
export type Status = "suggested" | "accepted" | "corrected" | "added";
export type Unit = "codepoint" | "utf16" | "byte" | "grapheme";

/** A half-open range in the document's offset unit. */
export interface Range { start: number; end: number }

export type Clue =
  | "head" | "sought" | "antecedent" | "first" | "cue" | "opening" | "marks" | "source" | "agent" | "nobody" | "stance" | "kind" | "name" | "description"
  | "type";

/** What decided a suggestion: the words of the text, what they were taken for, and how sure that was. */
export interface Ground { clue: Clue; start?: number; end?: number; words?: string; what?: string; chance?: number }

/** All that decided a suggestion of the careful reading; its `reason` is made from it. Places count what it says itself. */
export interface Evidence { offset_unit: Unit; grounds: Ground[] }

/** What every annotation has. Unknown fields are kept. */
export interface Annotation { id: string; status: Status; reason?: string; confidence?: number; evidence?: Evidence; [field: string]: unknown }

export interface Actor extends Annotation { type: ActorType | null; name: string; role: string | null; anonymous: boolean }
export interface Mention extends Annotation { actor: string; kind: MentionKind; start: number; end: number }
export interface Quote extends Annotation {
  kind: QuoteKind; start: number; end: number; spans: [number, number][];
  cue: Range | null; source: Range | null; speaker: string | null; hedged: boolean;
  /** All who say it, the speaker first, where several do. */
  speakers?: string[];
}
export interface Position extends Annotation {
  kind: PositionKind; polarity: -1 | 0 | 1; start: number; end: number; spans: [number, number][];
  cue: Range | null; source: Range | null; holder: string | null; quote: string | null; hedged: boolean;
  /** All who hold it, the holder first, where several do. */
  holders?: string[];
}

/** The native shape, `whosaid/1`; in the page `offset_unit` is `utf16`. */
export interface Document {
  format: "whosaid/1"; offset_unit: Unit; text: string; language: string | null; title: string | null;
  /** Which reading made the suggestions: `quick 1`, `careful 1`, `partly 1` while the careful one is under way; missing where none has read the text. */
  reading?: string;
  actors: Actor[]; mentions: Mention[]; quotes: Quote[]; positions: Position[]; [field: string]: unknown;
}

/** Lists whose places the columns of `annotate` name. */
export interface Vocabulary {
  actorTypes: ActorType[]; mentionKinds: MentionKind[]; quoteKinds: QuoteKind[]; positionKinds: PositionKind[]; statuses: Status[];
  reasons: string[]; clues: Clue[];
}
export interface Format {
  id: string; name: string; extension: string; description: string; reads: boolean; writes: boolean; files: number; joins: boolean;
  /** Who needs it: the heading it stands under. */
  group: string;
}

/**
 * What `annotate` found. Offsets and lengths count UTF-16 code units, confidence is percent, `4294967295` stands for nothing, `rule` is a place in
 * `Vocabulary.reasons`, `kind` a place in its list, and `partsFrom` .. `partsTo` are row numbers in `parts`. The columns of a row:
 *
 * - actor (6): type, anonymous, rule, confidence, length of its name, length of its role: the labels stand one after the other in `labels`
 * - mention (6): start, end, actor, kind, rule, confidence
 * - quote (15): start, end, kind, cueStart, cueEnd, sourceStart, sourceEnd, speaker, hedged, rule, confidence, partsFrom, partsTo,
 *   jointFrom, jointTo
 * - position (17): start, end, kind, polarity + 1, cueStart, cueEnd, sourceStart, sourceEnd, holder, quote, hedged, rule, confidence,
 *   partsFrom, partsTo, jointFrom, jointTo
 * - part (2): start, end
 * - joint (1): an actor who says or holds it together with the speaker or holder
 * - seen (4): place among all annotations (actors, mentions, quotes, positions), length of the sentence of its reason, and the rows `from` .. `to` in
 *   `grounds`; `told` holds the sentence and then what the words of its grounds were taken for
 * - ground (5): clue, start, end, length of what its words were taken for, percent
 */
export interface Annotated {
  language: string | null; title: string | null; labels: string; told: string;
  actors: Uint32Array; mentions: Uint32Array; quotes: Uint32Array; positions: Uint32Array; parts: Uint32Array;
  joint: Uint32Array;
  seen: Uint32Array; grounds: Uint32Array;
  milliseconds: number;
}

export interface File { name: string; mime: string; text: string }
export interface Loss { what: string; count: number }
export interface Export { files: File[]; losses: Loss[] }
export interface NamedDocument { name: string; document: Document }
export interface NamedText { name: string; content: string }
export interface Import {
  articles: NamedDocument[];
  /** Texts that nobody has annotated, with what stood beside them. */
  texts: NamedDocument[];
  losses: Loss[];
  /** Lines that do not hold and were left out, in words. */
  skipped: string[];
}

/** What `read` throws; with the units to choose from where only a person can tell what the offsets count. */
export interface Refusal extends Error { units?: Unit[] }

/** What a worker posts while `annotate` works. */
export interface Progress { type: "progress"; share: number }
