/**
 * What a worker needs before it can read: the core's code, compiled once, and its models, which the page hands over and gets back.
 *
 * A file that arrives damaged is fetched once more, past every cache; what does not come at all is told by whoever loads it.
 *
 * @module
 */

import { Damaged, Fault } from './fault.js';
import { createStock } from './stock.js';

/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */
/** @typedef {import('./arrive.js').ArriveOptions} ArriveOptions */
/** @typedef {import('./arrive.js').Code} Code */
/** @typedef {import('./fault.js').FileName} FileName */
/** Asks the worker; never answered once the worker is gone. @typedef {(call: string, ...given: unknown[]) => Promise<any>} Ask */

/**
 * Both are asked for at once. What could not be loaded, or went down with a worker, is asked for again.
 * @param {(options: ArriveOptions) => Promise<Code>} loadCode
 * @param {(options: ArriveOptions) => Promise<ArrayBuffer>} loadModels
 * @param {(file: FileName) => void} [onDamaged] it is being fetched again
 */
export function createSupply(loadCode, loadModels, onDamaged = () => {}) {
  const [code, models] = [createStock(loadCode), createStock(loadModels)];

  function prepare() {
    code.get().catch(() => {});
    models.get().catch(() => {});
  }

  /** @param {Ask} ask @param {() => void} onSent */
  async function attempt(ask, onSent) {
    prepare();
    // Asked before the models are, it is done before them: nothing waits for an answer in between.
    const asked = code.get().then(({ module, bytes }) => ({ module, answer: ask('start', module, bytes?.slice(0)) }));
    const started = asked.then(async ({ module, answer }) => {
      const vocabulary = await answer;
      code.put({ module });
      return vocabulary;
    });
    const loaded = models.get().then(async (files) => {
      await asked;
      models.take();
      const answer = ask('load', files);
      onSent();
      return answer;
    });
    loaded.catch(() => {});
    const vocabulary = await started;
    models.put(await loaded);
    return vocabulary;
  }

  prepare();
  return {
    /**
     * Has a worker started with the code as soon as that is there, and sends the models, which are more, when they have come.
     * @param {Ask} ask
     * @param {() => void} onSent whatever the worker is asked from then on finds it ready: a page that has just opened is busy, and each answer
     *   that had to be heard first would wait for its turn
     * @returns {Promise<Vocabulary>} when the worker says that it can read
     */
    async give(ask, onSent) {
      try {
        return await attempt(ask, onSent);
      } catch (error) {
        const file = damagedIn(error);
        if (!file) throw error;
        onDamaged(file);
        (file === 'models' ? models : code).drop();
      }
      try {
        return await attempt(ask, onSent);
      } catch (error) {
        const file = damagedIn(error);
        if (file) (file === 'models' ? models : code).drop();
        throw file ? new Fault('damaged', file) : error;
      }
    },

    /** Which file is still on its way. @returns {FileName|null} */
    missing: () => (code.isComing() ? 'code' : models.isComing() ? 'models' : null),

    /** What is still on its way is given up, to be asked for again. */
    giveUp() {
      for (const stock of [code, models]) if (stock.isComing()) stock.drop();
    },
  };
}

/** The file that an error says is damaged. @param {unknown} error @returns {FileName|null} */
export function damagedIn(error) {
  if (error instanceof Damaged) return error.file;
  return error instanceof Fault && error.kind === 'damaged' ? error.file : null;
}
