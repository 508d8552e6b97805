"""Cuts texts into windows that the encoder can read, and puts what it says together again.

Each row is taken from the window in which it stands most centrally.
"""

import math
from pathlib import Path

import numpy as np
import torch

from .vocabulary import BEGIN, SEPARATOR

# How many rows two windows share at least.
OVERLAP = 64
WINDOW = 254
SHORT = 100
# Numbers of 16 bits are quicker only where the processor multiplies matrices of them (AMX); elsewhere they take nearly twice as long.
CPUS = Path("/proc/cpuinfo")
HALVES = CPUS.exists() and "amx_bf16" in CPUS.read_text("utf8")


def cuts(rows, window=WINDOW, overlap=OVERLAP):
    """[(first row, end)] of windows of at most `window` rows."""
    if rows <= window:
        return [(0, rows)]
    count = math.ceil((rows - overlap) / (window - overlap))
    return [((rows - window) * number // (count - 1), (rows - window) * number // (count - 1) + window) for number in range(count)]


def batch(forms, window=WINDOW):
    """Windows of all forms: rows (B, T, 5), mask (B, T), and for each form where its words' rows are, (W, 2) of window and place."""
    items = [(number, first, end) for number, form in enumerate(forms) for first, end in cuts(len(form.rows), window)]
    length = max(end - first for _, first, end in items) + 2
    rows = torch.zeros(len(items), length, 5, dtype=torch.long)
    mask = torch.zeros(len(items), length, dtype=torch.bool)
    home = [np.zeros((len(form.rows), 2), np.int64) for form in forms]
    depth = [np.full(len(form.rows), -1) for form in forms]
    for place, (number, first, end) in enumerate(items):
        count, total = end - first, len(forms[number].rows)
        rows[place, 0, 0], rows[place, count + 1, 0] = BEGIN, SEPARATOR
        rows[place, 1 : count + 1] = torch.from_numpy(forms[number].rows[first:end].astype(np.int64))
        mask[place, : count + 2] = True
        at = np.arange(first, end)
        far = total + window
        central = np.minimum(np.where(first > 0, at - first, far), np.where(end < total, end - 1 - at, far))
        better = central > depth[number][first:end]
        depth[number][first:end] = np.where(better, central, depth[number][first:end])
        home[number][first:end][better] = np.stack([np.full(count, place), at - first + 1], 1)[better]
    return rows, mask, [torch.from_numpy(rows_of[form.row_of]) for rows_of, form in zip(home, forms, strict=True)]


def encode(network, forms, window=WINDOW, autocast=HALVES):
    """For each form the encoder's vectors of its words, (W, D) in 32 bits."""
    short = [len(form.rows) <= SHORT for form in forms]
    if any(short) and not all(short):
        # Beside long ones, short texts would be filled up with nothing.
        parts = [iter(encode(network, [form for form, is_short in zip(forms, short, strict=True) if is_short == part], window, autocast)) for part in (False, True)]
        return [next(parts[is_short]) for is_short in short]
    rows, mask, homes = batch(forms, window)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=autocast):
        read = network.encoder(rows, mask)
    read = read.float()
    return [read[home[:, 0], home[:, 1]] for home in homes]
