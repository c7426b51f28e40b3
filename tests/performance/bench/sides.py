"""What is driven: the hand-written floor and the platform, over the same broker, by the same load."""

import csv
import json
import os
import subprocess
import time

from processes import PROGRAMS, ROOT, Process

SAMPLE = ROOT / "deploy" / "sample"
SERVICES = ("partners", "recruitment", "followup", "support", "insertion")
AGENT = "agents/01890000-0000-7000-8000-0000000000{}"
TRAINING_LEAD, ADVISER, CFA_SYSTEM = AGENT.format(13), AGENT.format(16), AGENT.format(14)
CFA = "organisations/01890000-0000-7000-8000-000000000001"
TOPIC = "parcours.recruitment.v1"
PARTITIONS = 12


class Floor:
    name = "floor"

    def __init__(self, folder, broker, candidates):
        folder.mkdir(parents=True)
        self.folder, self.broker = folder, broker
        program = PROGRAMS / "parcours-floor"
        self.processes = {
            "floor": Process([program, "serve", folder, broker.address], folder / "serve.log",
                             folder / "address"),
            "subscriber": Process([program, "apply", folder, broker.address], folder / "apply.log")}
        self.address = self.processes["floor"].await_file(folder / "address")
        self.targets = folder / "targets"
        name = "{}/01890000-0000-7000-8000-{:012x}"
        self.targets.write_text("".join(
            f"{name.format('candidacies', i)} {name.format('persons', i)}\n" for i in range(candidates)))

    def load_arguments(self):
        return ["--address", self.address, "--token", TRAINING_LEAD, "--targets", self.targets,
                "--applied", self.folder / "applied.db", "--topic", "floor.recruitment.v1",
                "--partitions", PARTITIONS]

    def stop(self):
        for process in self.processes.values():
            process.stop()


class Platform:
    """Five processes over the broker, or one process on the embedded bus."""

    def __init__(self, folder, broker, candidates=0):
        folder.mkdir(parents=True)
        self.folder, self.broker = folder, broker
        self.name = "platform" if broker else "embedded"
        self.processes = {}
        self.parcours("token", "keys", "--out", folder)
        if broker:
            self.parcours("topics", "apply", "--bus", f"kafka://{broker.address}")
        self.start()
        if candidates:
            self.targets = folder / "targets"
            self.targets.write_text(self.take_in(candidates))

    def start(self, services=None):
        """Seconds until each process serves."""
        seconds = {}
        for name in services or (SERVICES if self.broker else ("all",)):
            program = [PROGRAMS / "parcours", "serve", "all"] if name == "all" else [
                PROGRAMS / f"parcours-{name}"]
            address = self.folder / f"{name}.address"
            address.unlink(missing_ok=True)
            began = time.monotonic()
            self.processes[name] = Process(
                [*program, "--data", self.folder, "--token-key", self.folder / "token.public.pem",
                 "--bus", f"kafka://{self.broker.address}" if self.broker else "embedded",
                 "--write-address", address], self.folder / f"{name}.log")
            self.processes[name].await_file(address)
            seconds[name] = time.monotonic() - began
        endpoints = {}
        for name in self.processes:
            endpoints |= json.loads((self.folder / f"{name}.address").read_text())
        (self.folder / "endpoints.json").write_text(json.dumps(endpoints))
        self.address = endpoints.get("recruitment")
        return seconds

    def parcours(self, *arguments, accepted=(0,)):
        environment = os.environ | {"PARCOURS_DATA": str(self.folder),
                                    "PARCOURS_PARTNERS": str(SAMPLE / "partners.json"),
                                    "LC_ALL": "C.UTF-8"}
        done = subprocess.run([str(PROGRAMS / "parcours"), *map(str, arguments)], env=environment,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode not in accepted:
            raise RuntimeError(f"parcours {' '.join(map(str, arguments))}: {done.stderr}{done.stdout}")
        return done.stdout

    def take_in(self, candidates, first=0):
        """The network, and people whom its prescriber sends: those that interviews are held with.
        A line with candidacy and person for each."""
        self.parcours("import", "partners", SAMPLE / "partners.json")
        self.parcours("settle")
        rows, report = self.folder / "candidates.csv", self.folder / "candidates.json"
        write_prescriptions(rows, range(first, first + candidates))
        self.parcours("--as", ADVISER, "import", "prescriptions", rows, "--organisation", CFA,
                      "--programme", "programmes/APPRENTICESHIP", "--report", report, "--format", "json")
        self.parcours("settle")
        return "".join(f"{candidacy} {person}\n" for candidacy, person in read_names(report))

    def load_arguments(self):
        token = self.parcours("--as", TRAINING_LEAD, "token").strip()
        return ["--address", self.address, "--token", f"Bearer {token}", "--targets", self.targets,
                "--applied", self.folder / "followup.db", "--topic", TOPIC,
                "--partitions", PARTITIONS if self.broker else 1]

    def stop(self, *names):
        for name in names or list(self.processes):
            self.processes.pop(name).stop()


def write_prescriptions(path, numbers):
    """Invented people, all different."""
    with open(SAMPLE / "prescriptions.csv", encoding="utf-8-sig", newline="") as sample:
        header = next(csv.reader(sample, delimiter=";"))
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header, delimiter=";", restval="")
        writer.writeheader()
        for i in numbers:
            writer.writerow({"Identifiant dans le SI*": f"ML-{i}", "Prénom*": f"Prénom {letters(i)}",
                             "Nom*": f"Nom {letters(i)}",
                             "Date de naissance*": f"2004-{i % 12 + 1:02}-{i % 28 + 1:02}"})


def letters(number):
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def read_names(report):
    """(candidacy, person) of each accepted record."""
    for record in json.loads(report.read_text())["records"]:
        names = {name.partition("/")[0]: name for name in record.get("names", ())}
        if "candidacies" in names:
            yield names["candidacies"], names["persons"]
