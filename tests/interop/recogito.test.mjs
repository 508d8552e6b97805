// W3C Web Annotation, read by Recogito's text annotator: its parser asks for both selectors of every place.
//
// It reads annotations of the text only: ours that lead to other annotations (actors, links) are no places and are left to the model's own tests.
// It takes offsets for UTF-16 units, where the standard says code points; it finds the place by them or, as here, by the words around it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { parseW3CTextAnnotation, serializeW3CTextAnnotation } from "@recogito/text-annotator";

const cli = process.env.WHOSAID_CLI ?? "target/release/whosaid";
const fixtures = new URL("fixtures/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "whosaid-interop-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} path @param {string} format */
const convert = (path, format) => execFileSync(cli, ["convert", path, "--to", format], { encoding: "utf8" });

/** Every labeled place of a native document: content parts, cues, sources and mentions, with the words there. */
const places = (/** @type {any} */ document) => {
  const text = [...document.text];
  const place = (/** @type {string} */ layer, /** @type {number} */ start, /** @type {number} */ end) =>
    `${layer} ${start} ${end} ${text.slice(start, end).join("")}`;
  const of = (/** @type {string} */ layer, /** @type {any[]} */ items) =>
    items.flatMap((item) => [
      ...item.spans.map((/** @type {[number, number]} */ [start, end]) => place(layer, start, end)),
      ...["cue", "source"].filter((name) => item[name]).map((name) => place(name, item[name].start, item[name].end)),
    ]);
  const mentions = document.mentions.map((/** @type {any} */ { start, end }) => place("mention", start, end));
  return [...mentions, ...of("quote", document.quotes), ...of("position", document.positions)].sort();
};

/** What the parser made of an annotation: a place for each selector. */
const parsed = (/** @type {any} */ item) => {
  const { parsed, error } = parseW3CTextAnnotation(item);
  assert.equal(error, undefined, JSON.stringify(item));
  const layer = parsed.bodies.find((/** @type {any} */ body) => body.purpose === "tagging").value;
  return parsed.target.selector.map((/** @type {any} */ { start, end, quote }) => `${layer} ${start} ${end} ${quote}`);
};

for (const name of readdirSync(fixtures).filter((name) => name.endsWith(".json"))) {
  describe(name, () => {
    const path = new URL(name, fixtures).pathname;
    const document = JSON.parse(readFileSync(path, "utf8"));
    const page = JSON.parse(convert(path, "w3c"));
    const onText = page.items.filter((/** @type {any} */ { target }) => [target].flat().every((part) => part.selector));

    test("every place is found with its words", () => {
      assert.deepEqual(onText.flatMap(parsed).sort(), places(document));
    });

    test("what it writes is read, offsets in UTF-16 units and all, with the links as they were", () => {
      const text = [...document.text];
      const units = (/** @type {number} */ offset) => text.slice(0, offset).join("").length;
      const written = onText.map((/** @type {any} */ item) => {
        const annotation = /** @type {any} */ (parseW3CTextAnnotation(item).parsed);
        for (const selector of annotation.target.selector) {
          Object.assign(selector, { start: units(selector.start), end: units(selector.end) });
        }
        const { target } = serializeW3CTextAnnotation(annotation, page.items[0].target.source ?? "");
        // It gives prefix and suffix only from a live page.
        return { ...item, target: target.length === 1 ? target[0] : target };
      });
      const others = page.items.filter((/** @type {any} */ item) => !onText.includes(item));
      const file = join(folder, name.replace(".json", ".jsonld"));
      writeFileSync(file, JSON.stringify({ ...page, items: [...written, ...others] }));
      assert.deepEqual(JSON.parse(convert(file, "json")), document);
    });
  });
}
