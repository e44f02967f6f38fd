"""What stands on the leaders' page, and which indicators are open to the public."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..events.boards import IndicatorClosed, IndicatorOpened
from ..models import BoardLine, Indicator, MapTile, OpenIndicator
from ..refusals import ValueNotValid
from ..refusals.boards import NotOpen, OpenAlready
from ..terms.boards import BoardPart


@transaction.atomic
def open_indicator(*, actor: Actor, indicator: Indicator, licence: str, basis: str) -> OpenIndicator:
    """Decide that an indicator's figures are public 「对外公开」, under a licence and on a basis."""
    require(actor, "metrics.public.manage")
    if not licence.strip():
        raise ValueNotValid("请填写使用许可", "licence")
    if not basis.strip():
        raise ValueNotValid("请填写公开依据", "basis")
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    former = OpenIndicator.objects.filter(indicator=indicator, closed_on=None).first()
    if former:
        raise OpenAlready(f"“{indicator}”已由{former.opened_by}于 {former.opened_on} 公开")
    opening = OpenIndicator.objects.create(
        indicator=indicator,
        licence=licence.strip(),
        basis=basis.strip(),
        opened_on=clock.today(),
        opened_by=actor.name,
    )
    changes = {"licence": (None, opening.licence), "basis": (None, opening.basis)}
    record(actor, "metrics.open_indicator", indicator, changes=changes)
    publish(IndicatorOpened(indicator_id=indicator.pk, opening_id=opening.pk))
    return opening


@transaction.atomic
def close_indicator(*, actor: Actor, indicator: Indicator, reason: str) -> OpenIndicator:
    """Make an indicator's figures public no longer; what others have taken meanwhile keeps its licence."""
    require(actor, "metrics.public.manage")
    if not reason.strip():
        raise ValueNotValid("请填写停止公开的理由", "reason")
    opening = OpenIndicator.objects.select_for_update().filter(indicator=indicator, closed_on=None).first()
    if opening is None:
        raise NotOpen(f"“{indicator}”没有公开，或已由他人停止公开")
    values = {"closed_on": clock.today(), "closed_by": actor.name, "closing_reason": reason.strip()}
    changes = changed(opening, **values)
    opening.save()
    record(actor, "metrics.close_indicator", indicator, changes=changes, reason=reason.strip())
    publish(IndicatorClosed(indicator_id=indicator.pk, opening_id=opening.pk))
    return opening


@transaction.atomic
def load_board_lines(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load the lines of the leaders' page (indicator, part, head, valid_from, valid_to, source); how many changed. Twice changes nothing."""
    require(actor, "metrics.indicator.manage")
    indicators = Indicator.objects.in_bulk(field_name="code")
    touched = 0
    for position, row in enumerate(rows):
        values = {
            "part": BoardPart(row["part"]).value,
            "is_head": row["head"] == "yes",
            "position": position,
            "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            "source": row["source"],
        }
        line, new = BoardLine.objects.get_or_create(
            indicator=indicators[row["indicator"]], valid_from=date.fromisoformat(row["valid_from"]), defaults=values
        )
        changes = {"part": (None, line.part)} if new else changed(line, **values)
        if not changes:
            continue
        line.save()
        record(actor, "metrics.set_board_line", line, changes=changes)
        touched += 1
    return touched


@transaction.atomic
def load_map_tiles(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load where divisions lie on the map of tiles (region, column, row); how many changed."""
    require(actor, "metrics.indicator.manage")
    wanted = {row["region"]: (int(row["column"]), int(row["row"])) for row in rows}
    known = {one.region.code: (one.column, one.row) for one in MapTile.objects.select_related("region")}
    if wanted == known:
        return 0
    MapTile.objects.all().delete()  # a layout is one whole: its cells may change places
    regions = Region.objects.in_bulk(list(wanted), field_name="code")
    tiles = [MapTile(region=regions[code], column=at[0], row=at[1]) for code, at in wanted.items()]
    MapTile.objects.bulk_create(tiles)
    record(actor, "metrics.set_map_tiles", tiles[0], changes={"tiles": (len(known), len(tiles))})
    return len(tiles)
