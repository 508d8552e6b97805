"""How the product reads a text: word pieces in rows, words, sentences, quotation marks. All places count words unless a name says otherwise."""

import json
import subprocess
from dataclasses import dataclass

import numpy as np


@dataclass
class Form:
    """A text as the encoder reads it.

    `rows` is an int array (rows, 5): piece, shape, continues, quotation, paragraph kind. `row_of` gives the row that each word begins in; `start` and `end` its
    code points; `sentence`, `paragraph` its place; `quoted` how it stands among marks. `zones` lists [first word, end, depth, closed, continues, single].
    """

    name: str
    text: str
    rows: np.ndarray
    row_of: np.ndarray
    start: np.ndarray
    end: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    quoted: np.ndarray
    zones: list
    words: list
    lower: list

    def __len__(self):
        return len(self.start)

    def within(self, start, end):
        """The words (int array) that share a code point with [start, end)."""
        first = int(np.searchsorted(self.end, start, side="right"))
        last = int(np.searchsorted(self.start, end, side="left"))
        return np.arange(first, max(first, last))


def prepare(program, vocabulary, articles):
    """The forms of articles, as `program` makes them with the vocabulary at that path, in the same order."""
    lines = "".join(json.dumps({"name": article.name, "text": article.text}) + "\n" for article in articles)
    done = subprocess.run([program, vocabulary], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    prepared = [form_of(json.loads(line), article.text) for line, article in zip(done.stdout.splitlines(), articles, strict=True)]
    return prepared


def form_of(prepared, text):
    columns = [prepared[name] for name in ("ids", "shapes", "continues", "quotations", "kinds")]
    rows = np.array(columns, np.int32).T.reshape(-1, 5)
    spans = np.array(prepared["words"], np.int32).reshape(-1, 2)
    words = [text[start:end] for start, end in spans]
    row_of = np.array(prepared["rows"], np.int64)
    return Form(
        name=prepared["name"],
        text=text,
        rows=rows,
        row_of=row_of,
        start=spans[:, 0],
        end=spans[:, 1],
        sentence=np.array(prepared["sentences"], np.int32),
        paragraph=np.array(prepared["paragraphs"], np.int32),
        quoted=rows[row_of, 3] if len(rows) else np.zeros(0, np.int32),
        zones=prepared["zones"],
        words=words,
        lower=[word.lower() for word in words],
    )
