"""A long run at half the sustained rate, minute by minute: what must stay flat, and whether it did."""

import os
import sqlite3
from pathlib import Path

from commands import drive
from data import DRIVEN, FACTS_PER_AGGREGATE, journal_head
from processes import Broker
from results import Results, show
from sides import SERVICES, Platform

FASTEST = 3_000  # commands a second, for which people are taken in
MINUTE = 60


def endurance(options):
    """memory, descriptors, WAL and disk per fact in --minutes at half the sustained rate"""
    broker = Broker(options.work / "broker")
    platform = None
    try:
        people = max(DRIVEN, options.minutes * MINUTE * FASTEST // FACTS_PER_AGGREGATE)
        platform = Platform(options.work / "platform", broker, people)
        targets = Windows(platform)
        sustained = drive(platform, {"in_flight": 64}, 20, warm_up=20)["sustained_per_second"]
        results = Results(options.out, "endurance")
        rows = []
        for minute in range(1, options.minutes + 1):
            targets.next()
            driven = drive(platform, {"rate": round(sustained / 2)}, MINUTE)
            sample = look(platform)
            results.add(minute=minute, sustained=sustained, load=driven, **sample)
            if minute in (1, 2, 5) or minute % 10 == 0 or minute == options.minutes:
                rows.append(row(minute, driven, sample))
        show(["minute", "per second", "applied p99 ms", "facts", *(f"{name} MB" for name in SERVICES),
              "descriptors", "WAL MB", "bytes per fact"], rows)
        platform.stop()
        check(platform.folder)
    finally:
        if platform:
            platform.stop()
        broker.stop()


class Windows:
    """Some people after the others, so that journals grow by aggregates, not by their length."""

    def __init__(self, platform):
        self.file, self.first = platform.targets, 0
        self.lines = platform.targets.read_text().splitlines(keepends=True)

    def next(self):
        self.file.write_text("".join((self.lines * 2)[self.first:self.first + DRIVEN]))
        self.first = (self.first + DRIVEN) % len(self.lines)


def look(platform):
    files = {path.name: path.stat().st_size for path in platform.folder.glob("*.db*")}
    facts = journal_head(platform)
    return {"facts": facts,
            "resident_mb": {name: round(process.resident_mb(), 1)
                            for name, process in platform.processes.items()},
            "descriptors": {name: len(os.listdir(f"/proc/{process.pid}/fd"))
                            for name, process in platform.processes.items()},
            "wal_mb": sum(size for name, size in files.items() if name.endswith("-wal")) / 1e6,
            "bytes_per_fact": sum(files.values()) / facts}


def row(minute, driven, sample):
    return [minute, f"{driven['sustained_per_second']:,.0f}", f"{driven['applied_ms']['p99']:.1f}",
            f"{sample['facts']:,}", *(f"{sample['resident_mb'][name]:.0f}" for name in SERVICES),
            sum(sample["descriptors"].values()), f"{sample['wal_mb']:.1f}",
            f"{sample['bytes_per_fact']:,.0f}"]


def check(folder: Path):
    for name in SERVICES:
        said = sqlite3.connect(folder / f"{name}.db").execute("PRAGMA integrity_check").fetchall()
        if said != [("ok",)]:
            raise RuntimeError(f"{name}: integrity_check says {said[:3]}")
    print("integrity_check is silent in all databases\n", flush=True)
