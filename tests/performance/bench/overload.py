"""More than the platform can do, and one who cannot follow."""

import signal
import threading
import time
from contextlib import contextmanager

from commands import BROKER_WARM_UP, CANDIDATES, drive
from processes import Broker
from results import Results, show
from sides import Platform

SUSTAINED = [{"in_flight": n} for n in (64, 256)]
CALLERS = {"in_flight": 4_096, "channels": 8}
TOO_MUCH = 3  # times what is sustained
SETTLED = 5  # seconds, until refused callers are spread over time
STEADY_RATE = 500  # commands a second, well below what is sustained
SLOWED = (0.045, 0.005)  # seconds asleep and awake in turn


@contextmanager
def platform_alone(options):
    broker = Broker(options.work / "broker")
    platform = None
    try:
        platform = Platform(options.work / "platform", broker, CANDIDATES)
        drive(platform, {"in_flight": 64}, BROKER_WARM_UP)
        yield platform
    finally:
        if platform:
            platform.stop()
        broker.stop()


def overload(options):
    """4,096 callers that come again when told to; then three times the sustained rate, open loop"""
    with platform_alone(options) as platform:
        results = Results(options.out, "overload")

        def measure(repetition, name, load, warm_up=1.0):
            platform.processes["recruitment"].forget_peak()
            line = drive(platform, load, options.seconds, warm_up)
            results.add(name=name, load=load, repetition=repetition,
                        peak_mb=platform.processes["recruitment"].peak_mb(), **line)
            return line["applied_per_second"]

        for repetition in range(options.repetitions):
            sustained = max(measure(repetition, f"{load['in_flight']} in flight", load)
                            for load in SUSTAINED)
            measure(repetition, "4,096 callers", CALLERS, SETTLED)
            measure(repetition, f"{TOO_MUCH} x sustained",
                    {"rate": round(TOO_MUCH * sustained), "channels": CALLERS["channels"]})
        overload_table(results, options.seconds)


def overload_table(results, seconds):
    def median(value):
        return results.medians(lambda line: line["name"], value)

    applied = median(lambda line: line["applied_per_second"])
    sustained = max(applied[f"{load['in_flight']} in flight"] for load in SUSTAINED)
    columns = [median(value) for value in (
        lambda l: l["answered_per_second"], lambda l: l["accepted_attempt_ms"]["p50"],
        lambda l: l["accepted_attempt_ms"]["p99"], lambda l: l["answered_ms"]["p50"],
        lambda l: l["answered_ms"]["p99"],
        lambda l: (l["hinted"] + sum(l["refused"].values())) / seconds,
        lambda l: (l["hint_ms"] or {"p50": 0})["p50"], lambda l: l["peak_mb"])]
    show(["load", "applied/s", "of sustained", "answered/s", "accepted p50", "p99 ms", "since first p50",
          "p99 ms", "refused/s", "hint p50 ms", "highest MB"],
         [[name, f"{applied[name]:,.0f}", f"{applied[name] / sustained:.0%}",
           *(f"{column[name]:,.1f}" for column in columns)] for name in applied])
    for reason in sorted({reason for line in results.lines for reason in line["refused"]}):
        print(f"refused for good: {reason}", flush=True)


def slow_subscriber(options):
    """partners frozen, then slowed to a tenth: what follow-up notices of it"""
    with platform_alone(options) as platform:
        results = Results(options.out, "slow-subscriber")
        partners = platform.processes["partners"]
        for repetition in range(options.repetitions):
            for state, hindered in {"as usual": untouched, "frozen": frozen, "slowed": slowed}.items():
                with hindered(partners):
                    line = drive(platform, {"rate": STEADY_RATE}, options.seconds)
                began = time.monotonic()
                platform.parcours("settle", "--within", 120)
                results.add(partners=state, repetition=repetition,
                            caught_up_seconds=time.monotonic() - began, **line)
        columns = [results.medians(lambda line: line["partners"], lambda line, k=k, q=q: line[k][q])
                   for k in ("answered_ms", "applied_ms") for q in ("p50", "p99")]
        columns.append(results.medians(lambda line: line["partners"],
                                       lambda line: line["caught_up_seconds"]))
        show(["partners", "answered p50", "p99 ms", "applied by follow-up p50", "p99 ms", "settled s"],
             [[state, *(f"{column[state]:.2f}" for column in columns)] for state in columns[0]])


@contextmanager
def untouched(_process):
    yield


@contextmanager
def frozen(process):
    process.send(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send(signal.SIGCONT)


@contextmanager
def slowed(process):
    ended = threading.Event()

    def take_turns():
        asleep, awake = SLOWED
        while not ended.is_set():
            with frozen(process):
                ended.wait(asleep)
            ended.wait(awake)

    turns = threading.Thread(target=take_turns)
    turns.start()
    try:
        yield
    finally:
        ended.set()
        turns.join()
