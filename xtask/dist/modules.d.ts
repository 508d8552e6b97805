/** What esbuild makes of files that are no scripts: the address of a copy, or their text. */

declare module '*.wasm' {
  const address: string;
  export default address;
}
declare module '*.bin' {
  const address: string;
  export default address;
}
declare module '*.txt' {
  const text: string;
  export default text;
}

/** The service worker's version. */
declare const VERSION: string;
/** The site's files with their check sums. */
declare const FILES: Record<string, number>;
/** Those of them that are kept once a page has asked for them. */
declare const LATER: Record<string, number>;
