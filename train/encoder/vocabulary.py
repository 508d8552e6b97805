"""Which word pieces of the base model are kept: those that news needs. What is left out falls into smaller pieces that are kept."""

from collections import Counter
from pathlib import Path

from . import forms

# The pieces with a meaning of their own come first, always in these places.
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
BEGIN, SEPARATOR = 2, 3
# How often a piece must be seen in what is learned from.
SEEN = 8
# Letters and marks up to here are kept in any case, so that few words are unknown.
LATIN = "\u0250"


def base(folder):
    """The pieces of the base model in the order of its embedding's rows."""
    return (Path(folder) / "vocab.txt").read_text("utf8").splitlines()


def cut(pieces, program, articles, scratch):
    """The kept pieces: the special ones, single letters, and what is seen often in `articles`."""
    everything = Path(scratch) / "base-vocabulary.txt"
    everything.write_text("\n".join(pieces) + "\n", "utf8")
    seen = Counter()
    for form in forms.prepare(program, everything, articles):
        seen.update(form.rows[:, 0].tolist())
    letter = lambda piece: len(piece.removeprefix("##")) == 1 and piece.removeprefix("##") < LATIN
    kept = [piece for number, piece in enumerate(pieces) if piece not in SPECIAL and (seen[number] >= SEEN or letter(piece))]
    return [*SPECIAL, *kept]


def rows_of(kept, pieces):
    """For each kept piece the row of the embedding that it had among `pieces`."""
    places = {piece: number for number, piece in enumerate(pieces)}
    return [places[piece] for piece in kept]
