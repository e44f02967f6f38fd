"""A fair in numbers, each opening to the complaints that it counts."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import Figure
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.models import CaseClock

from ..models import Fair, FairComplaint
from ..rules.fairs import median_hours
from .fair_page import complaints_of

OFFICE = ("review", "hand_on", "decide", "remove")  # the hours that the station is held to
STANDINGS: dict[str, tuple[str, Q]] = {
    "merged": ("已并入他件", Q(merged_into__isnull=False)),
    "accepted": ("已受理", Q(merged_into=None, accepted_at__isnull=False)),
    "refused": ("不予受理", Q(case__state="refused")),
    "upheld": ("侵权成立", Q(upheld=True)),
    "dismissed": ("侵权不成立", Q(upheld=False)),
    "removed": ("已撤展或遮盖", Q(removed_at__isnull=False)),
    "followed": ("移交后续案件", Q(follow_up__isnull=False)),
    "withdrawn": ("撤回", Q(case__state="withdrawn")),
    "open": ("未办结", Q(case__closed_at=None)),
    "offline": ("断网录入", Q(offline=True)),
    "timed": ("有认定结果", Q(found_at__isnull=False)),
}


def with_standing(rows: QuerySet[FairComplaint], asked: str) -> QuerySet[FairComplaint]:
    """The complaints that one figure counts."""
    if asked == "late":
        over = Q(ended_at__gt=F("due_at")) | Q(ended_at=None, due_at__lt=clock.now())
        return rows.filter(case__in=CaseClock.objects.filter(over, code__in=OFFICE).values("case"))
    return rows.filter(STANDINGS[asked][1])


@dataclass(frozen=True)
class Report:
    """The figures, and what goes on after the fair."""

    figures: list[Figure]
    follow_ups: list[FairComplaint]


def report_of(actor: Actor, fair: Fair) -> Report:
    """Every number is the length of a list that it opens."""
    rows = complaints_of(actor, fair)
    counted = rows.order_by().aggregate(
        all=Count("pk", distinct=True),
        **{f"n_{code}": Count("pk", filter=test, distinct=True) for code, (_, test) in STANDINGS.items()},
    )
    late = with_standing(rows, "late").count()
    timed = with_standing(rows, "timed").values_list("found_at", "counted_from")
    hours = median_hours(found - counted for found, counted in timed if found)
    listing = reverse("enforcement:fair_complaints", args=[fair.pk])

    def figure(code: str, **values: str) -> Figure:
        return Figure(STANDINGS[code][0], counted[f"n_{code}"], f"{listing}?standing={code}", unit="件", **values)

    figures = [
        Figure("收到投诉", counted["all"], listing, unit="件"), figure("offline", note="网络恢复后收到"), figure("merged", note="同一展位、同一权利"),
        figure("accepted"), figure("refused"), figure("upheld"), figure("dismissed"), figure("removed"), figure("withdrawn"),
        Figure("录入到认定的中位时间", "—" if hours is None else hours, f"{listing}?standing=timed", unit="" if hours is None else "小时"),
        Figure("超过时限", late, f"{listing}?standing=late", unit="件", state="late" if late else "ok"),
        figure("followed"), figure("open", state="warn" if counted["n_open"] else "ok"),
    ]  # fmt: skip
    followed = with_standing(rows, "followed").select_related("follow_up__body")
    return Report(figures, list(followed))
