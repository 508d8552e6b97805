/** The comparison of pictures sees what it is there for, and no more. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { differences } from './pictures.js';
import { distance } from './pixels.js';

const kept = PNG.sync.read(readFileSync(new URL('../kept/chromium-light.png', import.meta.url)));

/** The picture with other pixels. @param {(color: [number, number, number], x: number, y: number) => number[]} change */
function changed(change) {
  const { width, height } = kept;
  const picture = new PNG({ width, height });
  kept.data.copy(picture.data);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      change([...kept.data.subarray(at, at + 3)], x, y).forEach((value, i) => void (picture.data[at + i] = value));
    }
  }
  return picture;
}

/** The pixel beside. @param {number} x @param {number} y */
const pixel = (x, y) => [...kept.data.subarray((y * kept.width + x) * 4, (y * kept.width + x) * 4 + 3)];

test('a picture is like itself, also moved by a pixel and with other edges of letters', () => {
  assert.deepEqual(differences(kept, changed((color) => color)), []);
  assert.deepEqual(differences(kept, changed((color, x, y) => (y > 0 ? pixel(x, y - 1) : color))), []);
  assert.deepEqual(differences(kept, changed((color) => color.map((value) => (value < 100 ? value + 8 : value)))), []);
});

test('a missing line, a missing band and a missing name are seen', () => {
  const without = (gone, instead) => changed((color) => (distance(color, gone) < 10 ? instead : color));
  // In the steps of the picture: the line under quotes, the band of a speaker, the tint of a name, and paper.
  const paper = pixel(5, 400);
  const colors = new Map();
  for (let y = 200; y < kept.height; y++) for (let x = 60; x < 480; x++) colors.set(pixel(x, y).join(), (colors.get(pixel(x, y).join()) ?? 0) + 1);
  const most = [...colors].sort((a, b) => b[1] - a[1]).map(([key]) => key.split(',').map(Number)).filter((color) => distance(color, paper) > 0);
  const band = most.find((color) => Math.min(...color) > 215);
  const tint = most.find((color) => Math.min(...color) < 190 && Math.max(...color) > 220);
  const line = most.find((color) => distance(color, [119, 119, 102]) < 5);
  for (const [what, color] of Object.entries({ band, tint, line })) {
    assert.ok(color, what);
    assert.ok(differences(kept, without(color, paper)).length > 0, `${what} ${color}`);
  }
});
