"""What credit does when a decision is made, takes effect, falls."""

from qingzhi.base.events.bus import subscribe
from qingzhi.domains.enforcement.events import DecisionEffective, DecisionMade, DecisionRevoked
from qingzhi.domains.enforcement.events.decisions import DecisionContested

from .actions import enter_penalty, take_back_decision, take_decision


@subscribe(DecisionMade, "credit.enter_penalty")  # type: ignore[arg-type]
def on_made(happened: DecisionMade) -> None:
    """A penalty has its day of publication from the day on which it was made."""
    enter_penalty(decision_id=happened.decision_id)


@subscribe(DecisionEffective, "credit.archive_decision")  # type: ignore[arg-type]
def on_effective(happened: DecisionEffective) -> None:
    """What is effective enters the archive by rule, and may be published."""
    take_decision(decision_id=happened.decision_id)
    enter_penalty(decision_id=happened.decision_id)


@subscribe(DecisionRevoked, "credit.take_back_decision")  # type: ignore[arg-type]
def on_revoked(happened: DecisionRevoked) -> None:
    """What rests on it goes at once (the limit is three working days)."""
    take_back_decision(decision_id=happened.decision_id)


@subscribe(DecisionContested, "credit.take_back_contested")  # type: ignore[arg-type]
def on_contested(happened: DecisionContested) -> None:
    """An adjudication that a lawsuit in time deprived of its effect is no result yet; it comes back when it binds."""
    take_back_decision(decision_id=happened.decision_id)
