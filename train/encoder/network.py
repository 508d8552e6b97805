"""The encoder and its heads.

The encoder is a BERT (Devlin et al. 2019), begun from all-MiniLM-L6-v2; word shape, continuation, place among quotation marks and kind of paragraph are added
to its embeddings, since its vocabulary knows no capitals. All heads read the encoder's output at the first piece of each word. Shapes: W words, M mentions,
A anchors, D the encoder's width.
"""

import torch
import torch.nn.functional as F
from torch import nn

from . import features
from .labels import STANCES, TYPES

WIDTH = 384
ATTENTION_HEADS = 12
HIDDEN = 1536
# How many rows a window has at most, with the pieces at its ends.
LONGEST_WINDOW = 384
# How far the words of a mention lie from its head, and how far a content from its cue, in words.
MENTION_REACH = 12
FRAME_REACH = 64
FRAME_WIDTH = 128
LINK_WIDTH = 96
SPAN_WIDTH = 48
# What a word can be to an anchor.
NONE, CONTENT, SOURCE, CUE = range(4)
# What an anchor is for. An uncued quote is anchored at its first word.
CUED_QUOTE, UNCUED_QUOTE, ATTRIBUTION, STANCE = range(4)


class Block(nn.Module):
    """A transformer layer, normalized behind its parts as in BERT."""

    def __init__(self, width, heads, hidden, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, 1e-12)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.norm2 = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def attention_bias(mask, dtype):
    """What is added to attention scores so that only places of the mask (batch, length) are looked at."""
    batch, length = mask.shape
    return torch.zeros(batch, 1, 1, length, dtype=dtype).masked_fill(~mask[:, None, None, :], -1e4).expand(batch, 1, length, length)


class Encoder(nn.Module):
    """Word pieces with their features to vectors: (batch, length, 5) to (batch, length, D)."""

    def __init__(self, vocabulary, layers, dropout):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(LONGEST_WINDOW, WIDTH)
        self.shapes = nn.Embedding(8, WIDTH)
        self.continues = nn.Embedding(2, WIDTH)
        self.quotations = nn.Embedding(5, WIDTH)
        self.kinds = nn.Embedding(3, WIDTH)
        for added in (self.shapes, self.continues, self.quotations, self.kinds):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Block(WIDTH, ATTENTION_HEADS, HIDDEN, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows, mask):
        x = self.pieces(rows[..., 0]) + self.positions.weight[: rows.shape[1]]
        x = x + self.shapes(rows[..., 1]) + self.continues(rows[..., 2]) + self.quotations(rows[..., 3]) + self.kinds(rows[..., 4])
        x = self.dropout(self.norm(x))
        bias = attention_bias(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def begin(self, weights, kept):
        """Takes the pretrained weights over; `kept` lists the rows of the pieces that are kept."""
        self.pieces.weight.data.copy_(weights["embeddings.word_embeddings.weight"][kept])
        positions = weights["embeddings.position_embeddings.weight"][:LONGEST_WINDOW]
        # There is one kind of segment: it is the same for all and goes into the positions.
        self.positions.weight.data.copy_(positions + weights["embeddings.token_type_embeddings.weight"][0])
        take(self.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            place = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                joined = [weights[f"{place}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(joined))
            take(layer.out, weights, place + "attention.output.dense")
            take(layer.norm1, weights, place + "attention.output.LayerNorm")
            take(layer.up, weights, place + "intermediate.dense")
            take(layer.down, weights, place + "output.dense")
            take(layer.norm2, weights, place + "output.LayerNorm")


def take(module, weights, name):
    module.weight.data.copy_(weights[name + ".weight"])
    module.bias.data.copy_(weights[name + ".bias"])


def two_layers(inputs, hidden, outputs, dropout):
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, outputs))


class FrameHead(nn.Module):
    """What each word near an anchor is to it: content (or target), source, cue or nothing.

    The words' vectors are scaled and shifted by the anchor's (FiLM, Perez et al. 2018), their distance is added, and one transformer layer looks at all of them.
    """

    def __init__(self, dropout):
        super().__init__()
        self.word = nn.Linear(WIDTH, FRAME_WIDTH)
        self.anchor = nn.Linear(WIDTH, 2 * FRAME_WIDTH)
        self.distance = nn.Embedding(features.DISTANCES, FRAME_WIDTH)
        self.purpose = nn.Embedding(4, FRAME_WIDTH)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.zeros_(self.purpose.weight)
        self.norm = nn.LayerNorm(FRAME_WIDTH)
        self.block = Block(FRAME_WIDTH, 4, 2 * FRAME_WIDTH, dropout)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(FRAME_WIDTH, 4)

    def forward(self, words, anchors, purposes):
        """(W, D), (A), (A) to scores (A, 2 * FRAME_REACH + 1, 4), vectors of the same places, and which places lie in the text."""
        around = torch.arange(-FRAME_REACH, FRAME_REACH + 1)
        places = anchors[:, None] + around[None]
        mask = (places >= 0) & (places < len(words))
        places = places.clamp(0, len(words) - 1)
        scale, shift = self.anchor(words[anchors]).chunk(2, -1)
        x = self.word(words)[places] * (1 + scale[:, None]) + shift[:, None]
        x = self.norm(x + self.distance(features.distance(around))[None] + self.purpose(purposes)[:, None])
        x = self.block(x, attention_bias(mask, x.dtype))
        return self.out(self.dropout(x)), x, mask


class LinkHead(nn.Module):
    """Which earlier mention a mention belongs to, or that it is new (antecedent ranking, Lee et al. 2017, with features of the strings)."""

    def __init__(self, dropout):
        super().__init__()
        self.mention = nn.Linear(2 * WIDTH, LINK_WIDTH)
        self.later = nn.Linear(LINK_WIDTH, LINK_WIDTH)
        self.earlier = nn.Linear(LINK_WIDTH, LINK_WIDTH, bias=False)
        self.both = nn.Linear(LINK_WIDTH, LINK_WIDTH, bias=False)
        self.flags = nn.Linear(features.LINK_FLAGS, LINK_WIDTH, bias=False)
        self.tables = nn.ModuleList(nn.Embedding(size, LINK_WIDTH) for size in features.LINK_TABLES)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.05)
        self.dropout = nn.Dropout(dropout)
        self.score = nn.Linear(LINK_WIDTH, 1)
        self.new = two_layers(LINK_WIDTH, SPAN_WIDTH, 1, dropout)

    def vectors(self, words, heads, firsts):
        """(M, LINK_WIDTH)"""
        return self.mention(torch.cat([words[heads], words[firsts]], -1))

    def forward(self, mentions, flags, tables):
        """(M, M + 1): scores of the earlier mentions, and at the end of being new."""
        x = self.later(mentions)[:, None] + self.earlier(mentions)[None] + self.both(mentions)[:, None] * mentions[None] + self.flags(flags)
        for table, numbers in zip(self.tables, tables, strict=True):
            x = x + table(numbers)
        scores = self.score(F.gelu(self.dropout(x)))[..., 0]
        earlier = torch.ones(scores.shape, dtype=torch.bool).tril(-1)
        return torch.cat([scores.masked_fill(~earlier, -1e4), self.new(mentions)], 1)


class AgentHead(nn.Module):
    """Which mention names who stands behind a quote or a position, or that none does."""

    def __init__(self, dropout):
        super().__init__()
        self.purpose = nn.Embedding(4, LINK_WIDTH)
        self.anchor = nn.Linear(WIDTH, LINK_WIDTH)
        self.mention = nn.Linear(LINK_WIDTH, LINK_WIDTH)
        self.both = nn.Linear(LINK_WIDTH, LINK_WIDTH, bias=False)
        self.flags = nn.Linear(features.AGENT_FLAGS, LINK_WIDTH, bias=False)
        self.tables = nn.ModuleList(nn.Embedding(size, LINK_WIDTH) for size in features.AGENT_TABLES)
        for table in (self.purpose, *self.tables):
            nn.init.normal_(table.weight, std=0.05)
        self.dropout = nn.Dropout(dropout)
        self.score = nn.Linear(LINK_WIDTH, 1)
        self.nobody = two_layers(WIDTH, 32, 1, dropout)

    def forward(self, anchors, purposes, mentions, flags, tables):
        """(A, D), (A), (M, LINK_WIDTH) to (A, M + 1): scores of the mentions, and at the end of nobody."""
        anchor = self.anchor(anchors) + self.purpose(purposes)
        x = anchor[:, None] + self.mention(mentions)[None] + self.both(anchor)[:, None] * mentions[None] + self.flags(flags)
        for table, numbers in zip(self.tables, tables, strict=True):
            x = x + table(numbers)
        return torch.cat([self.score(F.gelu(self.dropout(x)))[..., 0], self.nobody(anchors)], 1)


class Network(nn.Module):
    """The encoder with all heads."""

    def __init__(self, vocabulary, layers, dropout=0.1):
        super().__init__()
        self.encoder = Encoder(vocabulary, layers, dropout)
        self.mention = two_layers(WIDTH, 128, 4, dropout)
        self.actor_type = two_layers(WIDTH, 64, len(TYPES), dropout)
        self.edges = nn.Linear(WIDTH, 4 * SPAN_WIDTH + 2 * (MENTION_REACH + 1))
        # Nothing, first word and later word of a cue; for quotes by our guidelines, then for attributions by PolNeAR's.
        self.cue = two_layers(WIDTH, 128, 6, dropout)
        self.uncued = two_layers(WIDTH, 64, 1, dropout)
        self.quote = FrameHead(dropout)
        self.stance = two_layers(WIDTH, 128, 1, dropout)
        self.target = FrameHead(dropout)
        self.stance_kind = two_layers(WIDTH + FRAME_WIDTH, 128, len(STANCES) + 4, dropout)
        self.link = LinkHead(dropout)
        self.agent = AgentHead(dropout)
        self.start_rare()

    def start_rare(self):
        """Begins with the belief that most words are nothing: training needs no steps to learn it."""
        with torch.no_grad():
            self.mention[-1].bias.copy_(torch.tensor([2.5, -0.5, -0.7, -0.8]))
            self.cue[-1].bias.copy_(torch.tensor([3.0, -0.5, -0.5] * 2))
            self.uncued[-1].bias.fill_(-6.0)
            self.stance[-1].bias.fill_(-3.6)

    def mention_edges(self, words, heads):
        """Scores (M, MENTION_REACH + 1) of how many words lie before the head and behind it."""
        vectors = self.edges(words)
        a, b, c, d = vectors[:, : 4 * SPAN_WIDTH].chunk(4, -1)
        before, behind = vectors[heads, 4 * SPAN_WIDTH :].chunk(2, -1)
        steps = torch.arange(MENTION_REACH + 1)
        first, last = heads[:, None] - steps, heads[:, None] + steps
        scale = SPAN_WIDTH**-0.5
        before = before + (a[first.clamp(min=0)] * b[heads][:, None]).sum(-1) * scale
        behind = behind + (c[last.clamp(max=len(words) - 1)] * d[heads][:, None]).sum(-1) * scale
        return before.masked_fill(first < 0, -1e4), behind.masked_fill(last >= len(words), -1e4)

    def stance_kinds(self, anchors, scores, vectors, mask):
        """Scores (A, 14): the ten kinds, then polarity against, none, for, then hedged; from the anchor and the target's words."""
        weight = scores.float().softmax(-1)[..., CONTENT : CONTENT + 1] * mask[..., None]
        pooled = (weight * vectors.float()).sum(1) / (weight.sum(1) + 1e-3)
        return self.stance_kind(torch.cat([anchors.float(), pooled], -1))
