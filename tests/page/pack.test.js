/** What is handed out: one file as it is, several as one zip. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack } from '../../www/io/handout.js';

test('several files become one zip, one stays itself', async () => {
  const files = [{ name: 'a.txt', mime: 'text/plain', text: 'One é' }, { name: 'b.ann', mime: 'text/plain', text: 'Two' }];
  const one = await pack(files.slice(0, 1));
  assert.deepEqual([one.name, one.blob.type, await one.blob.text()], ['a.txt', 'text/plain', 'One é']);
  const both = await pack(files, 'both.zip');
  const bytes = new Uint8Array(await both.blob.arrayBuffer());
  assert.equal(both.name, 'both.zip');
  assert.deepEqual([...bytes.slice(0, 4)], [0x50, 0x4b, 3, 4]);
  const held = new TextDecoder().decode(bytes);
  assert.ok(held.includes('a.txt') && held.includes('One é') && held.includes('b.ann') && held.includes('Two'));
  await assert.rejects(pack([]), /nothing to download/);
});
