"""How long the whole test command takes: the duration that `make test` wrote down, or a run of it now."""

import json
import subprocess
import sys
from pathlib import Path

from .figure import below, report

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "var" / "test-seconds.json"


def seconds() -> float:
    """The duration of the last run on this very commit; without one, the tests are run."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    if not NOTE.exists() or json.loads(NOTE.read_text())["commit"] != head:
        subprocess.run(["make", "test"], cwd=ROOT, stdout=sys.stderr)
    return float(json.loads(NOTE.read_text())["seconds"])


if __name__ == "__main__":
    report([below("the whole test command", seconds() / 60, 15, "min")])
