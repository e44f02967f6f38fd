"""How complaints are handled: on time or not, what staff think of it, and apart from that what complainants do."""

from dataclasses import dataclass

from django.db.models import Avg, Count, F, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.pages.components import Figure
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import CaseClock

from ..models import Complaint, ComplaintRoute, Satisfaction
from ..terms.complaints import Solved, Way

CODE = "enforcement.complaint"


@dataclass(frozen=True)
class View:
    """One answer to «is it solved?», as staff and as complainants give it."""

    label: str
    staff: int
    complainants: int


@dataclass(frozen=True)
class Overview:
    """The complaints of a year that an actor sees, in numbers; nothing of a single one."""

    figures: list[Figure]
    views: list[View]
    ways: list[tuple[str, int]]
    rated: int
    responded: int
    content: float | None


def complaints_of(actor: Actor, year: int) -> QuerySet[Complaint]:
    """The complaints received in a year that the actor sees."""
    return Complaint.objects.filter(case__in=visible_cases(actor).filter(procedure=CODE), received_at__year=year)


def overview_of(actor: Actor, year: int) -> Overview:
    """Five questions, whatever the number of complaints."""
    rows, today = complaints_of(actor, year), clock.today()
    cases = rows.order_by().values("case")
    kept = CaseClock.objects.filter(case__in=cases, code="route").aggregate(
        ended=Count("pk", filter=Q(ended_on__isnull=False)), kept=Count("pk", filter=Q(ended_on__lte=F("due_on"))),
        late=Count("pk", filter=Q(ended_on=None, due_on__lt=today)),
    )  # fmt: skip
    counts = rows.aggregate(
        all=Count("pk"), anonymous=Count("pk", filter=Q(anonymous=True)), open=Count("pk", filter=Q(case__closed_at=None)),
        **{f"staff_{one.value}": Count("pk", filter=Q(staff_solved=one.value)) for one in Solved},
    )  # fmt: skip
    told = Satisfaction.objects.filter(complaint__in=rows).aggregate(
        all=Count("pk"), responded=Count("pk", filter=Q(responded=True)), content=Avg("content"),
        **{f"own_{one.value}": Count("pk", filter=Q(solved=one.value)) for one in Solved},
    )  # fmt: skip
    ways = dict(ComplaintRoute.objects.filter(complaint__in=rows).order_by().values_list("way").annotate(n=Count("pk")))
    figures = [
        Figure("收到", counts["all"], unit="件", note=f"其中匿名 {counts['anonymous']} 件"),
        Figure("在办", counts["open"], unit="件"),
        Figure("按期分流", _share(kept["kept"], kept["ended"]), note=f"{kept['kept']}／{kept['ended']} 件"),
        Figure("分流超期未办", kept["late"], unit="件", state="late" if kept["late"] else "ok"),
    ]
    views = [View(one.label, counts[f"staff_{one.value}"], told[f"own_{one.value}"]) for one in Solved]
    listed = [(one.label, ways[one.value]) for one in Way if one.value in ways]
    return Overview(figures, views, listed, told["all"], told["responded"], told["content"])


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.0f}%" if whole else "—"
