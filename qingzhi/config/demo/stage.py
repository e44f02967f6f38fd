"""What every scene of the demonstration needs: who acts, for which body, at which hour, and choices without chance."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from qingzhi.base.identity.models import Body, User
from qingzhi.base.identity.queries import actor_for
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Level
from qingzhi.domains.plan.models import Plan

from ..provinces import Province, current_province, read_rows

T = TypeVar("T")
OFFICE_HOURS = (8 * 60 + 40, 17 * 60 + 50)
NOON_BREAK = (12 * 60, 14 * 60 + 30)


class Stage:
    """The demonstration while it is being built."""

    def __init__(self, say: Callable[[str], None]):
        self.say = say
        self.province: Province = current_province()
        self._actors: dict[str, Actor] = {}

    @property
    def folder(self) -> Path:
        return self.province.path("demo")

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of one table of the demonstration."""
        return read_rows(self.folder / f"{name}.csv")

    def facts(self, name: str) -> dict[str, Any]:
        """One file of the demonstration that is no table."""
        with (self.folder / f"{name}.toml").open("rb") as file:
            return tomllib.load(file)

    @cached_property
    def people(self) -> list[dict[str, str]]:
        return self.rows("people")

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return {body.code: body for body in Body.objects.select_related("region")}

    @cached_property
    def bodies_by_id(self) -> dict[int, Body]:
        return {body.pk: body for body in self.bodies.values()}

    @cached_property
    def prefecture_offices(self) -> list[Body]:
        """The offices of the prefectures, in the order of the register."""
        codes = [row["body"] for row in self.people if row["role"] == "prefecture_office"]
        offices = [self.bodies[code] for code in codes]
        return [body for body in offices if body.region.level == Level.PREFECTURE]

    @cached_property
    def habits(self) -> dict[str, str]:
        """How bodies go about their reports, by code; who is not listed is regular."""
        return {row["body"]: row["habit"] for row in self.rows("habits")}

    @property
    def plan_code(self) -> str:
        return str(self.province.facts["plan"]["code"])

    @cached_property
    def plan(self) -> Plan:
        return Plan.objects.select_related("region", "owner").get(code=self.plan_code)

    def actor(self, account: str) -> Actor:
        """The person behind an account, in the first of the posts."""
        if account not in self._actors:
            self._actors[account] = actor_for(User.objects.select_related("person").get(username=account))
        return self._actors[account]

    @cached_property
    def _contacts(self) -> dict[str, str]:
        reporting = ("member_contact", "prefecture_office")
        return {row["body"]: row["account"] for row in self.people if row["role"] in reporting}

    def contact_body(self, account: str) -> Body:
        """The body for which an account of the people's table works."""
        return self.bodies[next(row["body"] for row in self.people if row["account"] == account)]

    def contact(self, body: Body) -> Actor:
        """Who reports for a body."""
        return self.actor(self._contacts[body.code])


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(on: date, *key: object) -> datetime:
    """An hour of office on a day, the same for the same key."""
    first, last = OFFICE_HOURS
    minute = first + number(0, last - first - 1, on, *key)
    if NOON_BREAK[0] <= minute < NOON_BREAK[1]:
        minute -= NOON_BREAK[1] - NOON_BREAK[0]
    return datetime.combine(on, time(*divmod(minute, 60)))


def number(low: int, high: int, *key: object) -> int:
    """A number between both, inclusive, that the key alone decides."""
    return low + crc32("|".join(str(part) for part in key).encode()) % (high - low + 1)


def pick(options: Sequence[T], *key: object) -> T:
    """One of these, that the key alone decides."""
    return options[number(0, len(options) - 1, *key)]


def happens(percent: int, *key: object) -> bool:
    """Whether something that happens in so many of a hundred cases does in this one."""
    return number(1, 100, *key) <= percent
