/** An article with its marks as a link: everything is in the fragment, nothing is sent, and it opens as an article of one's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, openSample, painted, profile, soon } from './support.js';

test('a link holds the article with its marks, and opens in another browser', async () => {
  const { page, context } = await open();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page, 'council');
  await page.locator('#article').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const quotes = async (at) => at.locator('#tab-quotes .count').textContent();
  const before = await quotes(page);
  /** @type {string[]} */
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await page.getByRole('button', { name: 'Copy a link with the marks' }).click();
  await page.getByText(/^The link (is copied:|has) [\d,]+ letters/).waitFor();
  const address = await page.getByRole('link', { name: 'Open it' }).getAttribute('href');
  assert.ok(address.length < 16_000, `${address.length} letters`);
  assert.ok(asked.every((url) => !url.includes('marks=')), 'nothing is sent');
  const other = await (await profile({})).newPage();
  await other.goto(address);
  await painted(other);
  await other.getByText('Opened from a link. It is kept in this browser now.').first().waitFor();
  await soon(async () => assert.equal(await quotes(other), before));
  assert.match(other.url(), /#article=/);
  const heading = await page.locator('.part h1').first().textContent();
  assert.equal(await other.locator('.part h1').first().textContent(), heading);
  await other.reload();
  await painted(other);
  await soon(async () => assert.equal(await quotes(other), before));
});

test('a damaged link is told, and the page starts all the same', async () => {
  const { page } = await open();
  for (const code of ['', '%', 'dAAAA', 'p' + Buffer.from('{"format":"whosaid/1"}').toString('base64url'), 'zzz']) {
    await page.goto('about:blank');
    await page.goto(`${new URL('/', process.env.WHOSAID_URL)}#marks=${code}`);
    await page.locator('#paste').waitFor();
    await page.getByText(/^The link cannot be opened\. /).first().waitFor();
    assert.doesNotMatch(page.url(), /marks/);
  }
});
