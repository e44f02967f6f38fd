"""What the register must say of a nominated right 「登记簿核验」, line by line. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RightFacts:
    """A right as the register has it on a day."""

    kind: str
    type: str
    status: str
    status_label: str
    registered_on: date | None
    expires_on: date | None
    holders: tuple[str, ...]
    awarded_before: str = ""  # which award it was given, empty: none
    disputed: str = ""


@dataclass(frozen=True)
class Asked:
    """What a round asks: kind and types of right, granted by a day (inclusive)."""

    kind: str
    kind_label: str
    granted_by: date
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of a check: what was looked at, whether it holds, what was found."""

    label: str
    holds: bool
    found: str


def check_right(facts: RightFacts, asked: Asked, *, on: date) -> list[Line]:
    """Every condition with what the register says; all are told, not the first that fails."""
    granted = facts.registered_on
    lines = [
        Line("权利种类", facts.kind == asked.kind and (not asked.types or facts.type in asked.types), asked.kind_label),
        Line("授权、注册日", granted is not None and granted <= asked.granted_by,
             f"{granted or '登记簿没有记载'}，须不晚于 {asked.granted_by}"),
        Line("法律状态", facts.status == "in_force", facts.status_label),
        Line("期限", facts.expires_on is None or facts.expires_on > on,
             f"{facts.expires_on} 届满" if facts.expires_on else "没有届满日的记载"),
        Line("权利人", bool(facts.holders), "、".join(facts.holders) or "登记簿没有记载"),
        Line("重复获奖", not facts.awarded_before, facts.awarded_before or "未曾获奖"),
        Line("权属争议", not facts.disputed, facts.disputed or "没有记载"),
    ]  # fmt: skip
    return lines


def failing(lines: list[Line]) -> str:
    """The lines that do not hold, in one sentence; empty when all do."""
    return "；".join(f"{one.label}：{one.found}" for one in lines if not one.holds)
