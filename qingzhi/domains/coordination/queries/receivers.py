"""To whom something can be passed."""

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding, bodies_on
from qingzhi.base.permits import Actor, region_prefix

from ..models import Handover

ANSWERERS = {"police": "coordination.transfer.police", "procuratorate": "coordination.transfer.supervise"}


def receivers(actor: Actor) -> QuerySet[Body]:
    """Every other body that stands today."""
    return bodies_on(clock.today()).exclude(pk=actor.body_id or 0).order_by("position", "name")


def superiors(envelope: Handover) -> QuerySet[Body]:
    """Who may designate between two bodies: somebody there holds the permit, and its region covers both of theirs."""
    sides = (envelope.sender, envelope.receiver)
    held = bodies_holding("coordination.designate").exclude(pk__in=[one.pk for one in sides]).select_related("region")
    covering = [
        one.pk for one in held if all(side.region.code.startswith(region_prefix(one.region.code)) for side in sides)
    ]
    return Body.objects.filter(pk__in=covering).order_by("position", "code")


def bodies_with(role: str) -> QuerySet[Body]:
    """The bodies where somebody holds what a lane of the transfer asks for: "police" or "procuratorate"."""
    return bodies_holding(ANSWERERS[role])
