/**
 * The check sum that zips and our own files carry (CRC-32): it tells damage, not forgery, and works wherever the page does, also where a browser
 * keeps its own (`crypto.subtle`) from pages without https.
 *
 * @module
 */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});

/**
 * The sum of some bytes.
 * @param {Uint8Array} bytes
 * @param {number} [before] the sum of what comes before them
 * @returns {number} 0 to 2³² − 1
 */
export function crc32(bytes, before = 0) {
  let sum = ~before;
  for (let i = 0; i < bytes.length; i++) sum = TABLE[(sum ^ bytes[i]) & 0xff] ^ (sum >>> 8);
  return ~sum >>> 0;
}
