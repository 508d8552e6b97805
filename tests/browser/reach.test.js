/** Everybody can use it: by keyboard alone, on a phone, with a screen reader. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { borderDoc } from './fixture.js';
import { clean, drop, highlighted, open, openSample, paste, said, soon, where } from './support.js';

for (const dark of [false, true]) {
  test(`axe finds nothing in any view, ${dark ? 'dark' : 'light'}`, async () => {
    const { page } = await open({ fixture: true, bypassCSP: true, dark });
    await clean(page, 'start');
    await openSample(page);
    await clean(page, 'article and voices');
    for (const tab of ['positions', 'quotes']) {
      await page.click(`#tab-${tab}`);
      await clean(page, tab);
    }
    await page.locator('#article').focus();
    for (const key of ['j', 'e']) await page.keyboard.press(key);
    await page.click('.inspector summary');
    await clean(page, 'inspector');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.locator('.toast').waitFor();
    await clean(page, 'a message in passing');
    await page.keyboard.press('Control+z');
    await page.locator('.head-more summary').click();
    await clean(page, 'what is folded away');
    await page.getByRole('slider').fill('70');
    await clean(page, 'some marks hidden');
    for (const [key, view] of [['?', 'help'], ['d', 'download with some hidden'], ['l', 'articles']]) {
      await page.keyboard.press(key);
      await page.locator('dialog').waitFor();
      await clean(page, view);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('slider').fill('0');
    await drop(page, { 'a.json': '{}', 'b.bin': '\0' });
    await page.locator('.notice').nth(1).waitFor();
    await clean(page, 'messages');
    for (let left = 2; left > 0; left--) await page.locator('.notice .tool').first().click();
    await page.click('.brand');
    await page.click('[data-sample=court]');
    await page.locator('.saved', { hasText: 'Saved' }).waitFor();
    await page.keyboard.press('l');
    await page.locator('dialog .entry').nth(1).waitFor();
    await page.getByRole('button', { name: 'Select all' }).click();
    await clean(page, 'several articles');
    await page.locator('dialog .entry', { hasText: 'Tarvia' }).click();
    await page.locator('.mark').first().waitFor();
    await page.click('#tab-voices');
    await page.getByRole('button', { name: 'Rename, merge or split actors' }).click();
    await clean(page, 'actors');
    await page.getByRole('button', { name: 'Split Ostrelia' }).click();
    await clean(page, 'split');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('#article').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.locator('#selection-bar').waitFor({ state: 'visible' });
    await clean(page, 'selected words');
    await page.keyboard.press('m');
    await page.locator('dialog').waitFor();
    await clean(page, 'choosing an actor');
    await page.keyboard.press('Escape');
    await page.click('.brand');
    await paste(page, { 'text/plain': 'The ferry will stay, said the mayor.\n\nThe council had asked for it twice.' });
    await page.locator('.part').waitFor();
    await clean(page, 'a text without a headline');
  });
}

test('axe finds nothing on a phone', async () => {
  const { page } = await open({ fixture: true, bypassCSP: true, touch: true, size: [390, 844] });
  await clean(page, 'start');
  await openSample(page);
  await clean(page, 'article');
  await page.tap('#tab-quotes');
  await clean(page, 'sheet');
});

test('by touch a mark is looked at, stretched and judged, and words are marked', async () => {
  const { page, context, faults } = await open({ fixture: true, touch: true, size: [390, 844] });
  await page.tap('[data-sample=border]');
  await page.locator('.mark').first().waitFor();
  const at = await where(page, 'to pay for the losses');
  await page.touchscreen.tap(at.x, at.y);
  await page.locator('#inspector[aria-label="Petra Lindqvale demands"]').waitFor();

  // The sheet scrolls the words into view, and the handle follows a frame later.
  await page.waitForFunction(() => {
    const line = [...document.querySelectorAll('.part p')].find((p) => p.textContent.includes('to pay for the losses'));
    const end = line.textContent.indexOf('to pay for the losses') + 'to pay for the losses'.length;
    const range = document.createRange();
    range.setStart(line.firstChild, end - 1);
    range.setEnd(line.firstChild, end);
    const [box, handle] = [range.getBoundingClientRect(), document.querySelector('.handle.to').getBoundingClientRect()];
    return box.bottom < innerHeight / 2 && Math.abs(handle.left + 14 - box.right) < 2 && Math.abs(handle.top + 2 - box.top) < 4;
  });
  const handle = await page.locator('.handle.to').boundingBox();
  const [x, y] = [handle.x + 14, handle.y + handle.height - 14];
  const touch = await context.newCDPSession(page);
  const send = (type, points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const target = await page.evaluate(() => {
    const line = [...document.querySelectorAll('.part p')].find((p) => p.textContent.includes('for the losses, which'));
    const start = line.textContent.indexOf('which');
    const range = document.createRange();
    range.setStart(line.firstChild, start + 1);
    range.setEnd(line.firstChild, start + 4);
    const box = range.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  await send('touchStart', [{ x, y }]);
  for (const part of [0.5, 1]) await send('touchMove', [{ x: x + (target.x - x) * part, y: y + (target.y + 22 - y) * part }]);
  await send('touchEnd', []);
  await soon(async () => assert.ok((await highlighted(page, 'ws-position')).some((words) => words.endsWith('losses, which'))));

  await page.locator('.inspector blockquote', { hasText: 'to pay for the losses, which' }).waitFor();
  // Right after a drag; the handle keeps its touch to itself, so that no browser takes the tap for the drag's end.
  await page.getByRole('button', { name: /^Remove/ }).tap();
  await soon(async () => assert.equal((await highlighted(page, 'ws-position')).length, borderDoc().positions.length - 1));
  // What holding a finger on words and drawing the handles comes to.
  await page.evaluate(() => {
    const line = [...document.querySelectorAll('.part p')].find((p) => p.textContent.includes('to pay for the losses'));
    const start = line.textContent.indexOf('to pay');
    getSelection().setBaseAndExtent(line.firstChild, start, line.firstChild, start + 'to pay for the losses'.length);
  });
  await page.getByRole('button', { name: /^Mark as position/ }).tap();
  await page.getByRole('button', { name: '! demands' }).tap();
  await page.locator('#inspector[aria-label="Petra Lindqvale demands"], #inspector[aria-label="Nobody named demands"]').waitFor();
  assert.deepEqual(faults, []);
});

test('a phone’s keyboard, which takes half of the window, closes nothing that is typed into', async () => {
  const { page, faults } = await open({ fixture: true, touch: true, size: [390, 844] });
  await openSample(page);
  const at = await where(page, 'Petra Lindqvale');
  await page.touchscreen.tap(at.x, at.y);
  await page.getByText(/^About Petra Lindqvale/).tap();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.tap();
  await page.setViewportSize({ width: 390, height: 480 });
  await page.waitForTimeout(300);
  await name.fill('Petra Lind');
  await name.press('Enter');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('#inspector[aria-label="Petra Lind, by name"]').waitFor();
  assert.deepEqual(faults, []);
});

test('everything is done by keyboard alone', async () => {
  const { page, faults } = await open({ fixture: true });
  for (let i = 0; i < 20 && !(await page.evaluate(() => document.activeElement?.matches('.sample'))); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.mark').first().waitFor();
  await page.locator('#live', { hasText: 'The article is marked' }).waitFor({ state: 'attached' });
  await page.keyboard.press('j');
  await soon(async () => assert.match(await said(page), /^Paraphrase, nobody named: they would reopen/));
  await page.keyboard.press('n');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await soon(async () => assert.match(await said(page), /^(Direct quote by Ilse Marrow|Mixed quote by Jonas Adeyemi-Holt)/));
  await page.keyboard.press('k');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('a');
  await soon(async () => assert.match(await said(page), /^Accepted/));
  await page.keyboard.press('e');
  await soon(async () => assert.ok(await page.evaluate(() => document.activeElement?.closest('#inspector')), 'the focus is in the inspector'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await soon(async () => assert.match(await said(page), /^Removed/));
  const removed = await said(page);
  await page.keyboard.press('Control+z');
  await soon(async () => assert.match(await said(page), /^Undone: remove/));
  await page.keyboard.press('x');
  await soon(async () => assert.equal((await said(page)).trim(), removed.trim(), 'what comes back is selected'));
  await page.keyboard.press('Control+z');

  await page.locator('#article').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const words = await page.evaluate(() => String(getSelection()));
  assert.equal(words.split(/\s+/).length, 3, words);
  await page.locator('#selection-bar').waitFor({ state: 'visible' });
  await page.keyboard.press('q');
  await page.getByRole('dialog', { name: 'Speaker: who is it?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#inspector').waitFor({ state: 'visible' });
  await soon(async () => assert.ok((await highlighted(page, 'ws-indirect')).includes(words)));
  await page.keyboard.press('s');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Speaker: (?!nobody)/ }).waitFor();

  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), 'tab-voices'));
  await page.keyboard.press('ArrowRight');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), 'tab-positions'));
  await page.keyboard.press('v');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), 'article'));
  assert.deepEqual(faults, []);
});

test('a screen reader meets each quote and position by name, after its paragraph', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const after = page.locator('.part > p', { hasText: 'Nobody in Grenfall' }).locator('xpath=following-sibling::*[1]');
  await soon(async () => assert.match(await after.getByRole('button').first().getAttribute('aria-label'), /^Direct quote by Ilse Marrow: “This is not the end/));
  await soon(async () => assert.equal(await page.getByRole('main').count(), 1));
  await soon(async () => assert.equal(await page.getByRole('article', { name: 'Annotated article' }).count(), 1));
  await soon(async () => assert.equal(await page.locator('#article').getAttribute('lang'), 'en'));
});

test('on a phone the lists are a sheet, lead to the text and back', async () => {
  const { page, faults } = await open({ fixture: true, touch: true, size: [390, 844] });
  await openSample(page);
  await page.tap('#tab-quotes');
  await page.tap('[data-row="quote-q8"]');
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-chosen'), ['“Four more weeks is four more weeks of empty trucks,”']));
  await page.getByRole('button', { name: 'Back to the list' }).tap();
  await page.waitForFunction(() => document.activeElement?.dataset.row === 'quote-q8');
  await page.getByRole('button', { name: 'Close the list' }).tap();
  await page.locator('.mark[data-id=q8]').tap();
  await soon(async () => {
    const sheet = await page.locator('#inspector').boundingBox();
    assert.ok(sheet && Math.abs(sheet.y + sheet.height - 844) < 2 && sheet.width === 390, 'at the foot of the page');
  });
  await page.getByRole('button', { name: /^Accept/ }).tap();
  await soon(async () => assert.match(await page.locator('.why').textContent(), /^Accepted/));
  assert.deepEqual(faults, []);
});

for (const width of [320, 390, 600, 800, 1000, 1920]) {
  test(`nothing sticks out at ${width} pixels`, async () => {
    const { page } = await open({ fixture: true, size: [width, 700] });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await soon(async () => assert.equal(await overflow(), 0));
    await openSample(page);
    await soon(async () => assert.equal(await overflow(), 0));
  });
}
