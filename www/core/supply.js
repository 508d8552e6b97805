/**
 * What a worker needs before it can read: the core's code, compiled once, and its models, which the page hands over and gets back.
 *
 * @module
 */

/**
 * @typedef {object} Supply
 * @property {Promise<WebAssembly.Module|undefined>} code
 * @property {() => Promise<ArrayBuffer>} models what could not be loaded, or went down with a worker, is asked for again
 * @property {() => void} lend says that the models move to a worker
 * @property {(models: ArrayBuffer) => void} takeBack
 */

/**
 * @param {() => Promise<WebAssembly.Module|undefined>} loadCode
 * @param {() => Promise<ArrayBuffer>} loadModels
 * @returns {Supply}
 */
export function createSupply(loadCode, loadModels) {
  /** @type {Promise<ArrayBuffer>|undefined} */
  let loading;
  return {
    code: loadCode(),
    models() {
      loading ??= loadModels().catch((error) => {
        loading = undefined;
        throw error;
      });
      // Whoever needs them hears of a failure; until then nobody does.
      loading.catch(() => {});
      return loading;
    },
    lend: () => void (loading = undefined),
    takeBack: (models) => void (loading = Promise.resolve(models)),
  };
}
