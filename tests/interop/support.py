"""What the tests of all readers share: documents to write, the command line to write and read them with, and what must be the same.

A test asks a program, through its own code, what it finds in our file, and compares that with the native document; then it lets the program
write and compares what we read. Nothing is skipped: a program that is not installed fails its test when it is imported.
"""

import functools
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
CLI = os.environ["WHOSAID_CLI"]
# Kept until the tests end.
SCRATCH = tempfile.TemporaryDirectory(prefix="whosaid-interop-")

MENTIONS = {None: "Actor"} | {kind: kind.capitalize() for kind in ("person", "organization", "government", "media", "group")}


def new_folder():
    """An empty folder, in every case of its own."""
    return pathlib.Path(tempfile.mkdtemp(dir=SCRATCH.name))


def whosaid(*arguments):
    """Runs the command line; what it complains of is in the error."""
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, encoding="utf-8")
    if done.returncode:
        raise AssertionError(f"whosaid {' '.join(map(str, arguments))} failed: {done.stderr}")
    return done.stdout


def write(document, to):
    """The folder with the files that `document`, given as a path, becomes in the format `to`."""
    folder = new_folder()
    whosaid("convert", document, "--to", to, "-o", f"{folder}/")
    return folder


def read(path):
    """The native documents that we read from a file of any format."""
    return [json.loads(line) for line in whosaid("convert", path, "--to", "jsonl").splitlines()]


def load(path):
    """The JSON in a file."""
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def load_lines(path):
    """The JSON values of a file with one on each line."""
    return [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").split("\n") if line]


@functools.cache
def fixtures():
    """Paths of native documents: those made by hand for what is hard, and our articles as the machine annotates them."""
    annotated = new_folder()
    whosaid("annotate", HERE.parent / "articles", "--quick", "-o", f"{annotated}/")
    paths = sorted((HERE / "fixtures").glob("*.json")) + sorted(annotated.glob("*.json"))
    assert len(paths) >= 7, paths
    return paths


def labels(document):
    """The label that flat formats give each mention, quote and position, by id."""
    types = {actor["id"]: MENTIONS[actor["type"]] for actor in document["actors"]}
    return (
        {mention["id"]: types[mention["actor"]] for mention in document["mentions"]}
        | {quote["id"]: quote["kind"].capitalize() + "Quote" for quote in document["quotes"]}
        | {position["id"]: position["kind"].capitalize() for position in document["positions"]}
    )


def places(document):
    """Every labeled place as (label, start, end) in code points; each part of a content counts, and so do cues and sources."""
    label = labels(document)
    found = {(label[mention["id"]], mention["start"], mention["end"]) for mention in document["mentions"]}
    for owner in document["quotes"] + document["positions"]:
        found |= {(label[owner["id"]], start, end) for start, end in owner["spans"]}
        found |= {(name.capitalize(), *bounds(owner[name])) for name in ("cue", "source") if owner[name]}
    return sorted(found)


def links(document):
    """Every link as (label, from, to), where from and to are (label, start, end): to cue, source, further parts, quote and actor.

    The actor is given as the set of its mentions' places, for any of them may stand for it.
    """
    label = labels(document)
    contents = {owner["id"]: (label[owner["id"]], *owner["spans"][0]) for owner in document["quotes"] + document["positions"]}
    mentions = {}
    for mention in document["mentions"]:
        mentions.setdefault(mention["actor"], set()).add((label[mention["id"]], mention["start"], mention["end"]))
    found = []
    for owner in document["quotes"] + document["positions"]:
        content = contents[owner["id"]]
        found += [("Part", content, (content[0], *part)) for part in owner["spans"][1:]]
        found += [(name.capitalize(), content, (name.capitalize(), *bounds(owner[name]))) for name in ("cue", "source") if owner[name]]
        name = "speaker" if "speaker" in owner else "holder"
        found += [(name.capitalize(), content, mentions[actor]) for actor in everybody(owner) if actor in mentions]
        if owner.get("quote"):
            found.append(("Quote", content, contents[owner["quote"]]))
    return found


def everybody(owner):
    """The ids of all who say a quote or hold a position, the first first."""
    name = "speaker" if "speaker" in owner else "holder"
    return owner.get(f"{name}s") or [actor for actor in [owner[name]] if actor]


def chains(document):
    """For each actor with more than one mention, the places of its mentions."""
    found = {}
    for mention in document["mentions"]:
        found.setdefault(mention["actor"], []).append((mention["start"], mention["end"]))
    return sorted(sorted(places) for places in found.values() if len(places) > 1)


def bounds(place):
    """Start and end of a range."""
    return place["start"], place["end"]


def each_document(test):
    """Runs a test method for every fixture, with the path and the content of the native document, each in a subtest of its name."""

    @functools.wraps(test)
    def run(self):
        for path in fixtures():
            with self.subTest(path.stem):
                test(self, path, load(path))

    return run


class ReaderTest(unittest.TestCase):
    """A test of one program."""

    maxDiff = None

    def assert_same(self, before, after, without=()):
        """That two native documents say the same, but for the order of actors and the fields that are named in `without`."""

        def kept(value):
            if isinstance(value, dict):
                value = value | {"actors": sorted(value["actors"], key=lambda actor: actor["id"])} if "actors" in value else value
                return {name: kept(item) for name, item in value.items() if name not in without}
            return [kept(item) for item in value] if isinstance(value, list) else value

        self.assertEqual(kept(before), kept(after))

    def assert_links(self, document, found):
        """That a program finds the links of `document`; it may link to any mention of an actor."""
        expected = links(document)
        self.assertEqual(len(expected), len(found))
        for label, start, end in expected:
            fits = [link for link in found if link[:2] == (label, start) and (link[2] in end if isinstance(end, set) else link[2] == end)]
            self.assertTrue(fits, f"{label} from {start} to {end} is missing")
