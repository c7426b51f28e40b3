"""Calls every address of the OpenAPI document in ways that nobody foresaw, on the platform after its story. A server's
error, or an answer that the document does not tell, fails.

  fuzz_api.py --programs build/dev/bin [--seconds 40] [--seed 1]     more seconds, another seed: other calls
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "deploy/sample"
AGENT = "agents/01890000-0000-7000-8000-000000000012"
ORGANISATION = "organisations/01890000-0000-7000-8000-000000000001"
LONGEST_STORY = 300  # seconds
# Given, so that nobody chooses a millisecond: a deadline that passes is a 504, as the document says.
PATIENCE = "Request-Timeout: 20"
SCHEMATHESIS = pathlib.Path(os.environ.get("PARCOURS_PYTHON", "python")).with_name("schemathesis")
SKIPPED = 77
# Their answers go on, and have no end to judge.
LIVE = ":watch$"
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance", "unsupported_method")


def told(platform, log):
    latest = time.monotonic() + LONGEST_STORY
    while "stays up" not in log.read_text():
        if platform.poll() is not None or time.monotonic() > latest:
            sys.exit("the platform did not start:\n" + log.read_text())
        time.sleep(0.2)


def token(programs, data, document):
    """Of somebody with every role: what no role may do is refused before it is looked at."""
    access = [line for methods in document["paths"].values() for operation in methods.values()
              for line in operation["x-parcours-access"]]
    roles = sorted({role for line in access for role in line["roles"]} - {"SERVICE"})
    said = [programs / "parcours", "token", "--as", AGENT, "--organisation", ORGANISATION]
    said += [part for role in roles for part in ("--role", role)]
    return subprocess.check_output(said, text=True, env={"PARCOURS_TOKEN_KEY": data / "token.private.pem"}).strip()


def fuzz(gateway, bearer, seconds, seed):
    return subprocess.call([
        SCHEMATHESIS, "--no-color", "run", f"{gateway}/openapi.json", "--checks", ",".join(CHECKS), "--warnings", "off",
        "--exclude-path-regex", LIVE, "--header", f"Authorization: Bearer {bearer}", "--header", PATIENCE,
        "--max-time", str(seconds), "--seed", str(seed)])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--programs", type=pathlib.Path, required=True)
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    if not SCHEMATHESIS.is_file():
        print("skipped: PARCOURS_PYTHON names no Python with tests/requirements.txt")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="parcours-fuzz-") as folder:
        data = pathlib.Path(folder)
        log = data / "story.log"
        with log.open("w") as said:
            platform = subprocess.Popen(
                [chosen.programs / "parcours", "story", "--data", data, "--sample", SAMPLE], stdout=said, stderr=said)
        try:
            told(platform, log)
            gateway = "http://" + json.loads((data / "gateway.address.json").read_text())["gateway"]
            with urllib.request.urlopen(f"{gateway}/openapi.json") as answer:
                bearer = token(chosen.programs, data, json.load(answer))
            return fuzz(gateway, bearer, chosen.seconds, chosen.seed)
        finally:
            platform.terminate()
            platform.wait()


if __name__ == "__main__":
    sys.exit(main())
