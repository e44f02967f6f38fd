"""Lists of fairs, their exhibitors, risks and complaints."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.engine.procedures.queries.page import hours_light, light_of

from ...queries.fair_figures import STANDINGS, with_standing
from ...queries.fair_page import fair_light
from ...terms.fairs import FairTime, RiskKind, RiskLevel

LEVELS = {"high": "late", "medium": "warn", "low": "unknown"}
TESTS = {
    FairTime.BEFORE: lambda today: Q(begins_on__gt=today),
    FairTime.DURING: lambda today: Q(begins_on__lte=today, ends_on__gte=today),
    FairTime.AFTER: lambda today: Q(ends_on__lt=today),
}


def _narrowed(rows: QuerySet[Any], asked: str) -> QuerySet[Any]:
    return rows.filter(TESTS[FairTime(asked)](clock.today()))


class FairListing(Listing):
    """Fairs."""

    name = "展会"
    columns = [
        Column("time", "状态", kind="state", value=fair_light, sort="begins_on"),
        Column("name", "展会", kind="link", url=lambda one: reverse("enforcement:fair", args=[one.pk]), sub=lambda one: one.organiser),
        Column("begins_on", "开展", kind="date"),
        Column("ends_on", "闭展", kind="date"),
        Column("place", "地点", drop=True),
        Column("body", "驻会单位", value=lambda one: one.body.short_name, sort="body__name", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按展会、主办方、地点查找", fields=["name", "organiser", "place"]),
        Choice("time", "时间", options=FairTime.choices(), narrowing=_narrowed),
    ]
    default_order = ("-begins_on", "-pk")
    empty_title = "还没有登记展会"
    empty_hint = "登记展会和工作站，载入参展商名单并排查风险，展期内在手机上接收投诉。"


class ExhibitorListing(Listing):
    """The exhibitors of a fair, with what they exhibit."""

    name = "参展商"
    columns = [
        Column("risk", "风险", kind="state", value=lambda one: _risk_light(one), sort=False),
        Column("stand", "展位"),
        Column(
            "name", "参展商", kind="link", url=lambda one: f"{reverse('enforcement:fair_exhibits', args=[one.fair_id])}?q={one.stand}",
            sub=lambda one: "新名单中没有" if one.left_out else one.credit_code,
        ),
        Column("exhibit_count", "展品", kind="number", url=lambda one: f"{reverse('enforcement:fair_exhibits', args=[one.fair_id])}?q={one.stand}"),
        Column("register", "主体库", value=lambda one: "已对应" if one.party_id else "没有对应", sort="party", drop=True),
    ]  # fmt: skip
    filters = [Search("q", "按展位或名称查找", fields=["stand", "name", "credit_code"])]
    default_order = "stand"
    empty_title = "还没有载入参展商名单"
    empty_hint = "向主办方索取名单（Excel 或 CSV），一行一件展品，写明展位号、参展商、展品和权利号码。"


def _risk_light(one: Any) -> State:
    """The worst that is unanswered, else whether anything was found."""
    if one.open_risks:
        return State("warn", f"{one.open_risks} 项待处理")
    return State("done", "已处理") if one.all_risks else State("none", "未发现")


class ExhibitListing(Listing):
    """Exhibits with their rights as the register knows them."""

    name = "展品和权利"
    columns = [
        Column("stand", "展位", value=lambda one: one.exhibitor.stand, sort="exhibitor__stand"),
        Column("product", "展品", sub=lambda one: one.exhibitor.name),
        Column("brand", "品牌", drop=True),
        Column("right_number", "权利号码", sub=lambda one: one.get_right_type_display() if one.right_type else ""),
        Column(
            "right_told",
            "登记簿查得",
            value=lambda one: one.right_told or ("查不到" if one.right_number else "未标号码"),
        ),
    ]
    filters = [
        Search(
            "q",
            "按展位、参展商、展品、号码查找",
            fields=["exhibitor__stand", "exhibitor__name", "product", "right_number"],
        )
    ]
    default_order = "exhibitor__stand"
    empty_title = "没有展品"
    empty_hint = "载入参展商名单后列在这里。"


class RiskListing(Listing):
    """What the screening found."""

    name = "展前风险"
    columns = [
        Column("level", "程度", kind="state", value=lambda one: State(LEVELS[one.level], one.get_level_display()), sort="level"),
        Column(
            "kind", "风险", kind="link", value=lambda one: one.get_kind_display(), sort="kind",
            url=lambda one: reverse("enforcement:fair_risk", args=[one.pk]), sub=lambda one: one.reason,
        ),
        Column("exhibitor", "参展商", value=lambda one: str(one.exhibitor), sort="exhibitor__stand", sub=lambda one: one.exhibit.product if one.exhibit else ""),
        Column("answer", "处理", value=lambda one: one.get_answer_display() if one.answer else "待处理", sub=lambda one: one.answered_by),
    ]  # fmt: skip
    filters = [
        Search("q", "按展位、参展商查找", fields=["exhibitor__stand", "exhibitor__name", "reason"]),
        Choice("kind", "风险", options=RiskKind.choices(), lookup="kind"),
        Choice("level", "程度", options=RiskLevel.choices(), lookup="level"),
        Choice("answered", "处理", options=[("no", "待处理"), ("yes", "已处理")], narrowing=lambda rows, asked: rows.exclude(answer="") if asked == "yes" else rows.filter(answer="")),
    ]  # fmt: skip
    saved = [("全部", ""), ("待处理", "answered=no"), ("程度高的", "level=high")]
    default_order = ("answer", "exhibitor__stand", "pk")
    empty_title = "没有发现风险"
    empty_hint = "载入名单后点“排查风险”，系统核对登记簿、生效决定、以往展会和信用档案。"


def _hours(one: Any) -> Any:
    """What is left of the nearest limit in hours; without one, how the case stands."""
    return hours_light(one.hours_due) if one.hours_due else light_of(one.case, 1)


class FairComplaintListing(Listing):
    """The complaints of a fair."""

    name = "展会投诉"
    columns = [
        Column("hours_due", "时限", kind="state", value=_hours),
        Column(
            "product", "展品", kind="link", url=lambda one: reverse("procedures:case", args=[one.case_id]),
            sub=lambda one: f"{one.case.number} {one.complainant}",
        ),
        Column("stand", "展位", sub=lambda one: one.accused),
        Column("state", "环节", value=lambda one: one.case.state_label, sort="case__state"),
        Column("entered_at", "录入", kind="datetime", sub=lambda one: "断网录入" if one.offline else ""),
        Column("received_at", "收到", kind="datetime", drop=True),
        Column("due_on", "期限", kind="date", value=lambda one: one.case.due_on, sort="case__due_on", drop=True),
    ]  # fmt: skip
    filters = [
        Search(
            "q",
            "按编号、展位、参展商、投诉人查找",
            fields=["case__number", "stand", "accused", "complainant", "product"],
        ),
        Choice(
            "standing",
            "情况",
            options=[*((code, label) for code, (label, _) in STANDINGS.items()), ("late", "超过时限")],
            narrowing=with_standing,
        ),
    ]
    default_order = ("-counted_from", "-pk")
    empty_title = "还没有投诉"
    empty_hint = "展期内在“现场接收”页录入，断网时也能录入。"
