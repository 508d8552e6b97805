/**
 * How the page speaks about annotations: the names of kinds, confidence in words, and one sentence for each annotation.
 *
 * It reads documents and changes nothing.
 *
 * @module
 */

import { agentsOf } from '../state/agents.js';
import { levelOf } from '../state/certain.js';
import { find } from '../state/items.js';
import { wordsOf as wordsIn } from '../state/measures.js';
import { shorten } from './dom.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Ref} Ref */
/** @typedef {import('../state/types.js').Quote} Quote */
/** @typedef {import('../state/types.js').Position} Position */

/**
 * The verb stands by itself only: “denies” before the words “There was no agreement” would say the opposite of what their speaker says, while a
 * “denial” holds them as it holds “the state was liable”.
 * @type {Record<import('../state/types.js').PositionKind, {verb: string, noun: string, sign: string, meaning: string}>}
 */
export const STANCES = {
  support: { verb: 'supports', noun: 'support', sign: '+', meaning: 'is for it' },
  oppose: { verb: 'opposes', noun: 'opposition', sign: '−', meaning: 'is against it' },
  demand: { verb: 'demands', noun: 'demand', sign: '!', meaning: 'says that it must be' },
  propose: { verb: 'proposes', noun: 'proposal', sign: '›', meaning: 'puts it forward' },
  commit: { verb: 'commits to', noun: 'commitment', sign: '→', meaning: 'binds itself to it' },
  warn: { verb: 'warns of', noun: 'warning', sign: '△', meaning: 'says that harm will follow' },
  doubt: { verb: 'doubts', noun: 'doubt', sign: '?', meaning: 'is skeptical' },
  affirm: { verb: 'affirms', noun: 'affirmation', sign: '=', meaning: 'says that it is so' },
  deny: { verb: 'denies', noun: 'denial', sign: '≠', meaning: 'says that it is not so' },
  expect: { verb: 'expects', noun: 'expectation', sign: '…', meaning: 'hopes for it or predicts it' },
};

/** @type {Record<import('../state/types.js').QuoteKind, {name: string, meaning: string}>} */
export const QUOTES = {
  direct: { name: 'Direct quote', meaning: 'word for word, in quotation marks' },
  mixed: { name: 'Mixed quote', meaning: 'partly in quotation marks' },
  indirect: { name: 'Paraphrase', meaning: 'retold by the reporter' },
};

/** @type {Record<import('../state/types.js').ActorType, string>} */
export const TYPES = { person: 'Person', organization: 'Organization', government: 'Government', media: 'Media', group: 'Group' };
/** @type {Record<import('../state/types.js').MentionKind, string>} */
export const MENTIONS = { name: 'by name', role: 'by description', pronoun: 'by pronoun' };
/** @type {Record<import('../state/types.js').Status, {words: string, sign: string}>} */
export const STATUSES = {
  suggested: { words: 'Suggested', sign: '' },
  accepted: { words: 'Accepted', sign: '✓' },
  corrected: { words: 'Corrected', sign: '✎' },
  added: { words: 'Added by you', sign: '＋' },
};

/** How certain a mark is, as it stands beside it; `words` says it aloud. What is sure needs no sign. @type {Record<import('../state/certain.js').Level, {sign: string, words: string, meaning: string}>} */
export const CERTAINTIES = {
  accepted: { sign: '✓', words: '', meaning: 'you accepted, corrected or added it' },
  sure: { sign: '', words: '', meaning: 'at least 8 in 10 like it are right' },
  fair: { sign: '◐', words: 'fairly sure', meaning: 'fairly sure: 6 or 7 in 10 are right' },
  doubtful: { sign: '○', words: 'doubtful', meaning: 'doubtful: fewer are right' },
};

/**
 * The name that the page uses for an actor, or for nobody.
 * @param {Doc} doc
 * @param {string|null} id
 */
export function nameOf(doc, id) {
  if (id === null) return 'nobody named';
  return find(doc, { kind: 'actor', id })?.name ?? 'unknown';
}

/**
 * The names of all who stand behind a quote or position, as in “Ann Lee, Bo Hale and the union”.
 * @param {Doc} doc
 * @param {import('../state/types.js').Quote|import('../state/types.js').Position} item
 */
export function peopleOf(doc, item) {
  const names = agentsOf(item).map((id) => nameOf(doc, id));
  if (names.length < 2) return names[0] ?? nameOf(doc, null);
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/**
 * Confidence as a reader understands it.
 * @param {number|null|undefined} confidence 0 to 1
 */
export function certainty(confidence) {
  if (confidence === null || confidence === undefined) return '';
  const tenth = Math.round(confidence * 10);
  if (tenth >= 10) return 'Suggestions like this are nearly always right.';
  if (tenth <= 0) return 'Suggestions like this are rarely right.';
  const words = { accepted: '', sure: 'Quite sure', fair: 'Fairly sure', doubtful: 'Doubtful' }[levelOf({ status: 'suggested', confidence })];
  return `${words}: about ${tenth} in 10 suggestions like this are right.`;
}

/**
 * An annotation in one phrase, as "Direct quote by Ilse Marrow".
 * @param {Doc} doc
 * @param {Ref} ref
 */
export function titleOf(doc, ref) {
  switch (ref.kind) {
    case 'quote': {
      const quote = find(doc, { kind: 'quote', id: ref.id });
      return quote ? `${QUOTES[quote.kind].name}${quote.speaker === null ? ', nobody named' : ` by ${peopleOf(doc, quote)}`}` : '';
    }
    case 'position': {
      const position = find(doc, { kind: 'position', id: ref.id });
      return position ? `${capital(peopleOf(doc, position))} ${STANCES[position.kind].verb}` : '';
    }
    case 'mention': {
      const mention = find(doc, { kind: 'mention', id: ref.id });
      return mention ? `${nameOf(doc, mention.actor)}, ${MENTIONS[mention.kind]}` : '';
    }
    default:
      return nameOf(doc, ref.id);
  }
}

/**
 * Whose stance it is and of which kind, to stand before the words that it is taken in or on: "Denial by Ilse Marrow".
 * @param {Doc} doc
 * @param {Position} position
 */
export function stanceOf(doc, position) {
  return `${capital(STANCES[position.kind].noun)}${position.holder === null ? ', nobody named' : ` by ${peopleOf(doc, position)}`}`;
}

/** Nothing but what stands between two marks. */
const MARKED = /^[“"„«]([^“”"„«»]*)[”"“»]$/u;

/** Words of the article within marks of the page's own. @param {string} words */
export const inMarks = (words) => `“${words.trim().replace(MARKED, '$1')}”`;

/**
 * What is read out when an annotation is reached: "Direct quote by Ilse Marrow: This is not the end…".
 * @param {Doc} doc
 * @param {Ref} ref
 */
export function sentenceOf(doc, ref) {
  const item = find(doc, ref);
  if (!item) return '';
  const said = 'start' in item ? shorten(wordsIn(doc, item), 160) : '';
  const words = said && `: ${ref.kind === 'position' ? inMarks(said) : said}`;
  const status = item.status === 'suggested' ? '' : `, ${STATUSES[item.status].words.toLowerCase()}`;
  const sure = CERTAINTIES[levelOf(item)].words;
  const title = 'polarity' in item ? stanceOf(doc, item) : titleOf(doc, ref);
  return `${title}${status}${words}${sure && ` (${sure})`}`;
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {unknown} error */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What a list without rows says: it must not deny what is only hidden, nor what nobody has looked for.
 * @param {Doc} doc the document, hidden suggestions and all @param {'actors'|'quotes'|'positions'} list @param {string} none what the list says when
 *   that is nothing
 */
export function lacking(doc, list, none) {
  if (doc[list].length > 0) return 'What Whosaid suggests is hidden for now.';
  if (doc.unread) return 'The text has not been read to its end yet.';
  if (doc.unmarked) return 'Whosaid has not read this text.';
  return isForeign(doc) ? 'Whosaid reads English and has not read this text.' : none;
}

/** Whether nobody has read a text, so that what is not marked there says nothing. @param {Doc} doc */
export const isUnknown = (doc) => Boolean(doc.unread || doc.unmarked) || isForeign(doc);

/** Whether a text is in a language that the core does not read. @param {Doc} doc */
export const isForeign = ({ language }) => !!language && !/^en\b/i.test(language);

/** Why something is not saved, and which article where that is not the one that is shown. @param {Exclude<import('../state/types.js').Saved, string>} saved */
export const unsavedWords = ({ error, left }) => (left ? `“${left.title}” is not saved. ${error.message}` : error.message);
