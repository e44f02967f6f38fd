"""Emergency access: taking it, watching it, reviewing it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from .. import actions
from ..forms import EmergencyForm, ReviewForm
from ..listings import EmergencyListing, emergency_state
from ..models import EmergencyGrant
from ..queries import active_emergencies
from .asking import ask, confirm
from .request import AccountRequest

OVERSEE, REVIEW = "identity.emergency.oversee", "identity.emergency.review"


@signed_in
def take(request: AccountRequest) -> HttpResponse:
    """Take emergency access, or see what one has taken."""
    running = active_emergencies(request.user).select_related("role").first()
    past = EmergencyGrant.objects.filter(user=request.user).select_related("role")[:10]

    def run(data: dict) -> None:
        actions.take_emergency(actor=request.actor, user=request.user, **data)

    return confirm(
        request,
        EmergencyForm(request.POST or None),
        run,
        template_name="identity/take_emergency.html",
        title="应急授权",
        submit="启用应急授权",
        done="应急授权已启用，期间的每一步都会记入审计。",
        back="/",
        warning="仅限紧急情况：正常授权来不及、拖延会造成损失。",
        consequences=["安全管理员和审计管理员立即看到", "期间的操作在审计中标明", "到期自动失效，事后逐条复核"],
        running=running,
        past=[{"row": row, "state": emergency_state(row)} for row in past],
    )


@signed_in
@require_POST
def end(request: PageRequest, pk: int) -> HttpResponse:
    """End it early: one's own, or as security administrator."""
    found = _visible(request, pk)
    actions.end_emergency(actor=request.actor, emergency=found)
    return redirect(
        reverse("identity:emergency", args=[pk]) if found.user_id != request.user.pk else "identity:take_emergency"
    )


@desk(OVERSEE)
def emergencies(request: PageRequest) -> HttpResponse:
    return EmergencyListing(request, _rows()).respond("identity/emergencies.html")


@desk(REVIEW)
def emergency_reviews(request: PageRequest) -> HttpResponse:
    return EmergencyListing(request, _rows()).respond("identity/emergencies.html")


@signed_in
def emergency(request: PageRequest, pk: int) -> HttpResponse:
    """One emergency access, for whoever took it, watches it or reviews it."""
    found = _visible(request, pk)
    context = {
        "emergency": found,
        "state": emergency_state(found),
        "entries": entries_of(found)[:20],
        "may_review": check(request.actor, REVIEW) and emergency_state(found).label == "待复核",
        "may_end": emergency_state(found).label == "生效中" and check(request.actor, OVERSEE),
    }
    return render(request, "identity/emergency.html", context)


@desk(REVIEW)
def review(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    return ask(
        request,
        ReviewForm(request.POST or None),
        lambda data: actions.review_emergency(actor=request.actor, emergency=found, **data),
        title=f"复核 {found.user.person.name} 的应急授权",
        submit="提交复核",
        done="复核已记录。",
        back=reverse("identity:emergency", args=[pk]),
        lead=f"借用“{found.role.name}”，事由：{found.reason}",
    )


def _rows():
    return EmergencyGrant.objects.select_related("user__person", "role", "reviewed_by")


def _visible(request: PageRequest, pk: int) -> EmergencyGrant:
    found = _rows().filter(pk=pk).first()
    may = found and (found.user_id == request.user.pk or check(request.actor, OVERSEE) or check(request.actor, REVIEW))
    if not found or not may:
        raise Http404
    return found
