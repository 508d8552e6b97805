import css from "@eslint/css";
import js from "@eslint/js";
import globals from "globals";

const rules = {
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "max-lines": ["error", { max: 250, skipBlankLines: false, skipComments: false }],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
  // No text is ever put into the page as HTML.
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "write"].map((property) => ({
      ...(property === "write" ? { object: "document" } : {}),
      property,
      message: "Text goes into the page as text.",
    })),
  ],
};

/** Properties that a browser may leave out: nothing is lost without them but comfort. */
const comfort = [
  "accent-color", "box-decoration-break", "break-after", "contain", "contain-intrinsic-block-size", "content-visibility", "forced-color-adjust", "hyphens", "orphans", "outline",
  "overscroll-behavior", "print-color-adjust", "resize", "scrollbar-color", "scrollbar-width", "text-size-adjust", "text-wrap", "widows",
];

export default [
  { ignores: ["www/core/pkg/**", "www/vendor/**", "**/node_modules/**", "target/**", "dist/**"] },
  { files: ["**/*.js", "**/*.mjs"], ...js.configs.recommended },
  { files: ["www/**/*.js", "xtask/dist/*.js"], languageOptions: { globals: globals.browser }, rules },
  { files: ["www/core/worker.js"], languageOptions: { globals: globals.worker } },
  { files: ["xtask/dist/sw.js"], languageOptions: { globals: globals.serviceworker } },
  {
    // Older than the oldest browsers that the page runs in, which are of spring 2023.
    files: ["www/**/*.css", "src/formats/*.css"],
    plugins: { css },
    language: "css/css",
    rules: { "css/use-baseline": ["error", { available: 2022, allowProperties: comfort, allowSelectors: ["highlight"], allowAtRules: ["page"] }] },
  },
  {
    files: ["tests/**/*.{js,mjs}"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { ...rules, "max-lines": "off", "no-restricted-properties": "off" },
  },
];
