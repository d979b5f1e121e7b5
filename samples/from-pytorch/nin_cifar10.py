#!/usr/bin/env python3
"""The network of ../models/nin-cifar10-bn.nin in PyTorch, whose weights are saved for ninc."""

import sys

import numpy
from torch import nn


def stage(inputs, outputs, window, pad=0):
    """A convolution, a batch norm and a ReLU: a stage of an mlpconv with `norm nobias`."""
    return [
        nn.Conv2d(inputs, outputs, window, padding=pad, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]


def network(classes=10, width=192):
    return nn.Sequential(
        *stage(3, width, 5, 2), *stage(width, 160, 1), *stage(160, 96, 1),
        nn.MaxPool2d(3, stride=2, ceil_mode=True),
        nn.Dropout(0.5),
        *stage(96, width, 5, 2), *stage(width, width, 1), *stage(width, width, 1),
        nn.AvgPool2d(3, stride=2, ceil_mode=True),
        nn.Dropout(0.5),
        *stage(width, width, 3, 1), *stage(width, width, 1), *stage(width, classes, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


def save(model, file):
    numpy.savez(file, **{name: tensor.cpu().numpy() for name, tensor in model.state_dict().items()})


if __name__ == "__main__":
    model = network()
    # Here it is trained; CrossEntropyLoss has the softmax that the .nin file ends with.
    save(model.eval(), sys.argv[1])
