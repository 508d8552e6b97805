/**
 * The panel beside the article, on a phone a sheet below it: the tabs Voices, Positions and Quotes.
 *
 * It switches tabs and leads back to the row one came from; each tab draws itself.
 *
 * @module
 */

import { ALL_SHOWN } from '../../state/shown.js';
import { button, el, icon } from '../dom.js';
import { readyTables } from '../reading/ready.js';
import { drawPositions } from './tab-positions.js';
import { drawQuotes } from './tab-quotes.js';
import { countIn, drawVoices } from './tab-voices.js';
import { afterFrame } from '../turns.js';

/** @typedef {'voices'|'positions'|'quotes'} Tab */
/** @typedef {import('../services.js').Services} Services */
/** @typedef {import('../../state/store.js').Store} Store */

/** @type {{tab: Tab, words: string, icon: string, draw: (root: ParentNode, store: Store, services: Services, wanted: () => boolean) => Promise<void>}[]} */
const TABS = [
  { tab: 'voices', words: 'Voices', icon: 'person', draw: drawVoices },
  { tab: 'positions', words: 'Positions', icon: 'flag', draw: drawPositions },
  { tab: 'quotes', words: 'Quotes', icon: 'quote', draw: drawQuotes },
];
const narrow = matchMedia('(max-width: 55.99rem)');

/** @param {HTMLElement} root @param {Store} store @param {Services} services @returns {Services['panel']} */
export function mountPanel(root, store, services) {
  /** @type {Tab} */
  let now = 'voices';
  let waiting = false;
  let drawnText = '';
  /** Counts the drawings: an older one ends when a newer begins. */
  let drawings = 0;
  /** @type {string|null} the row that was followed last */
  let from = null;

  const tabs = TABS.map(({ tab, words, icon: name }) =>
    el('button', { type: 'button', class: 'tab', role: 'tab', id: `tab-${tab}`, 'aria-controls': 'panel-body', onclick: () => pick(tab) }, icon(name), el('span', {}, words), el('span', { class: 'count' })),
  );
  const list = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'What to list' }, tabs);
  const back = button({ icon: 'up', words: 'Back to the list', class: 'button small back', run: () => api.back(), props: { hidden: true } });
  const fold = button({ icon: 'down', label: 'Close the list', class: 'tool fold', run: () => open(false) });
  const body = el('div', { class: 'panel-body', id: 'panel-body', role: 'tabpanel', tabindex: '0' });
  root.append(el('div', { class: 'panel-head' }, list, fold), body);
  document.body.append(back);

  /** @param {boolean} yes */
  function open(yes) {
    root.classList.toggle('open', yes);
    body.inert = narrow.matches && !yes;
    if (yes) back.hidden = true;
  }

  /** @param {Tab} tab */
  function pick(tab) {
    const folded = narrow.matches && root.classList.contains('open') && tab === now;
    now = tab;
    open(!folded);
    body.scrollTop = 0;
    draw();
  }

  function draw() {
    waiting = false;
    const doc = store.shown();
    root.hidden = doc === null;
    document.body.classList.toggle('beside-panel', !root.hidden);
    if (!doc) return;
    const counts = { voices: new Set(doc.quotes.map((q) => q.speaker)).size, positions: doc.positions.length, quotes: doc.quotes.length };
    tabs.forEach((button_, i) => {
      const { tab } = TABS[i];
      button_.setAttribute('aria-selected', String(tab === now));
      button_.tabIndex = tab === now ? 0 : -1;
      /** @type {HTMLElement} */ (button_.lastElementChild).textContent = countIn(doc, counts[tab]);
    });
    body.setAttribute('aria-labelledby', `tab-${now}`);
    // Asking for the place costs a layout, which the first drawing of an article can do without.
    const held = body.firstChild !== null && drawnText === doc.text && (body.scrollTop > 0 || focusedRow() !== undefined);
    drawnText = doc.text;
    drawRows(held);
  }

  /** The rows anew. Where somebody is down in the list, it stays as it is until all rows of the new one are made. @param {boolean} held */
  function drawRows(held) {
    const drawing = ++drawings;
    const wanted = () => drawing === drawings;
    const rows = held ? document.createDocumentFragment() : body;
    if (!held) body.replaceChildren();
    const drawn = TABS.find((t) => t.tab === now)?.draw(rows, store, services, wanted);
    if (!held && mark()) return;
    void drawn?.then(() => {
      if (!wanted()) return;
      if (held) swap(rows);
      mark();
    });
  }

  /** Puts other rows in the place of those that are there; the one that somebody looks at stays where it is. @param {ParentNode} rows */
  function swap(rows) {
    const focused = focusedRow();
    const scroll = body.scrollTop;
    const looked = focused ?? rowInSight();
    const top = () => (looked && row(looked)?.getBoundingClientRect().top) || 0;
    const before = top();
    body.replaceChildren(rows);
    body.scrollTop = scroll;
    // Rows that were not seen yet have other heights than they will have.
    if (row(looked ?? '')) body.scrollTop += top() - before;
    if (focused) row(focused)?.focus({ preventScroll: true });
  }

  function rowInSight() {
    const { left, top, width } = body.getBoundingClientRect();
    const [at] = document.elementsFromPoint(left + width / 2, top + 40).map((element) => element.closest('[data-row]')).filter((found) => body.contains(found));
    return at instanceof HTMLElement ? at.dataset.row : undefined;
  }

  const focusedRow = () => (document.activeElement instanceof HTMLElement && body.contains(document.activeElement) ? document.activeElement.dataset.row : undefined);

  /** The list comes after the article and its margins. */
  function later() {
    if (!waiting) afterFrame(() => afterFrame(() => void prepared()));
    waiting = true;
  }

  /** Draws when what is listed has been counted, of the document as it is then. */
  async function prepared() {
    let made = null;
    for (let doc = store.shown(); waiting && doc && doc !== made; doc = store.shown()) {
      await readyTables(doc, ALL_SHOWN);
      made = doc;
    }
    if (waiting) draw();
  }

  /** @param {string} id @returns {HTMLElement|null} */
  const row = (id) => body.querySelector(`[data-row="${CSS.escape(id)}"]`);

  /** The row of what is selected in the text is shown and told apart; false when it is not there. */
  function mark() {
    const { selection } = store.get();
    for (const old of body.querySelectorAll('[aria-current]')) old.removeAttribute('aria-current');
    const found = selection && row(`${selection.kind}-${selection.id}`);
    found?.setAttribute('aria-current', 'true');
    if (found && !found.contains(document.activeElement)) within(body, found);
    return !selection || found !== null;
  }

  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.findIndex((t) => t.tab === now) + step + TABS.length) % TABS.length];
    pick(next.tab);
    tabs[TABS.indexOf(next)].focus();
    event.preventDefault();
  });
  body.addEventListener('click', (event) => {
    const goes = event.target instanceof Element ? event.target.closest('[data-go]') : null;
    if (!(goes instanceof HTMLElement)) return;
    const [kind, id] = (goes.dataset.go ?? '').split(' ');
    from = goes.dataset.row ?? null;
    if (narrow.matches) {
      open(false);
      back.hidden = false;
    }
    services.actions.select(/** @type {import('../../state/types.js').Ref} */ ({ kind, id }));
  });
  narrow.addEventListener('change', () => open(!narrow.matches));
  store.subscribe((state, before) => {
    if (state.doc !== before.doc || state.filter !== before.filter || state.limit !== before.limit) {
      if (!state.doc) back.hidden = true;
      root.hidden = state.doc === null;
      document.body.classList.toggle('beside-panel', !root.hidden);
      // The rows of another article would be laid out once more before they go.
      if (state.doc?.text !== drawnText) {
        drawings++;
        body.replaceChildren();
      }
      later();
    } else if (state.selection !== before.selection) mark();
  });
  services.session.onBusy(later);
  open(!narrow.matches);

  /** @type {Services['panel']} */
  const api = {
    show(tab, { open: wide = true } = {}) {
      now = tab;
      if (wide) open(true);
      draw();
    },
    back() {
      open(true);
      back.hidden = true;
      const target = (from ? row(from) : null) ?? body;
      target.focus();
    },
  };
  return api;
}

/** Scrolls only the panel, never the page. @param {HTMLElement} body @param {HTMLElement} target */
function within(body, target) {
  const [outer, inner] = [body.getBoundingClientRect(), target.getBoundingClientRect()];
  if (inner.top < outer.top + 40) body.scrollTop += inner.top - outer.top - 60;
  else if (inner.bottom > outer.bottom) body.scrollTop += inner.bottom - outer.bottom + 24;
}
