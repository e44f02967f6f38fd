"""To whom something can be passed."""

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding, bodies_on
from qingzhi.base.permits import Actor

ANSWERERS = {"police": "coordination.transfer.police", "procuratorate": "coordination.transfer.supervise"}


def receivers(actor: Actor) -> QuerySet[Body]:
    """Every other body that stands today."""
    return bodies_on(clock.today()).exclude(pk=actor.body_id or 0).order_by("position", "name")


def bodies_with(role: str) -> QuerySet[Body]:
    """The bodies where somebody holds what a lane of the transfer asks for: "police" or "procuratorate"."""
    return bodies_holding(ANSWERERS[role])
