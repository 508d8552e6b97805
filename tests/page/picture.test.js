/** Pictures of voices and paragraphs: whole SVG whatever the words, in the page's colors, with nothing beyond the edge. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { paragraphPicture } from '../../www/io/picture/paragraph.js';
import { BANDS, HUES, TINTS, lines, toSvg } from '../../www/io/picture/shapes.js';
import { voicesPicture } from '../../www/io/picture/voices.js';

/** As wide as a common sans serif is on the average. */
const measure = (words, { size, bold }) => [...words].length * size * (bold ? 0.58 : 0.52);
const row = (more) => ({ label: 'AQ', slot: 0, name: 'Ada Quill', note: 'Mayor', direct: 8, retold: 3, figures: '11 words · 69 % · 1 quote', ...more });

test('has the colors of the page', () => {
  const css = readFileSync(new URL('../../www/css/highlight.css', import.meta.url), 'utf8');
  const light = (name) => [...css.matchAll(new RegExp(`--${name}-\\d: var\\(--light, (#\\w+)\\)`, 'g'))].map(([, color]) => color);
  assert.deepEqual([light('hue'), light('tint'), light('band')], [HUES, TINTS, BANDS]);
});

test('breaks lines between words and loses none', () => {
  assert.deepEqual(lines('one two three', 8, (words) => words.length), ['one two', 'three']);
  assert.deepEqual(lines('unbreakable a', 4, (words) => words.length), ['unbreakable', 'a']);
  assert.deepEqual(lines('  ', 4, (words) => words.length), []);
});

/** Reads SVG as a browser does, and refuses what is no XML. */
function read(svg) {
  assert.ok([...svg].every((c) => c >= ' ' || '\t\n\r'.includes(c)), 'no control characters');
  assert.ok(svg.isWellFormed() && !/[\uFFFE\uFFFF]/.test(svg));
  assert.doesNotMatch(svg, /&(?!(?:amp|lt|gt|quot);)/);
  return new DOMParser().parseFromString(svg, 'image/svg+xml');
}

test('any words make a whole file and stay words', () => {
  const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(words, words, (name, title) => {
      const svg = toSvg(voicesPicture(title, [row({ name, note: title, label: name })], `</svg><script>${name}</script>`, measure));
      const page = read(svg);
      assert.equal(page.querySelectorAll('script').length, 0);
      assert.equal(svg.match(/<text /g).length, svg.match(/<\/text>/g).length);
    }),
  );
});

test('a voice has bars in step with its words, and long names are cut', () => {
  const { shapes, width } = voicesPicture('Harbour row', [row({ direct: 30, retold: 10 }), row({ slot: 3, direct: 0, retold: 20, name: 'A name that is much too long to stand beside its bar in any picture' })], 'foot', measure);
  const bars = shapes.filter(({ kind, height }) => kind === 'box' && (height === 12 || height === 10.5));
  assert.equal(bars.length, 3);
  assert.ok(Math.abs(bars[0].width / 30 - (bars[2].width + 1.5) / 20) < 0.01);
  assert.ok(shapes.some(({ kind, words }) => kind === 'text' && words.endsWith('…') && words.startsWith('A name')));
  for (const shape of shapes) assert.ok(shape.kind !== 'box' || shape.x + shape.width <= width, JSON.stringify(shape));
});

test('a paragraph keeps all its words in order, within its edges, with each mark under its own', () => {
  const stretches = [
    { words: 'Mayor ' },
    { words: 'Ada Quill', actor: 0 },
    { words: ' said that ' },
    { words: 'the harbour will open in May whatever the council decides about it in the end', voice: 0, quote: 'indirect', label: { words: 'AQ', slot: 0 } },
    { words: ' and ' },
    { words: 'the fishers come first', voice: 0, quote: 'direct', stance: true, label: { words: 'AQ', slot: 0 } },
    { words: '.' },
  ];
  const { shapes, width, height } = paragraphPicture('A paragraph', stretches, [{ label: 'AQ', slot: 0, name: 'Ada Quill' }], 'foot', measure);
  const inText = shapes.filter(({ kind, serif }) => kind === 'text' && serif);
  assert.equal(inText.map(({ words }) => words).join('').replace(/\s+/g, ''), stretches.map(({ words }) => words).join('').replace(/\s+/g, ''));
  for (const { x, y, words } of inText) assert.ok(x >= 0 && x + measure(words, { size: 19 }) <= width && y < height, words);
  const labels = shapes.filter(({ kind, anchor }) => kind === 'text' && anchor === 'middle');
  assert.equal(labels.length, 3);
  const waves = shapes.filter(({ wave }) => wave);
  const under = (rule) => inText.filter(({ x, y }) => Math.abs(y + 9 - rule.y) < 0.1 && Math.abs(x - rule.x) < 0.1).map(({ words }) => words).join('');
  assert.equal(waves.map(under).join('').trim().replace(/\s+/g, ' '), 'the fishers come first');
  read(toSvg({ width, height, shapes, title: 'A paragraph' }));
});
