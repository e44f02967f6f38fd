"""The classes of a right in words."""

from dataclasses import dataclass

from ..terms import Scheme
from .industry_codes import class_titles
from .parts import Parts


@dataclass(frozen=True)
class ClassRow:
    """One symbol; the title is empty where no table knows it, and may be that of the part `known` of the symbol."""

    scheme: str
    symbol: str
    title: str = ""
    known: str = ""
    confirmed: bool = True


def classes_in_words(parts: Parts) -> list[ClassRow]:
    """Every symbol of a right in order; one query for each classification's titles."""
    rows = [(one.code, one.text) for one in parts.classes]
    titles = {
        scheme: class_titles(scheme, [symbol for one, symbol in rows if one == scheme])
        for scheme in dict.fromkeys(scheme for scheme, _ in rows)
    }
    found = []
    for scheme, symbol in rows:
        title = titles[scheme].get(symbol)
        label = Scheme(scheme).label
        known = title.known if title is not None and title.known != title.symbol else ""
        found.append(ClassRow(label, symbol, title.title if title else "", known, title.confirmed if title else True))
    return found
