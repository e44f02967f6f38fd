"""Made-up patents whose grants by year and type, and inventions in force on known days, equal the real figures."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .holders import Cast, Holder, as_written
from .numbers import patent_number, publication_number
from .wordings import abstract, inventors, patent_title
from .world import World, on_tuesdays, some_day, zipf

HEADS = {
    "number": "申请号", "type": "专利类型", "title": "发明名称", "applied_on": "申请日",
    "publication_number": "公开（公告）号", "published_on": "公开（公告）日", "grant_number": "授权公告号",
    "registered_on": "授权公告日", "status": "当前法律状态", "status_on": "法律状态日期", "holders": "申请（专利权）人",
    "address": "地址", "inventors": "发明（设计）人", "agency": "代理机构", "main_class": "主分类号", "classes": "分类号",
    "abstract": "摘要", "claim_count": "权利要求数",
}  # fmt: skip
TYPE_NAMES = {"invention": "发明", "utility": "实用新型", "design": "外观设计"}
TERMS = {"invention": 20, "utility": 10, "design": 10}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Life:
    """The dates of one patent."""

    kind: str
    filed: date
    published: date | None = None
    granted: date | None = None
    status: str = ""
    status_on: date | None = None


def patents(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    """Rows under the heads of the national export, those of the province first."""
    serials: Counter[tuple[int, str]] = Counter()
    home = [*cast.institutions, *cast.enterprises, *cast.cooperatives, *cast.persons]
    order = sorted(home, key=lambda holder: world.chance("order", holder.name, holder.address).random())
    for number, life in enumerate([*granted_lives(world), *ungranted_lives(world)]):
        yield _row(world, world.chance("patent", number), life, order, serials, home=True)
    for number, life in enumerate(elsewhere_lives(world)):
        yield _row(world, world.chance("patent elsewhere", number), life, cast.elsewhere, serials, home=False)


def granted_lives(world: World) -> list[Life]:
    """Every patent granted to the province, each with its end where it has ended."""
    lives: list[Life] = []
    for (year, kind), count in sorted(world.granted().items()):
        for number in range(count):
            lives.append(_granted(world, kind, year, number))
    inventions = ended_to_measure(world, [life for life in lives if life.kind == "invention"])
    others = [_ended(world, life, place) for place, life in enumerate(lives) if life.kind != "invention"]
    return sorted([*inventions, *others], key=lambda life: (life.granted or life.filed, life.kind))


def _granted(world: World, kind: str, year: int, number: int) -> Life:
    chance = world.chance("granted", kind, year, number)
    last = min(date(year, 12, 31), world.today - DAY)
    granted = on_tuesdays(some_day(chance, date(year, 1, 8), last))
    waited = chance.randint(500, 1300) if kind == "invention" else chance.randint(120, 330)
    filed = max(granted - timedelta(days=waited), date(1990, 1, 3))
    published = on_tuesdays(filed + timedelta(days=min(540, waited - 120))) if kind == "invention" else granted
    return Life(kind, filed, published, granted)


def ended_to_measure(world: World, lives: list[Life]) -> list[Life]:
    """Inventions with so many ended by each known day that those in force are as many as the statistics say."""
    waiting = sorted(lives, key=lambda life: (life.granted or life.filed, life.filed))
    ended: list[Life] = []
    before = date(1996, 1, 1)
    for text, wanted in world.facts["counts"]["inventions_in_force"]:
        on = date.fromisoformat(text)
        granted = sum(1 for life in waiting if life.granted and life.granted <= on)
        chance = world.chance("ended", text)
        for _ in range(max(0, granted - world.share(wanted))):
            life = waiting.pop(0)
            first = max(before + DAY, (life.granted or life.filed) + DAY)
            ended.append(_lapsed(life, some_day(chance, first, on)))
        before = on
    return [*ended, *(replace(life, status="授权", status_on=life.granted) for life in waiting)]


def _ended(world: World, life: Life, number: int) -> Life:
    """Utility models and designs mostly lapse within some years; the rest run out or live."""
    chance = world.chance("life", life.kind, number)
    granted = life.granted or life.filed
    lapse = granted + timedelta(days=int(chance.expovariate(1 / (365 * 6))) + 360)
    end = date(life.filed.year + TERMS[life.kind], life.filed.month, min(life.filed.day, 28))
    if lapse < min(end, world.today):
        return _lapsed(life, lapse)
    if end < world.today:
        return replace(life, status="专利权有效期届满", status_on=end)
    return replace(life, status="授权", status_on=granted)


def _lapsed(life: Life, on: date) -> Life:
    return replace(life, status="未缴年费专利权终止", status_on=on)


def ungranted_lives(world: World) -> Iterator[Life]:
    """What was filed and not granted: waiting, withdrawn, refused."""
    for number in range(world.count("filed_not_granted")):
        chance = world.chance("ungranted", number)
        kind = chance.choices(("invention", "utility", "design"), (70, 24, 6))[0]
        filed = some_day(chance, date(2006, 1, 1), world.today - timedelta(days=20))
        age = (world.today - filed).days
        published = on_tuesdays(filed + timedelta(days=540)) if kind == "invention" and age > 560 else None
        if kind != "invention" or age < 560:
            fresh = age < (560 if kind == "invention" else 300)
            yield Life(
                kind,
                filed,
                None,
                None,
                "申请中" if fresh else "视为撤回",
                filed if fresh else filed + timedelta(days=280),
            )
        elif age < 1100:
            yield Life(kind, filed, published, None, "实质审查的生效", (published or filed) + timedelta(days=20))
        else:
            status = chance.choice(("驳回", "视为撤回", "视为撤回", "撤回"))
            yield Life(kind, filed, published, None, status, filed + timedelta(days=chance.randint(700, 1090)))


def elsewhere_lives(world: World) -> Iterator[Life]:
    """Patents of holders in other provinces that the province follows."""
    for number in range(world.count("elsewhere_patents")):
        chance = world.chance("elsewhere life", number)
        kind = chance.choices(("invention", "utility", "design"), (45, 45, 10))[0]
        life = _granted(world, kind, chance.randint(2004, 2018), 900_000 + number)
        yield _ended(world, life, 900_000 + number)


def _row(
    world: World,
    chance: random.Random,
    life: Life,
    holders: list[Holder],
    serials: Counter[tuple[int, str]],
    *,
    home: bool,
) -> dict[str, str]:
    first = zipf(chance, holders)
    owners = [first]
    if chance.random() < 0.08:
        owners.append(zipf(chance, holders))
    serials[life.filed.year, life.kind] += 1
    serial = serials[life.filed.year, life.kind] * 7 % 89_999 if life.filed < date(2003, 10, 1) else 0
    number = patent_number(life.filed, life.kind, serial or serials[life.filed.year, life.kind] * 13 + 100_000)
    title = patent_title(world, chance, first.topic, life.kind)
    classes = first.topic.locarno if life.kind == "design" else first.topic.ipc
    chosen = chance.sample(classes, min(len(classes), chance.randint(1, 3)))
    published = publication_number(number, "A") if life.kind == "invention" and life.published else ""
    granted = (
        publication_number(number, {"invention": "B", "utility": "U", "design": "S"}[life.kind]) if life.granted else ""
    )
    names = dict.fromkeys(as_written(chance, owner, world.short_name) for owner in owners)
    return {
        "number": ("ZL" if life.granted and chance.random() < 0.2 else "") + number,
        "type": TYPE_NAMES[life.kind],
        "title": title,
        "applied_on": life.filed.isoformat(),
        "publication_number": published or granted,
        "published_on": (life.published or life.granted or "")
        and (life.published or life.granted or date.min).isoformat(),
        "grant_number": granted,
        "registered_on": life.granted.isoformat() if life.granted else "",
        "status": life.status,
        "status_on": life.status_on.isoformat() if life.status_on else "",
        "holders": (";" if chance.random() < 0.8 else "；").join(names),
        "address": first.address,
        "inventors": inventors(world, chance),
        "agency": "" if chance.random() < 0.3 else f"示例专利代理事务所{chance.randint(1, 9)}",
        "main_class": chosen[0],
        "classes": ";".join(chosen),
        "abstract": abstract(world, chance, title, life.kind),
        "claim_count": str(chance.randint(1, 10)),
    }
