"""The members of the joint conference, and whom to call there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.conference import visible_members
from ...actions import conference
from ...forms.conference import MemberForm
from .acting import confirm


class MemberListing(Listing):
    name = "联席会议成员单位"
    columns = [
        Column("state", "状态", kind="state", sort=False,
               value=lambda row: State("none", "已退出") if row.valid_to else State("ok", "在任")),
        Column("body", "单位", kind="link", value=lambda row: row.body.name, sort="body__name",
               url=lambda row: reverse("plan:body_record", args=[row.body.code])),
        Column("duty", "职责", value=lambda row: row.get_duty_display(), sort="duty"),
        Column("leader_name", "成员", sub="leader_title", drop=True),
        Column("contact_name", "联络员", sub="contact_title"),
        Column("contact_phone", "电话"),
        Column("valid_from", "自", kind="date", drop=True),
        Column("act", "办理", kind="html", template="plan/cells/member.html", value=lambda row: "", sort=False),
    ]  # fmt: skip
    filters = [Search("q", "按单位或人员查找", fields=["body__name", "contact_name", "leader_name"])]
    default_order = ("position", "id")
    page_size = 50
    empty_title = "还没有成员单位"


@desk("plan.conference.view")
def members(request: PageRequest) -> HttpResponse:
    may_manage = bool(check(request.actor, "plan.conference.manage"))
    listing = MemberListing(request, visible_members(request.actor).select_related("body"))
    return listing.respond("plan/members.html", {"may_manage": may_manage})


@desk("plan.conference.manage")
def add_member(request: PageRequest) -> HttpResponse:
    back = reverse("plan:members")
    form = MemberForm(request.POST or None, bodies=bodies_on(), is_new=True, initial={"valid_from": clock.today()})
    return confirm(
        request, title="增加成员单位", form=form, to=back, cancel_url=back, crumb=("成员单位", back), success="成员单位已登记",
        submit="登记", do=lambda form: conference.admit_member(actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.conference.manage")
def change_member(request: PageRequest, member_id: int) -> HttpResponse:
    back = reverse("plan:members")
    found = get_object_or_404(visible_members(request.actor).select_related("body"), pk=member_id)
    names = ("duty", "leader_name", "leader_title", "contact_name", "contact_title", "contact_phone", "valid_to")
    initial = {name: getattr(found, name) for name in names}
    form = MemberForm(request.POST or None, bodies=bodies_on(), is_new=False, initial=initial)
    if found.valid_to:
        messages.info(request, "这个单位已退出，不能再改")
        return redirect(back)
    return confirm(
        request, title=f"修改{found.body.short_name}", form=form, to=back, cancel_url=back, crumb=("成员单位", back),
        success="已修改", submit="保存",
        do=lambda form: conference.change_member(actor=request.actor, member=found, **form.cleaned_data),
    )  # fmt: skip
