/**
 * News-like text of any length, made from words written for this project. The same seed gives the same text.
 *
 * Names are put together from syllables, so that hardly any repeats: a program that remembers what it has seen gains little.
 *
 * @module
 */

const FIRST = ['Ada', 'Rowan', 'Ilse', 'Tomas', 'Petra', 'Jonas', 'Amara', 'Selim', 'Noor', 'Bram', 'Lucia', 'Edda', 'Oskar', 'Mina'];
const SYLLABLES = ['al', 'bren', 'cor', 'dal', 'el', 'fen', 'gar', 'hol', 'is', 'jor', 'kel', 'lun', 'mar', 'nor', 'ost', 'per', 'quil', 'ros', 'sel', 'tar', 'ul', 'ver', 'wen', 'yar', 'zan'];
const OFFICES = ['Foreign Minister', 'Mayor', 'Prime Minister', 'Senator', 'Chief Executive', 'Judge', 'Professor'];
const BODIES = ['the Harbor Council', 'the Transport Ministry', 'the Bakers’ Union', 'the Northern Party', 'the Court of Appeal', 'the Institute for Tides'];
const SAID = ['said', 'told reporters', 'added', 'argued', 'insisted', 'announced', 'conceded', 'warned'];
const CLAUSES = [
  'the bridge would stay closed until the inspection was over',
  'nobody had been asked before the tariff was raised',
  'the figures for the spring were better than expected',
  'the agreement leaves the smaller towns without a clinic',
  'a new vote will be needed before the end of the year',
  'the committee had known about the leak for months',
  'the second ferry should run again by Monday morning',
];
const THINGS = ['the new tariff', 'the harbor plan', 'a second inquiry', 'the wage offer', 'early elections', 'the closure of the school'];
const PLAIN = [
  'The talks had been delayed twice, most recently because of a storm that flooded the lower town.',
  'About 2,400 people live on the island, and most of them depend on the ferry for work.',
  'Prices rose by 3.5 percent in March, the steepest increase in four years.',
  'The hearing continues on Thursday, when three more witnesses are expected.',
];

/** The first words of news, as they stand there. @param {number} count @param {number} [seed] */
export const newsWords = (count, seed) => newsText(count * 8, seed).split(/(?<=\s)(?=\S)/).slice(0, count).join('').trim();

/** A small generator of random numbers from 0 to 1 (mulberry32). @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Paragraphs of news, at most `length` UTF-16 units of them.
 * @param {number} length
 * @param {number} [seed]
 */
export function newsText(length, seed = 1) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  const surname = () => capital(pick(SYLLABLES) + pick(SYLLABLES) + (next() < 0.4 ? pick(SYLLABLES) : ''));
  const town = () => capital(pick(SYLLABLES) + pick(['burg', 'ford', 'haven', 'mouth', 'stad']));
  const sentences = [
    (who) => `“${capital(pick(CLAUSES))},” ${who.last} ${pick(SAID)}. “${capital(pick(CLAUSES))}.”`,
    (who) => `${who.office} ${who.full} ${pick(SAID)} that ${pick(CLAUSES)}.`,
    (who) => `${who.last} ${pick(['supports', 'opposes', 'rejected', 'welcomed', 'called for', 'criticized'])} ${pick(THINGS)}, according to ${pick(BODIES)}.`,
    (who) => `${capital(pick(BODIES))} of ${town()} described the decision as “${pick(CLAUSES)}” after ${who.last} had ${pick(['left', 'spoken', 'resigned'])}.`,
    () => pick(PLAIN),
    () => `In ${town()}, officials familiar with the matter said ${pick(CLAUSES)}.`,
  ];
  const paragraphs = [];
  for (let size = 0; ; ) {
    const last = surname();
    const who = { last, full: `${pick(FIRST)} ${last}`, office: pick(OFFICES) };
    const count = 2 + Math.floor(next() * 3);
    const paragraph = Array.from({ length: count }, () => pick(sentences)(who)).join(' ');
    if (size + paragraph.length + 2 > length) return paragraphs.length ? paragraphs.join('\n\n') : paragraph.slice(0, length);
    paragraphs.push(paragraph);
    size += paragraph.length + 2;
  }
}

/** The value below which this share of the values lies. @param {number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);
