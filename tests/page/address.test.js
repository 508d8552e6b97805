import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAddress } from '../../www/io/paste.js';

test('an address alone is told from a text', () => {
  const addresses = [
    'https://news.example/a/b?c=1#d',
    ' http://news.example \n',
    'www.news.example/late-trains',
    '<https://news.example/x>',
    'HTTPS://NEWS.EXAMPLE/X',
    'https://news.example/Ärger_(1)',
  ];
  for (const words of addresses) assert.ok(isAddress(words), words);
  const texts = ['', 'The mayor said no.', 'See https://news.example/a', 'https://news.example/a\nThe mayor said no.', 'https://', 'www.', 'httpsomething'];
  for (const words of texts) assert.ok(!isAddress(words), words);
});
