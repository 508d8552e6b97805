/** Correcting with little effort: certainty, the least certain first, one correction for many. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { borderDoc } from './fixture.js';
import { clickWords, highlighted, open, openSample, said, selectWords, soon } from './support.js';

const slider = (page) => page.getByRole('slider', { name: /less certain/ });
/** Opens what is folded away above the article. */
const unfold = (page) => page.locator('.head-more summary').click();
/** The hand-made quotes have confidences from 0.55 to 0.88, the positions 0.7, the mentions 0.93. */
const under = (limit) => borderDoc().quotes.filter(({ confidence }) => confidence < limit).length;

test('the slider hides what is uncertain, everywhere, and keeps its setting', async () => {
  const { page, faults } = await open({ fixture: true });
  await openSample(page);
  await unfold(page);
  await slider(page).focus();
  for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowRight');
  await soon(async () => assert.equal(await slider(page).inputValue(), '75'));
  const hidden = under(0.75) + borderDoc().positions.length;
  await page.locator('.certainty output', { hasText: `75 % · ${hidden} hidden` }).waitFor();
  await soon(async () => assert.match(await slider(page).getAttribute('aria-valuetext'), new RegExp(`${hidden} suggestions hidden`)));
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-position'), []));
  await page.locator('#tab-positions .count', { hasText: /^0$/ }).waitFor();
  await page.locator('#tab-quotes .count', { hasText: new RegExp(`^${borderDoc().quotes.length - under(0.75)}$`) }).waitFor();
  await page.locator('.some-hidden', { hasText: `${hidden} hidden` }).waitFor();
  await page.locator('.saved', { hasText: 'Saved' }).waitFor();
  await page.reload();
  await page.locator('.some-hidden', { hasText: `${hidden} hidden` }).click();
  await soon(async () => assert.equal(await slider(page).evaluate((at) => at === document.activeElement), true, 'the words lead to the slider'));
  assert.equal(await slider(page).inputValue(), '75');
  for (const [value, words] of [['0', 'all shown'], ['-5', 'all shown'], ['65', `65 % · ${under(0.65)} hidden`]]) {
    await slider(page).fill(value);
    await page.locator('.certainty output', { hasText: words }).waitFor();
  }
  assert.deepEqual(faults, []);
});

test('what a person did is never hidden, and a file holds everything unless told otherwise', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await clickWords(page, 'to pay for the losses');
  await page.keyboard.press('a');
  await unfold(page);
  await slider(page).fill('95');
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-position'), ['to pay for the losses']));
  await page.locator('body').press('Escape');
  await page.keyboard.press('d');
  const file = async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('dialog').getByRole('button', { name: 'Download', exact: true }).click()]);
    return JSON.parse(await readFile(await download.path(), 'utf8'));
  };
  assert.equal((await file()).positions.length, borderDoc().positions.length);
  await page.getByRole('checkbox', { name: /Leave out the \d+ uncertain suggestions/ }).check();
  await page.locator('dialog .button.main:not([disabled])').waitFor();
  const less = await file();
  assert.deepEqual(less.positions.map(({ status }) => status), ['accepted']);
  assert.equal(less.mentions.length, 0);
});

test('U goes from the least certain to the next, accepted ones drop out', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const least = borderDoc().quotes.filter(({ confidence }) => confidence === 0.55);
  await page.keyboard.press('u');
  const first = await said(page);
  await page.keyboard.press('a');
  await page.keyboard.press('u');
  const second = await said(page);
  assert.ok(first.includes(borderDoc().text.slice(least[0].start, least[0].start + 20)), first);
  assert.ok(second.includes(borderDoc().text.slice(least[1].start, least[1].start + 20)), second);
});

test('all that is listed is accepted in one step', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await page.click('#tab-quotes');
  await page.getByLabel('Speaker').selectOption({ label: 'Amara Sefton' });
  await page.getByRole('button', { name: 'Accept all 2 quotes' }).click();
  await page.locator('.saying .status').nth(1).waitFor();
  await page.getByLabel('Speaker').selectOption({ label: 'Every speaker' });
  await page.getByRole('button', { name: `Accept all ${borderDoc().quotes.length - 2} quotes` }).click();
  await page.locator('.saying .status').nth(borderDoc().quotes.length - 1).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: `Accept all ${borderDoc().quotes.length - 2} quotes` }).waitFor();
});

test('one correction goes to every mention with these words', async () => {
  // A window that the whole article fits into, since only what is in view is painted.
  const { page } = await open({ fixture: true, size: [1280, 2400] });
  await openSample(page);
  await clickWords(page, 'Marrow told reporters');
  await page.getByRole('checkbox', { name: 'Correct all 2 “Marrow” together' }).check();
  await page.getByRole('button', { name: /^Actor: Ilse Marrow/ }).click();
  await page.keyboard.type('Amara');
  await page.keyboard.press('Enter');
  await page.locator('#inspector[aria-label="Amara Sefton, by name"]').waitFor();
  const all = async () => (await Promise.all(Array.from({ length: 10 }, (_, slot) => highlighted(page, `ws-actor-${slot}`)))).find((words) => words.includes('Amara Sefton'));
  await soon(async () => assert.deepEqual((await all()).filter((words) => words === 'Marrow').length, 2));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await soon(async () => assert.deepEqual((await all()).filter((words) => words === 'Marrow').length, 0, 'one step of undo'));
});

test('a name marked once is marked wherever it stands', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await selectWords(page, 'crossing');
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  const more = page.getByRole('button', { name: /^Mark \d+ more “crossing”/ });
  const count = Number(/\d+/.exec(await more.textContent())[0]);
  assert.equal(count, borderDoc().text.split(/\bcrossing\b/).length - 2);
  await more.click();
  await page.waitForFunction((n) => document.querySelector('#inspector').textContent.includes(`Correct all ${n} “crossing” together`), count + 1);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await more.waitFor();
});

test('the message of a removal offers to undo that removal, and goes when something else is edited', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await undo.waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await undo.waitFor({ state: 'detached' });
  await page.keyboard.press('x');
  await undo.click();
  await soon(async () => assert.match(await said(page), /^Undone: remove/));
  await undo.waitFor({ state: 'detached' });
});

test('actors are renamed, removed and brought back in their list, and the focus stays in it', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await page.getByRole('button', { name: 'Rename, merge or split actors' }).click();
  const rows = page.locator('.actor-row');
  const names = () => rows.locator('input').evaluateAll((inputs) => inputs.map((input) => input.value));
  const before = await names();
  await rows.nth(0).locator('input').fill('Somebody else');
  await rows.nth(0).getByRole('button', { name: /^Merge/ }).click();
  await page.getByRole('dialog', { name: '“Somebody else” is the same as…' }).getByRole('button', { name: 'Cancel' }).click();
  await rows.nth(0).locator('input').fill('A third name');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Merge A third name into another');
  await rows.nth(1).getByRole('button', { name: /^Remove/ }).click();
  await soon(async () => assert.deepEqual(await names(), ['A third name', ...before.slice(2)]));
  assert.equal(await page.evaluate(() => document.activeElement.value), before[2]);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await soon(async () => assert.deepEqual(await names(), before));
});

test('the inspector leaves the words that it is about to be read, with all its fields, too', async () => {
  const { page } = await open({ fixture: true, size: [1366, 650] });
  await openSample(page);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.locator('#inspector summary').click();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await soon(async () => assert.deepEqual(await page.evaluate(coveredWords), []));
    assert.ok(await page.locator('#inspector').evaluate((box) => box.getBoundingClientRect().bottom <= innerHeight));
  }

  /** The lines of the emphasized words that lie under the inspector. */
  function coveredWords() {
    const box = document.querySelector('#inspector').getBoundingClientRect();
    const rects = [...(CSS.highlights.get('ws-chosen') ?? [])].flatMap(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return [...range.getClientRects()];
    });
    return rects.filter((r) => r.left < box.right && box.left < r.right && r.top < box.bottom && box.top < r.bottom).map(({ top, left }) => [top, left]);
  }
});

test('fields that were opened are open at the next mark, however soon that comes', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  for (const isOpen of [true, false]) {
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.locator('#inspector summary').waitFor();
    // Nothing that the browser tells later is heard in between.
    await page.evaluate(() => {
      document.querySelector('#inspector summary').click();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));
    });
    assert.equal(await page.locator('#inspector details').evaluate((box) => box.open), isOpen);
  }
});
