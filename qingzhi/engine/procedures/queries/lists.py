"""Cases in lists: the desk's inbox, the applicant's own, what is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Person
from qingzhi.base.permits import Actor

from ..access import deputised, visible_cases
from ..declaring import Step
from ..models import Case
from ..registry import all_procedures, every_version
from ..terms import Waits

TABS = (("mine", "我承办的"), ("unowned", "待认领"), ("body", "本单位"), ("deputy", "代他人办理"))


def inbox_cases(actor: Actor) -> QuerySet[Case]:
    """The cases that the actor sees, with what a row of the inbox names; what applicants have not sent is no case yet."""
    return visible_cases(actor).exclude(drafts()).select_related("body", "owner", "applicant")


def tab_of(actor: Actor, tab: str) -> Q:
    """The cases of one tab."""
    mine, body = Q(owner__in=Person.objects.filter(subject=actor.subject_id)), Q(body=actor.body_id)
    if tab == "deputy":
        return deputised(actor)
    return {"mine": mine, "unowned": body & Q(owner=None), "body": body}[tab]


def own_cases(actor: Actor) -> QuerySet[Case]:
    """The cases of the subject that the actor acts for: an applicant's."""
    if not actor.is_signed_in or actor.acts_for is None:
        return Case.objects.none()
    return Case.objects.filter(applicant=actor.acts_for).select_related("body", "owner", "applicant")


def states_with(waits: str) -> Q:
    """A filter: cases in a state that waits on somebody."""
    found = Q(pk__in=[])
    for one in every_version():
        codes = [state.code for state in one.states if state.waits.value == waits]
        if codes:
            found |= Q(procedure=one.code, procedure_version=one.version, state__in=codes)
    return found


def drafts() -> Q:
    """A filter: what an applicant has begun and not sent."""
    found = Q(pk__in=[])
    for one in every_version():
        if one.state(one.initial).waits is Waits.APPLICANT:
            found |= Q(procedure=one.code, procedure_version=one.version, state=one.initial)
    return Q(submitted_at=None, closed_at=None) & found


def states_named(label: str) -> Q:
    """A filter: cases whose state bears a label, in whichever procedure and version."""
    found = Q(pk__in=[])
    for one in every_version():
        codes = [state.code for state in one.states if state.label == label]
        if codes:
            found |= Q(procedure=one.code, procedure_version=one.version, state__in=codes)
    return found


def states_in_stage(stage: str) -> Q:
    """A filter: cases in a stage, in whichever procedure and version."""
    found = Q(pk__in=[])
    for one in every_version():
        codes = [state.code for state in one.states if state.stage == stage]
        if codes:
            found |= Q(procedure=one.code, procedure_version=one.version, state__in=codes)
    return found


def counts_by_stage(actor: Actor, year: int, today: date | None = None) -> dict[tuple[str, str], dict[str, int]]:
    """For each procedure and stage ("" where a state has none): how many cases are open, overdue, were closed in a year. One
    query over the cases of the desk's inbox."""
    today = today or clock.today()
    is_open = Q(closed_at=None)
    rows = (
        visible_cases(actor).exclude(drafts()).order_by().values("procedure", "procedure_version", "state")
        .annotate(open=Count("pk", filter=is_open), late=Count("pk", filter=is_open & Q(due_on__lt=today)),
                  closed=Count("pk", filter=Q(closed_at__year=year)))
    )  # fmt: skip
    stages = {(one.code, one.version, state.code): state.stage for one in every_version() for state in one.states}
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        key = (row["procedure"], stages.get((row["procedure"], row["procedure_version"], row["state"]), ""))
        counts = found.setdefault(key, {"open": 0, "late": 0, "closed": 0})
        counts["open"] += row["open"]
        counts["late"] += row["late"]
        counts["closed"] += row["closed"]
    return found


def state_labels(procedure: str = "") -> list[str]:
    """The labels of all states, each once, of one procedure where it is given."""
    chosen = [one for one in all_procedures() if not procedure or one.code == procedure]
    return list(dict.fromkeys(state.label for one in chosen for state in one.states))


def batch_steps(codes: Sequence[str]) -> list[tuple[str, Step]]:
    """The steps that may be taken for many cases at once, of these procedures: (procedure, step)."""
    return [(one.code, step) for one in all_procedures() if one.code in codes for step in one.steps if step.batch]


def due_by_procedure(actor: Actor, today: date | None = None) -> list[dict[str, Any]]:
    """For each procedure with open cases that wait on the desk: how many are open, due today, overdue. One query."""
    today = today or clock.today()
    rows = (
        visible_cases(actor).filter(states_with("desk"), closed_at=None).order_by().values("procedure")
        .annotate(open=Count("pk"), due_today=Count("pk", filter=Q(due_on=today)), late=Count("pk", filter=Q(due_on__lt=today)))
    )  # fmt: skip
    titles = {one.code: one.title for one in all_procedures()}
    found = [{**row, "title": titles.get(row["procedure"], row["procedure"])} for row in rows]
    return sorted(found, key=lambda row: (-row["late"], -row["due_today"], row["title"]))


def own_counts(actor: Actor) -> dict[str, int]:
    """How many cases of the actor's subject ask something of it, are open, closed, unrated. One query."""
    is_open = Q(closed_at=None)
    return own_cases(actor).order_by().aggregate(
        todo=Count("pk", filter=states_with("applicant") & is_open), open=Count("pk", filter=is_open),
        closed=Count("pk", filter=~is_open), unrated=Count("pk", filter=~is_open & Q(rating=None)),
    )  # fmt: skip
