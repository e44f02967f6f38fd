"""`make bench`: run every measurement in a process of its own, print a table, write var/bench.json."""

import json
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "var" / "bench.json"
MEASUREMENTS = [
    "compile_large",
    "pages",
    "registers",
    "lake",
    "search_patents",
    "import_patents",
    "procedures",
    "protection",
    "scoring",
    "metrics",
    "redaction",
    "funds",
    "report",
    "installation",
    "test_command",
]


def main(chosen: list[str]) -> int:
    """Measure what is chosen, or everything; status 1 when a goal is missed or a measurement fails."""
    rows, failed = [], []
    for name in chosen or MEASUREMENTS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        result = subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if result.returncode != 0:
            failed.append(name)
            continue
        rows.extend(json.loads(result.stdout))
    write(rows)
    show(rows, failed)
    return 1 if failed or not all(row["holds"] for row in rows) else 0


def write(rows: list[dict[str, object]]) -> None:
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def show(rows: list[dict[str, object]], failed: list[str]) -> None:
    table = Table("figure", "measured", "goal", "unit", "peak MiB", "holds")
    for row in rows:
        peak = "" if row.get("peak_mib") is None else f"{row['peak_mib']:.0f}"
        mark = "yes" if row["holds"] else "NO"
        table.add_row(str(row["figure"]), str(row["measured"]), str(row["goal"]), str(row["unit"]), peak, mark)
    Console().print(table)
    for name in failed:
        print(f"FAILED to measure: {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
