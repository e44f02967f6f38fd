"""What happens in the plan when a body is succeeded."""

from qingzhi.base.events.bus import subscribe
from qingzhi.base.identity.events import BodySucceeded
from qingzhi.base.identity.models import Succession

from .actions.succession import pass_to_successor


@subscribe(BodySucceeded, "plan.pass_to_successor")  # type: ignore[arg-type]
def on_body_succeeded(happened: BodySucceeded) -> None:
    """Move what is open now."""
    row = Succession.objects.select_related("predecessor", "successor").get(
        predecessor=happened.predecessor_id, successor=happened.successor_id
    )
    pass_to_successor(succession=row)
