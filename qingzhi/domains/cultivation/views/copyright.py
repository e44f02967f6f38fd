"""Pages of cultivation; everything after the draft happens on the case page."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from qingzhi.base.pages.access import desk, open_to_public
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.listing import Column, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ..actions import apply_for_recognition
from ..forms import RecognitionRequestForm
from ..queries import handling_body, recognised


class Recognised(Listing):
    """Who is recognised, open to everybody."""

    name = "版权示范名录"
    columns = [
        Column("party", "名称", value=lambda one: one.party.name, sort="party__name"),
        Column("kind", "类别", value=lambda one: one.get_kind_display()),
        Column("decision_number", "认定文号", drop=True),
        Column("recognised_on", "认定日期", kind="date"),
        Column("valid_to", "有效期止", kind="date", drop=True),
    ]  # fmt: skip
    filters = [Search("q", "按名称查找", fields=["party__name"])]
    default_order = "-recognised_on"
    empty_title = "还没有认定版权示范主体"
    empty_hint = "认定的单位和园区会列在这里，到期的自动移出。"


@desk("cultivation.copyright.apply")
def ask(request: PageRequest) -> HttpResponse:
    """Open a draft; its papers are attached on its case page."""
    body = handling_body()
    if body is None:
        raise Http404
    form = RecognitionRequestForm(request.POST or None)
    return acted(
        request, template="cultivation/apply.html", title="申请版权示范认定", form=form,
        do=lambda valid: apply_for_recognition(actor=request.actor, body=body, **valid.cleaned_data),
        to=lambda made: reverse("procedures:case", args=[made.case_id]),
        success="已建立申请，请附版权工作报告后提交", cancel_url=reverse("cultivation:list"),
    )  # fmt: skip


@open_to_public
def listed(request: PageRequest) -> HttpResponse:
    """The public list."""
    return Recognised(request, recognised()).respond("cultivation/list.html")
