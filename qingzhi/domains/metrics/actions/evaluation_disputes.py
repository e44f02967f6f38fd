"""Objections to scores: filed by whom the score is of, answered by the office; one that is right corrects figure and scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, PermitRefused, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.parties.queries import party_of_subject
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind

from ..access.evaluation import own_answer
from ..events.evaluation import DisputeAnswered, ScoreDisputed
from ..models import Dispute, DisputedRecord, FrozenFigure, Score, ScorePart
from ..refusals import NothingChanged, ValueNotValid
from ..refusals.evaluation import DisputeAnsweredMeanwhile, DisputedAlready, DisputeTooLate, ScoreNotYours
from ..terms.evaluation import DisputeGround, DisputeState
from .evaluation_scores import correct
from .freezing import follow_records, revise_frozen

ANSWER = work_kind("metrics.dispute", "评价异议", verb="答复", icon="balance")
READ = work_kind("metrics.dispute_answered", "评价异议的答复", verb="阅看", icon="check")
TO_FILE, TO_ANSWER = "evaluation.dispute.file", "evaluation.dispute.answer"


@dataclass(frozen=True)
class NamedRecord:
    """A record that an objection names: one behind the figure, or one that is missing there, in words alone."""

    name: str
    table: str = ""
    key: int | None = None


@transaction.atomic
def dispute_score(
    *, actor: Actor, part: ScorePart, ground: str, text: str, records: Iterable[NamedRecord] = ()
) -> Dispute:
    """Object to what one criterion of one's own score was made from 「提出异议」, naming the records; the office has to answer by a day."""
    part = ScorePart.objects.select_for_update(of=("self",)).select_related("score__evaluation__body__region", "score__party", "criterion").get(pk=part.pk)  # fmt: skip
    score = part.score
    _require_own(actor, score)
    if (score.body_id is None and score.party_id is None) or part.leaf_id is None:
        raise ScoreNotYours("只能对本单位得分中有数据来源的评价指标提出异议")
    if not text.strip():
        raise ValueNotValid("请写明异议的理由", "text")
    named = list(records)
    if DisputeGround(ground) is not DisputeGround.READING and not named:
        raise ValueNotValid("请选出有异议的记录；没有计入的记录请写出名称或号码", "records")
    refuse_classified(text, *(one.name for one in named))
    _refuse_late(part)
    known = part.disputes.filter(state=DisputeState.OPEN).first()
    if known is not None:
        raise DisputedAlready(f"{known.filed_by}已对“{part.criterion}”提出异议，正在办理")
    evaluation = score.evaluation
    office = evaluation.body
    found = due(TO_ANSWER, clock.today(), region=office.region.code if office else "")
    dispute = Dispute.objects.create(
        score=score, part=part, **_filer(actor, score), ground=DisputeGround(ground).value, text=text.strip(),
        filed_by=actor.name, filed_at=clock.now(), due_on=found.on,
    )  # fmt: skip
    DisputedRecord.objects.bulk_create(
        [DisputedRecord(dispute=dispute, table=one.table, key=one.key, name=one.name[:300]) for one in named]
    )
    record(actor, "metrics.dispute_score", dispute, changes={"records": (0, len(named))}, reason=text.strip()[:300])
    if office is not None:
        open_item(
            actor=actor, kind=ANSWER.code, title=f"答复评价异议：{dispute}"[:200], url=_page(dispute), subject=dispute, body=office,
            due_on=found.on, due_explained=explain(TO_ANSWER, found), lead_region=score.region_code,
        )  # fmt: skip
    publish(ScoreDisputed(dispute_id=dispute.pk))
    return dispute


def answer_dispute(*, actor: Actor, dispute: Dispute, upheld: bool, answer: str) -> Dispute:
    """Answer an objection 「答复」. Upheld: the figure is revised from the records as they are now corrected, and the period scored anew."""
    require(actor, "metrics.evaluation.answer")
    if not answer.strip():
        raise ValueNotValid("请写明答复：更正了什么，或不成立的理由", "answer")
    refuse_classified(answer)
    follow_records()
    with transaction.atomic():
        dispute = _open(dispute)
        if upheld:
            _revise(actor, dispute, answer.strip())
            dispute.result = correct(actor, dispute.score.evaluation, f"异议成立：{dispute}"[:300])
            _refuse_unmoved(dispute)
        dispute.state = (DisputeState.UPHELD if upheld else DisputeState.REFUSED).value
        dispute.answer, dispute.answered_by, dispute.answered_at = answer.strip(), actor.name, clock.now()
        dispute.save()
        changes = {"state": (DisputeState.OPEN.label, DisputeState(dispute.state).label)}
        record(actor, "metrics.answer_dispute", dispute, changes=changes, reason=dispute.answer[:300])
        close_items(actor=actor, kind=ANSWER.code, subject=dispute)
        open_item(
            actor=actor, kind=READ.code, title=f"评价异议已答复：{dispute}"[:200], url=_page(dispute), subject=dispute,
            body=dispute.body, holder=dispute.party.subject if dispute.party else None, lead_region=dispute.score.region_code,
        )  # fmt: skip
        publish(DisputeAnswered(dispute_id=dispute.pk, upheld=upheld))
    return dispute


@transaction.atomic
def read_answer(*, actor: Actor, dispute: Dispute) -> Dispute:
    """Who objected has read the answer 「已阅」; twice is harmless."""
    _require_own(actor, dispute.score)
    closed = close_items(actor=actor, kind=READ.code, subject=dispute)
    if closed:
        record(actor, "metrics.read_answer", dispute)
    return dispute


def _require_own(actor: Actor, score: Score) -> None:
    answer = own_answer(actor, score)
    if not answer:
        raise PermitRefused(answer.reason, "metrics.evaluation.dispute")


def _filer(actor: Actor, score: Score) -> dict[str, Any]:
    """Of whom the objection is: the body that answers for the score, else the party by whose mandate it is filed."""
    if score.body_id is not None:
        return {"body_id": score.body_id}
    return {"party": party_of_subject(actor.acts_for) or score.party}


def _open(dispute: Dispute) -> Dispute:
    rows = Dispute.objects.select_for_update(of=("self",)).select_related(
        "score__evaluation", "part__criterion", "body", "party__subject"
    )
    found = rows.get(pk=dispute.pk)
    if found.state != DisputeState.OPEN:
        raise DisputeAnsweredMeanwhile(f"这项异议已由{found.answered_by}答复：{DisputeState(found.state).label}")
    return found


def _revise(actor: Actor, dispute: Dispute, reason: str) -> None:
    """Revise the figure of a region; what was counted of a party or a body is counted anew with the scores."""
    figure = dispute.part.figure
    if figure is None or FrozenFigure.objects.filter(supersedes=figure).exists():
        return  # revised since by whoever corrected the record: the scores follow the newest
    revise_frozen(actor=actor, figure=figure, reason=f"评价异议成立：{reason}"[:300])


def _refuse_unmoved(dispute: Dispute) -> None:
    """What was counted for the score alone has to come out otherwise, as a frozen figure has to; it is all taken back if it does not."""
    part = dispute.part
    if part.figure_id is None and dispute.result is not None:
        anew = ScorePart.objects.filter(
            score__evaluation=dispute.result, score__entity=dispute.score.entity, criterion=part.criterion_id
        )
        if anew.filter(value=part.value).exists():
            raise NothingChanged("按现在的记录重新计算，这个数没有变化，请先更正记录再作“成立”答复")


def _refuse_late(part: ScorePart) -> None:
    evaluation = part.score.evaluation
    later = evaluation.revisions.first()
    if later is not None:
        raise DisputeTooLate(f"这次评价已于 {later.computed_on} 更正，请对更正后的得分提出异议")
    region = evaluation.body.region.code if evaluation.body else ""
    last = due(TO_FILE, evaluation.computed_on, region=region).on
    if last is not None and clock.today() > last:
        raise DisputeTooLate(f"对这次评价提出异议的期限到 {last} 为止")


def _page(dispute: models.Model) -> str:
    return reverse("metrics:dispute", args=[dispute.pk])
