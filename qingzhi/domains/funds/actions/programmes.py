"""Opening programmes and lines, and giving them their budget."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..events import Appropriated, ProgrammeOpened
from ..models import Journal, LineBalance, Programme, ProgrammeLine
from ..refusals import ProgrammeExists, ValueNotValid
from ..terms import LEVEL_OF, Level, Posting, Source
from .posting import Voucher, checked, post, posted, require_day

FIRST, LAST = 2000, 2100
EARLY = 1  # a budget is handed down in advance, in the autumn of the year before (预算法第五十二条第三款)


@transaction.atomic
def open_programme(
    *,
    actor: Actor,
    code: str,
    year: int,
    name: str,
    body: Body,
    purpose: str = "",
    basis: str = "",
    opens_on: date | None = None,
    closes_on: date | None = None,
) -> Programme:
    """Set a programme 「专项」 up for a year; asked for twice it is the same one."""
    require(actor, "funds.programme.manage", body_id=body.pk, region_code=body.region.code)
    code, name = code.strip(), name.strip()
    if not code or not name:
        raise ValueNotValid("请填写专项的编码和名称", "name" if code else "code")
    if not FIRST <= year <= LAST:
        raise ValueNotValid(f"预算年度应在{FIRST}至{LAST}年之间", "year")
    opens, closes = opens_on or date(year, 1, 1), closes_on or date(year, 12, 31)
    if closes < opens:
        raise ValueNotValid("截止日期不应早于启用日期", "closes_on")
    there = Programme.objects.filter(code=code, year=year).first()
    if there is not None:
        if (there.name, there.body_id) == (name, body.pk):
            return there
        raise ProgrammeExists(f"{year}年已有编码为“{code}”的专项：{there.name}", "code")
    found = Programme.objects.create(
        code=code[:40],
        year=year,
        name=name[:120],
        body=body,
        purpose=purpose.strip(),
        basis=basis.strip()[:200],
        opens_on=opens,
        closes_on=closes,
        opened_at=clock.now(),
    )
    record(actor, "funds.open_programme", found, changes={"name": (None, name), "year": (None, year)}, reason=basis)
    publish(ProgrammeOpened(programme_id=found.pk))
    return found


@transaction.atomic
def open_line(
    *,
    actor: Actor,
    programme: Programme,
    source: str,
    region: Region | None = None,
    funder: str = "",
    level: str = "",
) -> ProgrammeLine:
    """Add a line by source and division to a programme, with an empty balance; asked for twice it is the same one."""
    programme = Programme.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=programme.pk)
    require(actor, "funds.programme.manage", body_id=programme.body_id, region_code=programme.body.region.code)
    region, kind = region or programme.body.region, Source(source)
    named = {"source": kind, "region": region, "funder": funder.strip()[:120]}
    there = programme.lines.filter(**named).first()
    if there is not None:
        return there
    standing = Level(level) if level else LEVEL_OF.get(kind, Level.MARKET)
    found = ProgrammeLine.objects.create(
        programme=programme, level=standing, position=programme.lines.count() + 1, **named
    )
    LineBalance.objects.create(line=found)
    record(actor, "funds.open_line", found, changes={"source": (None, kind.label), "region": (None, region.name)})
    return found


@transaction.atomic
def appropriate(
    *,
    actor: Actor,
    line: ProgrammeLine,
    amount: Decimal,
    document_number: str,
    key: str,
    on: date | None = None,
    note: str = "",
) -> Journal:
    """Enter a budget document 「预算下达」: a positive amount adds to the line, a negative one takes away what is still free."""
    line = ProgrammeLine.objects.select_related("programme", "region").get(pk=line.pk)
    require(actor, "funds.appropriate", body_id=line.programme.body_id, region_code=line.region.code)
    if not document_number.strip():
        raise ValueNotValid("请填写预算文件的文号", "document_number")
    if not amount:
        raise ValueNotValid("金额不应为零", "amount")
    size = checked(amount.copy_abs())
    kind = Posting.APPROPRIATE if amount > 0 else Posting.REDUCE
    require_day(on, line.programme, early=EARLY)
    done = posted(key, kind, amount=size, line=line)
    if done is not None:
        return done
    if line.closed_on:
        raise ValueNotValid(f"“{line}”已于{line.closed_on}结账，不能再下达预算", "amount")
    voucher = Voucher(key, on, document_number.strip(), note.strip())
    try:
        with transaction.atomic():
            journal = post(actor=actor, line=line, kind=kind, amount=size, voucher=voucher)
    except IntegrityError:
        again = posted(key, kind, amount=size, line=line)
        if again is None:
            raise
        return again
    changes = {"amount": (None, amount), "number": (None, document_number)}
    record(actor, "funds.appropriate", journal, changes=changes, reason=note, label=str(line))
    publish(Appropriated(journal_id=journal.pk, line_id=line.pk, amount=str(amount)))
    return journal
