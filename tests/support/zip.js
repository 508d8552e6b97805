/** Zips for tests, made without the code under test. */
import { deflateRawSync, gzipSync } from 'node:zlib';

/** A check sum: gzip writes the same behind its content. @param {string | Buffer} content */
const sumOf = (content) => gzipSync(content, { level: 1 }).subarray(-8).readUInt32LE(0);

/** A zip of deflated files. @param {Record<string, string | Buffer>} files */
export function zipped(files) {
  const parts = [];
  const entries = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(sumOf(text), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(Buffer.byteLength(text), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    const part = Buffer.concat([head, Buffer.from(name), packed]);
    parts.push(part);
    entries.push(entry, Buffer.from(name));
    at += part.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...entries, end]);
}
