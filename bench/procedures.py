"""How long cases take at 100,000 cases and 1,000,000 work items and entries: the inbox, a case page, and a step taken by
20 clients at a stated open rate, waiting included, on SQLite in a file and on PostgreSQL; nothing lost, none doubled.

`python -m bench.procedures [cases]` makes databases of its own in temporary folders, prints JSON and leaves nothing behind.
"""

import sys
import threading
import time
from datetime import date, timedelta
from typing import Any

from .databases import on_both, run
from .figure import below, figure

CASES = 100_000  # each with five entries and five work items: a million of them
TODAY = date(2018, 7, 2)
BATCH = 2_000
CLIENTS, RATE, STEPS = 20, 20.0, 400  # threads, steps begun a second, steps in all
PAGE_MS, PAGE_QUERIES = 150.0, 20
GOALS = {"sqlite": (40.0, 1_000.0), "postgresql": (25.0, 1_000.0)}  # p95 and worst, in milliseconds


def figures(cases: int = CASES) -> list[dict[str, Any]]:
    """Every figure, the two databases each in a process of its own."""
    return on_both("bench.procedures", cases)


def here(cases: int) -> list[dict[str, Any]]:
    """Seed and measure in this process, on the database of the environment."""
    from django.db import connection

    from qingzhi.base import clock

    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    with clock.fixed(TODAY):
        first, user = seed(cases)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return [*pages(name, cases, first, user), *steps(name, connection.vendor, first, user)]


def pages(name: str, cases: int, first: int, user: Any) -> list[dict[str, Any]]:
    """The inbox and a case page: milliseconds and queries."""
    from django.test import Client

    from bench.pages import measure

    client, found = Client(), []
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    for title, url in (("办件清单", "/cases/"), ("办件清单：已超期", "/cases/?light=late"), ("办件清单：待认领", "/cases/?tab=unowned"),
                       ("办件清单：按环节", "/cases/?state=审查中"), ("办件清单：按名称", "/cases/?q=00777"),
                       ("办件页（单页）", f"/cases/{first + 777}/")):  # fmt: skip
        p95, queries = measure(client, url)
        print(f"{name} {title}: {p95:.0f} ms, {queries} queries", file=sys.stderr)
        found.append(below(f"{title}，{cases:,} 件，{name}，服务器用时 p95", p95, PAGE_MS, "ms"))
        found.append(below(f"{title}，{name}，查询次数", queries, PAGE_QUERIES, "次"))
    return found


def steps(name: str, vendor: str, first: int, user: Any) -> list[dict[str, Any]]:
    """Steps begun at an open rate, whether or not earlier ones are done: the clock of each starts when it is due to begin."""
    from qingzhi.base.audit.models import AuditEntry
    from qingzhi.engine.procedures.models import Case, CaseEntry

    chosen = list(
        Case.objects.filter(pk__gte=first, state="submitted").order_by("pk").values_list("pk", flat=True)[:STEPS]
    )
    audited = AuditEntry.objects.filter(action="procedures.step.accept").count()
    took, failed = _at_rate(chosen, user)
    for each in failed[:3]:
        print(f"{name} step failed: {each}", file=sys.stderr)
    moved = Case.objects.filter(pk__in=chosen, state="review", revision=2).count()
    entries = CaseEntry.objects.filter(case__in=chosen, step="accept").count()
    told = AuditEntry.objects.filter(action="procedures.step.accept").count() - audited
    p95, worst = sorted(took)[int(len(took) * 0.95) - 1], max(took)
    print(f"{name} step: p95 {p95:.1f} ms, worst {worst:.0f} ms, {moved}/{len(chosen)} moved", file=sys.stderr)
    most, longest = GOALS[vendor]
    rate = f"{CLIENTS} 个客户端，每秒 {RATE:g} 步，含等待，{name}"
    lost, doubled = len(chosen) - moved, max(entries, told) - len(chosen)
    return [
        below(f"办理一步 p95，{rate}", p95, most, "ms"),
        below(f"办理一步，最慢，{rate}", worst, longest, "ms"),
        figure(f"办理一步，丢失，{name}", lost, "0", "步", lost == 0),
        figure(f"办理一步，重复，{name}", doubled, "0", "步", doubled == 0),
    ]


def _at_rate(chosen: list[int], user: Any) -> tuple[list[float], list[str]]:
    from django.db import connection

    from qingzhi.base.identity.queries import actor_in, posts_of
    from qingzhi.engine.procedures.actions import take_step
    from qingzhi.engine.procedures.models import Case

    actor = actor_in(posts_of(user).get(), user=user)
    took, failed, begin = [0.0] * len(chosen), [], time.perf_counter() + 1.0

    def client(number: int) -> None:
        try:
            for at in range(number, len(chosen), CLIENTS):
                due = begin + at / RATE
                time.sleep(max(0.0, due - time.perf_counter()))
                try:
                    take_step(actor=actor, case=Case(pk=chosen[at]), step="accept", revision=1)
                except Exception as error:
                    failed.append(f"{chosen[at]}: {error!r}")
                took[at] = (time.perf_counter() - due) * 1000
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return took, failed


def seed(cases: int) -> tuple[int, Any]:
    """Cases with dossiers, clocks, entries and work items in bulk; returns the first case's number and an officer."""
    from qingzhi.base import clock
    from qingzhi.base.identity.models import Subject
    from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
    from qingzhi.engine.limits.models import LimitRule
    from qingzhi.engine.procedures.models import Case, CaseClock
    from qingzhi.engine.procedures.testing import CODE, SampleDossier, create_sample_table, register_sample

    register_sample()
    create_sample_table()
    for code, value in (("sample.acceptance", 5), ("sample.decision", 20)):
        LimitRule.objects.create(code=code, title="示例期限", value=value, unit="day", counting="working", source="示例", status="confirmed")  # fmt: skip
    body, user = a_body(), an_account("bench")
    permits = ("procedures.case.view", "procedures.case.handle", "tasks.view", "tasks.handle")
    a_post(user, a_role("bench", *permits), body)
    firms = Subject.objects.bulk_create(
        [Subject(kind="party", display_name=f"示例企业{n:05d}") for n in range(cases // 20 + 1)]
    )
    now, states = clock.now(), ("submitted", "submitted", "review", "granted", "granted")
    rows = []
    for number in range(cases):
        state = states[number % 5]
        closed = state == "granted"
        rows.append(Case(
            number=f"SL2018{number:06d}", procedure=CODE, rules_on=TODAY, state=state, title=f"示例申请 {number:06d}",
            region_code=body.region.code, body=body, owner=user.person if number % 3 == 0 else None, applicant=firms[number % len(firms)],
            due_on=None if closed else TODAY + timedelta(days=number % 90 - 10), opened_at=now, submitted_at=now, entered_at=now,
            closed_at=now if closed else None, outcome="granted" if closed else "", receipt_code=f"B{number:011d}", revision=1,
        ))  # fmt: skip
    Case.objects.bulk_create(rows, batch_size=BATCH)
    made = list(Case.objects.order_by("pk").values_list("pk", "state", "due_on"))
    SampleDossier._default_manager.bulk_create(
        [SampleDossier(case_id=pk, asked=1000) for pk, _, _ in made], batch_size=BATCH
    )
    CaseClock.objects.bulk_create([
        CaseClock(case_id=pk, code="acceptance", label="受理期限", limit="sample.acceptance", started_on=TODAY, due_on=due, explained=["示例"])
        for pk, state, due in made if state == "submitted"
    ], batch_size=BATCH)  # fmt: skip
    _rows_about([pk for pk, _, _ in made], {pk: (state, due) for pk, state, due in made}, body, user)
    return made[0][0], user


def _rows_about(keys: list[int], known: dict[int, tuple[str, Any]], body: Any, user: Any) -> None:
    """Entries and work items: five of each a case, of which one item is open where the case is."""
    from qingzhi.base import clock
    from qingzhi.engine.procedures.models import Case, CaseEntry
    from qingzhi.engine.tasks.models import WorkItem

    now, kind = clock.now(), Case._meta.label_lower
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        CaseEntry.objects.bulk_create([
            CaseEntry(case_id=pk, at=now, step="submit" if n == 4 else "", label="提交" if n == 4 else "留言",
                      from_state="draft", to_state="submitted", layer=("applicant", "internal")[n % 2], by="示例", text="示例留言")
            for pk in part for n in range(5)
        ])  # fmt: skip
        WorkItem.objects.bulk_create([
            WorkItem(kind="procedures.sample.request", title="受理：示例申请", url=f"/cases/{pk}/", body=body, subject_kind=kind,
                     subject_id=str(pk), lead_region=body.region.code, opened_at=now, due_on=known[pk][1],
                     closed_at=None if n == 0 and known[pk][0] != "granted" else now,
                     outcome="" if n == 0 and known[pk][0] != "granted" else "done")
            for pk in part for n in range(5)
        ])  # fmt: skip


if __name__ == "__main__":
    run(figures, here, CASES)
