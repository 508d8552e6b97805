"""What each head should have said, as losses.

Each loss is a sum over what is annotated, divided by how many required items there are, so that a word that is nothing costs little beside one that is
something. Optional items count less. An optional mention is learned as one; an optional quote or position, which is right when it is found and no error when
it is missed, as none: found, it is mostly what nobody would miss (“called for talks” as a quote), and what is required stands out better beside it.
"""

import random

import numpy as np
import torch
import torch.nn.functional as F

from . import features
from .network import ATTRIBUTION, CONTENT, CUE, CUED_QUOTE, FRAME_REACH, MENTION_REACH, SOURCE, STANCE, UNCUED_QUOTE
from .windows import HALVES

OPTIONAL_WORD = 0.3
OPTIONAL_PART = 0.5
# How often the source or the quotes around are hidden from the head that names who stands behind, as they may be missed in use.
HIDDEN_SOURCE = 0.12
HIDDEN_AROUND = 0.15
# Words of a frame that weigh as much as one cue.
FRAME_WORDS = 20

WEIGHTS = {
    "mention": 1.0,
    "edges": 0.7,
    "type": 0.5,
    "link": 1.0,
    "other link": 0.4,
    "name": 0.5,
    "cue": 0.6,
    "attribution cue": 0.6,
    "uncued": 0.6,
    "quote": 1.0,
    "attribution": 0.7,
    "stance": 1.0,
    "target": 1.0,
    "stance kind": 0.5,
    "agent": 1.0,
}


class Losses:
    """Sums and counts by name."""

    def __init__(self):
        self.sums, self.counts = {}, {}

    def add(self, name, loss, count):
        self.sums[name] = self.sums.get(name, 0.0) + loss
        self.counts[name] = self.counts.get(name, 0) + count

    def means(self):
        return {name: loss / max(1, self.counts[name]) for name, loss in self.sums.items()}


def of(network, words, form, labels, losses):
    """Adds the losses of one text, whose words have these vectors (W, D)."""
    if labels.mentions:
        mentions(network, words, labels.mentions, losses)
        link(network, words, form, labels.mentions, seen_speech(labels.quotes), losses, "link")
    if labels.linked:
        link(network, words, form, labels.linked, [], losses, "other link")
    if labels.names is not None:
        names(network, words, labels.names, losses)
    if labels.quotes is not None:
        cues(network, words, labels.quotes, losses, "cue", 0)
        uncued(network, words, labels.quotes, losses)
        frames(network.quote, words, labels.quotes, quote_purpose, losses, "quote")
    if labels.attributions is not None:
        cues(network, words, labels.attributions, losses, "attribution cue", 3)
        frames(network.quote, words, labels.attributions, lambda _: ATTRIBUTION, losses, "attribution")
    if labels.positions is not None:
        stances(network, words, labels.positions, losses)
    if labels.mentions and labels.quotes is not None:
        agents(network, words, form, labels, losses)


def quote_purpose(frame):
    return CUED_QUOTE if frame.cued else UNCUED_QUOTE


def weights(items, optional):
    return torch.tensor([optional if item.optional else 1.0 for item in items])


def required(items):
    return sum(not item.optional for item in items)


def mentions(network, words, found, losses):
    kinds, importance = torch.zeros(len(words), dtype=torch.long), torch.ones(len(words))
    for mention in found:
        kinds[mention.head] = mention.kind
        importance[mention.head] = OPTIONAL_WORD if mention.optional else 1.0
    loss = F.cross_entropy(network.mention(words), kinds, reduction="none") * importance
    losses.add("mention", loss.sum(), required(found))
    heads = torch.tensor([mention.head for mention in found])
    before, behind = network.mention_edges(words, heads)
    first = torch.tensor([min(mention.head - mention.first, MENTION_REACH) for mention in found])
    last = torch.tensor([min(max(mention.last - mention.head, 0), MENTION_REACH) for mention in found])
    importance = weights(found, OPTIONAL_PART)
    loss = (F.cross_entropy(before, first, reduction="none") + F.cross_entropy(behind, last, reduction="none")) * importance
    losses.add("edges", loss.sum(), len(found))
    types = torch.tensor([mention.type for mention in found])
    losses.add("type", (F.cross_entropy(network.actor_type(words[heads]), types, reduction="none") * importance).sum(), len(found))


def seen_speech(quotes):
    """What is known of the quotes before actors are, without some, as some are missed in use."""
    seen = [frame for frame in quotes or [] if random.random() > HIDDEN_SOURCE]
    return features.heard((frame.anchor, set(frame.content.tolist()), set(frame.source.tolist())) for frame in seen)


def link(network, words, form, found, quotes, losses, name):
    heads, firsts = (torch.tensor([getattr(mention, part) for mention in found]) for part in ("head", "first"))
    vectors = network.link.vectors(words, heads, firsts)
    scores = network.link(vectors, *features.links(form, found, quotes)).log_softmax(-1)
    entities = torch.tensor([mention.entity for mention in found])
    right = (entities[:, None] == entities[None]).tril(-1)
    right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    loss = -scores.masked_fill(~right, -1e4).logsumexp(-1) * weights(found, OPTIONAL_PART)
    losses.add(name, loss.sum(), len(found))


def names(network, words, heads, losses):
    """Which words head a name, where nothing else is known of mentions."""
    logs = network.mention(words).log_softmax(-1)
    no = torch.cat([logs[:, :1], logs[:, 2:]], 1).logsumexp(-1)
    heads = torch.from_numpy(heads)
    losses.add("name", -(logs[:, 1][heads == 1].sum() + no[heads == 0].sum()), int((heads == 1).sum()))


def cues(network, words, found, losses, name, column):
    marks, importance = torch.zeros(len(words), dtype=torch.long), torch.ones(len(words))
    cued = [frame for frame in found if frame.cued]
    # The required come last and have their way.
    for frame in sorted(cued, key=lambda frame: not frame.optional):
        marks[frame.cue] = 2 if wanted(frame) else 0
        importance[frame.cue] = OPTIONAL_WORD if frame.optional else 1.0
    for frame in cued:
        if wanted(frame):
            marks[frame.anchor] = 1
    loss = F.cross_entropy(network.cue(words)[:, column : column + 3], marks, reduction="none") * importance
    losses.add(name, loss.sum(), max(1, required(found)))


def wanted(frame):
    """Whether a frame should be found: what is optional need not, save where that says how unsure a teacher was."""
    return not frame.optional or frame.unsure


def anchors_of(found, count):
    """For each word whether a frame that should be found is anchored there, and how much that weighs."""
    marks, importance = torch.zeros(count), torch.ones(count)
    for frame in sorted(found, key=lambda frame: not frame.optional):
        marks[frame.anchor] = float(wanted(frame))
        importance[frame.anchor] = OPTIONAL_WORD if frame.optional else 1.0
    return marks, importance


def uncued(network, words, found, losses):
    marks, importance = anchors_of([frame for frame in found if not frame.cued], len(words))
    loss = F.binary_cross_entropy_with_logits(network.uncued(words)[:, 0], marks, reduction="none") * importance
    losses.add("uncued", loss.sum() * 0.5, max(1, required(found)))


def frames(head, words, found, purpose, losses, name):
    """What the words around each anchor are to it. Returns scores, vectors and mask of the head, or None."""
    if not found:
        return None
    anchors = torch.tensor([frame.anchor for frame in found])
    purposes = torch.tensor([purpose(frame) for frame in found])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
        scores, vectors, mask = head(words, anchors, purposes)
    right = np.zeros(scores.shape[:2], np.int64)
    for row, frame in enumerate(found):
        for part, what in ((frame.content, CONTENT), (frame.source, SOURCE), (frame.cue, CUE)):
            places = part - frame.anchor + FRAME_REACH
            right[row, places[(places >= 0) & (places < right.shape[1])]] = what
    loss = F.cross_entropy(scores.float().flatten(0, 1), torch.from_numpy(right).flatten(), reduction="none")
    loss = (loss.view(mask.shape) * mask).sum(1) * weights(found, OPTIONAL_PART)
    losses.add(name, loss.sum() / FRAME_WORDS, len(found))
    return scores, vectors, mask


def stances(network, words, found, losses):
    marks, importance = anchors_of(found, len(words))
    loss = F.binary_cross_entropy_with_logits(network.stance(words)[:, 0], marks, reduction="none") * importance
    losses.add("stance", loss.sum(), max(3, required(found)))
    if not found:
        return
    scores, vectors, mask = frames(network.target, words, found, lambda _: STANCE, losses, "target")
    anchors = words[torch.tensor([frame.anchor for frame in found])]
    kinds = network.stance_kinds(anchors, scores, vectors, mask)
    acceptable = torch.zeros(len(found), 10, dtype=torch.bool)
    for row, frame in enumerate(found):
        acceptable[row, frame.stances] = True
    importance = weights(found, OPTIONAL_PART)
    loss = -kinds[:, :10].log_softmax(-1).masked_fill(~acceptable, -1e4).logsumexp(-1)
    polarity = torch.tensor([frame.polarity + 1 for frame in found])
    loss = loss + 0.5 * F.cross_entropy(kinds[:, 10:13], polarity, reduction="none")
    hedged = torch.tensor([float(frame.hedged) for frame in found])
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(kinds[:, 13], hedged, reduction="none")
    losses.add("stance kind", (loss * importance).sum(), len(found))


def agents(network, words, form, labels, losses):
    """Who stands behind each quote and position: all mentions of that actor are right."""
    found = [frame for frame in labels.quotes if frame.agent >= 0 or frame.optional] + (labels.positions or [])
    if not found:
        return
    quotes = [(frozenset(frame.content.tolist()), frame) for frame in labels.quotes]
    sources = sorted(((frame.anchor, set(frame.source.tolist())) for frame in labels.quotes if len(frame.source)), key=lambda item: item[0])
    anchors = []
    for frame in found:
        stance = bool(frame.stances)
        source = set() if stance or random.random() < HIDDEN_SOURCE else set(frame.source.tolist())
        around = quotes_around(frame, quotes) if stance and random.random() > HIDDEN_AROUND else []
        purpose = STANCE if stance else quote_purpose(frame)
        before, behind = features.sources_near(frame.anchor, sources) if random.random() > HIDDEN_AROUND else (set(), set())
        content = set(frame.content.tolist())
        near = {"around": around, "before": before, "behind": behind}
        anchors.append({"word": frame.anchor, "purpose": purpose, "source": source, "content": content, **near})
    scores = agent_scores(network, words, form, labels.mentions, [mention.entity for mention in labels.mentions], anchors).log_softmax(-1)
    entities = torch.tensor([mention.entity for mention in labels.mentions])
    agents_ = torch.tensor([frame.agent for frame in found])
    right = torch.cat([agents_[:, None] == entities[None], (agents_ < 0)[:, None]], 1)
    told = right.any(1)
    loss = -scores.masked_fill(~right, -1e4).logsumexp(-1) * weights(found, OPTIONAL_PART)
    losses.add("agent", loss[told].sum(), int(told.sum()))


def quotes_around(frame, quotes):
    """The quotes that a position stands in, innermost first: their speaker and the words of their source."""
    target = set(frame.content.tolist())
    around = [(len(words), quote) for words, quote in quotes if frame.anchor in words or len(target & words) > 0.5 * len(target)]
    around.sort(key=lambda item: item[0])
    return [(quote.agent, set(quote.source.tolist())) for _, quote in around]


def agent_scores(network, words, form, found, clusters, anchors):
    """(A, M + 1): how well each mention names who stands behind an anchor, and at the end that nobody is named."""
    heads, firsts = (torch.tensor([getattr(mention, part) for mention in found]) for part in ("head", "first"))
    vectors = network.link.vectors(words, heads, firsts)
    at = words[torch.tensor([anchor["word"] for anchor in anchors])]
    purposes = torch.tensor([anchor["purpose"] for anchor in anchors])
    return network.agent(at, purposes, vectors, *features.agents(form, found, clusters, anchors))
