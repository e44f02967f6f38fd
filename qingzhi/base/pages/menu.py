"""The menu: entries that apps register at start-up; each actor sees those that the post permits."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from qingzhi.base.permits import Actor, check

from .paging import counts_of

Count = Callable[[Actor], "int | QuerySet[Any]"]

log = logging.getLogger(__name__)

SECTIONS = (
    "工作", "办事", "资助评奖", "专家评审", "资金", "执法办案", "执法监督", "协作调解", "信用", "规划", "登记簿", "统计", "规则", "管理", "公共服务",
)  # fmt: skip
ALWAYS_OPEN = SECTIONS[:2]
PUBLIC_SECTION = SECTIONS[-1]
AT_ONCE = 14  # entries that a menu shows without folding its sections


@dataclass(frozen=True)
class MenuEntry:
    """One entry: `permit` empty means for everybody signed in; `count` gives a badge (0 shows none), as a number or as the
    rows to be counted: those of all entries are counted at once.

    `also` are beginnings of other addresses whose pages belong to the entry.
    """

    label: str
    url_name: str
    section: str
    position: int
    icon: str = "dot"
    permit: str = ""
    count: Count | None = None
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_entries: dict[str, MenuEntry] = {}


def menu_entry(
    label: str,
    url_name: str,
    *,
    section: str,
    position: int,
    icon: str = "dot",
    permit: str = "",
    count: Count | None = None,
    also: tuple[str, ...] = (),
) -> None:
    """Register an entry; `section` is one of SECTIONS."""
    if section not in SECTIONS:
        raise ValueError(f"menu section {section!r} is not one of {SECTIONS}")
    _entries[url_name] = MenuEntry(label, url_name, section, position, icon, permit, count, also)


def menu_for(actor: Actor) -> list[tuple[str, list[MenuEntry]]]:
    """The sections with the entries that the actor may open, in order; empty sections are left out."""
    if not actor.is_signed_in:
        return []
    allowed = [entry for entry in _entries.values() if not entry.permit or check(actor, entry.permit)]
    by_section = [
        (name, sorted((entry for entry in allowed if entry.section == name), key=lambda entry: entry.position))
        for name in SECTIONS
    ]
    return [(name, entries) for name, entries in by_section if entries]


@dataclass(frozen=True)
class MenuItem:
    """An entry as it stands on a page: with its count, and whether the page is it or lies below it."""

    label: str
    url: str
    icon: str
    count: int
    is_current: bool

    @property
    def count_shown(self) -> str:
        return _badge(self.count)


def _badge(count: int) -> str:
    """What a badge says: nobody counts past 999."""
    return str(count) if count < 1000 else "999+"


@dataclass(frozen=True)
class MenuSection:
    """A section of the menu on a page. Folded, it shows the sum of its counts: the daily work stays open above, the section of the
    page too; what is for everybody is folded always, the others where the menu is longer than `AT_ONCE` entries."""

    label: str
    items: list[MenuItem]
    is_folded: bool = False

    @property
    def count(self) -> int:
        return sum(item.count for item in self.items)

    @property
    def count_shown(self) -> str:
        return _badge(self.count)


def all_entries() -> list[MenuEntry]:
    """Every registered entry; a house test asks whether each leads somewhere."""
    return list(_entries.values())


def public_entries() -> list[tuple[str, str]]:
    """What everybody may open without an account, as (label, address)."""
    found = sorted((one for one in _entries.values() if one.section == PUBLIC_SECTION), key=lambda one: one.position)
    return [(one.label, url) for one in found if (url := _address(one))]


def menu_at(actor: Actor, path: str) -> list[MenuSection]:
    """The menu as the page at `path` shows it; the entry with the longest address that leads to it is current."""
    sections = [(name, [(entry, _address(entry)) for entry in entries]) for name, entries in menu_for(actor)]
    leading = [
        (len(beginning), url)
        for _, entries in sections
        for entry, url in entries
        for beginning in (url, *entry.also)
        if url and _leads_to(beginning, path)
    ]
    current = max(leading, key=lambda found: found[0], default=(0, ""))[1]
    counts = _counts(actor, [entry for _, entries in sections for entry, url in entries if url])
    items = {
        name: [
            MenuItem(entry.label, url, entry.icon, counts.get(entry, 0), url == current)
            for entry, url in entries
            if url
        ]
        for name, entries in sections
    }
    is_long = sum(len(each) for name, each in items.items() if name != PUBLIC_SECTION) > AT_ONCE
    return [MenuSection(name, each, _folds(name, each, is_long)) for name, each in items.items() if each]


def _counts(actor: Actor, entries: Iterable[MenuEntry]) -> dict[MenuEntry, int]:
    told = {entry: entry.count(actor) for entry in entries if entry.count}
    rows = {entry: one for entry, one in told.items() if isinstance(one, QuerySet)}
    counted = dict(zip(rows, counts_of(rows.values()), strict=True))
    return counted | {entry: one for entry, one in told.items() if not isinstance(one, QuerySet)}


def _folds(name: str, items: list[MenuItem], is_long: bool) -> bool:
    folds = name == PUBLIC_SECTION or (is_long and name not in ALWAYS_OPEN)
    return folds and not any(item.is_current for item in items)


def _address(entry: MenuEntry) -> str:
    try:
        return entry.url
    except NoReverseMatch:
        log.warning("menu entry %s leads nowhere: no url is named %s", entry.label, entry.url_name)
        return ""


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url if url.endswith("/") else f"{url}/"))
