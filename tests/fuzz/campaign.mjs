/**
 * Inputs that nobody would write, for a module of the page: the kept ones first, then new ones until the time is over; the shortest one that breaks
 * something is kept. `cargo xtask fuzz` runs what calls this:
 *
 *     node tests/fuzz/paste.mjs --seconds 60 --seed 1 --corpus fuzz/corpus/paste
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';

/** So many times the median for its length an input may take, and what takes less than so many milliseconds says nothing. */
const TOO_LONG = 50;
const SHORT = 200;
/** Inputs count as this long at least, for what each costs by itself. */
const SHORTEST = 512;
/** How many inputs' times make the median. */
const SAMPLE = 2000;

/**
 * @template {string|Uint8Array} Input
 * @param {string} name
 * @param {fc.Arbitrary<Input>} inputs
 * @param {(input: Input) => unknown} holds throws, or rejects, where something does not hold
 * @param {{read: (bytes: Buffer) => Input}} form how a kept input is made of a file
 */
export async function campaign(name, inputs, holds, { read }) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' }, corpus: { type: 'string' } } });
  const [seconds, seed, corpus] = [Number(values.seconds), Number(values.seed), String(values.corpus)];
  const attempt = watched(holds);
  let executions = 0;
  /** @type {string[]} */
  const findings = [];
  mkdirSync(corpus, { recursive: true });
  const kept = readdirSync(corpus).sort();
  for (const file of kept) {
    executions += 1;
    try {
      await attempt(read(readFileSync(join(corpus, file))));
    } catch (error) {
      findings.push(`${join(corpus, file)}: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (seconds > 0) {
    const property = fc.asyncProperty(inputs, async (input) => {
      executions += 1;
      await attempt(input);
    });
    const run = await fc.check(property, { seed, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false });
    if (run.failed && run.counterexample) {
      const [input] = run.counterexample;
      const path = join(corpus, createHash('sha256').update(input).digest('hex').slice(0, 16));
      writeFileSync(path, input);
      findings.push(`${path}: ${run.errorInstance instanceof Error ? run.errorInstance.stack : run.errorInstance}`);
    }
  }
  findings.forEach((finding) => console.error(`${name}: ${finding}`));
  console.log(`${name}\t${kept.length} kept\t${executions} executions\t${seconds} s\t-\t-\t${findings.length} findings`);
  process.exitCode = findings.length ? 1 : 0;
}

/**
 * The same, and what takes too long for its length does not hold either.
 * @template {string|Uint8Array} Input
 * @param {(input: Input) => unknown} holds
 */
function watched(holds) {
  /** @type {number[]} the milliseconds for 1 kB of the inputs so far */
  const times = [];
  let median = 0;
  /** The milliseconds that the processor works on an input: a busy machine makes none longer. @param {Input} input */
  const timed = async (input) => {
    const begun = process.cpuUsage();
    await holds(input);
    return process.cpuUsage(begun).user / 1000;
  };
  return async (/** @type {Input} */ input) => {
    const kilobytes = Math.max(input.length, SHORTEST) / 1024;
    const took = await timed(input);
    times.push(took / kilobytes);
    if (times.length === SAMPLE) {
      median = times.sort((a, b) => a - b)[SAMPLE / 2];
      times.length = 0;
    }
    const most = TOO_LONG * median * kilobytes;
    if (!median || took < SHORT || took <= most) return;
    // Collecting garbage makes any input take long once.
    let least = took;
    for (let again = 0; again < 5; again++) least = Math.min(least, await timed(input));
    if (least >= SHORT && least > most) throw new Error(`takes ${Math.round(least)} ms for ${input.length} characters, ${Math.round(least / median / kilobytes)} times as long for its length as others`);
  };
}
