"""What a region asks of follow-up at once."""

import json
import subprocess

from processes import PROGRAMS
from results import Results, show

LIMITS = [("status on a day of all pathways", "status_seconds", "s", 2),
          ("GetPathway p99", "get_pathway_p99_ms", "ms", 5),
          ("GetTimeline p99", "get_timeline_p99_ms", "ms", 10),
          ("risk of all pathways in a night", "night_seconds", "s", 60),
          ("memory of that night", "night_peak_mb", "MB", 300),
          ("bulk handover", "handover_seconds", "s", 10)]


def followup(options):
    """100,000 pathways with a year of facts: lists, single ones, nightly risk, handover of 10,000"""
    results = Results(options.out, "followup")
    done = subprocess.run([str(PROGRAMS / "parcours-region"), "--pathways", str(options.pathways)],
                          check=True, stdout=subprocess.PIPE, text=True)
    line = json.loads(done.stdout)
    results.add(**line)
    print(f"{line['pathways']:,} pathways, {line['facts']:,} facts, {line['assessed']:,} assessed, "
          f"{line['handed_over']:,} handed over")
    show(["what", "measured", "limit"],
         [[what, f"{line[key]:.2f} {unit}", f"{limit} {unit}"] for what, key, unit, limit in LIMITS])
