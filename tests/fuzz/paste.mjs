/**
 * Pastes what no page would hold, on and on: `cargo xtask fuzz` runs it. The kept inputs first, then new ones until the time is over; the shortest
 * one that breaks something is kept.
 *
 *     node tests/fuzz/paste.mjs --seconds 60 --seed 1 --corpus fuzz/corpus/paste
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { htmlToText, normalize, pastedText } from '../../www/io/paste.js';

const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' }, corpus: { type: 'string' } } });
const [seconds, seed, corpus] = [Number(values.seconds), Number(values.seed), values.corpus];

/** So many times the median for its length an input may take, and what takes less than so many milliseconds says nothing. */
const TOO_LONG = 50;
const SHORT = 200;
/** Inputs count as this long at least, for what each costs by itself. */
const SHORTEST = 512;
/** How long the inputs are that hold one piece over and over, at most. */
const REPEATED = 200_000;

const TAGS = ('p div span b i a q em h1 ul li br td table tr form figure figcaption blockquote footer article main pre script style del sup ' +
  'section nav aside template svg math option select textarea title body html head p/ x').split(' ');
const ATTRIBUTES = ['hidden', 'style="display: none"', "style='x'", ' style = y', 'aria-hidden="true"', 'role=main', 'role="navigation"', 'a="<"', 'b=\'>\'', '=', '"'];
const WORDS = ['Ada Lumen', 'said', '“No,”', ' ', '\n', '\r\n', '\t', '        ', '&amp;', '&ldquo;', '&#x110000;', '&', '<', '>', '</', '<!--', '-->', '<![CDATA[', ']]>',
  '</style', '\u0000', '\ud800', '\u00a0', '🦀', 'é', 'display:', 'style=', '<?xml?>', '<!DOCTYPE html>'];

const reader = new DOMParser();
/** A browser gives every page a body; this parser has to be given one. */
const parser = { parseFromString: (/** @type {string} */ page, /** @type {string} */ type) => reader.parseFromString(`<html><body>${page}</body></html>`, type) };
const tag = fc.tuple(fc.constantFrom('<', '</'), fc.constantFrom(...TAGS), fc.option(fc.constantFrom(...ATTRIBUTES)), fc.constantFrom('>', '>', '>', '/>', ''))
  .map(([open, name, attribute, close]) => open + name + (attribute ? ` ${attribute}` : '') + close);
const piece = fc.oneof(tag, tag, fc.constantFrom(...WORDS), fc.string({ maxLength: 8, unit: 'binary' }));
const short = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
// An element that is not closed holds all that follows: browsers nest no deeper than some hundreds.
const long = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')), fc.integer({ min: 2, max: 20_000 }))
  .map(([one, count]) => one.repeat(Math.min(count, Math.floor(REPEATED / Math.max(1, one.length)), deepest(one))));
const html = fc.oneof({ arbitrary: short, weight: 30 }, { arbitrary: long, weight: 1 }, { arbitrary: fc.tuple(short, long, short).map((all) => all.join('')), weight: 1 });

/** How often a piece may be repeated, for the elements it may leave open: no browser puts a form into a form. @param {string} piece */
function deepest(piece) {
  if (/<form/i.test(piece) && !/<\/form>/i.test(piece)) return 4;
  return /<[a-z]/i.test(piece) ? 400 : Infinity;
}

/** What holds for every paste. @param {string} input */
function holds(input) {
  const text = htmlToText(input, parser);
  if (typeof text !== 'string' || !text.isWellFormed() || text.includes('\r')) throw new Error('the text is not normalized');
  if (text !== text.trim()) throw new Error('white space stands around the text');
  if (normalize(text) !== text) throw new Error('normalized twice it is another');
  const data = { getData: (/** @type {string} */ type) => (type === 'text/html' ? input : 'plain') };
  const pasted = pastedText(data, parser);
  if (!pasted) throw new Error('the plain text is lost');
}

/** @type {number[]} the milliseconds for 1 kB of the inputs so far */
const times = [];
let median = 0;

/** The milliseconds that the processor works on an input: a busy machine makes none longer. @param {string} input */
function timed(input) {
  const begun = process.cpuUsage();
  holds(input);
  return process.cpuUsage(begun).user / 1000;
}

/** @param {string} input */
function attempt(input) {
  const kilobytes = Math.max(input.length, SHORTEST) / 1024;
  const took = timed(input);
  times.push(took / kilobytes);
  if (times.length === 2000) {
    median = times.sort((a, b) => a - b)[1000];
    times.length = 0;
  }
  const most = TOO_LONG * median * kilobytes;
  if (!median || took < SHORT || took <= most) return;
  // Collecting garbage makes any input take long once.
  const least = Math.min(...Array.from({ length: 5 }, () => timed(input)));
  if (least >= SHORT && least > most) throw new Error(`takes ${Math.round(least)} ms for ${input.length} characters, ${Math.round(least / median / kilobytes)} times as long for its length as others`);
}

mkdirSync(corpus, { recursive: true });
let executions = 0;
/** @type {string[]} */
const findings = [];
const kept = readdirSync(corpus).sort();
for (const name of kept) {
  executions += 1;
  try {
    attempt(readFileSync(join(corpus, name), 'utf8'));
  } catch (error) {
    findings.push(`${join(corpus, name)}: ${error instanceof Error ? error.message : error}`);
  }
}
if (seconds > 0) {
  const run = fc.check(fc.property(html, (input) => {
    executions += 1;
    attempt(input);
  }), { seed, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false });
  if (run.failed && run.counterexample) {
    const [input] = run.counterexample;
    const path = join(corpus, createHash('sha256').update(input).digest('hex').slice(0, 16));
    writeFileSync(path, input);
    findings.push(`${path}: ${run.errorInstance instanceof Error ? run.errorInstance.stack : run.errorInstance}`);
  }
}
findings.forEach((finding) => console.error(`paste: ${finding}`));
console.log(`paste\t${kept.length} kept\t${executions} executions\t${seconds} s\t-\t-\t${findings.length} findings`);
process.exitCode = findings.length ? 1 : 0;
