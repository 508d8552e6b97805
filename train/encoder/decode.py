"""From what the heads say to annotations: what the product does in Rust, here to choose settings by.

Places count words; spans of the result count code points.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
import torch

from . import features, losses, windows
from .labels import MENTION_KINDS, STANCES, TYPES, Mention
from .network import ATTRIBUTION, CONTENT, CUE, CUED_QUOTE, FRAME_REACH, MENTION_REACH, SOURCE, STANCE, UNCUED_QUOTE


@dataclass(frozen=True)
class Settings:
    """Thresholds and biases, chosen on gold/valid."""

    mention: float = 0.55
    # How likely a word must head a mention where the source of a quote stands; and the likeliest word of a source that has none above that.
    source_mention: float = 0.25
    source_least: float = 0.05
    # Added to the score of being new.
    new: float = 0.0
    quote: float = 0.45
    # How much the judgment by PolNeAR's guidelines counts for a cue.
    attribution: float = 0.3
    # How likely an attribution in the broad sense of PolNeAR must be, where these are asked for.
    attributed: float = 0.3
    attributed_bias: float = 0.0
    attributed_switch: float = 1.0
    uncued: float = 0.3
    # A stretch in quotation marks that no cue claims.
    unclaimed: float = 0.15
    content_bias: float = 0.5
    switch: float = 1.0
    source_bias: float = 1.0
    position: float = 0.35
    target_bias: float = 1.5
    target_switch: float = 1.5
    same: float = 0.5
    # How likely somebody must stand behind a quote or a position.
    agent: float = 0.02


MARKS = frozenset(list("\"“”„‟«»‘’'`‹›‚,.;:!?—–-…") + ["''", "``", "...", "--"])
# What a mention never reaches over.
MENTION_ENDS = frozenset(list(",;:\"“”«»„()!?"))
QUOTATION_MARKS = frozenset(list("\"“”„‟«»") + ["''", "``"])


def annotate(network, form, settings=Settings(), broad=False):
    """The native document of a text, as a dict. With `broad`, quotes are attributions as PolNeAR has them: what is believed, meant or intended, too."""
    return decode(network, form, read(network, form), settings, broad)


@torch.no_grad()
def read(network, form, window=windows.WINDOW):
    """The encoder's vectors of the words."""
    network.eval()
    return windows.encode(network, [form], window)[0]


def decode(network, form, words, settings, broad=False):
    return document(form, *findings(network, form, words, settings, broad))


@torch.no_grad()
def findings(network, form, words, settings, broad=False):
    """Mentions, the number of each one's actor, quotes and positions."""
    quotes = find_quotes(network, words, form, settings, broad)
    found = mentions(network, words, form, [quote["source"] for quote in quotes if quote["source"]], settings)
    clusters = link(network, words, form, found, quotes, settings)
    positions = find_positions(network, words, form, quotes, settings)
    if broad:
        # What somebody is reported to want is an attribution there, or nothing.
        positions = [position for position in positions if position["around"]]
    name_agents(network, words, form, found, clusters, quotes, positions, settings)
    positions = without_doubles(positions, lambda a, b: a["agent"] == b["agent"], settings.same)
    return found, clusters, quotes, positions


# Mentions


def heads_of(some, wordlike, sources, settings):
    """The words that head a mention, given how likely each does: where somebody is the source of a quote, less is asked of a word."""
    chosen = (some > settings.mention) & wordlike
    for first, end in sources:
        chances = np.where(wordlike[first:end], some[first:end], 0.0)
        chosen[first:end] |= chances > settings.source_mention
        if not chosen[first:end].any() and chances.max() > settings.source_least:
            chosen[first + int(chances.argmax())] = True
    return chosen


def mentions(network, words, form, sources, settings):
    chances = network.mention(words).softmax(-1)
    some = 1 - chances[:, 0]
    wordlike = np.array([any(c.isalnum() for c in word) for word in form.lower])
    heads = torch.from_numpy(heads_of(some.numpy(), wordlike, sources, settings)).nonzero()[:, 0]
    if not len(heads):
        return []
    kinds = chances[heads, 1:].argmax(-1) + 1
    before, behind = network.mention_edges(words, heads)
    types = network.actor_type(words[heads]).log_softmax(-1)
    found = {}
    listed = heads.tolist()
    for place, head in enumerate(listed):
        kind = int(kinds[place])
        earlier = listed[place - 1] if place else -1
        later = listed[place + 1] if place + 1 < len(listed) else len(form)
        first = head - reach(form, before[place], head, -1, kind, earlier)
        last = head + reach(form, behind[place], head, 1, kind, later)
        mention = Mention(first, last, head, kind, int(types[place].argmax()), -1)
        mention.chance, mention.types = float(some[head]), types[place]
        if (first, last) not in found or found[first, last].chance < mention.chance:
            found[first, last] = mention
    return sorted(found.values(), key=lambda mention: mention.head)


def reach(form, scores, head, step, kind, barrier):
    """How many words a mention reaches from its head in one direction: within its sentence, over no mark and no other head."""
    if kind == 3:
        return 0
    allowed = 0
    for size in range(1, MENTION_REACH + 1):
        word = head + size * step
        outside = not 0 <= word < len(form) or form.sentence[word] != form.sentence[head]
        if outside or word == barrier or form.lower[word] in MENTION_ENDS:
            break
        allowed = size
    return int(scores[: allowed + 1].argmax())


# Links


def link(network, words, form, found, quotes, settings):
    """The number of each mention's actor; sets how likely it was linked right."""
    if not found:
        return []
    heads, firsts = (torch.tensor([getattr(mention, part) for mention in found]) for part in ("head", "first"))
    said = features.heard((quote["anchor"], quote["content"], words_of(quote["source"])) for quote in quotes)
    scores = network.link(network.link.vectors(words, heads, firsts), *features.links(form, found, said))
    scores[:, -1] += settings.new
    chances = scores.log_softmax(-1).numpy()
    clusters, members = [], []
    for number in range(len(found)):
        chance = {}
        for earlier in range(number):
            cluster = clusters[earlier]
            chance[cluster] = np.logaddexp(chance.get(cluster, -99.0), chances[number, earlier])
        fitting = {cluster: value for cluster, value in chance.items() if not clash(form, found, members[cluster], number)}
        best = max(fitting, key=fitting.get) if fitting else None
        found[number].linked = float(np.exp(max([chances[number, -1], *fitting.values()])))
        if best is None or fitting[best] < chances[number, -1]:
            best = len(members)
            members.append([])
        clusters.append(best)
        members[best].append(number)
    return clusters


def clash(form, found, members, number):
    """Whether a mention cannot mean who others mean: he and she, or two full names with one last name and different first names."""
    mention = found[number]
    pronoun = features.pronoun_class(form, mention)
    name = features.telling(form, mention) if mention.kind == 1 else []
    for member in members:
        other = found[member]
        if {pronoun, features.pronoun_class(form, other)} == {features.HE, features.SHE}:
            return True
        if len(name) > 1 and other.kind == 1:
            known = features.telling(form, other)
            if len(known) > 1 and known[-1] == name[-1] and known[0] != name[0] and not (set(known) <= set(name) or set(name) <= set(known)):
                return True
    return False


# Quotes


def frame_scores(head, words, anchors, purposes):
    scores, vectors, mask = [], [], []
    for start in range(0, len(anchors), 96):
        part = slice(start, start + 96)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=windows.HALVES):
            found = head(words, torch.tensor(anchors[part]), torch.tensor(purposes[part]))
        for whole, piece in zip((scores, vectors, mask), found, strict=True):
            whole.append(piece.float() if piece.is_floating_point() else piece)
    return torch.cat(scores), torch.cat(vectors), torch.cat(mask)


def find_quotes(network, words, form, settings, broad=False):
    candidates = (attribution_anchors if broad else quote_anchors)(network, words, form, settings)
    if not candidates:
        return []
    least = settings.attributed if broad else settings.quote
    scores, _, mask = frame_scores(network.quote, words, [int(c[0]) for c in candidates], [c[1] for c in candidates])
    chances = scores.softmax(-1).numpy()
    quotes = []
    for (anchor, purpose, chance), rows, known in zip(candidates, chances, mask.numpy(), strict=True):
        quote = quote_at(form, int(anchor), purpose, chance, rows, known, settings)
        if quote and quote["chance"] >= least:
            quotes.append(quote)
    quotes = without_doubles(quotes, lambda a, b: True, settings.same)
    return sorted(quotes, key=lambda quote: quote["parts"][0])


def quote_anchors(network, words, form, settings):
    """The words that may be the first of a cue, or of a quote without one, as [(word, purpose, chance)]."""
    logs = network.cue(words)
    own, polnear = logs[:, :3].softmax(-1)[:, 1], logs[:, 3:].softmax(-1)[:, 1]
    cues = ((1 - settings.attribution) * own + settings.attribution * polnear).numpy()
    uncued = network.uncued(words).sigmoid()[:, 0].numpy()
    candidates = [(word, CUED_QUOTE, float(cues[word])) for word in np.nonzero(cues > settings.quote * 0.5)[0]]
    starts = {zone[0] for zone in form.zones if zone[2] == 0}
    for word in np.nonzero(uncued > min(settings.uncued, settings.unclaimed) * 0.6)[0]:
        threshold = settings.unclaimed if word in starts else settings.uncued
        # Chances of different sorts are compared by how far they lie above their threshold.
        candidates.append((word, UNCUED_QUOTE, float(uncued[word]) * settings.quote / threshold))
    return candidates


def attribution_anchors(network, words, form, settings):
    """The words that may be the first of a cue by PolNeAR's guidelines."""
    cues = network.cue(words)[:, 3:].softmax(-1)[:, 1].numpy()
    return [(word, ATTRIBUTION, float(cues[word])) for word in np.nonzero(cues > settings.attributed * 0.5)[0]]


def log_odds(chances):
    chances = np.clip(chances.astype(np.float64), 1e-5, 1 - 1e-5)
    return np.log(chances) - np.log1p(-chances)


def stretches(odds, switch):
    """The words that are chosen when each change between chosen and not costs `switch` (Viterbi over two states)."""
    count = len(odds)
    out, chosen = 0.0, odds[0] if count else 0.0
    from_out, from_chosen = np.zeros(count, bool), np.zeros(count, bool)
    for place in range(1, count):
        enter, leave = out - switch > chosen, chosen - switch > out
        from_out[place], from_chosen[place] = enter, leave
        out, chosen = (chosen - switch if leave else out), (out - switch if enter else chosen) + odds[place]
    states = np.zeros(count, bool)
    state = chosen > out
    for place in range(count - 1, -1, -1):
        states[place] = state
        if state and from_out[place]:
            state = False
        elif not state and from_chosen[place]:
            state = True
    return states


def runs(chosen):
    """[(first, end)] of the runs of true places."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def best_run(odds):
    """The run with the largest sum (Kadane)."""
    best, sum_, start, found = -math.inf, 0.0, 0, (0, 0)
    for place, value in enumerate(odds):
        if sum_ <= 0:
            sum_, start = value, place
        else:
            sum_ += value
        if sum_ > best:
            best, found = sum_, (start, place + 1)
    return found


def quote_at(form, anchor, purpose, chance, rows, known, settings):
    """A quote as the frame head sees it from its anchor, its edges put in form; None where nothing is its content."""
    shift = anchor - FRAME_REACH
    broad = purpose == ATTRIBUTION
    odds = np.where(known, log_odds(rows[:, CONTENT]) + (settings.attributed_bias if broad else settings.content_bias), -20)
    chosen = stretches(odds, settings.attributed_switch if broad else settings.switch)
    found = runs(chosen)
    if not found:
        return None
    content = rows[:, CONTENT]
    largest = max(found, key=lambda run: content[slice(*run)].sum())
    found = [run for run in found if run == largest or run[1] - run[0] > 1]
    sure = float(np.mean(np.concatenate([content[slice(*run)] for run in found])))
    cue = cue_run(rows, known) if purpose != UNCUED_QUOTE else None
    words = {word for first, end in found for word in range(first + shift, end + shift)}
    blocked = set(range(cue[0] + shift, cue[1] + shift)) if cue else set()
    words = in_marks(form, words, blocked)
    parts = in_form(form, words - blocked)
    if not parts:
        return None
    source_odds = np.where(known & ~chosen, log_odds(rows[:, SOURCE]) + settings.source_bias, -20)
    source = best_run(source_odds)
    if rows[slice(*source), SOURCE].max(initial=0) < 0.05:
        source = None
    return {
        "anchor": anchor,
        "purpose": purpose,
        "chance": chance * sure,
        "parts": parts,
        "content": {word for first, end in parts for word in range(first, end)},
        "cue": (cue[0] + shift, cue[1] + shift) if cue else None,
        "source": (source[0] + shift, source[1] + shift) if source else None,
    }


def cue_run(rows, known):
    """The words of a cue: from the anchor on as long as they are more likely part of it than not."""
    end = FRAME_REACH + 1
    while end < len(rows) and known[end] and rows[end, CUE] > 0.5:
        end += 1
    return FRAME_REACH, end


def in_marks(form, words, blocked):
    """Content that covers most of a stretch in quotation marks covers all of it, over paragraphs, too; what is not said goes with the marks."""
    words = set(words)
    zones = [zone for zone in form.zones if zone[2] == 0]
    for number, (first, end, _, _, _, _) in enumerate(zones):
        inside = set(range(first, end))
        if blocked & inside or not words & inside or len(words & inside) < 0.5 * min(len(inside), FRAME_REACH):
            continue
        words |= inside
        while number + 1 < len(zones) and zones[number][4]:
            number += 1
            words |= set(range(zones[number][0], zones[number][1]))
    return words


def in_form(form, words):
    """The runs of words, each without marks and small words at its edges that belong to nobody's speech; short ones between marks joined."""
    listed = sorted(words)
    parts, start = [], None
    for place, word in enumerate(listed):
        if start is None:
            start = word
        following = listed[place + 1] if place + 1 < len(listed) else None
        if following is None or (following != word + 1 and not only_marks(form, word + 1, following)):
            parts.append((start, word + 1))
            start = None
    trimmed = [trim(form, first, end) for first, end in parts]
    return [(first, end) for first, end in trimmed if first < end]


def only_marks(form, first, end):
    return end - first <= 4 and all(form.lower[word] in MARKS for word in range(first, end))


def trim(form, first, end):
    while first < end and (form.lower[first] in MARKS or form.lower[first] == ")"):
        first += 1
    while first < end and (form.lower[end - 1] in MARKS or form.lower[end - 1] == "("):
        end -= 1
    if end - first > 1 and form.lower[first] == "that":
        first += 1
    return first, end


def without_doubles(items, alike, same):
    """The items without those that a likelier one says already. What a cue reports is never taken for speech without one."""
    kept = []
    for item in sorted(items, key=lambda item: (item["purpose"] == UNCUED_QUOTE, -item["chance"])):
        content = item["content"]
        double = any(alike(item, other) and len(content & other["content"]) > same * len(content | other["content"]) for other in kept)
        if not double:
            kept.append(item)
    return sorted(kept, key=lambda item: (item["anchor"], item["parts"]))


# Positions


def find_positions(network, words, form, quotes, settings):
    chances = network.stance(words).sigmoid()[:, 0].numpy()
    anchors = [int(word) for word in np.nonzero(chances > settings.position * 0.6)[0]]
    if not anchors:
        return []
    scores, vectors, mask = frame_scores(network.target, words, anchors, [STANCE] * len(anchors))
    kinds = network.stance_kinds(words[torch.tensor(anchors)], scores, vectors, mask)
    rows = scores.softmax(-1).numpy()
    found = []
    for place, anchor in enumerate(anchors):
        position = position_at(form, anchor, float(chances[anchor]), rows[place], mask[place].numpy(), quotes, settings)
        if position and position["chance"] >= settings.position:
            position["kind"] = int(kinds[place, :10].argmax())
            position["kind chance"] = float(kinds[place, :10].softmax(-1).max())
            position["polarity"] = int(kinds[place, 10:13].argmax()) - 1
            position["hedged"] = bool(kinds[place, 13] > 0)
            found.append(position)
    return found


def position_at(form, anchor, chance, rows, known, quotes, settings):
    shift = anchor - FRAME_REACH
    # The bias stands on the logarithm of the chance against all else, as if the target were that much likelier.
    odds = np.where(known, log_odds(rows[:, CONTENT]) + settings.target_bias, -20)
    found = joined(runs(stretches(odds, settings.target_switch)), 2)
    if not found:
        return None
    content = rows[:, CONTENT]
    first, end = max(found, key=lambda run: content[slice(*run)].sum())
    sure = float(np.mean(content[first:end]))
    cue = cue_run(rows, known)
    part = trim(form, first + shift, end + shift)
    if part[0] >= part[1]:
        return None
    target = set(range(*part))
    around = [quote for quote in quotes if anchor in quote["content"] or len(target & quote["content"]) > 0.5 * len(target)]
    around.sort(key=lambda quote: len(quote["content"]))
    return {
        "anchor": anchor,
        "purpose": STANCE,
        "chance": chance * math.sqrt(sure),
        "parts": [part],
        "content": target,
        "cue": (cue[0] + shift, cue[1] + shift),
        "source": None,
        "around": around,
    }


def joined(found, gap):
    """Runs with at most `gap` words between them as one."""
    out = []
    for run in found:
        if out and run[0] - out[-1][1] <= gap:
            out[-1] = (out[-1][0], run[1])
        else:
            out.append(run)
    return out


# Who stands behind them


def words_of(run):
    return set(range(*run)) if run else set()


def name_agents(network, words, form, found, clusters, quotes, positions, settings):
    """Sets "agent" (the number of an actor or None) of all quotes and then of all positions, which look at the quotes around them."""
    sources = sorted(((quote["anchor"], words_of(quote["source"])) for quote in quotes if quote["source"]), key=lambda item: item[0])
    for items in (quotes, positions):
        for item in items:
            item["agent"], item["agent chance"] = None, 0.0
        if not found or not items:
            continue
        anchors = [
            {
                "word": item["anchor"],
                "purpose": item["purpose"],
                "source": words_of(item["source"]),
                "content": item["content"],
                "around": [(-1 if q["agent"] is None else q["agent"], words_of(q["source"])) for q in item.get("around", [])],
                **dict(zip(("before", "behind"), features.sources_near(item["anchor"], sources), strict=True)),
            }
            for item in items
        ]
        chances = losses.agent_scores(network, words, form, found, clusters, anchors).softmax(-1).numpy()
        for row, item in enumerate(items):
            actors = np.zeros(max(clusters) + 1)
            np.add.at(actors, clusters, chances[row, :-1])
            best = int(actors.argmax())
            if actors[best] > settings.agent:
                item["agent"], item["agent chance"] = best, min(float(actors[best]), 1.0)
            mention = found[int(chances[row, :-1].argmax())]
            if item["purpose"] == STANCE and form.sentence[mention.head] == form.sentence[item["anchor"]]:
                item["source"] = (mention.first, mention.last + 1)


# The document


def document(form, found, clusters, quotes, positions):
    place = lambda first, end: {"start": int(form.start[first]), "end": int(form.end[end - 1])}
    some = lambda run: place(*run) if run and run[0] < run[1] else None
    actors = []
    for number in sorted(set(clusters)):
        members = [mention for mention, cluster in zip(found, clusters, strict=True) if cluster == number]
        best = max(members, key=lambda mention: (mention.kind == 1, mention.kind == 2, mention.last - mention.first))
        type_ = TYPES[int(sum(mention.types for mention in members).argmax())]
        name = form.text[form.start[best.first] : form.end[best.last]]
        actors.append({"id": f"a{number}", "type": type_, "name": name, "anonymous": best.kind != 1})
    listed = [
        {"id": f"m{i}", "actor": f"a{cluster}", "kind": MENTION_KINDS[mention.kind - 1], **place(mention.first, mention.last + 1)}
        for i, (mention, cluster) in enumerate(zip(found, clusters, strict=True))
    ]
    out = {"format": "whosaid/1", "offset_unit": "codepoint", "actors": actors, "mentions": listed, "quotes": [], "positions": []}
    for number, quote in enumerate(quotes):
        quote["id"] = f"q{number}"
        parts = [place(*part) for part in quote["parts"]]
        item = {
            "id": quote["id"],
            "kind": quote_kind(form, quote),
            "start": parts[0]["start"],
            "end": parts[-1]["end"],
            "cue": some(quote["cue"]),
            "source": some(quote["source"]),
            "speaker": None if quote["agent"] is None else f"a{quote['agent']}",
            "confidence": quote["chance"],
        }
        if len(parts) > 1:
            item["spans"] = [[part["start"], part["end"]] for part in parts]
        out["quotes"].append(item)
    for number, position in enumerate(positions):
        part = place(*position["parts"][0])
        out["positions"].append(
            {
                "id": f"p{number}",
                "kind": STANCES[position["kind"]],
                "polarity": position["polarity"],
                "hedged": position["hedged"],
                **part,
                "cue": some(position["cue"]),
                "source": some(position["source"]),
                "holder": None if position["agent"] is None else f"a{position['agent']}",
                "quote": position["around"][0]["id"] if position["around"] else None,
                "confidence": position["chance"],
            }
        )
    return out


def quote_kind(form, quote):
    inside = [form.quoted[word] != 0 for word in quote["content"] if form.lower[word] not in MARKS]
    share = sum(inside) / max(1, len(inside))
    return "direct" if share > 0.95 else "mixed" if share > 0.1 else "indirect"
