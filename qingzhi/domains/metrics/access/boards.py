"""Permits on what is open to the public; which compared tables an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare

from ..models import ComparedTable

declare("metrics.public.manage", "决定指标对外公开")


def visible_tables(actor: Actor) -> QuerySet[ComparedTable]:
    """Every official table, for all who may see figures."""
    return ComparedTable.objects.all() if check(actor, "metrics.statistic.view") else ComparedTable.objects.none()
