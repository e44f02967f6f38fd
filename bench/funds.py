"""The budget race: 500 approvals by 20 clerks at once against money for 300, reserve and commit each, on both vendors."""

import threading
import time
from decimal import Decimal
from typing import Any

from .databases import on_both, run
from .figure import below, figure

CLERKS, BUDGET = 20, 300
ASKED = 500  # approvals in all, the same number of each clerk


def figures(asked: int = ASKED) -> list[dict[str, Any]]:
    """Every figure, the two databases each in a process of its own."""
    return on_both("bench.funds", asked)


def here(asked: int) -> list[dict[str, Any]]:
    """One race on the database of the environment."""
    from django.db import connection

    from qingzhi.domains.funds.queries import ledger_problems
    from qingzhi.domains.funds.testing import make_line

    vendor = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    each = asked // CLERKS
    times, granted, refused = race(make_line(BUDGET), each)
    times.sort()
    sound = (granted, refused) == (BUDGET, CLERKS * each - BUDGET) and not ledger_problems()
    whole = times.pop()
    p95 = times[int(len(times) * 0.95)] * 1000
    name = f"{CLERKS * each} approvals at once for money for {BUDGET} ({vendor}, {CLERKS} clerks, waiting included)"
    return [
        figure(f"{name}: granted", granted, f"= {BUDGET}", "approvals", sound),
        below(f"{name}: whole race", whole, 30, "s"),
        below(f"{name}: p95 of one", p95, 2000, "ms"),
    ]


def race(line: object, each: int) -> tuple[list[float], int, int]:
    """All clerks begin together; gives the time of each approval (and, the largest, of the whole), granted, refused."""
    from django.db import connection

    from qingzhi.base.permits import SYSTEM
    from qingzhi.domains.funds.actions import commit, reserve
    from qingzhi.domains.funds.refusals import AppropriationExceeded
    from qingzhi.domains.funds.terms import Reference

    times: list[float] = []
    outcomes: list[bool] = []
    barrier = threading.Barrier(CLERKS)

    def work(number: int) -> None:
        barrier.wait()
        for turn in range(each):
            reference = Reference("bench.case", f"{number}-{turn}", "申请")
            began, key = time.perf_counter(), f"{number}-{turn}"
            try:
                reserve(actor=SYSTEM, reference=reference, amount=Decimal(1), key=f"r{key}", line=line)  # type: ignore[arg-type]
                commit(actor=SYSTEM, reference=reference, key=f"c{key}")
                outcomes.append(True)
            except AppropriationExceeded:
                outcomes.append(False)
            times.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLERKS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [*times, time.perf_counter() - began], outcomes.count(True), outcomes.count(False)


if __name__ == "__main__":
    run(figures, here, ASKED)
