"""What each role needs in the morning: what is due, what waits, what money is left. A fixed number of queries each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.domains.funds.queries import available
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.queries.lists import states_with

from ..access import visible_applications
from ..models import Call, Recheck, SubsidyApplication
from ..terms import CallState

NONE = Decimal(0)


def pressing(actor: Actor, most: int = 6) -> list[Case]:
    """The open cases of support that wait on the actor's body, those with the nearest limit first."""
    rows = visible_cases(actor).filter(states_with("desk"), closed_at=None, procedure__startswith="support.")
    return list(rows.filter(body=actor.body_id).order_by(F("due_on").asc(nulls_last=True), "pk")[:most])


@dataclass(frozen=True)
class CallStanding:
    """A call as a card tells it."""

    call: Call
    filed: int
    open: int
    late: int
    promised: Decimal
    left: Decimal | None


def standing_calls(actor: Actor, most: int = 4) -> list[CallStanding]:
    """The calls that still have something to do: open, or with cases that are not ended; the latest to close last."""
    today = clock.today()
    rows = Call.objects.filter(state=CallState.PUBLISHED).select_related("programme")
    busy = visible_applications(actor).filter(case__closed_at=None).values("call")
    calls = list(rows.filter(Q(closes_on__gte=today) | Q(pk__in=busy)).order_by("closes_on", "code")[:most])
    filed = visible_applications(actor).filter(call__in=calls).exclude(case__state="draft").order_by()
    counted = filed.values("call").annotate(
        filed=Count("pk"), open=Count("pk", filter=Q(case__closed_at=None)), promised=Sum("amount_granted"),
        late=Count("pk", filter=Q(case__closed_at=None, case__due_on__lt=today)),
    )  # fmt: skip
    found: dict[int, Mapping[str, Any]] = {row["call"]: row for row in counted}
    return [_standing(one, found.get(one.pk, {})) for one in calls]


def _standing(call: Call, row: Mapping[str, Any]) -> CallStanding:
    left = available(call.programme) if call.programme is not None else None
    return CallStanding(
        call, row.get("filed", 0), row.get("open", 0), row.get("late", 0), row.get("promised") or NONE, left
    )


def recovering(actor: Actor, most: int = 6) -> Sequence[Recheck]:
    """What was decided to be paid back and has not come in whole."""
    rows = Recheck.objects.filter(case__in=visible_cases(actor).filter(procedure="support.recheck", state="recovering"))
    return list(rows.select_related("case", "paid").order_by(F("case__due_on").asc(nulls_last=True))[:most])


def own_figures(rows: QuerySet[SubsidyApplication]) -> dict[str, Any]:
    """An applicant's applications in numbers; one query."""
    return rows.aggregate(
        open=Count("pk", filter=Q(case__closed_at=None)),
        paid=Sum("amount_granted", filter=Q(paid_on__isnull=False)),
        coming=Sum("amount_granted", filter=Q(paid_on=None)),
        recovered=Sum("amount_recovered"),
    )
