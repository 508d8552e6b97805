/**
 * The wiring: store, core, storage and views are made here and given to each other. Nothing else is decided here.
 *
 * @module
 */

import { createCore } from './core/client.js';
import { keep } from './state/keeper.js';
import { openStorage } from './state/storage.js';
import { createStore } from './state/store.js';
import { createActions } from './view/actions.js';
import { openActors } from './view/actors.js';
import { followAddress } from './view/address.js';
import { mountArticle } from './view/article.js';
import { mountBar } from './view/bar.js';
import { byId } from './view/dom.js';
import { openDownload } from './view/download.js';
import { mountHandles } from './view/handles.js';
import { openHelp } from './view/help.js';
import { mountInspector } from './view/inspector.js';
import { commandsFor, mountKeys } from './view/keys.js';
import { openLibrary } from './view/library.js';
import { mountPanel } from './view/panel.js';
import { mountPointer } from './view/pointer.js';
import { createSay } from './view/say.js';
import { mountSelectionBar } from './view/selection-bar.js';
import { createSession } from './view/session.js';
import { mountStart } from './view/start.js';
import { applyTheme } from './view/theme.js';

// The core comes first: it loads beside the page while the page is made.
const core = createCore();
applyTheme();
const at = (/** @type {string} */ id) => byId(id, HTMLElement);
const store = createStore();
const say = createSay(store);
const storage = openStorage();
const keeper = storage.then((place) => keep(store, place, { journal: journal() }));
const session = createSession(store, { core, say, keeper, storage, openLibrary: () => services.openLibrary() });

/** @type {import('./view/services.js').Services} */
const services = Object.assign(/** @type {import('./view/services.js').Services} */ ({}), {
  core,
  shown: store.shown,
  storage,
  say,
  session,
  openLibrary: () => openLibrary(store, services),
  openDownload: (/** @type {import('./state/storage.js').Article[]|undefined} */ articles) => openDownload(store, services, articles),
  openActors: () => openActors(store, services),
  openHelp: () => openHelp(commands, core),
});
services.actions = createActions(store, services);
services.article = mountArticle(at('article'), store, services);
services.panel = mountPanel(at('panel'), store, services);
services.inspector = mountInspector(at('inspector'), store, services);
mountBar(at('bar'), store, services);
mountStart(at('start'), store, services, keeper.then((k) => k.recovered));
mountPointer(at('article'), store, services);
mountHandles(at('handles'), store, services);
const bar = mountSelectionBar(at('selection-bar'), store, services);
const commands = commandsFor(store, services, bar);
mountKeys(at('article'), store, services, commands);

store.subscribe((state) => void (at('reader').hidden = state.doc === null));
followAddress(store, session);
// What opens and writes files comes when the first article is done, so that it is there when the network is not.
const prepare = () => void setTimeout(core.prepare, 3000);
core.ready.then(prepare, (/** @type {unknown} */ error) => {
  const words = error instanceof Error ? error.message : String(error);
  say.message({ id: 'core', bad: true, words: `Whosaid could not start: ${words} Please load the page again; a browser from 2023 or later is needed.`, actions: [{ words: 'Load again', run: () => location.reload() }] });
});
const flush = () => void keeper.then((k) => k.flush());
addEventListener('pagehide', flush);
document.addEventListener('visibilitychange', () => void (document.hidden && flush()));

/** Where unsaved work is written at the last moment; a browser may refuse it. */
function journal() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
