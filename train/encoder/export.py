"""Writes a checkpoint as the file that the product reads: rounded to 4 and 8 bits, checked and named.

The layout is that of `src/language/weights.rs` (magic, version, checksum, sections) with the tensors of `src/reading/careful/file.rs` in it.
"""

import argparse
import json
import struct
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np
import torch

from . import confidence
from .decode import Settings

MAGIC, VERSION = b"whosaid\x02", 1
HEADER, ENTRY = 32, 16
GROUP = 32
FLOATS, BYTES, NIBBLES = range(3)
# The scales that are tried for each group of 4-bit numbers: cutting the largest can leave less error than keeping it.
TRIED = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)


def bfloat(numbers):
    """Floats with the lower half of their bits cut off, rounded."""
    bits = np.ascontiguousarray(numbers, np.float32).view(np.uint32)
    return ((bits + 0x8000) & 0xFFFF0000).astype(np.uint32).view(np.float32)


def nibbles(matrix):
    """Rounded to 4 bits in groups along each row: the rounded matrix, the numbers from -8 to 7, and the step of each group."""
    rows, columns = matrix.shape
    groups = matrix.reshape(rows, columns // GROUP, GROUP)
    most = np.abs(groups).max(-1, keepdims=True)
    best = None
    for factor in TRIED:
        step = np.maximum(bfloat(most * factor / 7), 1e-30)
        numbers = np.clip(np.rint(groups / step), -8, 7)
        error = ((numbers * step - groups) ** 2).sum(-1, keepdims=True)
        if best is None:
            best = [error, step, numbers]
        else:
            better = error < best[0]
            best = [np.where(better, new, old) for new, old in zip((error, step, numbers), best, strict=True)]
    _, step, numbers = best
    return (numbers * step).reshape(rows, columns).astype(np.float32), numbers.astype(np.int8).reshape(rows, columns), step.reshape(rows, -1)


def eights(matrix):
    """Rounded to 8 bits, with a step for each row."""
    step = np.maximum(np.abs(matrix).max(1, keepdims=True) / 127, 1e-30).astype(np.float32)
    numbers = np.clip(np.rint(matrix / step), -127, 127)
    return (numbers * step).astype(np.float32), numbers.astype(np.int8), step[:, 0]


# The last matrices of small heads, which are few numbers and lie in the file as they are.
MULTIPLYING = (".3.weight", ".out.weight")


def kind_of(name, shape, bits):
    """How a tensor is written: the encoder's matrices in few bits, the heads' in 8, what is small in full."""
    if len(shape) < 2 or min(shape) < 8 and shape[0] * shape[1] < 4096:
        return FLOATS
    if name == "encoder.pieces.weight" or name.startswith("encoder.layers."):
        return NIBBLES if bits == 4 and shape[1] % GROUP == 0 else BYTES
    return BYTES


def rounded(state, bits=4):
    """The weights as the product has them once it has read the file that `export` makes of them."""
    in_file = {name: value.float().numpy() for name, value in state.items()}
    in_file = {name: nibbles(value)[0] if kind_of(name, value.shape, bits) == NIBBLES else value for name, value in in_file.items()}
    return in_memory({name: torch.from_numpy(value) for name, value in in_file.items()})


def in_memory(state):
    """The weights of a file as the product has them: all matrices that multiply, and the pieces' vectors, in 8 bits, however many they have in the file."""
    out = {}
    for name, value in state.items():
        exact = kind_of(name, value.shape, 8) == FLOATS and not name.endswith(MULTIPLYING)
        out[name] = value if exact else torch.from_numpy(eights(value.numpy())[0])
    return out


def tensor(name, values, kind):
    matrix = values.reshape(1, -1) if values.ndim < 2 else values
    matrix = np.ascontiguousarray(matrix, np.float32)
    if kind == FLOATS:
        payload = matrix.astype("<f4").tobytes()
    elif kind == BYTES:
        _, numbers, steps = eights(matrix)
        payload = steps.astype("<f4").tobytes() + numbers.tobytes()
    else:
        _, numbers, steps = nibbles(matrix)
        halves = (numbers.astype(np.int16) + 8).astype(np.uint8).reshape(-1, 2)
        upper = (np.ascontiguousarray(steps, np.float32).view(np.uint32) >> 16).astype("<u2")
        payload = upper.tobytes() + (halves[:, 0] | halves[:, 1] << 4).tobytes()
    head = struct.pack("<B", len(name)) + name.encode() + struct.pack("<BII", kind, *matrix.shape)
    return head + payload


K = 0x9E3779B97F4A7C15
LOW = (1 << 64) - 1


def mix(a, b):
    value = ((a << 29 | a >> 35) & LOW ^ b) * K & LOW
    return (value ^ value >> 32) * K & LOW


def checksum(data):
    """As `hash_bytes` in `weights.rs`."""
    value = K ^ len(data)
    whole = len(data) // 8 * 8
    for (word,) in struct.iter_unpack("<Q", data[:whole]):
        value = mix(value, word)
    return mix(value, int.from_bytes(data[whole:], "big"))


def container(sections):
    """The bytes of a model file with these (name, bytes)."""
    table, body = b"", b""
    start = HEADER + ENTRY * len(sections)
    for name, data in sections:
        table += name.encode().ljust(8, b"\0") + struct.pack("<II", start + len(body), len(data))
        body += data + b"\0" * (-(start + len(body) + len(data)) % 16)
    rest = b"\0" * 8 + table + body
    return MAGIC + struct.pack("<II", VERSION, len(sections)) + struct.pack("<Q", checksum(rest)) + rest


def export(state, pieces, settings, weights=None, bits=4):
    """The file's bytes. `pieces` are the word pieces in the order of the embedding's rows, `weights` those of `confidence.fit`."""
    values = {name: value.float().numpy() for name, value in state.items()}
    values["settings"] = np.array(astuple(settings), np.float32)
    values["confidence"] = (np.tile(confidence.PRIOR, (3, 1)) if weights is None else weights).astype(np.float32)
    tensors = [tensor(name, value, kind_of(name, value.shape, bits)) for name, value in values.items()]
    return container([("pieces", "\n".join(pieces).encode()), ("tensors", struct.pack("<I", len(tensors)) + b"".join(tensors))])


def read(data):
    """What a file holds: weights by name, rounded as they are, and word pieces. The opposite of `export`, so that training can go on from a shipped file."""
    if data[:8] != MAGIC or struct.unpack_from("<Q", data, 16)[0] != checksum(data[24:]):
        raise ValueError("this is no whole model file")
    sections = {}
    for number in range(struct.unpack_from("<I", data, 12)[0]):
        at = HEADER + ENTRY * number
        start, size = struct.unpack_from("<II", data, at + 8)
        sections[data[at : at + 8].rstrip(b"\0").decode()] = data[start : start + size]
    pieces, rest = sections["pieces"].decode().split("\n"), sections["tensors"]
    state, at = {}, 4
    for _ in range(struct.unpack_from("<I", rest, 0)[0]):
        size = rest[at]
        name = rest[at + 1 : at + 1 + size].decode()
        kind, rows, columns = struct.unpack_from("<BII", rest, at + 1 + size)
        at += 10 + size
        state[name], at = numbers(rest, at, kind, rows, columns)
    return state, pieces


def numbers(data, at, kind, rows, columns):
    """The floats of a tensor whose payload begins at a byte, and the byte behind it."""
    count = rows * columns
    if kind == FLOATS:
        values = np.frombuffer(data, "<f4", count, at)
        return torch.tensor(values.reshape(rows, columns)), at + 4 * count
    if kind == BYTES:
        steps = np.frombuffer(data, "<f4", rows, at)
        values = np.frombuffer(data, np.int8, count, at + 4 * rows).reshape(rows, columns)
        return torch.tensor(values * steps[:, None]), at + 4 * rows + count
    upper = np.frombuffer(data, "<u2", count // GROUP, at).astype(np.uint32) << 16
    halves = np.frombuffer(data, np.uint8, count // 2, at + count // GROUP * 2)
    values = np.stack([halves & 15, halves >> 4], -1).astype(np.float32).reshape(-1, GROUP) - 8
    return torch.tensor((values * upper.view(np.float32)[:, None]).reshape(rows, columns)), at + count // GROUP * 2 + count // 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--settings", type=json.loads, default={})
    parser.add_argument("--bits", type=int, default=4, choices=(4, 8))
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, weights_only=False)
    data = export(state["network"], state["pieces"], replace(Settings(), **arguments.settings), bits=arguments.bits)
    Path(arguments.out).write_bytes(data)
    print(f"{arguments.out}: {len(data)} bytes")


if __name__ == "__main__":
    main()
