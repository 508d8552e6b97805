/**
 * Chromium without an inspector beside it. A test driver has every request and every piece of an answer reported to it and halts each new worker
 * until it has looked at it, all on the same processors; this one asks nothing but that a page evaluates a function (Chrome DevTools Protocol,
 * over a pipe).
 *
 * @module
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const call = (work, argument) => `(${work})(${JSON.stringify(argument) ?? ''})`;
const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

/**
 * Starts it.
 * @param {string} program
 * @param {string[]} flags
 */
export async function launchBare(program, flags) {
  const profile = mkdtempSync(join(tmpdir(), 'whosaid-bench-'));
  const browser = spawn(program, [...flags, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  process.once('exit', () => browser.kill());
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  const send = protocol(browser.stdio[3], browser.stdio[4]);
  gone.then(() => send.end(new Error('Chromium ended.')));

  return {
    /** A page in a new profile, empty still; `send` asks it for anything in the protocol. */
    async open() {
      const { browserContextId } = await send('Target.createBrowserContext');
      const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const ask = (method, params) => send(method, params, sessionId);
      const evaluate = async (work, argument) => {
        const { result, exceptionDetails: error } = await ask('Runtime.evaluate', { expression: call(work, argument), awaitPromise: true, returnByValue: true });
        if (error) throw new Error(error.exception?.description ?? error.text);
        return result.value;
      };
      return {
        send: ask,
        /** What `work` returns or resolves to, called with `argument` in the page; both are handed over as text. */
        evaluate,
        /** Has `work` called with `argument` in each document of the page before anything of its own. */
        before: (work, argument) => ask('Page.addScriptToEvaluateOnNewDocument', { source: call(work, argument) }),
        /** Goes to `url`, and waits until there is its document. */
        async go(url) {
          await ask('Page.navigate', { url });
          // While the page takes the empty one's place there is nothing to ask.
          while ((await evaluate(() => location.href).catch(() => '')) !== url) await pause(5);
        },
        close: () => send('Target.disposeBrowserContext', { browserContextId }),
      };
    },
    async close() {
      browser.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * The protocol: messages in JSON, each with a zero byte behind it.
 * @param {import('node:stream').Writable} to @param {import('node:stream').Readable} from
 */
function protocol(to, from) {
  const waiting = new Map();
  let [last, rest] = [0, ''];
  from.setEncoding('utf8').on('data', (data) => {
    const messages = (rest + data).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const job = waiting.get(id);
      waiting.delete(id);
      if (error) job?.reject(new Error(error.message));
      else job?.resolve(result);
    }
  });
  to.on('error', () => {});
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      to.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  return Object.assign(send, { end: (error) => waiting.forEach(({ reject }) => reject(error)) });
}
