"""Snippets: a few sentences of an annotated article as a text of their own, so that short texts are read as well as long ones; some with other marks."""

import random
from dataclasses import replace

import numpy as np

from .forms import Form

# Quotation marks that stand for “ and ” in a copy of an article, as other papers and other countries write them.
MARKS = ('""', "«»", "„“", "‘’", "»«")
# How many are cut from each article or copy, of how many sentences, and how many they may grow to so that nothing is cut in two.
EACH = 8
SENTENCES = (1, 1, 1, 2, 2, 3, 4, 6)
LONGEST = 12


def restyled(articles):
    """Copies of the articles with curly marks, in which others stand in their places."""
    curly = [article for article in articles if "“" in article.text]
    return [replace(article, text=article.text.translate(str.maketrans("“”", MARKS[number % len(MARKS)]))) for number, article in enumerate(curly)]


def cut(texts, seed):
    """Snippets of (form, labels) as more of them, the same for one seed."""
    shuffle = random.Random(seed)
    found = []
    for form, labels in texts:
        count = int(form.sentence[-1]) + 1 if len(form) else 0
        for _ in range(EACH if count else 0):
            first = shuffle.randrange(count)
            run = grown(form, labels, first, min(count, first + shuffle.choice(SENTENCES)), count)
            if run:
                found.append((slice_form(form, *run), slice_labels(labels, *run)))
    return found


def grown(form, labels, first, end, count):
    """The words [first, end) of these sentences and of those around them that a mention or a frame reaches into; None where that grows too long."""
    runs = reaches(labels)
    while end - first <= LONGEST:
        a = int(np.searchsorted(form.sentence, first))
        b = int(np.searchsorted(form.sentence, end - 1, side="right"))
        crossing = [run for run in runs if run[0] < b and run[1] >= a and (run[0] < a or run[1] >= b)]
        if not crossing:
            return (a, b) if a < b else None
        first = min([first, *(int(form.sentence[run[0]]) for run in crossing)])
        end = max([end, *(int(form.sentence[run[1]]) + 1 for run in crossing)])
    return None


def reaches(labels):
    """First and last word of everything annotated."""
    runs = [(mention.first, mention.last) for mention in (labels.mentions or []) + (labels.linked or [])]
    for frame in (labels.quotes or []) + (labels.attributions or []) + (labels.positions or []):
        words = np.concatenate([frame.content, frame.cue, frame.source, [frame.anchor]])
        runs.append((int(words.min()), int(words.max())))
    return runs


def slice_form(form, first, end):
    row = int(form.row_of[first])
    last = int(form.row_of[end]) if end < len(form) else len(form.rows)
    words = slice(first, end)
    return Form(
        name=form.name,
        text=form.text,
        rows=form.rows[row:last],
        row_of=form.row_of[words] - row,
        start=form.start[words],
        end=form.end[words],
        sentence=form.sentence[words] - form.sentence[first],
        paragraph=form.paragraph[words] - form.paragraph[first],
        quoted=form.quoted[words],
        zones=[],
        words=form.words[words],
        lower=form.lower[words],
    )


def slice_labels(labels, first, end):
    inside = lambda found, place: None if found is None else [item for item in found if first <= place(item) < end]
    mentions, linked = ([moved_mention(m, first) for m in kept] if (kept := inside(found, lambda m: m.head)) else kept for found in (labels.mentions, labels.linked))
    quotes, attributions, positions = (
        [moved_frame(f, first) for f in kept] if (kept := inside(found, lambda f: f.anchor)) else kept
        for found in (labels.quotes, labels.attributions, labels.positions)
    )
    names = None if labels.names is None else labels.names[first:end]
    return replace(labels, mentions=mentions, linked=linked, quotes=quotes, attributions=attributions, positions=positions, names=names)


def moved_mention(mention, by):
    return replace(mention, first=mention.first - by, last=mention.last - by, head=mention.head - by)


def moved_frame(frame, by):
    return replace(frame, anchor=frame.anchor - by, cue=frame.cue - by, content=frame.content - by, source=frame.source - by)
