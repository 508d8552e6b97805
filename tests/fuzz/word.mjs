/** Word documents that no program would write: the XML in their zip, whole and broken. See campaign.mjs. */
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { docxToText } from '../../www/io/docx.js';
import { campaign } from './campaign.mjs';

/** Names that mean something there, and some that mean something to the language instead. */
const NAMES = ['w:p', 'w:r', 'w:tab', 'w:br', 'w:cr', 'w:noBreakHyphen', 'w:ins', 'w:hyperlink', 'w:tbl', 'w:tc', 'mc:AlternateContent', 'mc:Choice', 'w:txbxContent', 'p', 'a:b:r',
  'w:constructor', 'w:toString', 'w:__proto__', 'hasOwnProperty', 'w:rPr', 'w:vanish'];
/** What no reader of a document sees. */
const UNSEEN = ['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:pPr', 'w:rPr'];
const SECRET = 'SECRET';
const WORDS = ['Ada Lumen', ' ', '\n\n', '&amp;', '&#8217;', '&#0;', '&lt;b&gt;', '🦀', 'é', '<![CDATA[a]]>', '<!-- b -->', '<?c d?>', ''];
/** How deep elements may stand within another: browsers refuse more than some thousands, and this parser by itself fails on fewer. */
const DEEPEST = 500;

const words = fc.constantFrom(...WORDS);
const secret = fc.constantFrom(...UNSEEN).map((name) => `<${name}><w:t>${SECRET}</w:t></${name}>`);
const hidden = words.map((more) => `<w:r><w:rPr><w:vanish/></w:rPr><w:t>${SECRET}${more}</w:t></w:r>`);
// What is text in the format holds no elements.
const text = fc.tuple(fc.constantFrom('w:t', 't', 'a:b:t'), fc.array(words, { maxLength: 3 })).map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, words, text, text, secret, hidden, tie('element')),
  element: fc.tuple(fc.constantFrom(...NAMES), fc.array(tie('tree'), { maxLength: 5 })).map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`),
}));
const whole = fc.array(tree, { maxLength: 12 }).map((inside) => `<w:document><w:body>${inside.join('')}</w:body></w:document>`);
const deep = fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: DEEPEST })).map(([name, count]) => `<w:document>${`<${name}>`.repeat(count)}x${`</${name}>`.repeat(count)}</w:document>`);
const long = fc.tuple(tree, fc.integer({ min: 2, max: 20_000 })).map(([one, count]) => `<w:document>${one.repeat(Math.min(count, Math.floor(200_000 / Math.max(1, one.length))))}</w:document>`);
// A change may make hidden words seen, so there are none.
const broken = fc.tuple(whole, fc.nat(), fc.nat(20), fc.oneof(fc.constantFrom('<', '>', '</', '"', '<w:p>', '<!', '&', '\0'), fc.string({ maxLength: 6, unit: 'binary' })))
  .map(([xml, at, length, piece]) => [xml.replaceAll(SECRET, 'x'), at % (xml.length + 1), length, piece])
  .map(([xml, at, length, piece]) => xml.slice(0, at) + piece + xml.slice(at + length));

/** What holds for every document. @param {string} xml */
function holds(xml) {
  const text = docxToText(xml, /** @type {any} */ (new DOMParser()));
  if (typeof text !== 'string' || text !== text.trim()) throw new Error(`white space stands around the text: ${JSON.stringify(text)}`);
  if (text.length > xml.length) throw new Error('there is more text than XML');
  if (/native code|\[object/.test(text)) throw new Error(`the language itself got into the text: ${text}`);
  if (text.includes(SECRET)) throw new Error('what is hidden is in the text');
}

await campaign('word', fc.oneof({ arbitrary: whole, weight: 20 }, { arbitrary: broken, weight: 10 }, { arbitrary: deep, weight: 1 }, { arbitrary: long, weight: 1 }), holds, { read: (bytes) => bytes.toString('utf8') });
