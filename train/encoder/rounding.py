"""Training with rounding in the loop: the encoder's matrices are used as the product will have them, and learn as if they were not (straight-through estimator,
Bengio et al. 2013)."""

import torch
from torch import nn
from torch.nn.utils import parametrize

GROUP = 32


class Rounded(nn.Module):
    """A matrix in 4 bits by groups of 32 along each row."""

    def forward(self, weight):
        groups = weight.detach().view(weight.shape[0], -1, GROUP)
        step = (groups.abs().amax(-1, keepdim=True) * 0.95 / 7).clamp(min=1e-8)
        rounded = ((groups / step).round().clamp(-8, 7) * step).view_as(weight)
        return weight + (rounded - weight.detach())


MARK = ".parametrizations.weight.original"


def begin(network):
    for layer in network.encoder.layers:
        for part in (layer.qkv, layer.out, layer.up, layer.down):
            parametrize.register_parametrization(part, "weight", Rounded())


def state(network):
    """The weights by their plain names, not rounded."""
    return {name.replace(MARK, ".weight"): value for name, value in network.state_dict().items()}


def load(network, weights):
    network.load_state_dict({name: weights[name.replace(MARK, ".weight")] for name in network.state_dict()})
