"""Entering and correcting rights: each verb has its page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ...actions.correcting import correct_right
from ...actions.fees import record_payment
from ...actions.holders import change_holders
from ...actions.links import FITTING, add_link, remove_link
from ...actions.links_recognitions import add_honour, admit_gi_user, end_gi_user
from ...actions.registering import register_right
from ...actions.status import enter_status, withdraw_status
from ...forms.entering import (
    EndForm,
    GiUserForm,
    HoldersForm,
    HonourForm,
    LinkForm,
    PaymentForm,
    ReasonForm,
    StatusForm,
)
from ...forms.record import CorrectForm, RegisterForm
from ...models import Right
from ...queries.fees import dues_of
from ...queries.record import COMMON_FIELDS, detail_fields, stamp_of, values_of
from ...rules.fees import ANNUAL, RENEWAL
from ...rules.statuses import POSSIBLE
from ...terms import HonourKind, RightKind, RightStatus
from .acting import acted, found_right, url_of


def _page(request: PageRequest, right: Right, **more: Any) -> HttpResponse:
    to = url_of(right)
    return acted(
        request, to=to, cancel_url=to, crumb=(right.number_shown, to), kind=RightKind(right.kind),
        facts=[("名称", right.title), ("号码", right.number_shown), ("权利人", right.holder_text)], **more,
    )  # fmt: skip


@desk("rights.register")
def register(request: PageRequest, kind: str) -> HttpResponse:
    """A right that no file brings."""
    if kind not in list(RightKind):
        raise Http404
    form = RegisterForm(request.POST or None, kind=kind)
    known = RightKind(kind)

    def do(done: Any) -> Right:
        values, typed = done.values(), detail_fields(kind)
        return register_right(
            actor=request.actor, kind=kind, details={name: values.pop(name) for name in typed},
            classes=done.cleaned_data.get("classes") or (), **values,
            **{name: done.cleaned_data[name] for name in ("number", "holders", "status", "status_on", "basis")},
        )  # fmt: skip

    return acted(
        request, title=f"登记{known.label}", form=form, do=do, to=url_of, success="已登记", submit="登记", kind=known,
        cancel_url=reverse("rights:rights", args=[kind]), draft=f"rights.register.{kind}",
    )  # fmt: skip


@desk("rights.register")
def correct(request: PageRequest, right_id: int) -> HttpResponse:
    """A correction; what somebody else changed meanwhile is shown beside what was typed."""
    right = found_right(request, right_id)
    standing, stamp = values_of(right), stamp_of(right)
    form = CorrectForm(request.POST or None, kind=right.kind, initial=standing, version=stamp)
    if request.method == "POST" and form.is_valid():
        form.edited_meanwhile(stamp, {name: standing[name] for name in (*COMMON_FIELDS, *detail_fields(right.kind))})

    def do(done: Any) -> Right:
        return correct_right(
            actor=request.actor, right=right, values=done.values(), classes=done.cleaned_data.get("classes"),
            reason=done.cleaned_data["reason"], stamp=stamp,
        )  # fmt: skip

    return _page(
        request, right, title="更正登记内容", form=form, do=do, success="已更正", submit="保存更正", plain=True
    )


@desk("rights.register")
def status(request: PageRequest, right_id: int) -> HttpResponse:
    """Another legal status from a day on."""
    right = found_right(request, right_id)
    form = StatusForm(request.POST or None, choices=_possible(right.kind))
    return _page(
        request, right, title="登记法律状态", form=form, success="已登记法律状态", submit="登记",
        do=lambda done: enter_status(actor=request.actor, right=right, **done.cleaned_data),
    )  # fmt: skip


@desk("rights.register")
def take_back_status(request: PageRequest, right_id: int, span_id: int) -> HttpResponse:
    """A status that was entered by mistake."""
    right = found_right(request, right_id)
    span = get_object_or_404(right.statuses, pk=span_id)
    label = RightStatus(span.status).label
    return _page(
        request, right, title=f"撤回法律状态“{label}”", form=ReasonForm(request.POST or None, label="撤回理由"), danger=True,
        success="已撤回", submit="撤回", do=lambda done: withdraw_status(actor=request.actor, right=right, span=span, **done.cleaned_data),
    )  # fmt: skip


def _possible(kind: str) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in RightStatus if one in POSSIBLE[kind]]


@desk("rights.register")
def holders(request: PageRequest, right_id: int) -> HttpResponse:
    """A transfer to other holders."""
    right = found_right(request, right_id)
    names = "\n".join(
        right.holdings.filter(role="holder", valid_to=None).order_by("position").values_list("name_written", flat=True)
    )
    return _page(
        request, right, title="登记转让", form=HoldersForm(request.POST or None, initial={"holders": names}), submit="登记",
        success="已登记转让", do=lambda done: change_holders(actor=request.actor, right=right, **done.cleaned_data),
    )  # fmt: skip


@desk("rights.register")
def payment(request: PageRequest, right_id: int) -> HttpResponse:
    """A fee that was paid."""
    right = found_right(request, right_id)
    dues = [one for one in dues_of(right) if one.paid_on is None]
    is_patent = right.kind == RightKind.PATENT
    years = [(one.year, f"第 {one.year} 年（{one.due_on} 到期，{one.amount} 元）") for one in dues] if is_patent else []
    first = {"amount": dues[0].amount} if dues and not is_patent else {}
    return _page(
        request, right, title="登记缴费", form=PaymentForm(request.POST or None, years=years, initial=first), submit="登记",
        success="已登记缴费",
        do=lambda done: record_payment(
            actor=request.actor, right=right, fee=ANNUAL if is_patent else RENEWAL, **done.cleaned_data
        ),
    )  # fmt: skip


@desk("rights.register")
def link(request: PageRequest, right_id: int) -> HttpResponse:
    """Another right that belongs to this one."""
    right = found_right(request, right_id)
    choices = [(one.value, one.label) for one in FITTING.get(RightKind(right.kind), ())]
    return _page(
        request, right, title="登记关联", form=LinkForm(request.POST or None, choices=choices), submit="登记", success="已登记关联",
        do=lambda done: add_link(actor=request.actor, right=right, **done.cleaned_data),
    )  # fmt: skip


@desk("rights.register")
def unlink(request: PageRequest, right_id: int, link_id: int) -> HttpResponse:
    """A link that was entered by mistake."""
    right = found_right(request, right_id)
    found = get_object_or_404(right.links, pk=link_id)
    return _page(
        request, right, title="移除关联", form=ReasonForm(request.POST or None, label="移除理由"), submit="移除", danger=True,
        success="已移除", do=lambda done: remove_link(actor=request.actor, right=right, link=found, **done.cleaned_data),
    )  # fmt: skip


@desk("rights.register")
def honour(request: PageRequest, right_id: int) -> HttpResponse:
    """A recognition of a mark."""
    right = found_right(request, right_id)
    choices = [(one.value, one.label) for one in HonourKind]
    return _page(
        request, right, title="登记认定", form=HonourForm(request.POST or None, choices=choices), submit="登记", success="已登记认定",
        do=lambda done: add_honour(actor=request.actor, right=right, **done.cleaned_data),
    )  # fmt: skip


@desk("rights.register")
def gi_user(request: PageRequest, right_id: int) -> HttpResponse:
    """Somebody who may use a geographical indication."""
    right = found_right(request, right_id)
    return _page(
        request, right, title="登记地理标志使用人", form=GiUserForm(request.POST or None), submit="登记", success="已登记使用人",
        do=lambda done: admit_gi_user(actor=request.actor, right=right, **done.cleaned_data),
    )  # fmt: skip


@desk("rights.register")
def end_user(request: PageRequest, right_id: int, user_id: int) -> HttpResponse:
    """Somebody who may no longer use it."""
    right = found_right(request, right_id)
    user = get_object_or_404(right.users, pk=user_id)
    return _page(
        request, right, title=f"终止使用：{user.name_written}", form=EndForm(request.POST or None, label="终止理由"), submit="终止",
        danger=True, success="已终止", do=lambda done: end_gi_user(actor=request.actor, right=right, user=user, **done.cleaned_data),
    )  # fmt: skip
