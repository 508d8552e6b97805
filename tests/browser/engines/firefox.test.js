/** The decisive paths in Firefox. */
import * as engine from './firefox.js';
import { decisivePaths } from './paths.js';

decisivePaths('firefox', engine);
