"""What happens here when the registers change, by file or by hand: they are counted anew."""

from qingzhi.base.events.bus import subscribe
from qingzhi.base.events.types import Event
from qingzhi.domains.rights.events import (
    HoldersChanged,
    MarkHonoured,
    RightCorrected,
    RightRegistered,
    StatusEntered,
)
from qingzhi.engine.imports.events import BatchFinished, BatchRolledBack

from .actions.counting import ask_for_counts

CHANGES: tuple[type[Event], ...] = (
    BatchFinished,
    BatchRolledBack,
    HoldersChanged,
    MarkHonoured,
    RightCorrected,
    RightRegistered,
    StatusEntered,
)


def count_again(event: Event) -> None:
    """Note that the counts are behind; any number of changes is one request."""
    ask_for_counts()


for kind in CHANGES:
    subscribe(kind, "metrics.count_registers")(count_again)
