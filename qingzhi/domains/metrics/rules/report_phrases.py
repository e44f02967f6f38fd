"""Clauses of outlines with their phrases filled from facts: `{named patents-granted}`, `{share a b}`, `{leaders a 3}`.

A clause in which a phrase has no figure is left out; a sentence without clauses too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from . import report_sentences as say
from .periods import Span, read_period
from .report_words import USUAL, Fact, Part, Said, Wording

# Phrases with the least and the most words after them; which of the words are indicators is told by `INDICATORS`.
PHRASES = {
    "named": (1, 1), "value": (1, 1), "change": (1, 1), "share": (2, 2), "leaders": (1, 2), "together": (1, 2),
    "spread": (1, 1), "average": (2, 2), "record": (1, 1), "streak": (1, 1), "per_head": (1, 2), "first_ever": (1, 1),
    "compared": (1, 1),
}  # fmt: skip
VARIABLES = ("region", "year", "last_year", "period", "first", "issuer")
PEOPLE = "population"
OPENING = re.compile(r"^[，；、]?(其中，?)?")  # what joins a clause to the one before it


@dataclass(frozen=True)
class Facts:
    """Frozen figures by (indicator, region, period), and of whom and when the report speaks."""

    by: Mapping[tuple[str, str, str], Fact]
    region: str
    region_name: str
    periods: tuple[str, ...]  # oldest first, the report's own last
    base: str  # the period that it is compared with
    regions: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    words: Wording = USUAL
    issuer: str = ""

    @property
    def period(self) -> str:
        return self.periods[-1]

    @property
    def against(self) -> str:
        """「比上年」 of years, 「同比」 of shorter periods."""
        return "比上年" if read_period(self.period).span is Span.YEAR else "同比"

    def now(self, code: str) -> Fact | None:
        return self.by.get((code, self.region, self.period))

    def before(self, code: str) -> Fact | None:
        return self.by.get((code, self.region, self.base))

    def course(self, code: str, back: int = 0) -> list[Fact]:
        """The known figures of the region, oldest first."""
        wanted = self.periods[-back - 1 :] if back else self.periods
        return [self.by[key] for one in wanted if (key := (code, self.region, one)) in self.by]

    def places(self, code: str, period: str = "") -> list[Fact]:
        """The known figures of the divisions within, in their order."""
        at = period or self.period
        return [self.by[key] for region, _ in self.regions if (key := (code, region, at)) in self.by]

    def variables(self) -> dict[str, str]:
        period, base = read_period(self.period), read_period(self.base)
        return {
            "region": self.region_name,
            "year": str(period.first.year),
            "last_year": str(base.first.year),
            "period": period.label,
            "first": read_period(self.periods[0]).label.removesuffix("年"),
            "issuer": self.issuer,
        }


@dataclass(frozen=True)
class Paragraph:
    """What a block says and which indicators it missed."""

    said: Said
    missing: tuple[str, ...]


def filled(text: str, facts: Facts, first: str = "") -> str:
    """A text with its variables; `first` is the earliest period that is shown, where that is known."""
    values = facts.variables()
    if first:
        values["first"] = read_period(first).label.removesuffix("年")
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)


def paragraph(sentences: Iterable[Sequence[str]], facts: Facts) -> Paragraph:
    """The sentences that have figures, one after another."""
    said: list[Part] = []
    missing: list[str] = []
    for sentence in sentences:
        spoken = _sentence(sentence, facts, missing)
        if spoken and any(part.codes for part in spoken):
            said += [*spoken, *([] if spoken[-1].text.endswith(("。", "：")) else [Part("。")])]
    return Paragraph(joined(said), tuple(dict.fromkeys(missing)))


def phrases_in(clause: str) -> list[str]:
    """The indicators that a clause speaks of."""
    found: list[str] = []
    for words in re.findall(r"\{([^{}]*)\}", clause):
        verb, *given = words.split()
        found += [PEOPLE] if verb == "per_head" else []
        found += [one for one in given if not one.isdigit()] if verb in PHRASES else []
    return found


def joined(parts: Iterable[Part]) -> Said:
    """Neighbours without figures made one."""
    found: list[Part] = []
    for part in parts:
        if found and not part.codes and not found[-1].codes:
            found[-1] = Part(found[-1].text + part.text)
        elif part.text:
            found.append(part)
    return tuple(found)


def _sentence(clauses: Sequence[str], facts: Facts, missing: list[str]) -> list[Part]:
    """The clauses that have figures; what joins one to a clause that is not there is left out with it."""
    said: list[Part] = []
    for clause in clauses:
        parts = _clause(clause, facts, missing)
        if parts is None:
            continue
        if not any(part.codes for part in said):
            parts[0] = Part(OPENING.sub("", parts[0].text), parts[0].codes)
        said += parts
    return said


def _clause(clause: str, facts: Facts, missing: list[str]) -> list[Part] | None:
    values, parts, whole = facts.variables(), [], True
    for literal, phrase in re.findall(r"([^{}]+)|\{([^{}]*)\}", clause):
        if literal or phrase in values:
            parts.append(Part(literal or values[phrase]))
            continue
        verb, *given = phrase.split()
        spoken = SPEAK[verb](facts, *given)
        if spoken is None:
            whole = False
            missing += [one for one in given if not one.isdigit() and facts.now(one) is None]
            continue
        parts += spoken
    return parts if whole else None


def _share(f: Facts, part: str, whole: str) -> Said | None:
    return say.share_said(f.now(part), f.now(whole), f.before(part), f.before(whole), f.against, f.words)


def _average(f: Facts, code: str, years: str) -> Said | None:
    back = int(years)
    first = f.by.get((code, f.region, f.periods[-back - 1])) if len(f.periods) > back else None
    return say.average_said(first, f.now(code), back)


def _record(f: Facts, code: str) -> Said | None:
    course = f.course(code)
    if not course or course[-1].period != f.period:
        return None
    return say.record_said(course, read_period(course[0].period).label)


def _streak(f: Facts, code: str) -> Said | None:
    """Only over periods without a gap."""
    run: list[Fact] = []
    for period in reversed(f.periods):
        one = f.by.get((code, f.region, period))
        if one is None:
            break
        run.insert(0, one)
    return say.streak_said(run)


def _spread(f: Facts, code: str) -> Said | None:
    before = {one.region: one for one in f.places(code, f.base)}
    return say.spread_said([(one, before.get(one.region)) for one in f.places(code)])


SPEAK: dict[str, Callable[..., Said | None]] = {
    "named": lambda f, code: say.named_said(f.now(code), f.before(code), f.against, f.words),
    "value": lambda f, code: say.value_said(f.now(code)),
    "change": lambda f, code: say.change_said(f.now(code), f.before(code), f.against, f.words),
    "compared": lambda f, code: (
        say.change_said(f.now(code), f.before(code), f.against, f.words) if f.before(code) else None
    ),
    "share": _share,
    "leaders": lambda f, code, count="3": say.leaders_said(f.places(code), int(count)),
    "together": lambda f, code, count="3": say.concentration_said(f.places(code), f.now(code), int(count)),
    "spread": _spread,
    "average": _average,
    "record": _record,
    "streak": _streak,
    "per_head": lambda f, code, per="1": say.per_head_said(f.now(code), f.now(PEOPLE), int(per)),
    "first_ever": lambda f, code: say.first_said(f.now(code), f.course(code)[:-1]),
}
