import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PREVIEW, previewEnd } from '../../www/core/preview.js';
import { TEXT } from './support.js';

test('the preview ends behind a paragraph, else a word, and never inside a character', () => {
  assert.equal(previewEnd(TEXT), TEXT.length);
  const end = previewEnd(`${'a'.repeat(40_000)}\n${'b'.repeat(40_000)}`);
  assert.equal(end, 40_001);
  assert.equal(previewEnd(`${'a'.repeat(50_000)} ${'b'.repeat(40_000)}`), 50_001);
  assert.equal(previewEnd(`a${'🌉'.repeat(PREVIEW)}`), PREVIEW - 1);
  assert.equal(previewEnd('🌉'.repeat(PREVIEW)), PREVIEW);
});
