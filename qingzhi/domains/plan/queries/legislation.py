"""Legislative projects, their drafts compared, and the texts that rules cite."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.engine.limits.models import LimitRule

from ..models import DraftVersion, EscalationLevel, GrassrootsStandard, LegalSource
from ..rules.differences import Mark, marks


@dataclass(frozen=True)
class Line:
    """One paragraph of the comparison; `kind` is same, in, out or changed."""

    kind: str
    marks: tuple[Mark, ...]


def compared(old: DraftVersion | None, new: DraftVersion) -> list[Line]:
    """A draft against the one before it, by paragraph and within them by words."""
    now = [one for one in new.text.splitlines() if one.strip()]
    if old is None:
        return [Line("same", (Mark("same", text),)) for text in now]
    return list(_lines([one for one in old.text.splitlines() if one.strip()], now))


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Line("same", (Mark("same", text),)) for text in new[j1:j2])
            continue
        paired = min(i2 - i1, j2 - j1)
        for k in range(paired):
            yield Line("changed", marks(old[i1 + k], new[j1 + k]))
        yield from (Line("out", (Mark("out", text),)) for text in old[i1 + paired : i2])
        yield from (Line("in", (Mark("in", text),)) for text in new[j1 + paired : j2])


def legal_source(code: str, on: date | None = None) -> LegalSource | None:
    """The text that a rule cites by its code, when it is in force on that day."""
    on = on or clock.today()
    return LegalSource.objects.filter(in_force(on), code=code).first()


def in_force(on: date) -> Q:
    """A filter: the texts in force on a day."""
    return Q(in_force_from__lte=on) & (Q(in_force_to=None) | Q(in_force_to__gt=on))


def sources_in_force(on: date | None = None) -> QuerySet[LegalSource]:
    return LegalSource.objects.filter(in_force(on or clock.today()))


def cited_by(source: LegalSource) -> list[tuple[str, str]]:
    """The rules that cite a text, as (what, which): by key, or by its title in the source of a limit."""
    found = [("督办升级层级", str(one)) for one in EscalationLevel.objects.filter(legal_source=source)]
    standards = GrassrootsStandard.objects.filter(legal_source=source)
    found += [("基层基础条件标准", f"{one.get_item_display()}不少于 {one.minimum}") for one in standards]
    found += [("期限", str(one)) for one in LimitRule.objects.filter(source__contains=f"《{source.title}》")]
    return found
