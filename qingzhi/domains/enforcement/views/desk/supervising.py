"""One case under supervision: what fired, what happened, what may be done now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.procedures.access import visible_cases

from ...access.flags import visible_supervisions
from ...actions import supervising as actions
from ...forms.flags import AskForm, ConfirmForm, DayForm, ReasonForm, TellForm
from ...models import Supervision, SupervisionNote
from ...terms.flags import SupervisionAct, SupervisionState
from ..listings.flags import supervision_light

FORM = "enforcement/form.html"


@desk("enforcement.flag.view")
def supervision(request: PageRequest, pk: int) -> HttpResponse:
    """The page of one."""
    found, actor = _found(request, pk), request.actor
    confirms = (
        bool(check(actor, "enforcement.supervision.confirm", body_id=found.case.body_id))
        and found.state == SupervisionState.PROPOSED
    )
    directs = found.body_id is not None and bool(check(actor, "enforcement.supervision.direct", body_id=found.body_id))
    runs = found.state == SupervisionState.RUNNING
    notes = list(found.notes.select_related("body"))
    asked = next((one for one in reversed(notes) if one.act in (SupervisionAct.ASKED, SupervisionAct.TOLD)), None)
    asked = asked if runs and asked is not None and asked.act == SupervisionAct.ASKED else None
    late = asked is not None and asked.due_on is not None and asked.due_on < clock.today()
    context = {
        "asked": asked, "asked_level": "late" if late else "warn",
        "found": found, "state": supervision_light(found), "entries": [_entry(one) for one in notes],
        "confirms": confirms, "directs": directs and (runs or found.state == SupervisionState.CONFIRMED), "runs": runs,
        "tells": runs and bool(check(actor, "enforcement.case.handle", body_id=found.case.body_id)),
        "opens": visible_cases(actor).filter(pk=found.case_id).exists(), "audit": entries_of(found),
    }  # fmt: skip
    return render(request, "enforcement/supervision.html", context)


@desk("enforcement.supervision.confirm")
def confirm(request: PageRequest, pk: int) -> HttpResponse:
    """Confirm it."""
    return _act(
        request,
        pk,
        "确认挂牌督办",
        ConfirmForm,
        actions.confirm_supervision,
        "已挂牌，由督办单位定办结日期",
        "确认挂牌",
    )


@desk("enforcement.supervision.confirm")
def refuse(request: PageRequest, pk: int) -> HttpResponse:
    """Refuse it."""
    return _act(request, pk, "不予挂牌督办", ReasonForm, actions.refuse_supervision, "已记下不予挂牌的理由", "不予挂牌")


@desk("enforcement.supervision.direct")
def set_day(request: PageRequest, pk: int) -> HttpResponse:
    """Set the day."""
    return _act(request, pk, "定办结日期", DayForm, actions.set_day, "已定办结日期，承办单位的待办中已有", "确定")


@desk("enforcement.supervision.direct")
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask how far it is."""
    return _act(request, pk, "要求报告进展", AskForm, actions.ask_progress, "已要求报告进展", "发出")


@desk("enforcement.case.handle")
def tell(request: PageRequest, pk: int) -> HttpResponse:
    """Tell how far it is."""
    return _act(request, pk, "报告进展", TellForm, actions.tell_progress, "已报告进展", "报告")


@desk("enforcement.supervision.direct")
def end(request: PageRequest, pk: int) -> HttpResponse:
    """End it."""
    return _act(request, pk, "解除督办", ReasonForm, actions.end_supervision, "已解除督办", "解除督办")


def _found(request: PageRequest, pk: int) -> Supervision:
    return get_object_or_404(visible_supervisions(request.actor), pk=pk)


def _act(
    request: PageRequest, pk: int, title: str, form: type[PageForm], act: Callable[..., Any], success: str, submit: str
) -> HttpResponse:
    found = _found(request, pk)
    back = reverse("enforcement:supervision", args=[found.pk])
    return acted(
        request, template=FORM, title=f"{title}：{found.case.title}", form=form(request.POST or None), to=back, cancel_url=back, success=success,
        do=lambda form: act(actor=request.actor, supervision=found, **form.cleaned_data), submit=submit, refused_status=422,
    )  # fmt: skip


def _entry(one: SupervisionNote) -> Entry:
    who = f"{one.by}（{one.body.short_name}）" if one.body else one.by
    day = f"，{one.due_on}" if one.due_on else ""
    return Entry(one.at, who, f"{one.get_act_display()}{day}", note=one.text)
