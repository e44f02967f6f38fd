"""Proposing revisions of frozen figures, and deciding on a proposal."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import came_from, desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Region

from ...access.frozen import visible_frozen
from ...actions import approve_revision, decline_revision, propose_revision
from ...forms.frozen import ApprovalForm, DeclineForm, ProposalForm
from ...models import FrozenFigure, RevisionProposal
from ...queries.drifts import difference_text, differing
from ...queries.frozen import hands_of

PROPOSE, REVISE = "metrics.figure.propose", "metrics.figure.revise"
MOST = 500


@desk(PROPOSE)
def propose(request: PageRequest) -> HttpResponse:
    """Why the chosen figures are to be revised."""
    ids = (request.POST if request.method == "POST" else request.GET).getlist("id")[:MOST]
    keys = [one for one in ids if one.isdigit() and len(one) < 18]
    rows = list(differing(request.actor).filter(pk__in=keys))
    back = reverse("metrics:frozen_differences")
    if not rows:
        messages.warning(request, "请先在差异清单中选中要修订的数")
        return redirect(came_from(request) or back)
    return acted(
        request,
        template="metrics/frozen/propose.html",
        title="提请修订冻结数",
        form=ProposalForm(request.POST or None),
        do=lambda form: propose_revision(actor=request.actor, figures=rows, **form.cleaned_data),
        to=lambda made: reverse("metrics:revision_proposal", args=[made.pk]),
        success="已提请修订，等待负责人批准",
        cancel_url=back,
        rows=_told(rows),
    )


@desk("metrics.statistic.view")
def proposal(request: PageRequest, proposal_id: int) -> HttpResponse:
    """One proposal: which figures, why, what was decided."""
    found = get_object_or_404(RevisionProposal, pk=proposal_id)
    moved = {one.pk: one for one in differing(request.actor).filter(proposals=found)}
    figures = visible_frozen(request.actor).filter(proposals=found).prefetch_related("revisions")
    waiting = found.approved is None
    same = waiting and request.actor.user_id in hands_of(found.figures.all())
    context = {
        "proposal": found,
        "rows": _told([moved.get(one.pk, one) for one in figures]),
        "may_decide": waiting and bool(check(request.actor, REVISE)) and not same,
        "is_own": waiting and same,
        "entries": list(entries_of(found)[:20]),
    }
    return render(request, "metrics/frozen/proposal.html", context)


@desk(REVISE)
def approve(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Asks once more, then puts the revisions beside the figures."""
    found = get_object_or_404(RevisionProposal, pk=proposal_id)
    return acted(
        request,
        template="pages/confirm.html",
        title="批准修订冻结数",
        form=ApprovalForm(request.POST or None),
        do=lambda form: approve_revision(actor=request.actor, proposal=found, **form.cleaned_data),
        to=_address(found),
        success="已批准，修订已记入；原数保留",
        cancel_url=_address(found),
        warning="修订记入后不能撤销。",
        consequences=[
            "按现在的记录重新计算，作为修订另列一行",
            "原冻结数、原核验码和原记录清单都保留",
            "理由随修订公布",
        ],
        facts=[("提请", f"{found.proposed_by}，{found.figures.count()} 个数"), ("理由", found.reason)],
        submit="批准",
        danger=False,
    )


@desk(REVISE)
def decline(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Asks why, then leaves the figures as they are."""
    found = get_object_or_404(RevisionProposal, pk=proposal_id)
    return acted(
        request,
        template="metrics/form.html",
        title="不予修订",
        form=DeclineForm(request.POST or None),
        do=lambda form: decline_revision(actor=request.actor, proposal=found, **form.cleaned_data),
        to=_address(found),
        success="已决定不予修订",
        cancel_url=_address(found),
        submit="不予修订",
    )


def _address(found: RevisionProposal) -> str:
    return reverse("metrics:revision_proposal", args=[found.pk])


def _told(figures: Sequence[FrozenFigure]) -> list[dict[str, object]]:
    """Figures for the table of a proposal: what each says, what it would be or became."""
    names = dict(Region.objects.values_list("code", "short_name"))
    found = []
    for one in figures:
        moved = hasattr(one, "is_proposed")
        revision = None if moved else next(iter(one.revisions.all()), None)
        now = one.drift.value if moved else revision.value if revision else None
        difference = difference_text(one) if moved else ""
        region = names.get(one.region_code, one.region_code)
        found.append({"figure": one, "region": region, "now": now, "difference": difference, "revision": revision})
    return found
