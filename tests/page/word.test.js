/** Word documents as the page opens them: the words that a reader sees, and no others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOMParser } from 'linkedom';
import { openFiles } from '../../www/io/files.js';
import { zipped } from '../support/zip.js';

/** None of these files is an annotation. */
const core = { recognize: async () => null, isCompanion: async () => false, read: async () => assert.fail('nothing is read as annotations') };
const open = (all) => openFiles(Object.entries(all).map(([name, content]) => new File([content], name)), core, { parser: new DOMParser() });

test('a Word document opens as what its reader sees', async () => {
  const run = (words, more = '') => `<w:r><w:rPr>${more}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
  const body = `<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>${run('“No,” she ')}${run('said &amp; left.')}</w:p><w:p/>
    <w:p>${run('hidden', '<w:vanish/>')}${run('seen', '<w:vanish w:val="0"/>')}<w:del>${run('gone')}</w:del><w:moveFrom>${run('off')}</w:moveFrom><w:r><w:br/><w:t>next</w:t></w:r></w:p>
    <w:p><w:r><mc:AlternateContent><mc:Choice><w:p>${run('box')}</w:p></mc:Choice><mc:Fallback><w:p>${run('old')}</w:p></mc:Fallback></mc:AlternateContent></w:r>${run('out')}</w:p>`;
  const xml = `<w:document xmlns:w="w" xmlns:mc="m"><w:body>${body}</w:body></w:document>`;
  const { texts, errors } = await open({ 'x/article.docx': zipped({ '[Content_Types].xml': '<x/>', 'word/document.xml': xml }) });
  assert.deepEqual([texts, errors], [[{ name: 'x/article.txt', text: '“No,” she said & left.\n\nseen\nnext\n\nbox\n\nout' }], []]);
});

test('an element of a Word document that is called as the language calls something of its own adds nothing', async () => {
  const odd = ['constructor', 'toString', '__proto__'].map((name) => `<w:${name}><w:t>${name} </w:t></w:${name}>`).join('');
  const xml = `<w:document xmlns:w="w"><w:body><w:p><w:r>${odd}</w:r></w:p></w:body></w:document>`;
  const { texts } = await open({ 'a.docx': zipped({ 'word/document.xml': xml }) });
  assert.deepEqual(texts.map(({ text }) => text), ['constructor toString __proto__']);
});
