"""What happens to work items when a body is succeeded."""

from qingzhi.base.events.bus import subscribe
from qingzhi.base.identity.events import BodySucceeded
from qingzhi.base.identity.models import Succession

from .actions import move_to_successor


@subscribe(BodySucceeded, "tasks.move_to_successor")
def on_body_succeeded(happened: BodySucceeded) -> None:
    """Move the open items; where only named matters pass, those who keep these move theirs."""
    row = Succession.objects.select_related("predecessor", "successor__region").get(
        predecessor=happened.predecessor_id, successor=happened.successor_id
    )
    if not row.matters:
        move_to_successor(predecessor=row.predecessor, successor=row.successor, basis=row.basis)
