"""A network as PyTorch runs it, made of the list of layers that ninc's benchmarks export."""

import json
import pathlib
import struct

import torch
import torch.nn.functional as F


def tensors(file):
    """The float32 tensors of a safetensors file, by name."""
    data = pathlib.Path(file).read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    found = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__":
            begin, end = (8 + size + at for at in entry["data_offsets"])
            floats = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32)
            found[name] = floats.reshape(entry["shape"])
    return found


def act(node, x):
    """A node's activation, in place: its argument is the node's own."""
    kind = node["act"]
    if kind == "leaky":
        return F.leaky_relu_(x, node["slope"])
    return {
        "linear": lambda y: y,
        "relu": F.relu_,
        "relu6": lambda y: F.hardtanh_(y, 0, 6),
        "sigmoid": torch.sigmoid_,
        "tanh": torch.tanh_,
    }[kind](x)


def conv(node, x, weight, bias=None):
    top, left, bottom, right = node["pad"]
    if (top, left) != (bottom, right):
        x = F.pad(x, (left, right, top, bottom))
        top = left = 0
    stride, dilation = node["stride"], node["dilation"]
    return act(node, F.conv2d(x, weight, bias, stride, (top, left), dilation, node["groups"]))


def covered(node, x):
    """How far windows reach beyond the lower and the right pad: maps are rounded up."""
    more = []
    for axis in (0, 1):
        pad = node["pad"][axis] + node["pad"][axis + 2]
        steps = (node["shape"][axis + 1] - 1) * node["stride"][axis]
        extent = (node["window"][axis] - 1) * node["dilation"][axis] + 1
        more.append(max(0, steps + extent - x.shape[axis + 2] - pad))
    return more


def simple(node):
    """Whether PyTorch's own padding says it: equal on opposite sides, at most half a window."""
    top, left, bottom, right = node["pad"]
    height, width = node["window"]
    return (top, left) == (bottom, right) and 2 * top <= height and 2 * left <= width


def maxpool(node, x):
    window, stride, dilation = node["window"], node["stride"], node["dilation"]
    top, left, bottom, right = node["pad"]
    if simple(node):
        y = F.max_pool2d(x, window, stride, (top, left), dilation, ceil_mode=any(covered(node, x)))
        if list(y.shape[1:]) == node["shape"]:
            return y
    rows, columns = covered(node, x)
    x = F.pad(x, (left, right + columns, top, bottom + rows), value=float("-inf"))
    return F.max_pool2d(x, window, stride, 0, dilation)[:, :, : node["shape"][1], : node["shape"][2]]


def avgpool(node, x):
    window, stride = node["window"], node["stride"]
    if node["dilation"] != [1, 1]:
        raise NotImplementedError("averages of dilated windows")
    top, left, bottom, right = node["pad"]
    counts = node["countsPadding"]
    if simple(node):
        ceil = any(covered(node, x))
        y = F.avg_pool2d(x, window, stride, (top, left), ceil, counts)
        if list(y.shape[1:]) == node["shape"]:
            return y
    rows, columns = covered(node, x)
    ones = torch.ones_like(x[:1, :1])
    ones = F.pad(ones, (left, right, top, bottom), value=float(counts))
    x = F.pad(x, (left, right + columns, top, bottom + rows))
    ones = F.pad(ones, (0, columns, 0, rows))
    sums, cells = (F.avg_pool2d(m, window, stride, divisor_override=1) for m in (x, ones))
    return (sums / cells)[:, :, : node["shape"][1], : node["shape"][2]]


def batchnorm(node, x, scale, shift, mean, variance):
    return F.batch_norm(x, mean, variance, scale, shift, False, 0.0, node["epsilon"])


def add(node, first, *others):
    total = first + others[0] if others else first.clone()
    for other in others[1:]:
        total += other
    return act(node, total)


OPS = {
    "conv": conv,
    "maxpool": maxpool,
    "avgpool": avgpool,
    "batchnorm": batchnorm,
    "add": add,
    "gap": lambda node, x: x.mean((2, 3), keepdim=True),
    "activate": lambda node, x: act(node, x if node["inPlace"] else x.clone()),
    "scale": lambda node, x, gain, shift: x * gain[:, None, None] + shift[:, None, None],
    "lrn": lambda node, x: F.local_response_norm(
        x, node["size"], node["alpha"], node["beta"], node["bias"]
    ),
    "concat": lambda node, *x: torch.cat(x, 1),
    "identity": lambda node, x: x,
    "softmax": lambda node, x: torch.softmax(x, 1),
}

# What gives maps of its own, which an activation may overwrite.
FRESH = {"conv", "batchnorm", "scale", "add"}


class Network:
    """All outputs of a network for a batch of images; what is no longer needed is freed."""

    def __init__(self, folder, device, memory_format):
        folder = pathlib.Path(folder)
        layers = json.loads((folder / "layers.json").read_text())
        weights = tensors(folder / "weights.safetensors")
        self.weights = {}
        self.nodes = []
        for node in layers["nodes"]:
            if node["op"] == "weight":
                self.weights[node["name"]] = weights[node["tensor"]].to(device)
            elif node["op"] == "reshape":  # only weights are
                weight = self.weights[node["in"][0]].reshape(node["shape"])
                self.weights[node["name"]] = weight
            elif node["op"] == "input":
                self.input, self.shape = node["name"], node["shape"]
            else:
                self.nodes.append((node, OPS[node["op"]]))
        for name, weight in self.weights.items():
            if weight.dim() == 4:
                self.weights[name] = weight.contiguous(memory_format=memory_format)
        self.give(layers["outputs"])

    def give(self, outputs):
        """Says what is asked for, and so after which node maps are no longer needed."""
        self.outputs = outputs
        kept, freed = set(outputs) | set(self.weights), []
        for node, _ in reversed(self.nodes):
            last = set(node["in"]) - kept
            kept |= last
            freed.append(last)
        self.freed = freed[::-1]
        ops = {node["name"]: node["op"] for node, _ in self.nodes}
        for (node, _), last in zip(self.nodes, self.freed):
            node["inPlace"] = all(name in last and ops.get(name) in FRESH for name in node["in"])

    def __call__(self, images):
        values = dict(self.weights)
        values[self.input] = images
        for (node, op), freed in zip(self.nodes, self.freed):
            values[node["name"]] = op(node, *(values[name] for name in node["in"]))
            for name in freed:
                del values[name]
        return [values[name] for name in self.outputs]
