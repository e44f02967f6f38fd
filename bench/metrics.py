"""Indicators over a large lake: all of them by region and year, one figure's records opened, and the same questions asked of PostgreSQL.

`python -m bench.metrics [rights] [cases]` seeds a lake of its own (10 M rights, 1 M cases) in a temporary folder, prints JSON and
leaves nothing behind. The records' page query is that of the list: the keys behind a province's figure of a year, sorted.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from .figure import below, figure, report

ROOT = Path(__file__).resolve().parent.parent
RIGHTS, CASES = 10_000_000, 1_000_000
YEARS = range(2008, 2018)
SECONDS, MIB, OPENED_MS, TIMES = 10.0, 4096.0, 300.0, 20.0
TURNS = 3
OPENED = "patents-granted"
BOTH = ("patents-granted", "patents-filed", "invention-patents-granted", "invention-patents-in-force", "trademarks-registered",
        "patents-lapsed", "penalty-clues", "penalty-decided", "service-requests")  # fmt: skip
TOGETHER = "together"
HERE = "--here"


def figures(rights: int = RIGHTS, cases: int = CASES) -> list[dict[str, Any]]:
    """Every figure: the lake is seeded once, asked in a process of its own, then by PostgreSQL."""
    from tests.postgres import programs, temporary_server

    from .peer_metrics import medians_of

    with tempfile.TemporaryDirectory(prefix="qingzhi-metrics-") as folder:
        started = time.perf_counter()
        _alone(folder, "seed", rights, cases)
        print(f"seeded {rights:,} rights, {cases:,} cases in {time.perf_counter() - started:.0f} s", file=sys.stderr)
        found, own = _alone(folder, "ask", rights, cases)
        if programs() is not None:
            with temporary_server() as address:
                peer = medians_of(address, Path(folder) / "lake", BOTH, YEARS, TURNS)
            found += _beside(own, peer, rights)
    return found  # type: ignore[no-any-return]


def _alone(folder: str, what: str, rights: int, cases: int) -> Any:
    """One step in a process of its own, so that its memory is its own."""
    environment = {**os.environ, "QINGZHI_DATA": folder, "DATABASE_URL": ""}
    command = [sys.executable, "-m", "bench.metrics", str(rights), str(cases), HERE, what]
    result = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(result.stdout)


def _beside(own: dict[str, float], peer: dict[str, float], rights: int) -> list[dict[str, object]]:
    """How many times faster the house answers: from the figures that it keeps, and counting them anew from the lake."""
    for code in BOTH:
        told = f"{code}: kept {own['kept ' + code] * 1000:.1f} ms, counted {own[code]:.2f} s, PostgreSQL {peer[code]:.2f} s"
        print(f"{told}, {peer[code] / own['kept ' + code]:.0f} × and {peer[code] / own[code]:.1f} ×", file=sys.stderr)
    size, theirs = (
        f"{len(BOTH)} questions by region and year, {rights / 1e6:g} M rights",
        sum(peer[code] for code in BOTH),
    )
    kept = sum(own[f"kept {code}"] for code in BOTH)
    return [
        _ratio(
            f"{size}: as pages read them (kept, made anew when the lake changes), against SQL on PostgreSQL",
            kept,
            theirs,
        ),
        _ratio(f"{size}: all counted anew from the lake at once, against SQL on PostgreSQL", own[TOGETHER], theirs),
    ]


def _ratio(name: str, mine: float, theirs: float) -> dict[str, object]:
    return figure(name, mine, f"≥ {TIMES:g} ×", "s", theirs / mine >= TIMES, peer=theirs, ratio=theirs / mine)


def seed_here(rights: int, cases: int) -> dict[str, int]:
    from .seed_lake import seed

    return seed(rights, cases)


def ask_here(rights: int, cases: int) -> tuple[list[dict[str, object]], dict[str, float]]:
    """All indicators at once, one's records, and each of the questions that PostgreSQL is asked by itself."""
    from qingzhi.base import clock
    from qingzhi.domains.metrics.queries.counting import counted, records_of
    from qingzhi.domains.metrics.queries.scanning import counted_many
    from qingzhi.domains.metrics.rules.periods import of_year
    from qingzhi.engine.lake.reading import snapshot

    from .seed_lake import AS_OF

    with clock.fixed(AS_OF):
        specs = _expressions()
        parts = [part for one in specs.values() for part in (one.part, one.whole) if part is not None]
        periods = [of_year(year) for year in YEARS]
        taken = [_timed(lambda: counted_many(snapshot(), parts, periods)) for _ in range(TURNS)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"all indicators: {', '.join(f'{one:.1f}' for one in taken)} s, peak {peak:.0f} MiB", file=sys.stderr)
        part = specs[OPENED].part
        lake = snapshot()
        opened = [
            _timed(lambda: lake.read(records_of(lake, part, "632800", periods[-1]))) * 1000 for _ in range(TURNS * 3)
        ]
        whole = [_timed(lambda: lake.read(records_of(lake, part, "630000", periods[-1]))) * 1000 for _ in range(TURNS)]
        print(f"records of the province: {statistics.median(whole):.0f} ms", file=sys.stderr)
        own = {code: _median(partial(counted, snapshot(), specs[code].part, periods)) for code in BOTH}
        own[TOGETHER] = _median(lambda: counted_many(snapshot(), [specs[code].part for code in BOTH], periods))
        own |= _kept({code: specs[code] for code in BOTH}, periods)
    size = f"{rights / 1e6:g} M rights, {cases / 1e6:g} M cases"
    rows = [
        below(
            f"{len(specs)} indicators by region and year from the lake, {size}",
            statistics.median(taken),
            SECONDS,
            "s",
            peak_mib=peak,
        ),
        below(f"memory of that, {size}", peak, MIB, "MiB"),
        below(
            f"records behind one figure of a prefecture and year, {size}", statistics.median(opened), OPENED_MS, "ms"
        ),
    ]
    return rows, own


def _kept(expressions: dict[str, Any], periods: list[Any]) -> dict[str, float]:
    """How long the same questions take of the figures that are kept: every region and year of an indicator, from the database."""
    from datetime import date

    from django.core.management import call_command

    from qingzhi.base import clock
    from qingzhi.domains.metrics.models import Formula, FormulaFigure, Indicator
    from qingzhi.domains.metrics.queries.formulas import compute_many, figure_series
    from qingzhi.engine.lake.reading import snapshot

    from .seed_lake import AS_OF, REGIONS

    call_command("migrate", verbosity=0)
    now = clock.now()
    regions = sorted({*REGIONS, *(f"{one[:4]}00" for one in REGIONS), "630000"})
    for code, figures in zip(
        expressions, compute_many(snapshot(), list(expressions.values()), periods, regions), strict=True
    ):
        indicator = Indicator.objects.create(code=code, name=code, unit="件")
        formula = Formula.objects.create(
            indicator=indicator, version=1, spec={}, state="published", valid_from=date(2000, 1, 1), drafted_at=now
        )
        FormulaFigure.objects.bulk_create(
            FormulaFigure(formula=formula, region_code=region, period=period.code, period_from=period.first, as_of=period.last,
                          value=figures.of(region, period).value, records=figures.of(region, period).count, lake_on=AS_OF, computed_at=now)
            for region in regions for period in periods
        )  # fmt: skip
    first, last = periods[0].first, periods[-1].last
    found = {}
    for code in expressions:
        assert len(figure_series([code], regions, first, last)) == len(regions), code
        found[f"kept {code}"] = _median(partial(figure_series, [code], regions, first, last))
    return found


def _expressions() -> dict[str, Any]:
    """Every formula that comes with the house."""
    from qingzhi.domains.metrics.queries.catalogue import catalogue
    from qingzhi.domains.metrics.rules.formula import read_formula

    rows = json.loads((ROOT / "qingzhi/config/reference/formulas.json").read_text(encoding="utf-8"))
    return {row["indicator"]: read_formula(row["spec"], catalogue()) for row in rows}


def _median(do: Callable[[], object]) -> float:
    return statistics.median(_timed(do) for _ in range(TURNS))


def _timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def main() -> None:
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    rights, cases = [*numbers, *[RIGHTS, CASES][len(numbers) :]][:2]
    if HERE not in sys.argv:
        report(figures(rights, cases))
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
    import django

    django.setup()
    print(json.dumps(seed_here(rights, cases) if "seed" in sys.argv else ask_here(rights, cases), ensure_ascii=False))


if __name__ == "__main__":
    main()
