"""Deadlines 「时限」 of measures: 6月底前, 2025年, 到2020年, 每年, 每季度."""

import re
from datetime import date

from .dates import When, find_dates
from .model import Due

_EVERY = re.compile(
    r"(?P<year>每年度?|每[一1]?年|逐年|按年度|年度(?=[\u4e00-\u9fff]{0,6}(?:报告|评估|考核|报送)))(?:[^,，。;；]{0,10}?(?:前|底|末|初|日)(?=[^\u4e00-\u9fff]|前|完成|报|[\u4e00-\u9fff]))?"
    r"|(?P<quarter>每个?季度?|按季度?|逐季)|(?P<month>每个?月|按月|逐月)"
)
_BEFORE = re.compile(r"(?:到|至|于|在|力争|争取|确保|截至|从|自)$")
_AFTER = re.compile(r"(?:之?前|以前|底前|内|止|完成|起)")
_NOT_DUE = re.compile(r"以来|以前年|开始实施|《|版|修订|修正|印发|发布的|度(?:国家|全国|省)|的|比|—|-|至今")


def find_due(
    text: str,
    start: int,
    end: int,
    year: int | None,
    issued: date | None,
    period: tuple[int, int] | None = None,
) -> Due | None:
    """When a sentence's order is due; a date before the notice's own year is none."""
    sentence = text[start:end]
    every = _EVERY.search(sentence)
    once = _once(sentence, year, issued, period)
    if every and (once is None or once.start >= every.start() or sentence[once.end : once.end + 1] == "起"):
        return Due(None, every.lastgroup, every.group())
    if once is not None:
        quote = sentence[_quote_start(sentence, once) : _quote_end(sentence, once)]
        return Due(once.last, None, quote)
    return None


def _once(sentence: str, year: int | None, issued: date | None, period: tuple[int, int] | None) -> When | None:
    titles = [m.span() for m in re.finditer(r"《[^》]*》|[(（][^()（）]*\d{4}[^()（）]*[)）]", sentence)]
    best = None
    for when in find_dates(sentence, year, period):
        if any(a <= when.start < b for a, b in titles) or (issued and when.last < issued):
            continue
        before, after = sentence[: when.start], sentence[when.end : when.end + 4]
        phrase = sentence[when.start : when.end]
        if re.match(_NOT_DUE, after) or re.search(r"[比较由从自]$|[-—至]$", before):
            continue
        is_due = (
            _BEFORE.search(before)
            or _AFTER.match(after)
            or phrase.endswith(("底", "末", "前", "内"))
            or ((not before.rstrip(",，、 ") or before[-1] in ',，、;；。“"(:：') and not re.match(r"[第]", after))
        )
        if is_due and (best is None or when.last > best.last):
            best = when
    return best


def _quote_start(sentence: str, when: When) -> int:
    match = re.search(r"(?:到|至|在|于|力争到?|争取到?)$", sentence[: when.start])
    return match.start() if match else when.start


def _quote_end(sentence: str, when: When) -> int:
    match = re.match(r"(?:之?前|以前|底前|底|内)", sentence[when.end :])
    return when.end + (match.end() if match else 0)
