"""The rule table, the calendar, and how a due date is counted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.regions.models import Region

from .. import queries
from ..actions import amend_limit, confirm_year, remove_day, set_day
from ..forms import AmendForm, CountForm, DayForm, YearForm
from ..listings import LimitListing
from ..models import DayOverride, LimitRule, YearArrangement
from ..rules.calendar import KNOWN_YEARS

FIRST_YEAR = 2004


@desk("limits.view")
def rules(request: PageRequest) -> HttpResponse:
    may_manage = bool(check(request.actor, "limits.rules.manage"))
    listing = LimitListing(request, queries.whole_table(), may_manage=may_manage)
    return listing.respond("limits/rules.html")


@desk("limits.view")
def count(request: PageRequest) -> HttpResponse:
    """How a limit is counted from a day: the explanation behind a deadline."""
    asked = {"code": request.GET.get("code", ""), "start": request.GET.get("start") or clock.today().isoformat()}
    form = CountForm(asked) if asked["code"] else CountForm(initial=asked)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        code, start = form.cleaned_data["code"], form.cleaned_data["start"]
        try:
            found = queries.due(code, start)
        except queries.UnknownLimit:
            form.add_error("start", "这一天还没有这条期限规则")
        else:
            context |= {"due": found, "lines": queries.explain(code, found), "title": queries.limit(code, start).title}
    return render(request, "limits/count.html", context)


@desk("limits.rules.manage")
def amend(request: PageRequest, code: str) -> HttpResponse:
    rule = get_object_or_404(LimitRule, code=code, valid_to=None)
    form = AmendForm(request.POST or None, rule=rule)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            amended = amend_limit(actor=request.actor, code=code, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"“{amended.title}”自 {amended.valid_from} 起为 {amended.length}")
            return redirect("limits:rules")
    context = {"rule": rule, "form": form, "refusal": refusal}
    return render(request, "limits/amend.html", context, status=409 if refusal else 200)


@desk("limits.view")
def calendar(request: PageRequest) -> HttpResponse:
    """What every day of a year is that is not what its weekday says; whoever may adds to it."""
    year = _year(request.GET.get("year", ""))
    may_manage = bool(check(request.actor, "limits.calendar.manage"))
    form, year_form = DayForm(year=year), YearForm()
    refusal = ""
    if request.method == "POST" and may_manage:
        form = DayForm(request.POST, year=year)
        if form.is_valid():
            try:
                set_day(actor=request.actor, **form.cleaned_data)
            except Refusal as refused:
                refusal = refused.reason
            else:
                messages.success(request, f"已登记 {form.cleaned_data['day']} {form.cleaned_data['name']}")
                return _back_to(form.cleaned_data["day"].year)
    context = {
        "year": year,
        "years": range(year - 2, year + 3),
        "days": queries.year_days(year),
        "regions": dict(Region.objects.values_list("code", "name")),
        "known": year in KNOWN_YEARS,
        "arrangement": YearArrangement.objects.filter(year=year).first(),
        "missing": queries.years_missing(),
        "form": form,
        "year_form": year_form,
        "may_manage": may_manage,
        "refusal": refusal,
    }
    return render(request, "limits/calendar.html", context, status=409 if refusal else 200)


@desk("limits.calendar.manage")
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(DayOverride, pk=pk)
    remove_day(actor=request.actor, override=row)
    messages.success(request, f"已撤销 {row.day} 的登记")
    return _back_to(row.day.year)


@desk("limits.calendar.manage")
@require_POST
def confirm(request: PageRequest, year: int) -> HttpResponse:
    if not FIRST_YEAR <= year <= 2200:
        raise Http404
    form = YearForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请写明全年安排的来源文件")
        return _back_to(year)
    confirm_year(actor=request.actor, year=year, source=form.cleaned_data["source"])
    messages.success(request, f"已确认 {year} 年安排录入完整")
    return _back_to(year)


def _year(text: str) -> int:
    year = int(text) if text.isdecimal() and len(text) == 4 else clock.today().year
    return year if FIRST_YEAR <= year <= 2200 else clock.today().year


def _back_to(year: int) -> HttpResponse:
    return redirect(f"{reverse('limits:calendar')}?year={year}")
