"""Who keeps the decision tables, and who may see them."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare

from .models import TableVersion
from .terms import VersionState

declare("decisions.view", "查看决策表")
declare("decisions.edit", "起草和试算决策表")
declare("decisions.publish", "发布和终止决策表")


def visible_versions(actor: Actor) -> QuerySet[TableVersion]:
    """The versions that an actor may see: drafts only by those who draft or publish."""
    if not check(actor, "decisions.view"):
        return TableVersion.objects.none()
    if check(actor, "decisions.edit") or check(actor, "decisions.publish"):
        return TableVersion.objects.all()
    return TableVersion.objects.filter(state__in=[VersionState.PUBLISHED, VersionState.SUPERSEDED])
