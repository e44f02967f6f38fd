"""How long protection takes at 200,000 cases of all kinds: the board of silence, an officer's inbox and case pages, public progress by
code; on SQLite in a file and on PostgreSQL.

`python -m bench.protection [cases]` makes databases of its own in temporary folders, prints JSON and leaves nothing behind.
"""

import sys
import time
from typing import Any

from .databases import on_both, run
from .figure import below

CASES = 200_000
PAGE_MS, PROGRESS_MS = 150.0, 50.0
LISTS, PAGES = 15, 20  # queries
TIMES = 25


def figures(cases: int = CASES) -> list[dict[str, Any]]:
    """Every figure, the two databases each in a process of its own."""
    return on_both("bench.protection", cases)


def here(cases: int) -> list[dict[str, Any]]:
    """Seed and measure in this process, on the database of the environment."""
    from django.db import connection

    from qingzhi.base import clock

    from .seed_protection import TODAY, seed

    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    with clock.fixed(TODAY):
        begin = time.perf_counter()
        seeded = seed(cases)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{name}: seeded {cases:,} cases in {time.perf_counter() - begin:.0f} s", file=sys.stderr)
        return [*pages(name, cases, seeded), *progress(name, cases, seeded)]


def pages(name: str, cases: int, seeded: Any) -> list[dict[str, Any]]:
    """The board, the inbox and a case page of each kind: milliseconds and queries."""
    from django.test import Client

    from .pages import measure

    officer, conference, found = Client(), Client(), []
    for client, user in ((officer, seeded.officer), (conference, seeded.conference)):
        client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    asked = [
        (conference, "谁没有答复（联席会议，全部）", "/coordination/board/", LISTS), (officer, "谁没有答复（本单位）", "/coordination/board/", LISTS),
        (officer, "办件", "/cases/", PAGES), (officer, "办件：已超期", "/cases/?light=late", PAGES), (officer, "待办", "/inbox/", PAGES),
        *((officer, f"办件页：{_title(code)}", f"/cases/{pk}/", PAGES) for code, pk in seeded.cases.items()),
    ]  # fmt: skip
    for client, title, url, most in asked:
        p95, queries = measure(client, url, TIMES)
        print(f"{name} {title}: {p95:.0f} ms, {queries} queries", file=sys.stderr)
        found.append(below(f"{title}，{cases:,} 件，{name}，服务器用时 p95", p95, PAGE_MS, "ms"))
        found.append(below(f"{title}，{name}，查询次数", queries, most, "次"))
    return found


def progress(name: str, cases: int, seeded: Any) -> list[dict[str, Any]]:
    """Public progress by code, without an account: what takes the code and the page that answers it, each request by itself."""
    from django.test import Client

    client, found = Client(), []
    for code in ("enforcement.complaint", "enforcement.adjudication"):
        took = [_asked(client, seeded.codes[code], number) for number in range(TIMES + 1)][1:]
        for what, times in (("收下查询码", [one[0] for one in took]), ("回答的一页", [one[-1] for one in took])):
            p95 = sorted(times)[round(len(times) * 0.95) - 1]
            print(f"{name} progress of {code}, {what}: {p95:.0f} ms", file=sys.stderr)
            title = f"凭查询码查进度（{what}）：{_title(code)}，{cases:,} 件，{name}，服务器用时 p95"
            found.append(below(title, p95, PROGRESS_MS, "ms"))
    return found


def _asked(client: Any, receipt: str, number: int) -> list[float]:
    """Milliseconds of each request of one question; each question from another address, since one has only so many tries."""
    where = {"REMOTE_ADDR": f"10.{number // 250}.{number % 250}.1"}
    took, url, answer = [], "/progress/", None
    while url:
        begin = time.perf_counter()
        answer = client.get(url, **where) if took else client.post(url, {"code": receipt}, **where)
        took.append((time.perf_counter() - begin) * 1000)
        url = answer.headers.get("Location", "")
    if answer is None or answer.status_code != 200 or len(took) < 2 or "办理" not in answer.content.decode():
        raise SystemExit(f"progress of {receipt} was not told")
    return took


def _title(code: str) -> str:
    from qingzhi.engine.procedures.registry import procedure_of

    return procedure_of(code).title


if __name__ == "__main__":
    run(figures, here, CASES)
