"""From the places of an evaluation to a round of commendation in support (plan 4.3.1)."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.domains.support.actions.commendations import NewCandidate, open_commendation

from ..models import Evaluation, Score
from ..refusals.evaluation import NothingToScore
from ..rules.periods import read_period


@transaction.atomic
def commend(*, actor: Actor, evaluation: Evaluation, quota: int, basis: str) -> int:
    """Open a round of commendation 「提出表彰」 whose candidates are those with a place; returns its number. Twice is harmless."""
    require(actor, "metrics.evaluation.commend")
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if evaluation.revisions.exists():
        raise NothingToScore("这次评价已经更正，请由更正后的评价提出表彰")
    rows = (
        evaluation.scores.exclude(place=None).select_related("body__subject", "party__subject").order_by("place", "pk")
    )
    found = [one for one in rows if one.body_id or one.party_id]
    made = open_commendation(
        actor=actor, source=evaluation, source_url=reverse("metrics:evaluation_ranks", args=[evaluation.pk]),
        title=f"{evaluation}表彰", year=read_period(evaluation.period).last.year, quota=quota, basis=basis,
        candidates=[_candidate(one) for one in found],
    )  # fmt: skip
    record(actor, "metrics.commend", evaluation, changes={"quota": (None, quota)}, reason=basis)
    return int(made.pk)


def _candidate(score: Score) -> NewCandidate:
    owner: Any = score.body or score.party
    name = score.body.name if score.body else score.name
    points = "" if score.points is None else f"{score.points:.2f}"
    return NewCandidate(
        subject=owner.subject, name=name, place=score.place or 0, place_text=score.place_text, points=points,
        url=reverse("metrics:score", args=[score.pk]),
    )  # fmt: skip
