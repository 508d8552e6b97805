"""The whole training of the careful reading: word pieces, a teacher of six layers, what it says of articles that nobody annotated in full, from all that a
student of few layers that learns with its weights rounded and at last from what people annotated alone, short texts among it; settings, the file, its
scores. Each step leaves its result in the work folder; a run that was stopped goes on where it was."""

import argparse
import json
from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path

import torch

from . import confidence, corpora, decode, export, forms, reference, score, silver, training, tune, vocabulary

ROOT = Path(__file__).parents[2]
TEACHER_LAYERS = 6
# How long the student learns, as a share of the teacher's run.
STUDENT_TIMES = 0.5
# How often the student reads each corpus at last, without what the teacher says, and how fast it learns then; and once more, a little.
LAST = {"gold": 6.0, "snippets": 2.0, "attributions": 1.2, "links": 0.8, "names": 0.5}
LAST_RATES = {"encoder_rate": 1e-4, "head_rate": 5e-4}
MORE = {"gold": 1.6, "snippets": 0.3, "attributions": 0.2, "links": 0.15, "names": 0.1}
MORE_RATES = {"encoder_rate": 6e-5, "head_rate": 3e-4}
# Articles with all layers that nothing is learned from: on them confidence is.
UNSEEN = ("gold/valid", "gold/dev")
# What is measured, and whether by PolNeAR's guidelines.
MEASURED = (("gold/valid", False), ("gold/dev", False), ("data/polnear/dev", True))


def main():
    parser = argparse.ArgumentParser(prog="encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with gold/, data/ and eval/")
    parser.add_argument("--forms", required=True, help="the program that prepares texts")
    parser.add_argument("--base", type=Path, required=True, help="the folder of the base model")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--out", type=Path, required=True, help="where the file goes")
    parser.add_argument("--layers", type=int, default=4, help="how many layers the student keeps")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--times", type=float, default=1.0, help="how long to train, as a multiple of the usual run")
    parser.add_argument("--articles", type=int, default=0, help="learn from this many gold articles only")
    parser.add_argument("--without", nargs="*", default=[], help="corpora to leave out")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    known = cut_vocabulary(arguments)
    teacher = arguments.work / f"teacher-{arguments.seed}.pt"
    student, last, more, mean = (arguments.work / f"{name}-{arguments.seed}-{arguments.layers}.pt" for name in ("student", "last", "more", "mean"))
    run(arguments, known, out=teacher, layers=TEACHER_LAYERS)
    taught = teach(arguments, known, teacher)
    few = {"layers": arguments.layers, "rounded": True}
    run(arguments, known, out=student, begin=teacher, silver=taught, times=arguments.times * STUDENT_TIMES, **few)
    run(arguments, known, out=last, begin=student, snippets=True, pace=LAST, **LAST_RATES, **few)
    run(arguments, known, out=more, begin=last, snippets=True, pace=MORE, seed=arguments.seed + 1, **MORE_RATES, **few)
    training.mean([last, more], mean)
    finish(arguments, known, mean)


def cut_vocabulary(arguments):
    """The path of the kept word pieces, which are chosen once."""
    path = arguments.work / "pieces.txt"
    if not path.exists():
        articles = [article for found in corpora.training(arguments.data, arguments.without).values() for article in found]
        kept = vocabulary.cut(vocabulary.base(arguments.base), arguments.forms, articles, arguments.work)
        path.write_text("\n".join(kept) + "\n", "utf8")
        print(f"{len(kept)} word pieces", flush=True)
    return path


def run(arguments, known, **options):
    shared = {name: getattr(arguments, name) for name in ("data", "forms", "base", "seed", "articles", "without", "threads")}
    usual = {"begin": None, "silver": None, "snippets": False, "pace": {}, "rounded": False, "times": arguments.times}
    rates = {"encoder_rate": training.ENCODER_RATE, "head_rate": training.HEAD_RATE}
    training.train(Namespace(**(shared | usual | rates | options), vocabulary=known, resume=True))


def teach(arguments, known, checkpoint):
    """The path of what the teacher says of the articles that nobody annotated in full."""
    path = arguments.work / f"silver-{arguments.seed}.pt"
    if not path.exists():
        torch.set_num_threads(arguments.threads)
        network = score.network_of(torch.load(checkpoint, weights_only=False)["network"])
        settings = tune.settings_of(network, arguments.data, arguments.forms, known, score.scorer(arguments.data), decode.Settings())
        silver.write(path, network, settings, corpora.training(arguments.data, arguments.without), arguments.forms, known)
    return path


def finish(arguments, known, checkpoint):
    """Rounds the weights as the product has them, chooses the settings with these, writes the file and measures."""
    torch.set_num_threads(arguments.threads)
    rule = score.scorer(arguments.data)
    state = torch.load(checkpoint, weights_only=False)
    network = score.network_of(export.rounded(state["network"]))
    settings = tune.settings_of(network, arguments.data, arguments.forms, known, rule, decode.Settings())
    rows = judged(arguments, known, network, settings, rule)
    for name, start, count, mean, right in confidence.table(rows)[0]:
        print(f"{name} from {start:.1f}: {count} suggestions, {mean:.2f} sure on the average, {right:.2f} right")
    arguments.out.write_bytes(export.export(state["network"], state["pieces"], settings, confidence.fit(rows)))
    if arguments.out.resolve() == ROOT / "src/reading/careful/weights.bin":
        reference.write(arguments.out, ROOT / "tests/careful/reference.json", ROOT / "tests/articles", arguments.forms)
    print(json.dumps(asdict(settings)))
    for name, broad in MEASURED:
        articles = corpora.gold(arguments.data / name)
        documents = [decode.annotate(network, form, settings, broad) for form in forms.prepare(arguments.forms, known, articles)]
        print(f"{name}: {score.brief(score.report(rule, articles, documents))}", flush=True)
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


def judged(arguments, known, network, settings, rule):
    """What is suggested in articles that nothing was learned from, and what of it is right; with suggestions that are shown only on request, too."""
    articles = [article for name in UNSEEN for article in corpora.gold(arguments.data / name)]
    loose = replace(settings, **{name: getattr(settings, name) * silver.NEAR for name in ("quote", "position")})
    return confidence.collect(network, loose, articles, forms.prepare(arguments.forms, known, articles), rule)


if __name__ == "__main__":
    main()
