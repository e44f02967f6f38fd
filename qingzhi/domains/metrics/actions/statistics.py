"""Entering and revising one figure."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..events import StatisticEntered, StatisticRevised
from ..models import Indicator, Statistic
from ..refusals import NothingChanged, StatisticExists, StatisticRevisedMeanwhile, ValueNotValid
from ..rules.amounts import UnitDiffers, in_unit
from ..rules.periods import Period, PeriodNotUnderstood, read_period


@transaction.atomic
def enter_statistic(
    *,
    actor: Actor,
    indicator: Indicator,
    region: Region,
    period: str,
    value: Decimal,
    source: str,
    unit: str = "",
    as_of: date | None = None,
    published_on: date | None = None,
    source_quote: str = "",
    licence: str = "",
    republish: bool = False,
) -> Statistic:
    """Enter a figure with its source. One of the same indicator, region and period is revised instead."""
    require(actor, "metrics.statistic.enter", region_code=region.code)
    found = _period(period)
    as_of = as_of or found.last
    _check(source, as_of, published_on)
    if not found.first <= as_of <= found.last:
        raise ValueNotValid(f"数据截至日期应在{found.label}之内", "as_of")
    statistic = Statistic(
        indicator=indicator,
        region=region,
        period=found.code,
        period_from=found.first,
        period_to=found.last,
        as_of=as_of,
        known_from=max(published_on or as_of, as_of),
        value=_in_unit(value, unit, indicator),
        unit=indicator.unit,
        source=source.strip(),
        source_quote=source_quote.strip(),
        licence=licence.strip(),
        republish=republish,
        entered_by=actor.name,
        entered_at=clock.now(),
    )
    try:
        with transaction.atomic():
            statistic.save()
    except IntegrityError:
        raise StatisticExists(f"{region}{found.label}的“{indicator}”已有数据，请用“更正”并说明理由") from None
    changes = {"value": (None, statistic.value_text), "source": (None, statistic.source)}
    record(actor, "metrics.enter_statistic", statistic, changes=changes)
    publish(StatisticEntered(statistic_id=statistic.pk, indicator_id=indicator.pk))
    return statistic


@transaction.atomic
def revise_statistic(
    *,
    actor: Actor,
    statistic: Statistic,
    value: Decimal,
    reason: str,
    unit: str = "",
    source: str = "",
    source_quote: str = "",
) -> Statistic:
    """Correct a figure by a dated revision with its reason; what was known before stays readable.

    The newest revision is revised; who looked at an older one is told that somebody else was first.
    """
    old = Statistic.objects.select_for_update(of=("self",)).select_related("indicator", "region").get(pk=statistic.pk)
    require(actor, "metrics.statistic.revise", region_code=old.region.code)
    if not reason.strip():
        raise ValueNotValid("请说明更正的理由", "reason")
    if old.withdrawn_on or old.revisions.filter(withdrawn_on=None).exists():
        raise StatisticRevisedMeanwhile("这条数据已被他人更正或撤回，请在最新的一条上更正")
    new = Statistic(
        **{name: getattr(old, name) for name in KEPT},
        value=old.value,
        source=old.source,
        source_quote=old.source_quote,
        known_from=max(clock.today(), old.known_from),
        entered_by=actor.name,
        entered_at=clock.now(),
        supersedes=old,
        revision_reason=reason.strip(),
    )
    changes = changed(
        new,
        value=_in_unit(value, unit, old.indicator),
        source=source.strip() or old.source,
        source_quote=source_quote.strip() or old.source_quote,
    )
    if not changes:
        raise NothingChanged("数值和来源都没有变化，无需更正")
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:
        raise StatisticRevisedMeanwhile("这条数据刚刚被他人更正，请刷新查看") from None
    said = {**changes, **({"value": (old.value_text, new.value_text)} if "value" in changes else {})}
    record(actor, "metrics.revise_statistic", new, changes=said, reason=reason)
    publish(StatisticRevised(statistic_id=new.pk, indicator_id=new.indicator_id, superseded_id=old.pk))
    return new


KEPT = ("indicator", "region", "period", "period_from", "period_to", "as_of", "unit", "licence", "republish")


def _period(text: str) -> Period:
    try:
        return read_period(text)
    except PeriodNotUnderstood as error:
        raise ValueNotValid(str(error), "period") from None


def _in_unit(value: Decimal, unit: str, indicator: Indicator) -> Decimal:
    try:
        return in_unit(value, unit, indicator.unit)
    except UnitDiffers as error:
        raise ValueNotValid(str(error), "unit") from None


def _check(source: str, as_of: date, published_on: date | None) -> None:
    today = clock.today()
    if not source.strip():
        raise ValueNotValid("请填写数据来源：发布单位、文件或报表名称", "source")
    if as_of > today:
        raise ValueNotValid("数据截至日期晚于今天，不能录入", "as_of")
    if published_on and published_on > today:
        raise ValueNotValid("公布日期晚于今天，不能录入", "published_on")
