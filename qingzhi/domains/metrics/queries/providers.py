"""Providers of figures: registers that can count an indicator themselves. Higher domains and registers fill this at start-up."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .values import Value

SeriesMany = Callable[[Iterable[str], Iterable[str], date, date], "dict[tuple[str, str], list[Value]]"]


class FigureProvider(Protocol):
    """Counts one indicator from records. `title` says on pages where the figure comes from, for instance 「专利登记簿」."""

    @property
    def title(self) -> str: ...

    def value(self, region_code: str, *, on: date, period: str = "", known_on: date | None = None) -> "Value | None":
        """The value as of a day or of a period, with the count and the address of the records behind it; None: it cannot say.

        `known_on`: as it was known on that day, where the register keeps its past.
        """
        ...

    def series(self, region_code: str, start: date, end: date, *, known_on: date | None = None) -> "list[Value]":
        """The values within a span of time, in order."""
        ...


_providers: dict[str, FigureProvider] = {}
_finders: "dict[Callable[[Iterable[str]], dict[str, FigureProvider]], SeriesMany]" = {}


def register_provider(indicator_code: str, provider: FigureProvider) -> None:
    """Register who counts an indicator; a second one for the same indicator raises."""
    if _providers.setdefault(indicator_code, provider) is not provider:
        raise ValueError(f"indicator {indicator_code} has a provider already")


def register_finder(finder: "Callable[[Iterable[str]], dict[str, FigureProvider]]", series: SeriesMany) -> None:
    """Register who tells, of some indicators, by whom they are counted as things stand, and their `series` at once; what these
    say stands above what registers count."""
    _finders[finder] = series


def found_series() -> list[SeriesMany]:
    """What answers for the series of whatever indicators at once, beside the registers."""
    return list(_finders.values())


def provider_of(indicator_code: str) -> FigureProvider | None:
    """Who counts an indicator; None while statistics alone speak for it."""
    return next(iter(providers_of([indicator_code]).get(indicator_code, [])), None)


def registered_provider(indicator_code: str) -> FigureProvider | None:
    """The register that can count an indicator, whether or not a formula speaks for it."""
    return _providers.get(indicator_code)


def providers_of(indicator_codes: Iterable[str]) -> dict[str, list[FigureProvider]]:
    """Who counts each of these indicators, who is asked first coming first: one query whatever their number."""
    codes = list(indicator_codes)
    found: dict[str, list[FigureProvider]] = {}
    for finder in _finders:
        for code, provider in finder(codes).items():
            found.setdefault(code, []).append(provider)
    for code in codes:
        if code in _providers:
            found.setdefault(code, []).append(_providers[code])
    return found


def forget_provider(indicator_code: str) -> None:
    """For tests."""
    _providers.pop(indicator_code, None)
