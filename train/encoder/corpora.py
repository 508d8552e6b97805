"""Reads the corpora into one shape: a name, a text, and what is annotated in it, in code points.

Each corpus's own conventions are mapped here and nowhere else. A layer that a corpus does not annotate is missing from `layers`; nothing is then learned
from it, neither for nor against.
"""

import gzip
import hashlib
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

# What can be annotated. "actors": mentions, their kinds, types and links. "quotes", "positions": as in the guidelines. "attributions": quotes in the sense of
# PolNeAR, which counts reported attitudes, too. "links": mentions that corefer, without our kinds. "names": names of persons and organizations alone.
LAYERS = ("actors", "quotes", "positions", "attributions", "links", "names")

# Where the marks of further articles lie.
MARKS = Path(__file__).parents[1] / "gold"


@dataclass
class Article:
    """A text with its annotations: `gold` as in our own gold files, `attributions` the quotes by PolNeAR's guidelines, `spans` what the other layers hold."""

    name: str
    text: str
    layers: set
    gold: dict = field(default_factory=dict)
    attributions: list = field(default_factory=list)
    spans: list = field(default_factory=list)


def read_text(path):
    return Path(path).read_bytes().decode("utf8")


def gold(folder):
    """The articles of a folder of gold files, in the order of their names."""
    articles = []
    for path in sorted(Path(folder).glob("*.json")):
        marks = json.loads(path.read_text("utf8"))
        articles.append(Article(path.stem, read_text(path.with_suffix(".txt")), set(marks["layers"]), gold=marks))
    if not articles:
        raise SystemExit(f"no annotated articles in {folder}")
    return articles


def polnear(folder):
    """PolNeAR's articles: attributions only."""
    articles = gold(folder)
    for article in articles:
        article.layers, article.attributions = {"attributions"}, article.gold["quotes"]
    return articles


def training(root, without=()):
    """All that is learned from, below the folder `root`, by corpus; those in `without` are not even looked for.

    `gold/valid` is for choosing: its articles are left out wherever else they stand. Those of `gold/dev` are learned from, as is the one beside the folders,
    unless PolNeAR's dev part has them, which is for choosing, too.
    """
    root = Path(root)
    held_out = {article.name for article in gold(root / "gold/valid")}
    own = gold(root / "gold/train") + gold(root / "gold") + first(root)
    own += further(root, held_out | {article.name for article in own})
    by_name = {article.name: article for article in own}
    seen = held_out | set(by_name)
    read = {
        "attributions": lambda: attributions(root / "data/polnear/train", held_out, by_name),
        "links": lambda: gum(root / "data/gum/train.conllu.gz", seen),
        "names": lambda: newswire(root / "data/names/worldwide-newswire.tsv.gz", seen),
    }
    return {"gold": own, **{name: articles() for name, articles in read.items() if name not in without}}


def first(root):
    """The articles of `gold/dev` that are not in PolNeAR's dev part."""
    chosen_on = {f"polnear-{path.stem}" for path in (root / "data/polnear/dev").glob("*.json")}
    return [article for article in gold(root / "gold/dev") if article.name not in chosen_on]


def further(root, seen):
    """Articles of the corpora below that we have marked since. Their marks lie in `train/gold` without a word of the text, which is checked."""
    texts = {article.name: article.text for article in newswire(root / "data/names/worldwide-newswire.tsv.gz", seen)}
    texts |= {f"polnear-{path.stem}": read_text(path) for path in sorted((root / "data/polnear/train").glob("*.txt"))}
    texts |= statements(root / "data/names/re3d")
    found = []
    for path in sorted(MARKS.glob("*.json")):
        marks = json.loads(path.read_text("utf8"))
        text = texts.get(path.stem)
        if text is None or path.stem in seen:
            continue
        if hashlib.sha256(text.encode()).hexdigest() != marks["text_sha256"]:
            raise SystemExit(f"{path.name} was marked in another text than the corpus has under that name")
        found.append(Article(path.stem, text, set(marks["layers"]), gold=marks))
    return found


def statements(folder):
    """Texts of official statements (re3d), {name: text}: the first part of a name is the folder's."""
    found = {}
    for path in sorted(folder.glob("*/documents.json")):
        for line in path.read_text("utf8").splitlines():
            if line.strip().startswith("{"):
                document = json.loads(line)
                name = re.sub(r"\W+", "-", f"{path.parent.name}-{document['_id']}")[:60].strip("-")
                found[f"re3d-{name}"] = document["text"]
    return found


def attributions(folder, held_out, by_name):
    """PolNeAR's articles without those held out. One that is our gold, too, keeps both annotations and is read once."""
    found = []
    for article in polnear(folder):
        name = f"polnear-{article.name}"
        twin = by_name.get(name)
        if twin and twin.text == article.text:
            twin.layers.add("attributions")
            twin.attributions = article.attributions
        elif twin is None and name not in held_out:
            found.append(article)
    return found


# GUM: mentions with coreference.

LINKED_GENRES = re.compile("news|interview|bio|speech|court|academic")
# Our gold holds articles of GUM under names of their own.
GUM_SLICE = 500


def gum(path, seen):
    """Persons and organizations of GUM with their links, in pieces of about `GUM_SLICE` words that end with a paragraph."""
    articles = []
    for name, sentences in gum_documents(path):
        short = "gum-" + name.removeprefix("GUM_").replace("_", "-")
        if not LINKED_GENRES.search(name) or short in seen:
            continue
        slices, size = [[]], 0
        for new_paragraph, tokens in sentences:
            if new_paragraph and size > GUM_SLICE:
                slices.append([])
                size = 0
            slices[-1].append((new_paragraph, tokens))
            size += len(tokens)
        for number, part in enumerate(slices):
            text, spans = gum_text(part)
            if len(spans) > 5:
                articles.append(Article(f"{short}-{number}", text, {"links"}, spans=spans))
    return articles


def gum_documents(path):
    documents, new_paragraph = [], True
    for line in gzip.open(path, "rt", encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            documents.append((line.split("= ")[1], []))
        elif re.match(r"# newpar\b(?!_)", line):
            new_paragraph = True
        elif line.startswith("# sent_id"):
            documents[-1][1].append((new_paragraph, []))
            new_paragraph = False
        elif line[:1].isdigit():
            columns = line.split("\t")
            if "-" in columns[0] or "." in columns[0]:
                continue
            misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
            documents[-1][1][-1][1].append((columns[1], columns[4], misc.get("SpaceAfter") != "No", misc.get("Entity", "")))
    return documents


def gum_text(sentences):
    """The text of sentences, and its mentions: `{"span", "kind", "entity"}`, the span that of the head words."""
    text, tokens = "", []
    for new_paragraph, words in sentences:
        if new_paragraph and text:
            text = text.rstrip() + "\n\n"
        for form, tag, space, entity in words:
            tokens.append((len(text), len(text) + len(form), tag, entity))
            text += form + (" " if space else "")
    spans, open_ = [], []
    for at, (_, _, _, entity) in enumerate(tokens):
        for mark in re.finditer(r"\(([^()]+)|(\d*)\)", entity):
            if mark.group(1):
                fields = mark.group(1).split("-")
                open_.append({"id": fields[0], "type": fields[1], "least": fields[5] if len(fields) > 5 else "1", "first": at})
            else:
                wanted = mark.group(2)
                place = next((i for i in range(len(open_) - 1, -1, -1) if not wanted or open_[i]["id"] == wanted), None)
                if place is not None:
                    spans.append({**open_.pop(place), "last": at})
    mentions = []
    for span in spans:
        if span["type"] not in ("person", "organization"):
            continue
        least = [int(number) for number in span["least"].split(",") if number.isdigit()] or [1]
        first, last = min(span["first"] + least[0] - 1, span["last"]), min(span["first"] + least[-1] - 1, span["last"])
        tag = tokens[last][2]
        kind = "name" if tag.startswith("NNP") else "pronoun" if tag.startswith(("PRP", "WP")) else "role"
        mentions.append({"span": [tokens[first][0], tokens[last][1]], "kind": kind, "entity": span["id"]})
    return text, mentions


# Worldwide newswire: names.

NO_SPACE_BEFORE = set(".,;:!?)]}%’”") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s"}
NO_SPACE_BEHIND = set("([{$“‘#")
SENTENCES_A_PARAGRAPH = 2


def newswire(path, seen):
    """The newswire articles that our gold does not hold, with the names of persons and organizations; places and peoples are left open."""
    articles, name, sentences, words = [], None, [], []

    def finish():
        if name and f"wwn-{name}" not in seen and len(sentences) > 3:
            text, spans = newswire_text(sentences)
            articles.append(Article(f"wwn-{name}", text, {"names"}, spans=spans))

    for line in gzip.open(path, "rt", encoding="utf8"):
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# doc"):
            finish()
            name, sentences, words = re.sub(r"(\.txt)?\.tsv$", "", line.split("= ")[1].strip()), [], []
        elif len(columns) > 1:
            words.append((columns[0], columns[1]))
        elif words:
            if not any(word == "\\" for word, _ in words):
                sentences.append(words)
            words = []
    finish()
    return articles


def newswire_text(sentences):
    text, spans = "", []
    quoted = False
    for number, words in enumerate(sentences):
        if number:
            text = text.rstrip() + ("\n\n" if number % SENTENCES_A_PARAGRAPH == 0 else " ")
        glue = True
        for form, label in words:
            closing = form == '"' and quoted
            if not glue and form not in NO_SPACE_BEFORE and not closing:
                text += " "
            start = len(text)
            text += form
            kind = label[2:]
            if label.startswith("B-") or (label.startswith("I-") and (not spans or spans[-1]["label"] != kind)):
                spans.append({"span": [start, len(text)], "label": kind})
            elif label.startswith("I-"):
                spans[-1]["span"][1] = len(text)
            glue = form in NO_SPACE_BEHIND or (form == '"' and not quoted)
            quoted ^= form == '"'
    return text, [span for span in spans if span["label"] in ("Person", "Organization", "Location", "NORP", "Misc", "Facility", "Product")]


def shuffled(items, seed):
    items = list(items)
    random.Random(seed).shuffle(items)
    return items
