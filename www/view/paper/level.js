/**
 * The small sign that says how certain a mark is: a tick where a person stands behind it, a half or an empty circle where it is less than sure.
 *
 * @module
 */

import { levelOf } from '../../state/certain.js';
import { el } from '../dom.js';
import { CERTAINTIES } from '../wording.js';

/** The sign, or nothing. Who cannot see it hears of it in the mark's sentence. @param {import('../../state/types.js').Note|null} item */
export function levelSign(item) {
  const level = item ? levelOf(item) : 'sure';
  const { sign } = CERTAINTIES[level];
  return sign ? el('i', { class: `level ${level}`, 'aria-hidden': 'true' }, sign) : null;
}
