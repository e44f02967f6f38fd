"""Marking what is made up, for demonstrations."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Party


@transaction.atomic
def mark_fictional(*, actor: Actor) -> int:
    """Mark every party as made up 「示例主体」; only a demonstration calls it. One entry for all of them."""
    require(actor, "parties.register")
    count = Party.objects.filter(fictional=False).update(fictional=True)
    if count:
        record(actor, "parties.mark_fictional", changes={"fictional": (0, count)}, label="演示主体")
    return count
