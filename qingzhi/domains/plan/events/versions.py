"""What happens to versions of a plan."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("plan.version_imported")
@dataclass(frozen=True)
class PlanVersionImported(Event):
    """A text was compiled into a draft."""

    plan_id: int
    version_id: int


@event("plan.version_published")
@dataclass(frozen=True)
class PlanVersionPublished(Event):
    """A version is in force; `superseded_id` is the one that it replaces, 0 for none."""

    plan_id: int
    version_id: int
    superseded_id: int = 0


@event("plan.version_withdrawn")
@dataclass(frozen=True)
class PlanVersionWithdrawn(Event):
    """A draft was given up."""

    plan_id: int
    version_id: int
