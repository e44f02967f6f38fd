"""Divisions as lists and labels need them, asked for once a minute: they change once in years."""

from typing import NamedTuple

from django.core.cache import cache

from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.parties.queries import province_name

KEY, KEPT_SECONDS = "rights.regions", 60


class Division(NamedTuple):
    """A division by its code (GB/T 2260)."""

    code: str
    name: str
    level: str
    is_retired: bool


def divisions() -> list[Division]:
    """Every division that the register of regions knows, by code."""
    found = cache.get(KEY)
    if found is None:
        rows = Region.objects.order_by("code").values_list("code", "name", "level", "valid_to")
        found = [Division(code, name, level, valid_to is not None) for code, name, level, valid_to in rows]
        cache.set(KEY, found, KEPT_SECONDS)
    return list(found)


def region_names() -> dict[str, str]:
    """The names of all divisions by code."""
    return {one.code: one.name for one in divisions()}


def region_name(code: str) -> str:
    """A division in words; of one that the register does not know, the province."""
    return region_names().get(code) or province_name(code)


def provinces() -> list[str]:
    """The codes of the provinces that the register of regions knows as its own."""
    return [one.code for one in divisions() if one.level == Level.PROVINCE]
