/** WebKit as WebKitGTK builds it, on a screen that nobody sees, driven by Selenium. What a driver is, `open.js` says. */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { PNG } from 'pngjs';
import { Builder, By, Capabilities, Key, Origin } from 'selenium-webdriver';
import { env } from '../env.js';

/** The driver's names of keys that have no character. */
const KEYS = { Control: Key.CONTROL, Shift: Key.SHIFT, Alt: Key.ALT, Enter: Key.ENTER, Escape: Key.ESCAPE, Delete: Key.DELETE, ArrowRight: Key.ARROW_RIGHT, ArrowLeft: Key.ARROW_LEFT, Tab: Key.TAB, End: Key.END };

/** A screen; its name is told on the fourth channel. */
async function screen() {
  const server = spawn(env('WHOSAID_XVFB'), ['-displayfd', '3', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const name = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].once('data', (data) => resolve(`:${String(data).trim()}`));
  });
  return { server, name };
}

/** A port that is free now. @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether a picture has one color. @param {Buffer} picture */
function isBlank(picture) {
  const { data } = PNG.sync.read(picture);
  return !data.some((value, i) => value !== data[i % 4]);
}

/** @param {number} port */
async function answers(port) {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver does not answer');
}

/** @param {import('./home.js').Home} home @returns {Promise<import('./open.js').Driver>} */
export async function launch(home) {
  const { server, name } = await screen();
  const port = await freePort();
  const environment = { ...home.env, DISPLAY: name, GDK_BACKEND: 'x11', GSETTINGS_BACKEND: 'memory', GTK_THEME: 'Adwaita', NO_AT_BRIDGE: '1', WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1' };
  const service = spawn(env('WHOSAID_WEBKIT_DRIVER'), [`--port=${port}`, '--host=127.0.0.1'], { env: environment, stdio: 'ignore', detached: true });
  await answers(port);
  const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: env('WHOSAID_WEBKIT'), args: ['--automation'] } });
  const driver = await new Builder().disableEnvironmentOverrides().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  const actions = () => driver.actions({ async: true });
  /** @type {string[]} */
  const early = [];
  return {
    async goto(url) {
      await driver.get(url);
    },
    async evaluate(source) {
      const answer = await driver.executeAsyncScript(`const done = arguments[0]; Promise.resolve().then(() => (${source})).then((value) => done({ value }), (error) => done({ error: String(error && error.stack || error) }));`);
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    async pointer(steps) {
      let chain = actions();
      for (const { to, press, release } of steps) {
        if (to) chain = chain.move({ x: Math.round(to.x), y: Math.round(to.y), origin: Origin.VIEWPORT, duration: 0 });
        if (press) chain = chain.press();
        if (release) chain = chain.release();
      }
      await chain.perform();
    },
    async press(keys) {
      const names = keys.map((key) => KEYS[key] ?? key);
      let chain = actions();
      for (const key of names) chain = chain.keyDown(key);
      for (const key of [...names].reverse()) chain = chain.keyUp(key);
      await chain.perform();
    },
    type: (text) => actions().sendKeys(text).perform(),
    async resize(width, height) {
      const inner = await driver.executeScript('return [innerWidth, innerHeight]');
      const outer = await driver.manage().window().getRect();
      await driver.manage().window().setRect({ x: 0, y: 0, width: width + outer.width - inner[0], height: height + outer.height - inner[1] });
      // Its window is never narrower than its own bar, which is a little more than a phone.
      await driver.wait(() => driver.executeScript('return innerHeight === arguments[0]', height), 5000);
    },
    async screenshot() {
      for (let tries = 0; ; tries++) {
        const picture = Buffer.from(await driver.takeScreenshot(), 'base64');
        if (tries === 5 || !isBlank(picture)) return picture;
        // At times a new window shows nothing until its size changes again.
        const size = await driver.manage().window().getRect();
        await driver.manage().window().setRect({ ...size, height: size.height + 1 });
        await driver.manage().window().setRect(size);
        await driver.sleep(300);
      }
    },
    choose: async (selector, path) => driver.findElement(By.css(selector)).sendKeys(path),
    early,
    driver,
    async close() {
      await driver.quit().catch(() => {});
      process.kill(-service.pid);
      server.kill();
    },
  };
}
