"""Measured lines, kept as JSON and shown as a table of medians."""

import json
import os
import platform
import statistics
import subprocess
import time

from processes import ROOT


def machine():
    """What the figures were measured on."""
    cpu = next((line.partition(":")[2].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
                            stdout=subprocess.PIPE, text=True).stdout.strip()
    return {"cores": os.cpu_count(), "cpu": cpu, "kernel": platform.release(), "commit": commit,
            "load_before": os.getloadavg()[0]}


class Results:
    """One bench's lines, appended to a file as they come."""

    def __init__(self, folder, bench):
        self.bench = bench
        self.lines = []
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{bench}.jsonl"
        self._write({"bench": bench, "machine": machine()})

    def add(self, **line):
        self.lines.append(line)
        self._write({"bench": self.bench, **line})

    def medians(self, key, value):
        """{key: median of value} over the repetitions."""
        grouped = {}
        for line in self.lines:
            grouped.setdefault(key(line), []).append(value(line))
        return {name: statistics.median(values) for name, values in grouped.items()}

    def _write(self, line):
        with open(self.path, "a") as file:
            file.write(json.dumps(line) + "\n")


def show(header, rows):
    """Columns as wide as they need to be; figures to the right."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for row in cells:
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))))
    print(flush=True)
