"""Programmes: the list, a programme with its lines and its course, setting up, budgets, closing the year."""

from django.db.models import F, Q, Sum, Value
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry, State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check

from ...access import visible_lines, visible_programmes
from ...actions import appropriate, open_line, open_programme, settle_line
from ...forms import AppropriateForm, LineForm, ProgrammeForm, SettleForm
from ...models import Journal, Programme, ProgrammeLine
from ...models.money import MoneyField
from ...queries.execution import budget_of, execution
from ...rules.execution import share
from ...rules.postings import BUDGET
from ...terms import Posting
from .acting import acted, drawer
from .board import figures
from .listings import ProgrammeListing


@desk("funds.view")
def programmes(request: PageRequest) -> HttpResponse:
    nothing = Value(0, output_field=MoneyField())
    budget = Sum(nothing - F("lines__balance__appropriated") - F("lines__balance__carried"), output_field=MoneyField())
    rows = visible_programmes(request.actor).select_related("body")
    rows = rows.annotate(budget=budget, paid=Sum("lines__balance__paid"))
    context = {"may_manage": check(request.actor, "funds.programme.manage")}
    return ProgrammeListing(request, rows).respond("funds/programmes.html", context)


@desk("funds.view")
def programme(request: PageRequest, pk: int) -> HttpResponse:
    found = _programme(request, pk)
    lines = visible_lines(request.actor).filter(programme=found)
    held = list(lines.select_related("region", "balance").order_by("position", "pk"))
    board = execution(found.year, lines=lines)
    context = {
        "programme": found,
        "state": _state(found),
        "figures": figures(board),
        "facts": _facts(found),
        "lines": [_line_row(request.actor, found, line) for line in held],
        "entries": _entries(found, held),
        "audit": drawer(found),
        "may_manage": _may(request.actor, "funds.programme.manage", found),
    }
    return render(request, "funds/programme.html", context)


@desk("funds.programme.manage")
def programme_new(request: PageRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, initial={"year": clock.today().year, "body": request.actor.body_id})
    return acted(
        request, title="设立专项", form=form, success="专项已设立，请添加资金来源",
        do=lambda form: open_programme(actor=request.actor, **form.cleaned_data),
        to=lambda made: reverse("funds:programme", args=[made.pk]), cancel_url=reverse("funds:programmes"),
        submit="设立",
    )  # fmt: skip


@desk("funds.programme.manage")
def line_new(request: PageRequest, pk: int) -> HttpResponse:
    found = _programme(request, pk)
    back = reverse("funds:programme", args=[pk])
    form = LineForm(request.POST or None, initial={"region": found.body.region_id})
    return acted(
        request, title="添加资金来源", form=form, success="已添加，请登记预算下达",
        do=lambda form: open_line(actor=request.actor, programme=found, **form.cleaned_data),
        to=lambda made: reverse("funds:appropriate", args=[made.pk]), cancel_url=back, back_label=str(found),
        submit="添加",
    )  # fmt: skip


@desk("funds.appropriate")
def appropriate_page(request: PageRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    back = reverse("funds:programme", args=[line.programme_id])

    def do(form: object) -> Journal:
        given = form.cleaned_data  # type: ignore[attr-defined]  # an AppropriateForm
        named = {name: given[name] for name in ("document_number", "on", "note", "key")}
        return appropriate(actor=request.actor, line=line, amount=form.signed, **named)  # type: ignore[attr-defined]

    return acted(
        request, title="登记预算下达", form=AppropriateForm(request.POST or None), success="预算已登记", do=do, to=back,
        cancel_url=back, back_label=str(line.programme), facts=_line_facts(line), submit="登记",
        lead="登记后不能修改；有误的用红字冲销更正",
    )  # fmt: skip


@desk("funds.appropriate")
def settle(request: PageRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    back = reverse("funds:programme", args=[line.programme_id])
    return acted(
        request, title="年终结账", form=SettleForm(request.POST or None), success="已结账，可用资金已按所选方式处理",
        do=lambda form: (settle_line(actor=request.actor, line=line, **form.cleaned_data),),
        to=back, cancel_url=back, back_label=str(line.programme), facts=_line_facts(line), submit="确认结账", danger=True,
        warning="结账后这一资金项不能再预留。已预留和待付的照常办理；以后释放或退回的可再次结账。",
    )  # fmt: skip


def _programme(request: PageRequest, pk: int) -> Programme:
    return get_object_or_404(visible_programmes(request.actor).select_related("body__region"), pk=pk)


def _line(request: PageRequest, pk: int) -> ProgrammeLine:
    rows = visible_lines(request.actor).select_related("programme", "region", "balance")
    return get_object_or_404(rows, pk=pk)


def _may(actor: Actor, code: str, found: Programme) -> bool:
    return bool(check(actor, code, body_id=found.body_id, region_code=found.body.region.code))


def _state(found: Programme) -> State:
    today = clock.today()
    if today < found.opens_on:
        return State("none", "未启用", f"{found.opens_on} 启用")
    return State("ok", "使用中", f"至 {found.closes_on}") if today <= found.closes_on else State("done", "已截止")


def _line_facts(line: ProgrammeLine) -> list[tuple[str, object]]:
    balance = line.balance
    return [
        ("资金项", str(line)),
        ("预算（元）", f"{budget_of(line):,.2f}"),
        ("可用（元）", f"{balance.available:,.2f}"),
        ("已预留（元）", f"{balance.reserved:,.2f}"),
        ("待付（元）", f"{balance.committed:,.2f}"),
    ]


def _line_row(actor: Actor, found: Programme, line: ProgrammeLine) -> dict[str, object]:
    budget = budget_of(line)
    may = bool(check(actor, "funds.appropriate", body_id=found.body_id, region_code=line.region.code))
    return {
        "line": line,
        "label": line.label,
        "source": line.get_source_display(),
        "level": line.get_level_display(),
        "budget": budget,
        "balance": line.balance,
        "percent": share(line.balance.paid, budget),
        "journals_url": f"{reverse('funds:journals')}?programme={found.pk}&source={line.source}",
        "may_appropriate": may and line.closed_on is None,
        "may_settle": may and (line.closed_on is None or line.balance.available > 0),
    }


def _facts(found: Programme) -> list[tuple[str, object]]:
    return [
        ("主管单位", found.body.name),
        ("编码", found.code),
        ("依据文号", found.basis),
        ("使用期限", f"{found.opens_on} 至 {found.closes_on}"),
        ("用途", found.purpose),
    ]


def _entries(found: Programme, lines: list[ProgrammeLine]) -> list[Entry]:
    """The programme's course: set up, budgets given and lowered, closed; payments are in the ledger."""
    rows = Journal.objects.filter(Q(kind__in=BUDGET) | Q(reverses__kind__in=BUDGET), line__in=lines)
    entries = [_entry(row) for row in rows.select_related("line__programme", "line__region").order_by("-pk")[:40]]
    return [*entries, Entry(found.opened_at, found.body.short_name, "设立专项", basis=found.basis)]


def _entry(row: Journal) -> Entry:
    sign = "-" if row.kind in (Posting.REDUCE, Posting.CARRY_OUT, Posting.RETURN) else ""
    what = f"{row.get_kind_display()} {sign}{row.amount:,.2f} 元 · {row.line.label}"
    url = reverse("funds:journal", args=[row.pk])
    return Entry(row.at, row.by, what, basis=row.document_number, note=row.note, attachments=[(f"{row}", url)])
