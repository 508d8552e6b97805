/**
 * Pictures of the page against those that are kept, tile by tile.
 *
 * Tiles are compared at a quarter of their size, where a letter is a shade, and differ when more than a few of their dots do, also when the tile is
 * moved by a pixel or two: a missing line under words, a missing band or color fails, another way of drawing letters does not.
 * `BLESS=1 cargo xtask test --only browser` keeps what is seen now.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** @typedef {import('pngjs').PNG} Picture */

const KEPT = fileURLToPath(new URL('../kept/', import.meta.url));
const TILE = { width: 64, height: 16 };
/** How many pixels, across and down, become one dot. */
const DOT = 4;
/** What share of a tile's dots may differ. A line across it changes a quarter of them. */
const ALLOWED = 0.14;
/** How different a dot's color must be to count, from 0 to 1: a band that is missing behind words is some twelve steps of 255. */
const SENSE = 0.05;
const MOVES = [[0, 0], [0, 1], [0, -1], [1, 0], [-1, 0], [0, 2], [0, -2], [1, 1], [-1, -1], [1, -1], [-1, 1]];

/**
 * Asserts that a picture is like the one kept under this name.
 * @param {string} name
 * @param {Picture} picture
 */
export function looksAsKept(name, picture) {
  const path = join(KEPT, `${name}.png`);
  if (process.env.BLESS) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(path, PNG.sync.write(plain(picture), { deflateLevel: 9, deflateStrategy: 0, filterType: 0, colorType: 2 }));
    return;
  }
  assert.ok(existsSync(path), `no picture is kept: ${name} (BLESS=1 keeps one)`);
  const kept = PNG.sync.read(readFileSync(path));
  assert.deepEqual([picture.width, picture.height], [kept.width, kept.height], `the size of ${name}`);
  const off = differences(kept, plain(picture));
  if (off.length === 0) return;
  const seen = join(tmpdir(), `whosaid-${name}.png`);
  writeFileSync(seen, PNG.sync.write(picture));
  assert.fail(`${name} differs from the picture kept in ${off.length} tiles, first at ${off.slice(0, 5).map(({ x, y }) => `${x},${y}`).join(' ')}; seen: ${seen}`);
}

/** The picture in sixteen steps of each color, which is half as large a file. @param {Picture} picture */
function plain({ width, height, data }) {
  const same = new PNG({ width, height });
  data.forEach((value, i) => void (same.data[i] = i % 4 === 3 ? 255 : Math.round(value / 17) * 17));
  return same;
}

/**
 * The tiles in which two pictures of one size differ.
 * @param {Picture} kept
 * @param {Picture} seen
 */
export function differences(kept, seen) {
  const off = [];
  for (let y = 0; y < kept.height; y += TILE.height) {
    for (let x = 0; x < kept.width; x += TILE.width) if (!isAlike(kept, seen, x, y)) off.push({ x, y });
  }
  return off;
}

/** @param {Picture} kept @param {Picture} seen @param {number} x @param {number} y */
function isAlike(kept, seen, x, y) {
  const width = Math.min(TILE.width, kept.width - x);
  const height = Math.min(TILE.height, kept.height - y);
  const wanted = cut(kept, x, y, width, height);
  return MOVES.some(([dx, dy]) => {
    const got = cut(seen, x + dx, y + dy, width, height);
    if (wanted.equals(got)) return true;
    const [across, down] = [Math.ceil(width / DOT), Math.ceil(height / DOT)];
    const off = pixelmatch(dots(wanted, width, height), dots(got, width, height), undefined, across, down, { threshold: SENSE, includeAA: true });
    return off <= ALLOWED * across * down;
  });
}

/** The same at a quarter of its size. @param {Buffer} pixels @param {number} width @param {number} height */
function dots(pixels, width, height) {
  const [across, down] = [Math.ceil(width / DOT), Math.ceil(height / DOT)];
  const sums = new Float64Array(across * down * 4);
  const counts = new Float64Array(across * down);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dot = Math.floor(y / DOT) * across + Math.floor(x / DOT);
      counts[dot]++;
      for (let channel = 0; channel < 4; channel++) sums[dot * 4 + channel] += pixels[(y * width + x) * 4 + channel];
    }
  }
  return Uint8Array.from(sums, (sum, i) => Math.round(sum / counts[i >> 2]));
}

/** A part of a picture; beyond its edges the last pixels go on. @param {Picture} picture @param {number} x @param {number} y @param {number} width @param {number} height */
function cut(picture, x, y, width, height) {
  const within = (value, last) => Math.max(0, Math.min(value, last));
  const rows = Array.from({ length: height }, (_, row) => {
    const from = (within(y + row, picture.height - 1) * picture.width + within(x, picture.width - width)) * 4;
    return picture.data.subarray(from, from + width * 4);
  });
  return Buffer.concat(rows);
}
