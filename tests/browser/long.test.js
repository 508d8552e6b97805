/** A long text: its lists are as quick and as steady as those of a short one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsText } from '../bench/text.mjs';
import { open, painted, paste, soon } from './support.js';

/** An article with some hundred speakers, opened. */
async function openLong() {
  const opened = await open();
  await paste(opened.page, { 'text/plain': newsText(60_000, 11) });
  await painted(opened.page);
  await opened.page.locator('.saved', { hasText: 'Saved' }).waitFor();
  return opened;
}

test('more speakers than anybody looks through are searched for', async () => {
  const { page, faults } = await openLong();
  await page.click('#tab-quotes');
  const speakers = page.getByLabel('Speaker');
  const names = await speakers.locator('option').allTextContents();
  assert.ok(names.length < 70, `${names.length} names are offered`);
  const search = names.find((name) => /^Search \d+ names/.test(name));
  const all = Number(/\d+/.exec(search)[0]);
  assert.ok(all > names.length, `${all} speakers`);
  await speakers.selectOption({ label: search });
  const dialog = page.locator('dialog', { hasText: 'Speaker: whose?' });
  const last = dialog.getByRole('option').last();
  const name = await last.locator('.grow').evaluate((face) => face.firstChild.textContent);
  await last.click();
  await soon(async () => assert.deepEqual([...new Set(await page.locator('.saying .who b').allTextContents())], [name]));
  assert.equal(await speakers.locator('option:checked').textContent(), name);
  await speakers.selectOption({ label: search });
  await page.keyboard.press('Escape');
  await soon(async () => assert.equal(await speakers.locator('option:checked').textContent(), name, 'who asks and does not choose changes nothing'));
  assert.deepEqual(faults, []);
});

test('a list stays where somebody reads it while the article is corrected', async () => {
  const { page } = await openLong();
  await page.click('#tab-quotes');
  const row = page.locator('.saying').nth(120);
  await row.waitFor();
  await row.scrollIntoViewIfNeeded();
  await row.click();
  assert.ok((await page.locator('#panel-body').evaluate((body) => body.scrollTop)) > 1000, 'scrolled far');
  const place = async () => (await row.boundingBox()).y;
  const before = await place();
  await page.keyboard.press('a');
  await row.locator('.status').waitFor();
  assert.ok(Math.abs((await place()) - before) < 5, `${before} became ${await place()}`);
  assert.equal(await row.evaluate((at) => at === document.activeElement), true, 'and the row keeps the focus');
});

/** Notes what the page says of a text's reading, and the bar's values, as they come. @param {import('playwright-core').Page} page */
async function watchReading(page) {
  await page.evaluate(() => {
    globalThis.seen = { words: [], shares: [] };
    const bar = document.querySelector('progress');
    new MutationObserver(() => {
      const words = document.querySelector('.counts').textContent;
      if (words !== globalThis.seen.words.at(-1)) globalThis.seen.words.push(words);
    }).observe(document.querySelector('.counts'), { childList: true, characterData: true, subtree: true });
    new MutationObserver(() => bar.hasAttribute('value') && globalThis.seen.shares.push(bar.value)).observe(bar, { attributes: true, attributeFilter: ['value'] });
  });
}

test('how much of a long text is read is told as it is, and a short text is read in silence', async () => {
  const { page, faults } = await open();
  await watchReading(page);
  await paste(page, { 'text/plain': newsText(1_500_000, 12) });
  await page.locator('.counts', { hasText: /\d+ actors/ }).waitFor();
  const { words, shares } = await page.evaluate(() => globalThis.seen);
  assert.ok(shares.length >= 15, `told ${shares.length} times`);
  assert.deepEqual(shares, [...shares].sort((a, b) => a - b), 'it never goes back');
  assert.equal(shares.at(-1), 1);
  assert.ok(words.some((said) => /^Reading… [1-9]\d? %$/.test(said)), words.join());
  assert.ok(words.includes('All of it is read. Looking for who said what…'), words.join());
  assert.equal(await page.locator('.notice', { hasText: 'long text' }).count(), 0, 'nor is there a message any more');
  const bar = page.getByRole('progressbar', { name: 'Reading the text', includeHidden: true });
  assert.equal(await bar.isHidden(), true, 'gone when it is done');
  await page.click('.brand');
  await page.locator('#paste').waitFor();
  await watchReading(page);
  await paste(page, { 'text/plain': newsText(5_000, 13) });
  await page.locator('.counts', { hasText: /\d+ actors/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.seen.shares), []);
  assert.equal(await page.locator('.notice', { hasText: 'long text' }).count(), 0);
  assert.deepEqual(faults, []);
});

test('who leaves a long text is not told about it any more', async () => {
  const { page } = await open();
  await paste(page, { 'text/plain': newsText(3_000_000, 14) });
  await page.locator('.part').first().waitFor();
  await page.click('.brand');
  await page.waitForTimeout(900);
  assert.equal(await page.locator('.notice').count(), 0);
  assert.equal(await page.getByRole('progressbar', { name: 'Reading the text', includeHidden: true }).isHidden(), true);
});

test('scrolling changes the sections that come and go and nothing else', async () => {
  const { page } = await openLong();
  const { changes, sections } = await page.evaluate(async () => {
    const seen = { changes: [], sections: new Set() };
    new MutationObserver((records) => {
      for (const { target, attributeName } of records) {
        const section = target instanceof Element && target.closest('.part');
        if (section) seen.sections.add(section);
        else seen.changes.push(`${target.nodeName}.${target.className} ${attributeName ?? ''}`);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let step = 0; step < 40; step++) {
      scrollBy(0, 120);
      await new Promise(requestAnimationFrame);
    }
    return { ...seen, sections: seen.sections.size };
  });
  assert.ok(sections > 2, `${sections} sections came or went`);
  assert.deepEqual(changes, [], 'each change has the browser paint all marks anew');
});

test('no label of a speaker is cut off, also where many share their letters or speak together', async () => {
  const { page } = await open();
  const together = Array.from({ length: 3 }, (_, i) => `Mayor Bram Walmen${'sdt'[i]} and Judge Oskar Mirow said the bridge would stay closed until May.`).join('\n\n');
  await paste(page, { 'text/plain': `${together}\n\n${newsText(60_000, 11)}` });
  await painted(page);
  await page.locator('.mark.voice .chip').nth(8).waitFor();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await soon(async () => {
      const labels = await page.locator('.mark.voice .chip').evaluateAll((chips) => chips.map((chip) => [chip.dataset.label, chip.getBoundingClientRect().left - chip.closest('.part').getBoundingClientRect().left, chip.getBoundingClientRect().top - chip.closest('.mark').getBoundingClientRect().top]));
      assert.ok(labels.some(([label]) => label.includes('+')) && labels.some(([label]) => /^\w{3}$/.test(label)), 'long labels are there');
      assert.deepEqual(labels.filter(([, left]) => left < 0), [], `${width} pixels wide`);
      assert.deepEqual(labels.filter(([, , below]) => Math.abs(below) > 1), [], 'each stands beside its first line');
    });
  }
});
