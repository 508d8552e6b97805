/**
 * The page as one file that opens from disk, with something put into it: itself where it is that file, else the one that lies beside it.
 *
 * It is imported before the page is built, because the file is made of what the page was then.
 *
 * @module
 */

/** The block that holds what was put in. */
const BLOCK = 'whosaid-exercise';

/** What the single file alone has. */
const MARK = 'whosaid-worker';

/** The page's own start tag and elements before anything is drawn, but for the large blocks, which nobody changes. @type {{open: string, shell: string[]}|null} */
const own = globalThis.document?.getElementById(MARK) ? { open: openTag(), shell: [...document.body.children].filter(isDrawnIn).map(written) } : null;

/** @param {Element} element */
function isDrawnIn({ tagName }) {
  return tagName !== 'SCRIPT';
}

/** An element as it would stand in a file; what is written nowhere becomes no mark-up of this page. @param {Element} element */
function written(element) {
  // eslint-disable-next-line no-restricted-properties -- it is read here, never set
  return element.outerHTML;
}

function openTag() {
  const { lang } = document.documentElement;
  return `<html lang="${lang.replace(/[^\w-]/g, '')}">`;
}

/** Whether the page was opened from disk, where a link to it would lead nobody else. */
export const isFromDisk = () => location.protocol === 'file:';

/** What was put into this page, or `null`. @returns {string|null} */
export const embedded = () => document.getElementById(BLOCK)?.textContent?.trim() ?? null;

/**
 * The single file with `code` in it.
 * @param {string} code letters that need no care in HTML
 * @param {string} title what the browser shows while it opens
 * @returns {Promise<string|null>} `null` where there is no single file to be had
 */
export async function fileWith(code, title) {
  if (!/^[\w-]+$/.test(code)) throw new Error('Only a code of letters can be put into a page.');
  const page = own ? ownFile() : await fileBeside();
  return page === null ? null : withBlock(page, code, title);
}

function ownFile() {
  const comments = [...document.childNodes].filter(({ nodeType }) => nodeType === Node.COMMENT_NODE).map((node) => `${new XMLSerializer().serializeToString(node)}\n`);
  const blocks = [...document.body.children].filter(({ id, tagName }) => tagName === 'SCRIPT' && id !== BLOCK).map(written);
  return `<!doctype html>\n${comments.join('')}${own?.open}\n${written(document.head)}\n<body>\n${own?.shell.join('\n')}\n${blocks.join('\n')}\n</body>\n</html>\n`;
}

async function fileBeside() {
  if (isFromDisk()) return null;
  try {
    const answer = await fetch(new URL('./whosaid.html', location.href));
    const page = answer.ok ? await answer.text() : '';
    return page.includes(`id="${MARK}"`) ? page : null;
  } catch {
    return null;
  }
}

/**
 * A page with a block in it, before the first of its scripts and in the place of an earlier one.
 * @param {string} page @param {string} code @param {string} title
 */
export function withBlock(page, code, title) {
  const bare = page.replace(new RegExp(`<script type="text/plain" id="${BLOCK}">[\\w\\s-]*</script>\\n?`), '');
  const at = bare.indexOf(`<script type="text/plain" id="${MARK}">`);
  if (at < 0) throw new Error('This is not the single file.');
  const shown = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const head = bare.slice(0, at).replace(/<title>[^<]*<\/title>/, () => `<title>${shown}</title>`);
  return `${head}<script type="text/plain" id="${BLOCK}">${code}</script>\n${bare.slice(at)}`;
}
