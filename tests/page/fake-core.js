import { createCareful } from '../../www/core/careful.js';
import { createCore } from '../../www/core/client.js';
import { columns, sample, VOCABULARY } from './support.js';

/** A worker whose answers a test gives: `calls[NAME]` returns a result, throws, or returns `hang`. */
export const hang = Symbol('hang');
class FakeWorker {
  constructor(calls) {
    this.calls = calls;
    this.seen = [];
    this.ended = false;
    this.turn = Promise.resolve();
  }

  postMessage(message, moved = []) {
    const { id, call, args } = moved.length ? structuredClone(message, { transfer: moved }) : message;
    this.seen.push(call);
    this.turn = this.turn.then(async () => {
      let answer;
      try {
        const result = await this.calls[call](...args);
        if (result === hang) return;
        answer = { id, result };
      } catch (error) {
        if (error === 'crash') return this.ended || this.onerror({ message: 'crashed', preventDefault() {} });
        if (error === 'garbled') return this.ended || this.onmessageerror({});
        const fatal = error instanceof WebAssembly.RuntimeError;
        answer = { id, error: { message: error.message, fatal, units: error.units, damaged: error.file, early: error.early } };
      }
      setTimeout(() => this.ended || this.onmessage({ data: answer }), 1);
    });
  }

  terminate() {
    this.ended = true;
  }
}

/** A core with such workers, and the workers. */
export function fakeCore(calls = {}, formats = async () => ({ module: {} }), models = async () => new ArrayBuffer(8), options = {}) {
  const workers = [];
  const core = createCore({
    module: async () => ({ module: {} }),
    models,
    formats,
    ...options,
    spawn() {
      const all = { check: () => true, start: () => VOCABULARY, load: (files) => files, annotate: (text) => columns(text), write: () => ({ files: [], losses: [] }), read: (_, [{ name }]) => ({ articles: [{ name, document: sample() }], texts: [], losses: [], skipped: [] }), recognize: () => undefined };
      workers.push(new FakeWorker({ ...all, ...calls }));
      return workers.at(-1);
    },
  });
  return { core, workers };
}

/** A careful reading with such workers, which read a text in three windows and the first third of it with the first, and the workers. */
export function fakeCareful(calls = {}, files = {}) {
  const workers = [];
  const careful = createCareful({
    code: async () => ({ module: {} }),
    models: async () => new ArrayBuffer(8),
    weights: async () => new ArrayBuffer(16),
    ...files,
    spawn() {
      let [text, read] = ['', 0];
      const all = { openReader: () => VOCABULARY, beginCarefully: (given) => ((text = given), (read = 0)), readOn: (_, end) => ({ share: ++read / 3, isRead: end <= (read * text.length) / 3 }), lookCarefully: (from, to) => ({ ...columns(text), from, to }), finishCarefully: () => columns(text) };
      workers.push(new FakeWorker({ ...all, ...calls }));
      return workers.at(-1);
    },
  });
  return { careful, workers };
}
