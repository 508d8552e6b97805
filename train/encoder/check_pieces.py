"""Compares the product's word pieces with the reference tokenizer's, over all texts that training and measuring read."""

import argparse
from pathlib import Path

from tokenizers import Tokenizer

from . import corpora, forms


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--forms", required=True)
    parser.add_argument("--base", required=True, help="the folder of the base model")
    arguments = parser.parse_args()
    reference = Tokenizer.from_file(str(Path(arguments.base) / "tokenizer.json"))
    reference.no_truncation()
    reference.no_padding()
    root, separator = Path(arguments.data), reference.token_to_id("[SEP]")
    texts = [article for articles in corpora.training(root).values() for article in articles]
    for folder in ("gold/valid", "gold/dev", "data/polnear/dev"):
        texts += corpora.gold(root / folder)
    pieces = wrong = 0
    for article, form in zip(texts, forms.prepare(arguments.forms, Path(arguments.base) / "vocab.txt", texts), strict=True):
        # Paragraphs are cut one by one, as between them stands a separator of ours.
        expected, found = reference.encode(article.text, add_special_tokens=False).ids, [row for row in form.rows[:, 0].tolist() if row != separator]
        pieces += len(expected)
        if found != expected:
            wrong += 1
            place = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
            show = lambda ids: " ".join(reference.id_to_token(i) for i in ids[max(0, place - 3) : place + 4])
            print(f"{article.name}: {show(found)!r}, the reference says {show(expected)!r}")
    print(f"{len(texts)} texts, {pieces} pieces, {wrong} texts differ")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
