"""What happens here when the registers change (they are counted anew) and when a body is succeeded."""

from qingzhi.base.events.bus import subscribe
from qingzhi.base.events.types import Event
from qingzhi.base.identity.events import BodySucceeded
from qingzhi.base.identity.models import Succession
from qingzhi.domains.rights.events import (
    HoldersChanged,
    MarkHonoured,
    RightCorrected,
    RightRegistered,
    StatusEntered,
)
from qingzhi.engine.imports.events import BatchFinished, BatchRolledBack

from .actions.counting import ask_for_counts
from .actions.survey_succession import pass_sheets

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


@subscribe(BodySucceeded, "metrics.pass_sheets")  # type: ignore[arg-type]
def on_body_succeeded(happened: BodySucceeded) -> None:
    """What the body still owes of surveys is its successor's."""
    row = Succession.objects.select_related("predecessor", "successor").get(
        predecessor=happened.predecessor_id, successor=happened.successor_id
    )
    pass_sheets(succession=row)
