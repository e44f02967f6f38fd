"""The ledger of paid rights, and marks that keep a right from being paid for."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.rights.queries.numbers import known_number

from ... import actions
from ...access import visible_payments
from ...actions.rechecks import right_of
from ...forms.calls import ReasonForm
from ...forms.ledger import EarlierForm, EndMarkForm, MarkForm
from ...models import RightMark
from ...refusals import ValueNotValid
from .acting import acted
from .listings import PaidListing


@desk("support.ledger.view")
def paid(request: PageRequest) -> HttpResponse:
    """Every payment that is known; of one import where its number is given."""
    rows = visible_payments(request.actor).select_related("claim__application")
    batch = request.GET.get("batch", "")
    if batch.isdigit():
        rows = rows.filter(batch_id=int(batch))
    may = {
        "may_enter": bool(check(request.actor, "support.ledger.import")),
        "may_mark": bool(check(request.actor, "support.mark")),
    }
    return PaidListing(request, rows).respond("support/paid.html", may)


@desk("support.ledger.import")
def enter(request: PageRequest) -> HttpResponse:
    """Enter one payment of the past by hand."""
    back = reverse("support:paid")
    return acted(
        request, title="登记历史资助", form=EarlierForm(request.POST or None), to=back, cancel_url=back, success="已登记", submit="登记",
        do=lambda form: actions.enter_earlier_grant(actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


@desk("support.decide")
def release(request: PageRequest, paid_id: int) -> HttpResponse:
    """Take a row out of the ledger with a reason."""
    found, back = get_object_or_404(visible_payments(request.actor), pk=paid_id), reverse("support:paid")
    return acted(
        request, title=f"撤销台账：{found}", form=ReasonForm(request.POST or None), to=back, cancel_url=back,
        do=lambda form: actions.release_payment(actor=request.actor, paid=found, reason=form.cleaned_data["reason"]),
        success="已撤销，同一权利可再申报", submit="撤销", danger=True,
    )  # fmt: skip


@desk("support.mark")
def marks(request: PageRequest) -> HttpResponse:
    """Rights in dispute or found abnormal; those that stand first."""
    rows = RightMark.objects.select_related("right").order_by("valid_to", "-valid_from")[:300]
    standing = [one for one in rows if one.valid_to is None]
    return render(request, "support/marks.html", {"standing": standing, "ended": [one for one in rows if one.valid_to]})


@desk("support.mark")
def new_mark(request: PageRequest) -> HttpResponse:
    """Mark a right by its number."""
    back = reverse("support:marks")
    form = MarkForm(request.POST or None, initial={"on": clock.today(), "number": request.GET.get("number", "")})
    return acted(
        request, title="登记权利异常", form=form, to=back, cancel_url=back,
        do=lambda one: _mark(request, one.cleaned_data), success="已登记；已拨付的资助将启动复核",
        submit="登记",
    )  # fmt: skip


@desk("support.mark")
def end_mark(request: PageRequest, mark_id: int) -> HttpResponse:
    """End a mark."""
    found, back = get_object_or_404(RightMark, pk=mark_id), reverse("support:marks")
    form = EndMarkForm(request.POST or None, initial={"on": clock.today()})
    return acted(
        request, title=f"解除：{found.get_kind_display()}", form=form, to=back, cancel_url=back, success="已解除", submit="解除",
        do=lambda one: actions.end_mark(actor=request.actor, mark=found, **one.cleaned_data),
    )  # fmt: skip


def _mark(request: PageRequest, data):  # type: ignore[no-untyped-def]
    known = known_number(data["kind"], data["number"])
    if known is None or known.right_id is None:
        raise ValueNotValid("登记簿中没有这个号码", "number")
    right = right_of(known.right_id)
    return actions.mark_right(actor=request.actor, right=right, kind=data["mark"], on=data["on"], basis=data["basis"])
