"""doccano: its own server code imports our files and exports them again (`doccano_server.py`, in an environment of its own).

Only its page is not run: offsets are sliced as that does, in UTF-16 units.
"""

import functools
import json
import os
import subprocess

from support import HERE, ReaderTest, each_document, fixtures, load_lines, new_folder, places, read, whosaid, write


def in_utf16(text, start, end):
    """The words that JavaScript's `text.substring(start, end)` gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@functools.cache
def exports():
    """The lines that doccano exports after it has imported all our files as one, by the names of the documents; and what it complained of."""
    source, target = new_folder() / "all.jsonl", new_folder() / "admin.jsonl"
    lines = [(write(path, "doccano") / f"{path.stem}.jsonl").read_text(encoding="utf-8") for path in fixtures()]
    source.write_text("".join(lines), encoding="utf-8")
    command = [os.environ["WHOSAID_DOCCANO"], HERE / "doccano_server.py", source, target]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise AssertionError(done.stderr)
    return dict(zip((path.stem for path in fixtures()), load_lines(target))), json.loads(done.stdout.splitlines()[-1])


class Doccano(ReaderTest):
    def labeled(self, line):
        """The entities of a line by id, as (label, start, end) in code points."""
        found = {}
        for entity in line["entities"]:
            words = in_utf16(line["text"], entity["start_offset"], entity["end_offset"])
            before = in_utf16(line["text"], 0, entity["start_offset"])
            found[entity["id"]] = (entity["label"], len(before), len(before) + len(words))
        return found

    @each_document
    def test_every_place_and_link_is_there_after_an_import(self, path, document):
        lines, errors = exports()
        self.assertEqual((errors, len(lines)), ([], len(fixtures())))
        line = lines[path.stem]
        self.assertEqual(line["text"], document["text"])
        found = self.labeled(line)
        self.assertEqual(sorted(set(found.values())), places(document))
        links = [(relation["type"], found[relation["from_id"]], found[relation["to_id"]]) for relation in line["relations"]]
        self.assert_links(document, [link for link in links if link[0] != "Coreference"])

    @each_document
    def test_what_it_exports_is_read(self, path, document):
        again = new_folder() / "admin.jsonl"
        line = exports()[0][path.stem]
        again.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
        (found,) = read(again)
        # By this doccano knows its line again.
        self.assertEqual(found.pop("id"), line["id"])
        self.assert_same([found], [document])

    @each_document
    def test_a_unit_that_is_not_stated_is_never_guessed(self, path, document):
        bare = {name: value for name, value in exports()[0][path.stem].items() if name != "whosaid"}
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
