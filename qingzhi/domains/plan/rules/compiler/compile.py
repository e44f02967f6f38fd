"""The compiler: text → sections, measures, figures, citations; one pass, no network, no state."""

import re
from dataclasses import replace
from datetime import date

from qingzhi.engine.documents.rules.reading import ReadDocument, TextTable, normalise

from .aspect import is_past_section
from .bodies import find_groups, first_is_lead
from .citations import find_citations
from .figures import find_figures
from .front_matter import period_of, read_front
from .governing import Context
from .measures import MeasureFinder
from .model import CompiledPlan, Figure, Measure, Section, Warning
from .reader import PlanReader
from .sections import find_sections
from .tables import read_indicator_table, read_task_table
from .text_tables import find_text_tables
from .traps import blot


def compile_text(document: ReadDocument | str, reader: PlanReader | None = None) -> CompiledPlan:
    """The notice as a plan. A bare string is taken as plain text."""
    if isinstance(document, str):
        document = ReadDocument(normalise(document))
    plan = _Compiler(document).compile()
    if reader is None:
        return plan
    return replace(plan, warnings=(*plan.warnings, *reader.review(plan)))


class _Compiler:
    """What is known of one notice while it is compiled."""

    def __init__(self, document: ReadDocument):
        self.document = document
        self.text = document.text
        self.front = read_front(self.text)
        self.tables = self._tables()
        self.spans = sorted((t.start, t.end) for t in self.tables)
        self.sections, self.warnings = find_sections(self.text, self.front, self.spans)
        if not self.sections and self.text.strip():
            self.sections = [self._whole()]
        self._add_preamble()
        self.by_id = {s.id: s for s in self.sections}
        self.period = self.front.period
        self.plan_end = date(self.period[1], 12, 31) if self.period else None
        self.issued = self.front.issued_on
        self.year = self._bare_year()
        many = self.period and self.period[0] < self.period[1] and not self.front.is_period_derived
        self.whole_year = date(self.year, 12, 31) if self.year and not many else None
        self.reference = self._reference()

    def _tables(self) -> list[TextTable]:
        known = [(t.start, t.end) for t in self.document.tables]
        return [*self.document.tables, *find_text_tables(self.text, known)]

    def _whole(self) -> Section:
        start = self.front.plan_start
        end = len(self.text.rstrip())
        return Section("0", 1, self.front.title, start, end, "S08", "", start, ((start, end),), True)

    def _add_preamble(self) -> None:
        """Figures in the text above the first heading need a section: 「0」, made only where there are any."""
        start = self.front.plan_start
        first = next((s.start for s in self.sections if s.start >= start), start)
        line = self.text.find("\n", start, first)
        words = self.text[line + 1 : first] if line >= 0 else ""
        if (
            self.sections[:1]
            and self.sections[0].rule != "S08"
            and re.search(r"\d[^年月日号\n]{0,3}(?:%|[件家项个户名亿万])", words)
        ):
            end = line + 1 + len(words.rstrip())
            preamble = Section("0", 1, "引言", line + 1, end, "S09", "", line + 1, ((line + 1, end),), False)
            self.sections = sorted([*self.sections, preamble], key=lambda s: s.start)

    def _bare_year(self) -> int | None:
        """The year that 「6月底前」 means: that of a one-year plan, else of the issue, else of the plan's first."""
        if self.period and self.period[0] == self.period[1]:
            return self.period[0]
        if self.issued:
            return self.issued.year
        return self.period[0] if self.period else None

    def _reference(self) -> date | None:
        """What ends before this day is past: the day of issue, or the plan's beginning where that is earlier."""
        begin = date(self.period[0], 1, 1) if self.period else None
        days = [d for d in (self.issued, begin) if d is not None]
        return min(days) if days else None

    def compile(self) -> CompiledPlan:
        """All parts in the order in which they need one another."""
        lead_first = first_is_lead(self.text)
        groups = find_groups(self.text, lead_first)
        finder = MeasureFinder(self.text, groups, self.by_id, self.year, self.issued, self.period)
        table_figures, tasks = self._table_parts(lead_first)
        running = self._running_figures(tasks)
        demanded = sorted(f.start for f in running if f.is_target)
        measures = [m for s in self.sections for m in finder.of(s, demanded) if not self._in_table(m.start)]
        measures = sorted([*measures, *tasks], key=lambda m: (m.start, m.end))
        figures = [*running, *table_figures]
        figures.sort(key=lambda f: (f.start, f.end))
        targets, baselines = _numbered(figures, measures, self.text, {None, *map(self._end_of, self.sections)})
        warnings = [
            *self.front.warnings,
            *(Warning(w) for w in self.document.warnings),
            *self.warnings,
            *self._doubts(measures),
        ]
        return CompiledPlan(
            self.front, self.text, tuple(self.sections), tuple(measures), tuple(targets), tuple(baselines),
            tuple(find_citations(self.text, self.front)), tuple(warnings),
        )  # fmt: skip

    def _doubts(self, measures: list[Measure]):
        if not re.search(r"[\u4e00-\u9fff]", self.text):
            yield Warning("文件里没有中文,可能不是通知")
        elif self.sections and self.sections[0].rule == "S08":
            yield Warning("全文没有“一、”“(一)”等编号,按一节处理")
        if not self.front.number:
            yield Warning("没有找到发文字号")
        if not self.period:
            yield Warning("没有找到计划期,没有自带期限的目标不填完成时间")

    def _in_table(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.spans)

    def _table_parts(self, lead_first: bool) -> tuple[list[Figure], list[Measure]]:
        figures: list[Figure] = []
        tasks: list[Measure] = []
        for table in self.tables:
            section = self._section_at(table.start)
            found = read_indicator_table(table, section, self.reference, self.plan_end)
            figures.extend(found)
            if not found:
                tasks.extend(read_task_table(table, section, self.text, self.year, self.issued, lead_first))
        seen: dict[str, int] = {}
        renumbered = []
        for task in tasks:
            seen[task.section] = seen.get(task.section, 0) + 1
            renumbered.append(replace(task, id=f"{task.section}/表{seen[task.section]}"))
        return figures, renumbered

    def _section_at(self, at: int) -> str:
        inside = [s for s in self.sections if s.start <= at < s.end]
        if inside:
            return inside[-1].id
        before = [s for s in self.sections if s.start <= at]
        return before[-1].id if before else (self.sections[0].id if self.sections else "")

    def _running_figures(self, tasks: list[Measure]) -> list[Figure]:
        blotted = blot(self.text)
        found: list[Figure] = []
        for section in self.sections:
            if section.id.startswith("0.") and section.rule != "S08":
                continue
            context = self._context(section)
            if re.search(r"\d|[百千万十]|全覆盖", section.heading) and section.body_start > section.start:
                begin = max(section.start, self.text.find(section.heading, section.start, section.body_start))
                found.extend(find_figures(self.text, blotted, begin, section.body_start, context))
            for a, b in section.own:
                for start, end in self._outside_tables(a, b):
                    found.extend(find_figures(self.text, blotted, start, end, context))
            for task in (t for t in tasks if t.section == section.id):
                found.extend(find_figures(self.text, blotted, task.start, task.end, self._context(section)))
        return found

    def _end_of(self, section: Section) -> date | None:
        """The plan's end, or that of the attached plan 「附件2」 in which the section stands."""
        root = self.by_id.get(section.id.split(".")[0])
        own = period_of(root.heading) if root is not None and root.id.startswith("附") else None
        return date(own[1], 12, 31) if own else self.plan_end

    def _outside_tables(self, start: int, end: int):
        at = start
        for a, b in self.spans:
            if a >= end:
                break
            if b > at:
                if a > at:
                    yield at, a
                at = max(at, b)
        if at < end:
            yield at, end

    def _context(self, section: Section) -> Context:
        looks_back = is_past_section(section, self.by_id)
        return Context(
            section.id, looks_back, self.issued, self.year, self._end_of(section), self.reference,
            heading=section.heading, period=self.period, whole_year=self.whole_year,
        )  # fmt: skip


def _numbered(
    figures: list[Figure], measures: list[Measure], text: str, ends: set[date | None]
) -> tuple[list[Figure], list[Figure]]:
    """Targets T1…, baselines B1…; each target with the measure it stands in and the baseline that it starts from.

    A target without a date of its own is due when its task is 「完成时限:2024年12月」, else at the plan's end.
    """
    dues = {m.id: m.due.on for m in measures if m.due and m.due.on and m.due.quote not in text[m.start : m.end]}
    baselines = [replace(f, id=f"B{n}") for n, f in enumerate((f for f in figures if not f.is_target), 1)]
    targets = []
    for number, figure in enumerate((f for f in figures if f.is_target), 1):
        measure = next((m.id for m in measures if m.start <= figure.start < m.end), None)
        base = figure.baseline or _matching(figure, baselines)
        if base is not None and not base.id:
            base = next((b for b in baselines if (b.start, b.end, b.value) == (base.start, base.end, base.value)), base)
        due = dues.get(measure or "") if figure.deadline in ends else None
        deadline = due or figure.deadline
        targets.append(replace(figure, id=f"T{number}", measure=measure, baseline=base, deadline=deadline))
    located = [
        replace(b, measure=next((m.id for m in measures if m.start <= b.start < m.end), None)) for b in baselines
    ]
    return targets, located


_SCOPE = re.compile(r"^(?:全[省市区县国州]|我[省市区县]|省内|市内|国内)+")


def _matching(target: Figure, baselines: list[Figure]) -> Figure | None:
    """A stock reported elsewhere under the same name: 「注册商标总量」 for 「国内注册商标总量」."""
    if target.kind not in ("stock", "ratio", "coverage"):
        return None
    wanted = _SCOPE.sub("", target.indicator)
    for base in sorted(baselines, key=lambda b: b.as_of or date.min, reverse=True):
        name = _SCOPE.sub("", base.indicator)
        if (
            base.unit == target.unit
            and base.kind == target.kind
            and len(name) >= 4
            and (wanted == name or (wanted.endswith(name) and len(name) >= 6))
        ):
            return base
    return None
