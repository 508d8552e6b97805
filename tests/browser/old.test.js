/** A browser that is too old is told so before anything is pasted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './support.js';

test('a browser that cannot read the scripts shows what the page needs', async () => {
  const { page, context } = await open();
  const stuck = page.locator('#stuck');
  assert.equal(await stuck.count(), 0, 'one that can shows nothing');
  await context.route('**/main.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'const later = #syntax;' }));
  await page.reload();
  assert.equal(await stuck.isVisible(), false, 'nothing is said while the scripts may still come');
  await stuck.waitFor({ state: 'visible', timeout: 10_000 });
  assert.match(await stuck.textContent(), /Safari 16\.4, Firefox 115, Chrome or Edge 110/);
  await context.close();
});

for (const [what, change] of Object.entries({
  'copies of lists': () => delete Array.prototype.with,
  'the core’s arithmetic': () => void (WebAssembly.validate = () => false),
})) {
  test(`a browser that lacks ${what} is told at once`, async () => {
    const { page, context } = await open();
    await page.addInitScript(change);
    await page.reload();
    await page.locator('.notice.bad', { hasText: 'too old for Whosaid' }).waitFor();
    await context.close();
  });
}
