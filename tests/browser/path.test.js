/** The whole path with the real page and core: paste, highlights, correct, undo, reload, take away, come back. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { court } from '../../www/samples/court.js';
import { clickWords, highlighted, open, openSample, painted, paste, soon } from './support.js';

const QUOTE = 'I did not write those letters to protect myself';

test('a pasted article is highlighted, corrected, kept, taken away and opened again', async () => {
  const { page, faults } = await open();
  const requests = [];
  // The last file comes when nobody waits for it any more.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/formats_bg.wasm')));
  page.on('request', (request) => requests.push(request.url()));

  await paste(page, { 'text/plain': court.text });
  await painted(page);
  await soon(async () => assert.equal(await page.locator('#article h1').textContent(), court.text.split('\n')[0]));
  await soon(async () => assert.equal(await page.locator('#article').evaluate((a) => [...a.querySelectorAll('.part > :is(p, h1)')].map((p) => p.textContent).join('\n\n')), court.text));
  const direct = await highlighted(page, 'ws-direct');
  assert.ok(direct.some((words) => words.includes(QUOTE)), `no direct quote: ${direct}`);

  await clickWords(page, QUOTE);
  await page.locator('#inspector').waitFor({ state: 'visible' });
  await soon(async () => assert.match(await page.locator('#inspector').getAttribute('aria-label'), /^Direct quote/));
  await page.selectOption('#inspector [data-field=kind]', 'indirect');
  const covers = async (name) => (await highlighted(page, name)).some((words) => words.includes(QUOTE));
  await soon(async () => assert.ok(await covers('ws-indirect')));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await soon(async () => assert.ok(await covers('ws-direct'), 'undo'));
  await page.keyboard.press('Control+Shift+z');
  await soon(async () => assert.ok(await covers('ws-indirect'), 'redo'));

  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  // Chromium may look at the page's own icon again when the address changes.
  assert.deepEqual(requests.filter((url) => !url.endsWith('/icons/icon.svg')), [], 'nothing is requested after the page is loaded');
  page.removeAllListeners('request');
  await page.reload();
  await painted(page);
  await soon(async () => assert.ok(await covers('ws-indirect'), 'the correction is there after a reload'));

  await page.keyboard.press('d');
  await page.getByRole('radio', { name: 'Whosaid JSON .json' }).check();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('dialog').getByRole('button', { name: 'Download', exact: true }).click()]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.equal(file.format, 'whosaid/1');
  assert.equal(file.offset_unit, 'codepoint');
  const points = [...file.text];
  const corrected = file.quotes.find((quote) => quote.status === 'corrected');
  assert.ok(points.slice(corrected.start, corrected.end).join('').includes(QUOTE));

  await page.keyboard.press('Escape');
  await page.click('.brand');
  await page.locator('#paste').waitFor();
  await page.setInputFiles('input[type=file]', { name: 'back.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
  await painted(page);
  await soon(async () => assert.ok(await covers('ws-indirect'), 'the downloaded file opens with the correction'));
  assert.deepEqual(faults, []);
});

test('HTML from a news site keeps its paragraphs and drops its mark-up', async () => {
  const { page, faults } = await open();
  const html = '<nav>Menu</nav><article><h1>Mill to reopen</h1><p>The mill will reopen, <b>Mayor Ana Brook</b> said on Monday.</p><p>“We are ready,” she&nbsp;said.<script>alert(1)</script></p></article>';
  await paste(page, { 'text/html': html, 'text/plain': 'Mill to reopen' });
  await page.locator('.part').waitFor();
  const lines = await page.locator('.part > :is(p, h1)').allTextContents();
  assert.deepEqual(lines.map((line) => line.replace('\u00a0', ' ')), ['Mill to reopen', 'The mill will reopen, Mayor Ana Brook said on Monday.', '“We are ready,” she said.']);
  assert.deepEqual(faults, []);
});

test('text that looks like mark-up is shown as text', async () => {
  const { page, faults } = await open();
  const text = 'A headline with <img src=x onerror=alert(1)>\n\n“<b>No</b>,” said <script>Jane</script> Doe & co.';
  await paste(page, { 'text/plain': text });
  await page.locator('.part').waitFor();
  await soon(async () => assert.deepEqual(await page.locator('.part > :is(p, h1)').allTextContents(), text.split('\n\n')));
  await soon(async () => assert.equal(await page.locator('#article img, #article script, #article b').count(), 0));
  assert.deepEqual(faults, []);
});

test('a kept article is offered again, can be renamed, deleted and brought back', async () => {
  const { page } = await open();
  await page.click('[data-sample=council]');
  await painted(page);
  await page.locator('.saved', { hasText: 'Saved' }).waitFor();
  await page.click('.brand');
  await page.locator('.kept .entry').waitFor();
  await page.keyboard.press('l');
  await page.getByRole('button', { name: /^Rename/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Mill Street');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete Mill Street' }).click();
  await page.getByText('Nothing is kept yet').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('dialog .entry', { hasText: 'Mill Street' }).click();
  await painted(page);
  await page.locator('.bar-title', { hasText: /^Mill Street$/ }).waitFor();
});

test('the policy lets nothing out', async () => {
  const { page } = await open();
  const blocked = await page.evaluate(async () => {
    const seen = [];
    const complete = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        seen.push(event.effectiveDirective);
        if (['connect-src', 'img-src', 'require-trusted-types-for'].every((name) => seen.some((directive) => directive.startsWith(name)))) resolve();
      });
    });
    await fetch('https://elsewhere.invalid/').catch(() => {});
    const image = new Image();
    await new Promise((resolve) => {
      image.onerror = resolve;
      image.src = 'https://elsewhere.invalid/a.png';
    });
    const script = document.createElement('script');
    // A browser that knows Trusted Types takes no string for a script.
    try {
      script.textContent = 'window.ran = true';
    } catch {
      document.body.append(script);
    }
    await complete;
    return { seen, ran: 'ran' in window };
  });
  assert.ok(['connect-src', 'img-src', 'require-trusted-types-for'].every((name) => blocked.seen.includes(name)), blocked.seen.join());
  assert.equal(blocked.ran, false);
});

test('where nothing can be kept the reader is told, and can still take the work away', async () => {
  const { page } = await open({ fixture: true });
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await page.reload();
  await page.locator('.notice.bad').first().waitFor();
  await openSample(page);
  await page.keyboard.press('d');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('dialog').getByRole('button', { name: 'Download', exact: true }).click()]);
  assert.equal(download.suggestedFilename(), 'article.json');
});
