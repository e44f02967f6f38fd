"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import compose_digests, deliver_outbox


@duty("messages.deliver", every=5.0)
def deliver() -> int:
    return deliver_outbox()


@duty("messages.digest", every=60.0)
def digest() -> int:
    return compose_digests()
