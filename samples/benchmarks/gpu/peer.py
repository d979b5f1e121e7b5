#!/usr/bin/env python3
"""PyTorch beside ninc: whether both give the same, and how long PyTorch takes.

Usage: peer.py agreement FOLDER NETWORK ENGINE FILE
       peer.py speed FOLDER NETWORK BATCH,...

FOLDER is what ninc's benchmarks export of the network, FILE what the engine gave for its images.
Prints figures as lines with tabs, as ninc's benchmarks do.
"""

import pathlib
import statistics
import sys
import time

import torch

from network import Network

SECONDS = 0.6
WARM_UP = 0.2
FEWEST = 5
FORMATS = {"NCHW": torch.contiguous_format, "NHWC": torch.channels_last}
CUDA = torch.cuda.is_available()
DEVICE = "cuda" if CUDA else "cpu"


def row(part, network, engine, batch, what, median, least, note=""):
    line = (part, network, engine, batch, what, f"{median:.6e}", f"{least:.6e}", 0, note)
    print(*line, sep="\t", flush=True)


def floats(file):
    return torch.frombuffer(bytearray(pathlib.Path(file).read_bytes()), dtype=torch.float32)


def tf32(on):
    torch.backends.cuda.matmul.allow_tf32 = on
    torch.backends.cudnn.allow_tf32 = on


def wait():
    if CUDA:
        torch.cuda.synchronize()


def agreement(folder, name, engine, file):
    """The largest difference in any output, by the output's largest number."""
    tf32(False)
    network = Network(folder, DEVICE, torch.contiguous_format)
    images = floats(pathlib.Path(folder) / "images.f32le").reshape(-1, *network.shape)
    outputs = [y.float().cpu().reshape(-1) for y in network(images.to(DEVICE))]
    found = floats(file).split([y.numel() for y in outputs])
    differences = [
        (x - y).abs().max() / y.abs().max() for x, y in zip(found, outputs, strict=True)
    ]
    worst = float(torch.stack(differences).max())  # NaN if one of them is
    row("agreement", name, engine, images.shape[0], "PyTorch", worst, worst)


def measure(run):
    """The median and the least of many rounds, each waited for; seconds."""
    start = time.perf_counter()
    run()
    while time.perf_counter() - start < WARM_UP:
        run()
    times = []
    start = time.perf_counter()
    while len(times) < FEWEST or time.perf_counter() - start < SECONDS:
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times), min(times)


def graph(network, images):
    """The network as a CUDA graph, and where it leaves its results."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            network(images)
    torch.cuda.current_stream().wait_stream(stream)
    captured = torch.cuda.CUDAGraph()
    with torch.cuda.graph(captured):
        outputs = network(images)
    return captured, outputs


def rounds(mode, network, images, host):
    """What is measured: by itself, and with copies from and to the host's memory."""
    if mode == "graph":
        captured, outputs = graph(network, images)

        def compute():
            captured.replay()
            return outputs

    else:

        def compute():
            return network(images)

    def alone():
        compute()
        wait()

    def copying():
        images.copy_(host, non_blocking=True)
        compute()[0].cpu()

    return {"on the device": alone, "with copies": copying}


def times(network, batch, shape, memory_format, mode):
    host = torch.randn(batch, *shape).contiguous(memory_format=memory_format)
    host = host.pin_memory() if CUDA else host
    images = torch.empty_like(host, device=DEVICE).copy_(host)
    return {what: measure(run) for what, run in rounds(mode, network, images, host).items()}


def fastest(folder, batch, mode):
    """For each quantity the times of the layout that is faster, and its name."""
    best = {}
    for layout, memory_format in FORMATS.items():
        network = Network(folder, DEVICE, memory_format)
        network.give(network.outputs[:1])  # the others are there to be compared
        for what, found in times(network, batch, network.shape, memory_format, mode).items():
            best[what] = min(best.get(what, (*found, layout)), (*found, layout))
    return best


def speed(folder, name, batches):
    torch.backends.cudnn.benchmark = True
    for batch in map(int, batches.split(",")):
        for on in (False, True) if CUDA else (False,):
            tf32(on)
            for mode in ("eager", "graph") if CUDA else ("eager",):
                engine = f"PyTorch, {mode}, TF32 {'on' if on else 'off'}"
                try:
                    best = fastest(folder, batch, mode)
                except RuntimeError as error:  # out of memory is one: the others go on
                    print(f"{engine}, batch {batch}: {error}", file=sys.stderr)
                    continue
                for what, (median, least, layout) in best.items():
                    row("speed", name, engine, batch, what, median, least, layout)


def main(arguments):
    commands = {("agreement", 5): agreement, ("speed", 4): speed}
    command = commands.get((arguments[0] if arguments else "", len(arguments)))
    if command is None:
        sys.exit(__doc__.strip())
    row("device", "", "", 0, f"PyTorch {torch.__version__}", 0, 0, DEVICE)
    with torch.inference_mode():
        command(*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
