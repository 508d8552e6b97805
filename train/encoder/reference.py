"""Writes what the shipped file makes of our own articles, computed here in floats: the product's arithmetic is tested against it."""

import argparse
import json
import tempfile
from pathlib import Path

import torch

from . import corpora, decode, export, forms, score

# How many paragraphs of each article are read: tests that are not optimized take long for more.
PARAGRAPHS = 2
# Scores are kept in hundredths.
UNIT = 100


def beginning(path):
    return "\n\n".join(corpora.read_text(path).split("\n\n")[:PARAGRAPHS])


@torch.no_grad()
def scores(network, form):
    """For each word: the scores of mention, cue, speech without a cue and stance, in one list."""
    network.eval()
    words = decode.windows.encode(network, [form], autocast=False)[0]
    heads = (network.mention, network.cue, network.uncued, network.stance)
    table = torch.cat([head(words) for head in heads], -1)
    return [[round(number * UNIT) for number in row] for row in table.tolist()]


def write(file, out, articles, program):
    """Writes what `file` makes of the beginnings of all texts in the folder `articles` to `out`."""
    state, pieces = export.read(file.read_bytes())
    for name in ("settings", "confidence"):
        state.pop(name)
    network = score.network_of(export.in_memory(state))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as vocabulary:
        vocabulary.write("\n".join(pieces) + "\n")
        vocabulary.flush()
        texts = [corpora.Article(path.stem, beginning(path), set()) for path in sorted(articles.glob("*.txt"))]
        prepared = forms.prepare(program, vocabulary.name, texts)
    found = {form.name: scores(network, form) for form in prepared}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(rows, separators=(',', ':'))}" for name, rows in found.items())
    out.write_text("{" + lines + "}\n", "utf8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="the shipped file")
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=Path, required=True, help="a folder of texts written by us")
    parser.add_argument("--forms", required=True)
    arguments = parser.parse_args()
    write(arguments.file, arguments.out, arguments.articles, arguments.forms)


if __name__ == "__main__":
    main()
