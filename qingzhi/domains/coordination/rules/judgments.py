"""What must hold of a judgment, and the figures of many. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from ..terms.judgments import ON_APPEAL, Instance, JudgmentOutcome


def faults_of(
    *, instance: str, outcome: str, filed_on: date, judged_on: date, today: date, asked: Decimal | None, awarded: Decimal | None,
) -> list[tuple[str, str]]:  # fmt: skip
    """What is wrong, as (field, sentence)."""
    found = []
    if judged_on < filed_on:
        found.append(("judged_on", "裁判日期不能早于立案日期"))
    if judged_on > today:
        found.append(("judged_on", "裁判日期不能晚于今天"))
    if any(one is not None and one < 0 for one in (asked, awarded)):
        found.append(("asked", "金额不能为负"))
    if asked is not None and awarded is not None and awarded > asked:
        found.append(("awarded", "判决赔偿额不能多于请求赔偿额（不告不理）"))
    if awarded and asked is None:
        found.append(("asked", "有判决赔偿额的，请填写请求赔偿额"))
    on_appeal = JudgmentOutcome(outcome) in ON_APPEAL
    if on_appeal and Instance(instance) is Instance.FIRST:
        found.append(("outcome", "维持、改判和发回重审是二审或再审的结果"))
    return found


def share(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """What was awarded of what was asked, in hundredths; None where nothing was asked. Pairs are (asked, awarded)."""
    rows = list(parts)
    asked = sum((one for one, _ in rows), Decimal(0))
    return sum((one for _, one in rows), Decimal(0)) * 100 / asked if asked else None


def middle(days: Sequence[int]) -> int | None:
    """The median of days, halves up."""
    return int(median(days) + 0.5) if days else None
