/** The class, whole: a teacher makes an exercise, three learners answer by finger, keyboard and mouse, the teacher compares. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clean, drop, open, openSample, soon } from './support.js';

/** Opens the maker over the sample. */
async function maker(page) {
  await openSample(page);
  await page.locator('.head-more summary').click();
  await page.getByRole('button', { name: 'Make an exercise' }).click();
  await page.locator('dialog.maker').waitFor();
}

/** Where words of a learner's article are. */
async function spot(page, words, last = false, scroll = true) {
  return page.evaluate(({ wanted, end, isToMove }) => {
    const text = document.querySelector('.class-text');
    for (const line of text.children) {
      const at = line.textContent.indexOf(wanted);
      if (at < 0) continue;
      let seen = 0;
      const place = end ? at + wanted.length - 1 : at;
      for (const node of line.children) {
        seen += node.textContent.length;
        if (seen <= place) continue;
        if (isToMove) node.scrollIntoView({ block: 'center' });
        const box = node.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2, left: box.left + 1, right: box.right - 1 };
      }
    }
    throw new Error(`not in the article: ${wanted}`);
  }, { wanted: words, end: last, isToMove: scroll });
}

const byFinger = async (page, words) => {
  const from = await spot(page, words);
  await page.touchscreen.tap(from.x, from.y);
  const to = await spot(page, words, true);
  await page.touchscreen.tap(to.x, to.y);
};

const byMouse = async (page, words) => {
  await spot(page, words);
  const [from, to] = [await spot(page, words, false, false), await spot(page, words, true, false)];
  await page.mouse.move(from.left, from.y);
  await page.mouse.down();
  await page.mouse.move(to.right, to.y, { steps: 8 });
  await page.mouse.up();
};
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const EMPTY = 'Four more weeks is four more weeks of empty trucks';

/** Sees the result and hands in a file. */
async function handIn(page, name) {
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByLabel(/^Your name/).fill(name);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the answer' }).click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}
async function toResult(page) {
  await page.getByRole('button', { name: /^I am done/ }).click();
  await page.locator('dialog').getByRole('button', { name: 'See the result' }).click();
  await page.getByRole('heading', { name: 'Your result' }).waitFor();
}

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

test('marking it oneself shows nothing of the key, also where it was accepted, and outlives a reload', async () => {
  const { page, faults } = await open({ fixture: true });
  await openSample(page);
  await page.locator('#tab-quotes').click();
  await page.getByRole('button', { name: /^Accept/ }).first().click();
  await page.locator('.saved', { hasText: 'Saved' }).waitFor();
  await page.locator('.head-more summary').click();
  await page.getByRole('button', { name: 'Mark it yourself first' }).click();
  const hidden = async () => {
    await page.locator('.class-page.learner').waitFor();
    assert.deepEqual(await page.evaluate(() => ['.reader', '.panel', '.careful', '#inspector', '#hover'].filter((one) => document.querySelector(one)?.checkVisibility())), []);
    assert.equal(await page.locator('.class-text :is(.own, .out, [title])').count(), 0);
    // Names stand in the article's own words alone.
    assert.doesNotMatch(await page.evaluate(() => [...document.querySelectorAll('.class-page > :not(.class-text)')].map((part) => part.textContent).join(' ')), /Marrow|Lindqvale|Sefton/);
  };
  await hidden();
  await page.keyboard.press('l');
  await page.keyboard.press('j');
  assert.equal(await page.locator('dialog').count(), 0, 'no key leads to the lists');
  await page.reload();
  await hidden();
  await byMouse(page, EMPTY);
  await page.getByRole('button', { name: /^What is said/ }).click();
  await soon(async () => assert.equal(await page.locator('.who-row .button').count(), 3, 'nobody is offered'));
  await page.getByLabel(/^Who says this/).fill('Lindqvale');
  await page.keyboard.press('Enter');
  await toResult(page);
  await page.locator('.result-row.o-found', { hasText: EMPTY }).waitFor();
  await page.getByRole('button', { name: 'Back to the article' }).click();
  await page.locator('.reader').waitFor({ state: 'visible' });
  assert.equal(await page.locator('.voice .name', { hasText: 'Lindqvale' }).count(), 1, 'the name is no second actor');
  assert.deepEqual(faults, []);
});

test('the way to an exercise fits a phone', async () => {
  const { page, faults } = await open({ fixture: true, size: [390, 800], touch: true });
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > 390);
  await maker(page);
  assert.equal(await isWide(), false, 'the maker');
  await page.getByRole('button', { name: 'Compare answers' }).click();
  await page.getByText('No answers yet.').waitFor();
  assert.equal(await isWide(), false, 'the class');
  assert.deepEqual(faults, []);
});

test('a damaged link is told, and the page starts', async () => {
  const { page, faults } = await open({ fixture: true });
  await page.goto(`${page.url()}#exercise=dAAAA`);
  await page.reload();
  await page.locator('.notice', { hasText: 'cut off or damaged' }).waitFor();
  await page.locator('#paste').waitFor();
  assert.deepEqual(faults, []);
});

test('every task can be previewed, the worksheet filled in, and the article printed', async () => {
  const { page, faults } = await open({ fixture: true, bypassCSP: true });
  await maker(page);
  for (const task of ['Word for word or retold?', 'Named or unnamed sources?', 'Who holds which position?', 'Which verbs say more than “said”?', 'Whose voice is missing?']) {
    await page.getByLabel(task).check();
    await page.getByText(/to be found/).waitFor();
  }
  await page.getByText('Tools and more questions').click();
  await page.getByLabel('A worksheet about each source').check();
  await page.getByRole('button', { name: 'Preview as a learner' }).click();
  await page.getByRole('heading', { name: 'The sources' }).waitFor();
  await page.getByLabel('Another source').fill('The driver');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Is it independent, with nothing to gain?').selectOption('no');
  await page.getByLabel('What is your evidence?').fill('She is paid by the mile.');
  await page.getByLabel('Whose voice is missing?').fill('Those who live there.');
  await clean(page, 'the worksheet');
  await page.getByRole('button', { name: 'End of the preview' }).click();
  await page.locator('dialog.maker').waitFor();
  assert.equal(await page.getByLabel('A worksheet about each source').isChecked(), true, 'what was chosen stays');
  await page.getByRole('button', { name: 'Print without marks' }).click();
  await page.locator('.paper-view.for-notes').waitFor();
  assert.equal(await page.locator('.class-text .key-mark').count(), 0);
  await clean(page, 'paper');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Print with the key' }).click();
  await page.locator('.class-text .key-mark').first().waitFor();
  assert.deepEqual(faults, []);
});
