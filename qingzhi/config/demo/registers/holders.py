"""Made-up holders: enterprises, co-operatives, institutions, persons, with the spellings that many hands give them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qingzhi.domains.parties.rules.credit_code import with_check_digit

from .world import Topic, World

KINDS = {
    "enterprise": "企业",
    "cooperative": "农民专业合作社",
    "institution": "科研院所",
    "university": "高等院校",
    "person": "个人",
}


@dataclass(frozen=True)
class Holder:
    """One made-up holder; `code` is a credit code with a right check digit, persons have none."""

    name: str
    kind: str
    topic: Topic
    region: str
    address: str
    code: str = ""
    founded: date | None = None
    staff: int = 0
    revenue: int = 0  # 万元
    old_name: str = ""
    extra: str = ""  # a name in Tibetan script


class Cast:
    """All made-up holders of the province, and those elsewhere."""

    def __init__(self, world: World):
        self.world = world
        self.enterprises = list(self._enterprises())
        self.cooperatives = list(self._cooperatives())
        self.institutions = list(self._institutions())
        self.persons = list(self._persons(self.world.count("individuals"), home=True))
        self.elsewhere = list(self._elsewhere())

    @property
    def everybody(self) -> list[Holder]:
        """Those who are registered with what is known of them; persons and strangers come with their rights."""
        return [*self.institutions, *self.enterprises, *self.cooperatives]

    def _enterprises(self) -> Iterator[Holder]:
        names = self.world.facts["names"]
        seen: set[str] = set()
        number = 0
        while len(seen) < self.world.count("enterprises"):
            number += 1
            chance = self.world.chance("enterprise", number)
            topic = chance.choice(self.world.topics)
            region, place = self._home(chance)
            word = chance.choice(names["first"]) + chance.choice(names["second"])
            head = self.world.short_name if chance.random() < 0.6 else place_word(place)
            stem = f"{head}{word}{chance.choice(topic.business)}"
            name = stem + chance.choice(names["forms"])
            if stem in seen:
                continue
            seen.add(stem)
            old = f"{head}{word}{chance.choice(topic.business)}厂" if chance.random() < 0.04 else ""
            yield self._organisation(chance, name, "enterprise", topic, region, place, number, old)

    def _cooperatives(self) -> Iterator[Holder]:
        farming = self.world.farming
        names = self.world.facts["names"]
        seen: set[str] = set()
        number = 0
        while len(seen) < self.world.count("cooperatives"):
            number += 1
            chance = self.world.chance("cooperative", number)
            topic = chance.choice(farming)
            region, place = self._home(chance)
            word = chance.choice(names["first"]) + chance.choice(names["second"])
            name = f"{place_word(place)}{word}{topic.name}种养殖专业合作社"
            if name not in seen:
                seen.add(name)
                yield self._organisation(chance, name, "cooperative", topic, region, place, 100_000 + number)

    def _institutions(self) -> Iterator[Holder]:
        titles = self.world.facts["names"]["institutions"]
        for number in range(self.world.count("institutions")):
            chance = self.world.chance("institution", number)
            region, place = self._home(chance)
            head = self.world.short_name if number < len(titles) else place_word(place)
            branch = number // len(titles)
            name = f"{head}{f'第{branch}' if branch > 1 else ''}{titles[number % len(titles)]}（示例）"
            kind = "university" if name.endswith("学院（示例）") else "institution"
            yield self._organisation(
                chance, name, kind, chance.choice(self.world.topics), region, place, 200_000 + number
            )

    def _persons(self, count: int, *, home: bool) -> Iterator[Holder]:
        names = self.world.facts["names"]
        for number in range(count):
            chance = self.world.chance("person", home, number)
            if home and chance.random() < 0.3:
                name = chance.choice(names["tibetan"]) + chance.choice(names["tibetan"])
                extra = chance.choice(names["tibetan_script"]) if chance.random() < 0.3 else ""
            else:
                name, extra = chance.choice(names["surnames"]) + given_name(chance, names["given"]), ""
            region, place = self._home(chance) if home else self._away(chance)
            yield Holder(
                name, "person", chance.choice(self.world.topics), region, f"{place}示例村{number + 1}号", extra=extra
            )

    def _elsewhere(self) -> Iterator[Holder]:
        names = self.world.facts["names"]
        for number in range(self.world.share(1400)):
            chance = self.world.chance("elsewhere", number)
            region, place = self._away(chance)
            topic = chance.choice(self.world.topics)
            word = chance.choice(names["first"]) + chance.choice(names["second"])
            name = f"{place_word(place)}{word}{chance.choice(topic.business)}{chance.choice(names['forms'])}"
            yield Holder(name, "enterprise", topic, region, f"{place}示例路{number + 1}号")
        yield from self._persons(self.world.share(260), home=False)

    def _organisation(
        self,
        chance: random.Random,
        name: str,
        kind: str,
        topic: Topic,
        region: str,
        place: str,
        number: int,
        old: str = "",
    ) -> Holder:
        staff = int(chance.lognormvariate(3.2, 1.2)) + 2
        head = {"enterprise": "91", "cooperative": "93"}.get(kind, "12")
        return Holder(
            name=name,
            kind=kind,
            topic=topic,
            region=region,
            address=f"{self.world.region_name}{place}示例路{number % 400 + 1}号",
            code=with_check_digit(f"{head}{region}", number),
            founded=date(1984, 1, 1) + timedelta(days=chance.randint(0, 7300)),
            staff=staff,
            revenue=int(staff * chance.lognormvariate(3.4, 0.9)),
            old_name=old,
        )

    def _home(self, chance: random.Random) -> tuple[str, str]:
        places = self.world.facts["places"]
        prefecture = chance.choices(list(places), weights=list(places.values()))[0]
        return chance.choice(self.world.counties[prefecture])

    def _away(self, chance: random.Random) -> tuple[str, str]:
        away = self.world.facts["elsewhere"]
        place = chance.randrange(len(away["codes"]))
        return away["codes"][place], away["names"][place]


def place_word(place: str) -> str:
    """The part of a place by which firms are named: 城西区 and 示例县 shed their ending, self-governing ones their people."""
    place = place.split("示例")[0]
    for ending in ("自治州", "市", "省", "自治区"):
        cut = place.find(ending)
        if 0 < cut < len(place) - len(ending):
            place = place[cut + len(ending) :]
    for people in ("蒙古族藏族", "土家族", "回族土族", "撒拉族", "蒙古族", "土族", "回族", "藏族"):
        place = place.replace(people + "自治县", "")
    return place.rstrip("县市区") or place


def given_name(chance: random.Random, characters: str) -> str:
    return "".join(chance.choice(characters) for _ in range(chance.choice((1, 2, 2))))


def as_written(chance: random.Random, holder: Holder, short: str) -> str:
    """The holder's name as one of many hands writes it: mostly right, sometimes not."""
    roll = chance.random()
    name = holder.name
    if roll < 0.93 or holder.kind == "person":
        return name
    if roll < 0.95 and holder.old_name:
        return holder.old_name
    if roll < 0.96:
        return (
            name.replace("有限责任公司", "有限公司")
            if "有限责任公司" in name
            else name.replace("有限公司", "有限责任公司")
        )
    if roll < 0.97:
        return name.replace("（", "(").replace("）", ")")
    if roll < 0.98:
        return " ".join((name[:2], name[2:]))
    if roll < 0.99 and holder.kind == "enterprise":
        return f"{name}{place_word(holder.address)[:2]}分公司"
    return name.replace(short, f"{short}省", 1) if name.startswith(short) else name.replace("公司", "公  司")
