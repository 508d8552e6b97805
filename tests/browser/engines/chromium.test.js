/** The decisive paths in Chromium. */
import * as engine from './chromium.js';
import { decisivePaths } from './paths.js';

decisivePaths('chromium', engine);
