"""Which acts of a right may be claimed, and why others may not: every reason is told, not only the first. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..terms import Act, SubsidyType

ENDED = {
    "lapsed": "权利已因未缴年费终止", "expired": "权利已期满", "withdrawn": "申请已撤回", "rejected": "申请已驳回",
    "invalidated": "权利已被宣告无效", "cancelled": "权利已被撤销或注销", "unknown": "法律状态不明，请先核对登记簿",
}  # fmt: skip
UNDER_WAY = ("pending", "published", "examined")


@dataclass(frozen=True)
class Facts:
    """What the register says of one right."""

    kind: str
    detail: str = ""  # type of patent, mark, GI …
    is_gi: bool = False
    applied_on: date | None = None
    registered_on: date | None = None
    fees: tuple[tuple[int, date, Decimal], ...] = ()  # year, paid on, amount
    overseas: tuple[tuple[str, date | None], ...] = ()  # country, granted on
    recognised_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Deed:
    """One act of a right: `part` tells apart what happens several times (year of an annual fee, country)."""

    act: Act
    part: str
    on: date | None
    official_fee: Decimal | None = None

    @property
    def label(self) -> str:
        if not self.part:
            return self.act.label
        shown = f"第{self.part}年" if self.act is Act.MAINTENANCE else self.part
        return f"{self.act.label}（{shown}）"


@dataclass(frozen=True)
class Window:
    """What a call pays: pairs of type and act, for acts between two days (both included; None: open)."""

    items: frozenset[tuple[str, str]]
    acts_from: date | None
    acts_to: date | None


@dataclass(frozen=True)
class Standing:
    """How the right and its act stand on the day of asking; `earlier` tells of the payment, `policy_end` of the rule."""

    status: str
    marks: tuple[str, ...] = ()
    earlier: str = ""
    in_other_application: str = ""
    policy_end: str = ""
    is_first_holder: bool = True


def type_of(facts: Facts) -> SubsidyType | None:
    """The type by which the tables ask; None for what no table knows."""
    if facts.kind == "patent":
        return _known(f"patent.{facts.detail}")
    if facts.kind == "trademark":
        return SubsidyType.GI_MARK if facts.is_gi else SubsidyType.MARK
    if facts.kind == "gi":
        return SubsidyType.GI
    return _known(facts.kind)


def deeds_of(facts: Facts) -> list[Deed]:
    """Every act that the register tells of, or that is yet to come (without a day)."""
    first = {"patent": Act.GRANT, "variety": Act.GRANT, "trademark": Act.REGISTRATION, "gi": Act.RECOGNITION}
    found = [
        Deed(Act.APPLICATION, "", facts.applied_on),
        Deed(first.get(facts.kind, Act.RECORDING), "", facts.registered_on),
    ]
    found += [Deed(Act.MAINTENANCE, str(year), paid_on, amount) for year, paid_on, amount in facts.fees]
    found += [Deed(Act.OVERSEAS, country, on) for country, on in facts.overseas]
    found += [Deed(Act.RECOGNITION, "驰名商标", on) for on in facts.recognised_on if facts.kind == "trademark"]
    return found


def reasons_against(deed: Deed, kind: SubsidyType, window: Window, standing: Standing) -> list[str]:
    """Why this act may not be claimed; empty: it may."""
    found = []
    if (kind.value, deed.act.value) not in window.items:
        found.append(f"本通知不资助{kind.label}的{deed.act.label}")
    found += _of_day(deed, window)
    if standing.status in ENDED:
        found.append(ENDED[standing.status])
    elif standing.status in UNDER_WAY and deed.act is not Act.APPLICATION:
        found.append(f"尚未{deed.act.label}（申请仍在审查中）")
    found += [f"登记有“{mark}”，处理完毕前不予资助" for mark in standing.marks]
    if not standing.is_first_holder:
        found.append("由第一权利人申报，贵单位不是第一权利人")
    found += [reason for reason in (standing.policy_end, standing.earlier, standing.in_other_application) if reason]
    return list(dict.fromkeys(found))


def _of_day(deed: Deed, window: Window) -> Sequence[str]:
    if deed.on is None:
        return [f"登记簿中没有{deed.act.label}日期"]
    if window.acts_to and deed.on > window.acts_to:
        return [f"{deed.act.label}日 {deed.on} 晚于本通知的截止日 {window.acts_to}，可等下一次申报"]
    if window.acts_from and deed.on < window.acts_from:
        return [f"{deed.act.label}日 {deed.on} 早于本通知的起始日 {window.acts_from}"]
    return []


def _known(code: str) -> SubsidyType | None:
    return SubsidyType(code) if code in {one.value for one in SubsidyType} else None
