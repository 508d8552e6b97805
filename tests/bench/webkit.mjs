/**
 * How long the published page takes from paste to paint in WebKit as WebKitGTK builds it: by the clock, and in processor time of the page's main
 * thread, which a busy machine does not lengthen. Prints a Markdown table.
 *
 * @module
 */

import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { openBrowser } from '../browser/engines/tab.js';
import * as engine from '../browser/engines/webkit.js';
import { median, newsText, quantile } from './text.mjs';

const RUNS = 15;
const url = process.env.WHOSAID_SITE_URL ?? '';

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It has just ended.
  }
}

/** The page's processes: those of WebKit that have this home. @param {string} home */
function processes(home) {
  const isOurs = (id) => read(`/proc/${id}/comm`).startsWith('WebKitWebProc') && read(`/proc/${id}/environ`).split('\0').includes(`HOME=${home}`);
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name));
  if (found.length === 0) throw new Error('WebKit has no process for the page');
  return found;
}

/** The milliseconds that the main threads of processes have run. @param {string[]} ids */
function worked(ids) {
  return ids.reduce((sum, id) => sum + Number(read(`/proc/${id}/task/${id}/schedstat`).split(' ')[0]) / 1e6, 0);
}

/**
 * Put into the page: pastes a text and waits until the first mark, a highlight or an element, is on the screen.
 *
 * What a task changes is painted in the next frame, what an animation frame changes in that frame; a message sent from the animation frame arrives
 * when the frame is done.
 */
function instrument() {
  let isDrawing = false;
  const frame = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    frame((time) => {
      isDrawing = true;
      // After what observes this callback's changes.
      try {
        callback(time);
      } finally {
        queueMicrotask(() => (isDrawing = false));
      }
    });
  const afterFrame = (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), done());
    port2.postMessage(null);
  };
  /** @type {(() => void)|null} */
  let wanted = null;
  const found = () => {
    const done = wanted;
    wanted = null;
    if (done && isDrawing) afterFrame(done);
    else if (done) frame(() => afterFrame(done));
  };
  new MutationObserver(() => wanted && document.querySelector('.part mark') && found()).observe(document.body, { childList: true, subtree: true });
  const { add } = Highlight.prototype;
  Highlight.prototype.add = function (range) {
    found();
    return add.call(this, range);
  };
  const marked = () => new Promise((resolve) => (wanted = () => resolve(undefined)));
  globalThis.pasteAndWait = async (text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const field = document.querySelector('#paste');
    field.focus();
    const done = marked();
    const start = performance.now();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await done;
    return performance.now() - start;
  };
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const row = (what, values) => console.log(`| ${what} | ${values.length} | ${median(values).toFixed(1)} ms | ${quantile(values, 0.95).toFixed(1)} ms |`);

const tab = await openBrowser(engine);
try {
  await tab.driver.goto(url);
  await tab.seen('#paste');
  await tab.driver.resize(1280, 900);
  await tab.run(instrument);
  const [clock, busy] = [[], []];
  // The first one, in which the page and the core warm up, does not count.
  for (let run = 0; run <= RUNS; run++) {
    await tab.run((text) => void (globalThis.given = text), newsText(5_000, 100 + run));
    await pause(1500);
    const ids = processes(tab.home.dir);
    const before = worked(ids);
    const took = await tab.run(() => globalThis.pasteAndWait(globalThis.given));
    if (run > 0) {
      busy.push(worked(ids) - before);
      clock.push(took);
    }
    await pause(1500);
    await tab.click('.brand');
    await tab.seen('#paste');
  }
  const version = (await tab.driver.driver.getCapabilities()).getBrowserVersion();
  console.log(`WebKitGTK ${version}, software raster, on ${cpus().length} × ${cpus()[0].model.split(' ').slice(0, 2).join(' ')}; the published site on loopback.\n`);
  console.log('| what | runs | median | 95th percentile |\n| --- | --- | --- | --- |');
  row('5 kB article, warm: paste to painted highlights', clock);
  row('… processor time of the main thread until then', busy);
} finally {
  await tab.close();
}
