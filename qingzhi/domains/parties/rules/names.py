"""Names of holders: the key under which spellings meet, the parts of a name, and co-holders in one cell. Pure."""

import hashlib
import re
from dataclasses import dataclass

from ..terms import NameKind, PartyKind
from .folding import TSHEG, folded
from .legal_forms import guessed_kind, same_form, split_branch, split_form
from .places import shortened_province, split_place

KEY_LENGTH = 200
_TIBETAN = re.compile("[\u0f40-\u0fbc]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]")
_OPEN, _CLOSE = "（([〔【〈《“「", "）)]〕】〉》”」"
_ABBREVIATED = (("中科院", "中国科学院"), ("中国农科院", "中国农业科学院"), ("中国林科院", "中国林业科学研究院"))
_PROVINCE_LEVEL = re.compile("^.{2,8}?(?:省|自治区|壮族自治区)")


@dataclass(frozen=True)
class Parts:
    """A folded name taken apart: where it says it sits, its core, its legal form, the head company of a branch."""

    place: str
    core: str
    form: str
    head: str = ""


def name_key(name: str) -> str:
    """The form in which spellings of one name are equal; applying it again changes nothing."""
    key, last = folded(name), ""
    while key != last:
        last = key
        for short, full in _ABBREVIATED:
            if key.startswith(short):
                key = full + key[len(short) :]
        key = same_form(shortened_province(key))
    return key if len(key) <= KEY_LENGTH else key[:170] + hashlib.sha256(key.encode()).hexdigest()[:30]


def address_key(address: str) -> str:
    """An address without its province, punctuation and spaces, so that longer and shorter writings meet."""
    return _PROVINCE_LEVEL.sub("", folded(address))[:120] if address else ""


def identity_key(name: str, kind: str, region_code: str = "", address: str = "") -> str:
    """The key of a holder: a person is told apart from namesakes by address, else by place; an organisation needs none."""
    key = name_key(name)
    if kind != PartyKind.INDIVIDUAL:
        return key
    return f"{key[:60]}|{address_key(address) or region_code[:6]}"


def bare_key(key: str) -> str:
    """The name's part of an identity key."""
    return key.partition("|")[0]


def parts_of(key: str, stems: frozenset[str] = frozenset()) -> Parts:
    """Take a key apart; `stems` are the names of places that stand before a firm's own word without 市 or 县."""
    head, _ = split_branch(key)
    trunk, form = split_form(key)
    place, core = split_place(trunk, stems)
    return Parts(place, core or trunk, form, head)


def script_of(name: str) -> NameKind:
    """What kind of name the writing makes it: Tibetan, Latin, or an ordinary one."""
    if _TIBETAN.search(name) and not _HAN.search(name):
        return NameKind.TIBETAN
    if _LATIN.search(name) and not _HAN.search(name):
        return NameKind.LATIN
    return NameKind.OFFICIAL


def split_holders(text: str) -> list[str]:
    """The holders that one cell names, in order, each once.

    “;” “；” “、” “|” and line ends part them, not within brackets; a comma does only between Han (or Tibetan) names, since it
    stands inside Latin ones (Co., Ltd.); the Tibetan tsheg never does.
    """
    found: list[str] = []
    for piece in _pieces(text):
        for name in _by_comma(piece):
            name = " ".join(name.split()).strip(" ,，。")
            if name and name.strip(TSHEG) and name not in found:
                found.append(name)
    return found


def _pieces(text: str) -> list[str]:
    depth, start, found = 0, 0, []
    for position, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in ";；、|｜\n\r" and (depth == 0 or char in "\n\r"):
            found.append(text[start:position])
            start, depth = position + 1, 0
    return [*found, text[start:]]


def _by_comma(piece: str) -> list[str]:
    halves = re.split("[,，]", piece)
    if len(halves) == 1 or not all(_whole(half) for half in halves if half.strip()):
        return [piece]
    return halves


def _whole(half: str) -> bool:
    """Whether a piece between commas is a name by itself: it holds Han or Tibetan letters and closes its brackets."""
    balanced = sum(half.count(char) for char in _OPEN) == sum(half.count(char) for char in _CLOSE)
    return balanced and bool(_HAN.search(half) or _TIBETAN.search(half))


__all__ = [
    "Parts",
    "address_key",
    "bare_key",
    "guessed_kind",
    "identity_key",
    "name_key",
    "parts_of",
    "script_of",
    "split_holders",
]
