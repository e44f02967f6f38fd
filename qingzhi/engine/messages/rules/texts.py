"""Texts with placeholders `{name}`: which they ask for, whether they may, what they say. A value never becomes a placeholder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

LONGEST_SHORT = 300  # characters that gateways take
ONE_PART, MANY_PARTS = 70, 67  # characters of a Chinese text message, alone and as one of several (3GPP TS 23.038)
_TOKEN = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class TextWrong(ValueError):
    """A text asks for what its kind does not know, or is too long; the message is fit for a page."""


def asked_in(text: str) -> set[str]:
    """The names that a text asks for; raises `TextWrong` where a brace is left alone or a name is none."""
    rest = _TOKEN.sub("", text)
    if "{" in rest or "}" in rest:
        raise TextWrong("花括号没有配对")
    names = set(_TOKEN.findall(text))
    wrong = sorted(name for name in names if not _NAME.fullmatch(name))
    if wrong:
        raise TextWrong(f"占位符写法不正确：{'、'.join(wrong)}")
    return names


def check_text(text: str, known: Collection[str], label: str) -> None:
    """Raise `TextWrong` where a text asks for a name that is not known."""
    try:
        strangers = sorted(asked_in(text) - set(known))
    except TextWrong as wrong:
        raise TextWrong(f"{label}：{wrong}") from wrong
    if strangers:
        raise TextWrong(f"{label}中有未声明的占位符：{'、'.join(strangers)}")


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its placeholders replaced; one without a value is left empty."""
    return _TOKEN.sub(lambda match: plain(str(values.get(match[1]) or "")), text).strip()


def plain(text: str) -> str:
    """The text without what no database, mail or gateway bears: control characters but for breaks, and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return "".join(sign for sign in whole if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def one_line(text: str) -> str:
    """The text as a heading or a text message: a break in it would be a header of its own, or end the message."""
    return " ".join(text.split())


def sms_parts(text: str) -> int:
    """How many text messages a gateway makes of it, the sign 【青知】 included."""
    length = len(text) + 4
    return 1 if length <= ONE_PART else -(-length // MANY_PARTS)
