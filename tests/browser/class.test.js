/** The class, whole: a teacher makes an exercise, three learners answer by finger, keyboard and mouse, the teacher compares. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { byFinger, byMouse, clipboard, EMPTY, handIn, maker, spot, toResult } from './class-hands.js';
import { clean, drop, open } from './support.js';

test('a teacher makes an exercise, three learners answer, the teacher compares', async () => {
  const teacher = await open({ fixture: true, bypassCSP: true });
  await teacher.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await maker(teacher.page);
  await teacher.page.getByText('14 things are to be found').waitFor();
  await clean(teacher.page, 'the maker');
  await teacher.page.getByLabel('Instructions').fill('Who says what?');
  await teacher.page.getByRole('button', { name: 'Copy a link' }).click();
  await teacher.page.locator('.report', { hasText: 'The link is copied' }).waitFor();
  const link = await clipboard(teacher.page);
  assert.match(await teacher.page.locator('.report').textContent(), new RegExp(`${link.length.toLocaleString('en')} letters`));
  assert.doesNotMatch(link, /Lindqvale|Marrow/, 'the key is not readable at a glance');
  await teacher.page.keyboard.press('Escape');

  const files = {};

  // By finger, on a phone.
  const ada = await open({ fixture: true, size: [390, 800], touch: true, bypassCSP: true });
  await ada.page.goto('about:blank');
  await ada.page.goto(link);
  await ada.page.getByText('Who says what?').waitFor();
  assert.equal(await ada.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing is wider than the phone');
  await clean(ada.page, 'marking on a phone');
  await byFinger(ada.page, EMPTY);
  await ada.page.locator('.big-tool').first().tap();
  await ada.page.getByLabel(/^Who says this/).waitFor();
  const name = await spot(ada.page, 'Lindqvale');
  await ada.page.touchscreen.tap(name.x, name.y);
  await ada.page.locator('.own-mark', { hasText: 'Petra Lindqvale' }).waitFor();
  await ada.page.reload();
  await ada.page.locator('.own-mark', { hasText: 'Petra Lindqvale' }).waitFor();
  await toResult(ada.page);
  await ada.page.getByText('You found 1 of 14').waitFor();
  await clean(ada.page, 'a result on a phone');
  const first = await handIn(ada.page, 'Ada');
  files[first.name] = first.content;
  assert.match(first.name, /^Ada – .*\.answer\.json$/);
  await ada.page.keyboard.press('Escape');
  await ada.page.reload();
  await ada.page.getByRole('heading', { name: 'Your result' }).waitFor();
  // The result is found again from the first page.
  await ada.page.getByRole('button', { name: 'Leave the exercise' }).click();
  await ada.page.getByRole('button', { name: 'Exercises and answers' }).click();
  await clean(ada.page, 'the list of exercises');
  await ada.page.getByRole('button', { name: /^Open “/ }).click();
  await ada.page.getByRole('heading', { name: 'Your result' }).waitFor();

  // By keyboard alone.
  const bo = await open({ fixture: true });
  await bo.page.goto('about:blank');
  await bo.page.goto(link);
  await bo.page.getByText('Who says what?').waitFor();
  const { page } = bo;
  while (!(await page.evaluate(() => document.activeElement?.classList.contains('class-text')))) await page.keyboard.press('Tab');
  const chosen = () => page.evaluate(() => [...document.querySelectorAll('.class-text .chosen')].map((node) => node.textContent).join(''));
  for (let step = 0; step < 60 && !(await chosen()).startsWith('Four'); step++) await page.keyboard.press('ArrowDown');
  assert.equal(await chosen(), 'Four');
  for (let step = 0; step < 9; step++) await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await chosen(), EMPTY);
  await page.keyboard.press('1');
  await page.keyboard.type('the Tarvian haulers');
  await page.keyboard.press('Enter');
  await page.locator('.own-mark', { hasText: 'the Tarvian haulers' }).waitFor();
  await page.getByRole('button', { name: /^I am done/ }).press('Enter');
  await page.locator('dialog').getByRole('button', { name: 'See the result' }).press('Enter');
  await page.getByText('You named the Tarvian haulers; the key says Petra Lindqvale.').waitFor();
  const row = page.locator('.result-row', { hasText: EMPTY });
  await row.locator('summary').press('Enter');
  await row.getByLabel('I see it differently, because …').fill('She speaks for all of them.');
  const second = await handIn(page, 'Bo');
  files[second.name] = second.content;

  // By mouse, and with a code.
  const cy = await open({ fixture: true });
  await cy.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await cy.page.goto('about:blank');
  await cy.page.goto(link);
  await cy.page.getByText('Who says what?').waitFor();
  await byMouse(cy.page, 'Petra Lindqvale');
  await cy.page.locator('.big-tool').first().click();
  await cy.page.getByRole('button', { name: 'Nobody is named' }).click();
  await cy.page.locator('.own-mark', { hasText: 'Nobody named' }).waitFor();
  await toResult(cy.page);
  await cy.page.getByRole('button', { name: 'Hand in' }).click();
  await cy.page.getByLabel(/^Your name/).fill('Cy');
  await cy.page.getByRole('button', { name: 'Copy a code' }).click();
  await cy.page.locator('.report', { hasText: 'Copied' }).waitFor();
  const code = await clipboard(cy.page);

  // The teacher drops two files and pastes the third.
  await drop(teacher.page, files);
  await teacher.page.getByRole('heading', { name: 'The class', exact: true }).waitFor();
  await teacher.page.getByText('Paste codes').click();
  await teacher.page.getByLabel('One code a line').fill(code);
  await teacher.page.getByRole('button', { name: 'Add them' }).click();
  await teacher.page.locator('.class-table tbody tr').nth(2).waitFor();
  assert.deepEqual(await teacher.page.locator('.class-table tbody th').evaluateAll((heads) => heads.map((head) => [head.textContent.trim(), head.title])), [['Ada', first.name], ['Bo', second.name], ['Cy', 'code 1']]);
  const column = teacher.page.locator('.class-table tbody tr td.cell .hidden');
  const cells = await column.allTextContents();
  assert.equal(cells.filter((cell) => cell === 'Found').length, 1);
  assert.equal(cells.filter((cell) => cell === 'Another speaker').length, 1);
  await teacher.page.locator('.marks-side blockquote', { hasText: 'Bo: She speaks for all of them.' }).waitFor();
  const heat = await teacher.page.evaluate((words) => [...document.querySelectorAll('.class-text .hot')].find((node) => words.startsWith(node.textContent))?.style.getPropertyValue('--heat'), EMPTY);
  assert.equal(heat, '67%');
  await clean(teacher.page, 'the class');
  const [csv] = await Promise.all([teacher.page.waitForEvent('download'), teacher.page.getByRole('button', { name: 'Table as CSV' }).click()]);
  const table = readFileSync(await csv.path(), 'utf8');
  assert.match(table, /Bo,Bo – [^,]*,speaker,quote/);
  assert.match(table, /She speaks for all of them\./);

  // What belongs elsewhere is told, and nothing else is lost.
  const strange = JSON.parse(files[first.name]);
  await drop(teacher.page, { 'other.json': JSON.stringify({ ...strange, print: 'x-y', learner: 'Di' }), 'cut.json': files[second.name].subarray(0, 90) });
  await teacher.page.locator('.notice', { hasText: 'Di answers another version of this article.' }).waitFor();
  await teacher.page.locator('.notice', { hasText: 'cut.json: The file is cut off or damaged.' }).waitFor();
  assert.equal(await teacher.page.locator('.class-table tbody tr').count(), 3);
  for (const one of [teacher, ada, bo, cy]) assert.deepEqual(one.faults, []);
});
