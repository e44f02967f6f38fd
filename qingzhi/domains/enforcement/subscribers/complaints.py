"""A complaint waits for the cases that it became, and for nothing where it became none."""

from qingzhi.base.events.bus import subscribe
from qingzhi.engine.procedures.events import CaseClosed

from ..actions.complaint_routing import settle_complaint
from ..events.complaints import CaseRouted
from ..models import Complaint, ComplaintRoute


@subscribe(CaseRouted, "enforcement.settle_routed")
def on_routed(happened: CaseRouted) -> None:
    """Where nothing is handled here, the complainant is told at once."""
    case_id = Complaint.objects.values_list("case_id", flat=True).get(pk=happened.complaint_id)
    settle_complaint(case_id=case_id)


@subscribe(CaseClosed, "enforcement.settle_closed")
def on_closed(happened: CaseClosed) -> None:
    """With its last case a complaint has its result."""
    for case_id in ComplaintRoute.objects.filter(target=happened.case_id).values_list("complaint__case_id", flat=True):
        settle_complaint(case_id=case_id)
