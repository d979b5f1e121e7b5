#!/usr/bin/env python3
"""Writes glyphs.onnx, with the Python package `onnx`: a network whose weights are set by hand.

It finds a plus, a cross or a box of 5x5 pixels anywhere in a picture of 12x12, 0 or 1 each: a window
for each gives 1 where all of its 25 pixels are right and 0 elsewhere, and the largest of all places
is what counts. The score of a glyph that is there is 8, and that of `none` is always 4.
"""

import sys

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

GLYPHS = [
    ["..#..", "..#..", "#####", "..#..", "..#.."],
    ["#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
    ["#####", "#...#", "#...#", "#...#", "#####"],
]


def tensors():
    """A pixel that should be 1 counts 1, one that should be 0 counts -1: a glyph gives its number of
    pixels, and whatever else at most one less."""
    windows = numpy.array([[[1 if c == "#" else -1 for c in row] for row in g] for g in GLYPHS])
    pixels = (windows == 1).sum((1, 2))
    yield "windows", windows[:, None].astype(numpy.float32)
    yield "all_but_one", (1 - pixels).astype(numpy.float32)
    yield "scores", (8 * numpy.eye(4, 3)).astype(numpy.float32)
    yield "always", numpy.array([0, 0, 0, 4], numpy.float32)


def model():
    nodes = [
        helper.make_node("Conv", ["image", "windows", "all_but_one"], ["c"], "find", kernel_shape=[5, 5]),
        helper.make_node("Relu", ["c"], ["r"], "right"),
        helper.make_node("MaxPool", ["r"], ["m"], "anywhere", kernel_shape=[8, 8]),
        helper.make_node("Flatten", ["m"], ["f"], "flat", axis=1),
        helper.make_node("Gemm", ["f", "scores", "always"], ["g"], "score", transB=1),
        helper.make_node("Softmax", ["g"], ["probabilities"], "softmax", axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "glyphs",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 12, 12])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["N", 4])],
        [numpy_helper.from_array(values, name) for name, values in tensors()],
    )
    return helper.make_model(
        graph, producer_name="make_glyphs.py", ir_version=8, opset_imports=[helper.make_opsetid("", 13)]
    )


if __name__ == "__main__":
    glyphs = model()
    checker.check_model(glyphs, full_check=True)
    save(glyphs, sys.argv[1])
