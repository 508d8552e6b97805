"""krippendorff, NLTK and bcubed, on published examples and random data: the figures of `whosaid agree` must be theirs.

For unitizing there is no kept implementation of Krippendorff's method of 1995 and 2004 to ask (what PyPI has computes the other alpha of 2016),
so that it is worked out here from its definition, by trying every place where a unit can lie.
"""

import itertools
import json
import math
import random
import unittest
from collections import Counter

import bcubed
import krippendorff
import numpy
from nltk.metrics.agreement import AnnotationTask

from support import new_folder, whosaid

WORDS = 40
KINDS = ("direct", "mixed", "indirect")
NONE = ""


def text():
    """A text of as many words, none of which falls apart."""
    return " ".join(f"w{number:02}" for number in range(WORDS))


def place(first, last):
    """The characters from a word to another."""
    return 4 * first, 4 * last + 3


def document(units, actors=1, chain=()):
    """A document with a quote for each (first word, last word, kind), and a mention for each word of `chain`, a pair of word and actor."""
    quotes = [
        {"id": f"q{n}", "kind": kind, "spans": [place(first, last)], "start": place(first, last)[0], "end": place(first, last)[1], "cue": None, "source": None, "speaker": None}
        for n, (first, last, kind) in enumerate(units, 1)
    ]
    mentions = [
        {"id": f"m{n}", "actor": f"a{actor}", "kind": "name", "start": place(word, word)[0], "end": place(word, word)[1]}
        for n, (word, actor) in enumerate(chain, 1)
    ]
    people = [{"id": f"a{n}", "type": "person", "name": f"N{n}"} for n in range(actors)]
    return {"format": "whosaid/1", "offset_unit": "codepoint", "text": text(), "actors": people, "mentions": mentions, "quotes": quotes, "positions": []}


def agree(*documents):
    """What the command line says of them, {layer: {(measure, annotators): value}}."""
    folder = new_folder()
    paths = []
    for number, content in enumerate(documents):
        path = folder / f"p{number}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        paths.append(path)
    report = json.loads(whosaid("agree", *paths, "--format", "json"))
    return {
        layer: {(figure["measure"], tuple(figure["annotators"])): figure["value"] for figure in rows["figures"]}
        for layer, rows in report["layers"].items()
    }


def figure(layer, measure, *people):
    """A figure of all, or of the people named."""
    return next(value for (name, between), value in layer.items() if name == measure and (not people or between == people))


def categories(units):
    """What each word is."""
    said = [NONE] * WORDS
    for first, last, kind in units:
        said[first : last + 1] = [kind] * (last + 1 - first)
    return said


def random_units(dice):
    """Units side by side, some of them of no kind."""
    units, word = [], 0
    while word < WORDS:
        last = min(WORDS - 1, word + dice.randrange(1, 8))
        if dice.random() < 0.6:
            units.append((word, last, dice.choice(KINDS)))
        word = last + 1
    return units


def like(dice, units):
    """Much the same units, as another person would mark them."""
    changed = []
    for first, last, kind in units:
        if dice.random() < 0.2:
            continue
        kind = dice.choice(KINDS) if dice.random() < 0.2 else kind
        changed.append((first, max(first, last - (dice.random() < 0.3)), kind))
    return changed


def unitizing(people, length):
    """Krippendorff's alpha for unitizing, by trying every place: 1 - observed / expected."""
    observed = expected = 0.0
    for kind in KINDS:
        stretches = [[(first, last + 1) for first, last, own in units if own == kind] for units in people]
        observed += sum(difference(one, other) for one, other in itertools.permutations(stretches, 2)) / (len(people) * (len(people) - 1) * length**2)
        expected += by_chance(stretches, length)
    return None if expected == 0 else 1 - observed / expected


def difference(ones, others):
    """The differences of all sections of two people's records, gaps included."""
    total = 0
    for one, other in itertools.product(ones, others):
        if one[0] < other[1] and other[0] < one[1]:
            total += (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
    for units, apart in ((ones, others), (others, ones)):
        alone = [unit for unit in units if not any(unit[0] < other[1] and other[0] < unit[1] for other in apart)]
        total += sum((end - start) ** 2 for start, end in alone)
    return total


def by_chance(stretches, length):
    """Every unit put at every place beside every other one, and within every gap."""
    lengths = [end - start for units in stretches for start, end in units]
    gaps = []
    for units in stretches:
        edges = [0, *itertools.chain(*sorted(units)), length]
        gaps += [end - start for start, end in zip(edges[::2], edges[1::2]) if end > start]
    total = 0
    for one, other in itertools.combinations(lengths, 2):
        total += sum(shift**2 + (shift + other - one) ** 2 for shift in range(1 - other, one))
    for unit, gap in itertools.product(lengths, gaps):
        total += sum(unit**2 for _ in range(gap - unit + 1))
    pairs = len(stretches) * length * (len(stretches) * length - 1) - sum(unit * (unit - 1) for unit in lengths)
    return 2 / length * total / pairs if pairs else 0


class Agreement(unittest.TestCase):
    def assert_figure(self, found, expected, what):
        if expected is None or (isinstance(expected, float) and math.isnan(expected)):
            self.assertIsNone(found, what)
        else:
            self.assertIsNotNone(found, what)
            self.assertAlmostEqual(found, expected, 9, what)

    def compare(self, people):
        quotes = agree(*map(document, people))["quotes"]
        said = [categories(units) for units in people]
        task = AnnotationTask([(f"p{person}", word, kind) for person, kinds in enumerate(said) for word, kind in enumerate(kinds)])
        numbers = {kind: number for number, kind in enumerate((NONE, *KINDS))}
        table = numpy.array([[numbers[kind] for kind in kinds] for kinds in said])
        if len(set(itertools.chain(*said))) > 1:
            self.assert_figure(figure(quotes, "Krippendorff's alpha, nominal"), float(krippendorff.alpha(table, level_of_measurement="nominal")), people)
            self.assert_figure(figure(quotes, "Krippendorff's alpha, nominal"), task.alpha(), people)
            self.assert_figure(figure(quotes, "Fleiss' kappa"), task.pi(), people)
        for one, other in itertools.combinations(range(len(people)), 2):
            if len({*said[one], *said[other]}) > 1:
                found = figure(quotes, "Cohen's kappa", f"p{one}", f"p{other}")
                self.assert_figure(found, task.kappa_pairwise(f"p{one}", f"p{other}"), people)
        self.assert_figure(figure(quotes, "Krippendorff's alpha, unitizing"), unitizing(people, WORDS), people)

    def test_random_people(self):
        for seed in range(60):
            with self.subTest(seed):
                dice = random.Random(seed)
                first = random_units(dice)
                others = [like(dice, first) if dice.random() < 0.8 else random_units(dice) for _ in range(dice.randrange(1, 4))]
                self.compare([first, *others])

    def test_nothing_and_everything(self):
        whole = [(0, WORDS - 1, "direct")]
        for people in ([], []), ([], whole), (whole, whole), (whole, [(0, 0, "direct")]), (whole, [(0, WORDS - 1, "mixed")], []):
            with self.subTest(people):
                self.compare(list(people))

    def test_published_unitizing(self):
        """Krippendorff 2004, page 254, in tens, which changes neither definition: the same as worked out by trying."""
        i = [(7, 13, "direct"), (22, 24, "direct"), (3, 6, "mixed"), (15, 19, "mixed")]
        j = [(7, 14, "direct"), (20, 22, "direct"), (25, 26, "direct"), (3, 6, "mixed"), (15, 19, "mixed")]
        self.compare([i, j])

    def test_chains(self):
        for seed in range(40):
            with self.subTest(seed):
                dice = random.Random(seed)
                words = sorted(dice.sample(range(WORDS), dice.randrange(1, 30)))
                one = [(word, dice.randrange(4)) for word in words]
                other = [(word, actor if dice.random() < 0.7 else dice.randrange(4)) for word, actor in one]
                sets = [{word: {actor} for word, actor in chain} for chain in (one, other)]
                precision, recall = bcubed.precision(*sets), bcubed.recall(*sets)
                found = figure(agree(document([], 4, one), document([], 4, other))["mentions"], "B³ of actors, where both marked")
                self.assert_figure(found, bcubed.fscore(precision, recall), seed)

    def test_marks(self):
        """F1 is that of sets where people mark the same words or others altogether."""
        for seed in range(20):
            dice = random.Random(seed)
            words = range(0, WORDS, 2)
            one, other = (sorted(dice.sample(words, dice.randrange(1, 15))) for _ in range(2))
            both = sum((Counter(one) & Counter(other)).values())
            found = agree(*(document([], 1, [(word, 0) for word in own]) for own in (one, other)))["mentions"]
            self.assert_figure(figure(found, "F1"), 2 * both / (len(one) + len(other)), seed)
