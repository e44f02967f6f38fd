"""Whose turn it is: the work item that a case's state opens."""

from collections.abc import Sequence

from qingzhi.base.permits import Actor
from qingzhi.engine.tasks.actions import close_items, open_item, renew_item
from qingzhi.engine.tasks.models import WorkItem
from qingzhi.engine.tasks.terms import Outcome

from ..models import Case, CaseClock
from ..registry import work_kind_of
from ..terms import Waits


def case_url(case: Case) -> str:
    """Where a case is worked on; the same page for desk and applicant."""
    return f"/cases/{case.pk}/"


def set_work(actor: Actor, case: Case, clocks: Sequence[CaseClock] | None = None) -> None:
    """Close what the case no longer waits for and open what it waits for now; what is rightly open keeps its history.

    `clocks` are those that run, where the caller has just counted them.
    """
    kind, state = work_kind_of(case.procedure), case.state_declared
    waits = state.waits if state.task and case.is_open else Waits.NOBODY
    if waits is Waits.APPLICANT and case.applicant_id is None:
        waits = Waits.DESK  # on paper or without a name: the desk enters what comes and watches the limit
    found = WorkItem.objects.filter(
        kind=kind, subject_kind=case._meta.label_lower, subject_id=str(case.pk), closed_at=None
    ).first()
    title = f"{state.task}{_until(case, clocks)}：{case.title}"[:200]
    if found is not None and _is_right(found, case, waits):
        _renew(found, case, title, clocks)
        return
    if found is not None:
        close_items(actor=actor, subject=case, kind=kind, outcome=Outcome.DONE)
    if waits in (Waits.DESK, Waits.APPLICANT):
        holder = {"body": case.body, "owner": case.owner} if waits is Waits.DESK else {"holder": case.applicant}
        open_item(
            actor=actor, kind=kind, title=title, url=case_url(case), subject=case, due_on=case.due_on,
            due_explained=explained(case, clocks), lead_region=case.region_code,
            priority=case.priority, **holder,
        )  # fmt: skip


def _until(case: Case, clocks: Sequence[CaseClock] | None) -> str:
    """The period that has to pass first, for the item's title: it is nobody's due day."""
    periods = case.declared.periods
    if not periods or not case.is_open:
        return ""
    rows = case.clocks.filter(ended_on=None) if clocks is None else clocks
    found = next((one for one in rows if one.code in periods and one.due_on is not None), None)
    return f"（{found.label}到 {found.due_on} 届满）" if found is not None else ""


def explained(case: Case, clocks: Sequence[CaseClock] | None = None) -> list[str]:
    """How the nearest due day was counted."""
    if case.due_on is None:
        return []
    rows, periods = case.clocks.filter(ended_on=None) if clocks is None else clocks, case.declared.periods
    return next((list(one.explained) for one in rows if one.due_on == case.due_on and one.code not in periods), [])


def _is_right(item: WorkItem, case: Case, waits: Waits) -> bool:
    if waits is Waits.DESK:
        return item.body_id == case.body_id
    return waits is Waits.APPLICANT and item.holder_id == case.applicant_id


def _renew(item: WorkItem, case: Case, title: str, clocks: Sequence[CaseClock] | None) -> None:
    """The same holder goes on with another verb and, it may be, another due day."""
    if (item.title, item.due_on) != (title, case.due_on):
        renew_item(item=item, title=title, due_on=case.due_on, due_explained=explained(case, clocks))
