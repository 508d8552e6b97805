/**
 * Opening a browser: what its driver must be able to do, a home of its own, and the tab that the paths are walked in.
 *
 * @module
 */

import { makeHome } from './home.js';
import { Tab } from './tab.js';

/** How large the window is where nothing else is said. */
export const WIDE = /** @type {const} */ ([1000, 700]);

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{to?: Point, press?: boolean, release?: boolean}} Step */
/**
 * What a browser's driver can do; three files give one each.
 * @typedef {object} Driver
 * @property {(url: string) => Promise<unknown>} goto
 * @property {(source: string) => Promise<any>} evaluate runs an expression and waits for what it promises
 * @property {(steps: Step[]) => Promise<void>} pointer moves, presses and releases a mouse, without a pause between
 * @property {(keys: string[]) => Promise<void>} press the last key while the others are down
 * @property {(text: string) => Promise<void>} type
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {() => Promise<Buffer>} screenshot
 * @property {(selector: string, path: string) => Promise<void>} choose gives a file to a field
 * @property {() => Promise<Buffer>} [pdf] what the printer would get; missing where the driver cannot print
 * @property {(source: string) => Promise<unknown>} [before] runs a script in every later page before its own
 * @property {() => Promise<void>} close
 */

/**
 * Starts a browser.
 * @param {{launch: (home: import('./home.js').Home, options?: object) => Promise<Driver>}} engine
 * @param {object} [options]
 */
export async function openBrowser(engine, options) {
  const home = makeHome();
  const driver = await engine.launch(home, options).catch((error) => {
    home.remove();
    throw error;
  });
  return new Tab(driver, home);
}
