import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Superseded } from '../../www/core/client.js';
import { Fault } from '../../www/core/fault.js';
import { PREVIEW } from '../../www/core/preview.js';
import { fakeCore, hang } from './fake-core.js';
import { columns, sample, TEXT, VOCABULARY } from './support.js';

test('annotates, writes and reads with one worker', async () => {
  const { core, workers } = fakeCore();
  assert.deepEqual(await core.ready, VOCABULARY);
  const { doc, milliseconds } = await core.annotate(TEXT);
  assert.deepEqual([doc.quotes.length, milliseconds], [2, 3]);
  assert.deepEqual(await core.write([{ name: 'x', doc }], 'csv'), { files: [], losses: [] });
  assert.deepEqual((await core.read([{ name: 'x.json', content: '{}' }])).articles, [{ name: 'x.json', doc: sample() }]);
  assert.equal(await core.recognize('x.txt', 'One'), null);
  assert.equal(workers.length, 1);
});

test('the formats are loaded once, when they are asked for, and again where that failed', async () => {
  const module = {};
  const answers = [() => Promise.reject(new Fault('unreachable', 'formats')), async () => ({ module })];
  const given = [];
  const { core } = fakeCore({ formats: (it) => given.push(it), recognize: (it) => void given.push(it) }, () => answers.shift()());
  await core.annotate(TEXT);
  assert.equal(answers.length, 2, 'the first article does not wait for them');
  await assert.rejects(core.formats(), /program for files did not arrive/);
  await core.formats();
  core.prepare();
  await core.recognize('x.txt', 'One');
  assert.deepEqual([given.length, given[0] === module, given[1] === module, answers.length], [2, true, true, 0]);
});

test('what the core posts on its way is no answer, but told to whoever asked for the text', async () => {
  const shares = [0.25, 0.5];
  const { core, workers } = fakeCore({
    annotate(text) {
      workers[0].onmessage({ data: { type: 'progress', share: shares.shift() } });
      return columns(text);
    },
  });
  const told = [];
  assert.equal((await core.annotate(TEXT, { onProgress: (share) => told.push(share) })).doc.quotes.length, 2);
  assert.equal((await core.annotate(TEXT)).doc.quotes.length, 2);
  assert.deepEqual(told, [0.25]);
});

test('what is annotated aside makes nothing pointless', async () => {
  const { core } = fakeCore();
  const all = [core.annotate(TEXT), core.annotate(TEXT, { aside: true })];
  assert.deepEqual((await Promise.all(all)).map(({ doc }) => doc.quotes.length), [2, 2]);
});

test('units that a person has to choose from come with the error', async () => {
  const { core } = fakeCore({ read: () => { throw Object.assign(new Error('which unit?'), { units: ['codepoint', 'utf16'] }); } });
  await assert.rejects(core.read([]), { message: 'which unit?', units: ['codepoint', 'utf16'] });
});

test('an ordinary error is passed on and the worker stays', async () => {
  const { core, workers } = fakeCore({ read: () => { throw new Error('line 3: no such kind'); } });
  await assert.rejects(core.read([]), /line 3: no such kind/);
  await core.annotate(TEXT);
  assert.equal(workers.length, 1);
});

test('a document from the core that is damaged is an error', async () => {
  const { core } = fakeCore({ read: () => ({ articles: [{ name: 'a', document: { ...sample(), mentions: [{}] } }], texts: [], losses: [], skipped: [] }) });
  await assert.rejects(core.read([]), /damaged: mentions\[0\]/);
});

for (const [what, failure, cause] of [
  ['a trap', new WebAssembly.RuntimeError('unreachable'), /unreachable/],
  ['a crash', 'crash', /crashed/],
  ['an unreadable answer', 'garbled', /cannot be read/],
]) {
  test(`${what} costs one call, which says what to do: the worker is replaced and the calls behind it are answered`, async () => {
    let traps = 1;
    const { core, workers } = fakeCore({
      write() {
        if (traps-- > 0) throw failure;
        return { files: [], losses: [] };
      },
    });
    const [first, second, third] = await Promise.allSettled([core.write([{ name: 'x', doc: sample() }], 'a'), core.write([{ name: 'x', doc: sample() }], 'b'), core.annotate(TEXT)]);
    assert.equal(first.reason.kind, 'stopped');
    assert.match(first.reason.message, /started anew\. Try again\./);
    assert.doesNotMatch(first.reason.message, cause, 'in plain words');
    assert.match(first.reason.cause, cause, 'and the raw ones beside them');
    assert.deepEqual([second.status, third.status], ['fulfilled', 'fulfilled']);
    assert.deepEqual([workers.length, workers[0].ended, workers[1].ended], [2, true, false]);
  });
}

test('a later text takes the place of an earlier one', async () => {
  const { core, workers } = fakeCore();
  await core.ready;
  const texts = [TEXT, `${TEXT}a`, `${TEXT}b`];
  const answers = await Promise.allSettled(texts.map((text) => core.annotate(text)));
  assert.ok(answers[0].reason instanceof Superseded && answers[1].reason instanceof Superseded);
  assert.equal(answers[2].value.doc.text, `${TEXT}b`);
  assert.deepEqual([workers.length, workers[0].seen], [1, ['start', 'load', 'annotate', 'annotate']], 'what was not sent yet never is');
});

test('a long text under way is cut off for the next; other calls survive', async () => {
  const long = TEXT + 'x'.repeat(PREVIEW);
  const { core, workers } = fakeCore({ annotate: (text) => (text === long ? hang : columns(text)) });
  await core.ready;
  const first = core.annotate(long).catch((error) => error);
  const written = core.write([{ name: 'x', doc: sample() }], 'csv');
  const { doc } = await core.annotate(TEXT);
  assert.equal(doc.text, TEXT);
  assert.ok((await first) instanceof Superseded);
  assert.deepEqual(await written, { files: [], losses: [] });
  assert.deepEqual([workers.length, workers[0].ended], [2, true]);
});

test('a long text is shown from its beginning first', async () => {
  const long = TEXT + `\n${'word '.repeat(40)}\n`.repeat(600);
  const lengths = [];
  const { core } = fakeCore({ annotate(text) { lengths.push(text.length); return columns(text); } });
  const previews = [];
  const { doc } = await core.annotate(long, { onPreview: (it) => previews.push(it.doc) });
  assert.deepEqual([previews.length, previews[0].text, doc.text], [1, long, long]);
  assert.ok(lengths[0] <= PREVIEW && long.slice(0, lengths[0]).endsWith('\n\n'));
  assert.equal(lengths[1], long.length);
  await core.annotate(TEXT, { onPreview: () => assert.fail('a short text has no preview') });
});

test('a closed core answers with an error', async () => {
  const { core, workers } = fakeCore({ write: () => hang });
  await core.ready;
  const waiting = core.write([{ name: 'x', doc: sample() }], 'csv');
  core.dispose();
  await assert.rejects(waiting, /closed/);
  await assert.rejects(core.annotate(TEXT), /closed/);
  assert.ok(workers[0].ended);
});
