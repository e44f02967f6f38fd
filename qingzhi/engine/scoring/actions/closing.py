"""The end of scoring: reminding, closing, ranking."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import ExpertsReminded, RoundClosed
from ..models import Result, Round
from ..queries.rounds import seats_waiting
from ..queries.standings import ranking_rows, wide_entries
from ..queries.thresholds import thresholds_on
from ..refusals import ScoresMissing
from ..terms import RoundState
from .locking import locked_round

BATCH = 500


@transaction.atomic
def remind_experts(*, actor: Actor, round_: Round) -> int:
    """Remind those who have yet to sign or to score 「催办」; returns how many."""
    round_ = locked_round(actor, round_, RoundState.SCORING)
    waiting = seats_waiting(round_).count()
    if waiting:
        record(actor, "scoring.remind", round_, reason=f"催办 {waiting} 个席位")
        publish(ExpertsReminded(round_id=round_.pk))
    return waiting


@transaction.atomic
def close_round(*, actor: Actor, round_: Round, reason: str = "") -> Round:
    """End scoring 「结束评分」 and rank; while sheets or second looks are open only with a reason. Now scores can be read."""
    round_ = locked_round(actor, round_, RoundState.SCORING)
    waiting, wide = seats_waiting(round_).count(), len(wide_entries(round_))
    if (waiting or wide) and not reason.strip():
        told = [f"{waiting} 个席位未完成评分"] * bool(waiting) + [f"{wide} 个项目须复评"] * bool(wide)
        raise ScoresMissing(f"还有{'、'.join(told)}；确须提前结束的，请写明理由")
    round_.state, round_.closed_at = RoundState.CLOSED.value, clock.now()
    round_.close_reason = reason.strip()[:300] if waiting or wide else ""
    round_.save(update_fields=["state", "closed_at", "close_reason"])
    record(actor, "scoring.close_round", round_, changes={"state": ("", RoundState.CLOSED.label)}, reason=reason)
    _rank(actor, round_)
    publish(RoundClosed(round_id=round_.pk))
    return round_


@transaction.atomic
def rank_round(*, actor: Actor, round_: Round) -> Sequence[Result]:
    """Compute the results of a closed round anew, for instance after an entry left it; the same scores give the same results."""
    round_ = locked_round(actor, round_, RoundState.CLOSED)
    return _rank(actor, round_)


def _rank(actor: Actor, round_: Round) -> list[Result]:
    by = thresholds_on(round_.rules_on)
    rows = ranking_rows(round_)
    Result.objects.filter(round=round_).delete()
    made = [
        Result(
            round=round_, entry_id=one.entry_id, place=one.placed.place, score=one.score, mean=one.mean.value,
            bonus=one.bonus, tie_value=one.tie, spread=one.mean.spread, count=one.mean.count,
            needs_review=one.needs_review(by), told=one.mean.told, reason=one.placed.reason,
        )
        for one in rows
    ]  # fmt: skip
    Result.objects.bulk_create(made, batch_size=BATCH)
    record(
        actor,
        "scoring.rank_round",
        round_,
        reason=f"{len(made)} 项，其中 {sum(one.place is None for one in made)} 项未排名",
    )
    return made
