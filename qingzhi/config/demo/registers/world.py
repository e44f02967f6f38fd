"""What the made-up registers are spun from: a fixed seed, words, places, and the real counts that they have to meet."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ...provinces import Province


@dataclass(frozen=True)
class Topic:
    """A line of trade: what it makes, how it is classified, what its enterprises are called."""

    code: str
    name: str
    gbt: str
    ipc: tuple[str, ...]
    locarno: tuple[str, ...]
    nice: tuple[int, ...]
    business: tuple[str, ...]
    objects: tuple[str, ...]
    goods: str


class World:
    """The facts of one province's made-up registers. `divide` keeps every so-manieth right (1: life size)."""

    def __init__(self, province: Province, today: date, *, divide: int = 1):
        with province.path("demo/registers.toml").open("rb") as file:
            self.facts: Mapping[str, Any] = tomllib.load(file)
        self.province = province
        self.today = today
        self.divide = divide

    def chance(self, *key: object) -> random.Random:
        """A source of chance that the seed and the key alone decide."""
        return random.Random("|".join([str(self.facts["seed"]), *map(str, key)]))

    def share(self, count: int) -> int:
        """So many of a kind in this size of demonstration; never none of what there is."""
        return count if self.divide == 1 else max(1, count // self.divide)

    def count(self, name: str) -> int:
        return self.share(int(self.facts["counts"][name]))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(
            Topic(
                code=one["code"],
                name=one["name"],
                gbt=one["gbt"],
                ipc=tuple(one["ipc"]),
                locarno=tuple(one.get("locarno", ("09-03", "23-01", "06-01"))),
                nice=tuple(one["nice"]),
                business=tuple(one["business"]),
                objects=tuple(one["objects"]),
                goods=one["goods"],
            )
            for one in self.facts["topics"]
        )

    @property
    def farming(self) -> list[Topic]:
        """The lines of trade that grow, herd or make food."""
        return [topic for topic in self.topics if {29, 30, 33} & set(topic.nice)]

    @cached_property
    def counties(self) -> dict[str, list[tuple[str, str]]]:
        """Code and full name (prefecture and county) of the counties of each prefecture, as of today."""
        rows = [row for row in self.province.rows("regions") if _stands(row, self.today)]
        names = {row["code"]: row["name"] for row in rows}
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            if row["level"] == "county":
                found.setdefault(row["parent"], []).append((row["code"], names.get(row["parent"], "") + row["name"]))
        return found

    @cached_property
    def region_name(self) -> str:
        return str(next(row["name"] for row in self.province.rows("regions") if row["level"] == "province"))

    @cached_property
    def short_name(self) -> str:
        return str(next(row["short_name"] for row in self.province.rows("regions") if row["level"] == "province"))

    def granted(self) -> dict[tuple[int, str], int]:
        """Patents granted by year and type: the public statistics where there are some, made-up years around them."""
        types = {
            "invention-patents-granted": "invention",
            "utility-models-granted": "utility",
            "designs-granted": "design",
        }
        counts = self.facts["counts"]
        found: dict[tuple[int, str], int] = {}
        for row in self.province.rows("statistics"):
            if row["indicator"] in types and row["period"].isdigit():
                found[int(row["period"]), types[row["indicator"]]] = self.share(int(row["value"]))
        for kind, count in counts["granted_before_2007"].items():
            for year, part in spread(self.share(count), range(1995, 2007)):
                found[year, kind] = part
        found |= {(2017, kind): self.share(count) for kind, count in counts["granted_2017"].items()}
        found |= {(2018, kind): self.share(count) for kind, count in counts["granted_2018"].items()}
        return found


def spread(count: int, years: range) -> list[tuple[int, int]]:
    """A count over years, the later ones more."""
    weights = [place + 1 for place in range(len(years))]
    parts = [count * weight // sum(weights) for weight in weights]
    parts[-1] += count - sum(parts)
    return list(zip(years, parts, strict=True))


def some_day(chance: random.Random, first: date, last: date) -> date:
    """A day between both, inclusive."""
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def on_tuesdays(day: date) -> date:
    """The last Tuesday up to that day: patents are announced on Tuesdays and Fridays."""
    return day - timedelta(days=(day.weekday() - 1) % 7)


def zipf(chance: random.Random, items: Sequence[Any]) -> Any:
    """One of these, the first ones far more often than the last."""
    return items[min(len(items) - 1, int(len(items) * chance.random() ** 2.6))]


def _stands(row: Mapping[str, str], on: date) -> bool:
    since, until = row["valid_from"], row["valid_to"]
    return (not since or date.fromisoformat(since) <= on) and (not until or on < date.fromisoformat(until))
