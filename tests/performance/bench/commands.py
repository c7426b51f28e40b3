"""command → durable answer → applied by a subscriber in another process."""

import json
import subprocess

from processes import PROGRAMS, Broker
from results import Results, show
from sides import Floor, Platform

CANDIDATES = 4_000
CLOSED = [{"in_flight": n} for n in (1, 16, 64, 256)]
OPEN = [{"rate": n} for n in (200, 1_000, 5_000)]
BROKER_WARM_UP = 45  # seconds: a JVM is cold for its first minute


def drive(side, load, seconds, warm_up=1.0):
    """One measured stretch, as the load generator tells it."""
    watched = {name: process.pid for name, process in side.processes.items()}
    if side.broker:
        watched["broker"] = side.broker.pid
    arguments = [PROGRAMS / "parcours-load", *side.load_arguments(), "--seconds", seconds,
                 "--warm-up", warm_up]
    for name, value in load.items():
        arguments += [f"--{name.replace('_', '-')}", value]
    for name, pid in watched.items():
        arguments += ["--process", f"{name}={pid}"]
    done = subprocess.run([str(a) for a in arguments], stdout=subprocess.PIPE, text=True)
    if not done.stdout:
        raise RuntimeError(f"{side.name} {load}: the load ended with {done.returncode}")
    return json.loads(done.stdout)


def interleaved(sides, loads, options, results):
    """Each side in turn, so that what else the machine does meets them all alike."""
    for repetition in range(options.repetitions):
        for load in loads:
            for side in sides:
                results.add(side=side.name, load=load, repetition=repetition,
                            **drive(side, load, options.seconds))


def table(results, loads, sides):
    def median(value):
        return results.medians(lambda line: (line["side"], str(line["load"])), value)

    rate = median(lambda line: line["sustained_per_second"])
    answered = {q: median(lambda line: line["answered_ms"][q]) for q in ("p50", "p99")}
    applied = {q: median(lambda line: line["applied_ms"][q]) for q in ("p50", "p99")}
    cpu = median(lambda line: sum(line["cpu_us_per_command"].values()))
    own = median(lambda line: sum(us for name, us in line["cpu_us_per_command"].items()
                                  if name not in ("load", "broker")))
    rows = []
    for load in loads:
        for side in sides:
            key = (side.name, str(load))
            rows.append([" ".join(f"{n} {v}" for n, v in load.items()), side.name,
                         f"{rate[key]:,.0f}", f"{rate[key] / rate[(sides[0].name, key[1])]:.0%}",
                         f"{answered['p50'][key]:.2f}", f"{answered['p99'][key]:.2f}",
                         f"{applied['p50'][key]:.2f}", f"{applied['p99'][key]:.2f}",
                         f"{cpu[key]:.0f}", f"{own[key]:.0f}"])
    show(["load", "side", "per second", f"of {sides[0].name}", "answered p50", "p99 ms", "applied p50",
          "p99 ms", "CPU µs", "own µs"], rows)


def run(options, loads, name):
    broker = Broker(options.work / "broker")
    sides = []
    try:
        sides.append(Floor(options.work / "floor", broker, CANDIDATES))
        sides.append(Platform(options.work / "platform", broker, CANDIDATES))
        sides.append(Platform(options.work / "embedded", None, CANDIDATES))
        for side in sides:
            drive(side, {"in_flight": 64}, BROKER_WARM_UP / len(sides))
        results = Results(options.out, name)
        interleaved(sides, loads, options, results)
        table(results, loads, sides)
    finally:
        for side in sides:
            side.stop()
        broker.stop()


def closed(options):
    """sustained rate with 1, 16, 64 and 256 commands in flight: floor, platform, embedded bus"""
    run(options, CLOSED, "closed")


def open_loop(options):
    """delays at 200, 1,000 and 5,000 commands a second"""
    run(options, OPEN, "open")
