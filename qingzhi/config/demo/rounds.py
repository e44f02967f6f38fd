"""The reporting rounds: opened, reported on by every body in its own way, locked."""

from collections.abc import Callable
from datetime import datetime

from qingzhi.base import clock
from qingzhi.domains.plan.actions.rounds import lock_period, open_round
from qingzhi.domains.plan.models import ReportingRound

from .between import everything_in
from .reporting import Reporting
from .stage import Stage, day
from .timeline import play


def scene_of(place: int) -> Callable[[Stage], bool]:
    """The scene that plays the round of that place in the table."""
    return lambda stage: play_round(stage, place)


def play_round(stage: Stage, place: int) -> bool:
    """Play one round to where the table says; whether there was anything to do."""
    row = stage.rows("rounds")[place]
    if ReportingRound.objects.filter(plan=stage.plan, label=row["label"]).exists():
        return False
    opens_at = datetime.fromisoformat(row["opens_at"])
    with clock.fixed(opens_at):
        round_ = open_round(
            actor=stage.actor("planning"),
            plan=stage.plan,
            label=row["label"],
            period_from=day(row["period_from"]),
            period_to=day(row["period_to"]),
        )
    reporting = Reporting(stage, place, round_)
    if not row["locks_at"]:
        play(reporting.early())
        return True
    locks_at = datetime.fromisoformat(row["locks_at"])
    reported = reporting.whole(day(row["reports_from"]), locks_at.date())
    play([*reported, *everything_in(stage, opens_at, locks_at)])
    with clock.fixed(locks_at):
        lock_period(actor=stage.actor("chief"), round=round_)
    return True
