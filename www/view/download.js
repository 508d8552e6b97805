/**
 * Taking the work away: one choice of formats, grouped by who needs them, with what the chosen one cannot hold in numbers before the
 * download, for one article or several.
 *
 * The core writes, verifies and counts; the list is the core's table of formats, so that a new one appears by itself.
 *
 * @module
 */

import { Fault } from '../core/fault.js';
import { copyText, download } from '../io/handout.js';
import { whenSlow } from '../state/patience.js';
import { countHidden, shownOf, uncut } from '../state/shown.js';
import { groupBy } from '../state/voices.js';
import { detailsOf } from './details.js';
import { openDialog } from './dialog.js';
import { button, el, plural } from './dom.js';
import { asText } from './as-text.js';
import { lossWords } from './losses.js';
import { copyMarkedLink } from './marked-link.js';
import { pictureOfParagraph, pictureOfVoices, savePicture } from './picture.js';
import { wordsOf } from './wording.js';

/** @typedef {import('../state/types.js').Format} Format */
/** @typedef {import('../state/types.js').NamedDoc} NamedDoc */
/** @typedef {import('../state/types.js').Written} Written */

const KEY = 'whosaid-format';

/**
 * The dialog for what is open, or for these kept articles.
 * @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services
 * @param {import('../state/storage.js').Article[]} [picked]
 */
export function openDownload(store, { core, say, session, storage }, picked) {
  const { doc, title } = { doc: store.get().doc, title: document.title.replace(/ · Whosaid$/, '') };
  if (!picked && !doc) return say.briefly('Open an article first.');
  if (!picked && session.busy()) return say.briefly('The text is still being read. One moment.');
  /** Counts the choices, so that a late answer to an earlier one is not shown. */
  let turn = 0;
  /** @type {Written|null} */
  let written = null;
  const { limit } = store.get();
  const hidden = doc && !picked ? countHidden(doc, limit).all : 0;
  const only = el('input', { type: 'checkbox', onchange: () => current && void choose(current) });
  /** @type {Format|null} */
  let current = null;
  const list = el('div', { class: 'formats' }, el('p', { class: 'empty' }, 'One moment…'));
  const report = el('div', { class: 'report', role: 'status' });
  const linked = el('div', { class: 'linked', role: 'status' });
  const get = button({ icon: 'download', words: 'Download', class: 'button main', run: () => void hand(), props: { disabled: true } });

  openDialog(picked ? `Download ${plural(picked.length, 'article')}` : 'Download', () => ({
    body: [
      el('p', { class: 'muted' }, 'The files are made here, in this tab. They hold everything that you have not removed.'),
      hidden > 0 && el('label', { class: 'check' }, only, `Leave out the ${plural(hidden, 'uncertain suggestion')} that the slider hides`),
      list,
      ...(picked || !doc ? [] : [
        el('h3', {}, 'To the clipboard'),
        el('p', { class: 'links' }, button({ icon: 'copy', words: 'Copy quotes and positions', class: 'button small', run: () => void copy(asText(shownOf(doc, limit))) }), button({ icon: 'copy', words: 'Copy the article', class: 'button small', run: () => void copy(doc.text) })),
        el('h3', {}, 'As a link'),
        el('p', { class: 'links' }, button({ icon: 'copy', words: 'Copy a link with the marks', class: 'button small', run: () => void copyMarkedLink(shownOf(doc, limit), title).then((told) => linked.replaceChildren(...told)) }), linked),
        el('h3', {}, 'As a picture'),
        el('p', { class: 'links' }, pictures('Voices', pictureOfVoices(shownOf(doc, limit), title)), pictures('Selected paragraph', pictureOfParagraph(shownOf(doc, limit), store.get(), title))),
      ]),
    ],
    foot: [report, get],
  }), { class: 'download-dialog' });

  whenSlow(core.formats(), () => withoutCore('What makes the files is not there yet.')).then(
    (formats) => show(formats.filter((format) => format.writes)),
    (error) => withoutCore(`The files cannot be made. ${wordsOf(error)}`),
  );

  /** The work can be taken away all the same, as the page itself holds it: it opens here again. @param {string} why */
  function withoutCore(why) {
    const save = async () => {
      const articles = await articlesOf();
      await download(articles.map(({ name, doc: own }) => ({ name: `${fileName(name)}.json`, mime: 'application/json', text: JSON.stringify(own) })), 'articles.zip');
    };
    const failed = (/** @type {unknown} */ error) => report.replaceChildren(el('p', { class: 'bad' }, wordsOf(error)));
    list.replaceChildren(el('p', {}, why), el('p', { class: 'links' }, button({ icon: 'download', words: 'Download as Whosaid JSON', class: 'button small', run: () => void save().catch(failed) })));
  }

  /** @param {Format[]} formats */
  function show(formats) {
    const last = remembered();
    const chosen = formats.find(({ id }) => id === last) ?? formats[0];
    const groups = groupBy(formats, ({ group }) => group);
    list.replaceChildren(...[...groups].map(([group, own]) => el('fieldset', {}, el('legend', {}, group), own.map((format) => row(format, format === chosen)))));
    list.querySelector(':checked')?.scrollIntoView({ block: 'nearest' });
    void choose(chosen);
  }

  /** @param {Format} format @param {boolean} checked */
  function row(format, checked) {
    const { id, name, extension, description, reads } = format;
    return el(
      'label',
      { class: 'format' },
      el('input', { type: 'radio', name: 'format', value: id, checked, 'aria-describedby': `format-${id}`, onchange: () => void choose(format) }),
      el('span', { class: 'grow' }, el('b', {}, name), ' ', el('code', { class: 'muted' }, `.${extension.replace(/^\./, '')}`), reads ? el('span', { class: 'tag' }, 'opens here again') : null, el('span', { class: 'muted', id: `format-${id}` }, description)),
    );
  }

  /** Makes the files of a format and says what they leave out. @param {Format} format */
  async function choose(format) {
    const now = ++turn;
    current = format;
    remember(format.id);
    written = null;
    get.disabled = true;
    const slow = setTimeout(() => report.replaceChildren(el('p', {}, 'Making the files…')), 300);
    try {
      const articles = await articlesOf();
      const made = await core.write(articles, format.id);
      if (now !== turn) return;
      written = made;
      get.disabled = false;
      report.replaceChildren(...losses(format, made));
    } catch (error) {
      if (now === turn) tellWhy(format, error);
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {Format} format @param {unknown} error */
  function tellWhy(format, error) {
    const again = error instanceof Fault && button({ words: 'Try again', class: 'button small', run: () => void choose(format) });
    report.replaceChildren(el('p', { class: 'bad' }, `This file could not be made, and none is handed over: ${wordsOf(error)}`), detailsOf(error) ?? '', again || '');
  }

  /** @returns {Promise<NamedDoc[]>} */
  async function articlesOf() {
    if (!picked) return doc ? [{ name: title, doc: only.checked ? shownOf(doc, limit) : uncut(doc) }] : [];
    const place = await storage;
    const found = [];
    for (const article of picked) {
      const answer = await place.load(article.id);
      if ('problem' in answer) throw new Error(`“${article.title}”: ${answer.problem.message}`);
      found.push({ name: article.title, doc: uncut(answer.doc) });
    }
    return found;
  }

  async function hand() {
    if (!written) return;
    await download(written.files, picked ? 'articles.zip' : `${title || 'whosaid'}.zip`);
    say.briefly(`Handed to your browser: ${written.files.length > 3 ? `${plural(written.files.length, 'file')} in a zip` : written.files.map((file) => file.name).join(', ')}`);
  }

  /** The ways to take a picture away; none where there is nothing to see. @param {string} what @param {import('../io/picture/shapes.js').Picture|null} picture */
  function pictures(what, picture) {
    if (!picture) return [];
    const save = (/** @type {'png'|'svg'} */ kind) => void savePicture(picture, kind, `${fileName(title)}, ${what.toLowerCase()}`).catch((error) => say.briefly(wordsOf(error)));
    return [button({ icon: 'download', words: `${what} (PNG)`, class: 'button small', run: () => save('png') }), button({ icon: 'download', words: `${what} (SVG)`, class: 'button small', run: () => save('svg') })];
  }

  /** @param {string} text */
  async function copy(text) {
    say.briefly((await copyText(text)) ? 'Copied.' : 'The browser did not allow copying.');
  }
}

/** “CoNLL drops 7 nested spans and 12 links.” @param {Format} format @param {Written} written */
function losses({ name }, { files, losses: all }) {
  const lost = all.filter((loss) => loss.count > 0);
  const made = files.length > 1 ? `${plural(files.length, 'file')} in a zip. ` : '';
  if (lost.length === 0) return [el('p', {}, made, `${name} holds everything.`)];
  return [el('p', { class: 'lost' }, made, el('b', {}, `${name} leaves out `), lossWords(lost), '.')];
}

/** A title as a file may be called. @param {string} title */
const fileName = (title) => [...title.replace(/[\\/:*?"<>|\p{Cc}\p{Cs}]+/gu, ' ').trim()].slice(0, 80).join('').trim() || 'article';

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} id */
function remember(id) {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // The choice then lasts as long as the dialog.
  }
}
