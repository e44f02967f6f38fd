"""What becomes of a grade's place that an upheld objection or a refusal freed 「空出的名额」: decided by the dated rule, never by hand."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.actions import take_step

from ..events.awards import AwardPlaceFilled, AwardPlaceLeftEmpty
from ..models import AwardNomination, AwardRound
from ..queries import award_rules
from ..refusals.awards import RecordedAlready, RoundNotThere
from ..rules.award_quotas import Place, Seat, next_for
from ..terms.awards import AwardStage
from .award_rounds import locked_round

RULE = "vacancy"


@transaction.atomic
def settle_vacancy(*, actor: Actor, nomination: AwardNomination) -> AwardNomination | None:
    """Settle the place that a disqualified nomination left; returns who moves up, None where it stays empty.

    The rule of the round's day says which: 0 nobody moves up, 1 the best of those who were not shortlisted and fit the grade. Who
    moves up needs a vote, a visit where the grade asks for it, and a publicity of his own, like everybody else.
    """
    found = locked_round(actor, nomination.round, AwardStage.PUBLICISED)
    rows = AwardNomination.objects.select_for_update(of=("self",)).select_related("case", "seat", "right")
    gone = rows.get(pk=nomination.pk, round=found)
    if gone.case.state != "disqualified":
        raise RoundNotThere(f"该推荐现为“{gone.case.state_label}”，名额没有空出")
    if gone.seat is None:
        raise RecordedAlready("空出的名额已经办理，请刷新查看")
    seat, rule = gone.seat, award_rules.rule(found.kind, RULE, found.rules_on)
    winner, why = None, f"按本轮规则空缺不补（{rule.source}）"
    if rule.value:
        asked = Seat(seat.code, seat.title, seat.quota, tuple(seat.categories.split()), seat.lowest)
        winner, why = _next(found, asked)
    gone.seat, gone.seat_why = None, f"取消资格，{seat.title}名额空出；{why}"[:300]
    gone.save(update_fields=["seat", "seat_why"])
    record(actor, "support.settle_award_vacancy", gone, changes={"seat": (seat.title, "")}, reason=why)
    if winner is None:
        publish(AwardPlaceLeftEmpty(nomination_id=gone.pk))
        return None
    winner.seat, winner.seat_why = seat, f"递补{seat.title}：{why}，接替 {gone.right.number_shown}"[:300]
    winner.save(update_fields=["seat", "seat_why"])
    take_step(
        actor=actor, case=winner.case, step="move_up", revision=winner.case.revision, note=f"按名次递补入围{seat.title}"
    )
    publish(AwardPlaceFilled(nomination_id=winner.pk, instead_of=gone.pk))
    return winner


def _next(found: AwardRound, seat: Seat) -> tuple[AwardNomination | None, str]:
    """The next by rank who fits, locked, with the reason."""
    waiting = found.nominations.filter(case__state="not_shortlisted", seat=None).exclude(score=None)
    rows = {
        one.pk: one for one in waiting.select_for_update(of=("self",)).select_related("case", "right").order_by("pk")
    }
    places = [Place(one.pk, one.rank or 0, one.score, one.category) for one in rows.values() if one.score is not None]
    proposal = next_for(places, seat)
    return rows.get(proposal.key), proposal.reason
