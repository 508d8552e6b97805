/** Archives that no program would write: packed by the rules, or with bytes changed, left out and put in. See campaign.mjs. */
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { FileError } from '../../www/io/decode.js';
import { isZip, unzip } from '../../www/io/unzip.js';
import { campaign } from './campaign.mjs';

/** @typedef {{name: string, content: Uint8Array, deflated: boolean, extra: number, comment: number, flags: number}} Entry */
/** All that is unpacked of one archive together, as unzip.js has it. */
const MOST = 8 * 32 * 1024 * 1024;

const name = fc.oneof(fc.constantFrom('a.txt', 'word/document.xml', 'x/', '.hidden', '__MACOSX/a', '', 'é.json'), fc.string({ maxLength: 6, unit: 'binary' }));
const content = fc.oneof(fc.constantFrom('Ada left.', '', 'a'.repeat(5000)).map((words) => new TextEncoder().encode(words)), fc.uint8Array({ maxLength: 40 }));
const entry = fc.record({ name, content, deflated: fc.boolean(), extra: fc.nat(9), comment: fc.nat(9), flags: fc.constantFrom(0, 0, 0, 0, 1, 8) });
const entries = fc.array(entry, { maxLength: 5 });
const whole = fc.tuple(entries, fc.nat(30)).map(([all, comment]) => packed(all, comment));
const change = fc.record({ at: fc.nat(), kind: fc.constantFrom('set', 'set', 'number', 'out', 'in'), value: fc.nat(255), bytes: fc.uint8Array({ maxLength: 12 }) });
const changed = fc.tuple(whole, fc.array(change, { minLength: 1, maxLength: 4 })).map(([zip, changes]) => changes.reduce(altered, zip));
const noise = fc.uint8Array({ maxLength: 200 });

/** An archive as the format says. @param {Entry[]} all @param {number} comment */
function packed(all, comment) {
  const [files, contents] = [/** @type {Buffer[]} */ ([]), /** @type {Buffer[]} */ ([])];
  let at = 0;
  for (const one of all) {
    const [title, data] = [Buffer.from(one.name), one.deflated ? deflateRawSync(one.content) : Buffer.from(one.content)];
    const shared = Buffer.alloc(26);
    [20, one.flags, one.deflated ? 8 : 0].forEach((value, i) => shared.writeUInt16LE(value, 2 * i));
    [crc32(one.content), data.length, one.content.length].forEach((value, i) => shared.writeUInt32LE(value, 10 + 4 * i));
    [title.length, one.extra].forEach((value, i) => shared.writeUInt16LE(value, 22 + 2 * i));
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), shared, title, Buffer.alloc(one.extra), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt16LE(one.comment, 0);
    rest.writeUInt32LE(at, 10);
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), shared, rest, title, Buffer.alloc(one.extra + one.comment)]));
    files.push(file);
    at += file.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  [all.length, all.length].forEach((value, i) => end.writeUInt16LE(value, 8 + 2 * i));
  [table.length, at].forEach((value, i) => end.writeUInt32LE(value, 12 + 4 * i));
  end.writeUInt16LE(comment, 20);
  const bytes = new Uint8Array(Buffer.concat([...files, table, end, Buffer.alloc(comment)]));
  wholes.set(bytes, all);
  return bytes;
}

/** What was packed into archives that are as they were packed. @type {WeakMap<Uint8Array, Entry[]>} */
const wholes = new WeakMap();

/** @param {Uint8Array} zip @param {{at: number, kind: string, value: number, bytes: Uint8Array}} change @returns {Uint8Array} */
function altered(zip, { at: place, kind, value, bytes }) {
  const at = place % (zip.length + 1);
  const copy = Buffer.from(zip);
  if (kind === 'set' && at < copy.length) copy[at] = value;
  if (kind === 'number' && at + 4 <= copy.length) copy.writeUInt32LE([0, 1, 0x7fffffff, 0xffffffff, zip.length][value % 5], at);
  if (kind === 'out') return new Uint8Array(Buffer.concat([copy.subarray(0, at), copy.subarray(at + (value % 40))]));
  if (kind === 'in') return new Uint8Array(Buffer.concat([copy.subarray(0, at), bytes, copy.subarray(at)]));
  return new Uint8Array(copy);
}

/** What holds for every archive: it opens or says why not, and what was packed comes out. @param {Uint8Array} bytes */
async function holds(bytes) {
  const file = new File([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], 'all.zip');
  await isZip(file);
  const opened = await unzip(file).catch((error) => {
    if (!(error instanceof FileError) || !error.message) throw error;
    return null;
  });
  const size = opened?.files.reduce((sum, one) => sum + one.size, 0) ?? 0;
  if (size > MOST) throw new Error('more is unpacked than is allowed');
  if (opened?.errors.some((error) => !(error instanceof FileError))) throw new Error('it does not say why');
  const meant = wholes.get(bytes)?.filter(({ name: of }) => !of.endsWith('/') && !/(^|\/)(\.|__MACOSX\/)/.test(of));
  if (!meant || meant.length === 0 || meant.some(({ flags }) => (flags & 1) === 1)) return;
  if (opened?.files.length !== meant.length) throw new Error('a file that was packed is missing');
  for (const [i, one] of opened.files.entries()) {
    if (Buffer.compare(Buffer.from(await one.arrayBuffer()), meant[i].content) !== 0) throw new Error(`${one.name} is not what was packed`);
  }
}

await campaign('unzip', fc.oneof({ arbitrary: whole, weight: 3 }, { arbitrary: changed, weight: 10 }, { arbitrary: noise, weight: 1 }), holds, { read: (bytes) => new Uint8Array(bytes) });
