/** The page over a document made by hand, so that every number is known. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { borderDoc } from './fixture.js';
import { clickWords, highlighted, open, openSample, paste, said, selectWords, soon, where } from './support.js';

test('the three layers are painted, switched, and told apart by more than color', async () => {
  // Only what is within a screen of the window is painted: here all of it is.
  const { page, faults } = await open({ fixture: true, size: [1280, 1800] });
  await openSample(page);
  await soon(async () => assert.equal((await highlighted(page, 'ws-direct')).length, 6, 'four direct quotes, two of them in two parts'));
  await soon(async () => assert.equal((await highlighted(page, 'ws-mixed')).length, 2));
  await soon(async () => assert.equal((await highlighted(page, 'ws-position')).length, 10));
  const tints = () => Promise.all(Array.from({ length: 10 }, (_, slot) => highlighted(page, `ws-actor-${slot}`)));
  await soon(async () => assert.ok((await tints()).some((words) => words.join() === 'Ilse Marrow,Marrow,Marrow'), 'one actor, one color'));
  await page.keyboard.press('2');
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-direct'), []));
  await soon(async () => assert.equal(await page.locator('.mark.voice').count(), 0));
  await soon(async () => assert.equal(await page.getByRole('button', { name: 'Quotes', exact: true, pressed: false }).count(), 1));
  await page.keyboard.press('2');
  await soon(async () => assert.equal((await highlighted(page, 'ws-direct')).length, 6));
  assert.deepEqual(faults, []);
});

test('a hovered quote shows its speaker and cue, a hovered name all its mentions', async () => {
  const { page } = await open({ fixture: true, size: [1280, 1800] });
  await openSample(page);
  const quote = await where(page, 'Nobody in Grenfall');
  await page.mouse.move(quote.x, quote.y);
  await page.locator('#hover', { hasText: 'Direct quote by Ilse Marrow“told reporters outside the ministry”' }).waitFor();
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-linked'), ['Marrow']));
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-cue'), ['told reporters outside the ministry']));
  const name = await where(page, 'Ilse Marrow');
  await page.mouse.move(name.x, name.y);
  await page.locator('#hover', { hasText: 'Ilse Marrow, by name' }).waitFor();
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-linked'), ['Ilse Marrow', 'Marrow', 'Marrow']));
});

test('what is selected by key is emphasized although the mouse rests on other words', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const { x, y } = await where(page, 'Nobody in Grenfall');
  await page.mouse.move(x, y);
  await page.locator('#hover', { hasText: 'Direct quote by Ilse Marrow' }).waitFor();
  await page.keyboard.press('j');
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-chosen'), ['they would reopen the Grenfall crossing next month']));
  await page.mouse.move(x + 8, y);
  await soon(async () => assert.equal((await highlighted(page, 'ws-chosen')).length, 2, 'what is pointed at since'));
});

test('a click selects what is innermost, a second click what is around it', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const title = () => page.locator('#inspector').getAttribute('aria-label');
  await clickWords(page, 'any deal that did not settle');
  await page.locator('#inspector').waitFor({ state: 'visible' });
  const first = await title();
  await clickWords(page, 'any deal that did not settle');
  await soon(async () => assert.deepEqual([first, await title()].sort(), ['Paraphrase by Tomas Verhagen', 'Tomas Verhagen opposes']));
  await page.keyboard.press('Escape');
  await clickWords(page, 'A finance ministry spokesman');
  await soon(async () => assert.match(await page.locator('.why').textContent(), /Why: It is written like a name\..*about 9 in 10/));
});

test('selected words become a quote with a speaker, and all of it is undone', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await selectWords(page, 'did not mention the dispute over river tolls');
  await page.getByRole('button', { name: /^Mark as quote/ }).click();
  await soon(async () => assert.ok((await highlighted(page, 'ws-indirect')).includes('did not mention the dispute over river tolls')));
  await page.getByRole('dialog', { name: 'Speaker: who is it?' }).waitFor();
  await page.keyboard.type('sefton');
  await page.keyboard.press('Enter');
  await page.locator('#inspector[aria-label="Paraphrase by Amara Sefton"]').waitFor();
  await page.locator('.inspector .close, .inspector [aria-label^="Close"]').click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await soon(async () => assert.ok(!(await highlighted(page, 'ws-indirect')).includes('did not mention the dispute over river tolls')));
  await soon(async () => assert.ok(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()));
});

test('selected words become an actor or a position', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await selectWords(page, 'Lake Voss');
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await page.locator('#inspector[aria-label="Lake Voss, by name"]').waitFor();
  await page.keyboard.press('Escape');
  await selectWords(page, 'a second round');
  await page.keyboard.press('o');
  await page.getByRole('button', { name: '! demands' }).click();
  await page.locator('#inspector[aria-label="Amara Sefton demands"]').waitFor();
});

test('actors are merged and split', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await page.getByRole('button', { name: 'Rename, merge or split actors' }).click();
  await page.getByRole('button', { name: 'Merge Civic League into another' }).click();
  await page.keyboard.type('verh');
  await page.keyboard.press('Enter');
  await page.locator('.toast', { hasText: 'is now part of' }).waitFor();
  await soon(async () => assert.equal(await page.getByRole('textbox', { name: 'Name of Civic League' }).count(), 0));
  await page.getByRole('button', { name: 'Split Ostrelia' }).click();
  await page.locator('dialog').last().getByRole('checkbox').nth(2).check();
  await page.locator('#split-name').fill('Ostrelian government');
  await page.getByRole('button', { name: 'Split off' }).click();
  await soon(async () => assert.equal(await page.getByRole('textbox', { name: 'Name of Ostrelian government' }).count(), 1));
});

test('the first questions about an article are answered at a glance', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const lines = await page.locator('.glance dd').allTextContents();
  assert.deepEqual(lines, [
    '6 named · 2 unnamed, only described · 2 quotes without a source',
    '45 % word for word · 55 % retold',
    '5 actors, only talked about',
    '3 of 14 say more than “said”: “arguing that”, “warned that”, “denied that”',
  ]);
});

test('what is scrolled to is painted, what is far from the window is not', async () => {
  const { page } = await open({ fixture: true, size: [800, 300] });
  await openSample(page);
  const courier = async () => (await Promise.all(Array.from({ length: 10 }, (_, slot) => highlighted(page, `ws-actor-${slot}`)))).flat().includes('The Alden Courier');
  assert.equal(await courier(), false);
  await where(page, 'The Alden Courier');
  await soon(async () => assert.equal(await courier(), true));
  await page.evaluate(() => scrollTo(0, 0));
  await soon(async () => assert.equal(await courier(), false));
});

test('a list row leads to its place, and its filter to one speaker', async () => {
  const { page } = await open({ fixture: true, size: [1280, 600] });
  await openSample(page);
  await page.getByRole('button', { name: '2 quotes by Amara Sefton' }).click();
  await soon(async () => assert.equal(await page.locator('.saying').count(), 2));
  await page.locator('.saying').last().click();
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-chosen'), ['“They have learned to talk to each other again,”', '“I hope they will not stop now.”']));
  const box = await page.evaluate(() => { const [r] = CSS.highlights.get('ws-chosen'); const range = document.createRange(); range.setStart(r.startContainer, r.startOffset); range.setEnd(r.endContainer, r.endOffset); return range.getBoundingClientRect().top; });
  assert.ok(box > 0 && box < 600, `in view: ${box}`);
  await soon(async () => assert.equal(await page.locator('[aria-current="true"]').count(), 1));
  await soon(async () => assert.match(await said(page), /^Direct quote by Amara Sefton: “They have learned/));
});

test('an extent is drawn by its handle, word by word', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await clickWords(page, 'to pay for the losses');
  const target = await where(page, 'which the association');
  const handle = await page.locator('.handle.to').boundingBox();
  await page.mouse.move(handle.x + 14, handle.y + handle.height - 14);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y, { steps: 5 });
  await page.mouse.up();
  await soon(async () => assert.ok((await highlighted(page, 'ws-position')).includes('to pay for the losses, which')));
});

test('what is lost is told before a download, and the choice is kept', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await page.keyboard.press('d');
  await page.locator('.report', { hasText: 'Whosaid JSON holds everything' }).waitFor();
  await page.getByRole('radio', { name: 'CSV' }).check();
  await page.locator('.report', { hasText: `CSV leaves out ${borderDoc().mentions.length} mentions of actors.` }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('dialog').getByRole('button', { name: 'Download', exact: true }).click()]);
  assert.equal(download.suggestedFilename(), 'article.csv');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await page.locator('.report', { hasText: 'CSV leaves out' }).waitFor();
});

test('another language and a text without annotations are told so', async () => {
  const { page } = await open({ fixture: true });
  await paste(page, { 'text/plain': 'Das ist nicht wahr, sagte sie.' });
  await page.locator('.notice', { hasText: 'German' }).waitFor();
  await page.click('.brand');
  await paste(page, { 'text/plain': 'It rained all day.' });
  await page.locator('.notice', { hasText: 'No actor, quote or position' }).waitFor();
  await soon(async () => assert.equal(await page.locator('.notice').count(), 1));
});
