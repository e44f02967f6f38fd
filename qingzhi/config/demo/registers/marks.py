"""Made-up trademarks whose number in force on known days equals the real figures."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .holders import Cast, Holder, as_written, place_word
from .wordings import mark_text
from .world import World, some_day, zipf

HEADS = {
    "number": "注册号", "title": "商标名称", "type": "商标类型", "classes": "国际分类", "goods": "核定使用商品/服务",
    "applied_on": "申请日期", "preliminary_on": "初审公告日期", "registered_on": "注册公告日期", "expires_on": "专用权期限至",
    "status": "商标状态", "status_on": "状态日期", "holders": "注册人", "address": "注册人地址", "agency": "代理机构", "is_gi": "是否地理标志",
}  # fmt: skip
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Life:
    """The dates of one mark."""

    filed: date
    registered: date | None
    status: str
    status_on: date
    gi: bool = False


def marks(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    """Rows under the heads of the national export, those of the province first."""
    owners = [*cast.enterprises, *cast.cooperatives, *cast.persons, *cast.institutions]
    order = sorted(owners, key=lambda holder: world.chance("marks order", holder.name, holder.address).random())
    for number, life in enumerate([*_home_lives(world), *_pending(world)]):
        yield _row(world, world.chance("mark", number), life, order, number)
    for number in range(world.count("elsewhere_marks")):
        chance = world.chance("mark elsewhere", number)
        day = some_day(chance, date(2004, 1, 1), world.today - DAY)
        life = Life(day - timedelta(days=chance.randint(270, 500)), day, "已注册", day)
        yield _row(world, chance, life, cast.elsewhere, 500_000 + number)


def _home_lives(world: World) -> Iterator[Life]:
    """Marks in force to measure on each known day; a few of them end between two, and as many more are registered."""
    first, standing = date(1988, 1, 1), 0
    gi_left = world.count("gi_marks")
    for text, wanted in world.facts["counts"]["marks_in_force"]:
        last = min(date.fromisoformat(text), world.today - DAY)
        chance = world.chance("marks", text)
        ended = world.share(160) if standing else 0  # of those registered in this very span
        for _ in range(world.share(wanted) - standing):
            yield _registered(chance, some_day(chance, first, last), gi=gi_left > 0)
            gi_left -= 1
        for _ in range(ended):
            day = some_day(chance, first, last)
            end = some_day(chance, day, last)
            yield Life(day - timedelta(days=chance.randint(270, 500)), day, "注册商标已撤销", end)
        first, standing = last + DAY, world.share(wanted)
    for number in range(world.count("marks_lapsed")):
        chance = world.chance("mark lapsed", number)
        day = some_day(chance, date(1988, 1, 1), date(2005, 6, 30))
        end = date(day.year + 10, day.month, min(day.day, 28))
        yield Life(day - timedelta(days=chance.randint(270, 500)), day, "期满未续展注册商标注销", end)


def _registered(chance: random.Random, day: date, *, gi: bool) -> Life:
    if gi:
        day = some_day(chance, date(2006, 1, 1), date(2015, 12, 20))
    return Life(day - timedelta(days=chance.randint(270, 500)), day, "已注册", day, gi=gi)


def _pending(world: World) -> Iterator[Life]:
    for number in range(world.count("marks_pending")):
        chance = world.chance("mark pending", number)
        filed = some_day(chance, date(2016, 7, 1), world.today - DAY)
        refused = chance.random() < 0.25 and filed < world.today - timedelta(days=300)
        yield Life(filed, None, "驳回" if refused else "申请中", filed + timedelta(days=250) if refused else filed)


def renewed_until(world: World, registered: date) -> date:
    """Ten years from registration, renewed as often as it takes to reach today."""
    until = registered
    while until <= world.today:
        until = date(until.year + 10, until.month, min(until.day, 28))
    return until


def _row(world: World, chance: random.Random, life: Life, holders: list[Holder], number: int) -> dict[str, str]:
    owner: Holder = zipf(chance, holders)
    nice = chance.choice(owner.topic.nice)
    serial = 300_000 + number * 37 if life.filed.year < 2000 else (life.filed.year - 1999) * 1_300_000 + number
    topic = owner.topic
    if life.gi:
        topic = chance.choice(world.farming)
        title = f"{place_word(owner.address)}{chance.choice(topic.objects)}"
        nice = next(one for one in topic.nice if one in (29, 30, 33))
    else:
        title = mark_text(world, chance)
    active = life.registered and life.status == "已注册"
    return {
        "number": str(serial),
        "title": title,
        "type": "证明商标" if life.gi else ("集体商标" if chance.random() < 0.003 else "一般商标"),
        "classes": str(nice),
        "goods": topic.goods,
        "applied_on": life.filed.isoformat(),
        "preliminary_on": (life.registered - timedelta(days=92)).isoformat() if life.registered else "",
        "registered_on": life.registered.isoformat() if life.registered else "",
        "expires_on": renewed_until(world, life.registered).isoformat() if active and life.registered else "",
        "status": life.status,
        "status_on": life.status_on.isoformat(),
        "holders": as_written(chance, owner, world.short_name),
        "address": owner.address,
        "agency": "" if chance.random() < 0.4 else f"示例商标代理有限公司{chance.randint(1, 9)}",
        "is_gi": "是" if life.gi else "否",
    }
