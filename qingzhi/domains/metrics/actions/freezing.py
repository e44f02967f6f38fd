"""Freezing a period, and revising what is frozen: rows are added, none is changed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.queries import valid_on
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.keeping import keep_snapshot
from qingzhi.engine.lake.manifests import NoSnapshot, latest_manifest
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..events.frozen import FigureRevised, FiguresFrozen
from ..models import Freeze, FrozenDrift, FrozenFigure, Indicator
from ..queries.closing import Said, lake_is_asked, said_again, said_of, tables_counted
from ..queries.frozen import hands_of
from ..queries.indicators import indicators_valid_on
from ..refusals import LakeNotReady, NothingChanged, ValueNotValid
from ..refusals.frozen import FigureRevisedMeanwhile, FrozenAlready, NothingToFreeze, PeriodNotOver, SameHands
from ..rules.figure_codes import new_code
from ..rules.periods import Period, PeriodNotUnderstood, Span, read_period

CLOSED = (Span.YEAR, Span.HALF, Span.QUARTER)


def freeze_period(
    *,
    actor: Actor,
    period: str,
    indicators: Iterable[str] = (),
    regions: Iterable[str] = (),
    dimensions: Iterable[str] = (),
    title: str = "",
    note: str = "",
) -> Freeze:
    """Let the figures of a year, half or quarter that is over stand for good 「冻结」: the indicators and regions named by their
    codes, or all; broken down by `dimensions` besides, where formulas know them. What is frozen already is left as it is."""
    return freeze_periods(
        actor=actor, periods=[period], indicators=indicators, regions=regions, dimensions=dimensions, title=title, note=note
    )[0]  # fmt: skip


def freeze_periods(
    *,
    actor: Actor,
    periods: Sequence[str],
    indicators: Iterable[str] = (),
    regions: Iterable[str] = (),
    dimensions: Iterable[str] = (),
    title: str = "",
    note: str = "",
) -> list[Freeze]:
    """Let several periods that are over stand for good, each in a freeze of its own, from one computation; all of them or none."""
    require(actor, "metrics.figure.freeze")
    closed = [_over(one) for one in periods]
    follow_records()
    with transaction.atomic():
        day = max(one.last for one in closed)
        wanted = indicators_valid_on(day).filter(code__in=indicators) if indicators else indicators_valid_on()
        chosen = list(Indicator.objects.select_for_update().filter(pk__in=wanted.values("pk")).order_by("pk"))
        codes = list(regions) or list(valid_on().values_list("code", flat=True))
        lake, said = _computed(chosen, codes, closed, ["", *dimensions])
        return [_frozen(actor, one, lake, [each for each in said if each.period == one], title, note) for one in closed]


def _frozen(actor: Actor, closed: Period, lake: Snapshot | None, said: list[Said], title: str, note: str) -> Freeze:
    rows = _not_frozen(said, closed)
    freeze = Freeze.objects.create(
        period=closed.code, title=title.strip() or f"{closed.label}指标数据", frozen_on=clock.today(), frozen_by=actor.name, freezer_id=actor.user_id,
        body_id=actor.body_id, frozen_at=clock.now(), note=note.strip(), **_kept(lake, rows),
    )  # fmt: skip
    FrozenFigure.objects.bulk_create(_figures(actor, freeze, rows), batch_size=500)
    changes = {"period": (None, closed.code), "figures": (None, len(rows)), "lake": (None, freeze.lake_mark)}
    record(actor, "metrics.freeze_period", freeze, changes=changes, reason=freeze.note)
    publish(FiguresFrozen(freeze_id=freeze.pk))
    return freeze


def revise_frozen(*, actor: Actor, figure: FrozenFigure, reason: str) -> FrozenFigure:
    """Put a revision beside a frozen figure 「修订」, computed anew from today's records; what was frozen stays as it is."""
    return revise_several(actor=actor, figures=[figure], reason=reason)[0]


def revise_several(*, actor: Actor, figures: Sequence[FrozenFigure], reason: str) -> list[FrozenFigure]:
    """Revise several figures that changed for one reason, in one computation; all of them or none."""
    require(actor, "metrics.figure.revise")
    if not reason.strip():
        raise ValueNotValid("请说明修订理由：更正了什么、依据是什么", "reason")
    follow_records()
    with transaction.atomic():
        keys = [one.pk for one in figures]
        rows = FrozenFigure.objects.select_for_update(of=("self",)).filter(pk__in=keys)
        former = list(rows.select_related("indicator", "freeze").order_by("pk"))
        _refuse_same_hands(actor, former)
        pairs = _differing(former)
        lake, said = pairs[0][2], [one for _, one, _ in pairs]
        kept = _kept(lake, said)
        made = [_revised(actor, old, new, kept, reason.strip()) for old, new, _ in pairs]
        FrozenDrift.objects.filter(figure__in=former).delete()
        for old, new in zip(former, made, strict=True):
            changes = {
                "value": (old.value_text, new.value_text),
                "records_count": (old.records_count, new.records_count),
            }
            record(actor, "metrics.revise_frozen", new, changes=changes, reason=new.reason)
            publish(FigureRevised(figure_id=new.pk, superseded_id=old.pk))
    return made


def _refuse_same_hands(actor: Actor, figures: Sequence[FrozenFigure]) -> None:
    """Whoever froze a figure, or proposed the revision that waits, is not the one who decides on it, by whatever way."""
    if actor.user_id in hands_of(figures):
        raise SameHands("修订须由冻结人、提请人以外的负责人批准")


def follow_records() -> None:
    """Bring the lake up to the records as they are; inside somebody's transaction that is the caller's business."""
    if not connection.in_atomic_block and latest_manifest() is not None:
        refresh_lake()


def _over(text: str) -> Period:
    """The period, if it can be closed today."""
    try:
        period = read_period(text)
    except PeriodNotUnderstood as error:
        raise ValueNotValid(f"{error}", "period") from None
    if period.span not in CLOSED:
        raise PeriodNotOver(f"只冻结年度、半年和季度的数据，“{period.label}”不是")
    if period.last >= clock.today():
        raise PeriodNotOver(f"{period.label}还没有结束，期满次日起才能冻结")
    return period


def _computed(
    indicators: Sequence[Indicator], regions: Sequence[str], periods: Sequence[Period], dimensions: Iterable[str]
) -> tuple[Snapshot | None, list[Said]]:
    lake = _lake() if lake_is_asked(indicators, periods) else None
    ways = dict.fromkeys(dimensions)
    return lake, [one for way in ways for one in said_of(lake, indicators, regions, periods, way).values()]


def _lake() -> Snapshot:
    try:
        return snapshot()
    except NoSnapshot:
        raise LakeNotReady("数据湖尚未建立，请系统管理员运行 qingzhi rebuild lake 后再办") from None


def _not_frozen(said: list[Said], period: Period) -> list[Said]:
    if not said:
        raise NothingToFreeze(f"所选指标和地区没有{period.label}的数据")
    rows = FrozenFigure.objects.filter(period=period.code, supersedes=None)
    standing = set(rows.values_list("indicator_id", "region_code", "dimension", "slice"))
    left = [one for one in said if (one.indicator.pk, one.region, one.dimension, one.slice) not in standing]
    if not left:
        first = rows.select_related("freeze").order_by("pk").first()
        by = f"{first.freeze.frozen_by}于 {first.freeze.frozen_on} " if first else ""
        raise FrozenAlready(f"所选的{period.label}数据已由{by}冻结；如需更正请逐项修订并说明理由")
    return left


def _kept(lake: Snapshot | None, said: Sequence[Said]) -> dict[str, Any]:
    """The day and the mark of the lake, kept for good where any of these was counted in it."""
    specs = {str(one.counting): one.counting for one in said if one.counting}
    if lake is None or not specs:
        return {"lake_on": None, "lake_mark": ""}
    return {"lake_on": lake.as_of, "lake_mark": keep_snapshot(lake.manifest, tables_counted(specs.values()))}


def _figures(actor: Actor, freeze: Freeze, said: Sequence[Said]) -> list[FrozenFigure]:
    kept = {"lake_on": freeze.lake_on, "lake_mark": freeze.lake_mark}
    nothing = {"lake_on": None, "lake_mark": ""}
    codes = _codes(len(said))
    return [
        FrozenFigure(
            freeze=freeze, code=code, made_by=actor.name, made_at=freeze.frozen_at,
            **(kept if one.counting else nothing), **one.kept,
        )
        for one, code in zip(said, codes, strict=True)
    ]  # fmt: skip


def _codes(number: int) -> list[str]:
    """As many codes as are needed, none of which is in use, in the order in which they were drawn."""
    found: dict[str, None] = {}
    while len(found) < number:
        drawn = dict.fromkeys(new_code() for _ in range(number - len(found)))
        used = set(FrozenFigure.objects.filter(code__in=drawn).values_list("code", flat=True))
        found.update((code, None) for code in drawn if code not in used)
    return list(found)


def _differing(former: Sequence[FrozenFigure]) -> list[tuple[FrozenFigure, Said, Snapshot | None]]:
    """Each row with what is said today; refused where one is not the newest, or says the same."""
    later = FrozenFigure.objects.filter(supersedes__in=former).select_related("indicator").first()
    if later is not None:
        raise FigureRevisedMeanwhile(
            f"“{later.indicator}”已由{later.made_by}于 {later.revised_on} 修订，请以最新一版为准"
        )
    indicators = list({one.indicator_id: one.indicator for one in former}.values())
    lake = _lake() if lake_is_asked(indicators, [read_period(one.period) for one in former]) else None
    said = said_again(lake, former)
    found = []
    for one in former:
        now = said.get(one.pk)
        if now is None:
            raise NothingToFreeze(f"“{one.indicator}”{one.period_text}现在没有数据，不能修订")
        if not now.differs_from(one):
            raise NothingChanged(f"“{one.indicator}”{one.period_text}重新计算的结果与冻结数相同，不需要修订")
        found.append((one, now, lake))
    return found


def _revised(actor: Actor, old: FrozenFigure, new: Said, kept: dict[str, Any], reason: str) -> FrozenFigure:
    lake = kept if new.counting else {"lake_on": None, "lake_mark": ""}
    return FrozenFigure.objects.create(
        freeze_id=old.freeze_id, supersedes=old, reason=reason, revised_on=clock.today(), code=_codes(1)[0],
        made_by=actor.name, made_at=clock.now(), **lake, **new.kept,
    )  # fmt: skip
