"""Turns annotations in code points into what each head is to say about each word."""

from dataclasses import dataclass, field

import numpy as np

MENTION_KINDS = ("name", "role", "pronoun")
TYPES = ("person", "organization", "government", "media", "group")
STANCES = ("support", "oppose", "demand", "propose", "commit", "warn", "doubt", "affirm", "deny", "expect")
POLARITY = {"support": 1, "commit": 1, "oppose": -1, "doubt": -1, "deny": -1}

# Names whose class in the newswire says neither that they are actors nor that they are none.
OPEN_NAMES = {"Location", "NORP", "Misc", "Facility", "Product"}

# Words that end the head noun phrase of a description: what follows belongs to it, but its head stands before.
HEAD_ENDS = frozenset(
    "of for at in from to with on who whom that which , ( and or by near about against whose including behind among under".split()
)


@dataclass
class Mention:
    """A mention: first, last and head word, kind (1 name, 2 role, 3 pronoun), type (place in TYPES or -1), the number of its entity."""

    first: int
    last: int
    head: int
    kind: int
    type: int
    entity: int
    optional: bool = False


@dataclass
class Frame:
    """A quote or a position: its anchor (the cue's first word, else the content's), words of cue, content (or target) and source, and who stands behind it.

    `agent` is the entity's number, -1 where there is none, -2 where nothing is known. `stances` are the acceptable kinds of a position. `unsure` says that it is
    optional because a teacher was not sure of it, not because the guidelines leave it open.
    """

    anchor: int
    cued: bool
    cue: np.ndarray
    content: np.ndarray
    source: np.ndarray
    agent: int
    optional: bool
    stances: list = field(default_factory=list)
    polarity: int = 0
    hedged: bool = False
    unsure: bool = False


@dataclass
class Labels:
    """What is known about a form. `None` for a layer that is not annotated."""

    mentions: list | None = None
    linked: list | None = None
    quotes: list | None = None
    attributions: list | None = None
    positions: list | None = None
    names: np.ndarray | None = None  # per word: 1 the head of a name, 0 none, -1 open
    lost: int = 0


def of(article, form):
    """The labels of an article over its form."""
    labels = Labels()
    entities = {}
    if "actors" in article.layers:
        entities = {entity["id"]: number for number, entity in enumerate(article.gold["entities"])}
        found = [
            mention_of(form, mark["span"], mark["kind"], entity["type"], entities[entity["id"]], mark.get("optional") or entity.get("optional"))
            for entity in article.gold["entities"]
            for mark in entity["mentions"]
        ]
        labels.mentions, labels.lost = one_a_head(found)
    if "links" in article.layers:
        numbers = {}
        found = [mention_of(form, mark["span"], mark["kind"], None, numbers.setdefault(mark["entity"], len(numbers)), False) for mark in article.spans]
        labels.linked, labels.lost = one_a_head(found)
    if "quotes" in article.layers:
        labels.quotes = frames(form, article.gold["quotes"], "content", "speaker", entities)
    if "positions" in article.layers:
        labels.positions = one_an_anchor(frames(form, article.gold["positions"], "target", "holder", entities))
    if "attributions" in article.layers:
        labels.attributions = [frame for frame in frames(form, article.attributions, "content", None, {}) if frame.cued]
    if "names" in article.layers:
        labels.names = names(form, article.spans)
    return labels


def mention_of(form, span, kind, type_, entity, optional):
    words = form.within(*span)
    if not len(words):
        return None
    first, last = int(words[0]), int(words[-1])
    while last > first and form.lower[last] in ("'s", "’s", "'", "’"):
        last -= 1
    head = last
    if kind == "role":
        head = next((word - 1 for word in range(first + 1, last + 1) if form.lower[word] in HEAD_ENDS), last)
    while head > first and not any(c.isalnum() for c in form.lower[head]):
        head -= 1
    type_ = TYPES.index(type_) if type_ else -1
    return Mention(first, last, head, 1 + MENTION_KINDS.index(kind), type_, entity, bool(optional))


def one_a_head(mentions):
    """At most one mention for each head word, the required and the shorter first; also how many required ones found no place."""
    taken, lost = {}, 0
    for mention in sorted((m for m in mentions if m), key=lambda m: (m.optional, m.last - m.first)):
        if mention.head in taken and mention.first not in taken:
            mention.head = mention.first
        if mention.head in taken:
            lost += not mention.optional
        else:
            taken[mention.head] = mention
    return sorted(taken.values(), key=lambda m: m.head), lost


def frames(form, marks, part, agent, entities):
    found = []
    for mark in marks:
        cue = form.within(*mark["cue"]) if mark.get("cue") else np.zeros(0, int)
        content = np.unique(np.concatenate([form.within(*span) for span in mark.get("spans") or [mark[part]]]))
        source = form.within(*mark["source"]) if mark.get("source") else np.zeros(0, int)
        if not len(content):
            continue
        stances = [STANCES.index(kind) for kind in mark.get("kinds") or [mark["kind"]]] if part == "target" else []
        found.append(
            Frame(
                anchor=int(cue[0]) if len(cue) else int(content[0]),
                cued=len(cue) > 0,
                cue=cue,
                content=content,
                source=source,
                agent=-2 if agent is None else entities.get(mark.get(agent), -1),
                optional=bool(mark.get("optional")),
                stances=stances,
                polarity=mark.get("polarity", POLARITY.get(mark["kind"], 0)) if stances else 0,
                hedged=bool(mark.get("hedged")),
            )
        )
    return found


def one_an_anchor(found):
    """At most one position for each anchor, the required ones first: a cue takes one stance."""
    by_anchor = {}
    for frame in sorted(found, key=lambda frame: frame.optional):
        by_anchor.setdefault(frame.anchor, frame)
    return sorted(by_anchor.values(), key=lambda frame: frame.anchor)


def names(form, spans):
    heads = np.zeros(len(form), np.int64)
    for span in spans:
        words = form.within(*span["span"])
        if not len(words):
            continue
        if span["label"] in OPEN_NAMES:
            heads[words] = -1
        else:
            heads[words[:-1]] = 0
            heads[words[-1]] = 1
    return heads
