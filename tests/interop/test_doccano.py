"""doccano's files as its own code lays them out (`data_export/models.py`, `data_import/pipeline/label.py` of doccano 1.8.4).

doccano is a server that asks for other versions of what the other programs here need, so that it is not installed: offsets are sliced as its page does,
in UTF-16 units, and what its exporter would write of an imported line is built here.
"""

import json

from support import ReaderTest, each_document, load_lines, new_folder, places, read, whosaid, write


def in_utf16(text, start, end):
    """The words that JavaScript's `text.substring(start, end)` gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def exported(line):
    """The line that doccano exports after it has imported `line`: new ids, our columns kept as metadata."""
    entities = [{**entity, "id": 1000 + 3 * entity["id"]} for entity in line["entities"]]
    relations = [
        {"id": 500 + number, "from_id": 1000 + 3 * relation["from_id"], "to_id": 1000 + 3 * relation["to_id"], "type": relation["type"]}
        for number, relation in enumerate(line["relations"])
    ]
    meta = {name: value for name, value in line.items() if name not in ("text", "entities", "relations", "Comments")}
    return {"id": 42, "text": line["text"], **meta, "entities": entities, "relations": relations, "Comments": []}


class Doccano(ReaderTest):
    @each_document
    def test_every_place_and_link_is_there(self, path, document):
        (line,) = load_lines(write(path, "doccano") / f"{path.stem}.jsonl")
        found = {}
        for entity in line["entities"]:
            words = in_utf16(line["text"], entity["start_offset"], entity["end_offset"])
            before = in_utf16(line["text"], 0, entity["start_offset"])
            found[entity["id"]] = (entity["label"], len(before), len(before) + len(words))
        self.assertEqual(sorted(set(found.values())), places(document))
        links = [(relation["type"], found[relation["from_id"]], found[relation["to_id"]]) for relation in line["relations"]]
        self.assert_links(document, [link for link in links if link[0] != "Coreference"])

    @each_document
    def test_what_it_exports_is_read(self, path, document):
        (line,) = load_lines(write(path, "doccano") / f"{path.stem}.jsonl")
        again = new_folder() / "admin.jsonl"
        again.write_text(json.dumps(exported(line), ensure_ascii=False) + "\n", encoding="utf-8")
        self.assert_same(read(again), [document])

    @each_document
    def test_a_unit_that_is_not_stated_is_never_guessed(self, path, document):
        (line,) = load_lines(write(path, "doccano") / f"{path.stem}.jsonl")
        bare = {name: value for name, value in exported(line).items() if name != "whosaid"}
        again = new_folder() / "admin.jsonl"
        again.write_text(json.dumps(bare, ensure_ascii=False) + "\n", encoding="utf-8")
        try:
            # Offsets that make sense in one unit only need no answer.
            self.assertEqual(places(read(again)[0]), places(document))
        except AssertionError as error:
            self.assertIn("--offset-unit utf16 or --offset-unit", str(error))
        told = json.loads(whosaid("convert", again, "--to", "jsonl", "--offset-unit", "utf16"))
        self.assertEqual(places(told), places(document))
        if any(ord(c) > 0xFFFF for c in document["text"]):
            bare |= {"entities": bare["entities"][:1], "relations": []}
            again.write_text(json.dumps(bare), encoding="utf-8")
            self.assertRaisesRegex(AssertionError, "--offset-unit utf16 or --offset-unit codepoint", read, again)
