"""Which date governs a figure: the last one named before it, unless that one only compares or stands aside."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from .dates import When, find_dates
from .model import Figure
from .quantities import Quantity, find_quantities


@dataclass(slots=True)
class Context:
    """What the text before says: the date that governs, and the last indicators named."""

    section: str
    looks_back: bool
    issued: date | None
    year: int | None
    plan_end: date | None
    reference: date | None
    when: When | None = None
    near: When | None = None
    span: tuple[date | None, date | None] | None = None  # what 「“十二五”以来,与“十一五”末相比」 spans
    per: str | None = None
    recent: list[str] = field(default_factory=list)
    heading: str = ""
    period: tuple[int, int] | None = None
    whole_year: date | None = None  # what 「全年」 means, in a notice of one year


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause inside its sentence."""

    start: int
    end: int
    sentence: tuple[int, int]


class SentenceDates:
    """The dates of one sentence and what they say of its figures."""

    text: str
    blotted: str
    start: int
    end: int
    context: Context
    dates: list[When]
    found: list[Figure]

    def _dates(self) -> list[When]:
        sentence = self.text[self.start : self.end]
        marks = [m.span() for m in re.finditer(r"《[^》]*》", sentence)]
        shifted = []
        for when in find_dates(sentence, self.context.year, self.context.period):
            if any(a <= when.start < b for a, b in marks):
                continue
            shifted.append(replace(when, start=when.start + self.start, end=when.end + self.start))
        return shifted

    def _remember_span(self) -> None:
        """「“十二五”以来,……」 goes on to say when the figures of the next sentences were reached."""
        issued = self.context.issued or date.max
        opened = [w for w in self.dates if self._opens_span(w) and w.five_year and w.first <= issued]
        if opened and not self.found:
            self.context.span = (opened[-1].first, opened[-1].last if opened[-1].last <= issued else None)

    def _governs(self, when: When) -> bool:
        """A date that only compares 「比2015年」 or names a plan 「“十三五”规划」 governs nothing."""
        before = self.text[max(self.start, when.start - 4) : when.start]
        after = self.text[when.end : when.end + 6]
        if re.search(r"[比较与同]“?$|相比$", before) or re.match(
            r"(?:底|末)?”?(?:的[\d.]+(?:多|余)?倍|相比|为基|的基础|基础上|增长了?|年?水平)", after
        ):
            return False
        if re.match(r"[起始]|开始", after):
            return False
        return not (when.five_year and re.match(r"规划|计划|”?国家", after.lstrip("”")))

    def _is_origin(self, when: When) -> bool:
        """「由2022年的80.6分提高到85分」: the date belongs to what the change begins at."""
        before = self.text[max(self.start, when.start - 3) : when.start].rstrip("“")
        return before.endswith(("由", "从", "自")) and not re.match(r"[起始]|开始", self.text[when.end : when.end + 2])

    def _origin_date(self, source: Quantity) -> When | None:
        """When the beginning of a change holds: a date of its own, else a governing one that is past."""
        own = [w for w in self.dates if w.end <= source.start and self._is_origin(w)]
        if own and not find_quantities(self.blotted, own[-1].end, source.start):
            return own[-1]
        when = self._date_before(source)
        limit = self.context.reference or self.context.issued
        return None if when is None or (limit and when.last >= limit) else when

    def _is_aside(self, when: When) -> bool:
        """「其中2023年不少于9.5万人」: the date holds for its own clause only."""
        return bool(re.search(r"其中[,，:：]?$", self.text[max(self.start, when.start - 4) : when.start]))

    def _is_horizon(self, when: When) -> bool:
        """「到2025年」 goes on governing the sentences below it; 「2023年建成……」 governs its own sentence."""
        return when.five_year or bool(re.search(r"[到至]$", self.text[max(self.start, when.start - 2) : when.start]))

    def _date_before(self, quantity: Quantity) -> When | None:
        ahead = [w for w in self.dates if w.end <= quantity.start and self._governs(w) and not self._is_origin(w)]
        ahead = [
            w for w in ahead if not (self._is_aside(w) and re.search(r"[,，;；]", self.text[w.end : quantity.start]))
        ]
        if len(ahead) > 1 and ahead[-1].five_year and not ahead[-2].five_year and ahead[-1].last < ahead[-2].first:
            return ahead[-2]
        return ahead[-1] if ahead else None

    def _date_after(self, quantity: Quantity) -> When | None:
        behind = [w for w in self.dates if w.start >= quantity.end and self._governs(w)]
        if not behind or find_quantities(self.blotted, quantity.end, behind[0].start):
            return None
        words = self.text[behind[0].start : behind[0].end + 3]
        behind_it = self.text[behind[0].end : behind[0].end + 12]
        is_limit = re.search(r"(?:底|末|日|月|年|度)(?:之?前|以前|内)|前$", words) and re.match(
            r"(?:底|末)?(?:之?前|以前|内)?(?:全部|基本|全面)?(?:完成|建成|到位|实现|投入使用|达到|见效|交付|验收)?(?:[。;；,，]|$)",
            behind_it,
        )
        return behind[0] if is_limit else None

    def _deadline(self, when: When | None) -> date | None:
        if when is not None and self.context.reference and when.last >= self.context.reference:
            return when.last
        if self.context.whole_year and "全年" in self.text[self.start : self.end]:
            return self.context.whole_year
        if self.context.when is not None:
            return self.context.when.last
        return self.context.plan_end

    def _span(self, before: str, when: When | None, kind: str) -> tuple[date | None, date | None]:
        """From when to when a reached figure holds: 「“十二五”以来」, 「与“十一五”末相比」, 「到2015年底」."""
        issued = self.context.issued or date.max
        as_of = when.last if when is not None and when.last <= issued and not self._opens_span(when) else None
        past = [w for w in self.dates if w.end <= self.start + len(before)]
        spans = [w for w in past if self._opens_span(w) and w.first <= issued]
        compared = [w for w in past if not self._governs(w)]
        known = self.context.span or (None, None)
        span_end = spans[-1].last if spans and spans[-1].last <= issued else known[1]
        if compared or spans:
            self.context.span = (compared[-1].last if compared else spans[-1].first, span_end)
        since, until = self.context.span or (None, None)
        if kind not in ("flow", "growth") or (as_of and not compared):
            return None, as_of or until
        return since, as_of or until

    def _opens_span(self, when: When) -> bool:
        words = self.text[when.start : when.end + 3]
        return bool(re.search(r"期间|时期|以来", words)) and self._governs(when)
