"""How sure a suggestion is: the share of those like it that are right, by logistic regression (Platt 1999) over what the heads say of it.

Right means what the scorer calls so: a mention with its actor, a quote with its speaker, a position with its holder and kind.
"""

import math
from collections import Counter, defaultdict

import numpy as np

from . import decode

LAYERS = ("mentions", "quotes", "positions")
# How strongly weights are held near those of a suggestion that is as sure as its head says.
RIDGE = 1.0
PRIOR = np.array([0.0, 1.0, 0.0, 0.0])
STEPS = 30
# Chances are taken from here to the same below one.
LEAST = 0.001


def log_odds(chance):
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance) - math.log1p(-chance)


def features(found, quotes, positions):
    """By layer, for each suggestion: one, how likely it is, how likely it was linked or somebody stands behind it, how likely its kind (log odds)."""
    return {
        "mentions": [(1.0, log_odds(mention.chance), log_odds(mention.linked), 0.0) for mention in found],
        "quotes": [(1.0, log_odds(quote["chance"]), log_odds(quote["agent chance"]), 0.0) for quote in quotes],
        "positions": [(1.0, log_odds(p["chance"]), log_odds(p["agent chance"]), log_odds(p["kind chance"])) for p in positions],
    }


def judged(rule, gold, document):
    """By layer, for each suggestion of a document whether it is right; None for what matches something optional."""
    mentions = [dict(mark, entity=entity["id"], optional=mark.get("optional") or entity.get("optional")) for entity in gold["entities"] for mark in entity["mentions"]]
    matches = rule.match(mentions, document["mentions"])
    votes = defaultdict(Counter)
    for one, other in matches.items():
        votes[document["mentions"][other]["actor"]][mentions[one]["entity"]] += 1
    entity_of = {actor: vote.most_common(1)[0][0] for actor, vote in votes.items()}
    same_actor = lambda one, other: entity_of.get(other["actor"]) == one["entity"]
    speaks = lambda one, other: not one.get("speaker") or entity_of.get(other["speaker"]) == one["speaker"]
    stands = lambda one, other: entity_of.get(other["holder"]) == one["holder"] and other["kind"] in one.get("kinds", [one["kind"]])
    layers = (("mentions", mentions, same_actor), ("quotes", gold["quotes"], speaks), ("positions", gold["positions"], stands))
    return {name: layer(rule, golds, document[name], is_right) for name, golds, is_right in layers}


def layer(rule, golds, items, is_right):
    gold_of = {item: golds[one] for one, item in rule.match(golds, items, is_right).items()}

    def right(number, item):
        gold = gold_of.get(number)
        if gold is None and any(other.get("optional") and rule.overlap(other, item) >= 0.5 for other in golds):
            return None
        return None if gold is not None and gold.get("optional") else gold is not None and bool(is_right(gold, item))

    return [right(number, item) for number, item in enumerate(items)]


def collect(network, settings, articles, prepared, rule):
    """Of each article, by layer: features and whether right."""
    rows = []
    for article, form in zip(articles, prepared, strict=True):
        found, clusters, quotes, positions = decode.findings(network, form, decode.read(network, form), settings)
        seen, right = features(found, quotes, positions), judged(rule, article.gold, decode.document(form, found, clusters, quotes, positions))
        rows.append({name: [(x, y) for x, y in zip(seen[name], right[name], strict=True) if y is not None] for name in LAYERS})
    return rows


def fit(rows):
    """The weights by layer, (3, 4)."""
    return np.array([fit_layer([pair for row in rows for pair in row[name]]) for name in LAYERS])


def fit_layer(pairs):
    """Logistic regression by Newton's method with steps that are halved until they help; the bias is free."""
    x, y = np.array([pair[0] for pair in pairs]), np.array([float(pair[1]) for pair in pairs])
    ridge = np.diag([0.0, RIDGE, RIDGE, RIDGE])

    def cost(weights):
        score = x @ weights
        return (np.logaddexp(0, score) - y * score).sum() + (weights - PRIOR) @ ridge @ (weights - PRIOR) / 2

    weights = PRIOR.copy()
    for _ in range(STEPS):
        chance = sure(x @ weights)
        slope = x.T @ (chance - y) + ridge @ (weights - PRIOR)
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge + 1e-6 * np.eye(4)
        step = np.linalg.solve(curve, slope)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > 1e-6:
            step /= 2
        weights = weights - step
    return weights


def sure(score):
    return 1 / (1 + np.exp(-np.clip(score, -30, 30)))


def table(rows):
    """Suggestions by confidence, each article with weights learned from all others: [(layer, from, count, mean confidence, share that is right)]."""
    told = defaultdict(list)
    for number, row in enumerate(rows):
        for name, weights in zip(LAYERS, fit(rows[:number] + rows[number + 1 :]), strict=True):
            told[name] += [(float(sure(np.dot(x, weights))), y) for x, y in row[name]]
    found = []
    for name in LAYERS:
        for tenth in range(10):
            band = [pair for pair in told[name] if min(9, int(pair[0] * 10)) == tenth]
            if band:
                found.append((name, tenth / 10, len(band), np.mean([chance for chance, _ in band]), np.mean([right for _, right in band])))
    return found, told


def least(told, share):
    """The lowest confidence, in steps of 0.05, from which on so many suggestions are right, and what share of the right ones is above it."""
    for step in range(0, 20):
        above = [right for chance, right in told if chance >= step / 20]
        if above and np.mean(above) >= share:
            return step / 20, np.mean(above), sum(above) / max(1, sum(right for _, right in told))
    return None
