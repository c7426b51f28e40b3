"""What grows with the data: import, rebuild, start, rest, cost per command, and the hot path's parts."""

import json
import os
import re
import subprocess
import threading
import time

from commands import drive
from processes import PROGRAMS, Broker
from results import Results, show
from sides import CFA_SYSTEM, SAMPLE, SERVICES, TRAINING_LEAD, Platform

REBUILT = (("recruitment", "recognition"), ("followup", "pathways"), ("followup", "timeline"))
AT_REST = 20  # seconds
DRIVEN = 4_000  # aggregates: those that a service works on fit its cache
FACTS_PER_AGGREGATE = 200  # at most: journals grow by aggregates, not by their length
GROWN_WARM_UP = 4  # seconds, until the cache holds those that are driven


class Memory(threading.Thread):
    """Resident memory of each process over time."""

    def __init__(self, processes):
        super().__init__(daemon=True)
        self.processes, self.samples, self.ended = processes, [], threading.Event()
        self.start()

    def run(self):
        began = time.monotonic()
        while not self.ended.wait(0.5):
            self.samples.append({"s": round(time.monotonic() - began, 1)} | {
                name: round(process.resident_mb(), 1) for name, process in self.processes.items()})

    def end(self):
        self.ended.set()
        self.join()
        return self.samples


def timed(act):
    began = time.monotonic()
    answer = act()
    return time.monotonic() - began, answer


def import_dossiers(options):
    """import of generated records until every service has applied them; then rebuild, start, rest"""
    broker = Broker(options.work / "broker")
    platform = None
    try:
        platform = Platform(options.work / "platform", broker)
        platform.parcours("import", "partners", SAMPLE / "partners.json")
        platform.parcours("settle")
        results = Results(options.out, "import")
        take_in(platform, options, results)
        rest(platform, results)
        rebuild(platform, options, results)
        restart(platform, options, results)
    finally:
        if platform:
            platform.stop()
        broker.stop()


def take_in(platform, options, results):
    file = platform.folder / "dossiers.json"
    platform.parcours("sample", "--learners", options.learners, "--out", file)
    memory = Memory(platform.processes)
    answered, _ = timed(lambda: platform.parcours(
        "--as", CFA_SYSTEM, "import", "dossiers", file, "--report", platform.folder / "report.json",
        "--format", "json", accepted=(0, 1)))
    settling, _ = timed(lambda: platform.parcours("settle", "--within", 600))
    samples = memory.end()
    statuses = json.loads(platform.parcours("status", "--json", accepted=(0, 1)))
    facts = {status["service"]: int(status.get("journalHead", 0)) for status in statuses}
    results.add(step="import", records=options.learners, answered_seconds=answered,
                applied_seconds=answered + settling, facts=facts, memory_mb=samples)
    peak = {name: max(sample[name] for sample in samples) for name in platform.processes}
    show(["records", "answered/s", "applied/s", "facts", "facts/s", *(f"{n} MB" for n in peak)],
         [[f"{options.learners:,}", f"{options.learners / answered:,.0f}",
           f"{options.learners / (answered + settling):,.0f}", f"{sum(facts.values()):,}",
           f"{sum(facts.values()) / (answered + settling):,.0f}",
           *(f"{mb:.0f}" for mb in peak.values())]])


def rest(platform, results):
    before = {name: process.cpu_seconds() for name, process in platform.processes.items()}
    time.sleep(AT_REST)
    rows = []
    for name, process in platform.processes.items():
        share = (process.cpu_seconds() - before[name]) / AT_REST
        results.add(step="rest", service=name, resident_mb=process.resident_mb(), cpu=share)
        rows.append([name, f"{process.resident_mb():.0f}", f"{share:.2%}"])
    show(["at rest", "resident MB", "CPU"], rows)


def rebuild(platform, options, results):
    rows = []
    for service, projection in REBUILT:
        for repetition in range(options.repetitions):
            seconds, said = timed(lambda: platform.parcours("--lang", "en", "rebuild", service, projection))
            facts = int(re.search(r"(\d+) facts", said).group(1))
            results.add(step="rebuild", projection=f"{service} {projection}", repetition=repetition,
                        facts=facts, seconds=seconds)
        median = results.medians(lambda line: line.get("projection"),
                                 lambda line: line.get("seconds", 0))[f"{service} {projection}"]
        rows.append([f"{service} {projection}", f"{facts:,}", f"{median:.2f}", f"{facts / median:,.0f}"])
    show(["rebuild", "facts", "seconds", "facts/s"], rows)


def restart(platform, options, results):
    rows = []
    for repetition in range(options.repetitions):
        platform.stop()
        for service, seconds in platform.start().items():
            results.add(step="start", service=service, repetition=repetition, seconds=seconds)
        platform.parcours("settle")
    medians = results.medians(lambda line: (line["step"], line.get("service")),
                              lambda line: line.get("seconds", 0))
    rows = [[service, f"{medians[('start', service)] * 1e3:.0f}"] for service in SERVICES]
    show(["start on these data", "ms"], rows)


def growth(options):
    """cost per command, and start, as the journal of recruitment grows"""
    broker = Broker(options.work / "broker")
    platform = None
    try:
        platform = Platform(options.work / "platform", broker, DRIVEN)
        results = Results(options.out, "growth")
        taken_in = DRIVEN
        for facts in sorted(options.facts):
            taken_in += grow(platform, facts, taken_in)
            for repetition in range(options.repetitions):
                started = platform.start(["recruitment"])["recruitment"]
                line = drive(platform, {"in_flight": 64}, options.seconds, GROWN_WARM_UP)
                results.add(facts=facts, repetition=repetition, start_seconds=started,
                            recruitment_mb=platform.processes["recruitment"].resident_mb(),
                            database_mb=(platform.folder / "recruitment.db").stat().st_size / 1e6,
                            **line)
                if repetition + 1 < options.repetitions:
                    platform.stop("recruitment")
        growth_table(results, options)
    finally:
        if platform:
            platform.stop()
        broker.stop()


def grow(platform, facts, first):
    """Recruitment's journal so long, by people who are not driven: how many."""
    missing = max(0, facts - journal_head(platform))
    more = -(-missing // FACTS_PER_AGGREGATE)
    targets = platform.folder / "filled"
    targets.write_text(platform.take_in(more, first) if more else "")
    platform.stop("recruitment")
    token = platform.parcours("--as", TRAINING_LEAD, "token").strip()
    subprocess.run(
        [str(a) for a in (PROGRAMS / "parcours-grow", "--data", platform.folder, "--token-key",
                          platform.folder / "token.public.pem", "--token", token, "--targets", targets,
                          "--facts", facts, "--per-aggregate", FACTS_PER_AGGREGATE)],
        check=True)
    os.sync()  # or the first commits measured wait for what was filled in
    return more


def journal_head(platform):
    statuses = json.loads(platform.parcours("status", "--json", accepted=(0, 1)))
    return next(int(s["journalHead"]) for s in statuses if s["service"] == "recruitment")


def growth_table(results, options):
    columns = [results.medians(lambda line: line["facts"], value) for value in (
        lambda l: l["sustained_per_second"], lambda l: l["answered_ms"]["p50"],
        lambda l: l["answered_ms"]["p99"], lambda l: l["cpu_us_per_command"]["recruitment"],
        lambda l: sum(l["cpu_us_per_command"].values()), lambda l: l["start_seconds"] * 1e3,
        lambda l: l["recruitment_mb"], lambda l: l["database_mb"])]
    show(["facts", "per second", "answered p50", "p99 ms", "recruitment µs", "CPU µs", "start ms",
          "resident MB", "database MB"],
         [[f"{facts:,}", *(f"{column[facts]:,.1f}" for column in columns)]
          for facts in sorted(options.facts)])


def micro(options):
    """the hot path's parts, one at a time"""
    options.out.mkdir(parents=True, exist_ok=True)
    subprocess.run([str(PROGRAMS / "parcours-micro"), f"--benchmark_repetitions={options.repetitions}",
                    "--benchmark_report_aggregates_only=true",
                    f"--benchmark_out={options.out / 'micro.json'}"], check=True)
