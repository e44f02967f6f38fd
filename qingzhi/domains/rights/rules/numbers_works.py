"""Numbers of works, software, plant varieties and layout designs, as their registries write them."""

import re

from ..terms import NumberCheck
from .numbers_form import Number, as_given, plain

_WORK = re.compile(
    r"(?:([\u3400-\u9fff])(?:作登字)|作登字)-?(?:\(?((?:19|20)\d\d)\)?)-?([A-L])-?(\d{1,8})(?:号)?", re.ASCII
)
_OLD_WORK = re.compile(r"(\d{2})-((?:19|20)\d\d)-([A-L])-?\(?(\d{1,8})\)?(?:-\d+)?(?:号)?", re.ASCII)
_SOFTWARE = re.compile(r"(?:登记号[:.]?)?((?:19|20)\d\d)-?SR-?0*(\d{1,7})", re.ASCII)
_CERTIFICATE = re.compile(r"(?:证书号[:.]?)?软著(?:登|变补)字第?0*(\d{1,9})号?", re.ASCII)
_AGRICULTURE = re.compile(r"(?:CNA)((?:19|20)\d\d)(\d{3,7})(?:\.(\d))?", re.ASCII)
_APPLICATION = re.compile(r"((?:19|20)\d\d)(\d{7})", re.ASCII)
_FORESTRY = re.compile(r"(?:林?新?品种权)?(?:第)?((?:19|20)\d\d)(\d{4})(?:号)?", re.ASCII)
_LAYOUT = re.compile(r"BS\.?(\d{2}|(?:19|20)\d\d)\.?(\d{3,9})(?:\.([\dX]))?", re.ASCII)
NO_CHECK = "此类号码没有公开的校验规则"


def read_work(text: str) -> Number:
    """国作登字-YYYY-X-NNNNNNNN, and the provinces' own (青作登字-…); X is the letter of the category."""
    folded = plain(text)
    if found := _WORK.fullmatch(folded):
        office, year, letter, serial = found[1] or "国", found[2], found[3], found[4].zfill(8)
        return _unverifiable(f"{office}作登字{year}{letter}{serial}", f"{office}作登字-{year}-{letter}-{serial}")
    if found := _OLD_WORK.fullmatch(folded):
        code, year, letter, serial = found[1], found[2], found[3], found[4]
        return _unverifiable(f"{code}{year}{letter}{serial}", f"{code}-{year}-{letter}-{serial}")
    return as_given(folded, "不合作品登记号的已知形式，照原样保存")


def read_software(text: str) -> Number:
    """YYYYSRNNNNNNN, and the certificate 软著登字第N号 where a source gives only that."""
    folded = plain(text)
    if found := _SOFTWARE.fullmatch(folded):
        number = f"{found[1]}SR{found[2].zfill(6)}"
        return _unverifiable(number, number)
    if found := _CERTIFICATE.fullmatch(folded):
        return _unverifiable(f"软著登字{found[1]}", f"软著登字第{found[1].zfill(7)}号")
    return as_given(folded, "不合软件登记号的已知形式，照原样保存")


def read_variety(text: str) -> Number:
    """CNA and digits (agriculture; the application is the same without CNA), eight digits (forestry).

    The older agricultural form ends in a digit after a dot; how it is computed is not published, so it is kept unchecked.
    """
    folded = plain(text)
    if found := _AGRICULTURE.fullmatch(folded):
        tail = f".{found[3]}" if found[3] else ""
        return _unverifiable(f"CNA{found[1]}{found[2]}{found[3] or ''}", f"CNA{found[1]}{found[2]}{tail}")
    if found := _APPLICATION.fullmatch(folded):
        return _unverifiable(f"CNA{found[1]}{found[2]}", f"CNA{found[1]}{found[2]}")
    if found := _FORESTRY.fullmatch(folded):
        return _unverifiable(found[1] + found[2], found[1] + found[2])
    return as_given(folded, "不合植物新品种号码的已知形式，照原样保存")


def read_layout(text: str) -> Number:
    """BS.YY… with digits; the dots differ between sources and are set the same."""
    folded = plain(text)
    if found := _LAYOUT.fullmatch(folded):
        tail = f".{found[3]}" if found[3] else ""
        return _unverifiable(f"BS{found[1]}{found[2]}{found[3] or ''}", f"BS.{found[1]}{found[2]}{tail}")
    return as_given(folded, "不合布图设计登记号的已知形式，照原样保存")


def work_forms(number: Number) -> tuple[str, ...]:
    return (number.canonical, number.shown)


def software_forms(number: Number) -> tuple[str, ...]:
    """With and without padding, and the certificate's two spellings."""
    if found := re.fullmatch(r"(\d{4})SR(\d+)", number.canonical):
        bare = found[2].lstrip("0")
        return tuple(dict.fromkeys(f"{found[1]}SR{serial}" for serial in (found[2], bare, bare.zfill(7))))
    if found := re.fullmatch(r"软著登字(\d+)", number.canonical):
        return (number.canonical, f"软著登字第{found[1]}号", number.shown)
    return (number.canonical, number.shown)


def variety_forms(number: Number) -> tuple[str, ...]:
    """The right's number and its application's, which is the same without CNA."""
    return tuple(dict.fromkeys((number.canonical, number.shown, number.canonical.removeprefix("CNA"))))


def layout_forms(number: Number) -> tuple[str, ...]:
    digits = number.canonical.removeprefix("BS")
    return tuple(dict.fromkeys((number.canonical, number.shown, f"BS.{digits}", f"BS{digits}")))


def _unverifiable(canonical: str, shown: str) -> Number:
    return Number(canonical, shown, NumberCheck.UNVERIFIABLE, NO_CHECK)
