"""Industries, yearly figures, and the size that follows from them by rule."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import PartyChanged
from ..models import Party, PartyFigure, PartyIndustry
from ..queries.thresholds import size_lines
from ..refusals import ValueNotValid
from ..rules.industries import industry_fault, section_of
from ..rules.size import Size, size_of
from ..terms import PartyKind
from .locking import locked


@transaction.atomic
def add_industry(
    *,
    actor: Actor,
    party: Party,
    code: str,
    is_main: bool = True,
    valid_from: date | None = None,
    edition: str = "2017",
) -> PartyIndustry:
    """Note an industry by its GB/T 4754 code; a new main one takes the place of the last. The size follows."""
    require(actor, "parties.register")
    party = locked(party)
    code = code.strip().upper()
    fault = industry_fault(code)
    if fault:
        raise ValueNotValid(fault, "code")
    same = party.industries.filter(code=code, edition=edition, is_main=is_main, valid_to=None).first()
    if same:
        return same
    if is_main:
        party.industries.filter(is_main=True, valid_to=None).update(valid_to=valid_from or clock.today())
    row = PartyIndustry.objects.create(party=party, code=code, edition=edition, is_main=is_main, valid_from=valid_from)
    changes = {"code": (None, code)} | _resized(party)
    record(actor, "parties.add_industry", party, changes=changes)
    _tell(party, "industries")
    return row


@transaction.atomic
def add_figures(
    *,
    actor: Actor,
    party: Party,
    year: int,
    staff: int | None = None,
    revenue: Decimal | None = None,
    assets: Decimal | None = None,
    source: str = "",
) -> PartyFigure:
    """Note staff, revenue and assets of a year (money in 万元); the year's row is corrected, the size follows."""
    require(actor, "parties.register")
    party = locked(party)
    if not 1949 <= year <= clock.today().year:
        raise ValueNotValid("年度应在1949年至今年之间", "year")
    if staff is None and revenue is None and assets is None:
        raise ValueNotValid("请至少填写一项数据", "staff")
    if any(value is not None and value < 0 for value in (staff, revenue, assets)):
        raise ValueNotValid("规模数据不应为负", "staff")
    row = PartyFigure.objects.filter(party=party, year=year).first() or PartyFigure(party=party, year=year)
    changes = changed(row, staff=staff, revenue=revenue, assets=assets, source=source[:200])
    if not changes and row.pk:
        return row
    row.save()
    record(actor, "parties.add_figures", party, changes=changes | _resized(party), reason=f"{year}年，{source}")
    _tell(party, "figures")
    return row


def size_from_records(party: Party) -> Size:
    """The size by the latest figures, the main industry and the lines in force at the end of that year."""
    figure = party.figures.order_by("-year").first()
    if party.kind != PartyKind.ENTERPRISE or figure is None:
        return Size(None, "" if party.kind != PartyKind.ENTERPRISE else "未登记年度规模数据，不能划型")
    main = party.industries.filter(is_main=True, valid_to=None).order_by("-id").first()
    code = main.code if main else ""
    on = min(date(figure.year, 12, 31), clock.today())
    lines = size_lines(on) or size_lines(clock.today())
    values = {"staff": figure.staff, "revenue": figure.revenue, "assets": figure.assets}
    found = size_of(section_of(code), code.lstrip("ABCDEFGHIJKLMNOPQRST"), values, lines)
    return Size(found.size, f"{figure.year}年数据。{found.reason}")


def _resized(party: Party) -> dict[str, tuple[object, object]]:
    found = size_from_records(party)
    changes = changed(party, size=found.size.value if found.size else "", size_reason=found.reason[:300])
    if changes:
        party.save(update_fields=["size", "size_reason"])
    return changes


def _tell(party: Party, what: str) -> None:
    publish(PartyChanged(party_id=party.pk, what=what))
    reindex("party", party.pk)
