/** What the tests of the page share: documents written by us, and random ones. */
import fc from 'fast-check';
import { NONE } from '../../www/core/columns.js';
import { WORDS } from '../../www/state/edit-judge.js';

export const TEXT =
  'Mayor Ada Quill said the bridge “will open in May” 🌉. She warned that costs could rise.\n' +
  'Rowan Pike, a teacher, called it “a mistake”. “It is late,” Pike added, “and it is dear.”\n';

/** The half-open place of the nth occurrence of some words. */
export function at(words, text = TEXT, nth = 1) {
  let start = -1;
  for (let i = 0; i < nth; i++) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`The text does not hold ${words}.`);
  return { start, end: start + words.length };
}

const suggested = { status: 'suggested', reason: 'It is written like a name.', confidence: 0.8 };

/** A small document with everything in it. */
export function sample() {
  const late = at('It is late,');
  const dear = at('and it is dear');
  return {
    format: 'whosaid/1',
    offset_unit: 'utf16',
    text: TEXT,
    language: 'en',
    title: 'A bridge',
    made_by: { tool: 'another' },
    actors: [
      { id: 'a1', type: 'person', name: 'Ada Quill', role: 'Mayor', anonymous: false, ...suggested },
      { id: 'a2', type: 'person', name: 'Rowan Pike', role: 'a teacher', anonymous: false, ...suggested, color: 'red' },
    ],
    mentions: [
      { id: 'm1', actor: 'a1', kind: 'name', ...at('Ada Quill'), ...suggested },
      { id: 'm2', actor: 'a1', kind: 'pronoun', ...at('She'), ...suggested },
      { id: 'm3', actor: 'a2', kind: 'name', ...at('Rowan Pike'), ...suggested },
      { id: 'm4', actor: 'a2', kind: 'name', ...at('Pike', TEXT, 2), ...suggested },
    ],
    quotes: [
      quote('q1', 'mixed', at('the bridge “will open in May'), at('said'), at('Mayor Ada Quill'), 'a1'),
      quote('q2', 'indirect', at('costs could rise'), at('warned'), at('She'), 'a1'),
      quote('q3', 'direct', at('a mistake'), at('called'), at('Rowan Pike'), 'a2'),
      {
        ...quote('q4', 'direct', { start: late.start, end: dear.end }, at('added'), at('Pike', TEXT, 2), 'a2'),
        spans: [
          [late.start, late.end],
          [dear.start, dear.end],
        ],
      },
    ],
    positions: [
      {
        id: 'p1', kind: 'warn', polarity: 0, ...at('costs could rise'), spans: [Object.values(at('costs could rise'))],
        cue: at('warned'), source: at('She'), holder: 'a1', quote: 'q2', hedged: false, ...suggested,
      },
      {
        id: 'p2', kind: 'oppose', polarity: -1, ...at('it'), spans: [Object.values(at('it'))],
        cue: at('a mistake'), source: at('Rowan Pike'), holder: 'a2', quote: 'q3', hedged: false, ...suggested,
      },
    ].sort((a, b) => a.start - b.start),
  };
}

function quote(id, kind, content, cue, source, speaker) {
  return { id, kind, ...content, spans: [[content.start, content.end]], cue, source, speaker, hedged: false, ...suggested };
}

/** Character boundaries of a text. */
export function boundaries(text) {
  const places = [];
  for (let at = 0; at <= text.length; at++) {
    const low = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    const high = at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (!(low && high)) places.push(at);
  }
  return places;
}

const piece = fc.constantFrom('a', 'said ', '“', '”', '🌉', 'é', '\n', 'x y', '👩‍🚀', 'e\u0301', 'ש', '. ');
export const texts = fc.array(piece, { minLength: 2, maxLength: 60 }).map((all) => all.join(''));

/** A span as two fractions, made real by `spanIn`. */
export const fractions = fc.tuple(fc.nat(1000), fc.nat(1000));

export function spanIn(text, [a, b]) {
  const places = boundaries(text);
  const from = Math.min(Math.floor((Math.min(a, b) / 1001) * places.length), places.length - 2);
  const to = Math.max(from + 1, Math.floor((Math.max(a, b) / 1001) * places.length));
  return { start: places[from], end: places[to] };
}

const word = (kind) => fc.constantFrom(...WORDS[kind]);
const note = fc.constantFrom(suggested, { status: 'accepted' }, { status: 'corrected' }, { status: 'added' });
const flag = fc.boolean();

/** A random valid document; ids are not in a row, items in text order. */
export const documents = fc
  .record({
    text: texts,
    actors: fc.array(fc.record({ type: word('actor'), anonymous: flag, note }), { minLength: 1, maxLength: 4 }),
    mentions: fc.array(fc.record({ span: fractions, actor: fc.nat(9), kind: word('mention'), note }), { maxLength: 8 }),
    quotes: fc.array(fc.record({ span: fractions, cue: fc.option(fractions), speaker: fc.option(fc.nat(9)), kind: word('quote'), note }), { maxLength: 6 }),
    positions: fc.array(
      fc.record({ span: fractions, holder: fc.option(fc.nat(9)), quote: fc.option(fc.nat(9)), kind: word('position'), note }),
      { maxLength: 6 },
    ),
  })
  .map(({ text, actors, mentions, quotes, positions }) => {
    const pick = (list, n, prefix) => (n === null || !list.length ? null : `${prefix}${2 * (n % list.length) + 1}`);
    const sorted = (list) => list.sort((a, b) => a.start - b.start || b.end - a.end);
    const spans = ({ start, end }) => ({ start, end, spans: [[start, end]] });
    return {
      format: 'whosaid/1', offset_unit: 'utf16', text, language: 'en', title: null, kept: [1, 2],
      actors: actors.map((a, i) => ({ id: `a${2 * i + 1}`, name: `N${i}`, role: null, type: a.type, anonymous: a.anonymous, ...a.note })),
      mentions: sorted(mentions.map((m, i) => ({ id: `m${2 * i + 1}`, actor: pick(actors, m.actor, 'a'), kind: m.kind, ...spanIn(text, m.span), ...m.note }))),
      quotes: sorted(quotes.map((q, i) => ({
        id: `q${2 * i + 1}`, kind: q.kind, ...spans(spanIn(text, q.span)), cue: q.cue && spanIn(text, q.cue), source: null,
        speaker: pick(actors, q.speaker, 'a'), hedged: false, ...q.note,
      }))),
      positions: sorted(positions.map((p, i) => ({
        id: `p${2 * i + 1}`, kind: p.kind, polarity: 0, ...spans(spanIn(text, p.span)), cue: null, source: null,
        holder: pick(actors, p.holder, 'a'), quote: pick(quotes, p.quote, 'q'), hedged: false, ...p.note,
      }))),
    };
  });

/** Freezes everything, so that an edit that changes in place fails. */
export function frozen(value) {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** The lists that columns name. */
export const VOCABULARY = {
  actorTypes: ['person', 'organization', 'government', 'media', 'group'],
  mentionKinds: ['name', 'role', 'pronoun'],
  quoteKinds: ['direct', 'mixed', 'indirect'],
  positionKinds: ['support', 'oppose', 'demand', 'propose', 'commit', 'warn', 'doubt', 'affirm', 'deny', 'expect'],
  statuses: ['suggested', 'accepted', 'corrected', 'added'],
  reasons: ['It is written like a name.', 'It follows a verb of saying.'],
  clues: ['cue', 'agent'],
};

/** What the core gives for `TEXT`, or for a text that holds the same words. */
export function columns(text = TEXT) {
  const row = (words) => Object.values(at(words, text));
  const [late, dear] = [row('It is late,'), row('and it is dear')];
  return {
    language: 'en', title: undefined, milliseconds: 3,
    labels: 'Ada QuillMayorRowan Pike',
    actors: Uint32Array.of(0, 0, 0, 80, 9, 5, NONE, 1, NONE, NONE, 10, NONE),
    mentions: Uint32Array.of(...row('Ada Quill'), 0, 0, 0, 80, ...row('She'), 0, 2, 1, NONE),
    quotes: Uint32Array.of(
      ...row('costs could rise'), 2, ...row('warned'), ...row('She'), 0, 1, 1, 62, 0, 1, 0, 1,
      late[0], dear[1], 0, NONE, NONE, NONE, NONE, NONE, 0, NONE, NONE, 1, 3, 1, 1,
    ),
    positions: Uint32Array.of(...row('costs could rise'), 5, 0, ...row('warned'), NONE, NONE, 0, 0, 0, 1, 90, 0, 1, 1, 2),
    parts: Uint32Array.of(...row('costs could rise'), ...late, ...dear),
    joint: Uint32Array.of(1, 1),
    seen: new Uint32Array(), grounds: new Uint32Array(), told: '',
  };
}

/** Like localStorage, with room for values of this length. */
export function fakeJournal(room = Infinity) {
  const map = new Map();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
    removeItem: (key) => void map.delete(key),
    key: (i) => [...map.keys()][i] ?? null,
    get length() {
      return map.size;
    },
  };
}
