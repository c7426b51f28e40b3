"""Measures; scripts/bench builds what this runs. See docs/performance.md."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import commands
import data
import endurance
import overload
import region
from processes import ROOT

BENCHES = {"closed": commands.closed, "open": commands.open_loop, "import": data.import_dossiers,
           "growth": data.growth, "overload": overload.overload,
           "slow-subscriber": overload.slow_subscriber, "micro": data.micro,
           "endurance": endurance.endurance, "followup": region.followup}
BY_NAME_ALONE = ("endurance", "followup")


def main():
    listed = "\n".join(f"  {name:15} {bench.__doc__}" for name, bench in BENCHES.items())
    parser = argparse.ArgumentParser(prog="scripts/bench", epilog=f"benches:\n{listed}",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="*", choices=[*BENCHES, []], metavar="bench",
                        help=f"all but {', '.join(BY_NAME_ALONE)} where none is named")
    parser.add_argument("--repetitions", type=int, default=5, help="medians are of so many (5)")
    parser.add_argument("--seconds", type=float, default=3, help="measured in each repetition (3)")
    parser.add_argument("--learners", type=int, default=20_000, help="imported records (20,000)")
    parser.add_argument("--facts", type=int, nargs="*", default=[10_000, 1_000_000],
                        help="lengths of the journal (10,000 and 1,000,000)")
    parser.add_argument("--minutes", type=int, default=30, help="of endurance (30)")
    parser.add_argument("--pathways", type=int, default=100_000, help="of followup (100,000)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench", help="JSON lines")
    options = parser.parse_args()
    for name in options.bench or [name for name in BENCHES if name not in BY_NAME_ALONE]:
        print(f"== {name}: {BENCHES[name].__doc__}", flush=True)
        options.work = Path(tempfile.mkdtemp(prefix=f"parcours-bench-{name}-"))
        try:
            BENCHES[name](options)
        finally:
            shutil.rmtree(options.work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
