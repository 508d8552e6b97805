"""What the heads are told beside the encoder's vectors: strings that agree, distances, sentences. All numbers count words of a form.

The product computes the same in Rust; a fixture holds both to it.
"""

import math

import numpy as np
import torch

# Pronouns by person: those of one class may mean the same.
PRONOUN_CLASSES = (
    "he him his himself",
    "she her hers herself",
    "they them their theirs themselves",
    "it its itself",
    "i me my mine myself",
    "we us our ours ourselves",
    "you your yours",
    "who whom whose which that",
    "one ones both all many some others everyone anyone nobody",
)
PRONOUNS = {word: number for number, words in enumerate(PRONOUN_CLASSES, 1) for word in words.split()}
OTHER_PRONOUN = len(PRONOUN_CLASSES) + 1
HE, SHE = 1, 2

# Words that say nothing about whom a mention means.
EMPTY = frozenset("the a an of and in for to at on 's ’s ' ’ . , - mr mr. mrs mrs. ms ms. dr dr. this that these those his her their its our my your".split())

DISTANCES = 41


def distance(steps):
    """Signed distances (int tensor) as one of DISTANCES buckets, finer near 0."""
    size = steps.abs()
    far = 8 + ((size.clamp(min=8).float() / 8).log2() * 2.4).long()
    size = torch.where(size < 8, size, far.clamp(max=20))
    return torch.where(steps < 0, 20 - size, 20 + size)


def bucket(size, buckets):
    """Distances from 0 up as one of `buckets`: 0 to 3 each, then two for each doubling."""
    table = np.array([n if n < 4 else int(2 * math.log2(n)) for n in range(1024)])
    return np.minimum(table[np.clip(size, 0, 1023)], buckets - 1)


def signed_bucket(size, buckets):
    """Signed distances as one of 2 * `buckets` + 1."""
    near = bucket(np.abs(size), buckets + 1)
    return np.where(size < 0, buckets - near, buckets + near)


def stem(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def pronoun_class(form, mention):
    return PRONOUNS.get(form.lower[mention.head], OTHER_PRONOUN) if mention.kind == 3 else 0


def telling(form, mention):
    """The words of a mention that say whom it means, lower-cased."""
    words = form.lower[mention.first : mention.last + 1]
    return [word for word in words if word not in EMPTY and any(c.isalnum() for c in word)]


LINK_FLAGS = 25
# Kinds, pronoun classes, mentions between, sentences between.
LINK_TABLES = (9, (OTHER_PRONOUN + 1) ** 2, 14, 10)


def links(form, mentions, quotes):
    """Of each pair of mentions (later, earlier): flags (M, M, LINK_FLAGS) and numbers for each of LINK_TABLES (M, M).

    `quotes` are the words of the content and those that name the source of each quote, as `heard` has them: who says “I” is who speaks.
    """
    count = len(mentions)
    first, last, head, kind = (np.array([getattr(m, name) for m in mentions]) for name in ("first", "last", "head", "kind"))
    numbered = numbering([" ".join(form.lower[m.first : m.last + 1]) for m in mentions])
    heads = numbering([stem(form.lower[m.head]) for m in mentions])
    lasts = numbering([stem(form.lower[m.last]) for m in mentions])
    firsts = numbering([next(iter(telling(form, m)), "") for m in mentions])
    shared, size = overlaps([[stem(word) for word in telling(form, m)] for m in mentions])
    name, pronoun = kind == 1, np.array([pronoun_class(form, m) for m in mentions])
    names = name[:, None] & name[None]
    nouns = (pronoun == 0)[:, None] & (pronoun == 0)[None]
    equal = numbered[:, None] == numbered[None]
    within, around = (shared >= size[:, None]) & (size[:, None] > 0), (shared >= size[None]) & (size[None] > 0)
    sentence, paragraph, quoted = form.sentence[head], form.paragraph[head], inside(form)[head]
    commas = np.cumsum([word == "," for word in form.lower] + [False])
    comma_between = commas[np.maximum(first - 1, 0)][:, None] - commas[last][None]
    steps = head[:, None] - head[None]
    several = size > 1
    innermost, speaks = speech(mentions, quotes)
    flags = [
        equal & names,
        equal & nouns & ~names,
        equal & ~nouns,
        (heads[:, None] == heads[None]) & nouns,
        (shared > 0) & nouns,
        within & names,
        around & names,
        within & nouns & ~names,
        acronyms(form, mentions),
        (lasts[:, None] == lasts[None]) & names,
        sentence[:, None] == sentence[None],
        paragraph[:, None] == paragraph[None],
        np.broadcast_to(quoted[:, None], (count, count)),
        np.broadcast_to(quoted[None], (count, count)),
        shared / np.maximum(size[:, None] + size[None] - shared, 1) * nouns,
        (steps <= 2) & (first[:, None] <= last[None] + 1),
        (comma_between == 1) & (steps <= 8) & (first[:, None] <= last[None] + 2),
        several[:, None] & names,
        several[None] & names,
        (paragraph[:, None] - paragraph[None]) == 1,
        # One last name with two first names: two people.
        (lasts[:, None] == lasts[None]) & names & several[:, None] & several[None] & (firsts[:, None] != firsts[None]),
        (first[:, None] >= first[None]) & (last[:, None] <= last[None]) | (first[None] >= first[:, None]) & (last[None] <= last[:, None]),
        speaks[innermost],
        speaks[innermost].T,
        (innermost[:, None] == innermost[None]) & (innermost >= 0)[:, None],
    ]
    places = np.arange(count)
    tables = [
        (kind - 1)[:, None] * 3 + (kind - 1)[None],
        pronoun[:, None] * (OTHER_PRONOUN + 1) + pronoun[None],
        bucket(places[:, None] - places[None], LINK_TABLES[2]),
        bucket(sentence[:, None] - sentence[None], LINK_TABLES[3]),
    ]
    return torch.from_numpy(np.stack(flags, -1).astype(np.float32)), [torch.from_numpy(table.astype(np.int64)) for table in tables]


def heard(quotes):
    """[(words of the content, words that name the source)] of quotes given as (anchor, content, source): one without a source has that of the quote before it."""
    quotes = sorted(quotes, key=lambda quote: quote[0])
    sources = [(anchor, source) for anchor, _, source in quotes if source]
    return [(content, source or sources_near(anchor, sources)[0]) for anchor, content, source in quotes]


def speech(mentions, quotes):
    """For each mention the number of the innermost quote whose content it stands in (M), or -1; and whether it names the source of each quote (Q + 1, M)."""
    innermost = np.full(len(mentions), -1)
    speaks = np.zeros((len(quotes) + 1, len(mentions)), bool)
    for number in sorted(range(len(quotes)), key=lambda number: -len(quotes[number][0])):
        content, source = quotes[number]
        for place, mention in enumerate(mentions):
            if mention.head in content:
                innermost[place] = number
            speaks[number, place] = mention.head in source
    return innermost, speaks


def numbering(words):
    """For each string a number that equal strings share."""
    numbers = {}
    return np.array([numbers.setdefault(word, len(numbers)) for word in words])


def overlaps(sets):
    """How many words two sets share (M, M), and how many each has (M)."""
    numbers = {}
    members = [{numbers.setdefault(word, len(numbers)) for word in words} for words in sets]
    table = np.zeros((len(sets), max(1, len(numbers))), np.float32)
    for row, member in enumerate(members):
        table[row, list(member)] = 1
    return table @ table.T, table.sum(1)


def acronyms(form, mentions):
    """Whether of two names one is made of the other's initials (M, M)."""
    count = len(mentions)
    found = np.zeros((count, count), bool)
    spelled = ["".join(form.words[m.first : m.last + 1]).replace(".", "") if m.kind == 1 else "" for m in mentions]
    initials = [
        "".join(word[0] for word in form.words[m.first : m.last + 1] if word[:1].isupper()) if m.kind == 1 and m.last > m.first else "" for m in mentions
    ]
    for short, letters in enumerate(spelled):
        if 2 <= len(letters) <= 7 and letters.isupper():
            for long, start in enumerate(initials):
                if len(start) > 1 and (start == letters or (len(letters) > 2 and start.startswith(letters))):
                    found[short, long] = found[long, short] = True
    return found


def inside(form):
    """For each word whether it stands in quotation marks."""
    return (form.quoted == 1) | (form.quoted == 4)


AGENT_FLAGS = 16
# Sentences from anchor to mention, words, mentions; the mention's kind.
AGENT_TABLES = (13, 29, 17, 4)


def agents(form, mentions, clusters, anchors):
    """Of each anchor and mention: flags (A, M, AGENT_FLAGS) and numbers for each of AGENT_TABLES (A, M).

    `clusters` numbers the actor of each mention. An anchor is a dict: "word", "purpose", "source" and "content" (sets of words), "around" (the quotes it stands
    in, innermost first: the speaker's cluster and the words of the source), "before" and "behind" (the words of the source of the nearest other quotes).
    """
    first, last, head, kind = (np.array([getattr(m, name) for m in mentions]) for name in ("first", "last", "head", "kind"))
    clusters = np.asarray(clusters)
    sentence, paragraph, quoted = form.sentence[head], form.paragraph[head], inside(form)
    flags = np.zeros((len(anchors), len(mentions), AGENT_FLAGS), np.float32)
    tables = [np.zeros((len(anchors), len(mentions)), np.int64) for _ in AGENT_TABLES]
    for row, anchor in enumerate(anchors):
        word, source = anchor["word"], anchor["source"]
        here = flags[row]
        here[:, 0] = [h in source for h in head]
        here[:, 1] = [h in anchor["content"] for h in head]
        here[:, 2] = paragraph == form.paragraph[word]
        here[:, 3] = quoted[head]
        here[:, 4] = quoted[word]
        here[:, 5] = len(source) > 0
        around = anchor["around"]
        if around:
            speaker, words = around[0]
            here[:, 6] = clusters == speaker
            here[:, 7] = [h in words for h in head]
            here[:, 8] = 1
            here[:, 9] = np.isin(clusters, [speaker for speaker, _ in around[1:]])
        touched = np.array([any(w in source for w in range(f, l + 1)) for f, l in zip(first, last)])
        here[:, 10] = touched
        if touched.any():
            here[np.argmax(touched), 11] = 1
        here[:, 12] = anchor["purpose"] == 1
        here[:, 13] = anchor["purpose"] == 3
        for flag, words in ((14, anchor["before"]), (15, anchor["behind"])):
            speakers = [cluster for cluster, h in zip(clusters, head) if h in words]
            here[:, flag] = np.isin(clusters, speakers)
        before = int((head < word).sum())
        order = np.arange(len(mentions)) - before
        tables[0][row] = signed_bucket(np.clip(sentence - form.sentence[word], -40, 40), 6)
        tables[1][row] = signed_bucket(np.clip(head - word, -400, 400), 14)
        tables[2][row] = signed_bucket(np.clip(np.where(order >= 0, order + 1, order), -60, 60), 8)
        tables[3][row] = kind
    return torch.from_numpy(flags), [torch.from_numpy(table) for table in tables]


def sources_near(word, sources):
    """The words of the source of the last quote anchored before a word, and of the first one behind it; `sources` lists (anchor, words of the source) in order."""
    before = next((words for anchor, words in reversed(sources) if anchor < word), set())
    behind = next((words for anchor, words in sources if anchor > word), set())
    return before, behind
