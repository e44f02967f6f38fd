"""Reviews of dossiers on the desk."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.scoring.queries.sampling import leaves_of

from ...access.review import visible_dossiers, visible_reviews
from ...actions import review as actions
from ...forms.review import ConfirmForm, CorrectionForm, DrawForm, ReviewForm, SheetForm
from ...models import DossierReview, ReviewedDossier
from ...queries.review import closed_cases, drawn_again
from ...terms.review import DossierState, ReviewState
from ..listings.review import DossierListing, ReviewListing, dossier_light, review_light

FORM = "enforcement/online_form.html"


@desk("enforcement.performance.view")
def reviews(request: PageRequest) -> HttpResponse:
    """Every review that the actor sees."""
    rows = visible_reviews(request.actor).annotate(
        drawn=Count("dossiers"), waiting=Count("dossiers", filter=Q(dossiers__state=DossierState.WAITING))
    )
    return ReviewListing(request, rows).respond("enforcement/reviews.html", {})


@desk("enforcement.performance.view")
def review(request: PageRequest, pk: int) -> HttpResponse:
    """One review: what the draw follows from, whether it does, and the dossiers."""
    found = _review(request, pk)
    manages = bool(check(request.actor, "enforcement.review.manage", body_id=found.body_id))
    rows = found.dossiers.select_related("case__body", "review")
    context = {
        "review": found, "state": review_light(found), "checks": drawn_again(found), "audit": entries_of(found) if manages else None,
        "may_draw": manages and found.state == ReviewState.COMMITTED, "may_close": manages and found.state == ReviewState.DRAWN,
        "waiting": closed_cases(found).count() if found.state == ReviewState.COMMITTED else None, "leaves": leaves_of(found.version),
    }  # fmt: skip
    return DossierListing(request, rows).respond("enforcement/review.html", context)


@desk("enforcement.review.manage")
def new_review(request: PageRequest) -> HttpResponse:
    """Begin one."""
    body = get_object_or_404(Body, pk=request.actor.body_id)
    return acted(
        request, template=FORM, title="发起案卷评查", form=ReviewForm(request.POST or None), refused_status=422,
        do=lambda form: actions.open_review(actor=request.actor, body=body, **form.cleaned_data),
        to=lambda made: reverse("enforcement:review", args=[made.pk]), success="已公布种子摘要，可以抽取", submit="发起并公布种子摘要",
        cancel_url=reverse("enforcement:reviews"), lead="先公布种子的摘要，再锁定这段时间办结的案卷并抽取，抽取结果任何人都可以核验。",
    )  # fmt: skip


@desk("enforcement.review.manage")
def draw(request: PageRequest, pk: int) -> HttpResponse:
    """Freeze and draw."""
    found = _review(request, pk)
    back = reverse("enforcement:review", args=[pk])
    lead = f"约定的公共随机数：{found.public_number_is}" if found.public_number_is else "抽取后公布种子，不能重来。"
    return acted(
        request, template=FORM, title=f"抽取案卷：{found.title}", form=DrawForm(request.POST if request.method == "POST" else None), to=back, refused_status=422,
        do=lambda form: actions.draw_dossiers(actor=request.actor, review=found, **form.cleaned_data), success="已抽取", cancel_url=back,
        submit="锁定名单并抽取", lead=lead,
    )  # fmt: skip


@desk("enforcement.review.manage")
def close(request: PageRequest, pk: int) -> HttpResponse:
    """End it."""
    found = _review(request, pk)
    back = reverse("enforcement:review", args=[pk])
    return acted(
        request, template=FORM, title=f"结束评查：{found.title}", form=PageForm(request.POST if request.method == "POST" else None), to=back,
        refused_status=422, do=lambda form: actions.close_review(actor=request.actor, review=found), success="已结束", cancel_url=back,
        submit="结束评查", lead="所有案卷都已评查、整改都已确认的，可以结束。",
    )  # fmt: skip


@desk("enforcement.case.view")
def dossier(request: PageRequest, pk: int) -> HttpResponse:
    """One dossier: its sheet, what was found, the correction."""
    found = _dossier(request, pk)
    actor = request.actor
    manages = bool(check(actor, "enforcement.review.manage", body_id=found.review.body_id))
    handles = bool(check(actor, "enforcement.case.handle", body_id=found.case.body_id))
    context = {
        "dossier": found, "state": dossier_light(found), "scores": list(found.scores.all()), "audit": entries_of(found) if manages else None,
        "may_score": manages and found.state == DossierState.WAITING, "may_correct": handles and found.state == DossierState.CORRECTING,
        "may_confirm": manages and found.state == DossierState.CORRECTED,
    }  # fmt: skip
    return render(request, "enforcement/reviewed_dossier.html", context)


@desk("enforcement.review.manage")
def score(request: PageRequest, pk: int) -> HttpResponse:
    """Give a sheet."""
    found = _dossier(request, pk)
    form = SheetForm(request.POST or None, parts=leaves_of(found.review.version))
    return _acted(request, found, form, "评查打分", "提交", lambda form: actions.score_dossier(
        actor=request.actor, dossier=found, **form.sheet()))  # fmt: skip


@desk("enforcement.case.handle")
def correct(request: PageRequest, pk: int) -> HttpResponse:
    """Answer what was to be corrected."""
    found = _dossier(request, pk)
    return _acted(request, found, CorrectionForm(request.POST or None), "整改回复", "提交", lambda form: actions.answer_correction(
        actor=request.actor, dossier=found, text=form.cleaned_data["text"]), lead=found.to_correct)  # fmt: skip


@desk("enforcement.review.manage")
def confirm(request: PageRequest, pk: int) -> HttpResponse:
    """Confirm, or give back."""
    found = _dossier(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return _acted(request, found, form, "确认整改", "确认", lambda form: actions.confirm_correction(
        actor=request.actor, dossier=found, returned_why=form.cleaned_data["returned_why"]), lead=found.correction)  # fmt: skip


def _acted(
    request: PageRequest, found: ReviewedDossier, form: Any, title: str, submit: str, do: Any, lead: str = ""
) -> HttpResponse:
    back = reverse("enforcement:reviewed_dossier", args=[found.pk])
    return acted(
        request, template=FORM, title=f"{title}：{found.case.number}", form=form, do=do, to=back, success=f"已{submit}", cancel_url=back,
        submit=submit, lead=lead or found.case.title, refused_status=422,
    )  # fmt: skip


def _review(request: PageRequest, pk: int) -> DossierReview:
    return get_object_or_404(visible_reviews(request.actor).select_related("body__region"), pk=pk)


def _dossier(request: PageRequest, pk: int) -> ReviewedDossier:
    found = visible_dossiers(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
