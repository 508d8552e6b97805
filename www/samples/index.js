/** The sample articles offered on a first visit. They are modules, not files to fetch, so that nothing is requested after the page is loaded. */
import { border } from './border.js';
import { council } from './council.js';
import { court } from './court.js';

/** @typedef {{id: string, label: string, title: string, text: string}} Sample */

/** @type {readonly Sample[]} */
export const samples = [border, council, court];
