"""How long the pages of tracking take at 200 bodies, 5,000 tasks and 60,000 reports, through Django's own test client.

`python -m bench.pages` makes a database of its own in a temporary folder, prints JSON and leaves nothing behind.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from typing import Any

from .figure import below, report

P95_MS, QUERIES, TIMES = 150.0, 15, 25


def addresses() -> list[tuple[str, str]]:
    """The pages that are measured, by name."""
    from django.urls import reverse

    from qingzhi.domains.plan.models import DunningNotice, PlanTask, ProgressReport, ReportingRound

    round_ = ReportingRound.objects.order_by("-period_from").first()
    tasks, reports = reverse("plan:tasks"), reverse("plan:reports")
    return [
        ("任务清单", tasks),
        ("任务清单：逾期", f"{tasks}?state=overdue"),
        ("任务清单：预警", f"{tasks}?state=due_soon"),
        ("任务清单：按单位和地区", f"{tasks}?q=保护&region=990100"),
        ("任务清单：第 200 页", f"{tasks}?page=200"),
        ("我的任务", reverse("plan:my_tasks")),
        ("进展填报清单", reports),
        ("进展填报清单：逾期未报", f"{reports}?late=1"),
        ("进展填报清单：第 2,000 页", f"{reports}?page=2000"),
        ("审核填报", reverse("plan:review_queue")),
        ("填报期清单", reverse("plan:rounds")),
        ("填报期：单位与状态", reverse("plan:round", args=[round_.pk])),
        ("督办单清单", reverse("plan:dunning")),
        ("谁没有行动", reverse("plan:inaction")),
        ("单位履职记录", reverse("plan:records")),
        ("一个单位的履职记录（单页）", reverse("plan:body_record", args=["body-007"])),
        ("任务页（单页）", reverse("plan:task", args=[PlanTask.objects.order_by("pk")[2500].pk])),
        ("填报页（单页）", reverse("plan:report", args=[ProgressReport.objects.order_by("pk")[30000].pk])),
        ("督办单页（单页）", reverse("plan:dunning_notice", args=[DunningNotice.objects.order_by("pk")[200].pk])),
        *_more(),
    ]


def _more() -> Iterable[tuple[str, str]]:
    """Pages whose addresses are known only where they are installed."""
    from django.urls import NoReverseMatch, reverse

    for title, name in (("联席会议", "plan:meetings"), ("联席会议成员", "plan:members"), ("基层基础条件", "plan:grassroots"),
                        ("立法项目", "plan:legislation")):  # fmt: skip
        try:
            yield title, reverse(name)
        except NoReverseMatch:
            continue


def measure(client: Any, url: str, times: int = TIMES) -> tuple[float, int]:
    """The 95th percentile in milliseconds, after one warming run, and the number of queries."""
    from django.db import connection

    count = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    client.get(url)
    with connection.execute_wrapper(counting):
        answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url}: {answer.status_code}")
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        client.get(url)
        took.append((time.perf_counter() - begin) * 1000)
    took.sort()
    return took[min(len(took) - 1, round(len(took) * 0.95) - 1)], count


def rows(times: int = TIMES) -> list[dict[str, Any]]:
    """Seed and measure; two rows a page: milliseconds and queries."""
    from django.test import Client

    from bench.seed_large import TODAY, office_user, seed
    from qingzhi.base import clock

    with clock.fixed(TODAY):
        counts = seed()
        print(json.dumps(counts, ensure_ascii=False), file=sys.stderr)
        client = Client()
        client.force_login(office_user(), backend="qingzhi.base.identity.backends.PasswordBackend")
        found: list[dict[str, Any]] = []
        for title, url in addresses():
            p95, queries = measure(client, url, times)
            found.append(below(f"{title}，服务器用时 p95", p95, P95_MS, "ms"))
            if not title.endswith("（单页）"):  # the goal for queries is that of lists
                found.append(below(f"{title}，查询次数", queries, QUERIES, "次"))
        return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
        os.environ["QINGZHI_DATA"] = folder
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        report(rows())


if __name__ == "__main__":
    main()
