"""conllu, which reads CoNLL-U, udapi, which reads the entities of CorefUD in it, and nltk, which reads the columns of CoNLL-2003."""

import json
import logging
import re

import conllu
import nltk
from nltk.corpus.reader import ConllCorpusReader
from udapi.core.document import Document

from support import HERE, SCRATCH, ReaderTest, bounds, each_document, everybody, labels, load, new_folder, places, write

# nltk reads below its own folders only.
nltk.data.path.append(SCRATCH.name)

SPACES = {"s": " ", "t": "\t", "r": "\r", "n": "\n"}


def white(spaces):
    return re.sub(r"\\([strn])", lambda found: SPACES[found[1]], spaces)


def brackets(sentences, name):
    """The spans of an attribute as (what stands in the opening bracket, start, end)."""
    found, opened = [], {}
    for token in (token for sentence in sentences for token in sentence):
        start, end = map(int, token["misc"]["TokenRange"].split(":"))
        for bracket in re.findall(r"\([^()]*\)?|[^()]+\)", token["misc"].get(name, "")):
            words = bracket.strip("()")
            # An entity is closed by its id only.
            key = words.split("-")[0] if name == "Entity" else words
            if bracket.startswith("("):
                opened.setdefault(key, []).append((words, start))
            if bracket.endswith(")"):
                found.append((*opened[key].pop(), end))
    return sorted(found)


def comment(sentences, name):
    """The comments of a name as {id: {field: value}}."""
    rows = [value.split("|") for sentence in sentences for key, value in sentence.metadata.items() if key.startswith(name)]
    return {row[0]: dict(field.split("=", 1) for field in row[1:]) for row in rows}


class Conllu(ReaderTest):
    def load(self, path):
        text = (write(path, "conllu") / f"{path.stem}.conllu").read_text(encoding="utf-8")
        # Several comments of one name would replace one another.
        numbered = (f"# {kind}.{number} = {rest}" for number, (kind, rest) in enumerate(re.findall(r"^# (actor|quote|position) = (.*)", text, re.M)))
        text = re.sub(r"^# (actor|quote|position) = .*", lambda _: next(numbered), text, flags=re.M)
        return conllu.parse(text)

    @each_document
    def test_gives_back_the_text(self, path, document):
        text = ""
        for token in (token for sentence in self.load(path) for token in sentence):
            misc = token["misc"]
            text += white(misc.get("SpacesBefore", "")) + token["form"]
            text += white(misc.get("SpacesAfter", "" if misc.get("SpaceAfter") == "No" else " "))
        self.assertEqual(text, document["text"])

    @each_document
    def test_sentences_are_their_text(self, path, document):
        for number, sentence in enumerate(self.load(path), 1):
            self.assertEqual([token["id"] for token in sentence], list(range(1, len(sentence) + 1)))
            glued = "".join(token["form"] for token in sentence)
            self.assertEqual(sentence.metadata["text"].replace(" ", ""), glued)
            self.assertEqual(sentence.metadata["sent_id"], f"{path.stem}-{number}")

    @each_document
    def test_finds_every_mention(self, path, document):
        types = {actor["id"]: actor["type"] or "unknown" for actor in document["actors"]}
        expected = [(f"{item['actor']}-{types[item['actor']]}-{item['kind']}", *bounds(item)) for item in document["mentions"]]
        self.assertEqual(brackets(self.load(path), "Entity"), sorted(expected))

    @each_document
    def test_finds_every_attribution(self, path, document):
        expected = []
        for owner in document["quotes"] + document["positions"]:
            role = "content" if owner in document["quotes"] else "target"
            expected += [(f"{owner['id']}-{role}", *part) for part in owner["spans"]]
            expected += [(f"{owner['id']}-{name}", *bounds(owner[name])) for name in ("cue", "source") if owner[name]]
        self.assertEqual(brackets(self.load(path), "Attribution"), sorted(expected))

    @each_document
    def test_finds_who_and_how(self, path, document):
        sentences = self.load(path)
        quotes, positions, actors = (comment(sentences, name) for name in ("quote.", "position.", "actor."))
        self.assertEqual(
            {id: (row["kind"], row.get("speaker"), "hedged" in row) for id, row in quotes.items()},
            {item["id"]: (item["kind"], ",".join(everybody(item)) or None, item["hedged"]) for item in document["quotes"]},
        )
        self.assertEqual(
            {id: (row["kind"], int(row["polarity"]), row.get("holder"), row.get("quote")) for id, row in positions.items()},
            {item["id"]: (item["kind"], item["polarity"], ",".join(everybody(item)) or None, item["quote"]) for item in document["positions"]},
        )
        names = {actor["id"]: " ".join(actor["name"].split()) for actor in document["actors"]}
        self.assertEqual({id: row["name"] for id, row in actors.items()}, names)


class Udapi(ReaderTest):
    def entities(self, path):
        """Each entity as (type, places of its mentions)."""
        # Our words have no heads, and it says so of each.
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        found = Document(str(write(path, "conllu") / f"{path.stem}.conllu")).coref_entities

        def place(mention):
            return tuple(int(word.misc["TokenRange"].split(":")[end]) for end, word in enumerate((mention.words[0], mention.words[-1])))

        return sorted((entity.etype, sorted(map(place, entity.mentions))) for entity in found)

    def expected(self, document, mentions):
        types = {actor["id"]: actor["type"] or "unknown" for actor in document["actors"]}
        by_actor = {}
        for item in mentions:
            by_actor.setdefault(item["actor"], []).append(bounds(item))
        return sorted((types[actor], sorted(places)) for actor, places in by_actor.items())

    @each_document
    def test_finds_every_entity_with_its_mentions(self, path, document):
        self.assertEqual(self.entities(path), self.expected(document, document["mentions"]))

    def test_is_not_misled_by_mentions_that_cross(self):
        document = load(HERE / "fixtures/market.json")
        words = [(found.start(), found.end()) for found in re.finditer(r"\S+", document["text"])]
        one, path = document["mentions"][0]["actor"], new_folder() / "crossing.json"
        # Those that share a word stay both, of those that share two the first.
        for kept, shared in ((2, 1), (1, 2)):
            cross = [(words[0][0], words[shared][1]), (words[1][0], words[shared + 1][1])]
            mentions = [{"id": f"x{start}", "actor": one, "kind": "name", "start": start, "end": end} for start, end in cross]
            path.write_text(json.dumps(document | {"mentions": mentions, "quotes": [], "positions": []}), encoding="utf-8")
            self.assertEqual([places for _, places in self.entities(path)], [cross[:kept]])


class Nltk(ReaderTest):
    LAYERS = ("actors", "quotes", "cues", "positions")

    def spans(self, path, layer):
        """Labels and words of the chunks, and all words."""
        columns = (ConllCorpusReader.WORDS, ConllCorpusReader.POS, ConllCorpusReader.IGNORE, ConllCorpusReader.CHUNK)
        folder = write(path, "conll")
        reader = ConllCorpusReader(str(folder), [f"{path.stem}-{layer}.conll"], columns, separator=" ")
        trees = list(reader.chunked_sents(chunk_types=None))[1:]
        chunks = [(chunk.label(), " ".join(word for word, _ in chunk)) for tree in trees for chunk in tree if not isinstance(chunk, tuple)]
        return chunks, [word for tree in trees for word, _ in tree.leaves()]

    @each_document
    def test_finds_the_longest_spans_of_each_layer(self, path, document):
        label = labels(document)
        owners = {"quotes": document["quotes"], "positions": document["positions"]}
        wanted = {name: {(label[item["id"]], *part) for item in items for part in item["spans"]} for name, items in owners.items()}
        wanted["actors"] = {(label[item["id"]], *bounds(item)) for item in document["mentions"]}
        wanted["cues"] = {place for place in places(document) if place[0] in ("Cue", "Source")}
        for layer in self.LAYERS:
            chunks, words = self.spans(path, layer)
            self.assertEqual("".join(words), "".join(document["text"].split()))
            free, expected = set(range(len(document["text"]))), []
            for name, start, end in sorted(wanted[layer], key=lambda place: (place[1] - place[2], place[1])):
                if free.issuperset(range(start, end)):
                    free -= set(range(start, end))
                    expected.append((start, name, "".join(document["text"][start:end].split())))
            # A span over a sentence end goes on as a new one.
            found, rest = [], [(name, words) for _, name, words in sorted(expected)]
            for name, piece in ((name, words.replace(" ", "")) for name, words in chunks):
                if found and found[-1] != rest[len(found) - 1]:
                    found[-1] = (name, found[-1][1] + piece)
                else:
                    found.append((name, piece))
            self.assertEqual(found, rest)
