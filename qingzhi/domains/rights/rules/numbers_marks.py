"""Numbers of trademarks and geographical indications; neither has a check digit."""

import re

from ..terms import NumberCheck
from .numbers_form import Number, as_given, plain

_MARK = re.compile(r"(?:商标)?(?:国际)?(?:注册)?(?:证)?(?:号)?[:.]?第?(G?)0*([1-9]\d{0,7})([A-Z]{0,2})号?", re.ASCII)
_AGI = re.compile(
    r"(?:农产品地理标志)?(AGI)-?(\d{4})-?(\d{2})-?(\d+)(?:号)?|(?:农产品地理标志)?(AGI)-?(\d+)(?:号)?", re.ASCII
)
_CANONICAL = re.compile(r"([\u3400-\u9fffA-Z]*)((?:19|20)\d\d)N(\d{1,5})", re.ASCII)
_ANNOUNCEMENT = re.compile(r"(.*?)\(?\[?〔?((?:19|20)\d\d)\)?\]?〕?(?:年)?第?0*(\d{1,5})号", re.ASCII)
NO_CHECK = "此类号码没有校验位"


def read_mark(text: str) -> Number:
    """1–8 digits, G and digits for Madrid, a trailing letter on split approvals; `第1234567号` and padding zeros fall away."""
    if text.isascii() and text.isdigit() and text[0] != "0" and len(text) < 9:
        return Number(text, text, NumberCheck.UNVERIFIABLE, NO_CHECK)
    folded = plain(text)
    if found := _MARK.fullmatch(folded):
        canonical = found[1] + found[2] + found[3]
        return Number(canonical, canonical, NumberCheck.UNVERIFIABLE, NO_CHECK)
    return as_given(folded, "不合商标注册号的已知形式，照原样保存")


def mark_forms(number: Number) -> tuple[str, ...]:
    """A mark's number bare, in 「第…号」, and padded to eight digits."""
    canonical = number.canonical
    forms = [canonical, f"第{canonical}号"]
    return (*forms, canonical.zfill(8)) if canonical.isdigit() else tuple(forms)


def read_indication(text: str) -> Number:
    """A GI by the number of its announcement (2014年第96号公告) or of its agricultural certificate (AGI2014-02-1466)."""
    folded = plain(text).removesuffix("公告")
    if found := _AGI.fullmatch(folded):
        parts = [part for part in found.groups() if part]
        shown = f"{parts[0]}{'-'.join(parts[1:])}"
        return Number("".join(parts), shown, NumberCheck.UNVERIFIABLE, NO_CHECK)
    if (found := _CANONICAL.fullmatch(folded) or _ANNOUNCEMENT.fullmatch(folded)) and len(found[1]) <= 20:
        office = re.sub(r"[^\u3400-\u9fffA-Z]|公告", "", found[1])
        shown = f"{office}{found[2]}年第{int(found[3])}号"
        return Number(f"{office}{found[2]}N{int(found[3])}", shown, NumberCheck.UNVERIFIABLE, NO_CHECK)
    return as_given(folded, "不合地理标志公告号的已知形式，照原样保存")


def indication_forms(number: Number) -> tuple[str, ...]:
    """A GI's number as kept, and the announcement in its written forms."""
    if found := _CANONICAL.fullmatch(number.canonical):
        year, serial = found[2], found[3]
        written = (f"{year}年第{serial}号", f"{year}年第{serial}号公告", f"〔{year}〕{serial}号")
        return (number.canonical, number.shown, *written)
    return (number.canonical, number.shown)
