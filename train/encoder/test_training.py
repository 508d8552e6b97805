"""Trains a tiny model on texts written by us, stops it, goes on, and lets the product read with the file.

What these texts hold is what the quick reading finds in them: enough to see that everything fits together, not that anything is learned well.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

import torch

from . import decode, export, forms, score, training, vocabulary

ROOT = Path(__file__).parents[2]
CLI, FORMS, BASE = (os.environ[f"WHOSAID_{name}"] for name in ("CLI", "FORMS", "BASE"))
OTHERS = ["attributions", "links", "names"]
# How much of what both find must be the same: arithmetic differs in its last digits, and a chance at a threshold may fall on either side.
ALIKE = 0.9


def annotate(path, *options):
    return json.loads(subprocess.run([CLI, "annotate", "--format", "json", *options, path], check=True, stdout=subprocess.PIPE).stdout)


def gold_of(found):
    """A document as a gold file has it."""
    span = lambda place: [place["start"], place["end"]] if place else None
    entities = {actor["id"]: {"id": actor["id"], "type": actor["type"] or "person", "name": actor["name"], "mentions": []} for actor in found["actors"]}
    for mention in found["mentions"]:
        entities[mention["actor"]]["mentions"].append({"span": span(mention), "kind": mention["kind"]})
    said = lambda item, part, agent: {
        "id": item["id"],
        "kind": item["kind"],
        agent: item[agent],
        part: span(item),
        **{name: span(item[name]) for name in ("cue", "source") if item.get(name)},
    }
    return {
        "layers": ["actors", "quotes", "positions"],
        "entities": list(entities.values()),
        "quotes": [said(quote, "content", "speaker") for quote in found["quotes"]],
        "positions": [said(position, "target", "holder") for position in found["positions"]],
    }


class TinyModel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.data = Path(cls.scratch.name)
        for folder in ("gold/train", "gold/valid"):
            (cls.data / folder).mkdir(parents=True)
        texts = sorted((ROOT / "tests/articles").glob("*.txt"))
        for number, path in enumerate(texts):
            folder = cls.data / ("gold/valid" if number == 0 else "gold/train")
            (folder / path.name).write_bytes(path.read_bytes())
            (folder / path.with_suffix(".json").name).write_text(json.dumps(gold_of(annotate(path, "--quick"))), "utf8")
        articles = [article for found in training.corpora.training(cls.data, OTHERS).values() for article in found]
        pieces = vocabulary.cut(vocabulary.base(BASE), FORMS, articles, cls.data)
        cls.pieces = cls.data / "pieces.txt"
        cls.pieces.write_text("\n".join(pieces) + "\n", "utf8")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def options(self, name, **more):
        shared = {"data": self.data, "forms": FORMS, "vocabulary": self.pieces, "base": BASE, "without": OTHERS, "articles": 0, "begin": None, "silver": None}
        shared |= {"snippets": True, "pace": {"snippets": 0.2}}
        rates = {"encoder_rate": training.ENCODER_RATE, "head_rate": training.HEAD_RATE}
        run = {"out": self.data / name, "layers": 1, "seed": 0, "threads": 1, "times": 0.6, "rounded": True, "resume": True}
        return Namespace(**(run | shared | rates | more))

    def test_a_stopped_run_goes_on(self):
        whole, stopped = self.options("whole.pt"), self.options("stopped.pt")
        steps = []
        step = training.step

        def counted(*arguments):
            steps.append(step(*arguments))
            if len(steps) == 3 and stop:
                raise KeyboardInterrupt
            return steps[-1]

        training.step, training.CHECKPOINT_SECONDS = counted, -1
        try:
            stop = False
            training.train(whole)
            total, learned = len(steps), steps[:]
            self.assertLess(learned[-1]["mention"], learned[0]["mention"])
            steps.clear()
            stop = True
            with self.assertRaises(KeyboardInterrupt):
                training.train(stopped)
            stop = False
            training.train(stopped)
            # The third step was not saved: it is done again.
            self.assertEqual(len(steps), total + 1)
        finally:
            training.step = step
        read = lambda options: torch.load(options.out, weights_only=False)
        self.assertEqual(read(stopped)["step"], read(whole)["step"])

    def test_snippets_hold_what_their_article_holds(self):
        (article, *_) = training.corpora.gold(self.data / "gold/train")
        (form,) = forms.prepare(FORMS, self.pieces, [article])
        whole = training.labels.of(article, form)
        said = lambda form, label: {(form.start[m.first], form.end[m.last], m.kind) for m in label.mentions}
        reported = lambda form, label: {(form.start[frame.anchor], *form.start[frame.content]) for frame in label.quotes + label.positions}
        cut = training.snippets.cut([(form, whole)], 3)
        self.assertGreater(len({len(snippet) for snippet, _ in cut}), 2)
        for snippet, label in cut:
            within = lambda found: {item for item in found if snippet.start[0] <= item[0] < snippet.end[-1]}
            self.assertEqual(said(snippet, label), within(said(form, whole)))
            self.assertEqual(reported(snippet, label), within(reported(form, whole)))
            first = list(form.start).index(snippet.start[0])
            self.assertEqual(snippet.rows[snippet.row_of, 0].tolist(), form.rows[form.row_of[first : first + len(snippet)], 0].tolist())

    def test_the_product_reads_with_the_file(self):
        options = self.options("read.pt", times=1.5)
        training.train(options)
        state = torch.load(options.out, weights_only=False)
        settings = decode.Settings(mention=0.3, quote=0.1, position=0.1)
        file = self.data / "weights.bin"
        file.write_bytes(export.export(state["network"], state["pieces"], settings))
        network = score.load(options.out)
        for path in sorted((self.data / "gold/train").glob("*.txt")):
            found = annotate(path, "--model", str(file))
            article = training.corpora.Article(path.stem, training.corpora.read_text(path), set())
            (form,) = forms.prepare(FORMS, self.pieces, [article])
            expected = decode.annotate(network, form, settings)
            for layer in ("mentions", "quotes", "positions"):
                keys = [{(item["start"], item["end"], item["kind"]) for item in document[layer]} for document in (found, expected)]
                if keys[1]:
                    self.assertGreaterEqual(len(keys[0] & keys[1]), ALIKE * len(keys[0] | keys[1]) - 1, f"{path.name}: {layer}")
            self.assertTrue(found["mentions"], path.name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
