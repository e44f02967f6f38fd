"""The budget race: 500 approvals by 20 clerks at once against money for 300, reserve and commit each, on both vendors."""

import os
import sys
import tempfile
import threading
import time
from decimal import Decimal

from .figure import below, figure, report

CLERKS, EACH, BUDGET = 20, 25, 300


def main() -> None:
    report(figures())


def figures() -> list[dict[str, object]]:
    """Measure on SQLite and, where a server is installed, on PostgreSQL; each in a process of its own."""
    import json
    import subprocess

    if len(sys.argv) > 1:  # the measuring process itself
        return measured(sys.argv[1])
    from tests.postgres import programs, temporary_server

    rows: list[dict[str, object]] = []
    command = [sys.executable, "-m", "bench.funds"]
    with tempfile.TemporaryDirectory(prefix="qingzhi-funds-") as folder:
        plain = {**os.environ, "QINGZHI_DATA": folder, "DJANGO_SETTINGS_MODULE": "qingzhi.config.settings"}
        done = subprocess.run(
            [*command, "SQLite"], env={**plain, "DATABASE_URL": ""}, check=True, stdout=subprocess.PIPE
        )
        rows += json.loads(done.stdout)
        if programs() is not None:
            with temporary_server() as url:
                done = subprocess.run(
                    [*command, "PostgreSQL"], env={**plain, "DATABASE_URL": url}, check=True, stdout=subprocess.PIPE
                )
                rows += json.loads(done.stdout)
    return rows


def measured(vendor: str) -> list[dict[str, object]]:
    """One race on a fresh database."""
    import django

    django.setup()
    from django.core.management import call_command

    from qingzhi.domains.funds.queries import ledger_problems
    from qingzhi.domains.funds.testing import make_line

    call_command("migrate", verbosity=0)
    line = make_line(BUDGET)
    times, granted, refused = race(line)
    times.sort()
    sound = (granted, refused) == (BUDGET, CLERKS * EACH - BUDGET) and not ledger_problems()
    whole = times.pop()
    p95 = times[int(len(times) * 0.95)] * 1000
    name = f"500 approvals at once for money for 300 ({vendor}, {CLERKS} clerks, waiting included)"
    return [
        figure(f"{name}: granted", granted, f"= {BUDGET}", "approvals", sound),
        below(f"{name}: whole race", whole, 30, "s"),
        below(f"{name}: p95 of one", p95, 2000, "ms"),
    ]


def race(line: object) -> tuple[list[float], int, int]:
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
        for turn in range(EACH):
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
    main()
