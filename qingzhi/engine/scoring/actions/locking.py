"""Getting at a round for writing: every action of a round locks it first, then what belongs to it."""

from qingzhi.base.permits import Actor, require

from ..models import Round
from ..refusals import RoundStateWrong
from ..terms import RoundState


def locked_round(actor: Actor, round_: Round, *states: RoundState, code: str = "scoring.round.manage") -> Round:
    """The round, locked, if the actor may write it and it is at one of these steps."""
    found = Round.objects.select_for_update(of=("self",)).select_related("body__region", "version").get(pk=round_.pk)
    require(actor, code, body_id=found.body_id, region_code=found.body.region.code)
    require_state(found, *states)
    return found


def require_state(round_: Round, *states: RoundState) -> None:
    if states and round_.state not in states:
        asked = "或".join(f"“{one.label}”" for one in states)
        raise RoundStateWrong(
            f"评审轮次现为“{round_.state_label}”，这一步须在{asked}时办理，可能已有人先办，请刷新查看"
        )
