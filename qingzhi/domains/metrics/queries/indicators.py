"""Indicators by code and by the names that texts and tables give them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from qingzhi.base import clock

from ..models import Indicator
from ..rules.names import plain


def indicators_valid_on(on: date | None = None) -> QuerySet[Indicator]:
    """The indicators in use on a day."""
    on = on or clock.today()
    began = Q(valid_from=None) | Q(valid_from__lte=on)
    return Indicator.objects.filter(began, Q(valid_to=None) | Q(valid_to__gt=on)).select_related("owner")


def indicator_by_code(code: str) -> Indicator | None:
    """The indicator of a code, whether still in use or not."""
    return Indicator.objects.filter(code=code).select_related("owner").first()


def indicator_named(name: str) -> Indicator | None:
    """The indicator that bears a name, an alias or a code."""
    return name_index().get(plain(name))


def name_index() -> Mapping[str, Indicator]:
    """Every name, alias and code to its indicator, for reading many rows; own names win over aliases."""
    indicators = list(Indicator.objects.select_related("owner"))
    index: dict[str, Indicator] = {}
    for one in indicators:
        for alias in one.aliases:
            index.setdefault(plain(alias), one)
    return index | {plain(name): one for one in indicators for name in (one.name, one.code)}
