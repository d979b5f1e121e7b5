"""The figures of a measurement as a Markdown document."""

import collections
import re

PEER = ("PyTorch, eager, TF32 off", "PyTorch, graph, TF32 off")
ENGINES = ("ninc", "ninc, tuned")

Figure = collections.namedtuple("Figure", "part network engine batch what median least macs note")


def figure(line):
    """A figure of a line, or None where it is something else."""
    cells = line.rstrip("\n").split("\t")
    if len(cells) != len(Figure._fields):
        return None
    try:
        batch, macs = int(cells[3]), int(cells[7])
        return Figure(*cells[:3], batch, cells[4], float(cells[5]), float(cells[6]), macs, cells[8])
    except ValueError:
        return None


def table(words, heads, rows):
    """Words to the left, numbers to the right; nothing where there are no rows."""
    if not rows:
        return ""
    bars = ["---"] * words + ["---:"] * (len(heads) - words)
    return "".join("| " + " | ".join(row) + " |\n" for row in [heads, bars, *rows]) + "\n"


def ratio(ours, peer):
    return f"{peer.median / ours.median:.2f}" if peer and ours.engine in ENGINES else ""


def speeds(figures, what):
    """The time of a batch, engine by engine, and how many times as fast as PyTorch ours is."""
    chosen = [f for f in figures if f.part == "speed" and f.what == what]
    by_key = {(f.network, f.batch, f.engine): f for f in chosen}
    rows = []
    for f in sorted(chosen, key=lambda f: (f.network, f.batch)):
        eager, graph = (by_key.get((f.network, f.batch, engine)) for engine in PEER)
        times = [f"{1e3 * f.median:.3f}", f"{1e3 * f.least:.3f}", f"{f.batch / f.median:.0f}"]
        named = f.engine + (f" ({f.note})" if f.note else "")
        rows.append([f.network, str(f.batch), named, *times, ratio(f, eager), ratio(f, graph)])
    heads = ["network", "batch", "engine", "ms, median", "ms, least", "images a second"]
    return table(3, [*heads, "speed / eager's", "speed / graph's"], rows)


def layer(step, steps):
    """The layer that a step is a part of: `conv1` of `conv1:tiles`."""
    head = step.rsplit(":", 1)[0]
    return head if head in steps else step


def layers(figures):
    """The time of each layer, and its share of what the device can do."""
    peak = next((f.median for f in figures if f.part == "peak"), None)
    groups = collections.OrderedDict()
    measured = [f for f in figures if f.part == "layer"]
    for f in measured:
        steps = {g.what for g in measured if (g.network, g.engine) == (f.network, f.engine)}
        key = (f.network, f.engine, f.batch, layer(f.what, steps))
        groups.setdefault(key, []).append(f)
    rows = []
    for (network, engine, batch, name), parts in groups.items():
        seconds = sum(f.least for f in parts)
        flops = 2.0 * batch * sum(f.macs for f in parts) / seconds
        speed = [f"{flops / 1e12:.2f}", f"{flops / peak:.0%}" if peak else ""]
        kernel = next((f.note for f in parts if f.macs), parts[0].note)
        work = speed if flops else ["", ""]
        rows.append([network, engine, str(batch), name, kernel, f"{1e6 * seconds:.1f}", *work])
    heads = ["network", "engine", "batch", "layer", "kernel", "µs", "TFLOP/s", "of the peak"]
    return table(5, heads, rows)


def registers(logs):
    """What NVIDIA's driver says of each kernel; {name of the log: text}."""
    rows = []
    for name, text in logs.items():
        for entry in re.split(r"Compiling entry function", text)[1:]:
            kernel = re.search(r"'(\w+)'", entry)
            used = re.search(r"Used (\d+) registers", entry)
            spills = re.search(r"(\d+) bytes spill stores, (\d+) bytes spill loads", entry)
            shared = re.search(r"(\d+) bytes smem", entry)
            spilled = spills and f"{spills[1]} + {spills[2]}"
            numbers = [used and used[1], spilled, shared and shared[1]]
            rows.append([name, kernel[1] if kernel else "?", *(n or "" for n in numbers)])
    return table(2, ["program", "kernel", "registers", "bytes spilled", "bytes shared"], rows)


def agreements(figures):
    """How far outputs are apart, in parts of the largest number."""
    chosen = [f for f in figures if f.part == "agreement"]
    rows = [[f.network, f.engine, f.what, f"{f.median:.1e}"] for f in chosen]
    return table(3, ["network", "engine", "compared with", "largest difference"], rows)


def document(figures, logs, notes):
    """All of it. `notes` are lines: what failed, and what was left out."""
    devices = [f"- {f.what} ({f.note})" for f in figures if f.part == "device"]
    peaks = [f"- {f.median / 1e12:.2f} TFLOP/s: {f.note}" for f in figures if f.part == "peak"]
    sections = {
        "What it was measured on": "\n".join(dict.fromkeys(devices + peaks)),
        "What failed or was left out": "\n".join(f"- {note}" for note in notes),
        "Agreement": agreements(figures),
        "Speed, from images to results on the device": speeds(figures, "on the device"),
        "Speed, copies from and to the host included": speeds(figures, "with copies"),
        "Layers": layers(figures),
        "Registers": registers(logs),
    }
    return "".join(f"## {title}\n\n{text.rstrip()}\n\n" for title, text in sections.items() if text)
