/** The class: files of exercises and answers, a learner's work, the whole class, and what stays in the browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerOf, checkAnswer, unfit, withAnswer } from '../../www/state/class/answer.js';
import { checkExercise, makeExercise, printOf, usualChoices } from '../../www/state/class/exercise.js';
import { createShelf } from '../../www/state/class/shelf.js';
import { heatOf, rowsOf, tallyOf, troubleOf } from '../../www/state/class/tally.js';
import { csvOf } from '../../www/state/csv.js';
import { addMark, compared, newSource, newWork, removeMark, setSource, setView, setWho, worksheetOf } from '../../www/state/class/work.js';
import { withBlock } from '../../www/io/own-file.js';
import { packed, unpacked } from '../../www/io/packed.js';
import { cutOff } from '../../www/state/edits.js';
import { at, documents, fakeJournal, frozen, sample } from './support.js';

const about = { id: 'e1', title: 'A bridge', isLoaded: () => false };
const exercise = (doc = sample(), task = 'who') => frozen(makeExercise(doc, usualChoices(task), about));
const work = () => frozen(newWork(exercise()));
const handed = (learner, change = (w) => w, made = '2026-01-01') => ({ file: `${learner}.json`, answer: answerOf(exercise(), { ...change(work()), learner }, made) });
const saysCosts = (who) => (w) => addMark(w, 'quote', at('costs could rise'), { name: who });

test('an exercise is what it was after it was written and read', async () => {
  await fc.assert(fc.asyncProperty(documents, async (doc) => {
    const made = makeExercise(doc, usualChoices('all'), about);
    const code = await packed(made);
    assert.match(code, /^[\w-]+$/);
    assert.deepEqual(checkExercise(await unpacked(code)), JSON.parse(JSON.stringify(made)));
  }), { numRuns: 30 });
});

test('what was cut off is no part of an exercise, and every place stays at its words', () => {
  const doc = cutOff(sample(), at('Mayor'));
  const { text, key } = makeExercise(doc, usualChoices('all'), about);
  assert.equal(text, `\n${sample().text.split('\n')[1]}\n`);
  assert.deepEqual(checkExercise(makeExercise(doc, usualChoices('all'), about)).key, key);
  const words = key.marks.filter(({ layer }) => layer === 'quote').map(({ parts }) => parts.map(([start, end]) => text.slice(start, end)));
  assert.deepEqual(words, [['a mistake'], ['It is late,', 'and it is dear']]);
  assert.deepEqual(key.actors.find(({ id }) => id === 'a2').places.map(([start, end]) => text.slice(start, end)), ['Rowan Pike', 'Pike']);
});

test('a packed key cannot be read at a glance, and says so to nobody who unpacks it', async () => {
  const code = await packed(exercise());
  assert.doesNotMatch(code, /Quill|Pike/);
  await assert.rejects(unpacked(code.slice(0, -40)), /cut off or damaged/);
  await assert.rejects(unpacked('hello'), /no code that Whosaid made/);
  assert.deepEqual(await unpacked(`${code.slice(0, 30)}\n ${code.slice(30)}`), JSON.parse(JSON.stringify(exercise())), 'a mail program broke the line');
});

test('where the browser compresses nothing, a code is longer and holds all the same', async () => {
  const { CompressionStream } = globalThis;
  delete globalThis.CompressionStream;
  try {
    assert.deepEqual(await unpacked(await packed({ a: 'é🌉' })), { a: 'é🌉' });
  } finally {
    globalThis.CompressionStream = CompressionStream;
  }
});

test('what is no exercise, damaged, or of a later version is told apart', () => {
  const wrong = (change, words) => assert.throws(() => checkExercise({ ...structuredClone(exercise()), ...change }), words);
  assert.throws(() => checkExercise(null), /no exercise/);
  wrong({ 'whosaid-exercise': 2 }, /later version/);
  wrong({ text: 'Other words.' }, /text was changed/);
  wrong({ task: 'toString' }, /task/);
  wrong({ tools: ['hammer'] }, /tools/);
  wrong({ key: { actors: [], marks: [{ id: 'x', layer: 'quote', kind: null, parts: [[0, 9999]], others: [], who: [], reason: null }] } }, /key does not fit/);
});

test('every damaged answer is refused in words, never with a crash', () => {
  const good = JSON.parse(JSON.stringify(handed('Ada', saysCosts('Ada Quill')).answer));
  assert.deepEqual(checkAnswer(good, exercise().text.length), good);
  fc.assert(fc.property(fc.constantFrom(...Object.keys(good)), fc.anything(), (field, value) => {
    try {
      checkAnswer({ ...good, [field]: value });
    } catch (error) {
      assert.equal(error.constructor.name, 'ClassError', String(error.stack));
    }
  }));
});

test('a text’s print tells versions apart', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => assert.equal(printOf(a) === printOf(b), a === b)));
});

test('work: marks are made once, corrected, taken back, and stay as they are once compared', () => {
  const one = saysCosts('Ada')(work());
  assert.equal(addMark(one, 'quote', at('costs could rise')), one);
  assert.deepEqual(setWho(one, 'own-1', { name: 'Bo' }).marks[0].who, { name: 'Bo' });
  assert.deepEqual(removeMark(one, 'own-1').marks, []);
  const done = frozen(compared(one));
  for (const change of [removeMark(done, 'own-1'), setWho(done, 'own-1', null), addMark(done, 'quote', at('said'))]) assert.equal(change, done);
  assert.deepEqual(setView(setView(done, 'q1', 'I doubt it'), 'q1', ' ').views, {});
});

test('the worksheet lists each source once, and keeps what was written', () => {
  const one = saysCosts('Ada Quill')(addMark(work(), 'quote', at('a mistake'), { name: 'Ada Quill' }));
  assert.deepEqual(worksheetOf(one, one.print).map(({ name }) => name), ['Ada Quill']);
  const written = setSource(one, { ...newSource('Ada Quill'), independent: 'no' });
  assert.deepEqual(worksheetOf(setSource(written, newSource('The union')), '').map(({ name, independent }) => [name, independent]), [['Ada Quill', 'no'], ['The union', '']]);
});

test('an answer to another exercise, article or version is told', () => {
  const { answer } = handed('Ada');
  assert.equal(unfit(answer, exercise()), '');
  const other = { ...sample(), text: `${sample().text}!` };
  assert.match(unfit(answer, exercise(other)), /another version/);
  assert.match(unfit(answer, { ...exercise(), id: 'e2' }), /another exercise/);
  assert.match(unfit(answer, { ...exercise(other), id: 'e2' }), /another article, “A bridge”/);
});

test('a class: who found what, what is disputed, how far learners agree', () => {
  const views = (w) => setView(saysCosts('Pike')(w), 'q2', 'She only repeats what he says');
  const tally = tallyOf(exercise(), [handed('Ada', saysCosts('Ada Quill')), handed('Bo', views), handed('Cy')]);
  assert.deepEqual(tally.results.map(({ counts }) => [counts.found, counts.speaker, counts.missed]), [[1, 0, 3], [0, 1, 3], [0, 0, 4]]);
  const [q1, q2] = tally.keys;
  assert.deepEqual([q1.agreement, q2.agreement, troubleOf(q2)], [1, 0, 2]);
  assert.deepEqual(q2.views, [{ learner: 'Bo', words: 'She only repeats what he says' }]);
  assert.equal(tally.agreement, 0.75);
  const heat = heatOf(tally);
  assert.equal(heat.find(({ start }) => start === at('costs could rise').start)?.heat, 2 / 3);
  for (const [i, { start, end }] of heat.entries()) assert.ok(start < end && (i === 0 || heat[i - 1].end <= start));
});

test('words that several marked and the key does not are one row', () => {
  const extra = (w) => addMark(w, 'quote', at('a teacher'), null);
  const tally = tallyOf(exercise(), [handed('Ada', extra), handed('Bo', extra), handed('Cy')]);
  assert.deepEqual(tally.extras.map(({ start, learners }) => [start, learners]), [[at('a teacher').start, ['Ada', 'Bo']]]);
});

test('a spreadsheet gets words, no formulas', () => {
  const csv = csvOf(rowsOf(exercise(), tallyOf(exercise(), [handed('=cmd', (w) => setView(saysCosts('A "B", C')(w), 'q2', '-1\nno'))])));
  assert.match(csv, /^\uFEFFlearner,file,outcome/);
  assert.match(csv, /\r\n'=cmd,/);
  assert.match(csv, /"A ""B"", C"/);
  assert.match(csv, /"'-1\nno"/);
});

test('a learner’s later answer takes the place of the earlier', () => {
  const all = ['Bo', 'Ada 10', 'Ada 9'].reduce((list, name) => withAnswer(list, handed(name)), []);
  assert.deepEqual(all.map(({ answer }) => answer.learner), ['Ada 9', 'Ada 10', 'Bo']);
  const later = handed('bo', saysCosts('x'), '2026-02-02');
  assert.equal(withAnswer(all, later).length, 3);
  assert.equal(withAnswer(withAnswer(all, later), handed('Bo')).find(({ answer }) => answer.learner === 'bo'), later);
});

test('the shelf keeps at once, and says where it cannot', () => {
  const shelf = createShelf(fakeJournal());
  const one = saysCosts('Ada')(work());
  assert.equal(shelf.keepWork(one), '');
  assert.deepEqual(shelf.work(exercise()), one);
  assert.equal(shelf.work(exercise({ ...sample(), text: `${sample().text}!` })), null, 'work on another version is not taken for this one’s');
  assert.equal(shelf.keepExercise(exercise()), '');
  assert.deepEqual(shelf.exercises(), [JSON.parse(JSON.stringify(exercise()))]);
  shelf.keepAnswers('e1', [handed('Ada')]);
  assert.deepEqual(shelf.answers(exercise()).map(({ answer }) => answer.learner), ['Ada']);
  shelf.forget('e1');
  assert.deepEqual([shelf.exercises(), shelf.answers(exercise())], [[], []]);
  for (const bad of [createShelf(null), createShelf(fakeJournal(10))]) assert.match(bad.keepWork(one), /does not keep it/);
});

test('the single file takes one exercise, in the place of another', () => {
  const page = '<html><head><title>Whosaid</title></head><body><script type="text/plain" id="whosaid-worker">x</script></body></html>';
  const once = withBlock(page, 'dABC', 'A <b> & c');
  assert.match(once, /<title>A &lt;b> &amp; c<\/title>/);
  assert.equal(withBlock(once, 'dXYZ', 'B').match(/whosaid-exercise/g)?.length, 1);
  assert.throws(() => withBlock('<html></html>', 'd', ''), /not the single file/);
});
