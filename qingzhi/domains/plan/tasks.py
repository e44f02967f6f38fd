"""Background work."""

from qingzhi.base.events.duties import duty

from .actions.escalating import escalate_overdue_dunning
from .actions.legislation import bring_into_force
from .actions.succession import pass_to_successors


@duty("plan.escalate_dunning", every=600.0)
def escalate() -> int:
    return escalate_overdue_dunning()


@duty("plan.pass_to_successors", every=600.0)
def pass_on() -> int:
    return pass_to_successors()


@duty("plan.bring_into_force", every=600.0)
def into_force() -> int:
    return bring_into_force()
