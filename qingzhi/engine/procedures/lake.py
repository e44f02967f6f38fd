"""Cases in the lake: what happened when, and how long it took; no names, no words, nobody's person.

A case's own row, its entries, limits and stops are tables by the case's id: the lock that every write takes first tells
the lake. How long things took is joined there (`queries/durations.py`).
"""

from django.urls import reverse
from django.utils.timezone import localtime

from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from .access import visible_cases
from .models import Case

KIND = "procedures.case"  # what the lake is told of
PARTS = (
    ("case_steps", "办理记录", "CaseEntry", ("at", "step", "from_state", "to_state", "layer")),
    ("case_clocks", "办件计时", "CaseClock", ("code", "limit", "started_on", "due_on", "ended_on")),
    ("case_stops", "办件中止", "CaseStop", ("from_on", "to_on", "state", "clock")),
    ("case_links", "关联办件", "CaseLink", ("to_id", "kind", "at")),
)
CASE = (
    "id", "procedure", "procedure_version", "rules_on", "state", "region_code", "body_id", "due_on", "opened_at", "submitted_at",
    "entered_at", "closed_at", "outcome", "revision", "rating", "rated_at",
)  # fmt: skip


def register_lake() -> None:
    """Cases, and one table for each sort of what hangs on them."""
    lake_table(LakeTable("cases", "办件", "procedures.Case", {one: one for one in CASE}, feeds=(KIND,)))
    for name, title, model, columns in PARTS:
        held = {one: one for one in ("id", "case_id", *columns)}
        lake_table(LakeTable(name, title, f"procedures.{model}", held, id_field="case_id", feeds=(KIND,)))
    record_source(
        RecordSource(
            "cases", "办件", "件", visible_cases, _shown, lambda case: reverse("procedures:case", args=[case.pk])
        )
    )


def _shown(case: Case) -> Shown:
    """A case as a list behind a figure shows it."""
    day = localtime(case.submitted_at or case.opened_at).date()
    return Shown(f"{case.number} {case.title}", f"{case.declared.title}，{case.state_label}", case.region_code, day)
