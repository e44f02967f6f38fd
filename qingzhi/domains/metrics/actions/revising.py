"""Proposing revisions of frozen figures, and deciding on them: the one who proposes is not the one who approves."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.permits import Actor, require
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..events.frozen import RevisionDecided, RevisionProposed
from ..models import FrozenFigure, RevisionProposal
from ..refusals import NothingChanged, ValueNotValid
from ..refusals.frozen import FigureRevisedMeanwhile, ProposedAlready
from .freezing import follow_records, revise_several

TO_DECIDE = work_kind("metrics.decide_revision", "批准修订冻结数", verb="批准", icon="check").code


@transaction.atomic
def propose_revision(*, actor: Actor, figures: Sequence[FrozenFigure], reason: str) -> RevisionProposal:
    """Propose that frozen figures which would differ today be revised 「提请修订」, for one reason."""
    require(actor, "metrics.figure.propose")
    if not reason.strip():
        raise ValueNotValid("请说明修订理由：更正了什么、依据是什么", "reason")
    keys = [one.pk for one in figures]
    rows = list(FrozenFigure.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if not rows:
        raise ValueNotValid("请至少选择一个要修订的冻结数", "figures")
    _refuse_moved(rows)
    proposal = RevisionProposal.objects.create(
        reason=reason.strip(), proposed_by=actor.name, proposer_id=actor.user_id, proposed_at=clock.now()
    )
    proposal.figures.set(rows)
    url = reverse("metrics:revision_proposal", args=[proposal.pk])
    for body in bodies_holding("metrics.figure.revise"):
        title = f"批准修订冻结数：{proposal.reason}"
        open_item(actor=actor, kind=TO_DECIDE, title=title, url=url, subject=proposal, body=body)
    changes = {"figures": (None, "、".join(one.code_text for one in rows[:20])), "number": (None, len(rows))}
    record(actor, "metrics.propose_revision", proposal, changes=changes, reason=proposal.reason)
    publish(RevisionProposed(proposal_id=proposal.pk))
    return proposal


def approve_revision(*, actor: Actor, proposal: RevisionProposal, answer: str = "") -> list[FrozenFigure]:
    """Approve a proposal 「批准修订」: every figure of it gets its revision, computed now; all of them or none."""
    require(actor, "metrics.figure.revise")
    follow_records()
    with transaction.atomic():
        found = _waiting(proposal)
        made = revise_several(actor=actor, figures=list(found.figures.all()), reason=found.reason)
        _decide(actor, found, approved=True, answer=answer)
    return made


@transaction.atomic
def decline_revision(*, actor: Actor, proposal: RevisionProposal, answer: str) -> RevisionProposal:
    """Decline a proposal 「不予修订」 with the reason; the figures stand as they are."""
    require(actor, "metrics.figure.revise")
    if not answer.strip():
        raise ValueNotValid("请说明不予修订的理由", "answer")
    return _decide(actor, _waiting(proposal), approved=False, answer=answer)


def _decide(actor: Actor, proposal: RevisionProposal, *, approved: bool, answer: str) -> RevisionProposal:
    changes = changed(proposal, approved=approved, decided_by=actor.name, decided_at=clock.now(), answer=answer.strip())
    proposal.save()
    close_items(
        actor=actor, subject=proposal, kind=TO_DECIDE, outcome=Outcome.DONE, reason="" if approved else "不予修订"
    )
    name = "metrics.approve_revision" if approved else "metrics.decline_revision"
    record(actor, name, proposal, changes=changes, reason=proposal.answer)
    publish(RevisionDecided(proposal_id=proposal.pk, approved=approved))
    return proposal


def _waiting(proposal: RevisionProposal) -> RevisionProposal:
    found = RevisionProposal.objects.select_for_update().get(pk=proposal.pk)
    if found.approved is not None:
        done = "批准" if found.approved else "不予批准"
        raise FigureRevisedMeanwhile(f"这项提请已由{found.decided_by}{done}，请刷新查看")
    return found


def _refuse_moved(rows: Sequence[FrozenFigure]) -> None:
    """Each must be the newest row of its figure, differ today, and not be proposed already."""
    later = FrozenFigure.objects.filter(supersedes__in=rows).select_related("indicator").first()
    if later is not None:
        raise FigureRevisedMeanwhile(
            f"“{later.indicator}”已由{later.made_by}于 {later.revised_on} 修订，请以最新一版为准"
        )
    open_one = RevisionProposal.objects.filter(figures__in=rows, approved=None).first()
    if open_one is not None:
        raise ProposedAlready(f"其中有冻结数已由{open_one.proposed_by}提请修订，正待批准")
    same = FrozenFigure.objects.filter(pk__in=[one.pk for one in rows], drift=None).select_related("indicator").first()
    if same is not None:
        raise NothingChanged(f"“{same.indicator}”{same.period_text}按今天的记录计算与冻结数相同，不需要修订")
