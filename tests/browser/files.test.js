/** Files in and out with the real page and core: dropped and picked, one and many, whole and broken. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { council } from '../../www/samples/council.js';
import { court } from '../../www/samples/court.js';
import { zipped } from '../support/zip.js';
import { clean, drop, highlighted, kept, open, openSample, paste, soon } from './support.js';

/** The article on the page. @param {import('playwright-core').Page} page */
const shown = (page) => page.locator('.part > :is(p, h1)').allTextContents();
/** The words that are marked as actors. @param {import('playwright-core').Page} page */
const actors = async (page) => {
  const names = await page.evaluate(() => [...CSS.highlights.keys()].filter((name) => name.startsWith('ws-actor-') || name.startsWith('ws-quiet-')));
  return (await Promise.all(names.map((name) => highlighted(page, name)))).flat();
};
const saved = (page) => page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();

/** What the page makes of the sample in a format, by file name. @param {import('playwright-core').Page} page @param {string} format */
async function taken(page, format) {
  await page.locator('body').press('d');
  await page.locator(`input[name=format][value=${format}]`).check();
  await page.locator('dialog .button.main:not([disabled])').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('dialog .button.main').click()]);
  await page.keyboard.press('Escape');
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('a page from a news site keeps its paragraphs and loses what stands around them', async () => {
  const { page, faults } = await open();
  // No style of the page is even tried: the policy would complain of each.
  const html = `<!doctype html><html><head><title>Mill to reopen | The Daily</title><script type="application/ld+json">{"@type":"NewsArticle"}</script><style>p{color:red}</style></head>
    <body><header><nav><ul><li>Home</li><li>Sport</li></ul></nav></header><div role="navigation">Skip</div>
    <main><article><h1>Mill to reopen</h1><figure><img src="https://elsewhere.invalid/a.jpg" alt="The mill"><figcaption>The mill. Photo: Jo Bell</figcaption></figure>
    <p>The mill will reopen, <a href="https://elsewhere.invalid/">Mayor Ana&nbsp;Brook</a> said on Monday.</p><div class="ad"><iframe src="https://elsewhere.invalid/ad"></iframe><button>Close</button></div>
    <p style="color: red">“We are <em>ready</em>,” she said.<span style='display:none'>x</span><script>alert(1)</script></p><aside><h2>Most read</h2><p>Ten diets</p></aside><ul><li>It was shut in 2009.</li></ul></article></main>
    <footer>© The Daily</footer></body></html>`;
  const want = ['Mill to reopen', 'The mill will reopen, Mayor Ana\u00a0Brook said on Monday.', '“We are ready,” she said.', 'It was shut in 2009.'];
  await paste(page, { 'text/html': html, 'text/plain': 'x' });
  await page.locator('.mark').first().waitFor();
  await soon(async () => assert.deepEqual(await shown(page), want));
  await page.click('.brand');
  await drop(page, { 'mill.html': html });
  await page.locator('.mark').first().waitFor();
  await soon(async () => assert.deepEqual(await shown(page), want));
  assert.deepEqual(faults, []);
});

test('a text is dropped on the first page, another over an open article', async () => {
  const { page } = await open();
  await drop(page, { 'council.txt': council.text.replaceAll('\n', '\r\n') });
  await page.locator('.mark').first().waitFor();
  await soon(async () => assert.equal((await shown(page)).join('\n\n'), council.text));
  await saved(page);
  await drop(page, { 'court.txt': court.text });
  await page.locator('#article h1', { hasText: court.text.split('\n')[0] }).waitFor();
  await saved(page);
  await soon(async () => assert.equal((await kept(page)).length, 2));
});

test('every format that is read opens again with what was marked', async () => {
  const { page, faults } = await open();
  await openSample(page, 'court');
  const ids = await page.evaluate(async () => (await import('./core/client.js')).createCore().formats().then((formats) => formats.filter((f) => f.reads).map(({ id }) => id)));
  assert.ok(ids.includes('json') && ids.includes('brat'));
  for (const id of ids) {
    const before = await highlighted(page, 'ws-direct');
    const { name, bytes } = await taken(page, id);
    await page.click('.brand');
    await drop(page, { [name]: bytes });
    await page.locator('.mark').first().waitFor();
    await soon(async () => assert.deepEqual(await highlighted(page, 'ws-direct'), before, id));
    assert.equal(await page.locator('.notice.bad').count(), 0, id);
  }
  assert.deepEqual(faults, []);
});

test('several articles are taken away in one zip, and come back from it', async () => {
  const { page } = await open();
  for (const id of ['council', 'court', 'border']) {
    await openSample(page, id);
    await saved(page);
    await page.click('.brand');
  }
  await page.locator('body').press('l');
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'Download 3 articles' }).click();
  const dialog = page.locator('dialog').last();
  await dialog.locator('input[value=brat]').check();
  await dialog.locator('.report', { hasText: /^7 files in a zip/ }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download', exact: true }).click()]);
  assert.equal(download.suggestedFilename(), 'articles.zip');
  const bytes = await readFile(await download.path());
  await dialog.locator('input[value=jsonl]').check();
  await dialog.locator('.report', { hasText: 'holds everything' }).waitFor();
  const [lines] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download', exact: true }).click()]);
  assert.equal((await readFile(await lines.path(), 'utf8')).trim().split('\n').length, 3);
  assert.equal(lines.suggestedFilename(), 'articles.jsonl');

  const other = (await open()).page;
  await drop(other, { 'all.zip': bytes });
  await other.locator('.toast', { hasText: '3 articles opened' }).waitFor();
  await saved(other);
  await soon(async () => assert.equal((await kept(other)).length, 3));
  await drop(other, { 'articles.jsonl': await readFile(await lines.path()) });
  await other.waitForFunction(() => document.querySelector('.toast')?.textContent.startsWith('3 articles'));
  await saved(other);
  await soon(async () => assert.equal((await kept(other)).length, 6));
});

test('a deflated zip of texts opens as many articles', async () => {
  const { page } = await open();
  await drop(page, { 'texts.zip': zipped({ 'a/council.txt': council.text, 'a/court.txt': court.text, '__MACOSX/a/._court.txt': 'rubbish' }) });
  await page.locator('.toast', { hasText: '2 articles opened' }).waitFor();
  await saved(page);
  await soon(async () => assert.deepEqual((await kept(page)).sort(), [council, court].map(({ text }) => text.split('\n')[0]).sort()));
});

test('a text with its annotations opens as one, and a file that fails says where and changes nothing', async () => {
  const { page, faults } = await open();
  await drop(page, { 'note.ann': 'T1\tPerson 0 9\tAda Quill\n', 'note.txt': 'Ada Quill spoke.\n', 'annotation.conf': '[entities]\nPerson\n' });
  await page.waitForFunction(() => [...CSS.highlights.values()].some((highlight) => highlight.size > 0));
  await soon(async () => assert.deepEqual(await shown(page), ['Ada Quill spoke.']));
  await saved(page);
  const address = page.url();
  const broken = { 'bad.ann': 'T1\tPerson 0 9\tAda Quill\nT2\tPerson 3 7\tnothing\n', 'bad.txt': 'Ada Quill spoke.\n', 'bad.json': '{"format": "whosaid/1",\n "offset_unit": "codepoint", "text": "a",\n "quotes": [{"id": "q1", "kind": "shouted", "start": 0, "end": 1}]}' };
  await drop(page, broken);
  const notice = (words) => page.locator('.notice.bad', { hasText: words }).waitFor();
  await notice(/^bad\.ann, line 2/);
  await notice(/^bad\.json, line 3, .*quotes\[0\]\.kind: .*shouted.*use one of direct/i);
  assert.equal(page.url(), address);
  await soon(async () => assert.deepEqual(await shown(page), ['Ada Quill spoke.']));
  await soon(async () => assert.equal((await kept(page)).length, 1));
  assert.deepEqual(faults, []);
});

test('texts of a collection and of a Word document are marked, and keep what stood beside them', async () => {
  const { page, faults } = await open();
  await drop(page, { 'corpus.csv': 'id,title,text,source\n7,Out,Ada Quill said no.,Gazette\n8,In,"Bo Tan said yes, at last.",Herald\n' });
  await page.locator('.toast', { hasText: '2 articles opened' }).waitFor();
  await saved(page);
  await soon(async () => assert.deepEqual(await shown(page), ['Ada Quill said no.']));
  await soon(async () => assert.deepEqual(await actors(page), ['Ada Quill']));
  await page.locator('body').press('d');
  await page.locator('input[name=format][value=json]').check();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('dialog .button.main').click()]);
  const { id, title, meta } = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.deepEqual([id, title, meta], ['7', 'Out', { title: 'Out', source: 'Gazette' }]);
  await page.keyboard.press('Escape');
  await page.click('.brand');
  const paragraph = (words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
  const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('Ada Quill said no &amp; left.')}${paragraph('She is mayor.')}</w:body></w:document>`;
  await drop(page, { 'article.docx': zipped({ '[Content_Types].xml': '<Types/>', 'word/document.xml': xml }) });
  await soon(async () => assert.deepEqual(await shown(page), ['Ada Quill said no & left.', 'She is mayor.']));
  assert.deepEqual(faults, []);
});

test('a line that does not hold is told, and the rest of its file opens', async () => {
  const { page } = await open();
  await drop(page, { 'note.ann': 'T1\tPER 0 9\tAda Quill\nA1\tMention T1 Name\nT2\tPerson\n', 'note.txt': 'Ada Quill spoke.\n' });
  await soon(async () => assert.deepEqual(await actors(page), ['Ada Quill']));
  await page.locator('.notice', { hasText: /rest was read\. note\.ann, line 2: .*“Name” is no value.* note\.ann, line 3/ }).waitFor();
});

test('what the places of a file count is asked of the person, and the answer taken', async () => {
  const { page } = await open({ fixture: true });
  await drop(page, { 'which-unit.json': '{"text": "x"}' });
  const notice = page.locator('.notice.bad', { hasText: 'the file does not say which' });
  await notice.getByRole('button', { name: /UTF-16 units/ }).click();
  await page.locator('#article', { hasText: 'read as utf16' }).waitFor();
  assert.equal(await notice.count(), 0);
});

test('a file of doccano that may count one thing or the other is asked about, and read as the person says', async () => {
  const line = (label) => `{"id": 1, "text": "🦀 Ann Lee met Bo Ray.", "entities": [{"id": 7, "label": "${label}", "start_offset": 3, "end_offset": 10}], "relations": [], "Comments": []}\n`;
  for (const [answer, words] of [[/UTF-16 units/, 'Ann Lee'], [/Python/, 'nn Lee ']]) {
    const { page, faults } = await open();
    await drop(page, { 'admin.jsonl': line('Person') });
    const notice = page.locator('.notice.bad', { hasText: /^admin\.jsonl, line 1, entities/ });
    await notice.getByRole('button', { name: answer }).click();
    await page.waitForFunction(() => [...CSS.highlights.values()].some((highlight) => highlight.size > 0));
    await soon(async () => assert.deepEqual(await actors(page), [words]));
    assert.equal(await notice.count(), 0);
    // One that says what it counts, or that fits one unit only, needs no answer.
    await page.click('.brand');
    await drop(page, { 'stated.jsonl': line('Person').replace('{', '{"whosaid": {"document": {"offset_unit": "utf16"}}, ') });
    await soon(async () => assert.deepEqual(await actors(page), ['Ann Lee']));
    assert.deepEqual(faults, []);
  }
});

for (const [view, { dark = false, size = [1100, 900], media = 'screen' }] of Object.entries({ light: {}, dark: { dark: true }, phone: { size: [320, 700] }, paper: { dark: true, media: 'print' } })) {
  test(`the web page that is handed out is clean and fits, ${view}`, async () => {
    const { page } = await open();
    await openSample(page, 'court');
    const { name, bytes } = await taken(page, 'html');
    assert.match(name, /\.html$/);
    const handed = (await open({ dark, size, bypassCSP: true })).page;
    await handed.emulateMedia({ media });
    await handed.setContent(bytes.toString());
    await clean(handed, view);
    const { wide, paper, marks } = await handed.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      paper: getComputedStyle(document.body).backgroundColor,
      marks: document.querySelectorAll('article .quote, article .actor, article .position').length,
    }));
    assert.ok(wide <= 0 && marks > 10, `${wide} ${marks}`);
    assert.equal(paper === 'rgb(26, 25, 23)', view === 'dark', paper);
  });
}
