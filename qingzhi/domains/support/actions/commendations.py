"""Commendation of grass-roots work (plan 4.3.1): candidates from evaluation results, check, publicity, decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import Actor, require
from qingzhi.engine.publication.actions import Row, publish_notice
from qingzhi.engine.publication.models import Publication, PublicationItem
from qingzhi.engine.publication.queries import clear_of_objections
from qingzhi.engine.publication.terms import Nature, Standing

from ..events.commendations import CommendationMoved, CommendationOpened
from ..models import Commendation, CommendationRound
from ..queries.commendation_checks import answers_for
from ..refusals.awards import RoundNotThere, ValueUnfit
from ..terms.commendations import GIVEN, PROPOSED, CommendationStage, CommendationState

MANAGE, DECIDE = "support.commend.manage", "support.commend.decide"


@dataclass(frozen=True)
class NewCandidate:
    """One who may be commended, as the evaluation found it."""

    subject: Subject
    name: str
    place: int
    place_text: str
    points: str = ""
    url: str = ""


@transaction.atomic
def open_commendation(
    *, actor: Actor, source: models.Model, source_url: str, title: str, year: int, quota: int, basis: str,
    candidates: Sequence[NewCandidate],
) -> CommendationRound:  # fmt: skip
    """Open a round from the results of an evaluation 「提出表彰」; one round an evaluation, opened already it is returned."""
    require(actor, MANAGE, body_id=actor.body_id)
    body = Body.objects.select_for_update(of=("self",)).get(pk=actor.body_id or 0)
    key = {"source_kind": source._meta.label_lower, "source_id": str(source.pk)}
    standing = CommendationRound.objects.filter(**key).first()
    if standing is not None:
        return standing
    if quota < 1 or not candidates:
        raise ValueUnfit("名额至少为 1，且须有排名的对象", "quota")
    if not basis.strip():
        raise ValueUnfit("请填写开展表彰的依据", "basis")
    made = CommendationRound.objects.create(
        title=title.strip(), year=year, body=body, quota=quota, basis=basis.strip(), source_title=str(source)[:200],
        source_url=source_url, opened_by=actor.name, opened_by_id=actor.user_id, opened_at=clock.now(), **key,
    )  # fmt: skip
    Commendation.objects.bulk_create(
        Commendation(
            round=made, subject=one.subject, name=one.name[:200], place=one.place, place_text=one.place_text, points=one.points, url=one.url
        )
        for one in candidates
    )  # fmt: skip
    record(actor, "support.open_commendation", made, changes={"candidates": (0, len(candidates))}, reason=made.basis)
    publish(CommendationOpened(round_id=made.pk))
    return made


@transaction.atomic
def check_candidates(*, actor: Actor, round: CommendationRound) -> CommendationRound:
    """Ask the archives of every candidate 「核查」 and keep what they said."""
    found = _locked(actor, MANAGE, round, CommendationStage.OPEN)
    rows = found.candidates.filter(state=CommendationState.CANDIDATE).select_related("subject__party", "subject__body")
    for one in rows.select_for_update(of=("self",)):
        answers = answers_for(one.subject, clock.today())
        one.checks = [[answer.source, answer.clear, answer.text] for answer in answers]
        one.checks_ok = not any(answer.is_bar for answer in answers)
        one.checked_on = clock.today()
        one.save(update_fields=["checks", "checks_ok", "checked_on"])
    barred = found.candidates.filter(checks_ok=False).count()
    record(actor, "support.check_commendation", found, changes={"barred": (None, barred)})
    return found


@transaction.atomic
def leave_out(*, actor: Actor, candidate: Commendation, reason: str) -> Commendation:
    """Leave a candidate out 「不予推荐」 with the reason; the next by place may move up."""
    found = _locked(actor, MANAGE, candidate.round, CommendationStage.OPEN)
    one = Commendation.objects.select_for_update().get(pk=candidate.pk, round=found)
    if not reason.strip():
        raise ValueUnfit("请填写不予推荐的理由", "reason")
    if one.state == CommendationState.LEFT_OUT:
        return one
    changes = changed(one, state=CommendationState.LEFT_OUT.value, why=reason.strip()[:300])
    one.save()
    record(actor, "support.leave_out_candidate", one, changes=changes, reason=reason.strip())
    return one


@transaction.atomic
def publicise_commendation(*, actor: Actor, round: CommendationRound) -> Publication:
    """Publish the best of those whom the checks let through 「拟表彰公示」, as many as there are places."""
    found = _locked(actor, MANAGE, round, CommendationStage.OPEN)
    standing = list(found.candidates.filter(state=CommendationState.CANDIDATE).order_by("place", "pk"))
    if any(one.checks_ok is None for one in standing):
        raise RoundNotThere("还有人选没有核查，请先核查")
    chosen = [one for one in standing if one.checks_ok][: found.quota]
    if not chosen:
        raise ValueUnfit("没有核查通过的人选")
    last = chosen[-1].place
    if len([one for one in standing if one.checks_ok and one.place <= last]) > found.quota:
        raise ValueUnfit(f"第 {last} 名有并列，超出 {found.quota} 个名额，请就并列者写明不予推荐的理由")
    notice = publish_notice(
        actor=actor, kind=PROPOSED.code, title=f"{found.title}拟表彰公示", body=found.body, subject=found,
        text=f"根据{found.source_title}，经核查，现将{found.title}拟表彰单位予以公示。", rows=[_row(found, one) for one in chosen],
        url=reverse("support:commendation_public", args=[found.pk]),
    )  # fmt: skip
    Commendation.objects.filter(pk__in=[one.pk for one in chosen]).update(state=CommendationState.PROPOSED.value)
    _move(actor, found, CommendationStage.PUBLICISED, "support.publicise_commendation", publication=notice.pk)
    return notice


@transaction.atomic
def decide_commendation(*, actor: Actor, round: CommendationRound, decision: str) -> CommendationRound:
    """Commend those whose publicity passed 「表彰决定」; by somebody else than who opened the round."""
    found = _locked(actor, DECIDE, round, CommendationStage.PUBLICISED)
    if actor.user_id is not None and actor.user_id == found.opened_by_id:
        raise RoundNotThere("表彰由提出人以外的人审定")
    if not decision.strip():
        raise ValueUnfit("请填写表彰决定的文号或会议", "decision")
    notice = Publication.objects.filter(pk=found.publication or 0).first()
    answer = clear_of_objections(notice)
    if not answer:
        raise RoundNotThere(answer.reason)
    struck = _struck(notice) if notice else set()
    rows = list(found.candidates.filter(state=CommendationState.PROPOSED).order_by("place", "pk"))
    kept = [one for one in rows if str(one.pk) not in struck]
    found.candidates.filter(pk__in=[one.pk for one in rows if str(one.pk) in struck]).update(
        state=CommendationState.STRUCK.value, why="公示期间异议成立"
    )
    found.candidates.filter(pk__in=[one.pk for one in kept]).update(state=CommendationState.COMMENDED.value)
    if kept:
        publish_notice(
            actor=actor, kind=GIVEN.code, title=f"{found.title}表彰名单", body=found.body, subject=found,
            rows=[_row(found, one) for one in kept], url=reverse("support:commendation_public", args=[found.pk]),
        )  # fmt: skip
    values = {"decision": decision.strip()[:300], "decided_by": actor.name, "decided_at": clock.now()}
    _move(actor, found, CommendationStage.DECIDED, "support.decide_commendation", **values)
    return found


def _struck(notice: Publication) -> set[str]:
    """Whose row was taken down, or against whom a substantive objection was right; one against the whole list stops it."""
    upheld = notice.objections.filter(standing=Standing.UPHELD, nature=Nature.SUBSTANTIVE)
    if upheld.filter(item=None).exists():
        raise RoundNotThere("对整个公示的异议成立，不能表彰；请撤回公示后重新办理")
    withdrawn = PublicationItem.objects.filter(publication=notice).exclude(withdrawn_at=None)
    return {*withdrawn.values_list("subject_id", flat=True), *upheld.values_list("item__subject_id", flat=True)}


def _row(found: CommendationRound, one: Commendation) -> Row:
    values = {"name": one.name, "place": one.place_text, "points": one.points or None, "basis": found.source_title}
    return Row(values, one)


def _locked(actor: Actor, permit: str, round: CommendationRound, *stages: CommendationStage) -> CommendationRound:
    require(actor, permit, body_id=round.body_id)
    found = CommendationRound.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=round.pk)
    if found.stage not in stages:
        raise RoundNotThere(f"表彰现为“{CommendationStage(found.stage).label}”，不能办理这一步")
    return found


def _move(actor: Actor, found: CommendationRound, stage: CommendationStage, verb: str, **values: Any) -> None:
    changes = changed(found, stage=stage.value, **values)
    found.save()
    record(actor, verb, found, changes={"stage": changes["stage"]}, reason=str(values.get("decision", "")))
    publish(CommendationMoved(round_id=found.pk, stage=stage.value))
