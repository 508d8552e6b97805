/** An exercise as one file: made by the site and by a file from disk, opened from disk, with the policy in force. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { drop, env, open, openSample } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'whosaid-class-'));

/** Takes an exercise about a sample as one file. @returns where it lies */
async function taken(page, sample, instructions, name) {
  await openSample(page, sample);
  await page.locator('.head-more summary').click();
  await page.getByRole('button', { name: 'Make an exercise' }).click();
  await page.getByLabel('Instructions').fill(instructions);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Take it as one file' }).click()]);
  assert.match(download.suggestedFilename(), /\.html$/);
  await page.locator('.report', { hasText: 'It opens from disk' }).waitFor();
  const path = join(folder, name);
  await download.saveAs(path);
  return path;
}

/** Opens a file from disk in a page of its own, which goes straight into the exercise. */
async function fromDisk(path, instructions) {
  const one = await open();
  await one.page.goto(pathToFileURL(path).href);
  await one.page.getByText(instructions).waitFor();
  return one;
}

test('the site makes one file, which opens from disk in the exercise and makes the next', async () => {
  const site = await open({ url: env('WHOSAID_SITE_URL') });
  const first = await taken(site.page, 'border', 'The first exercise.', 'first.html');
  assert.ok(statSync(first).size > 1_000_000, 'all of the page is in it');
  assert.doesNotMatch(readFileSync(first, 'utf8').split('id="whosaid-exercise">')[1].split('</script>')[0], /Lindqvale/, 'not readable at a glance');

  const { page, faults } = await fromDisk(first, 'The first exercise.');
  await page.locator('.class-text .w').first().click();
  await page.locator('.big-tool').first().click();
  await page.getByRole('button', { name: 'Later' }).click();
  await page.locator('.own-mark').waitFor();
  // What a page from disk keeps reaches Chromium's storage a moment later, from another process than the one that loads it again.
  await page.waitForTimeout(500);
  await page.reload();
  await page.locator('.own-mark').waitFor();

  await page.getByRole('button', { name: 'Leave the exercise' }).click();
  const second = await taken(page, 'court', 'The second exercise.', 'second.html');
  assert.deepEqual(faults, []);
  assert.equal(readFileSync(second, 'utf8').match(/id="whosaid-exercise">d[\w-]{100,}/g)?.length, 1, 'one exercise a file');
  const last = await fromDisk(second, 'The second exercise.');
  await last.page.getByRole('button', { name: 'Leave the exercise' }).click();
  await openSample(last.page, 'council');

  // Dropped on another page, the file is the exercise, too.
  const other = await open();
  await drop(other.page, { 'second.html': readFileSync(second) });
  await other.page.getByText('The second exercise.').waitFor();
  for (const one of [site, last, other]) assert.deepEqual(one.faults, []);
});

test('from disk there is no link to a disk, and the page says why', async () => {
  const { page } = await open({ url: pathToFileURL(env('WHOSAID_FILE')).href });
  await openSample(page, 'border');
  await page.locator('.head-more summary').click();
  await page.getByRole('button', { name: 'Make an exercise' }).click();
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await page.locator('.report', { hasText: 'would lead to your own disk' }).waitFor();
});
