/**
 * Pastes what no page would hold, on and on: `cargo xtask fuzz` runs it. The kept inputs first, then new ones until the time is over; the shortest
 * one that breaks something is kept.
 *
 *     node tests/fuzz/paste.mjs --seconds 60 --seed 1 --corpus fuzz/corpus/paste
 */
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { htmlToText, normalize, pastedText } from '../../www/io/paste.js';
import { campaign } from './campaign.mjs';

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

await campaign('paste', html, holds, { read: (bytes) => bytes.toString('utf8') });
