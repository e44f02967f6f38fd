"""Canonical form, check and written forms of the number of any right.

`read_number(kind, text)` never refuses: what cannot be verified is kept as given, flagged with its reason.
`search_forms(kind, text)` are the forms under which people and indexes look for it.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from ..terms import RightKind
from . import numbers_marks, numbers_works
from .numbers_form import Number, lost_digits, plain
from .numbers_patents import (
    application_forms,
    check_digit,
    publication_forms,
    read_application,
    read_publication,
    type_of,
)

__all__ = [
    "READERS",
    "Number",
    "check_digit",
    "folded",
    "lost_digits",
    "publication_forms",
    "publication_search_forms",
    "read_application",
    "read_number",
    "read_publication",
    "search_forms",
    "type_of",
]

READERS: Mapping[str, Callable[[str], Number]] = MappingProxyType(
    {
        RightKind.PATENT.value: read_application,
        RightKind.TRADEMARK.value: numbers_marks.read_mark,
        RightKind.GI.value: numbers_marks.read_indication,
        RightKind.WORK.value: numbers_works.read_work,
        RightKind.SOFTWARE.value: numbers_works.read_software,
        RightKind.VARIETY.value: numbers_works.read_variety,
        RightKind.LAYOUT.value: numbers_works.read_layout,
    }
)
FORMS: Mapping[str, Callable[[Number], tuple[str, ...]]] = MappingProxyType(
    {
        RightKind.PATENT.value: application_forms,
        RightKind.TRADEMARK.value: numbers_marks.mark_forms,
        RightKind.GI.value: numbers_marks.indication_forms,
        RightKind.WORK.value: numbers_works.work_forms,
        RightKind.SOFTWARE.value: numbers_works.software_forms,
        RightKind.VARIETY.value: numbers_works.variety_forms,
        RightKind.LAYOUT.value: numbers_works.layout_forms,
    }
)


def read_number(kind: str, text: str) -> Number:
    """The number of a right of this kind in canonical and shown form, with its verdict and the reason.

    >>> read_number("patent", "ＺＬ２０１７１０６０１８６２．３").canonical
    '2017106018623'
    """
    return READERS[str(kind)](text)


def search_forms(kind: str, number: str) -> tuple[str, ...]:
    """Every written form of a number, the shown form among them, each once.

    >>> search_forms("trademark", "第01234567号")
    ('1234567', '第1234567号', '01234567')
    """
    return tuple(dict.fromkeys(form for form in FORMS[str(kind)](read_number(kind, number)) if form))


def publication_search_forms(number: str) -> tuple[str, ...]:
    """Every written form of a publication or grant number of a patent.

    >>> publication_search_forms("CN106844774A")
    ('CN106844774A', 'CN106844774', '106844774A', '106844774')
    """
    return publication_forms(read_publication(number))


@lru_cache(maxsize=4096)
def folded(number: str) -> str:
    """Any written number as indexes compare it: one width, capitals, letters and digits only."""
    return "".join(sign for sign in plain(number) if sign.isalnum())
