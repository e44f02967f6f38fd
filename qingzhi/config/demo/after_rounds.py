"""What follows a locked round: the bulletin some days later, and a dated correction where the table says when."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from qingzhi.domains.plan.actions.bulletins import draw_bulletin
from qingzhi.domains.plan.actions.reports import revise_report
from qingzhi.domains.plan.models import ReportingRound
from qingzhi.domains.plan.terms import ReportState
from qingzhi.engine.documents.models import IssuedDocument

from .stage import Stage, at, day
from .timeline import Happening
from .wording import wording_of

DRAWN_AFTER = timedelta(days=3, hours=-5)
TOO_MUCH = 5  # percent


def after_rounds_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """The bulletins and corrections from one hour to another."""
    for row in stage.rows("rounds"):
        if not row["locks_at"]:
            continue
        steps = [(datetime.fromisoformat(row["locks_at"]) + DRAWN_AFTER, _draw)]
        if row["revision"]:
            steps.append((at(day(row["revision"]), "revision"), _revise))
        for when, do in steps:
            if first <= when < last:
                yield Happening(when, 50, partial(do, stage, row["label"]))


def _draw(stage: Stage, label: str) -> None:
    round_ = ReportingRound.objects.get(plan=stage.plan, label=label)
    if not IssuedDocument.objects.filter(kind="plan.bulletin", subject_id=round_.pk).exists():
        draw_bulletin(actor=stage.actor("chief"), round=round_)


def _revise(stage: Stage, label: str) -> None:
    """Correct one accepted report that had told too much."""
    round_ = ReportingRound.objects.get(plan=stage.plan, label=label)
    if round_.reports.filter(revisions__isnull=False).exists():
        return
    accepted = round_.reports.filter(state=ReportState.ACCEPTED, percent__range=(40, 90), task__done_on=None)
    report = accepted.order_by("task__code").first()
    if report is not None:
        percent, reason = (report.percent or 0) - TOO_MUCH, wording_of(stage).revision
        revise_report(actor=stage.actor("planning"), report=report, reason=reason, percent=percent)
