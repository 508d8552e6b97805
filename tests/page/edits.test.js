import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checked, faultOf } from '../../www/state/check.js';
import * as edits from '../../www/state/edits.js';
import { KINDS, LIST } from '../../www/state/items.js';
import { createStore } from '../../www/state/store.js';
import { WORDS } from '../../www/state/edit-judge.js';
import { at, documents, fractions, frozen, sample, spanIn, TEXT } from './support.js';

const doc = frozen(sample());
const ref = (kind, id) => ({ kind, id });
const get = (from, kind, id) => from[LIST[kind]].find((item) => item.id === id);

test('the sample is valid', () => assert.equal(faultOf(doc), null));

test('accepting keeps the reason, correcting gives it up, and what a person added stays added', () => {
  const accepted = edits.accept(doc, ref('quote', 'q1'));
  assert.equal(get(accepted, 'quote', 'q1').status, 'accepted');
  assert.equal(get(accepted, 'quote', 'q1').reason, 'It is written like a name.');
  assert.equal(accepted.mentions, doc.mentions);
  const corrected = get(edits.setKind(doc, ref('quote', 'q1'), 'direct'), 'quote', 'q1');
  assert.deepEqual([corrected.status, corrected.kind, 'reason' in corrected, 'confidence' in corrected], ['corrected', 'direct', false, false]);
  const added = edits.addQuote(doc, { kind: 'direct', ...at('in May') });
  const last = edits.lastAdded(added, 'quote');
  assert.equal(get(edits.setKind(added, last, 'mixed'), 'quote', last.id).status, 'added');
  assert.equal(edits.accept(added, last), added);
});

test('unknown fields survive an edit', () => {
  const next = edits.renameActor(doc, 'a2', 'R. Pike');
  assert.deepEqual(next.made_by, { tool: 'another' });
  assert.equal(get(next, 'actor', 'a2').color, 'red');
});

test('accepting all leaves no suggestion; accepting some leaves the others', () => {
  const all = edits.acceptAll(doc);
  assert.ok(KINDS.every((kind) => all[LIST[kind]].every((item) => item.status === 'accepted')));
  assert.equal(edits.acceptAll(all), all);
  const some = edits.acceptAll(doc, [ref('quote', 'q1'), ref('actor', 'a1')]);
  assert.equal(KINDS.flatMap((kind) => some[LIST[kind]]).filter((item) => item.status === 'accepted').length, 2);
  assert.equal(some.positions, doc.positions);
});

test('a rejected suggestion is remembered, an added item is not', () => {
  const without = edits.reject(doc, ref('quote', 'q2'));
  assert.equal(get(without, 'quote', 'q2'), undefined);
  assert.deepEqual(without.rejected, [{ kind: 'quote', offset_unit: 'utf16', item: get(doc, 'quote', 'q2') }]);
  assert.equal(get(without, 'position', 'p1').quote, null);
  const added = edits.addQuote(doc, { kind: 'direct', ...at('in May') });
  assert.equal(edits.reject(added, edits.lastAdded(added, 'quote')).rejected, undefined);
});

test('rejecting an actor takes its mentions along and leaves its quotes without a speaker', () => {
  const without = edits.removeActor(doc, 'a2');
  assert.equal(faultOf(without), null);
  assert.deepEqual(without.mentions.map((mention) => mention.actor), ['a1', 'a1']);
  assert.equal(get(without, 'quote', 'q3').speaker, null);
  assert.equal(get(without, 'position', 'p2').holder, null);
  assert.deepEqual(without.rejected.map((entry) => entry.item.id), ['a2', 'm3', 'm4']);
});

test('a polarity follows its kind unless the wording told one that the new kind leaves open', () => {
  const kind = (from, word) => get(edits.setKind(from, ref('position', 'p1'), word), 'position', 'p1').polarity;
  assert.equal(kind(doc, 'support'), 1);
  assert.equal(kind(doc, 'demand'), 0);
  assert.equal(kind(edits.setPolarity(doc, 'p1', -1), 'demand'), -1);
  assert.equal(kind(edits.setPolarity(doc, 'p1', -1), 'commit'), 1);
  assert.equal(get(edits.setKind(doc, ref('position', 'p2'), 'expect'), 'position', 'p2').polarity, 0);
});

test('resizing a content with parts drops those outside and stretches the outermost', () => {
  const [late, dear] = [at('It is late,'), at('and it is dear')];
  const only = get(edits.resize(doc, ref('quote', 'q4'), late.start, late.end), 'quote', 'q4');
  assert.deepEqual(only.spans, [[late.start, late.end]]);
  const both = get(edits.resize(doc, ref('quote', 'q4'), late.start + 3, dear.end + 2), 'quote', 'q4');
  assert.deepEqual(both.spans, [[late.start + 3, late.end], [dear.start, dear.end + 2]]);
  const gap = get(edits.resize(doc, ref('quote', 'q4'), late.end + 1, dear.start), 'quote', 'q4');
  assert.deepEqual(gap.spans, [[late.end + 1, dear.start]]);
});

test('a moved item takes its place in the text order', () => {
  const next = edits.resize(doc, ref('mention', 'm4'), 0, 5);
  assert.deepEqual(next.mentions.map((mention) => mention.id), ['m4', 'm1', 'm2', 'm3']);
});

test('merging gives everything to the one that stays; what both had stays once', () => {
  const twice = edits.addMention(doc, { ...at('Ada Quill'), actor: 'a2' });
  const merged = edits.mergeActors(twice, 'a1', 'a2');
  assert.equal(faultOf(merged), null);
  assert.deepEqual(merged.actors.map((actor) => actor.id), ['a1']);
  assert.deepEqual(merged.mentions.map((mention) => mention.id), ['m1', 'm2', 'm3', 'm4']);
  assert.ok(merged.quotes.every((quote) => quote.speaker === 'a1'));
  assert.equal(get(edits.addMention(merged, { ...at('teacher'), actor: 'a1' }), 'mention', 'm6').actor, 'a1');
});

test('splitting makes an actor of the mentions and takes along what they are the source of', () => {
  const split = edits.splitActor(doc, 'a2', ['m4']);
  assert.equal(faultOf(split), null);
  assert.deepEqual([get(split, 'actor', 'a3').name, get(split, 'actor', 'a3').type], ['Pike', 'person']);
  assert.deepEqual(split.quotes.map((quote) => quote.speaker), ['a1', 'a1', 'a2', 'a3']);
  assert.equal(get(split, 'position', 'p2').holder, 'a2');
});

test('an actor that nothing names anymore goes with its last mention', () => {
  const added = edits.addMention(doc, { ...at('teacher'), actor: { name: 'the teacher', type: 'person' } });
  const { id, actor } = added.mentions.find((mention) => mention.status === 'added');
  assert.equal(edits.setActor(added, id, 'a2').actors.length, 2);
  assert.equal(edits.reject(added, ref('mention', id)).actors.length, 2);
  const next = edits.addActor(edits.reject(added, ref('mention', id)), { name: 'Someone' });
  assert.notEqual(next.actors[2].id, actor, 'an id is not given out again');
});

test('a new speaker can be made on the way', () => {
  const next = edits.setSpeaker(doc, 'q1', { name: ' The council ', type: 'organization' });
  assert.equal(get(next, 'quote', 'q1').speaker, 'a3');
  assert.deepEqual([get(next, 'actor', 'a3').name, get(next, 'actor', 'a3').status], ['The council', 'added']);
});

const bridge = TEXT.indexOf('🌉');
const nonsense = {
  'a span outside the text': [() => edits.resize(doc, ref('quote', 'q1'), 0, TEXT.length + 1), /outside the text/],
  'an empty span': [() => edits.addMention(doc, { start: 4, end: 4, actor: 'a1' }), /is empty/],
  'half a surrogate pair': [() => edits.resize(doc, ref('mention', 'm1'), 0, bridge + 1), /cuts a character in two/],
  'a fraction': [() => edits.setCue(doc, ref('quote', 'q1'), { start: 0.5, end: 2 }), /whole numbers/],
  'an unknown kind': [() => edits.setKind(doc, ref('quote', 'q1'), 'shouted'), /no kind of quote/],
  'an unknown actor': [() => edits.setSpeaker(doc, 'q1', 'a9'), /no actor "a9"/],
  'an unknown item': [() => edits.reject(doc, ref('position', 'q1')), /no position "q1"/],
  'a name of spaces': [() => edits.renameActor(doc, 'a1', '  '), /needs a name/],
  'a merge with itself': [() => edits.mergeActors(doc, 'a1', 'a1'), /with itself/],
  'a split that leaves nothing': [() => edits.splitActor(doc, 'a1', ['m1', 'm2']), /without a mention/],
  'a split of foreign mentions': [() => edits.splitActor(doc, 'a1', ['m3']), /Not all/],
  'overlapping parts': [() => edits.setParts(doc, ref('quote', 'q4'), [[0, 5], [4, 8]]), /overlap/],
  'a hedged mention': [() => edits.setHedged(doc, ref('mention', 'm1'), true), /cannot be hedged/],
  'the same mention twice': [() => edits.addMention(doc, { ...at('Ada Quill'), actor: 'a1' }), /already/],
};
for (const [what, [edit, message]] of Object.entries(nonsense)) {
  test(`refuses ${what}`, () => assert.throws(edit, message));
}

/** Random edits: each takes a document and numbers to choose by, and may throw on nonsense. */
const some = (list, n) => list[n % list.length];
const item = (from, kind, n) => ref(kind, some(from[LIST[kind]], n)?.id);
const moves = {
  accept: (d, k, i) => edits.accept(d, item(d, k, i)),
  acceptAll: (d) => edits.acceptAll(d),
  reject: (d, k, i) => edits.reject(d, item(d, k, i)),
  setKind: (d, k, i, j) => edits.setKind(d, item(d, k, i), some(WORDS[k], j)),
  setHedged: (d, k, i, j) => edits.setHedged(d, item(d, k, i), j % 2 === 0),
  resize: (d, k, i, j, s) => edits.resize(d, item(d, k, i), s.start, s.end),
  resizePart: (d, k, i, j, s) => edits.resize(d, { ...item(d, k, i), part: j % 3 }, s.start, s.end),
  addPart: (d, k, i, j, s) => edits.addPart(d, item(d, k, i), s),
  removePart: (d, k, i, j) => edits.removePart(d, { ...item(d, k, i), part: j % 3 }),
  setCue: (d, k, i, j, s) => edits.setCue(d, item(d, k, i), j % 3 ? s : null),
  setSource: (d, k, i, j, s) => edits.setSource(d, item(d, k, i), s),
  setParts: (d, k, i, j, s) => edits.setParts(d, item(d, k, i), [[s.start, s.start + 1], [s.start + 1, s.end]]),
  addMention: (d, k, i, j, s) => edits.addMention(d, { ...s, actor: j % 2 ? item(d, 'actor', i).id : { name: 'New' } }),
  addQuote: (d, k, i, j, s) => edits.addQuote(d, { ...s, kind: 'direct', speaker: j % 2 ? item(d, 'actor', i).id : null, cue: s }),
  addPosition: (d, k, i, j, s) => edits.addPosition(d, { ...s, kind: 'support', quote: item(d, 'quote', j).id ?? null, holder: { name: 'H' } }),
  setActor: (d, k, i, j) => edits.setActor(d, item(d, 'mention', i).id, item(d, 'actor', j).id),
  setSpeaker: (d, k, i, j) => edits.setSpeaker(d, item(d, 'quote', i).id, j % 3 ? item(d, 'actor', j).id : null),
  setHolder: (d, k, i, j) => edits.setHolder(d, item(d, 'position', i).id, j % 3 ? item(d, 'actor', j).id : { name: 'X' }),
  linkPosition: (d, k, i, j) => edits.linkPosition(d, item(d, 'position', i).id, item(d, 'quote', j).id),
  mergeActors: (d, k, i, j) => edits.mergeActors(d, item(d, 'actor', i).id, item(d, 'actor', j).id),
  splitActor: (d, k, i) => edits.splitActor(d, some(d.mentions, i)?.actor, [some(d.mentions, i)?.id]),
  removeActor: (d, k, i) => edits.removeActor(d, item(d, 'actor', i).id),
};
const move = fc.record({ name: fc.constantFrom(...Object.keys(moves)), kind: fc.constantFrom(...KINDS), i: fc.nat(20), j: fc.nat(20), span: fractions });

test('every edit leaves a valid document, changes nothing in place and gives out no id twice', () => {
  let done = 0;
  fc.assert(
    fc.property(documents, fc.array(move, { maxLength: 25 }), (start, list) => {
      let now = frozen(start);
      const seen = new Set(KINDS.flatMap((kind) => now[LIST[kind]].map((it) => it.id)));
      const used = new Set(seen);
      for (const { name, kind, i, j, span } of list) {
        let next;
        try {
          next = frozen(moves[name](now, kind, i, j, spanIn(now.text, span)));
        } catch (error) {
          assert.equal(error.constructor, Error, `${name} fails in plain words: ${error.stack}`);
          continue;
        }
        done++;
        assert.equal(faultOf(next), null, name);
        assert.deepEqual(next.kept, [1, 2]);
        const before = new Set(KINDS.flatMap((k) => now[LIST[k]].map((it) => it.id)));
        for (const id of KINDS.flatMap((k) => next[LIST[k]].map((it) => it.id))) {
          assert.ok(before.has(id) || !used.has(id), `${name} gave out ${id} again`);
          used.add(id);
        }
        for (const k of ['mention', 'quote', 'position']) {
          const starts = next[LIST[k]].map((it) => it.start);
          assert.deepEqual(starts, starts.toSorted((a, b) => a - b), `${name} broke the text order`);
        }
        now = next;
      }
    }),
    { numRuns: 400 },
  );
  assert.ok(done > 1000, `only ${done} edits were possible`);
});

test('undo and redo bring back the very same documents, and the selection where its item is', () => {
  fc.assert(
    fc.property(documents, fc.array(move, { maxLength: 12 }), (start, list) => {
      const store = createStore({ doc: start });
      const past = [start];
      for (const { name, kind, i, j, span } of list) {
        const before = store.get().doc;
        try {
          store.apply((d) => moves[name](d, kind, i, j, spanIn(d.text, span)), name);
        } catch {
          assert.equal(store.get().doc, before, 'an edit that fails changes nothing');
          continue;
        }
        if (store.get().doc !== before) past.push(store.get().doc);
      }
      for (let k = past.length - 2; k >= 0; k--) {
        assert.ok(store.undo());
        assert.equal(store.get().doc, past[k]);
      }
      assert.ok(!store.canUndo() && !store.undo());
      for (let k = 1; k < past.length; k++) {
        assert.ok(store.redo());
        assert.equal(store.get().doc, past[k]);
      }
      assert.ok(!store.canRedo() && !store.redo());
    }),
    { numRuns: 150 },
  );
});

test('checked fills in what a file may leave out and names the place of a fault', () => {
  const bare = { offset_unit: 'utf16', text: 'Ada said so', actors: [{ id: 'a1', name: 'Ada' }], mentions: [{ id: 'm1', actor: 'a1', kind: 'name', start: 0, end: 3 }] };
  assert.equal(checked(bare).actors[0].status, 'suggested');
  assert.throws(() => checked({ ...bare, mentions: [{ ...bare.mentions[0], end: 30 }] }), /mentions\[0\]: lies outside the text/);
  assert.throws(() => checked({ ...bare, mentions: [{ ...bare.mentions[0], actor: 'a2' }] }), /actor names nothing/);
  assert.throws(() => checked({ ...bare, offset_unit: 'codepoint' }), /offset_unit/);
  assert.throws(() => checked({ ...bare, actors: [bare.actors[0], bare.actors[0]] }), /used twice/);
  assert.equal(checked(doc).quotes[0], doc.quotes[0], 'nothing is copied where nothing is missing');
});
