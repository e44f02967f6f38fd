"""Permits on commendations, and which rounds an actor or the public sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, declare
from qingzhi.base.permits.reach import reached

from ..models import CommendationRound
from ..terms.commendations import CommendationStage

declare("support.commend.view", "查看表彰")
declare("support.commend.manage", "组织表彰：提出、核查、公示")
declare("support.commend.decide", "表彰审定")


def visible_commendations(actor: Actor) -> QuerySet[CommendationRound]:
    """The rounds that the actor's grant reaches."""
    return CommendationRound.objects.filter(reached(actor, "support.commend.view")).select_related("body")


def public_commendations() -> QuerySet[CommendationRound]:
    """What everybody reads: from the day of publicity on."""
    return CommendationRound.objects.exclude(stage=CommendationStage.OPEN).select_related("body")
