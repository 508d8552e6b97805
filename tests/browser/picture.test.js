/** The voices and the selected paragraph as pictures: whole files of the size that is said, offered only where there is something to see. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { clickWords, open, openSample } from './support.js';

/** @param {import('playwright-core').Page} page @param {string} name of the button */
async function picture(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { name: file.suggestedFilename(), data: await readFile(await file.path()) };
}

test('voices and a paragraph are taken away as pictures', async () => {
  const { page, faults } = await open({ fixture: true });
  await openSample(page);
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  assert.equal(await page.getByRole('button', { name: 'Selected paragraph (PNG)' }).count(), 0);
  const voices = await picture(page, 'Voices (PNG)');
  assert.match(voices.name, /, voices\.png$/);
  const { width, height, data } = PNG.sync.read(voices.data);
  assert.ok(width === 1440 && height > 200, `${width} × ${height}`);
  const colors = new Set();
  for (let at = 0; at < data.length; at += 4) colors.add(data.subarray(at, at + 3).join());
  for (const color of ['255,255,255', '48,103,184', '178,214,255']) assert.ok(colors.has(color), color);
  const svg = (await picture(page, 'Voices (SVG)')).data.toString();
  const name = await page.locator('.voice .name').first().evaluate((element) => element.firstChild.textContent);
  assert.ok(svg.startsWith('<svg ') && svg.includes(`>${name}<`), name);
  await page.keyboard.press('Escape');
  await clickWords(page, 'to pay for the losses');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const paragraph = (await picture(page, 'Selected paragraph (SVG)')).data.toString();
  const words = [...paragraph.matchAll(/xml:space="preserve">([^<]*)</g)].map(([, found]) => found).join('');
  assert.match(words, /to pay for the losses/);
  assert.match(paragraph, / Q/, 'a position is underlined by a wave');
  assert.deepEqual(faults, []);
});
