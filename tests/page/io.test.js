import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOMParser } from 'linkedom';
import { decodeBytes, FileError, MAX_BYTES } from '../../www/io/decode.js';
import { openFiles } from '../../www/io/files.js';
import { pack } from '../../www/io/handout.js';
import { htmlToText, normalize, pastedText, plainText } from '../../www/io/paste.js';
import { zipped } from '../support/zip.js';
import { sample } from './support.js';

const parser = new DOMParser();
const text = (html) => htmlToText(`<html><head><title>T</title></head><body>${html}</body></html>`, parser);

const cases = {
  'paragraphs and headings': ['<h1>Bridge to open</h1>\n<p>One\n  line.</p><p>Two.</p>', 'Bridge to open\n\nOne line.\n\nTwo.'],
  'inline mark-up': ['<p>The <b>may</b>or <a href="x">said <i>so</i></a>.</p>', 'The mayor said so.'],
  'spaces between inline elements': ['<p><b>One</b> <i>two</i></p>', 'One two'],
  'list items on their own lines': ['<p>List:</p><ul><li>one</li> <li><p>two</p></li></ul>end', 'List:\n\none\ntwo\n\nend'],
  'line breaks': ['One<br>two<br><br>three', 'One\ntwo\n\nthree'],
  'no captions': ['<p>A</p><figure><img alt="x"><figcaption>The bridge</figcaption></figure><p>B</p>', 'A\n\nB'],
  'the caption of a quotation': ['<figure><blockquote>It is late.</blockquote><figcaption>Pike</figcaption></figure>', 'It is late.\n\nPike'],
  'nothing that calls itself navigation or an aside': ['<p>A</p><div role="navigation">Home</div><div role="complementary">More</div>', 'A'],
  'no scripts, styles or navigation': ['<nav>Home</nav><style>p{}</style><p>A<script>x()</script></p><aside>More</aside><footer>©</footer>', 'A'],
  'nothing hidden': ['<p>A<span hidden>x</span><span style="display: none">y</span><span aria-hidden="true">z</span></p>', 'A'],
  'nothing hidden by a style or a design': ['<p>A<b style="visibility:hidden">x</b> <i class="b sr-only">y</i> <i class="visually-hidden">z</i></p>', 'A'],
  'nothing that was struck out, and no reading aid': ['<p>It <del>stops</del><s>ends</s>goes, <ruby>Ada<rp>(</rp><rt>ay</rt></ruby>.</p>', 'It goes, Ada.'],
  'the marks of quotations': ['<p>She said <q>he said <q>no</q> twice</q>.</p>', 'She said “he said ‘no’ twice”.'],
  'no numbers of footnotes': ['<p>“No,”<sup>3</sup> she said.<sup><a href="#n">[12]</a></sup> The plan<sup>*</sup> ended.</p>', '“No,” she said. The plan ended.'],
  'raised letters and measures': ['<p>The 1<sup>st</sup> of 20 m<sup>2</sup>, 10<sup>6</sup>.</p>', 'The 1st of 20 m², 10⁶.'],
  'pictures of signs': ['<p>The ferry <img alt="🚢"> is <img alt="a boat">done.</p>', 'The ferry 🚢 is done.'],
  'who is quoted in a block': ['<blockquote><p>It is late.</p><footer>Pike</footer></blockquote>', 'It is late.\n\nPike'],
  'entities': ['<p>&ldquo;A &amp; B&rdquo; &lt;b&gt; caf&eacute;</p>', '“A & B” <b> café'],
  'no-break spaces as they are': ['<p>5\u00a0km</p>', '5\u00a0km'],
  'cells apart': ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  'preformatted lines': ['<pre>a\n  b</pre>', 'a\n  b'],
  'a page that is one form': ['<form id="all"><div><p>Some words.</p><p>More.</p></div></form>', 'Some words.\n\nMore.'],
  'no form in a page': ['<p>Some words of the article.</p><form><p>Sign up</p></form>', 'Some words of the article.'],
  'no text': ['<p> </p>', ''],
};
for (const [what, [html, expected]] of Object.entries(cases)) {
  test(`HTML keeps ${what}`, () => assert.equal(text(html), expected));
}

test('of a page with one main article only that is read', () => {
  const article = `<article><h1>Title</h1>${'<p>Some words of the article.</p>'.repeat(9)}</article>`;
  const page = `<div>Offers of the day</div><main><p>Share</p>${article}</main><div>Read more</div>`;
  assert.ok(text(page).startsWith('Title\n\nSome words'));
  assert.ok(text(page).endsWith('article.'));
  const teasers = '<article>One teaser</article><article>Two teaser</article>';
  assert.equal(text(`${teasers}<p>Some text that stands between all the teasers</p>`).includes('Some text'), true);
});

test('a long page takes time in step with its length', () => {
  // The processor's time, because a busy machine may leave this test waiting.
  const begun = process.cpuUsage();
  const out = text('<p>Some words of <b>the</b> article.</p>'.repeat(20_000));
  assert.equal(out.length, 20_000 * 28 - 2);
  assert.ok(process.cpuUsage(begun).user < 5_000_000);
});

const slow = {
  'many forms': '<form>a</form>'.repeat(30_000),
  'a figure of captions': `<figure>${'<figcaption>a</figcaption>'.repeat(25_000)}</figure>`,
  'a line in many pieces': '<'.repeat(300_000),
  'articles in articles': `${'<article>'.repeat(300)}${'Some words of the article. '.repeat(60_000)}`,
  'spaces before the end of many lines': `<pre>${`a${' '.repeat(100_000)}b`.repeat(4)}</pre><p>c</p>`,
};
for (const [what, html] of Object.entries(slow)) {
  test(`time stays in step with the length of ${what}`, () => {
    const begun = process.cpuUsage();
    text(html);
    assert.ok(process.cpuUsage(begun).user < 3_000_000, `${process.cpuUsage(begun).user} microseconds`);
  });
}

test('a paste is read as HTML where that has paragraphs', () => {
  const data = (all) => ({ getData: (type) => all[type] ?? '' });
  const html = '<html><body><p>A</p><p>B</p></body></html>';
  assert.equal(pastedText(data({ 'text/html': html, 'text/plain': 'A B' }), parser), 'A\n\nB');
  assert.equal(pastedText(data({ 'text/html': '<meta><span>A</span>', 'text/plain': 'A\r\nB' }), parser), 'A\nB');
  assert.equal(pastedText(data({}), parser), '');
  const source = '<!DOCTYPE html>\n<html><head><title>T</title></head><body><nav>Home</nav><p>A</p><p>B</p></body></html>\n';
  assert.equal(pastedText(data({ 'text/plain': source }), parser), 'A\n\nB');
  assert.equal(pastedText(data({ 'text/plain': '<html> is a tag, she said.' }), parser), '<html> is a tag, she said.');
});

test('the source of a page, or of a part of one, is read as the article it holds, also where it is typed', () => {
  const cases = {
    '<p>A <em>b</em></p>\n<p>C &amp; D</p>\n': 'A b\n\nC & D',
    '<h1 class="x">A</h1><p>B</p>': 'A\n\nB',
    '<!-- saved --><div><p>A</p><script>x()</script></div>': 'A',
    '  <blockquote><p>A</p></blockquote>': 'A',
    '<ul><li>A</li><li>B</li></ul>': 'A\nB',
    // Words, not a page.
    '<p> stands for a paragraph, she said.': '<p> stands for a paragraph, she said.',
    'He wrote <p>A</p>': 'He wrote <p>A</p>',
    '<pleased> she said </pleased>': '<pleased> she said </pleased>',
    '<p></p>': '<p></p>',
    'A\r\nB': 'A\nB',
  };
  // As browsers do, where this parser leaves a fragment without a body.
  const whole = { parseFromString: (html, type) => parser.parseFromString(`<html><body>${html}</body></html>`, type) };
  for (const [text, expected] of Object.entries(cases)) assert.equal(plainText(text, whole), expected, text);
});

test('text is normalized in line ends and lone surrogates only', () => {
  assert.equal(normalize('a\r\nb\rc \u00a0e\u0301\ud800x🌉'), 'a\nb\nc \u00a0e\u0301\ufffdx🌉');
});

/** A core that knows JSON and standoff, and remembers what it was given to read. */
function fakeCore(read) {
  const seen = [];
  return {
    seen,
    recognize: async (name, content) => (/^\s*[{[]/.test(content) ? 'json' : content.startsWith('T1\t') ? 'brat' : null),
    isCompanion: async (name) => name.endsWith('.conf'),
    async read(files, unit) {
      seen.push(files.map(({ name, content }) => `${name}=${content}`).join(' + '));
      if (read) return read(files, unit);
      return files[0].content === '[]' ? { articles: [], texts: [], losses: [], skipped: [] } : { articles: [{ name: files[0].name, doc: sample() }], texts: [], losses: [{ what: 'notes', count: 1 }], skipped: [] };
    },
  };
}
const files = (all) => Object.entries(all).map(([name, content]) => new File([content], name));
const open = (all, options, core = fakeCore()) => openFiles(files(all), core, { parser, ...options });
const textIn = async (all) => (await open(all)).texts.map(({ text }) => text);

test('tells text, pages and annotations by what is in them', async () => {
  assert.deepEqual(await textIn({ 'a.txt': '\ufeffOne\r\ntwo' }), ['One\ntwo']);
  assert.deepEqual(await textIn({ 'a.HTML': '<html><body><p>One</p></body></html>' }), ['One']);
  assert.deepEqual(await textIn({ saved: '<!doctype html><html><body><p>One</p></body></html>' }), ['One']);
  assert.deepEqual(await textIn({ README: 'One' }), ['One']);
  for (const name of ['a.json', 'a.txt', 'a']) assert.deepEqual((await open({ [name]: ' {"x": 1}' })).articles.map((one) => one.name), [name]);
});

test('opens several files at once, a text with its annotations as one', async () => {
  const core = fakeCore();
  const all = { 'a.ann': 'T1\tx', 'a.txt': 'One', 'annotation.conf': '[x]', 'b.txt': 'Two', 'c.json': '{}', 'd.txt': ' ', 'e.ann': '', 'e.txt': 'Five' };
  const { texts, articles, losses, errors } = await open(all, {}, core);
  assert.deepEqual(texts, [{ name: 'b.txt', text: 'Two' }]);
  assert.deepEqual(core.seen, ['a.ann=T1\tx + a.txt=One', 'c.json={}', 'e.ann= + e.txt=Five']);
  assert.deepEqual(articles.map(({ name }) => name), ['a.ann', 'c.json', 'e.ann']);
  assert.deepEqual(losses, [{ what: 'notes', count: 3 }]);
  assert.deepEqual(errors.map(({ code, file }) => [code, file]), [['empty', 'd.txt']]);
});

test('a file that fails says why, and keeps no other from opening', async () => {
  const core = fakeCore(() => { throw new Error('a.ann, line 2: no end. Export it again.'); });
  const { texts, articles, errors } = await open({ 'a.ann': 'T1\tx', 'a.txt': 'One', 'b.txt': 'Two' }, {}, core);
  assert.deepEqual([texts.length, articles.length], [1, 0], 'the text beside is not opened by itself');
  assert.deepEqual(errors.map(({ message, files: again }) => [message, again.map(({ name }) => name)]), [['a.ann, line 2: no end. Export it again.', ['a.ann', 'a.txt']]]);
});

test('what offsets count is asked for, not guessed', async () => {
  const core = fakeCore((all, unit) => {
    if (unit) return { articles: [{ name: unit, doc: sample() }], texts: [], losses: [], skipped: [] };
    throw Object.assign(new Error('a.json: which unit?'), { units: ['codepoint', 'utf16'] });
  });
  const { errors: [error] } = await open({ 'a.json': '{}' }, {}, core);
  assert.deepEqual([error.code, error.units], ['unit', ['codepoint', 'utf16']]);
  const again = await openFiles(error.files, core, { unit: error.units[1] });
  assert.deepEqual(again.articles.map(({ name }) => name), ['utf16']);
});

test('what is in a zip opens as if it had been picked', async () => {
  const parts = [['x/a.ann', 'T1\tx'], ['x/a.txt', 'One é'], ['__MACOSX/x/._a.txt', 'rubbish'], ['b.txt', 'Two']];
  const { blob } = await pack(parts.map(([name, text]) => ({ name, mime: 'text/plain', text })), 'all.zip');
  const core = fakeCore();
  const { texts, errors } = await openFiles([new File([blob], 'all.zip')], core, { parser });
  assert.deepEqual([core.seen, texts, errors], [['x/a.ann=T1\tx + x/a.txt=One é'], [{ name: 'b.txt', text: 'Two' }], []]);
});

test('a deflated entry is read, a damaged or an endless one refused', async () => {
  const text = 'Mayor Quill said so. '.repeat(2000);
  const whole = zipped({ 'a.txt': text });
  assert.deepEqual(await textIn({ 'a.zip': whole }), [text]);
  for (const [what, bytes] of [['its end is missing', whole.subarray(0, 60)], ['its middle is damaged', Buffer.from(whole).fill(0xff, 40, 60)]]) {
    const { texts, errors } = await open({ 'a.zip': bytes });
    assert.deepEqual([texts.length, errors.map(({ code }) => code)], [0, ['content']], what);
  }
  const bomb = zipped({ 'a.txt': Buffer.alloc(MAX_BYTES + 1, 'a') });
  assert.deepEqual((await open({ 'a.zip': bomb })).errors.map(({ code }) => code), ['size']);
});

test('a file in a zip that was altered after it was packed is told and not opened, stored or deflated; the others are', async () => {
  const packed = await pack([['a.txt', 'Pike agreed.'], ['b.txt', 'Quill agreed.'], ['c.txt', 'Two.']].map(([name, text]) => ({ name, mime: 'text/plain', text })), 'all.zip');
  const stored = Buffer.from(await packed.blob.arrayBuffer());
  // The words are in it as they are: a single letter makes the opposite of them.
  for (const words of ['Pike agreed.', 'Quill agreed.']) stored.write(words.replace('agreed', 'argued'), stored.indexOf(words));
  const deflated = zipped({ 'a.txt': 'Pike agreed.', 'c.txt': 'Two.', 'b.txt': 'Quill agreed.' });
  // What an archive says of the sum and the length counts as much as the content.
  const entryOf = (name) => deflated.lastIndexOf(name) - 46;
  deflated.writeUInt32LE(7, entryOf('a.txt') + 16);
  deflated.writeUInt32LE(12, entryOf('b.txt') + 24);
  for (const bytes of [stored, deflated]) {
    const { texts, errors } = await open({ 'all.zip': bytes });
    assert.deepEqual(texts.map(({ name }) => name), ['c.txt']);
    assert.deepEqual(errors.map(({ file }) => file), ['all.zip, a.txt', 'all.zip, b.txt']);
    for (const { message } of errors) assert.match(message, /altered after it was packed/);
  }
});

test('texts of a collection keep what stood beside them, and lines that were left out are told', async () => {
  const doc = { ...sample(), actors: [], mentions: [], quotes: [], positions: [], meta: { source: 'Gazette' } };
  const core = fakeCore(() => ({ articles: [], texts: [{ name: 'a-1', doc }], losses: [], skipped: ['a.json, line 2: no end.'] }));
  const { texts, articles, skipped } = await open({ 'a.json': '{}' }, {}, core);
  assert.deepEqual([texts, articles, skipped], [[{ name: 'a-1', text: doc.text, bare: doc }], [], ['a.json, line 2: no end.']]);
});

test('says why a file cannot be opened', async () => {
  const codes = async (all) => (await open(all)).errors.map(({ code, message }) => `${code} ${message}`);
  assert.deepEqual(await codes({ 'a.txt': ' \n' }), ['empty a.txt: The file holds no text.']);
  assert.deepEqual(await codes({ 'a.txt': 'a\0b' }), ['type a.txt: This is not a text file.']);
  assert.deepEqual(await codes({ 'photo.bmp': Uint8Array.of(0x42, 0x4d, 0x4e, 0x47, 0, 0, 0xff, 0xfe) }), ['type photo.bmp: This is not a text file.'], 'nor one in an older encoding');
  assert.deepEqual(await codes({ 'photo.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xfe) }), ['type photo.png: This is a picture, not a text.']);
  assert.deepEqual(await codes({ 'a.txt': '%PDF-1.7 \xe2' }), ['type a.txt: This is a PDF. Copy its words and paste them.']);
  assert.deepEqual(await codes({ 'a.rtf': '{\\rtf1 Ada}' }), ['type a.rtf: This is an RTF document. Save it as .docx or as text, or copy its words and paste them.']);
  assert.deepEqual(await codes({ 'a.docx': zipped({ 'word/document.xml': '<w:p' }) }), ['empty a.docx: The Word document holds no text.']);
  assert.deepEqual(await codes({ 'a.json': '[]' }), ['empty a.json: The file holds no document.']);
  assert.deepEqual(await codes({ 'a.html': '<html><body><script>1</script></body></html>' }), ['empty a.html: The page holds no text.']);
  const big = Object.defineProperty(new File([''], 'a.txt'), 'size', { value: MAX_BYTES + 1 });
  const folder = Object.defineProperty(new File([], 'folder'), 'arrayBuffer', { value: () => Promise.reject(new Error('x')) });
  const { errors } = await openFiles([big, folder], fakeCore());
  assert.deepEqual(errors.map(({ code, file }) => [code, file]), [['size', 'a.txt'], ['type', 'folder']]);
});

test('reads UTF-8, UTF-16 with a mark, what a page declares, and Windows-1252 only when told to', async () => {
  // Only letters: Node 20 reads the quotation marks of Windows-1252 as Latin-1, browsers do not.
  const old = { 'a.txt': Uint8Array.of(0x61, 0xe9) };
  assert.deepEqual((await open(old)).errors.map(({ code }) => code), ['encoding']);
  assert.equal((await open(old, { encoding: 'windows-1252' })).texts[0].text, 'aé');
  const wide = new Uint8Array([0xff, 0xfe, 0x61, 0, 0xe9, 0]);
  assert.equal(decodeBytes(wide, 'a'), 'aé');
  const page = new Uint8Array([...new TextEncoder().encode('<meta charset="iso-8859-1">'), 0xe9]);
  assert.ok(decodeBytes(page, 'a.html', undefined, true).endsWith('é'));
  assert.throws(() => decodeBytes(page, 'a.txt'), FileError);
  const strange = new TextEncoder().encode('<meta charset="klingon">é');
  assert.ok(decodeBytes(strange, 'a.html', undefined, true).endsWith('é'));
});
