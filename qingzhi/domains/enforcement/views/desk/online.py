"""Online cases on the desk beside the case page: a new one, links, captures and their words."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.queries import kind_of_file, path_of
from qingzhi.base.files.rules.archives import archived_page
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.rights.queries.numbers import public_right
from qingzhi.engine.procedures.access import readable, visible_cases
from qingzhi.engine.procedures.models import Case

from ...actions.online import CODE, KINDS, add_links, capture_link, open_online
from ...forms.online import CaptureForm, LinksForm, OnlineForm
from ...models import LinkCapture, OnlineCase, OnlineLink
from ...queries.online import mismatch, proposed, visible_online
from ...refusals import ValueNotValid
from ...terms.online import NoticeGround
from ..listings.online import OnlineListing

FORM = "enforcement/online_form.html"
SOURCES = ("enforcement.complaint", "enforcement.penalty", "enforcement.adjudication", "enforcement.fast_track")


@desk("enforcement.case.view")
def cases(request: PageRequest) -> HttpResponse:
    """Every online case that the desk sees."""
    return OnlineListing(request, visible_online(request.actor)).respond("enforcement/online_cases.html", {})


@desk("enforcement.case.handle")
def new_online(request: PageRequest) -> HttpResponse:
    """Open one, from a complaint or case where it comes from one."""
    source = _source(request, request.GET.get("case", ""))
    form = OnlineForm(request.POST or None, initial=proposed(source))
    return acted(
        request, template=FORM, title="线上处置", form=form, do=lambda form: _opened(request, form.cleaned_data), refused_status=422,
        to=lambda made: reverse("procedures:case", args=[made.case_id]), success="已建立线上案件，请逐个链接保存快照后通知平台",
        cancel_url=reverse("enforcement:online"), submit="建立", lead="一个案件是一个平台上的一个网店；先保存每个链接的快照，再通知平台。",
    )  # fmt: skip


def _opened(request: PageRequest, given: dict[str, Any]) -> OnlineCase:
    source = _source(request, given["case"])
    if given["case"].strip() and source is None:
        raise ValueNotValid("没有找到这件举报投诉或案件", "case")
    kind, number = given["right_kind"], given["right_number"].strip()
    right = public_right(kind, number) if kind and number else None
    if kind and number and right is None and not given["right_told"].strip():
        raise ValueNotValid("登记簿里没有这个号码，请核对，或者写明权利", "right_number")
    return open_online(
        actor=request.actor, body=get_object_or_404(Body, pk=request.actor.body_id), platform=given["platform"], shop=given["shop"],
        ground=NoticeGround(given["ground"]), right_told=f"{right.number} {right.title}" if right else given["right_told"],
        right_id=right.pk if right else None, facts=given["facts"], links=given["links"], source=source,
    )  # fmt: skip


def _source(request: PageRequest, number: str) -> Case | None:
    if not number.strip():
        return None
    return visible_cases(request.actor).filter(number=number.strip(), procedure__in=SOURCES).first()


@desk("enforcement.case.handle")
def links(request: PageRequest, pk: int) -> HttpResponse:
    """More links of the same shop."""
    case = _found(request, pk)
    back = reverse("procedures:case", args=[case.pk])
    return acted(
        request, template=FORM, title=f"增加链接：{case.number}", form=LinksForm(request.POST or None), to=back, refused_status=422,
        do=lambda form: add_links(actor=request.actor, online=case.online, **form.cleaned_data), success="已增加链接，请保存快照",
        cancel_url=back, submit="增加", lead=case.title,
    )  # fmt: skip


@desk("enforcement.case.handle")
def capture(request: PageRequest, pk: int, link: int) -> HttpResponse:
    """Keep a page that somebody saved."""
    case = _found(request, pk)
    found = get_object_or_404(OnlineLink, pk=link, online__case=case)
    back = reverse("procedures:case", args=[case.pk])
    return acted(
        request, template=FORM, title="保存快照", form=CaptureForm(request.POST or None, request.FILES or None), to=back, refused_status=422,
        do=lambda form: _captured(request, found, form.cleaned_data), success="已保存快照，并计算了 SHA-256", cancel_url=back, submit="保存",
        lead=found.url, link=found,
    )  # fmt: skip


def _captured(request: PageRequest, link: OnlineLink, given: dict[str, Any]) -> LinkCapture:
    one = given["file"][0]
    received = receive_file(actor=request.actor, name=one.name, stream=one, kinds=KINDS)
    return capture_link(
        actor=request.actor, link=link, received=received, seen_at=given["seen_at"], taken_by=given["taken_by"]
    )


@desk("enforcement.case.view")
def words(request: PageRequest, pk: int, item: int) -> HttpResponse:
    """The words of a saved page, read without running anything of it."""
    case = _found(request, pk)
    found = LinkCapture.objects.filter(link__online__case=case, pk=item).select_related("item__file", "link").first()
    if found is None or not readable(request.actor, case, case.evidence.filter(pk=found.item_id)).exists():
        raise Http404
    if found.item.file is None:
        raise Http404
    kind = kind_of_file(found.item.file)
    page = archived_page(path_of(found.item.sha256)) if kind and kind.code == "mhtml" else None
    context = {"case": case, "capture": found, "page": page, "differs": mismatch(found, found.link), "kind": kind}
    return render(request, "enforcement/capture.html", context)


def _found(request: PageRequest, pk: int) -> Case:
    rows = visible_cases(request.actor).filter(procedure=CODE).select_related("online", "body__region")
    return get_object_or_404(rows, pk=pk)
