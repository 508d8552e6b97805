"""spaCy: Doc.from_json, span groups, Doc.to_json, and the documented way to a .spacy file."""

import json
import os
import re
import subprocess
import sys

import spacy
from spacy.tokens import Doc, DocBin
from support import HERE, ReaderTest, each_document, everybody, labels, load_lines, new_folder, places, read, write

VOCAB = spacy.blank("en").vocab
Doc.set_extension("whosaid", default=None)


def docs(path):
    """As the documentation says: the annotations are read by spaCy alone, who speaks is handed on beside them."""
    docs = []
    for line in load_lines(path):
        doc = Doc(VOCAB).from_json(line, validate=True)
        doc._.whosaid = line["whosaid"]
        docs.append(doc)
    return docs


def marks(doc):
    return sorted({(span.label_, span.start_char, span.end_char) for group in doc.spans.values() for span in group})


class Spacy(ReaderTest):
    @each_document
    def test_finds_every_place(self, path, document):
        (doc,) = docs(write(path, "spacy") / f"{path.stem}.jsonl")
        self.assertEqual(doc.text, document["text"])
        self.assertEqual(marks(doc), places(document))
        for span in (span for group in doc.spans.values() for span in group):
            self.assertEqual(span.text, document["text"][span.start_char : span.end_char])

    @each_document
    def test_names_tie_spans_together(self, path, document):
        (doc,) = docs(write(path, "spacy") / f"{path.stem}.jsonl")
        known, label = doc._.whosaid, labels(document)
        for letter, group in (("q", "quotes"), ("p", "positions")):
            for number, owner in enumerate(document[group], 1):
                name = f"{letter}{number}"
                found = [(span.label_, span.start_char, span.end_char) for span in doc.spans[group] if span.kb_id_ == name]
                self.assertEqual(found, [(label[owner["id"]], *part) for part in owner["spans"]])
                for field in ("cue", "source"):
                    found = [(span.start_char, span.end_char) for span in doc.spans[f"{field}s"] if span.kb_id_ == name]
                    self.assertEqual(found, [(owner[field]["start"], owner[field]["end"])] if owner[field] else [])
                links = known[group].get(name, {}).get("links", {})
                of_actors = [(item["start"], item["end"]) for item in document["mentions"] if item["actor"] in everybody(owner)]
                named = links.get("speaker") or links.get("holder") or []
                found = [(span.start_char, span.end_char) for span in doc.spans["actors"] if span.kb_id_ in (named if isinstance(named, list) else [named])]
                self.assertEqual(found, of_actors)

    @each_document
    def test_what_it_writes_is_read(self, path, document):
        (doc,) = docs(write(path, "spacy") / f"{path.stem}.jsonl")
        again = new_folder() / "again.jsonl"
        again.write_text(json.dumps(doc.to_json(underscore=["whosaid"])) + "\n", encoding="utf-8")
        self.assert_same(read(again), [document])
        # Without our extension the places, labels, parts, cues and sources stay.
        again.write_text(json.dumps(doc.to_json()), encoding="utf-8")
        (found,) = read(again)
        self.assertEqual(places(found), places(document))
        for field in ("spans", "cue", "source", "kind"):
            self.assertEqual([owner[field] for owner in found["quotes"]], [owner[field] for owner in document["quotes"]])

    @each_document
    def test_entities_of_other_pipelines_are_read(self, path, document):
        doc = spacy.blank("en")(document["text"])
        ruler = [(mention["start"], mention["end"]) for mention in document["mentions"]]
        doc.set_ents(spacy.util.filter_spans([doc.char_span(*place, "PERSON", alignment_mode="expand") for place in ruler]))
        again = new_folder() / "again.json"
        again.write_text(json.dumps(doc.to_json(), indent=1), encoding="utf-8")
        (found,) = read(again)
        self.assertEqual([(item["start"], item["end"]) for item in found["mentions"]], [(ent.start_char, ent.end_char) for ent in doc.ents])
        self.assertEqual({actor["type"] for actor in found["actors"]}, {"person"})

    @each_document
    def test_the_documented_converter_makes_a_file_for_training(self, path, document):
        documentation = (HERE.parent.parent / "docs/FORMATS.md").read_text(encoding="utf-8")
        (snippet,) = re.findall(r"```python\n(import json, spacy\n.*?)```", documentation, re.DOTALL)
        folder = new_folder()
        os.rename(write(path, "spacy") / f"{path.stem}.jsonl", folder / "articles.jsonl")
        subprocess.run([sys.executable, "-c", snippet], cwd=folder, check=True)
        (doc,) = DocBin(store_user_data=True).from_disk(folder / "articles.spacy").get_docs(VOCAB)
        # The file keeps lists as tuples.
        self.assertEqual(json.loads(json.dumps(doc._.whosaid)), load_lines(folder / "articles.jsonl")[0]["whosaid"])
        self.assertEqual(marks(doc), places(document))
        self.assertTrue({ent.label_ for ent in doc.ents} <= {label for label, *_ in places(document)})
        self.assertTrue(doc.ents)


class Prodigy(ReaderTest):
    """Prodigy itself is not free: its tasks are checked with spaCy, which it is built on, against its documentation."""

    @each_document
    def test_tokens_make_the_text_and_spans_lie_on_them(self, path, document):
        (task,) = load_lines(write(path, "prodigy") / f"{path.stem}.jsonl")
        doc = Doc(VOCAB, [token["text"] for token in task["tokens"]], [token["ws"] for token in task["tokens"]])
        self.assertEqual(doc.text, document["text"])
        self.assertEqual([(token.i, token.idx, token.idx + len(token)) for token in doc], [(t["id"], t["start"], t["end"]) for t in task["tokens"]])
        found = set()
        for span in task["spans"]:
            on_tokens = doc.char_span(span["start"], span["end"], label=span["label"])
            self.assertEqual((on_tokens.start, on_tokens.end - 1), (span["token_start"], span["token_end"]))
            found.add((on_tokens.label_, on_tokens.start_char, on_tokens.end_char))
        self.assertEqual(sorted(found), places(document))

    @each_document
    def test_relations_lead_where_links_do(self, path, document):
        (task,) = load_lines(write(path, "prodigy") / f"{path.stem}.jsonl")
        spans = {(span["label"], span["start"], span["end"]) for span in task["spans"]}
        found = []
        for relation in task["relations"]:
            ends = [relation["head_span"], relation["child_span"]]
            self.assertEqual([relation["head"], relation["child"]], [end["token_end"] for end in ends])
            ends = [(end["label"], end["start"], end["end"]) for end in ends]
            self.assertTrue(set(ends) <= spans)
            found.append((relation["label"], *ends))
        self.assert_links(document, [link for link in found if link[0] != "Coreference"])

    @each_document
    def test_what_it_writes_is_read(self, path, document):
        (task,) = load_lines(write(path, "prodigy") / f"{path.stem}.jsonl")
        # What Prodigy adds: hashes, its view and the answer. It ends spans of relations without our fields. All but the answer is kept.
        foreign = {"_input_hash": 1, "_task_hash": -2, "_view_id": "relations", "meta": {"pattern": "1"}}
        task |= foreign | {"answer": "ignore"}
        for relation in task["relations"]:
            relation["color"] = "#c5bdf4"
            for end in ("head_span", "child_span"):
                del relation[end]["id"]
        again = new_folder() / "again.jsonl"
        again.write_text("\ufeff" + json.dumps(task) + "\r\n", encoding="utf-8")
        self.assert_same(read(again), [document | foreign])
