"""Processes under test: started, watched through /proc, stopped."""

import os
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = ROOT / "build" / "release" / "bin"
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PATIENCE = 60


class Process:
    def __init__(self, arguments, log, out=None):
        with open(log, "ab") as errors, open(out or os.devnull, "wb") as output:
            self.process = subprocess.Popen([str(a) for a in arguments], stdout=output, stderr=errors,
                                            stdin=subprocess.DEVNULL)
        self.log = log

    @property
    def pid(self):
        return self.process.pid

    def await_file(self, path):
        """Its text, once the process has written it."""
        latest = time.monotonic() + PATIENCE
        while not path.exists() or not path.read_text().strip():
            if self.process.poll() is not None or time.monotonic() > latest:
                raise RuntimeError(f"{path} was not written; see {self.log}")
            time.sleep(0.001)
        return path.read_text().strip()

    def resident_mb(self):
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * PAGE / 1e6

    def peak_mb(self):
        """Highest resident memory since forget_peak."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6

    def forget_peak(self):
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def send(self, what):
        self.process.send_signal(what)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)


class Broker:
    """Apache Kafka on this machine, with the compiler that optimises."""

    def __init__(self, folder):
        self.folder = folder
        self.script = ROOT / "deploy" / "kafka" / "broker"
        self.address = self._run("start", "--long-lived", "--with-parent", os.getpid()).strip()
        self.pid = int((folder / "broker.pid").read_text())

    def stop(self):
        self._run("stop")

    def _run(self, command, *more):
        arguments = [self.script, command, "--data", self.folder, *more]
        return subprocess.run([str(a) for a in arguments], check=True, stdout=subprocess.PIPE,
                              text=True).stdout
