#!/usr/bin/env python3
"""How often each rule of the core is right, on annotated development articles: the source of the confidences in src/reasons.rs.

    cargo build --release && python3 xtask/reliability.py PATH      # PATH holds eval/score.py, gold/ and data/polnear/dev/

Prints for each reason: right and found in the gold articles (with speaker, holder and kind), right and found in PolNeAR dev (content only),
and (right + 1) / (found + 2) over both in percent. What matches an optional annotation counts neither way.
"""
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(DATA / "eval"))
import score  # noqa: E402


def annotate(text):
    command = [ROOT / "target/release/whosaid", "annotate", "--quick", "--format", "json", text]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def count(items, golds, matches, is_right, right, found):
    gold_of = {item: gold for gold, item in matches.items()}
    for number, item in enumerate(items):
        gold = golds[gold_of[number]] if number in gold_of else None
        if gold is None and any(other.get("optional") and score.overlap(other, item) >= 0.5 for other in golds):
            continue
        if gold is not None and gold.get("optional"):
            continue
        found[item.get("reason")] += 1
        right[item.get("reason")] += gold is not None and is_right(gold, item)


def count_actors(gold, found_document, right, found):
    golds = [dict(mention, entity=entity["id"], optional=mention.get("optional") or entity.get("optional")) for entity in gold["entities"] for mention in entity["mentions"]]
    mentions = found_document["mentions"]
    matches = score.match(golds, mentions)
    votes = collections.defaultdict(collections.Counter)
    for gold_number, number in matches.items():
        votes[mentions[number]["actor"]][golds[gold_number]["entity"]] += 1
    entity_of = {actor: vote.most_common(1)[0][0] for actor, vote in votes.items()}
    count(mentions, golds, matches, lambda one, other: entity_of.get(other["actor"]) == one["entity"], right, found)
    gold_of = {number: gold_number for gold_number, number in matches.items()}
    for actor in found_document["actors"]:
        hits = [gold_of[number] for number, mention in enumerate(mentions) if mention["actor"] == actor["id"] and number in gold_of]
        if not hits or not all(golds[hit].get("optional") for hit in hits):
            found[actor.get("reason")] += 1
            right[actor.get("reason")] += bool(hits)
    return entity_of


def count_document(path, right, found):
    gold = json.loads(path.read_text("utf8"))
    document = annotate(path.with_suffix(".txt"))
    entity_of = count_actors(gold, document, right, found) if "actors" in gold["layers"] else {}

    def speaks(one, other):
        return not entity_of or not one.get("speaker") or entity_of.get(other.get("speaker")) == one["speaker"]

    def stands(one, other):
        return entity_of.get(other.get("holder")) == one["holder"] and other["kind"] in one.get("kinds", [one["kind"]])

    for layer, is_right in (("quotes", speaks), ("positions", stands)):
        if layer in gold["layers"]:
            matches = score.match(gold[layer], document[layer], agree=is_right)
            count(document[layer], gold[layer], matches, is_right, right, found)


def main():
    tables = []
    for folder in (DATA / "gold", DATA / "data/polnear/dev"):
        right, found = collections.Counter(), collections.Counter()
        for path in sorted(folder.rglob("*.json")):
            count_document(path, right, found)
        tables.append((right, found))
    (right, found), (right_too, found_too) = tables
    for reason in sorted(found | found_too, key=lambda reason: -found[reason]):
        percent = 100 * (right[reason] + right_too[reason] + 1) / (found[reason] + found_too[reason] + 2)
        print(f"{right[reason]:4} of {found[reason]:4}  {right_too[reason]:4} of {found_too[reason]:4}  {percent:3.0f} %  {reason}")


main()
