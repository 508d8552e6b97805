/**
 * The wiring: store, core, storage and views are made here and given to each other. Nothing else is decided here.
 *
 * @module
 */

import './io/own-file.js';
import { createCareful } from './core/careful.js';
import { createCore } from './core/client.js';
import { openStorage } from './state/storage.js';
import { createStore } from './state/store.js';
import { createActions } from './view/actions.js';
import { openActors } from './view/lists/actors.js';
import { followAddress } from './view/address.js';
import { mountArticle } from './view/paper/article.js';
import { mountBar } from './view/bar.js';
import { mountClass } from './view/class/entry.js';
import { createCarefulReading } from './view/reading/careful.js';
import { openCareful } from './view/reading/careful-sign.js';
import { byId } from './view/dom.js';
import { openDownload } from './view/download.js';
import { mountHandles } from './view/paper/handles.js';
import { openHelp } from './view/help.js';
import { mountInspector } from './view/inspector/inspector.js';
import { commandsFor, mountKeys } from './view/keys.js';
import { openLibrary } from './view/lists/library.js';
import { mountPanel } from './view/lists/panel.js';
import { mountPointer } from './view/paper/pointer.js';
import { askToPersist, keepSafely } from './view/safety.js';
import { followMarkedLink } from './view/marked-link.js';
import { createSay } from './view/say.js';
import { mountSelectionBar } from './view/inspector/selection-bar.js';
import { createSession } from './view/session.js';
import { mountStart } from './view/start.js';
import { applyTheme } from './view/theme.js';
import { wordsOf } from './view/wording.js';
import { TOO_OLD, isTooOld } from './view/too-old.js';

// The core comes first: it loads beside the page while the page is made.
export const core = createCore({ onTrouble: tellTrouble });
applyTheme();
const at = (/** @type {string} */ id) => byId(id, HTMLElement);
const store = createStore();
export const say = createSay(store);
const storage = openStorage();
export const keeper = keepSafely(store, storage);
askToPersist(store);
const session = createSession(store, { core, say, keeper, openLibrary: () => services.openLibrary(), claim: (files) => services.classes.claim(files) });

const careful = createCarefulReading(store, { careful: createCareful(), say, view: () => services.article.inView() });

/** @type {import('./view/services.js').Services} */
const services = Object.assign(/** @type {import('./view/services.js').Services} */ ({}), {
  core,
  shown: store.shown,
  storage,
  keeper,
  say,
  session,
  careful,
  openLibrary: () => openLibrary(store, services),
  openDownload: (/** @type {import('./state/storage.js').Article[]|undefined} */ articles) => openDownload(store, services, articles),
  openActors: () => openActors(store, services),
  openHelp: () => openHelp(commands, core, () => openCareful(careful, services.actions.select)),
});
services.classes = mountClass(at('class'), store, say);
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
followAddress(store, session, say);
followMarkedLink(keeper, say);
// What opens and writes files comes when the first article is done, so that it is there when the network is not.
const prepare = () => void setTimeout(() => void core.prepare(), 3000);
core.ready.then(prepare, (/** @type {unknown} */ error) => {
  // A text that waits is told about where it stands.
  if (store.get().doc === null) say.message({ id: 'core', bad: true, error, words: `No text can be marked so far. ${wordsOf(error)}`, actions: [{ words: 'Load again', run: () => location.reload() }] });
});

if (isTooOld()) say.message({ id: 'old', bad: true, words: TOO_OLD });

/** @param {import('./core/types.js').Trouble|null} trouble */
function tellTrouble(trouble) {
  if (!trouble) return say.unsay('trouble');
  const { words, retry } = trouble;
  if (retry) say.message({ id: 'trouble', bad: true, words, actions: [{ words: 'Try again', run: () => (say.unsay('trouble'), retry()) }] });
  else say.briefly(words);
}
