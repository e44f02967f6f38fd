"""Nominations to the experts and back: one round of engine.scoring for a round of the award, its groups alike."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor
from qingzhi.domains.rights.queries.record import detail_of
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.scoring.actions import NewEntry, NewGroup, open_round
from qingzhi.engine.scoring.models import LeafValue, Result, Round
from qingzhi.engine.scoring.sources import Involved
from qingzhi.engine.scoring.terms import CriterionKind, RoundState

from ..models import AwardNomination, AwardRound
from ..refusals.awards import RoundNotThere, ValueUnfit
from ..rules.award_blind import covered
from ..rules.award_quotas import Place, Seat, propose
from ..terms.awards import AwardStage
from .award_rounds import locked_round, move_round

EXPERTS = "talent.experts"


@transaction.atomic
def start_scoring(
    *, actor: Actor, round: AwardRound, scores_due_on: date | None = None, candidate_source: str = EXPERTS
) -> Round:
    """Hand every grouped nomination to the experts: the scoring round is opened, the draw follows there."""
    found = locked_round(actor, round, AwardStage.OPEN, AwardStage.GROUPED)
    waiting = found.nominations.filter(case__state__in=("draft", "submitted", "correcting", "checking"))
    if waiting.exclude(case__state="draft").exists():
        raise RoundNotThere(f"还有 {waiting.exclude(case__state='draft').count()} 项没有完成审查")
    rows = list(_ready(found))
    loose = [one for one in rows if one.group_id is None]
    if loose or not rows:
        raise ValueUnfit(f"还有 {len(loose)} 项没有分组" if loose else "没有可以送评的推荐")
    groups = [one for one in found.groups.all() if any(row.group_id == one.pk for row in rows)]
    scoring = open_round(
        actor=actor, code=f"award-{found.pk}", title=found.title, scheme=found.scheme, body=found.body,
        groups=[NewGroup(f"g{one.pk}", one.title, one.experts, one.fields) for one in groups],
        candidate_source=candidate_source, entries=[entry_of(one) for one in rows], subject=found, blind=True,
        rules_on=found.rules_on, scores_due_on=scores_due_on,
    )  # fmt: skip
    for one in rows:
        take_step(actor=actor, case=one.case, step="start_scoring", revision=one.case.revision)
    move_round(actor, found, AwardStage.SCORING, "support.start_award_scoring", scoring_round=scoring.pk)
    return scoring


@transaction.atomic
def take_results(*, actor: Actor, round: AwardRound) -> list[AwardNomination]:
    """Take the closed scoring over: ranks, points, the grade proposed for each by quota; what has none is told why."""
    found = locked_round(actor, round, AwardStage.SCORING)
    scoring = Round.objects.filter(pk=found.scoring_round or 0).first()
    if scoring is None or scoring.state != RoundState.CLOSED:
        raise RoundNotThere("专家评分还没有结束")
    results = {int(one.entry.subject_id): one for one in Result.objects.filter(round=scoring).select_related("entry")}
    rows = {
        one.pk: one
        for one in found.nominations.filter(case__state="scoring")
        .select_related("case")
        .select_for_update(of=("self",))
    }
    seats = {one.code: one for one in found.seats.all()}
    earned = _bonus_told(scoring)
    ordered = sorted(rows.values(), key=lambda one: _order(one, results.get(one.pk)))
    places = []
    for rank, one in enumerate(ordered, 1):
        result = results.get(one.pk)
        one.rank, one.score = rank, result.score if result else None
        one.priority_points = result.bonus if result else Decimal(0)
        one.priority_why = earned.get(result.entry_id, []) if result else []
        one.ranked_why = f"{result.told}；{result.reason}" if result else "没有评分"
        if one.score is not None:
            places.append(Place(one.pk, rank, one.score, one.category))
    asked = [Seat(one.code, one.title, one.quota, tuple(one.categories.split()), one.lowest) for one in seats.values()]
    grades = {one.key: one for one in propose(places, asked)}
    for one in ordered:
        proposal = grades.get(one.pk)
        one.seat = seats.get(proposal.grade) if proposal else None
        one.seat_why = (proposal.reason if proposal else "没有有效评分，未入围")[:300]
        one.save(update_fields=["rank", "score", "priority_points", "priority_why", "ranked_why", "seat", "seat_why"])
        step = "shortlist" if one.seat_id else "drop"
        take_step(actor=actor, case=one.case, step=step, revision=one.case.revision, internal=one.seat_why)
    record(
        actor,
        "support.take_award_results",
        found,
        changes={"shortlisted": (0, sum(bool(one.seat_id) for one in ordered))},
    )
    move_round(actor, found, AwardStage.SHORTLISTED, "support.shortlist_award")
    return ordered


def entry_of(nomination: AwardNomination) -> NewEntry:
    """A nomination as the experts read it, names covered, with everybody whom it touches."""
    right, detail = nomination.right, detail_of(nomination.right)
    units = [*nomination.holders, nomination.nominator.name, nomination.nominator.short_name]
    text = "\n\n".join(part for part in (nomination.summary, nomination.effects) if part)
    involved = [
        Involved("right", "rights.right", str(right.pk), right.title),
        Involved("nominator", "identity.body", str(nomination.nominator_id), nomination.nominator.name),
    ]
    for one in right.holdings.all():
        if one.valid_to is None:
            role = "agent" if one.role == "agent" else "holder"
            involved.append(Involved(role, "parties.party", str(one.party_id), one.name_written))
    involved += [Involved("inventor", name=name) for name in nomination.persons]
    if agency := getattr(detail, "agency", ""):
        involved.append(Involved("agent", name=agency))
    return NewEntry(
        subject=nomination, group=f"g{nomination.group_id}", title=f"{right.number_shown} {right.title}",
        blind_title=covered(right.title, units, nomination.persons),
        blind_text=covered(text, units, nomination.persons), involved=involved,
    )  # fmt: skip


def _ready(found: AwardRound) -> Any:
    rows = found.nominations.filter(case__state="grouping").select_related("case", "right", "nominator", "group")
    return rows.prefetch_related("right__holdings").order_by("group__position", "pk")


def _bonus_told(scoring: Round) -> dict[int, list[str]]:
    """Why an entry has points on top, by entry; computed when the experts' list was frozen."""
    rows = LeafValue.objects.filter(entry__round=scoring, criterion__kind=CriterionKind.BONUS, value__gt=0)
    found: dict[int, list[str]] = {}
    for entry, title, reason in rows.values_list("entry_id", "criterion__title", "reason"):
        found.setdefault(entry, []).append(f"{title}：{reason}")
    return found


def _order(nomination: AwardNomination, result: Result | None) -> tuple[bool, Decimal, Decimal, int, int]:
    """By score, then by the criterion that breaks ties, then by the place in the group: all groups in one order."""
    if result is None or result.score is None:
        return (True, Decimal(0), Decimal(0), 0, nomination.pk)
    return (False, -result.score, -(result.tie_value or Decimal(0)), result.place or 0, nomination.pk)
