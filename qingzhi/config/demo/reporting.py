"""How the bodies report in one round, and how the office decides on what they hand in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from qingzhi.domains.plan.actions.deciding import accept_report, return_report
from qingzhi.domains.plan.actions.reports import submit_report
from qingzhi.domains.plan.models import ProgressReport, ReportingRound
from qingzhi.domains.plan.queries.deadlines import office_calendar
from qingzhi.domains.plan.terms import ReportState

from .evidence import Evidence
from .progress import Course, course
from .stage import Stage, at, number
from .timeline import Happening
from .wording import wording_of

REVIEW_WITHIN = 2  # working days until the office decides, or the body mends


class Reporting:
    """One round while the bodies report in it."""

    def __init__(self, stage: Stage, place: int, round_: ReportingRound):
        self.stage, self.place, self.round = stage, place, round_
        self.wording, self.evidence = wording_of(stage), Evidence()
        self.clerk = stage.actor("planning")
        self.calendar = office_calendar()

    def early(self) -> Iterator[Happening]:
        """The few reports that the table tells of in a round that has just been opened."""
        for row in self.stage.rows("early"):
            reports = self.round.reports.select_related("task__lead__region")
            report = reports.filter(body__code=row["body"], task__title=row["title"]).first()
            if report is None:
                continue
            found = Course(reports=True, percent=min(95, report.task.percent + int(row["more"])))
            for order, (column, step) in enumerate((("at", self.submit), ("returned_at", self.send_back))):
                if row[column]:
                    when = datetime.fromisoformat(row[column])
                    yield Happening(when, order, partial(step, report, found))

    def whole(self, first: date, locked_on: date) -> Iterator[Happening]:
        """Everything that is done about the reports of a round from its first day until it is locked."""
        self.first, self.locked_on = first, locked_on
        reports = self.round.reports.filter(state=ReportState.OWED)
        reports = reports.select_related("task__lead__region").prefetch_related("task__supports__body")
        for report in reports.order_by("pk"):
            found = course(report.task, self.place, self.stage.habits.get(report.task.lead.code, "regular"))
            if found.reports:
                yield from self._way(report, found)

    def _way(self, report: ProgressReport, found: Course) -> Iterator[Happening]:
        """The way of one report: handed in, perhaps returned and mended, decided."""
        steps: Sequence[Callable[[ProgressReport, Course], None]] = [self.submit, self.accept]
        if found.returned:
            steps = [self.submit, self.send_back, self.mend, self.accept][: 4 if found.mends else 2]
        on, last = self._handed_in_on(report, found), self.calendar.shift(self.locked_on, -1)
        before = datetime.min
        for order, step in enumerate(steps):
            when = max(at(on, order, report.task.code), before + timedelta(minutes=9))
            yield Happening(when, order, partial(step, report, found))
            before = when
            on = min(self.calendar.shift(on, number(1, REVIEW_WITHIN, order, report.task.code)), last)

    def _handed_in_on(self, report: ProgressReport, found: Course) -> date:
        if found.days_late:
            late = self.calendar.shift(self.round.due_on, found.days_late)
            return min(late, self.calendar.shift(self.locked_on, -4))
        span = (self.round.due_on - self.first).days + 1
        days = [on for step in range(span) if self.calendar.is_working(on := self.first + timedelta(days=step))]
        draws = [number(0, len(days) - 1, draw, report.task.code, self.round.label) for draw in "ab"]
        return days[max(draws)]  # most hand in towards the end

    def submit(self, report: ProgressReport, found: Course) -> None:
        self._hand_in(report, found, evidence=found.evidence, mended=False)

    def mend(self, report: ProgressReport, found: Course) -> None:
        self._hand_in(report, found, evidence=True, mended=True)

    def _hand_in(self, report: ProgressReport, found: Course, *, evidence: bool, mended: bool) -> None:
        task, actor = report.task, self.stage.contact(report.task.lead)
        behind = task.percent > found.percent
        said = self.wording.report(task, self.round, found.percent, evidence=evidence, behind=behind)
        submit_report(
            actor=actor,
            report=report,
            text=self.wording.mended(said.text, task.code, self.round.label) if mended else said.text,
            percent=found.percent,
            problems=said.problems,
            next_steps=said.next_steps,
            evidence=self.evidence.files(actor, task, self.round, said) if evidence else None,
        )

    def send_back(self, report: ProgressReport, found: Course) -> None:
        reason = self.wording.returned(report.task, report.task.code, self.round.label)
        return_report(actor=self.clerk, report=report, reason=reason)

    def accept(self, report: ProgressReport, found: Course) -> None:
        has_file = found.evidence or found.returned
        note = "" if has_file else self.wording.accepted_without(report.task.code, self.round.label)
        accept_report(actor=self.clerk, report=report, note=note)
