"""Scores a checkpoint against gold with the scorer that lies beside it."""

import argparse
import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import torch

from . import corpora, decode, export, forms
from .network import Network


def scorer(root):
    spec = importlib.util.spec_from_file_location("score", Path(root) / "eval/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(rule, articles, documents):
    """The scorer's table for articles and what was found in them."""
    tally = rule.Tally()
    for article, document in zip(articles, documents, strict=True):
        rule.score(article.gold, document, tally)
    return tally.report()


SHOWN = [
    ("mentions", "actors.mentions", "f1"),
    ("name", "actors.recall.name", "acc"),
    ("role", "actors.recall.role", "acc"),
    ("pron", "actors.recall.pronoun", "acc"),
    ("b3p", "actors.link.b3precision", "acc"),
    ("b3r", "actors.link.b3recall", "acc"),
    ("type", "actors.type", "acc"),
    ("content", "quotes.content", "f1"),
    ("+spk", "quotes.content+speaker", "f1"),
    ("+src", "quotes.content+source", "f1"),
    ("+cue+src", "quotes.content+cue+source", "f1"),
    ("dir", "quotes.recall.direct", "acc"),
    ("mix", "quotes.recall.mixed", "acc"),
    ("ind", "quotes.recall.indirect", "acc"),
    ("exact", "quotes.exact", "acc"),
    ("target", "positions.target", "f1"),
    ("+holder", "positions.target+holder", "f1"),
    ("full", "positions.full", "f1"),
]


def brief(table):
    parts = []
    for short, name, field in SHOWN:
        if name in table and table[name][field] is not None:
            line = table[name]
            precision = f" ({line['p']:.2f}/{line['r']:.2f})" if "p" in line else ""
            parts.append(f"{short} {line[field]:.3f}{precision}")
    return ", ".join(parts)


def network_of(state):
    """The network with these weights, as many layers as they have."""
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    network = Network(state["encoder.pieces.weight"].shape[0], layers)
    shapes = network.state_dict()
    network.load_state_dict({name: value.view(shapes[name].shape) for name, value in state.items()})
    return network


def load(path):
    """The network of a checkpoint, its weights rounded as in the product."""
    return network_of(export.rounded(torch.load(path, weights_only=False)["network"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--data", required=True)
    parser.add_argument("--forms", required=True)
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--sets", nargs="*", default=["gold/valid", "gold/dev", "data/polnear/dev"])
    parser.add_argument("--settings", type=json.loads, default={})
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    rule, network = scorer(arguments.data), load(arguments.checkpoint)
    settings = replace(decode.Settings(), **arguments.settings)
    for name in arguments.sets:
        articles = corpora.gold(Path(arguments.data) / name)
        prepared = forms.prepare(arguments.forms, arguments.vocabulary, articles)
        documents = [decode.annotate(network, form, settings) for form in prepared]
        print(name, brief(report(rule, articles, documents)), flush=True)


if __name__ == "__main__":
    main()
