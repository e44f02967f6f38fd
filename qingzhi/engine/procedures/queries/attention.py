"""What stands at the top of a case page: what is missing, asked for, or in the way; a domain adds its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .page import Slot


@dataclass(frozen=True)
class Attention:
    """One note at the top of a case: `level` as a light's code (warn, late, done), a sentence, its lines, where to act."""

    level: str
    title: str
    lines: tuple[str, ...] = ()
    url: str = ""
    link: str = ""


def attention_of(slots: Iterable[Slot], declared: Sequence[Attention] = ()) -> list[Attention]:
    """The domain's notes first, then the documents that the steps of the present state still miss, all named at once."""
    missing = [one.wanted.label for one in slots if one.missing]
    asked = [Attention("late", f"还缺少 {len(missing)} 项材料：{'、'.join(missing)}", url="#files", link="去提交材料")]
    return [*declared, *(asked if missing else ())]


def in_order(steps: Sequence[Any]) -> list[Any]:
    """The steps as one takes them: what leads on, other ways, what cannot be undone, and last what is not open now."""
    rank = {"primary": 0, "": 1, "danger": 2}
    return sorted(steps, key=lambda one: (not one.allowed, rank.get(one.step.style, 1)))
