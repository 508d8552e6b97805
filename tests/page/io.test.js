import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOMParser } from 'linkedom';
import { decodeBytes, FileError, MAX_BYTES, openFile, openFiles, pack } from '../../www/io/files.js';
import { htmlToText, normalize, pastedText } from '../../www/io/paste.js';
import { sample } from './support.js';

const parser = new DOMParser();
const text = (html) => htmlToText(`<html><head><title>T</title></head><body>${html}</body></html>`, parser);

const cases = {
  'paragraphs and headings': ['<h1>Bridge to open</h1>\n<p>One\n  line.</p><p>Two.</p>', 'Bridge to open\n\nOne line.\n\nTwo.'],
  'inline mark-up': ['<p>The <b>may</b>or <a href="x">said <i>so</i></a>.</p>', 'The mayor said so.'],
  'spaces between inline elements': ['<p><b>One</b> <i>two</i></p>', 'One two'],
  'list items on their own lines': ['<p>List:</p><ul><li>one</li> <li><p>two</p></li></ul>end', 'List:\n\none\ntwo\n\nend'],
  'line breaks': ['One<br>two<br><br>three', 'One\ntwo\n\nthree'],
  'a caption as its own paragraph': ['<p>A</p><figure><img alt="x"><figcaption>The bridge</figcaption></figure><p>B</p>', 'A\n\nThe bridge\n\nB'],
  'no scripts, styles or navigation': ['<nav>Home</nav><style>p{}</style><p>A<script>x()</script></p><aside>More</aside><footer>©</footer>', 'A'],
  'nothing hidden': ['<p>A<span hidden>x</span><span style="display: none">y</span><span aria-hidden="true">z</span></p>', 'A'],
  'who is quoted in a block': ['<blockquote><p>It is late.</p><footer>Pike</footer></blockquote>', 'It is late.\n\nPike'],
  'entities': ['<p>&ldquo;A &amp; B&rdquo; &lt;b&gt; caf&eacute;</p>', '“A & B” <b> café'],
  'no-break spaces as they are': ['<p>5\u00a0km</p>', '5\u00a0km'],
  'cells apart': ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  'preformatted lines': ['<pre>a\n  b</pre>', 'a\n  b'],
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
  const begun = performance.now();
  const out = text('<p>Some words of <b>the</b> article.</p>'.repeat(20_000));
  assert.equal(out.length, 20_000 * 28 - 2);
  assert.ok(performance.now() - begun < 5000);
});

test('a paste is read as HTML where that has paragraphs', () => {
  const data = (all) => ({ getData: (type) => all[type] ?? '' });
  const html = '<html><body><p>A</p><p>B</p></body></html>';
  assert.equal(pastedText(data({ 'text/html': html, 'text/plain': 'A B' }), parser), 'A\n\nB');
  assert.equal(pastedText(data({ 'text/html': '<meta><span>A</span>', 'text/plain': 'A\r\nB' }), parser), 'A\nB');
  assert.equal(pastedText(data({}), parser), '');
});

test('text is normalized in line ends and lone surrogates only', () => {
  assert.equal(normalize('a\r\nb\rc \u00a0e\u0301\ud800x🌉'), 'a\nb\nc \u00a0e\u0301\ufffdx🌉');
});

const core = { read: async (name, content) => (content === '[]' ? [] : [{ ...sample(), title: `${name} ${content.length}` }]) };
const open = (name, content, options) => openFile(new File([content], name), core, { parser, ...options });

test('opens text, pages and annotations', async () => {
  assert.deepEqual(await open('a.txt', '\ufeffOne\r\ntwo'), { name: 'a.txt', text: 'One\ntwo' });
  assert.deepEqual(await open('a.HTML', '<html><body><p>One</p></body></html>'), { name: 'a.HTML', text: 'One' });
  assert.deepEqual(await open('README', 'One'), { name: 'README', text: 'One' });
  assert.equal((await open('a.json', '{"x": 1}')).docs[0].title, 'a.json 8');
  assert.equal((await open('a', ' {"x": 1}')).docs.length, 1);
});

test('opens several files at once, a text with its annotations as one', async () => {
  const seen = [];
  const reader = {
    ...core,
    async readFiles(files) {
      seen.push(files.map(({ name, content }) => `${name}=${content}`));
      return { articles: [{ name: 'pair', doc: sample() }], losses: [{ what: 'notes', count: 1 }] };
    },
  };
  const files = [['a.ann', 'T1'], ['a.txt', 'One'], ['b.txt', 'Two'], ['c.json', '{}'], ['d.txt', ' ']].map(([name, content]) => new File([content], name));
  const { texts, articles, losses, errors } = await openFiles(files, reader);
  assert.deepEqual(texts, [{ name: 'b.txt', text: 'Two' }]);
  assert.deepEqual(articles.map(({ name }) => name), ['c.json 2', 'pair']);
  assert.deepEqual([seen, losses[0].count], [[['a.ann=T1', 'a.txt=One']], 1]);
  assert.deepEqual(errors.map(({ code, file }) => [code, file]), [['empty', 'd.txt']]);
  const alone = await openFiles(files.slice(0, 1), { ...core, readFiles: async () => { throw new Error('a.ann needs a.txt'); } });
  assert.deepEqual(alone.errors.map(({ message }) => message), ['a: a.ann needs a.txt']);
});

/** What a call fails with. */
async function codeOf(promise) {
  const error = await promise.then(() => assert.fail('it was opened'), (problem) => problem);
  assert.ok(error instanceof FileError);
  return error.code;
}

test('says why a file cannot be opened', async () => {
  const big = Object.defineProperty(new File([''], 'a.txt'), 'size', { value: MAX_BYTES + 1 });
  assert.equal(await codeOf(openFile(big, core)), 'size');
  assert.equal(await codeOf(open('a.txt', ' \n')), 'empty');
  assert.equal(await codeOf(open('a.txt', 'a\0b')), 'type');
  assert.equal(await codeOf(open('a.json', '[]')), 'empty');
  assert.equal(await codeOf(open('a.html', '<html><body><script>1</script></body></html>')), 'empty');
  const failing = { read: async () => { throw new Error('line 2: no end'); } };
  await assert.rejects(openFile(new File(['{'], 'a.json'), failing), { code: 'content', message: 'a.json: line 2: no end' });
  const folder = Object.defineProperty(new File([], 'folder'), 'arrayBuffer', { value: () => Promise.reject(new Error('x')) });
  assert.equal(await codeOf(openFile(folder, core)), 'type');
});

test('reads UTF-8, UTF-16 with a mark, what a page declares, and Windows-1252 only when told to', async () => {
  // Only letters: Node 20 reads the quotation marks of Windows-1252 as Latin-1, browsers do not.
  const old = Uint8Array.of(0x61, 0xe9);
  assert.equal(await codeOf(open('a.txt', old)), 'encoding');
  assert.equal((await open('a.txt', old, { encoding: 'windows-1252' })).text, 'aé');
  const wide = new Uint8Array([0xff, 0xfe, 0x61, 0, 0xe9, 0]);
  assert.equal(decodeBytes(wide, 'a'), 'aé');
  const page = new Uint8Array([...new TextEncoder().encode('<meta charset="iso-8859-1">'), 0xe9]);
  assert.ok(decodeBytes(page, 'a.html', undefined, true).endsWith('é'));
  assert.throws(() => decodeBytes(page, 'a.txt'), FileError);
  const strange = new TextEncoder().encode('<meta charset="klingon">é');
  assert.ok(decodeBytes(strange, 'a.html', undefined, true).endsWith('é'));
});

test('several files become one zip, one stays itself', async () => {
  const files = [{ name: 'a.txt', mime: 'text/plain', text: 'One é' }, { name: 'b.ann', mime: 'text/plain', text: 'Two' }];
  const one = await pack(files.slice(0, 1));
  assert.deepEqual([one.name, one.blob.type, await one.blob.text()], ['a.txt', 'text/plain', 'One é']);
  const both = await pack(files, 'both.zip');
  const bytes = new Uint8Array(await both.blob.arrayBuffer());
  assert.equal(both.name, 'both.zip');
  assert.deepEqual([...bytes.slice(0, 4)], [0x50, 0x4b, 3, 4]);
  const held = new TextDecoder().decode(bytes);
  assert.ok(held.includes('a.txt') && held.includes('One é') && held.includes('b.ann') && held.includes('Two'));
  await assert.rejects(pack([]), /nothing to download/);
});
