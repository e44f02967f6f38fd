"""Pages of lists of enterprises: all rolls, one roll with its members, one member with what it filed."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Region

from ..access.cohorts import prefix_of, visible_members
from ..actions.cohort_counting import count_roll
from ..actions.cohorts import add_member, draw_roll, freeze_roll, remove_member
from ..forms.cohorts import DrawForm, MemberForm, ReasonForm
from ..models import Cohort, CohortMember, CohortRoll
from ..queries.cohorts import Standing, applications_of, by_prefecture, naive_growth, standing_of, standings
from ..rules.cohorts import Judged, growth
from ..terms.cohorts import CohortMeasure, RollState
from .cohort_listings import ApplicationListing, MemberListing, RollListing

MANAGE = "cultivation.cohort.manage"
PAGE = "cultivation/cohorts/form.html"


@dataclass(frozen=True)
class Place:
    """A prefecture's members of a roll."""

    name: str
    code: str
    standing: Standing
    judged: Judged


@desk("cultivation.cohort.view")
def overview(request: PageRequest) -> HttpResponse:
    """The rolls of all years with what their enterprises filed."""
    rolls = list(CohortRoll.objects.select_related("cohort").order_by("-year", "cohort_id"))
    found = standings(rolls, prefix_of(request.actor))
    for one in rolls:
        one.standing = found[one.pk]  # type: ignore[attr-defined]
        one.judged = _judged(one, found[one.pk])  # type: ignore[attr-defined]
    listing = RollListing(request, rolls)
    listing.cohorts = [(one.code, one.title) for one in Cohort.objects.all()]
    latest = {one.cohort_id: one for one in reversed(rolls) if one.state == RollState.FROZEN}
    context = {"latest": list(latest.values()), "may": bool(check(request.actor, MANAGE))}
    return listing.respond("cultivation/cohorts/overview.html", context)


@desk("cultivation.cohort.view")
def roll(request: PageRequest, pk: int) -> HttpResponse:
    """One roll: how its enterprises did, by prefecture, and each of them."""
    found, prefix = _roll(pk), prefix_of(request.actor)
    names = dict(Region.objects.values_list("code", "short_name"))
    standing, places = by_prefecture(found, prefix)
    members = visible_members(request.actor).filter(roll=found).prefetch_related("calls")
    listing = MemberListing(request, members)
    listing.names, listing.places = names, [(code, names.get(f"{code}00", "所在地不明")) for code in sorted(places)]
    naive = naive_growth(found) if found.cohort.measure == CohortMeasure.GROWTH and not prefix else None
    context = {
        "roll": found,
        "standing": standing,
        "judged": _judged(found, standing),
        "figures": _figures(found, standing),
        "places": _places(found, places, names) if found.state == RollState.FROZEN else [],
        "naive": naive and growth(*naive, found.cohort.goal),
        "is_growth": found.cohort.measure == CohortMeasure.GROWTH,
        "may": bool(check(request.actor, MANAGE)),
        "may_ask": bool(check(request.actor, "cultivation.outreach.ask")),
        "is_open": found.state == RollState.OPEN,
        "entries": list(entries_of(found)[:50]),
    }
    return listing.respond("cultivation/cohorts/roll.html", context)


@desk("cultivation.cohort.view")
def applications(request: PageRequest, pk: int) -> HttpResponse:
    """The applications behind a roll's figures."""
    found, prefix = _roll(pk), prefix_of(request.actor)
    rows = applications_of(found, prefix).select_related("right", "member")
    context = {"roll": found, "standing": standing_of(found, prefix)}
    return ApplicationListing(request, rows).respond("cultivation/cohorts/applications.html", context)


@desk("cultivation.cohort.view")
def member(request: PageRequest, pk: int) -> HttpResponse:
    """One enterprise on a roll: what it filed in the two years, and who called on it."""
    rows = visible_members(request.actor).select_related("roll__cohort", "party")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "member": found,
        "place": Region.objects.filter(code=found.region_code).values_list("name", flat=True).first() or "",
        "applications": list(found.applications.select_related("right").order_by("-applied_on", "pk")),
        "calls": list(found.calls.select_related("body")),
        "may_remove": found.roll.state == RollState.OPEN and bool(check(request.actor, MANAGE)),
    }
    return render(request, "cultivation/cohorts/member.html", context)


@desk(MANAGE)
def draw(request: PageRequest) -> HttpResponse:
    """Begin the roll of a year."""
    return acted(
        request, template=PAGE, title="编制年度名单", form=DrawForm(request.POST or None),
        do=lambda valid: draw_roll(actor=request.actor, **valid.cleaned_data), to=_url, success="名单已编制，核对后冻结",
        cancel_url=reverse("cultivation:cohorts"), submit="编制",
        lead="名单冻结以前可以增减企业；冻结以后只用这份名单比较，后来认定的企业不计入当年增长。",
    )  # fmt: skip


@desk(MANAGE)
def add(request: PageRequest, pk: int) -> HttpResponse:
    """Put an enterprise on an open roll."""
    found = _roll(pk)
    return acted(
        request, template=PAGE, title="加入企业", form=MemberForm(request.POST or None),
        do=lambda valid: add_member(actor=request.actor, roll=found, **valid.cleaned_data), to=_url(found),
        success="已列入名单", cancel_url=_url(found), submit="加入", lead=f"{found}，编制中。", roll=found,
    )  # fmt: skip


@desk(MANAGE)
def remove(request: PageRequest, pk: int) -> HttpResponse:
    """Take an enterprise off an open roll."""
    found = get_object_or_404(CohortMember.objects.select_related("roll__cohort"), pk=pk)
    return acted(
        request, template=PAGE, title=f"移出 {found.name}", form=ReasonForm(request.POST or None),
        do=lambda valid: remove_member(actor=request.actor, member=found, **valid.cleaned_data) or True, to=_url(found.roll),
        success="已移出名单", cancel_url=_url(found.roll), submit="移出", lead=f"{found.roll}，编制中。", roll=found.roll,
    )  # fmt: skip


@desk(MANAGE)
def freeze(request: PageRequest, pk: int) -> HttpResponse:
    """Let the roll stand; asked once more because it cannot be undone."""
    found = _roll(pk)
    return acted(
        request, template=PAGE, title=f"冻结 {found}", form=PageForm(request.POST if request.method == "POST" else None),
        do=lambda valid: freeze_roll(actor=request.actor, roll=found), to=_url(found), success="名单已冻结并计数",
        cancel_url=_url(found), submit="冻结名单", roll=found,
        lead=f"名单上现有 {found.members.count()} 家企业。冻结以后不再增减，不能撤销。",
    )  # fmt: skip


@desk(MANAGE)
def count(request: PageRequest, pk: int) -> HttpResponse:
    """Count the applications of a frozen roll anew."""
    found = _roll(pk)
    return acted(
        request, template=PAGE, title=f"重新计数 {found}", form=PageForm(request.POST if request.method == "POST" else None),
        do=lambda valid: count_roll(actor=request.actor, roll=found), to=_url(found), success="已按登记簿重新计数",
        cancel_url=_url(found), submit="重新计数", roll=found,
        lead="按专利登记簿今天的记录重新计名单企业的申请；每天夜间也会自动计一次。",
    )  # fmt: skip


def _roll(pk: int) -> CohortRoll:
    return get_object_or_404(CohortRoll.objects.select_related("cohort"), pk=pk)


def _url(found: CohortRoll) -> str:
    return reverse("cultivation:roll", args=[found.pk])


def _judged(found: CohortRoll, standing: Standing) -> Judged | None:
    frozen = found.state == RollState.FROZEN
    return standing.judged(found.cohort.measure, found.cohort.goal) if frozen else None


def _figures(found: CohortRoll, standing: Standing) -> list[Figure]:
    """The strip: each number leads to the enterprises that it counts."""
    url = _url(found)
    strip = [Figure("名单企业", standing.members, "#members", f"其中可与上年比较 {standing.comparable} 家", unit="家")]
    judged = _judged(found, standing)
    if judged is None:
        return strip
    goal = Decimal(found.cohort.goal).normalize() + 0
    listed = reverse("cultivation:roll_applications", args=[found.pk])
    strip += [
        Figure("当年申请", standing.this, f"{listed}?side=this", "可与上年比较的企业", unit="件"),
        Figure("上年同期申请", standing.before, f"{listed}?side=before", "同一名单，同一时段", unit="件"),
        Figure(found.cohort.get_measure_display(), judged.text, "", f"要求 {goal}%", judged.code),
        Figure(
            "零申请企业",
            standing.zero,
            f"{url}?zero=1#members",
            "登记簿中没有专利申请",
            "late" if standing.zero else "ok",
            "家",
        ),
    ]
    return strip


def _places(found: CohortRoll, rows: dict[str, Standing], names: dict[str, str]) -> list[Place]:
    cohort = found.cohort
    return [
        Place(names.get(f"{code}00", "所在地不明"), code, rows[code], rows[code].judged(cohort.measure, cohort.goal))
        for code in sorted(rows)
    ]
