"""Permits on frozen figures."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, check, declare

from ..models import Freeze, FrozenFigure
from ..terms import STATISTICS
from . import visible_statistics

declare("metrics.figure.freeze", "冻结一个时期的数据")
declare("metrics.figure.propose", "提出修订冻结数")
declare("metrics.figure.revise", "修订冻结数")


def every_figure() -> QuerySet[FrozenFigure]:
    """The rows with what pages say of them."""
    return FrozenFigure.objects.select_related("indicator", "freeze__body", "formula", "statistic")


def visible_freezes(actor: Actor) -> QuerySet[Freeze]:
    """Every freeze, for all who may see figures."""
    rows = Freeze.objects.select_related("body")
    return rows if check(actor, "metrics.statistic.view") else rows.none()


def visible_frozen(actor: Actor) -> QuerySet[FrozenFigure]:
    """Every frozen figure, for all who may see figures; of statistics those that the actor sees."""
    rows = every_figure()
    if not check(actor, "metrics.statistic.view"):
        return rows.none()
    return rows.filter(~Q(provider=STATISTICS) | Q(statistic__in=visible_statistics(actor)))


def public_frozen() -> QuerySet[FrozenFigure]:
    """The frozen figures that anybody may see: those counted by the house, and statistics that their source lets republish."""
    return every_figure().filter(~Q(provider=STATISTICS) | Q(statistic__republish=True))
