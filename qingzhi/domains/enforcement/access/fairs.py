"""Permits on trade fairs, and the fairs that an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, declare
from qingzhi.base.permits.reach import reached

from ..models import Fair

declare("enforcement.fair.manage", "管理展会、参展商名单和风险排查")


def visible_fairs(actor: Actor) -> QuerySet[Fair]:
    """Those of the own body, of the region, or all, by the scope of the permit to see cases."""
    seen = reached(actor, "enforcement.case.view", region="region__code")
    return Fair.objects.filter(seen).select_related("body", "region")
