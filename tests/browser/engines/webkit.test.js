/** The decisive paths in WebKit. */
import * as engine from './webkit.js';
import { decisivePaths } from './paths.js';

decisivePaths('webkit', engine);
