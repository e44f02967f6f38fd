"""One measured figure beside its goal, in the form of the contract."""

import json


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


def report(rows: list[dict[str, object]]) -> None:
    print(json.dumps(rows, ensure_ascii=False))
