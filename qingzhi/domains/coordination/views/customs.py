"""Protection at the border: recordals and seizures at the customs' desk, and their holder's own page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.parties.access import visible_parties
from qingzhi.domains.parties.queries.candidates import one_party
from qingzhi.domains.rights.queries.numbers import public_right
from qingzhi.engine.procedures.access import visible_cases

from ..access import visible_recordals
from ..actions.customs_recordals import cancel_recordal, enter_recordal, renew_recordal
from ..actions.customs_recording import ask_for_recording
from ..actions.customs_seizing import ask_for_seizure, notify_seizure
from ..forms.customs import CancellationForm, GoodsForm, NoticeForm, RecordalForm, RecordingForm, RenewalForm
from ..models import CustomsRecordal, RecordalRequest
from ..queries.customs import CODE, RECORDING, customs_figures, light_of, standing_of, visible_seizures
from ..refusals import ValueNotValid
from ..terms.customs import Place, RecordalStanding
from .customs_listings import Recordals, Seizures, narrowed

FORM = "coordination/customs_form.html"


@desk("coordination.customs.view")
def recordals(request: PageRequest) -> HttpResponse:
    """The recordals that the desk follows, the first to end at the top."""
    lists = [reverse(f"coordination:{name}") for name in ("recordals", "seizures")]
    context = {
        "figures": customs_figures(request.actor, *lists),
        "may_record": bool(check(request.actor, "coordination.customs.record", body_id=request.actor.body_id)),
        "may_handle": bool(check(request.actor, "coordination.customs.handle", body_id=request.actor.body_id)),
    }
    return Recordals(request, visible_recordals(request.actor)).respond("coordination/recordals.html", context)


@desk("coordination.customs.view")
def seizures(request: PageRequest) -> HttpResponse:
    """Goods held at the border."""
    may = bool(check(request.actor, "coordination.customs.handle", body_id=request.actor.body_id))
    return Seizures(request, visible_seizures(request.actor)).respond("coordination/seizures.html", {"may_handle": may})


@signed_in
def recordal(request: PageRequest, pk: int) -> HttpResponse:
    """One recordal: its terms, what its holder was reminded of, the goods held by it."""
    found = _found(request, pk)
    may = (
        bool(check(request.actor, "coordination.customs.record", body_id=found.body_id)) and found.cancelled_on is None
    )
    context = {
        "recordal": found, "state": light_of(found), "terms": list(found.terms.all()), "reminders": list(found.reminders.all()),
        "cases": list(visible_seizures(request.actor).filter(customs_seizure__recordal=found).order_by("-pk")[:50]),
        "may_cancel": may, "may_renew": may and standing_of(found) is RecordalStanding.ENDING, "audit": entries_of(found) if may else None,
        "inside": request.actor.body_id is not None,
    }  # fmt: skip
    return render(request, "coordination/recordal.html", context)


@desk("coordination.customs.record")
def new_recordal(request: PageRequest) -> HttpResponse:
    """Enter one."""
    back = reverse("coordination:recordals")
    return acted(
        request, template=FORM, title="登记海关备案", form=RecordalForm(request.POST or None), refused_status=400,
        do=lambda form: _entered(request, form.cleaned_data), to=lambda made: reverse("coordination:recordal", args=[made.pk]),
        success="已登记，届满前会提醒权利人续展", cancel_url=back, submit="登记", lead="备案由海关总署决定；这里登记备案号和有效期，用于提醒和协查。",
    )  # fmt: skip


def _entered(request: PageRequest, given: dict[str, Any]) -> CustomsRecordal:
    party = one_party(given["holder"], visible_parties(request.actor))
    if party is None:
        raise ValueNotValid("主体登记簿里没有找到这个权利人，或者有几个同名的，请用统一社会信用代码", "holder")
    return enter_recordal(
        actor=request.actor, body=get_object_or_404(Body, pk=request.actor.body_id), number=given["number"], holder=party.subject,
        goods=given["goods"], valid_from=given["valid_from"], holder_place=Place(given["holder_place"]), **_right(given),
    )  # fmt: skip


def _right(given: dict[str, Any]) -> dict[str, Any]:
    """The right that is meant, from the register where it has it."""
    kind, number, title = given["right_kind"], given["right_number"].strip(), given["right_title"].strip()
    found = public_right(kind, number) if kind != "other" else None
    if found is None and not title:
        raise ValueNotValid("登记簿里没有这个号码，请核对，或者填写权利名称", "right_number")
    told = f"{found.number} {found.title}" if found else f"{number} {title}"
    return {"right_told": told.strip(), "right_id": found.pk if found else None, "is_patent": kind == "patent"}


@desk("coordination.customs.record")
def renew(request: PageRequest, pk: int) -> HttpResponse:
    """Another term."""
    found = _found(request, pk)
    back = reverse("coordination:recordal", args=[pk])
    return acted(
        request, template=FORM, title=f"续展：{found.number}", form=RenewalForm(request.POST or None), refused_status=400, to=back,
        do=lambda form: renew_recordal(actor=request.actor, recordal=found, **form.cleaned_data), success="已登记续展", cancel_url=back,
        submit="登记续展", lead=f"有效期至{found.expires_on}；续展从届满之日起算。",
    )  # fmt: skip


@desk("coordination.customs.record")
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    """It was cancelled."""
    found = _found(request, pk)
    back = reverse("coordination:recordal", args=[pk])
    return acted(
        request, template=FORM, title=f"注销：{found.number}", form=CancellationForm(request.POST or None), refused_status=400, to=back,
        do=lambda form: cancel_recordal(actor=request.actor, recordal=found, **form.cleaned_data), success="已登记注销", cancel_url=back,
        submit="登记注销", lead="注销后不能据此扣留货物，不能恢复。",
    )  # fmt: skip


@desk("coordination.customs.handle")
def new_seizure(request: PageRequest) -> HttpResponse:
    """Tell a holder of goods that the customs found."""
    rows = narrowed(visible_recordals(request.actor).filter(body=request.actor.body_id), "valid")
    form = NoticeForm(request.POST or None, recordals=rows, initial={"recordal": request.GET.get("recordal", "")})
    return acted(
        request, template=FORM, title="通知权利人", form=form, refused_status=400,
        do=lambda form: notify_seizure(actor=request.actor, **form.cleaned_data), to=lambda made: f"/cases/{made.case_id}/",
        success="已通知权利人，答复期限见办件", cancel_url=reverse("coordination:seizures"), submit="通知权利人",
        lead="海关发现进出口货物涉嫌侵犯备案的权利，通知权利人；期限内没有申请扣留的，放行货物。",
    )  # fmt: skip


@desk("coordination.customs.own")
def mine(request: PageRequest) -> HttpResponse:
    """What one's own enterprise has recorded and what the customs ask of it."""
    seen = visible_cases(request.actor).filter(procedure__in=(CODE, RECORDING), applicant=request.actor.acts_for)
    cases = seen.select_related("customs_seizure")
    waiting = list(cases.filter(closed_at=None).order_by("due_on", "pk")[:50])
    rows = visible_recordals(request.actor).filter(holder=request.actor.acts_for)
    context = {
        "today": clock.today(),
        "waiting": waiting,
        "closed": list(cases.exclude(closed_at=None).order_by("-pk")[:10]),
    }
    return Recordals(request, rows, own=True).respond("coordination/customs_mine.html", context)


@desk("coordination.customs.own")
def ask_recording(request: PageRequest) -> HttpResponse:
    """Ask for help with a recordal."""
    return acted(
        request, template=FORM, title="请求海关备案辅导", form=RecordingForm(request.POST or None), refused_status=400,
        do=lambda form: _asked(request, dict(form.cleaned_data)), to=lambda made: f"/cases/{made.case_id}/",
        success="已建立，请附权利证明后提交", cancel_url=reverse("coordination:customs_mine"), submit="保存并继续",
        lead="备案由海关总署决定，在海关总署的系统提交申请；这里由海关联络员先看材料、提出意见，备案后自动进入续展提醒。",
    )  # fmt: skip


def _asked(request: PageRequest, given: dict[str, Any]) -> RecordalRequest:
    told = {name: given[name] for name in ("goods", "licensing", "lawful", "infringing", "body")}
    return ask_for_recording(actor=request.actor, **told, **_right(given))


@desk("coordination.customs.own")
def ask_seizure(request: PageRequest) -> HttpResponse:
    """Ask the customs to hold goods."""
    rows = narrowed(visible_recordals(request.actor).filter(holder=request.actor.acts_for), "valid")
    form = GoodsForm(request.POST or None, recordals=rows, initial={"recordal": request.GET.get("recordal", "")})
    return acted(
        request, template=FORM, title="申请扣留侵权嫌疑货物", form=form, refused_status=400,
        do=lambda form: ask_for_seizure(actor=request.actor, **form.cleaned_data), to=lambda made: f"/cases/{made.case_id}/",
        success="已建立申请，请附申请书和担保后提交", cancel_url=reverse("coordination:customs_mine"), submit="保存并继续",
        lead="须有足以证明侵权事实明显存在的证据，并提供担保；扣留后二十个工作日内海关没有收到法院协助执行通知的，放行货物。",
    )  # fmt: skip


def _found(request: PageRequest, pk: int) -> CustomsRecordal:
    found = visible_recordals(request.actor).select_related("right").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
