"""Marks on cases: what a domain says of a case beside its state (「涉重点保护名录」), to filter the inbox by and to read in its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class MarkSource:
    """Whoever marks cases: `options` (code, label) to filter by, a filter for each, and the marks of the cases of a page."""

    options: Sequence[tuple[str, str]]
    narrowing: Callable[[str], Q]
    shown: Callable[[Iterable[int]], Mapping[int, Sequence[str]]]


_sources: dict[str, MarkSource] = {}


def case_marks(name: str, source: MarkSource) -> None:
    """Register a source at start-up."""
    _sources[name] = source


def mark_options() -> list[tuple[str, str]]:
    """What cases may be marked as."""
    return [option for one in _sources.values() for option in one.options]


def marked(code: str) -> Q:
    """A filter: cases that bear a mark."""
    found = next((one for one in _sources.values() if code in dict(one.options)), None)
    return found.narrowing(code) if found else Q(pk__in=[])


def marks_of(keys: Sequence[int]) -> dict[int, list[str]]:
    """The marks of some cases, one question for each source."""
    found: dict[int, list[str]] = {}
    for source in _sources.values() if keys else ():
        for key, labels in source.shown(keys).items():
            found.setdefault(key, []).extend(labels)
    return found
