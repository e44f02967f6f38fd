"""Computed phrases of reports: a figure with its change, shares, ranks, averages, records. Pure: facts in, parts of a sentence out.

Each returns None where a figure that it needs is missing, so that the clause is left out rather than written wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .report_words import (
    HUNDRED,
    USUAL,
    Fact,
    Part,
    Said,
    Wording,
    amount,
    change_words,
    number_text,
    rounded,
)

TEN_THOUSAND = Decimal(10_000)


def value_said(fact: Fact | None) -> Said | None:
    """「1,357件」."""
    return None if fact is None else (Part(amount(fact.value, fact.unit), (fact.code,)),)


def change_said(new: Fact | None, old: Fact | None, against: str = "比上年", words: Wording = USUAL) -> Said | None:
    """「比上年增长11.5%」."""
    if new is None:
        return None
    return (Part(change_words(new, old, against, words), _codes(new, old)),)


def named_said(new: Fact | None, old: Fact | None, against: str = "比上年", words: Wording = USUAL) -> Said | None:
    """「专利授权量1,357件，比上年增长11.5%」; without a base the value alone."""
    if new is None:
        return None
    link = (
        "为" if new.value < 0 or new.unit in ("%", "天") or "/" in new.unit or new.kind in ("ratio", "growth") else ""
    )
    head = (Part(f"{new.name}{link}"), Part(amount(new.value, new.unit), (new.code,)))
    return head if old is None else (*head, Part("，"), *(change_said(new, old, against, words) or ()))


def share_said(
    part: Fact | None,
    whole: Fact | None,
    old_part: Fact | None = None,
    old_whole: Fact | None = None,
    against: str = "比上年",
    words: Wording = USUAL,
) -> Said | None:
    """「占专利授权量的20.0%，比重比上年提高3.0个百分点」; None where there is no part, or it is more than the whole."""
    percent = _percent(part, whole)
    if part is None or whole is None or not percent:
        return None
    said: list[Part] = [Part(f"占{whole.name}的"), Part(f"{rounded(percent):f}%", _codes(part, whole))]
    before = _percent(old_part, old_whole)
    if before is not None:
        codes = _codes(part, whole, old_part, old_whole)
        said += [Part("，比重"), Part(_point_words(percent - before, against, words), codes)]
    return tuple(said)


def leaders_said(facts: Sequence[Fact], count: int = 3) -> Said | None:
    """「西宁市820件、海东市210件、海西州99件，居前三位」; those that tie with the last come too, zeros never."""
    ranked = sorted((one for one in facts if one.value > 0), key=lambda one: -one.value)
    if not ranked:
        return None
    if len(ranked) == 1:
        return (Part("全部来自"), Part(ranked[0].region_name, (ranked[0].code,)))
    last = ranked[min(count, len(ranked)) - 1].value
    shown = [one for one in ranked if one.value >= last]
    said: list[Part] = []
    for one in shown:
        said += [Part(("、" if said else "") + one.region_name), Part(amount(one.value, one.unit), (one.code,))]
    if len(shown) == len(facts):
        return tuple(said)
    return (*said, Part(f"，居前{_numeral(len(shown))}位"))


def concentration_said(facts: Sequence[Fact], whole: Fact | None, count: int = 3) -> Said | None:
    """「前三位合计占全省的85.2%」."""
    ranked = sorted((one for one in facts if one.value > 0), key=lambda one: -one.value)[:count]
    if whole is None or whole.value <= 0 or len(ranked) < count:
        return None
    total = sum((one.value for one in ranked), Decimal())
    if total > whole.value:
        return None
    text = f"{rounded(total / whole.value * HUNDRED):f}%"
    return (Part(f"前{_numeral(count)}位合计占{whole.region_name}的"), Part(text, _codes(*ranked, whole)))


def rank_said(region: str, facts: Sequence[Fact], among: str) -> Said | None:
    """「居全国第28位」, 「居8个市州并列第2位」; None where the region has no figure, or nobody to be compared with."""
    own = next((one for one in facts if one.region == region), None)
    if own is None or len(facts) < 2:
        return None
    place = 1 + sum(one.value > own.value for one in facts)
    tied = sum(one.value == own.value for one in facts) > 1
    return (Part(f"居{among}"), Part(f"{'并列' if tied else ''}第{place}位", _codes(own)))


def spread_said(pairs: Sequence[tuple[Fact, Fact | None]], noun: str = "市州") -> Said | None:
    """「8个市州中，5个增长、2个持平、1个下降」; None unless each has a base."""
    compared = [(new, old) for new, old in pairs if old is not None]
    if len(compared) < 2 or len(compared) < len(pairs):
        return None
    signs = [(new.value > old.value) - (new.value < old.value) for new, old in compared]
    counts = [(signs.count(1), "增长"), (signs.count(0), "持平"), (signs.count(-1), "下降")]
    told = [f"{count}个{word}" for count, word in counts if count]
    codes = _codes(*(one for pair in compared for one in pair))
    if len(told) == 1:
        return (Part(f"{len(compared)}个{noun}均{told[0].split('个')[1]}", codes),)
    return (Part(f"{len(compared)}个{noun}中，"), Part("、".join(told), codes))


def average_said(first: Fact | None, last: Fact | None, years: int) -> Said | None:
    """「年均增长12.3%」 over so many years; None where a compound rate says nothing."""
    if first is None or last is None or years < 2 or first.value <= 0 or last.value <= 0:
        return None
    rate = (float(last.value / first.value) ** (1 / years) - 1) * 100
    size = rounded(Decimal(str(abs(rate))))
    if not size:
        return (Part("年均基本持平", _codes(last, first)),)
    return (Part(f"年均{'增长' if rate > 0 else '下降'}{size:f}%", _codes(last, first)),)


def record_said(series: Sequence[Fact], since: str) -> Said | None:
    """「为2007年以来最高」 or 「最低」; only of five periods and more, and of nothing that tied."""
    if len(series) < 5:
        return None
    last, before = series[-1], [one.value for one in series[:-1]]
    extreme = "最高" if last.value > max(before) else "最低" if last.value < min(before) else ""
    return (Part(f"为{since}以来{extreme}", _codes(last)),) if extreme else None


def streak_said(series: Sequence[Fact]) -> Said | None:
    """「连续4年增长」; of three years and more."""
    steps = 0
    for new, old in zip(reversed(series), reversed(series[:-1]), strict=False):
        if new.value <= old.value:
            break
        steps += 1
    return (Part(f"连续{steps}年增长", _codes(*series[-steps - 1 :])),) if steps >= 3 else None


def per_head_said(fact: Fact | None, people: Fact | None, per: int = 1) -> Said | None:
    """「每万人口2.29件」, people counted in 万人; what rounds to nothing is 「不足0.01件」."""
    if fact is None or people is None or people.value <= 0 or people.unit != "万人":
        return None
    found = fact.value * per / people.value
    unit, head = (
        fact.unit.split("/")[0],
        "每万人口" if per == 1 else f"每{number_text(TEN_THOUSAND * per / 10_000)}万人口",
    )
    if found and not rounded(found, Decimal("0.01")):
        return (Part(head), Part(f"不足0.01{unit}", _codes(fact, people)))
    return (Part(head), Part(amount(found, unit), _codes(fact, people)))


def first_said(fact: Fact | None, earlier: Sequence[Fact]) -> Said | None:
    """「实现零的突破」: a figure above zero after nothing but zeros, at least one of them known."""
    if fact is None or fact.value <= 0 or not earlier or any(one.value for one in earlier):
        return None
    return (Part("实现零的突破", _codes(fact, *earlier)),)


def _percent(part: Fact | None, whole: Fact | None) -> Decimal | None:
    if part is None or whole is None or whole.value <= 0 or not 0 <= part.value <= whole.value:
        return None
    return part.value / whole.value * HUNDRED


def _point_words(points: Decimal, against: str, words: Wording) -> str:
    if abs(points) < words.level:
        return f"与{against.removeprefix('比')}基本持平" if against.startswith("比") else f"{against}基本持平"
    return f"{against}{'提高' if points > 0 else '下降'}{rounded(abs(points)):f}个百分点"


def _codes(*facts: Fact | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.code for one in facts if one is not None))


def _numeral(count: int) -> str:
    return "零一两三四五六七八九十"[count] if count <= 10 else str(count)
