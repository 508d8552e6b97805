/**
 * Telling the files of a class from others: exercises and answers, by themselves, packed, in a page or in a zip.
 *
 * @module
 */

import { isZip, unzip } from '../../io/unzip.js';
import { unpacked } from '../../io/packed.js';
import { checkAnswer } from '../../state/class/answer.js';
import { checkExercise } from '../../state/class/exercise.js';

/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */
/** @typedef {import('../../state/class/tally.js').HandedIn} HandedIn */
/** What came: `others` belong to no class. @typedef {{exercises: Exercise[], answers: HandedIn[], errors: string[], others: File[]}} Intake */

/** A zip of a class is small; what is larger is a corpus. */
const LARGEST_ZIP = 32 * 1024 * 1024;
const IN_PAGE = /<script type="text\/plain" id="whosaid-exercise">([\w\s-]*)<\/script>/;
const IN_JSON = /^\s*\{\s*"whosaid-(?:exercise|answer)"/;

/** @param {readonly File[]} files @returns {Promise<Intake>} */
export async function takeIn(files) {
  /** @type {Intake} */
  const intake = { exercises: [], answers: [], errors: [], others: [] };
  for (const file of files) {
    const inside = await zipped(file);
    if (inside) for (const one of inside) await takeOne(one, intake);
    else if (!(await takeOne(file, intake))) intake.others.push(file);
  }
  return intake;
}

/** The files of a zip that holds something of a class. @param {File} file */
async function zipped(file) {
  if (file.size > LARGEST_ZIP || !(await isZip(file))) return null;
  try {
    const { files } = await unzip(file);
    for (const one of files) if ((await codeIn(one)) !== null) return files;
  } catch {
    // Whoever opens it next tells what is wrong with it.
  }
  return null;
}

/** @param {File} file @param {Intake} intake @returns {Promise<boolean>} whether it is of a class */
async function takeOne(file, intake) {
  const read = await codeIn(file);
  if (!read) return false;
  try {
    await take(await read(), file.name, intake);
  } catch (error) {
    intake.errors.push(`${file.name}: ${error instanceof SyntaxError ? 'The file is cut off or damaged.' : error instanceof Error ? error.message : String(error)}`);
  }
  return true;
}

/** How to read what a file holds of a class, or `null`. @param {File} file @returns {Promise<(() => Promise<unknown>)|null>} */
async function codeIn(file) {
  if (/\.html?$/i.test(file.name)) {
    const code = IN_PAGE.exec(await file.text())?.[1];
    return code ? () => unpacked(code) : null;
  }
  if (!IN_JSON.test(await file.slice(0, 200).text())) return null;
  return async () => JSON.parse(await file.text());
}

/** @param {any} value @param {string} name @param {Intake} intake */
async function take(value, name, intake) {
  const plain = typeof value?.packed === 'string' ? await unpacked(value.packed) : value;
  if (plain?.['whosaid-answer'] !== undefined) intake.answers.push({ file: name, answer: checkAnswer(plain) });
  else intake.exercises.push(checkExercise(plain));
}

/** Codes of answers, one a line. @param {string} text @returns {Promise<Intake>} */
export async function takeCodes(text) {
  /** @type {Intake} */
  const intake = { exercises: [], answers: [], errors: [], others: [] };
  for (const [i, line] of text.split(/\n+/).map((one) => one.trim()).filter(Boolean).entries()) {
    try {
      await take(await unpacked(line), `code ${i + 1}`, intake);
    } catch (error) {
      intake.errors.push(`Line ${i + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return intake;
}
