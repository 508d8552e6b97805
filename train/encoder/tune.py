"""Chooses the settings of decoding on annotated articles that nothing was learned from: one after the other, in several passes."""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import torch

from . import corpora, decode, forms, score

QUOTES = ("quotes.content", "quotes.content+speaker")
POSITIONS = ("positions.target+holder", "positions.full")
# For each setting the values that are tried and the figures that decide, which are added up.
STEPS = [
    ("quote", (0.25, 0.32, 0.38, 0.45, 0.52), QUOTES),
    ("attribution", (0.0, 0.1, 0.2, 0.3), QUOTES),
    ("uncued", (0.3, 0.45, 0.6, 0.8), QUOTES),
    ("unclaimed", (0.05, 0.1, 0.15, 0.25, 0.4), QUOTES),
    ("content_bias", (0.0, 0.5, 1.0, 1.5), (*QUOTES, "quotes.exact")),
    ("switch", (0.5, 1.0, 2.0, 3.0), (*QUOTES, "quotes.exact")),
    ("source_bias", (0.0, 1.0, 2.0), QUOTES),
    ("mention", (0.45, 0.55, 0.62, 0.7, 0.78, 0.84), ("actors.mentions",)),
    ("source_mention", (0.1, 0.25, 0.4, 0.55), ("actors.mentions", "actors.link.b3recall", "quotes.content+speaker")),
    ("new", (-1.2, -0.8, -0.4, 0.0, 0.5, 1.0), ("actors.link.b3precision", "actors.link.b3recall", "quotes.content+speaker")),
    ("same", (0.4, 0.5, 0.6), ("quotes.content+speaker", "positions.full")),
    ("position", (0.3, 0.37, 0.45, 0.52, 0.6), POSITIONS),
    ("target_bias", (0.5, 1.0, 1.5, 2.0, 2.5), POSITIONS),
    ("target_switch", (0.5, 1.0, 1.5, 2.5), POSITIONS),
]
ATTRIBUTIONS = ("quotes.content", "quotes.content+source")
# The same for attributions in the broad sense.
BROAD_STEPS = [
    ("attributed", (0.2, 0.25, 0.3, 0.35, 0.4), ATTRIBUTIONS),
    ("attributed_bias", (-0.5, 0.0, 0.5, 1.0), ATTRIBUTIONS),
    ("attributed_switch", (0.5, 1.0, 1.5, 2.0), ATTRIBUTIONS),
]
# One setting's best value depends on the others.
PASSES = 2


def value(table, names):
    return sum(table[name].get("f1", table[name].get("acc")) for name in names)


def choose(network, articles, prepared, rule, settings, broad=False):
    """The settings with the best figures on `articles`, and the scorer's table for them; with `broad` those for attributions."""
    read = [decode.read(network, form) for form in prepared]

    def measured(settings):
        documents = [decode.decode(network, form, words, settings, broad) for form, words in zip(prepared, read, strict=True)]
        return score.report(rule, articles, documents)

    table = measured(settings)
    for name, values, deciding in BROAD_STEPS if broad else STEPS * PASSES:
        best = value(table, deciding)
        for tried in values:
            other = replace(settings, **{name: tried})
            found = measured(other)
            if value(found, deciding) > best + 1e-4:
                best, settings, table = value(found, deciding), other, found
        print(f"{name} {getattr(settings, name)}: {score.brief(table)}", flush=True)
    return settings, table


def settings_of(network, data, program, known, rule, begin):
    """All settings: those of quotes and positions by gold/valid and gold/dev, those of attributions by a third of PolNeAR's dev part."""
    settings = begin
    # On one set alone, how easily a mention is new was chosen well for it and badly for the other.
    for names, every, broad in ((("gold/valid", "gold/dev"), 1, False), (("data/polnear/dev",), 3, True)):
        articles = [article for name in names for article in corpora.gold(Path(data) / name)][::every]
        settings, _ = choose(network, articles, forms.prepare(program, known, articles), rule, settings, broad)
    return settings


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out", help="where the settings go (JSON)")
    parser.add_argument("--data", required=True)
    parser.add_argument("--forms", required=True)
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--settings", type=json.loads, default={})
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    begin = replace(decode.Settings(), **arguments.settings)
    rule = score.scorer(arguments.data)
    settings = settings_of(score.load(arguments.checkpoint), arguments.data, arguments.forms, arguments.vocabulary, rule, begin)
    Path(arguments.out).write_text(json.dumps(asdict(settings), indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
