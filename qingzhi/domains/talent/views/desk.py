"""The register and one record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ..access import own_expert, own_subjects, visible_experts
from ..models import Expert
from ..queries import record_of
from .listings import ExpertListing, expert_state


@desk("talent.view")
def experts(request: PageRequest) -> HttpResponse:
    """The list."""
    context = {
        name: bool(check(request.actor, f"talent.{name.removeprefix('may_')}"))
        for name in ("may_register", "may_import")
    }
    return ExpertListing(request, visible_experts(request.actor)).respond("talent/experts.html", context)


@desk("talent.declare")
def mine(request: PageRequest) -> HttpResponse:
    """The expert's own record, where there is one."""
    found = own_expert(request.actor)
    if found is None:
        return render(request, "talent/none.html")
    return redirect("talent:expert", found.pk)


@signed_in
def expert(request: PageRequest, pk: int) -> HttpResponse:
    """One record: posts, fields, ties, engagements, policies, history."""
    found = get_object_or_404(record_of(visible_experts(request.actor)), pk=pk)
    may = bool(check(request.actor, "talent.register")) and found.retired_on is None
    own = found.subject_id in own_subjects(request.actor) and bool(check(request.actor, "talent.declare"))
    ended = {one.pk for one in found.employments.all() if one.valid_to and one.valid_to <= clock.today()}
    context = {
        "expert": found, "state": expert_state(found), "facts": _facts(found), "may_register": may,
        "may_declare": (may or own) and found.retired_on is None, "own": own, "ended": ended,
        "verbs": [(reverse(f"talent:{name}", args=[pk]), label) for name, label in VERBS] if may else [],
        "audit": entries_of(found) if may or not own else [],
    }  # fmt: skip
    return render(request, "talent/expert.html", context)


VERBS = (
    ("change", "更正"), ("employment", "登记任职"), ("field", "登记专业"), ("engagement", "登记聘用活动"), ("policy", "登记享受政策"),
    ("renew", "续聘"), ("retire", "退出专家库"),
)  # fmt: skip


def _facts(found: Expert) -> list[tuple[str, Any]]:
    until = f"{found.valid_from} 至 {found.valid_to or '长期'}"
    return [
        ("专家编号", found.number), ("职称", found.title), ("称号和头衔", found.honours),
        ("省外专家", "是" if found.outside else "否"), ("所在地", found.place or (found.region.name if found.region else "")),
        ("聘期", until), ("来源", found.source), ("登记簿中的本人", found.party.name if found.party else "未关联"),
        *([("退出原因", found.retire_reason)] if found.retired_on else []),
    ]  # fmt: skip
