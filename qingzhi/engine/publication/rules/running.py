"""Redaction of running text 「决定书脱敏」: what of a decision is personal data, and the text with it covered. Pure.

《个人信息保护法》第二十八条；《政府信息公开条例》第十五条；《市场监督管理行政处罚信息公示规定》（2021年总局令第45号）；遮盖方式参照《最高人民法院
关于人民法院在互联网公布裁判文书的规定》（法释〔2016〕19号）第八至十条：姓名留姓、同姓以数字区分，号码和住址略去（凭记忆，默认，待确认）.
"""

from collections.abc import Iterable

from .name_words import COMPOUND, SURNAMES
from .patterns import evened
from .running_addresses import addresses_in
from .running_names import names_in
from .running_numbers import numbers_in
from .spans import Personal, Span, merged

COVER = "***"


def find_personal(text: str, known: Iterable[str] = ()) -> list[Span]:
    """All personal data in a text; `known` are natural persons whom the record names. Numbers go before names."""
    even = evened(text)
    return merged([*merged([*numbers_in(even), *addresses_in(even)]), *names_in(even, known)])


def redacted(text: str, spans: Iterable[Span]) -> str:
    """The text for the public: 张某、张某2 for people, *** for everything else."""
    names: dict[str, str] = {}
    shown, last = "", 0
    for one in merged(spans):
        covered = _name(one.within(text), names) if one.kind is Personal.NAME else COVER
        shown += text[last : one.start] + covered
        last = one.end
    return shown + text[last:]


def redact(text: str, known: Iterable[str] = ()) -> str:
    """Find and cover in one, where nobody reviews."""
    return redacted(text, find_personal(text, known))


def _name(name: str, names: dict[str, str]) -> str:
    """How a person is called in the public text: the same one always alike, two of one surname told apart."""
    plain = "".join(name.split()) if not name.isascii() else name
    if plain not in names:
        kept = 2 if plain[:2] in COMPOUND else 1
        short = f"{plain[:kept]}某" if plain[0] in SURNAMES or kept == 2 else f"{plain[:1]}某某"
        same = sum(one == short or (one[len(short) :].isdigit() and one.startswith(short)) for one in names.values())
        names[plain] = f"{short}{same + 1}" if same else short
    return names[plain]
