"""Special support on the desk: the fund with its ranking, compensation, transactions, priority, agricultural projects."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Scope, check
from qingzhi.domains.parties.queries import parties_named

from ...access.awards import (
    visible_compensations,
    visible_fund_applications,
    visible_standings,
    visible_transactions,
)
from ...actions.projects import evaluate_project
from ...actions.transactions import record_transaction, void_transaction
from ...forms.aid import ProjectForm, ReasonForm, TransactionForm
from ...models import AgriculturalProject, RecordedTransaction
from ...queries.aid import fund_ranking
from ...queries.award_register import right_by_number
from ...refusals.awards import ValueUnfit
from ...rules.priority import shown
from ...terms.awards import CompensationKind, FundUse, PriorityGround, ProjectStage, TransactionKind
from .acting import acted

TEMPLATE = "support/award/form.html"
ENDED = {"refused": "none", "withdrawn": "none", "recovered": "late", "ended": "none", "objected": "warn", "correcting": "warn",
         "paid": "done", "accepted": "done", "recognised": "done"}  # fmt: skip


def case_state(one: Any) -> State:
    """A dossier as a light."""
    return State(ENDED.get(one.case.state, "ok"), one.case.state_label)


def case_url(one: Any) -> str:
    """The page of its case."""
    return f"/cases/{one.case_id}/"


STATE = Column("state", "状态", kind="state", value=case_state, sort="case__state")
DUE = Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, state=case_state, sort="case__due_on")


class FundListing(Listing):
    """Applications to the fund."""

    name = "品种权基金申请"
    columns = [
        STATE, DUE,
        Column("right__title", "品种", kind="link", url=case_url, sub=lambda one: f"{one.case.number} · {one.holder or ''}"),
        Column("use", "用途", value=lambda one: FundUse(one.use).label),
        Column("requested", "申请（元）", kind="money", drop=True),
        Column("score", "评分", kind="number"),
        Column("priority_points", "优先加分", kind="number", sub=lambda one: "；".join(shown(one.priority_why))),
        Column("approved", "核定（元）", kind="money"),
    ]  # fmt: skip
    filters = [
        Search("q", "按品种、申请人查找", fields=["right__title", "holder__name", "case__number"]),
        Choice("use", "用途", options=FundUse.choices(), lookup="use"),
    ]
    default_order = ("-year", "-pk")
    empty_title = "还没有基金申请"
    empty_hint = "品种权人以经办授权登录后申请。"


@desk("support.aid.view")
def fund(request: PageRequest) -> HttpResponse:
    """Applications, and the ranking of the year with points and their reasons."""
    rows = visible_fund_applications(request.actor)
    ranking = fund_ranking(rows.filter(year=clock.today().year))[:30]
    for one in ranking:
        one.reasons = shown(one.priority_why)  # type: ignore[attr-defined]
    listing = FundListing(request, rows.select_related("case", "right", "holder"))
    return listing.respond("support/aid/fund.html", {"ranking": ranking, "year": clock.today().year})


class CompensationListing(Listing):
    """Applications for compensation."""

    name = "事后补偿申请"
    columns = [
        STATE, DUE,
        Column("case__title", "事项", kind="link", url=case_url, sub=lambda one: f"{one.case.number} · {one.holder}"),
        Column("kind", "种类", value=lambda one: CompensationKind(one.kind).label, drop=True),
        Column("computed", "补偿（元）", kind="money"),
    ]  # fmt: skip
    filters = [
        Search("q", "按申请人、编号查找", fields=["holder__name", "case__number", "case__title"]),
        Choice("kind", "种类", options=CompensationKind.choices(), lookup="kind"),
    ]
    default_order = "-pk"
    empty_title = "还没有补偿申请"
    empty_hint = "交易补偿以登记的交易记录为依据，先登记交易。"


@desk("support.aid.view")
def compensations(request: PageRequest) -> HttpResponse:
    """Applications for compensation after the fact."""
    rows = visible_compensations(request.actor).select_related("case", "holder", "transaction")
    context = {"may_record": bool(check(request.actor, "support.transaction.record"))}
    return CompensationListing(request, rows).respond("support/aid/compensations.html", context)


def transaction_state(one: RecordedTransaction) -> State:
    """A record as a light."""
    return State("late", "已作废", one.void_why) if one.void_on else State("ok", "有效")


class TransactionListing(Listing):
    """Transactions entered by hand."""

    name = "交易记录"
    columns = [
        Column("state", "状态", kind="state", value=transaction_state, sort=False),
        Column("signed_on", "签订日", kind="date"),
        Column("contract_number", "合同编号", sub="source"),
        Column("kind", "种类", value=lambda one: TransactionKind(one.kind).label),
        Column("giver", "出让、许可、出质方", value=lambda one: one.giver.name, sort="giver__name"),
        Column("taker", "受让、被许可、出资方", value=lambda one: one.taker.name, sort="taker__name"),
        Column("paid_amount", "到账（元）", kind="money"),
        Column("act", "办理", kind="link", value=lambda one: "" if one.void_on else "作废", sort=False,
               url=lambda one: reverse("support:void_transaction", args=[one.pk])),
    ]  # fmt: skip
    filters = [
        Search("q", "按合同、当事人查找", fields=["contract_number", "giver__name", "taker__name"]),
        Choice("kind", "种类", options=TransactionKind.choices(), lookup="kind"),
    ]
    default_order = ("-signed_on", "-pk")
    empty_title = "还没有交易记录"
    empty_hint = "交易所接通以前由经办人按合同和到账凭证登记。"


@desk("support.transaction.record")
def transactions(request: PageRequest) -> HttpResponse:
    """Transactions on which compensation rests."""
    rows = visible_transactions(request.actor).select_related("giver", "taker")
    return TransactionListing(request, rows).respond("support/aid/transactions.html", {})


def party_named(text: str, field: str) -> Any:
    """The one party of that name in the register."""
    named = parties_named(text.strip(), persons=False) if text.strip() else []
    found = [one for one in named if one.pk == one.root_pk]
    if len(found) != 1:
        raise ValueUnfit("登记簿中没有这个名称，或有多个同名主体，请填写全称", field)
    return found[0]


@desk("support.transaction.record")
def new_transaction(request: PageRequest) -> HttpResponse:
    """Enter a transaction; parties and rights are looked up in the registers."""

    def do(form: Any) -> RecordedTransaction:
        data = dict(form.cleaned_data)
        kind, numbers = data.pop("right_kind"), data.pop("numbers").split("\n")
        data["rights"] = [right_by_number(request.actor, kind, one) for one in numbers if one.strip()]
        for name in ("giver", "taker"):
            data[name] = party_named(data[name], name)
        data["operator"] = party_named(data["operator"], "operator") if data["operator"] else None
        return record_transaction(actor=request.actor, **data)

    back = reverse("support:transactions")
    return acted(
        request, title="登记交易", form=TransactionForm(request.POST or None), do=do, to=back, cancel_url=back, success="已登记",
        crumb=("交易记录", back), submit="登记", template=TEMPLATE,
    )  # fmt: skip


@desk("support.transaction.record")
def void(request: PageRequest, transaction_id: int) -> HttpResponse:
    """Void a record that was wrong."""
    found = get_object_or_404(visible_transactions(request.actor), pk=transaction_id)
    back = reverse("support:transactions")
    return acted(
        request, title=f"作废：{found}", form=ReasonForm(request.POST or None), to=back, cancel_url=back, success="已作废",
        crumb=("交易记录", back), submit="作废", template=TEMPLATE, danger=True,
        do=lambda form: void_transaction(actor=request.actor, transaction_=found, **form.cleaned_data),
    )  # fmt: skip


class PriorityListing(Listing):
    """Grounds of priority."""

    name = "优先支持资格"
    columns = [
        STATE,
        Column("name", "名称", kind="link", url=case_url, sub=lambda one: one.case.number),
        Column("ground", "事由", value=lambda one: PriorityGround(one.ground).label),
        Column("party", "主体", value=lambda one: one.party.name, sort="party__name"),
        Column("right", "权利", value=lambda one: one.right.title if one.right else "", sort="right__title", drop=True),
        Column("valid_from", "自", kind="date", drop=True),
        Column("valid_to", "至", kind="date", sub="ended_why", drop=True),
    ]
    filters = [
        Search("q", "按名称、主体查找", fields=["name", "party__name"]),
        Choice("ground", "事由", options=PriorityGround.choices(), lookup="ground"),
    ]
    default_order = "-pk"
    empty_title = "还没有优先支持资格"
    empty_hint = "联盟、专利池成员和核心专利组合认可后，在排序中按规则加分并说明理由。"


@desk("support.aid.view")
def priority(request: PageRequest) -> HttpResponse:
    """Who has priority, on which ground."""
    rows = visible_standings(request.actor).select_related("case", "party", "right")
    return PriorityListing(request, rows).respond("support/aid/priority.html", {})


class ProjectListing(Listing):
    """Agricultural research projects."""

    name = "农业科研项目评价"
    columns = [
        Column("total", "总分", kind="number"),
        Column("title", "项目", sub=lambda one: one.undertaker.name),
        Column("stage", "环节", value=lambda one: ProjectStage(one.stage).label),
        Column("base_score", "评审得分", kind="number"),
        Column("variety_points", "品种权加分", kind="number", sub=lambda one: "；".join(shown(one.variety_lines))),
        Column("body", "主管单位", value=lambda one: one.body.short_name, sort="body__short_name", drop=True),
        Column("evaluated_on", "评价日", kind="date", drop=True),
    ]
    filters = [
        Search("q", "按项目、承担单位查找", fields=["title", "undertaker__name"]),
        Choice("stage", "环节", options=ProjectStage.choices(), lookup="stage"),
    ]
    default_order = ("-year", "-total")
    empty_title = "还没有项目评价"
    empty_hint = "登记评审得分后，自有品种权按规则加分。"


def visible_projects(actor: Any) -> Any:
    """All by grant; those of one's own body."""
    rows = AgriculturalProject.objects.select_related("undertaker", "body")
    if actor.grants.get("support.project.evaluate") is Scope.ALL:
        return rows
    return rows.filter(body=actor.body_id)


@desk("support.project.evaluate")
def projects(request: PageRequest) -> HttpResponse:
    """Projects in the order of their totals, points with their reasons."""
    return ProjectListing(request, visible_projects(request.actor)).respond("support/aid/projects.html", {})


@desk("support.project.evaluate")
def new_project(request: PageRequest) -> HttpResponse:
    """Enter an evaluation; the variety rights are counted."""
    bodies = Body.objects.filter(pk=request.actor.body_id or 0)

    def do(form: Any) -> AgriculturalProject:
        data = dict(form.cleaned_data)
        return evaluate_project(
            actor=request.actor, **{**data, "undertaker": party_named(data["undertaker"], "undertaker")}
        )

    back = reverse("support:projects")
    return acted(
        request, title="评价农业科研项目", form=ProjectForm(request.POST or None, bodies=bodies), do=do, to=back, cancel_url=back,
        success="已登记，自有品种权已按规则加分", crumb=("农业科研项目评价", back), submit="登记", template=TEMPLATE,
    )  # fmt: skip
