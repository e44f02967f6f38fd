"""A large register in bulk: a million patents with holders, statuses, classes and fees, for measuring pages. Nothing in it is real."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.parties.models import Party, PartyName
from qingzhi.domains.rights.models import (
    FeePayment,
    FeeRule,
    GiUser,
    Holding,
    Honour,
    Patent,
    Right,
    RightClass,
    RightLink,
    StatusSpan,
    Trademark,
)
from qingzhi.domains.rights.rules.numbers import check_digit
from qingzhi.engine.imports.bulk import insert_rows
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.limits.models import LimitRule

TODAY = date(2018, 7, 1)
PARTIES, CHUNK = 20_000, 20_000
TYPES = (("invention", 1, 20), ("utility", 2, 10), ("design", 3, 10))
WORDS = (
    "一种", "高原", "盐湖", "提锂", "装置", "方法", "青稞", "饮料", "光伏", "组件", "清洗", "机器人", "牦牛", "绒", "纺纱", "工艺", "枸杞",
    "干燥", "设备", "冬虫夏草", "检测", "系统", "藏药", "制剂", "温室", "大棚", "控制", "电池", "材料", "回收",
)  # fmt: skip


@transaction.atomic
def seed(rights: int = 1_000_000, marks: int = 50_000, parties: int = PARTIES) -> dict[str, int]:
    """Fill an empty database; returns how many rows of each kind."""
    luck = random.Random(20180701)
    regions = _regions()
    _parties(parties, regions, luck)
    first = (Right.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for begin in range(0, rights, CHUNK):
        _patents(first + begin, min(CHUNK, rights - begin), parties, regions, luck)
    _marks(first + rights, marks, parties, regions, luck)
    _rates()
    _batches()
    _body(regions[0])
    return {"patents": rights, "marks": marks, "parties": parties}


def analyse() -> None:
    """Let the database know its tables, as a night's work does."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _regions() -> list[Region]:
    province = Region.objects.create(
        code="990000", name="示例省", short_name="示例", level=Level.PROVINCE, source="测试"
    )
    return [
        Region.objects.create(
            code=f"99{number:02d}00", name=f"第{number}州", short_name=f"{number}州", level=Level.PREFECTURE,
            parent=province, position=number, source="测试",
        )
        for number in range(1, 9)
    ]  # fmt: skip


def _body(region: Region) -> None:
    """Where the reader of the pages works."""
    subject = Subject.objects.create(kind="body", display_name="示例局")
    Body.objects.create(
        subject=subject, code="registry", name="示例局", short_name="示例局", kind="department", region=region
    )


def _parties(count: int, regions: list[Region], luck: random.Random) -> None:
    insert_rows(Subject, ("id", "kind", "display_name"), ((n, "party", party_name(n)) for n in range(1, count + 1)))
    insert_rows(
        Party,
        ("id", "subject_id", "kind", "name", "region_id", "registered_at", "root_id"),
        ((n, n, "enterprise", party_name(n), luck.choice(regions).pk, "2018-01-01 00:00:00", n)
         for n in range(1, count + 1)),
    )  # fmt: skip
    _names(count)


def _names(count: int) -> None:
    rows = ((n, name, name, "official") for n in range(1, count + 1) if (name := party_name(n)))
    insert_rows(PartyName, ("party_id", "name", "key", "kind"), rows)


def party_name(number: int) -> str:
    """What the so-manieth party is called."""
    return f"示例{WORDS[number % 30]}{WORDS[number // 30 % 30]}第{number}有限公司"


def _patents(first: int, count: int, parties: int, regions: list[Region], luck: random.Random) -> None:
    made = [_patent(pk, parties, regions, luck) for pk in range(first, first + count)]
    insert_rows(Right, RIGHT, (row for row, _ in made))
    insert_rows(
        Patent, ("right_id", "type", "main_class", "abstract", "inventors", "publication_number"),
        ((row[0], more["type"], more["ipc"], "".join(luck.choices(WORDS, k=60)), "示例人", f"CN{row[0]:09d}A")
         for row, more in made),
    )  # fmt: skip
    _parts(made, parties, luck)


RIGHT = (
    "id", "kind", "number", "number_shown", "number_check", "title", "applied_on", "registered_on", "expires_on",
    "status", "status_on", "holder_text", "region_code", "is_public", "data_as_of", "batch_id", "created_batch_id",
)  # fmt: skip


def _patent(
    pk: int, parties: int, regions: list[Region], luck: random.Random
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    type_, digit, years = luck.choices(TYPES, (30, 50, 20))[0]
    applied = date(2000, 1, 1) + timedelta(days=luck.randrange(6700))
    granted = applied + timedelta(days=luck.randrange(200, 1100))
    expires = applied + timedelta(days=round(years * 365.25))
    party = luck.randrange(1, parties + 1)
    status = "pending" if granted > TODAY else "lapsed" if luck.random() < 0.35 else "in_force"
    if status == "in_force" and expires <= TODAY:
        status = "expired"
    number = f"{applied.year}{digit}{pk:07d}"
    check = check_digit(number)
    row = (
        pk, "patent", number + check, f"{number}.{check}", "ok", "".join(luck.choices(WORDS, k=6)), applied,
        granted if granted <= TODAY else None, expires, status, granted, party_name(party), luck.choice(regions).code,
        True, TODAY - timedelta(days=30), 1, 1,
    )  # fmt: skip
    ipc = f"{luck.choice('ABCDEFGH')}{luck.randrange(1, 99):02d}{luck.choice('BCDFGHK')}{luck.randrange(1, 90)}/00"
    return row, {"type": type_, "ipc": ipc, "party": party, "granted": granted, "applied": applied}


def _parts(made: list[tuple[tuple[Any, ...], dict[str, Any]]], parties: int, luck: random.Random) -> None:
    insert_rows(
        Holding, ("right_id", "party_id", "role", "position", "name_written", "valid_from"),
        (one for row, more in made for one in _holdings(row, more, parties, luck)),
    )  # fmt: skip
    insert_rows(
        StatusSpan, ("right_id", "status", "valid_from", "valid_to", "basis"),
        (one for row, more in made for one in _spans(row, more)),
    )  # fmt: skip
    insert_rows(
        RightClass, ("right_id", "scheme", "symbol", "position"),
        ((row[0], "ipc", symbol, place) for row, more in made for place, symbol in enumerate((more["ipc"], "A01B1/00"))),
    )  # fmt: skip
    insert_rows(
        FeePayment, ("right_id", "fee", "year", "amount", "paid_on"),
        ((row[0], "annual", _paid_year(more, luck), "900", "2017-06-01") for row, more in made if luck.random() < 0.1),
    )  # fmt: skip


def _paid_year(more: dict[str, Any], luck: random.Random) -> int:
    """The last patent year that was paid for: mostly the one that runs today, else the one before."""
    running = TODAY.year - more["applied"].year + 1
    return max(1, running - (luck.random() < 0.3))


def _holdings(
    row: tuple[Any, ...], more: dict[str, Any], parties: int, luck: random.Random
) -> Iterator[tuple[Any, ...]]:
    yield row[0], more["party"], "holder", 0, row[11], more["applied"]
    if luck.random() < 0.15:
        other = luck.randrange(1, parties + 1)
        yield row[0], other, "holder", 1, party_name(other), more["applied"]


def _spans(row: tuple[Any, ...], more: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    if row[9] == "pending":
        yield row[0], "pending", more["applied"], None, ""
        return
    yield row[0], "pending", more["applied"], more["granted"], ""
    end = None if row[9] == "in_force" else more["granted"] + timedelta(days=900)
    yield row[0], "in_force", more["granted"], end, "授权公告"
    if end:
        yield row[0], row[9], end, None, "公告"


def _marks(first: int, count: int, parties: int, regions: list[Region], luck: random.Random) -> None:
    made = []
    for place in range(count):
        pk, party = first + place, luck.randrange(1, parties + 1)
        applied = date(2008, 7, 1) + timedelta(days=luck.randrange(3000))
        granted = applied + timedelta(days=400)
        row = (
            pk, "trademark", str(place + 1_000_000), str(place + 1_000_000), "na", "".join(luck.choices(WORDS, k=2)), applied,
            granted, granted + timedelta(days=3652), "in_force", granted, party_name(party), luck.choice(regions).code,
            True, TODAY, 2, 2,
        )  # fmt: skip
        made.append(
            (row, {"party": party, "granted": granted, "applied": applied, "class": str(luck.randrange(1, 46))})
        )
    insert_rows(Right, RIGHT, (row for row, _ in made))
    insert_rows(
        Trademark,
        ("right_id", "type", "is_gi", "goods"),
        ((row[0], "ordinary", False, "青稞酒；饮料") for row, _ in made),
    )
    insert_rows(
        Holding, ("right_id", "party_id", "role", "position", "name_written", "valid_from"),
        ((row[0], more["party"], "holder", 0, row[11], more["applied"]) for row, more in made),
    )  # fmt: skip
    insert_rows(
        StatusSpan, ("right_id", "status", "valid_from"), ((row[0], "in_force", more["granted"]) for row, more in made)
    )
    insert_rows(
        RightClass,
        ("right_id", "scheme", "symbol", "position"),
        ((row[0], "nice", more["class"], 0) for row, more in made),
    )
    insert_rows(
        Honour, ("right_id", "kind", "valid_from"), ((row[0], "well_known", "2012-01-01") for row, _ in made[:50])
    )
    insert_rows(
        GiUser, ("right_id", "party_id", "name_written"), ((made[0][0][0], n, party_name(n)) for n in range(1, 41))
    )
    insert_rows(
        RightLink,
        ("right_id", "other_id", "kind"),
        ((made[n][0][0], made[n + 1][0][0], "same_mark") for n in range(100)),
    )


def _batches() -> None:
    """Where the rows came from; what may be shown of them."""
    for pk, kind in ((1, "patents"), (2, "trademarks")):
        Batch.objects.create(
            pk=pk, kind=kind, file_name="示例.csv", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=TODAY,
            licence="测试", republish=["number", "title", "status", "holders", "registered_on"], state="done",
            requested_at="2018-06-01T00:00:00+08:00", requested_by="示例人员",
        )  # fmt: skip


def _rates() -> None:
    for type_, _, years in TYPES:
        FeeRule.objects.create(
            right_type=type_, fee="annual", year_from=1, year_to=years, amount="900", grace_months=6,
            surcharge_percent=5, valid_from=date(1990, 1, 1), source="测试",
        )  # fmt: skip
    LimitRule.objects.create(
        code="rights.fee.remind",
        title="提醒",
        value=90,
        unit="day",
        counting="calendar",
        source="测试",
        status="default",
    )
    LimitRule.objects.create(
        code="rights.mark.renewal.opens", title="续展", value=12, unit="month", counting="calendar", source="测试",
        status="default",
    )  # fmt: skip
    FeeRule.objects.create(
        right_type="trademark", fee="renewal", amount="1000", grace_months=6, valid_from=date(1990, 1, 1), source="测试"
    )
