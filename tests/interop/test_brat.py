"""brat standoff, read and checked by brat's own server code (`brat_server.py`), read and written by bioc and read by bratly.

bratly (0.1.4) takes no event without arguments, and none with an event for an argument (our positions' links to quotes), though brat's format
has both. It is asked for everything else.
"""

import contextlib
import functools
import io
import json
import subprocess
import sys

import bioc.brat
from bratly import EntityAnnotation, EquivalenceAnnotation
from bratly.io import file_read_src
from support import HERE, ReaderTest, bounds, chains, each_document, everybody, fixtures, labels, new_folder, read, whosaid, write


def moved(text, offset):
    """Where a place of `text` is when its line ends are LF."""
    return offset - text[:offset].count("\r\n")


def fragments(text, start, end):
    """What a place becomes in a format whose annotations never run over a line end."""
    plain = text.replace("\r\n", "\n")
    start, end = moved(text, start), moved(text, end)
    pieces = []
    for piece in plain[start:end].split("\n"):
        if piece:
            pieces.append((start, start + len(piece)))
        start += len(piece) + 1
    return pieces


def text_bounds(document):
    """The text-bounds that brat should show: (type, fragments, words)."""
    text, label = document["text"], labels(document)
    plain = text.replace("\r\n", "\n")

    def bound(kind, parts):
        pieces = [piece for part in parts for piece in fragments(text, *part)]
        return kind, pieces, " ".join(plain[start:end] for start, end in pieces)

    found = [bound(label[mention["id"]], [bounds(mention)]) for mention in document["mentions"]]
    for owner in document["quotes"] + document["positions"]:
        kind, role = label[owner["id"]], "Content" if owner["id"].startswith("q") else "Target"
        if owner["cue"]:
            found.append(bound(kind, [bounds(owner["cue"])]))
        found.append(bound(role if owner["cue"] else kind, owner["spans"]))
        if owner["source"]:
            found.append(bound("Source", [bounds(owner["source"])]))
    return sorted(found)


@functools.cache
def served():
    """What brat's server finds in each of our documents, and the folder that they all are in."""
    folder = new_folder()
    for path in fixtures():
        whosaid("convert", path, "--to", "brat", "-o", f"{folder}/")
    done = subprocess.run([sys.executable, "-W", "ignore", HERE / "brat_server.py", folder], capture_output=True, encoding="utf-8")
    if done.returncode:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout), folder


class Server(ReaderTest):
    @each_document
    def test_finds_nothing_wrong_by_our_configuration(self, path, document):
        found, folder = served()
        self.assertEqual((found[path.stem]["errors"], found[path.stem]["refused"]), ([], 0))
        self.assertEqual(found[path.stem]["written"], (folder / f"{path.stem}.ann").read_text(encoding="utf-8"))

    @each_document
    def test_shows_every_text_bound_event_and_chain(self, path, document):
        found, folder = served()
        shown, doc = found[path.stem]["shown"], Bioc.load(self, folder, path.stem)
        bound = {id: (kind, sorted(map(tuple, places))) for id, kind, places, *_ in shown["entities"] + shown["triggers"]}
        text = (folder / f"{path.stem}.txt").read_text(encoding="utf-8")
        words = [(kind, places, " ".join(text[start:end] for start, end in places)) for kind, places in bound.values()]
        self.assertEqual(sorted(words), text_bounds(document))
        events = {id: (bound[trigger][0], {role: to for role, to in arguments}) for id, trigger, arguments in shown["events"]}
        self.assertEqual(events, {event.id: (event.type, dict(event.arguments)) for event in doc.events})
        chained = sorted(sorted(bound[id][1][0][0] for id in members) for _, _, *members in shown["equivs"])
        self.assertEqual(chained, sorted(sorted(moved(document["text"], start) for start, _ in chain) for chain in chains(document)))


class Bioc(ReaderTest):
    def load(self, folder, name):
        with open(folder / f"{name}.txt", newline="", encoding="utf-8") as text, open(folder / f"{name}.ann", encoding="utf-8") as ann:
            return bioc.brat.load(text, ann)

    @each_document
    def test_finds_every_text_bound_where_it_says(self, path, document):
        doc = self.load(write(path, "brat"), path.stem)
        self.assertEqual(doc.text, document["text"].replace("\r\n", "\n"))
        found = []
        for entity in doc.entities:
            places = sorted((place.begin, place.end) for place in entity.locations)
            self.assertEqual(entity.text, " ".join(doc.text[start:end] for start, end in places))
            found.append((entity.type, places, entity.text))
        self.assertEqual(sorted(found), text_bounds(document))

    @each_document
    def test_finds_every_event_with_its_arguments(self, path, document):
        doc = self.load(write(path, "brat"), path.stem)
        events, known = {event.id: event for event in doc.events}, {entity.id: entity for entity in doc.entities}
        owners = document["quotes"] + document["positions"]
        self.assertEqual([event.type for event in doc.events], [labels(document)[owner["id"]] for owner in owners])
        spoken = {mention["actor"] for mention in document["mentions"]}
        for event, owner in zip(doc.events, owners):
            role = "Speaker" if "speaker" in owner else "Holder"
            there = [actor for actor in everybody(owner) if actor in spoken]
            roles = [role, *(f"{role}{number}" for number in range(2, len(there) + 1))][: len(there)]
            self.assertEqual([name for name in event.arguments if name.rstrip("0123456789") == role], roles)
            for name, actor in zip(roles, there):
                start = min(place.begin for place in known[event.arguments[name]].locations)
                of_actor = [moved(document["text"], item["start"]) for item in document["mentions"] if item["actor"] == actor]
                self.assertIn(start, of_actor)
            if owner.get("quote"):
                number = [quote["id"] for quote in document["quotes"]].index(owner["quote"])
                self.assertIs(events[event.arguments["Quote"]], doc.events[number])

    @each_document
    def test_finds_every_chain(self, path, document):
        doc = self.load(write(path, "brat"), path.stem)
        known = {entity.id: min(place.begin for place in entity.locations) for entity in doc.entities}
        found = sorted(sorted(known[id] for id in relation.argids) for relation in doc.equiv_relations)
        self.assertEqual(found, sorted(sorted(moved(document["text"], start) for start, _ in chain) for chain in chains(document)))

    @each_document
    def test_what_it_writes_is_read(self, path, document):
        folder, again = write(path, "brat"), new_folder()
        doc = self.load(folder, path.stem)
        with open(again / f"{path.stem}.txt", "w", newline="", encoding="utf-8") as text:
            with open(again / f"{path.stem}.ann", "w", encoding="utf-8") as ann:
                bioc.brat.dump(doc, text, ann)
        self.assertEqual(read(again / f"{path.stem}.ann"), read(folder / f"{path.stem}.ann"))
        if "\r" not in document["text"]:
            # The names of the language and the title are told to be lost.
            self.assert_same(read(again / f"{path.stem}.ann")[0], document, without=("language", "title", "reading"))


class Bratly(ReaderTest):
    @each_document
    def test_finds_every_text_bound_and_chain(self, path, document):
        folder, complaints = write(path, "brat"), io.StringIO()
        with contextlib.redirect_stdout(complaints):
            collection = file_read_src.read_and_load_ann_file(
                str(folder / f"{path.stem}.ann"), no_duplicates=False, sorting=False, renumerotize=False, grammar_check=False
            )
        refused = [line for line in complaints.getvalue().split("\n") if line.startswith("The line is: ") and line[13] not in "A#"]
        self.assertTrue(all(" Quote:E" in line or line.count(":") == 2 for line in refused), refused)
        entities = [item for item in collection.annotations if isinstance(item, EntityAnnotation)]
        found = sorted((item.label, [(piece.start, piece.end) for piece in item.fragments], item.content) for item in entities)
        self.assertEqual(found, text_bounds(document))
        equivalences = [item for item in collection.annotations if isinstance(item, EquivalenceAnnotation)]
        found = sorted(sorted(entity.get_start() for entity in item.entities) for item in equivalences)
        self.assertEqual(found, sorted(sorted(moved(document["text"], start) for start, _ in chain) for chain in chains(document)))
