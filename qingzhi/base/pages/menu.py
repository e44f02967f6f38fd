"""The menu: entries that apps register at start-up; each actor sees those that the post permits."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from qingzhi.base.permits import Actor, check

SECTIONS = ("工作", "规划", "统计", "管理", "公共服务")


@dataclass(frozen=True)
class MenuEntry:
    """One entry: `permit` empty means for everybody signed in; `count` gives a badge (0 shows none)."""

    label: str
    url_name: str
    section: str
    position: int
    icon: str = "dot"
    permit: str = ""
    count: Callable[[Actor], int] | None = None

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
    count: Callable[[Actor], int] | None = None,
) -> None:
    """Register an entry; `section` is one of SECTIONS."""
    if section not in SECTIONS:
        raise ValueError(f"menu section {section!r} is not one of {SECTIONS}")
    _entries[url_name] = MenuEntry(label, url_name, section, position, icon, permit, count)


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
