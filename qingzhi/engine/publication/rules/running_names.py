"""Names of natural persons in running text: by role, by what follows, by syllables, and wherever a name comes again.

No model and no dictionary of all names: a name is known by the surname or its syllables together with what stands around it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .name_words import (
    COMPOUND,
    FIRM,
    FOLLOWS,
    LEADS,
    NEVER_IN,
    NONE,
    ROLES,
    SURNAMES,
    THING_ENDS,
    TIBETAN,
    TIBETAN_TAILS,
)
from .spans import Personal, Span


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda one: (-len(one), one)))


_H = r"[\u4e00-\u9fff]"
_LABELS = rf"{_any(ROLES)}|联系|身份|电话|手机|住|性别|民族|职务|证件|公民|户籍|统一|案由|年|送达"
_HELD = "\v"  # stands for a line break that no name goes over: a label begins the next line
_GAP = r"(?: {1,3}|\n|)"
_FLEX = r"[ \t\n\v]{0,3}"
_HARD = r"(?=[,，。;；、:：()\"“”<《\d/]|$)"  # a name ends here for sure
_BREAK = r"(?=[\n\v ])"  # and here, unless the line was broken within it
_SOFT = rf"(?={_any(FOLLOWS)})"
_STRONG = rf"(?={_any(one for one in FOLLOWS if len(one) > 1)}|尾号|身份证|的(?:询问|证言|陈述|身份|名义|账))"
_DOTTED = rf"{_H}{{1,8}}(?:·{_H}{{1,8}}){{0,2}}·(?:{_H}(?:{_GAP}{_H}){{0,7}}?(?:{_HARD}|{_SOFT}|{_STRONG})|{_H}{{1,8}}?{_BREAK}|{_H}{{1,5}})"
_SYLLABLES = "|".join(rf"{one[0]}{_GAP}{one[1]}" for one in TIBETAN)
_SNOW = rf"(?:{_SYLLABLES}){_GAP}(?:(?:{_SYLLABLES})|[{''.join(TIBETAN_TAILS)}])"
_LATIN = r"[A-Z][A-Za-z]*\.?(?:[ \-][A-Z][A-Za-z]*\.?){1,3}"
_DOUBLE = "|".join(rf"{one[0]}{_GAP}{one[1]}" for one in sorted(COMPOUND))
_SUR = rf"(?:(?:{_DOUBLE}){_GAP}{_H}(?:{_GAP}{_H}){{0,2}}|[{''.join(sorted(SURNAMES))}]"
_SHORT = [rf"{_SUR}{_GAP}{_H})", rf"{_SUR}{_GAP}{_H}{_GAP}{_H})", rf"{_SUR}{_GAP}{_H}{_GAP}{_H}{_GAP}{_H})"]
_NO_TAIL = "(?<![于从自在向对等称系])"  # 「谭晓燕于2018年」: the word before a day is no part of the name
_STRICT = (
    [f"{one}{_NO_TAIL}{_HARD}" for one in reversed(_SHORT[1:])]
    + [f"{_SHORT[0]}{_HARD}"]
    + [f"{one}{_SOFT}" for one in _SHORT]
)
_STRICT += [f"{one}{_BREAK}" for one in reversed(_SHORT)]
_ALONE = rf"(?:{_SYLLABLES}|[{''.join(TIBETAN_TAILS)}]{_GAP}[毛吉措加杰])(?:{_HARD}|{_STRONG}|{_BREAK}|(?=[对向称与和系将曾自已]))"
_ANYBODY = (
    rf"(?:{_H}{{2,5}}?(?:{_HARD}|{_STRONG})|{_H}(?:{_GAP}{_H}){{1,4}}?(?:{_HARD}|{_STRONG})|{_H}{{2,5}}?{_BREAK})"
)
PERSON = rf"(?:{_DOTTED}|{_SNOW}|{_ALONE}|{'|'.join(_STRICT)})"
_BEARERS = [
    one
    for one in ROLES
    if one
    not in ("当事人", "请求人", "被请求人", "被告", "原告", "申请人", "被申请人", "经理", "主任", "员工", "消费者")
]
_SURE_LEADS = "雇用 雇佣 聘请 聘用 名叫 名为 转入 汇入 转给 汇给 交给 付给 支付给 登记在 传唤 询问了 委托".split()
_LOOSE = rf"(?:{_DOTTED}|{_LATIN}|{_SNOW}|{'|'.join(_STRICT)}|{_ANYBODY})"
_COUNTED = "[一二三四五六七八九十0-9]{0,2}"
_FILLED = r"(?:\([^)\n\v]{1,14}\)|/[^\n\v:]{1,6})?"
_SPACED_ROLES = "|".join(rf"{' *'.join(one)}" for one in sorted(ROLES, key=lambda one: (-len(one), one)))
_ROLE_THEN = rf"(?:{_SPACED_ROLES})(?:姓名)?{_COUNTED}{_FILLED}(?: *[:：]|[\n\v]| +| *姓名 *)\s*({_LOOSE})"
_ROLE_AT_ONCE = rf"(?:{_SPACED_ROLES}){_COUNTED}(?:为|系|是|叫)?({PERSON}|{_LATIN})"
_ROLE_ANYBODY = rf"(?:{_any(_BEARERS)}){_COUNTED}({_ANYBODY})"
_LED = rf"(?:{_any(LEADS)})({PERSON})"
_LED_ANYBODY = rf"(?:{_any(_SURE_LEADS)})({_ANYBODY})"
_AT_START = rf"(?:^|(?<=[,，。;；、:：()\n\v\d.\"“ ]))({PERSON})"
_SPOKE = rf"(?:^|(?<=[,，。;；、:：()\n\v \"“]))(?:由|向|对|与|经)?({_H}{{2,5}}?)(?=称|证实|陈述|供述|诉称|辩称|的(?:询问笔录|证言|陈述|身份证|名义)|驾驶|名下|负责|到场|到庭|代收|签字|曾|担任)"
_LISTED = rf"[、和与及](?:审理员|审判员|证人|律师)?{_GAP}({_LOOSE})"
_LISTED_SPACED = rf"[ \n\v]{{1,3}}({_LOOSE})"
_LABELLED = re.compile(rf"\n(?={_LABELS})")
_QUOTED = re.compile(r"[“《\"][^”》\"\n\v]{1,20}[”》\"]")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When it is first asked: a third of a second that few programs need."""
    return re.compile(pattern)


def names_in(even: str, known: Iterable[str] = ()) -> Iterator[Span]:
    """Every name, given or found, at all its places."""
    even = _LABELLED.sub(_HELD, even)
    reasons = {_plain(one): "案件登记的自然人" for one in known if len(_plain(one)) > 1}
    quoted = [match.span() for match in _QUOTED.finditer(even)]
    for start, end, reason in _found(even):
        name = _plain(even[start:end])
        if _is_name(name) and not _inside(quoted, start):
            reasons.setdefault(name, reason)
            yield Span(start, end, Personal.NAME, reason)
    for name, reason in reasons.items():
        again = _FLEX.join(map(re.escape, name))
        for match in re.finditer(again, even):
            if not _inside(quoted, match.start()):
                yield Span(match.start(), match.end(), Personal.NAME, reason)


def _found(even: str) -> Iterator[tuple[int, int, str]]:
    ways: tuple[tuple[str, str], ...] = (
        (_ROLE_THEN, "写在身份（当事人、经营者、证人等）之后的姓名"), (_ROLE_AT_ONCE, "紧接身份的姓名"), (_ROLE_ANYBODY, "紧接身份的姓名"), (_LED, "行文中的姓名"), (_LED_ANYBODY, "行文中的姓名"),
        (_AT_START, "行文中的姓名"), (_SPOKE, "作陈述、签字的人"),
    )  # fmt: skip
    ends: dict[int, None] = {}
    for pattern, reason in ways:
        place = 0
        while match := _compiled(pattern).search(even, place):
            yield match.start(1), match.end(1), reason
            if _is_name(_plain(match[1])):
                ends[match.end(1)] = None
            place = max(match.start() + 1, match.start(1))
    waiting = list(ends)
    while waiting:
        end = waiting.pop()
        for pattern in (_LISTED, _LISTED_SPACED):
            match = _compiled(pattern).match(even, end)
            if match and match.end(1) not in ends and _is_name(_plain(match[1])):
                ends[match.end(1)] = None
                waiting.append(match.end(1))
                yield match.start(1), match.end(1), "与前一姓名并列"


def _is_name(name: str) -> bool:
    """Whether it can be a person's: not a firm, an office, a role or a common word."""
    if len(name) < 2 or name in NONE or name.startswith(tuple(ROLES)) or any(one in name for one in NEVER_IN):
        return False
    if "·" in name or name.isascii():
        return True
    return not name.endswith(tuple(THING_ENDS if len(name) < 4 and name[0] in SURNAMES else FIRM))


def _plain(name: str) -> str:
    return re.sub(r"\s", "", name) if not name.isascii() else name.strip()


def _inside(quoted: list[tuple[int, int]], place: int) -> bool:
    return any(start < place < end for start, end in quoted)
