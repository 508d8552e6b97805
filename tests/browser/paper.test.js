/** Marks that are elements: where the browser cannot paint them, and on paper. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf } from '../../www/state/certain.js';
import { borderDoc } from './fixture.js';
import { open, openSample, paste, soon } from './support.js';

test('without the highlight API the same words are marked by elements', async () => {
  const { page } = await open({ fixture: true });
  await page.addInitScript(() => delete window.Highlight);
  await page.reload();
  await page.click('[data-sample=border]');
  await page.locator('mark').first().waitFor();
  await soon(async () => assert.deepEqual(await page.locator('mark.ws-mixed').allTextContents(), ['the decision was “a modest step”', 'the final hours as “tense but never hostile.”']));
  await page.locator('mark', { hasText: 'Petra Lindqvale' }).click();
  await page.locator('#inspector[aria-label="Petra Lindqvale, by name"]').waitFor();
  await soon(async () => assert.deepEqual(await page.locator('mark.ws-linked').allTextContents(), ['Petra Lindqvale', 'She']));
  await soon(async () => assert.deepEqual(await page.locator('.part > :is(p, h1)').allTextContents(), borderDoc().text.split('\n\n'), 'the text is as it was'));
});

test('a text that is too long for marks on paper is told so', async () => {
  const { page, faults } = await open({ fixture: true });
  const told = page.locator('.notice', { hasText: 'too long to be printed with its marks' });
  const print = () => page.evaluate(() => ['beforeprint', 'afterprint'].forEach((name) => dispatchEvent(new Event(name))));
  await paste(page, { 'text/plain': 'Rain fell.\n\n'.repeat(100) });
  await page.locator('.part').first().waitFor();
  await print();
  assert.equal(await told.count(), 0);
  await page.click('.brand');
  await paste(page, { 'text/plain': 'Rain fell.\n\n'.repeat(7500) });
  await page.waitForFunction(() => document.querySelectorAll('.part').length > 1200);
  await print();
  await told.waitFor();
  await page.click('.brand');
  await soon(async () => assert.equal(await told.count(), 0, 'it is said of that text only'));
  assert.deepEqual(faults, []);
});

test('on paper each label stands beside the line where it begins, however wide the paper is', async () => {
  // A window that the whole article fits into: what is near it is painted, and at another width that is something else.
  const size = { width: 1280, height: 2400 };
  const { page, faults } = await open({ fixture: true, size: [size.width, size.height] });
  await openSample(page);
  // A mouse above the text would emphasize what comes to lie below it.
  await page.mouse.move(0, 0);
  const { mentions, quotes, positions } = borderDoc();
  // A part of a quote has its kind and, unless it is doubtful, its voice.
  const strokes = (/** @type {typeof quotes[number]} */ quote) => quote.spans.length * (levelOf(quote) === 'doubtful' ? 1 : 2);
  const all = mentions.length + positions.length + quotes.reduce((sum, quote) => sum + strokes(quote), 0);
  const painted = () => page.evaluate(() => [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0));
  await soon(async () => assert.equal(await painted(), all));
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('.pin.side').count(), borderDoc().positions.length);
  assert.equal(await page.locator('.mark:visible').count(), 0, 'those of the screen are gone');
  assert.match(await page.locator('.label-key').textContent(), /AS Amara Sefton/);
  for (const width of [560, 700, 980]) {
    await page.setViewportSize({ width, height: 900 });
    const off = await page.evaluate(() => {
      const ends = { chip: 0, side: 0 };
      return [...document.querySelectorAll('.pin')].map((pin) => {
        // The label stands within a mark, which may end behind it.
        const walker = document.createTreeWalker(pin.closest('p, h1'), NodeFilter.SHOW_TEXT);
        let text = walker.nextNode();
        while (!(pin.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) || text.length === 0) text = walker.nextNode();
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, 1);
        const [words, label] = [range.getBoundingClientRect(), pin.getBoundingClientRect()];
        const kind = pin.matches('.chip') ? 'chip' : 'side';
        // Of several on one line the later ones stand below.
        const place = Math.max(words.top, ends[kind]);
        ends[kind] = label.bottom;
        return { label: pin.dataset.label, off: label.top - place, beside: label.right <= words.left + 1 || label.left >= words.right - 1 };
      });
    });
    assert.ok(off.every(({ off: by, beside }) => Math.abs(by) < 12 && beside), JSON.stringify(off));
  }
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(size);
  assert.equal(await page.locator('.pin, .label-key').count(), 0);
  await soon(async () => assert.equal(await painted(), all));
  assert.deepEqual(await page.locator('.part > :is(p, h1)').evaluateAll((lines) => [...new Set(lines.map((line) => line.childNodes.length))]), [1], 'the text is one piece again');
  assert.deepEqual(faults, []);
});
