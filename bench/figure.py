"""One measured figure beside its goal, in the form of the contract."""

import json
import resource
import statistics
import time
from collections.abc import Callable


def figure(
    name: str, measured: float, goal: str, unit: str, holds: bool, *, peak_mib: float | None = None
) -> dict[str, object]:
    """A row of var/bench.json; there is no peer to compare with in this issue."""
    return {
        "figure": name,
        "measured": round(measured, 3),
        "goal": goal,
        "unit": unit,
        "peer": None,
        "ratio": None,
        "peak_mib": peak_mib,
        "holds": holds,
    }


def below(name: str, measured: float, limit: float, unit: str, *, peak_mib: float | None = None) -> dict[str, object]:
    """A figure that has to stay under a limit."""
    return figure(name, measured, f"< {limit:g}", unit, measured < limit, peak_mib=peak_mib)


def median_seconds(run: Callable[[], object], times: int = 5) -> float:
    """The median duration of several runs after one that is not counted."""
    run()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def peak_mib() -> float:
    """The largest resident memory of this process so far, in MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(rows: list[dict[str, object]]) -> None:
    print(json.dumps(rows, ensure_ascii=False))
