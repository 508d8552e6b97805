/** The marks of the careful reading take the place of the quick ones, but never of what a person did. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultOf } from '../../www/state/check.js';
import * as edits from '../../www/state/edits.js';
import { KINDS, LIST, listOf } from '../../www/state/items.js';
import { createStore } from '../../www/state/store.js';
import { accountOf, differences } from '../../www/state/differences.js';
import { CAREFUL, PARTLY, takeOver } from '../../www/state/takeover.js';
import { at, documents, fractions, frozen, sample, spanIn, TEXT } from './support.js';

const quick = frozen({ ...sample(), reading: 'quick 1' });
const ref = (kind, id) => ({ kind, id });
const get = (from, kind, id) => listOf(from, kind).find((item) => item.id === id);
const note = { status: 'suggested', reason: 'Read as a whole.', confidence: 0.9 };
const quote = (id, words, speaker) => ({ id, kind: 'direct', ...at(words), spans: [Object.values(at(words))], cue: null, source: null, speaker, hedged: false, ...note });

/** The same text read carefully: a new mention, a quote that reaches further and one that is the same, one position less; all names are others. */
const careful = frozen({
  ...sample(),
  reading: CAREFUL,
  actors: [
    { id: 'a1', type: 'person', name: 'Rowan Pike', role: null, anonymous: false, ...note },
    { id: 'a2', type: 'person', name: 'Mayor Ada Quill', role: null, anonymous: false, ...note },
    { id: 'a3', type: 'group', name: 'costs', role: null, anonymous: true, ...note },
  ],
  mentions: [
    { id: 'm1', actor: 'a2', kind: 'name', ...at('Ada Quill'), ...note },
    { id: 'm2', actor: 'a2', kind: 'pronoun', ...at('She'), ...note },
    { id: 'm3', actor: 'a3', kind: 'role', ...at('costs'), ...note },
    { id: 'm4', actor: 'a1', kind: 'name', ...at('Rowan Pike'), ...note },
  ],
  quotes: [quote('q1', 'that costs could rise', 'a2'), quote('q2', 'a mistake', 'a1')],
  positions: [{ ...sample().positions[1], id: 'p1', holder: 'a1', quote: 'q2', ...note }],
});
const over = (doc) => takeOver(careful, [doc]).edit(doc);
/** A document with its items numbered in their order. */
function unnamed(doc) {
  const numbers = new Map(KINDS.flatMap((kind) => doc[LIST[kind]].map(({ id }, i) => [id, `${kind} ${i}`])));
  return JSON.parse(JSON.stringify({ ...doc, last_ids: 0 }), (_, value) => numbers.get(value) ?? value);
}
const words = (doc, list) => doc[list].map(({ start, end }) => TEXT.slice(start, end));

test('where nobody has touched anything, all marks are those of the careful reading', () => {
  const next = over(quick);
  assert.equal(faultOf(next), null);
  for (const list of ['mentions', 'quotes', 'positions']) assert.deepEqual(words(next, list), words(careful, list), list);
  assert.deepEqual(next.actors.map(({ name }) => name), ['Mayor Ada Quill', 'costs', 'Rowan Pike']);
  assert.deepEqual([next.reading, next.title, next.made_by], [CAREFUL, quick.title, quick.made_by]);
});

test('what both found keeps its name, and what is new gets one that was never used', () => {
  const next = over(quick);
  assert.deepEqual([get(next, 'mention', 'm1').start, get(next, 'quote', 'q3').start, get(next, 'position', 'p2').quote], [at('Ada Quill').start, at('a mistake').start, 'q3']);
  assert.deepEqual([get(next, 'actor', 'a1').name, get(next, 'actor', 'a2').name], ['Mayor Ada Quill', 'Rowan Pike']);
  const before = new Set(KINDS.flatMap((kind) => quick[LIST[kind]].map(({ id }) => id)));
  const [fresh] = next.mentions.filter(({ id }) => !before.has(id));
  assert.deepEqual([TEXT.slice(fresh.start, fresh.end), edits.addMention(next, { ...at('May'), actor: 'a1', kind: 'name' }).mentions.filter(({ id }) => id === fresh.id).length], ['costs', 1]);
});

test('what a person accepted, corrected or added stays, with whom it names, also when its suggestion is gone', () => {
  const edited = [
    (doc) => edits.accept(doc, ref('quote', 'q4')),
    (doc) => edits.setKind(doc, ref('mention', 'm4'), 'role'),
    (doc) => edits.renameActor(doc, 'a2', 'R. Pike'),
    (doc) => edits.addQuote(doc, { kind: 'mixed', ...at('costs could') }),
    (doc) => edits.accept(doc, ref('position', 'p1')),
  ].reduce((doc, edit) => edit(doc), quick);
  const next = over(edited);
  assert.equal(faultOf(next), null);
  for (const kind of KINDS) for (const item of edited[LIST[kind]].filter(({ status }) => status !== 'suggested')) assert.deepEqual({ ...get(next, kind, item.id), quote: 0 }, { ...item, quote: 0 });
  // What the position was read off is another quote now, a person's own about the same words.
  const stated = get(next, 'quote', get(next, 'position', 'p1').quote);
  assert.deepEqual([TEXT.slice(stated.start, stated.end), stated.status], ['costs could', 'added']);
  assert.equal(next.actors.filter(({ name }) => /Pike/.test(name)).length, 1);
});

test('what a person threw out does not come back', () => {
  const without = edits.reject(edits.reject(quick, ref('mention', 'm2')), ref('quote', 'q2'));
  const next = over(without);
  assert.deepEqual([words(next, 'mentions').includes('She'), words(next, 'quotes')], [false, ['a mistake']]);
  const nobody = over(edits.removeActor(quick, 'a2'));
  assert.equal(faultOf(nobody), null);
  assert.ok(!nobody.actors.some(({ name }) => name === 'Rowan Pike') && !words(nobody, 'mentions').includes('Rowan Pike'));
});

test('undo and redo lead to careful marks and to every step of a person, never back to the quick ones', () => {
  const store = createStore({ doc: quick, selection: ref('mention', 'm1') });
  store.apply((doc) => edits.accept(doc, ref('quote', 'q2')), 'Accept');
  store.apply((doc) => edits.reject(doc, ref('mention', 'm3')), 'Reject');
  store.undo();
  store.rebase(takeOver(careful, store.documents()).edit);
  assert.deepEqual([store.get().undoLabel, store.get().redoLabel, store.get().selection], ['Accept', 'Reject', ref('mention', 'm1')]);
  const states = [store.get().doc];
  while (store.redo()) states.push(store.get().doc);
  while (store.undo()) states.push(store.get().doc);
  assert.ok(states.every((doc) => doc.reading === CAREFUL && faultOf(doc) === null));
  assert.equal(get(states[0], 'quote', 'q2').status, 'accepted');
  assert.deepEqual([words(states[1], 'mentions').includes('Rowan Pike'), words(store.get().doc, 'quotes')], [false, words(careful, 'quotes')]);
  // One mark has one name in all of them.
  const names = states.map((doc) => doc.mentions.find(({ start }) => start === at('costs').start).id);
  assert.equal(new Set(names).size, 1);
});

test('done beforehand, some at a time, it comes to the same', async () => {
  const { edit, prepare } = takeOver(careful, [quick]);
  await prepare(quick);
  const ready = edit(quick);
  assert.equal(edit(quick), ready);
  assert.deepEqual(ready, over(quick));
});

test('differences are told and listed', async () => {
  assert.deepEqual(await differences(quick, quick), { come: 0, gone: 0, changed: 0, all: 0, list: [] });
  const after = over(quick);
  const { come, gone, changed, all, list } = await differences(quick, after);
  // New: a mention, a quote. Gone: a mention, three quotes, a position. By another name: the mayor twice; of another kind: none.
  assert.deepEqual([come, gone, changed, all], [2, 5, 2, 9]);
  assert.equal(list.length, all);
  assert.deepEqual(list.map(({ start }) => start), list.map(({ start }) => start).sort((a, b) => a - b), 'in text order');
  for (const { what, ref: { kind, id }, start } of list) {
    const doc = what === 'gone' ? quick : after;
    assert.equal(doc[LIST[kind]].find((mark) => mark.id === id)?.start, start, `${what} ${kind} ${id}`);
  }
});

test('where only a part is read, the marks that begin there are replaced, and all others stay with whom they name', () => {
  const where = { start: at('Rowan Pike').start, end: TEXT.length };
  const next = takeOver(careful, [quick], where).edit(quick);
  assert.equal(faultOf(next), null);
  assert.equal(next.reading, PARTLY);
  const [inside, outside] = [({ start }) => start >= where.start, ({ start }) => start < where.start];
  for (const list of ['mentions', 'quotes', 'positions']) {
    assert.deepEqual(next[list].filter(outside).map((mark) => ({ ...mark, quote: 0 })), quick[list].filter(outside).map((mark) => ({ ...mark, quote: 0 })), list);
    assert.deepEqual(words({ [list]: next[list].filter(inside) }, list), words({ [list]: careful[list].filter(inside) }, list), list);
  }
  // Who is named outside goes by the same name until all is read.
  for (const { actor } of next.mentions.filter(outside)) assert.deepEqual(get(next, 'actor', actor), get(quick, 'actor', actor));
  const whole = takeOver(careful, [next]).edit(next);
  assert.deepEqual(unnamed(whole), unnamed(over(quick)), 'the end is the same as without the parts');
});

test('parts by parts, undo leads to what is read just as far, and to careful marks in the end', () => {
  const store = createStore({ doc: quick });
  store.apply((doc) => edits.accept(doc, ref('quote', 'q2')), 'Accept');
  const middle = at('Rowan Pike').start;
  store.rebase(takeOver(careful, store.documents(), { start: 0, end: middle }).edit);
  store.apply((doc) => edits.reject(doc, doc.mentions.map(({ id }) => ref('mention', id)).at(-1)), 'Reject');
  store.undo();
  const states = store.documents();
  assert.deepEqual(states.map(({ reading }) => reading), [PARTLY, PARTLY, PARTLY]);
  for (const doc of states) {
    assert.equal(faultOf(doc), null);
    assert.deepEqual(words(doc, 'mentions').filter((_, i) => doc.mentions[i].start < middle), words(careful, 'mentions').filter((_, i) => careful.mentions[i].start < middle));
  }
  store.rebase(takeOver(careful, store.documents()).edit);
  assert.ok(store.documents().every((doc) => doc.reading === CAREFUL && faultOf(doc) === null));
  assert.equal(get(store.get().doc, 'quote', 'q2').status, 'accepted');
});

test('what several changes come to: each place once, and not at all where it is as at first', async () => {
  const account = accountOf();
  const half = takeOver(careful, [quick], { start: 0, end: at('Rowan Pike').start }).edit(quick);
  await account.note(quick, half);
  const edited = edits.accept(edits.addQuote(half, { kind: 'mixed', ...at('costs') }), ref('mention', 'm1'));
  const whole = takeOver(careful, [edited]).edit(edited);
  await account.note(edited, whole);
  const { come, gone, changed, all } = await differences(quick, over(quick));
  const sum = await account.sum(whole);
  assert.deepEqual([sum.come, sum.gone, sum.changed, sum.all], [come, gone, changed, all], 'what a person does is none of it');
  for (const { what, doc, ref: { kind, id }, start } of sum.list) assert.equal(get(doc, kind, id).start, start, what);
  const back = accountOf();
  await back.note(quick, half);
  await back.note(half, quick);
  assert.equal((await back.sum(quick)).all, 0);
});

const act = fc.tuple(fc.constantFrom('accept', 'reject', 'add', 'kind'), fc.nat(40), fractions);

/** @param {import('../../www/state/types.js').Doc} doc */
function acted(doc, [what, n, place]) {
  const all = KINDS.flatMap((kind) => doc[LIST[kind]].map(({ id }) => ref(kind, id)));
  const chosen = all[n % all.length];
  if (what !== 'add' && !chosen) return doc;
  if (what === 'accept') return edits.accept(doc, chosen);
  if (what === 'add') return edits.addQuote(doc, { kind: 'direct', ...spanIn(doc.text, place) });
  if (what === 'kind' && chosen.kind === 'quote') return edits.setKind(doc, chosen, 'mixed');
  return chosen.kind === 'actor' ? (what === 'reject' ? edits.removeActor(doc, chosen.id) : doc) : edits.reject(doc, chosen);
}

test('every takeover leaves a valid document with all of a person, and changes nothing in place', () => {
  fc.assert(
    fc.property(documents, documents, fc.array(act, { maxLength: 6 }), fractions, (one, other, acts, place) => {
      const doc = frozen(acts.reduce((now, each) => acted(now, each), one));
      const suggested = (items) => items.map((item) => ({ ...item, status: 'suggested' }));
      // Found in the same text: what lies beyond its end is left out.
      const inside = (items) => suggested(items).filter(({ end }) => end <= doc.text.length);
      const found = frozen({ ...other, text: doc.text, reading: CAREFUL, actors: suggested(other.actors), mentions: inside(other.mentions), quotes: inside(other.quotes).map((q) => ({ ...q, cue: null })), positions: inside(other.positions).map((p) => ({ ...p, quote: null })) });
      fc.pre(faultOf(found) === null);
      const where = spanIn(doc.text, place);
      const part = frozen(takeOver(found, [doc], where).edit(doc));
      for (const next of [part, takeOver(found, [doc]).edit(doc), takeOver(found, [part]).edit(part)]) {
        assert.equal(faultOf(next), null);
        for (const kind of KINDS) {
          for (const item of doc[LIST[kind]]) {
            const stays = item.status !== 'suggested' || (next === part && kind !== 'actor' && (item.start < where.start || item.start >= where.end));
            if (stays) assert.deepEqual({ ...get(next, kind, item.id), quote: null }, { ...item, quote: null });
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
