"""Walks of a complaint and of the dispute that it may become."""

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.domains.enforcement.actions.complaint_pieces import COMPLAINANT
from qingzhi.domains.enforcement.testing.complaints import make_complaint, officer
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    """Whoever holds the code, or an officer."""
    return COMPLAINANT if step.lane == "complainant" else officer()


def complaint() -> Case:
    return make_complaint().case


def dispute() -> Case:
    return make_complaint("handling").routes.get().target


def settle(case: Case) -> None:
    """The cases that it became are closed (their own walks hold how)."""
    keys = case.complaint.routes.values("target")
    Case.objects.filter(pk__in=keys).update(closed_at=clock.now(), outcome="closed", state="terminated")


COMPLAINT = Walk(
    code="enforcement.complaint",
    variants={"complaint": complaint},
    who=who,
    data={
        "route": {"ways": ["grievance"], "why": "只要求退款"},
        "tell": {"result": "商家已经退款", "solved": "yes"},
    },
    before={"results_in": settle},
    paths=(
        ("complaint", "ask answer ask wait go_on route wait results_in tell reopen refuse reopen withdraw"),
        ("complaint", "route results_in tell reopen route"),
    ),
)
GRIEVANCE = Walk(
    code="enforcement.grievance",
    variants={"dispute": dispute},
    who=who,
    data={"agree": {"agreement": "退款八百元"}, "fail": {"why": "商家不接受调解"}},
    paths=(
        ("dispute", "accept wait agree"),
        ("dispute", "accept fail tell_end"),
        ("dispute", "accept withdraw"),
        ("dispute", "refuse"),
    ),
)
