/**
 * Taking the work away: one file format after the other with what it is for, what it cannot hold, and the text for the clipboard.
 *
 * The core writes and counts the losses; nothing is downloaded before the reader has seen them.
 *
 * @module
 */

import { copyText, download } from '../io/files.js';
import { quotesOf, standsOf } from '../state/voices.js';
import { openDialog } from './dialog.js';
import { button, el } from './dom.js';
import { wordsOf } from './session.js';
import { STANCES } from './wording.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Written} Written */

/** @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services */
export function openDownload(store, { core, say, session }) {
  const { doc } = store.get();
  if (!doc) return say.briefly('Open an article first.');
  if (session.busy()) return say.briefly('The text is still being read. One moment.');
  const list = el('ul', { class: 'rows formats' }, el('li', { class: 'empty' }, 'One moment…'));

  openDialog('Download', () => ({
    body: [
      el('p', { class: 'muted' }, 'The files are made here, in this tab.'),
      list,
      el('h3', {}, 'To the clipboard'),
      el('p', { class: 'links' }, button({ icon: 'copy', words: 'Copy quotes and positions as text', class: 'button', run: () => void copy(asText(doc)) }), ' ', button({ icon: 'copy', words: 'Copy the article', class: 'button', run: () => void copy(doc.text) })),
    ],
  }));

  core.ready.then(
    ({ formats }) => list.replaceChildren(...formats.filter((f) => f.writes).map(row)),
    (error) => list.replaceChildren(el('li', { class: 'empty' }, `The files cannot be made: ${wordsOf(error)}`)),
  );

  /** @param {import('../state/types.js').Format} format */
  function row(format) {
    const report = el('div', { class: 'report', 'aria-live': 'polite' });
    const get = button({ icon: 'download', words: 'Get', label: `Get ${format.name}`, class: 'button small', run: () => void make(format, report, get) });
    return el('li', {}, el('div', { class: 'row' }, el('div', { class: 'grow' }, el('b', {}, format.name), ' ', el('code', { class: 'muted' }, format.extension.startsWith('.') ? format.extension : `.${format.extension}`), el('p', { class: 'muted' }, format.description, format.reads ? ' Whosaid can open it again.' : '')), get), report);
  }

  /** @param {import('../state/types.js').Format} format @param {HTMLElement} report @param {HTMLButtonElement} get */
  async function make(format, report, get) {
    if (!doc) return;
    get.disabled = true;
    try {
      const written = await core.write(doc, format.id);
      const losses = written.losses.filter((loss) => loss.count > 0);
      if (losses.length === 0) return await hand(written, report, format.name);
      report.replaceChildren(
        el('p', {}, `${format.name} cannot hold all of this article. It leaves out:`),
        el('ul', {}, losses.map(({ what, count }) => el('li', {}, `${count.toLocaleString('en')} ${what}`))),
        button({ words: 'Download anyway', class: 'button small main', run: () => void hand(written, report, format.name) }),
      );
    } catch (error) {
      report.replaceChildren(el('p', { class: 'bad' }, `This file could not be made: ${wordsOf(error)}`));
    } finally {
      get.disabled = false;
    }
  }

  /** @param {Written} written @param {HTMLElement} report @param {string} name */
  async function hand(written, report, name) {
    await download(written.files, 'whosaid.zip');
    report.replaceChildren(el('p', {}, `Handed to your browser: ${written.files.map((f) => f.name).join(', ')}`));
    say.aloud(`${name} downloaded`);
  }

  /** @param {string} text */
  async function copy(text) {
    say.briefly((await copyText(text)) ? 'Copied.' : 'The browser did not allow copying.');
  }
}

/** The quotes and positions as plain text. @param {Doc} doc */
export function asText(doc) {
  const quotes = quotesOf(doc).map(({ quote, speaker, content, cue }) => `${speaker?.name ?? 'Nobody named'}${cue ? ` (${cue})` : ''}: ${content.replace(/\s+/g, ' ')} [${quote.kind}]`);
  const stands = standsOf(doc).map(({ position, holder, target }) => `${holder?.name ?? 'Nobody named'} ${STANCES[position.kind].verb}: ${target.replace(/\s+/g, ' ')}`);
  return [quotes.length > 0 ? `Quotes\n\n${quotes.join('\n')}` : '', stands.length > 0 ? `Positions\n\n${stands.join('\n')}` : ''].filter(Boolean).join('\n\n');
}
