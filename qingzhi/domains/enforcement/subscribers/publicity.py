"""A decision that was made is prepared for the public; one that falls leaves it."""

from qingzhi.base.events.bus import subscribe

from ..actions.publicity import prepare_draft, withdraw_draft
from ..events import DecisionMade, DecisionRevoked
from ..events.decisions import DecisionContested


@subscribe(DecisionMade, "enforcement.prepare_publicity")
def on_made(happened: DecisionMade) -> None:
    """The days begin when the decision is made."""
    prepare_draft(decision_id=happened.decision_id)


@subscribe(DecisionRevoked, "enforcement.withdraw_publicity")
def on_revoked(happened: DecisionRevoked) -> None:
    """At once: the limit is three working days."""
    withdraw_draft(decision_id=happened.decision_id)


@subscribe(DecisionContested, "enforcement.withdraw_contested")
def on_contested(happened: DecisionContested) -> None:
    """What is told as an example stands only while its decision binds."""
    withdraw_draft(decision_id=happened.decision_id)
