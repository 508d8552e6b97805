"""The training run: what is read when, the optimizer, checkpoints."""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from . import corpora, export, forms, labels, losses, rounding, silver, snippets, vocabulary, windows
from .network import Network

# How many rows of text a step reads.
STEP_ROWS = 2800
# How often each corpus is read in a whole run; the gold articles set the pace.
TIMES = {"gold": 10.0, "snippets": 2.0, "attributions": 4.0, "links": 2.0, "names": 1.0}
ENCODER_RATE = 1.5e-4
HEAD_RATE = 1e-3
WARM_UP = 0.08
CHECKPOINT_SECONDS = 240


def load(arguments):
    """All texts with their labels, by corpus."""
    read = corpora.training(arguments.data, arguments.without)
    if arguments.articles:
        read["gold"] = corpora.shuffled(read["gold"], 7)[: arguments.articles]
    filled = silver.load(arguments.silver) if arguments.silver else {}
    prepared = {}
    for name, articles in read.items():
        found = forms.prepare(arguments.forms, arguments.vocabulary, articles)
        texts = [(form, labels.of(article, form)) for article, form in zip(articles, found, strict=True)]
        prepared[name] = [(form, silver.fill(own, filled[name, form.name]) if (name, form.name) in filled else own) for form, own in texts]
        rows = sum(len(form.rows) for form, _ in prepared[name])
        print(f"{name}: {len(articles)} texts, {rows} rows, {sum(label.lost for _, label in prepared[name])} mentions without a head of their own", flush=True)
    if arguments.snippets:
        copies = snippets.restyled(read["gold"])
        again = forms.prepare(arguments.forms, arguments.vocabulary, copies)
        copied = [(form, labels.of(article, form)) for article, form in zip(copies, again, strict=True)]
        prepared["snippets"] = snippets.cut(prepared["gold"] + copied, arguments.seed)
    return prepared


def schedule(prepared, times, seed):
    """The order in which texts are read, as [(corpus, number)]: each corpus as often as `times` says, spread evenly over the run."""
    shuffle = random.Random(seed)
    order = []
    for name, texts in prepared.items():
        rounds = []
        while len(rounds) < times[name] * len(texts):
            numbers = list(range(len(texts)))
            shuffle.shuffle(numbers)
            rounds += numbers
        rounds = rounds[: int(times[name] * len(texts))]
        order += [((place + shuffle.random()) / len(rounds), name, number) for place, number in enumerate(rounds)]
    order.sort()
    return [(name, number) for _, name, number in order]


def steps(prepared, order):
    """The schedule cut into steps of about STEP_ROWS rows."""
    step, size = [], 0
    for item in order:
        step.append(item)
        size += len(prepared[item[0]][item[1]][0].rows)
        if size >= STEP_ROWS:
            yield step
            step, size = [], 0
    if step:
        yield step


def optimizer(network, encoder_rate, head_rate):
    groups = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = encoder_rate if name.startswith("encoder.") else head_rate
        decays = parameter.dim() > 1 and "norm" not in name
        groups.setdefault((rate, decays), []).append(parameter)
    groups = [{"params": found, "lr": rate, "rate": rate, "weight_decay": 0.01 if decays else 0.0} for (rate, decays), found in groups.items()]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, foreach=True)


def rate_at(step, total):
    """Rises for the first part of the run, then falls to nothing."""
    rise = max(10, int(total * WARM_UP))
    return min((step + 1) / rise, max(0.0, (total - step) / (total - rise)))


def save(path, **state):
    whole = path.with_suffix(".part")
    torch.save(state, whole)
    whole.replace(path)


def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def begin(arguments, pieces):
    """The network before the run: from a checkpoint's weights, or from the base model."""
    network = Network(len(pieces), arguments.layers)
    if arguments.begin:
        weights, known = beginning(arguments.begin)
        if known != pieces:
            raise SystemExit(f"{arguments.begin} knows other word pieces than {arguments.vocabulary}")
        mine = network.state_dict()
        network.load_state_dict({name: value.view(mine[name].shape) for name, value in weights.items() if name in mine}, strict=False)
    else:
        rows = vocabulary.rows_of(pieces, vocabulary.base(arguments.base))
        network.encoder.begin(load_file(Path(arguments.base) / "model.safetensors"), rows)
    # The pieces' own vectors stay as they were pretrained: most of them are seen too rarely to learn.
    network.encoder.pieces.weight.requires_grad = False
    return network


def beginning(path):
    """The weights of a checkpoint or of a shipped file, and their word pieces."""
    if Path(path).suffix == ".bin":
        return export.read(Path(path).read_bytes())
    state = torch.load(path, weights_only=False)
    return state["network"], state["pieces"]


def mean(paths, out):
    """Writes a checkpoint with the mean of the weights of others, which began alike (model soups, Wortsman et al. 2022)."""
    states = [torch.load(path, weights_only=False) for path in paths]
    network = {name: sum(state["network"][name].float() for state in states) / len(states) for name in states[0]["network"]}
    save(Path(out), network=network, pieces=states[0]["pieces"])


def train(arguments):
    seed_all(arguments.seed)
    torch.set_num_threads(arguments.threads)
    pieces = Path(arguments.vocabulary).read_text("utf8").splitlines()
    prepared = load(arguments)
    times = {name: count * arguments.times for name, count in (TIMES | arguments.pace).items()}
    order = list(steps(prepared, schedule(prepared, times, arguments.seed)))
    network = begin(arguments, pieces)
    if arguments.rounded:
        rounding.begin(network)
    tuned = optimizer(network, arguments.encoder_rate, arguments.head_rate)
    checkpoint, first, spent = Path(arguments.out), 0, 0.0
    if arguments.resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        rounding.load(network, state["network"])
        tuned.load_state_dict(state["optimizer"])
        first, spent = state["step"], state["seconds"]
        seed_all(arguments.seed + first)
        print(f"going on at step {first} of {len(order)}", flush=True)
    network.train()
    begun, saved, shown = time.time(), time.time(), {}
    for number in range(first, len(order)):
        for group in tuned.param_groups:
            group["lr"] = group["rate"] * rate_at(number, len(order))
        means = step(network, tuned, [prepared[name][place] for name, place in order[number]])
        for name, loss in means.items():
            shown[name] = 0.97 * shown.get(name, loss) + 0.03 * loss
        now = time.time()
        if (number + 1) % 20 == 0:
            left = (now - begun) / (number + 1 - first) * (len(order) - number - 1)
            told = " ".join(f"{name} {value:.2f}" for name, value in shown.items())
            print(f"step {number + 1} of {len(order)}, {left / 60:.0f} min left; {told}", flush=True)
        if now - saved > CHECKPOINT_SECONDS or number + 1 == len(order):
            saved = now
            state = {"step": number + 1, "seconds": spent + now - begun, "pieces": pieces}
            save(checkpoint, network=rounding.state(network), optimizer=tuned.state_dict(), **state)
    print(f"trained {(spent + time.time() - begun) / 60:.1f} min", flush=True)


def step(network, tuned, texts):
    """One step of the optimizer over these texts. Returns the mean losses by name."""
    found = losses.Losses()
    # Windows of many lengths: no place in them is special.
    read = windows.encode(network, [form for form, _ in texts], random.randint(200, 320))
    for words, (form, label) in zip(read, texts, strict=True):
        losses.of(network, words, form, label, found)
    means = found.means()
    tuned.zero_grad(set_to_none=True)
    sum(losses.WEIGHTS[name] * loss for name, loss in means.items()).backward()
    torch.nn.utils.clip_grad_norm_([p for group in tuned.param_groups for p in group["params"]], 2.0)
    tuned.step()
    return {name: loss.item() for name, loss in means.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="the folder with gold/ and data/")
    parser.add_argument("--forms", required=True, help="the program that prepares texts")
    parser.add_argument("--vocabulary", required=True, help="the word pieces, one a line")
    parser.add_argument("--base", required=True, help="the folder of the base model")
    parser.add_argument("--out", required=True, help="where the checkpoint goes")
    parser.add_argument("--begin", help="a checkpoint or a shipped file whose weights are the start")
    parser.add_argument("--silver", help="a file with labels of a trained network for articles that nobody annotated in full")
    parser.add_argument("--snippets", action="store_true", help="learn from a few sentences at a time, too")
    parser.add_argument("--resume", action="store_true", help="go on with the checkpoint at --out")
    parser.add_argument("--rounded", action="store_true", help="train with the weights rounded as the product has them")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--times", type=float, default=1.0, help="how long to train, as a multiple of the usual run")
    parser.add_argument("--pace", type=json.loads, default={}, help="other counts of how often a corpus is read (JSON)")
    parser.add_argument("--articles", type=int, default=0, help="learn from this many gold articles only")
    parser.add_argument("--without", nargs="*", default=[], help="corpora to leave out")
    parser.add_argument("--encoder-rate", type=float, default=ENCODER_RATE)
    parser.add_argument("--head-rate", type=float, default=HEAD_RATE)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
