"""Silver: what a trained network says of articles that nobody annotated in full, as labels that a smaller one learns from (self-training, Yarowsky 1995;
distillation by hard labels, Kim and Rush 2016)."""

from dataclasses import replace

import numpy as np
import torch

from . import decode, forms, labels
from .network import UNCUED_QUOTE

# How far below its threshold an item may lie to be learned as optional: neither its presence nor its absence is held to be right.
NEAR = 0.65


def write(path, network, settings, read, program, vocabulary):
    """Writes the labels of all articles that have no actors of their own, by corpus and name, to `path`. `read` are the corpora, `program` prepares texts."""
    found = {}
    for corpus, articles in read.items():
        open_ = [article for article in articles if "actors" not in article.layers and "links" not in article.layers]
        for number, form in enumerate(forms.prepare(program, vocabulary, open_)):
            found[corpus, form.name] = labels_of(network, form, settings)
            if (number + 1) % 100 == 0:
                print(f"silver: {number + 1} of {len(open_)} texts of {corpus}", flush=True)
    whole = path.with_suffix(".part")
    torch.save(found, whole)
    whole.replace(path)


def load(path):
    """Labels by corpus and name."""
    return torch.load(path, weights_only=False)


def fill(own, silver):
    """Labels of an article, the layers that its corpus lacks taken from silver."""
    return replace(own, mentions=silver.mentions, quotes=silver.quotes, positions=silver.positions)


def labels_of(network, form, settings):
    loose = replace(settings, **{name: getattr(settings, name) * NEAR for name in ("mention", "quote", "position")})
    mentions, actors, quotes, positions = decode.findings(network, form, decode.read(network, form), loose)
    for mention, actor in zip(mentions, actors, strict=True):
        mention.entity, mention.optional = actor, mention.chance < settings.mention
    quotes = [frame(quote, settings.quote) for quote in quotes]
    positions = [frame(position, settings.position) for position in positions]
    return labels.Labels(mentions=mentions, quotes=quotes, positions=labels.one_an_anchor(positions))


def frame(item, threshold):
    words = lambda run: np.arange(*run) if run else np.zeros(0, int)
    return labels.Frame(
        anchor=item["anchor"],
        cued=item["purpose"] != UNCUED_QUOTE,
        cue=words(item["cue"]),
        content=np.array(sorted(item["content"])),
        source=words(item["source"]),
        agent=-1 if item["agent"] is None else item["agent"],
        optional=item["chance"] < threshold,
        unsure=item["chance"] < threshold,
        stances=[item["kind"]] if "kind" in item else [],
        polarity=item.get("polarity", 0),
        hedged=item.get("hedged", False),
    )
