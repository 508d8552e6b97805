/**
 * What a worker needs before it can read: the core's code, compiled once, and its models, which the page hands over and gets back.
 *
 * @module
 */

/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */

/**
 * Both are asked for at once. What could not be loaded, or went down with a worker, is asked for again.
 * @param {() => Promise<WebAssembly.Module|undefined>} loadCode
 * @param {() => Promise<ArrayBuffer>} loadModels
 */
export function createSupply(loadCode, loadModels) {
  const code = loadCode();
  /** @type {Promise<ArrayBuffer>|undefined} */
  let models;

  function arriving() {
    models ??= loadModels().catch((error) => {
      models = undefined;
      throw error;
    });
    // Who waits for them hears of a failure; until then nobody does.
    models.catch(() => {});
    return models;
  }

  arriving();
  return {
    /**
     * Has a worker started with the code as soon as that is there, and sends the models, which are more, when they have come.
     * @param {(call: string, given: unknown) => Promise<any>} ask asks the worker; never answered once the worker is gone
     * @param {() => void} onSent whatever the worker is asked from then on finds it ready: a page that has just opened is busy, and each answer
     *   that had to be heard first would wait for its turn
     * @returns {Promise<Vocabulary>} when the worker says that it can read
     */
    async give(ask, onSent) {
      const needed = arriving();
      const started = ask('start', await code);
      const loaded = needed.then((files) => {
        models = undefined;
        const answer = ask('load', files);
        onSent();
        return answer;
      });
      const [vocabulary, files] = await Promise.all([started, loaded]);
      models = Promise.resolve(files);
      return vocabulary;
    },
  };
}
