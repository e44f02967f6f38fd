"""What happens in the expert register."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("talent.expert_registered")
@dataclass(frozen=True)
class ExpertRegistered(Event):
    """Somebody is in the register from now on."""

    expert_id: int


@event("talent.expert_changed")
@dataclass(frozen=True)
class ExpertChanged(Event):
    """What is known of an expert changed; `what` names it."""

    expert_id: int
    what: str


@event("talent.expert_retired")
@dataclass(frozen=True)
class ExpertRetired(Event):
    """An expert is not drawn any more."""

    expert_id: int
