"""One measured figure beside its goal, in the form of the contract."""

import json


def figure(
    name: str,
    measured: float,
    goal: str,
    unit: str,
    holds: bool,
    *,
    peak_mib: float | None = None,
    peer: float | None = None,
    ratio: float | None = None,
) -> dict[str, object]:
    """A row of var/bench.json; `peer` is what another way of doing the same took in the same run."""
    return {
        "figure": name,
        "measured": round(measured, 3),
        "goal": goal,
        "unit": unit,
        "peer": None if peer is None else round(peer, 3),
        "ratio": None if ratio is None else round(ratio, 2),
        "peak_mib": peak_mib,
        "holds": holds,
    }


def below(name: str, measured: float, limit: float, unit: str, *, peak_mib: float | None = None) -> dict[str, object]:
    """A figure that has to stay under a limit."""
    return figure(name, measured, f"< {limit:g}", unit, measured < limit, peak_mib=peak_mib)


def times_faster(
    name: str, measured: float, peer: float, times: float, unit: str, *, peak_mib: float | None = None
) -> dict[str, object]:
    """A figure (less is better) that has to be so many times smaller than a peer's in the same run."""
    ratio = peer / measured
    return figure(name, measured, f"≥ {times:g} ×", unit, ratio >= times, peak_mib=peak_mib, peer=peer, ratio=ratio)


def report(rows: list[dict[str, object]]) -> None:
    print(json.dumps(rows, ensure_ascii=False))
