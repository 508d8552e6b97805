/**
 * A link that holds everything in its fragment, which no browser sends to a server.
 *
 * @module
 */

import { isFromDisk } from './own-file.js';
import { packed } from './packed.js';

/** Longer links are cut by what people send them with. */
const LONGEST = 16_000;
/** From here on some programs cut them. */
const LONG = 2000;

/** `trouble` says in words why there is no such link, `care` what to look out for. @typedef {{address: string, length: string, care: string}|{trouble: string}} Link */

/**
 * The link to this page that holds a value.
 * @param {string} mark what the fragment begins with, `#` and `=` included
 * @param {unknown} value
 * @param {string} instead what to do where no link helps
 * @returns {Promise<Link>}
 */
export async function linkWith(mark, value, instead) {
  if (isFromDisk()) return { trouble: `This page was opened from disk, so that a link would lead to your own disk. ${instead}` };
  const address = new URL(mark + (await packed(value)), location.href.split('#')[0]).href;
  const length = `${address.length.toLocaleString('en')} letters`;
  if (address.length > LONGEST) return { trouble: `The link would have ${length}, which is too long to be sent whole. ${instead}` };
  return { address, length, care: address.length > LONG ? 'Some messengers cut links of over 2,000; try it once.' : '' };
}
