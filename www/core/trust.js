/**
 * What the page vouches for where a browser asks (Trusted Types): its own scripts, and HTML that is only ever read in an inert document.
 *
 * Every other way to make a script or mark-up of a string is closed by the policy in index.html. Older browsers do not ask.
 *
 * @module
 */

/** @typedef {{createScriptURL: (url: string) => string, createHTML: (html: string) => string}} Rules */

/** @type {Rules} */
const RULES = {
  createScriptURL(url) {
    const { protocol, origin, pathname } = new URL(url);
    const isOwn = origin === globalThis.origin && (protocol === 'blob:' || pathname.endsWith('/sw.js'));
    if (!isOwn) throw new TypeError('Only scripts of the page itself are started.');
    return url;
  },
  createHTML: (html) => html,
};

const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Rules) => Rules}}} */ (/** @type {unknown} */ (globalThis));
const policy = trustedTypes?.createPolicy('whosaid', RULES) ?? RULES;

/** The address of a script of our own: a blob made here, or the service worker. @param {string|URL} url */
export const ownScript = (url) => policy.createScriptURL(String(url));

/** HTML or XML for a document that runs and loads nothing: for DOMParser, never for the page. @param {string} html */
export const inertHtml = (html) => policy.createHTML(html);
