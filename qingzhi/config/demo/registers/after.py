"""What follows the files: recognitions of marks, and the word that the registers are whole."""

from datetime import date, datetime, timedelta

from qingzhi.base import clock
from qingzhi.domains.metrics.actions import count_from_register, count_registers
from qingzhi.domains.metrics.models import Indicator
from qingzhi.domains.rights.actions.links_recognitions import add_honour
from qingzhi.domains.rights.models import Honour, Right
from qingzhi.domains.rights.queries.counting import rights_in_force
from qingzhi.domains.rights.terms import HonourKind, RightKind

from ..stage import Stage
from .loading import world_of
from .world import World, some_day

RECOGNISED_AT = datetime(2018, 6, 30, 17, 15)
SAID_AT = datetime(2018, 6, 30, 17, 45)
KNOWN_ON = date(2017, 6, 23)  # the day of the notice, which counts the recognitions


def recognise_marks(stage: Stage) -> int | bool:
    """Enter as many well-known and famous marks as the notice counts."""
    if Honour.objects.exists():
        return False
    actor, world = stage.actor("registry"), world_of(stage)
    famous = world.count("famous_marks")
    marks = _old_marks(world, famous + world.count("well_known_marks"))
    with clock.fixed(RECOGNISED_AT):
        for number, mark in enumerate(marks):
            kind = HonourKind.FAMOUS if number < famous else HonourKind.WELL_KNOWN
            chance = world.chance("honour", number)
            since = some_day(chance, date(2014, 1, 6), KNOWN_ON - timedelta(days=20))
            until = date(since.year + 5, since.month, min(since.day, 28)) if kind == HonourKind.FAMOUS else None
            basis = f"示例认定文件〔{since.year}〕{number + 1}号"
            add_honour(actor=actor, right=mark, kind=kind, valid_from=since, valid_to=until, basis=basis)
    return len(marks)


def _old_marks(world: World, count: int) -> list[Right]:
    home = next(row["code"] for row in world.province.rows("regions") if row["level"] == "province")
    marks = rights_in_force(KNOWN_ON, RightKind.TRADEMARK, "", home, gi=False)
    found = marks.filter(registered_on__lt=date(2011, 1, 1), status="in_force").order_by("number")[: count * 3]
    return sorted(found, key=lambda mark: world.chance("honoured", mark.number).random())[:count]


def declare_whole(stage: Stage) -> int | bool:
    """Let the life-size registers speak for the indicators that they count; the small ones are a sample and do not."""
    world = world_of(stage)
    wanted = Indicator.objects.filter(code__in=world.facts["counted"], counted_from=None)
    if world.divide != 1 or not wanted.exists():
        return False
    reason = "登记簿已按国家数据导入并与公开统计核对一致（示例）"
    with clock.fixed(SAID_AT):
        for indicator in wanted:
            since = world.facts["counted"][indicator.code]
            count_from_register(actor=stage.actor("planning"), indicator=indicator, since=since, reason=reason)
    return count_registers(always=True)
