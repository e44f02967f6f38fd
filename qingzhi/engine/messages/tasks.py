"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import deliver_outbox


@duty("messages.deliver", every=5.0)
def deliver() -> int:
    return deliver_outbox()
