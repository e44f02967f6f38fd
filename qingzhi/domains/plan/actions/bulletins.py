"""The progress bulletin 「通报」: drawn from the figures, with the lists behind them attached."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.engine.documents.actions import issue_document
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.documents.rules.drawing import Align, Attachment, Kind, OfficialDocument, Table

from ..models import ConferenceOffice, PlanTask, ProgressReport, ReportingRound
from ..queries.bulletin import MISSING, bulletin_figures
from ..queries.tasks import in_state
from ..rules import bulletin as wording
from ..rules.tracking.terms import TaskCode
from .locking import lock_round
from .papers import BULLETIN, SERIES, office_on, paper

LINES = 200  # rows of an attached list; a longer one says how many more there are


@transaction.atomic
def draw_bulletin(*, actor: Actor, round: ReportingRound) -> IssuedDocument:
    """Draw the bulletin of a round; every figure in it is counted now, none is typed."""
    require(actor, "plan.bulletin.draw", body_id=round.plan.owner_id or 0)
    round = lock_round(round.pk)
    office, figures = office_on(), bulletin_figures(round)
    lists = attached_lists(round)
    title = f"关于{round.label}《{round.plan.title}》推进情况的通报"
    issued = issue_document(
        actor=actor,
        kind=BULLETIN,
        title=title,
        series=SERIES[BULLETIN],
        document=lambda number: bulletin_paper(number, title, figures, lists, office),
        body=office.body,
        subject=round,
        url=reverse("plan:round", args=[round.pk]),
    )
    record(actor, "plan.draw_bulletin", round, changes={"number": ("", issued.number)})
    return issued


def bulletin_paper(
    number: str,
    title: str,
    f: wording.BulletinFigures,
    lists: list[Attachment],
    office: ConferenceOffice,
) -> OfficialDocument:
    """The bulletin as an official document."""
    good, bad = wording.praised(f), wording.named(f)
    values = {
        "plan": f.plan,
        "period": f.period,
        "overview": wording.overview(f),
        "reporting": wording.reporting(f),
        "supervision": wording.supervision(f),
        "good": f"{'、'.join(good)}等单位任务推进和进展报送情况较好。" if good else "各单位均有逾期或者未报送事项。",
        "named": _table(
            ("单位", "任务", "已完成", "逾期", "未报送", "督办未答复"),
            [(one.name, one.tasks, one.done, one.late, one.owed, one.unanswered) for one in bad]
            or [("无",) + ("",) * 5],
            (3.4, 1, 1.2, 1, 1.2, 1.8),
        ),
    }
    return paper(
        "bulletin",
        values,
        kind=Kind.BULLETIN,
        number=number,
        title=title,
        office=office,
        addressees=["各成员单位", "各市州知识产权管理部门"],
        attachments=lists,
    )


def attached_lists(round_: ReportingRound) -> list[Attachment]:
    """The lists behind the figures: late tasks, and reports that never came."""
    late = PlanTask.objects.filter(in_state(TaskCode.OVERDUE), plan=round_.plan_id).select_related("lead")
    owed = ProgressReport.objects.filter(round=round_, state__in=MISSING).select_related("task", "body")
    late_rows = [(one.code, one.title, one.lead.short_name, f"{one.due_on}") for one in late.order_by("due_on", "pk")]
    owed_rows = [
        (one.task.code, one.task.title, one.body.short_name, f"{round_.due_on}")
        for one in owed.order_by("body__position", "pk")
    ]
    head = ("编号", "任务", "责任单位", "期限")
    return [
        Attachment("逾期任务清单", (_table(head, _cut(late_rows), (1.6, 4.4, 2.2, 1.8)),)),
        Attachment("未报送进展清单", (_table(head, _cut(owed_rows), (1.6, 4.4, 2.2, 1.8)),)),
    ]


def _cut(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    if len(rows) <= LINES:
        return rows or [("无", "", "", "")]
    return [*rows[:LINES], ("", f"……另有 {len(rows) - LINES} 项，见系统清单", "", "")]


def _table(header: tuple[str, ...], rows: Sequence[tuple[object, ...]], widths: tuple[float, ...]) -> Table:
    texts = 2 if len(header) == 4 else 1
    return Table(
        header=header,
        rows=tuple(tuple(str(cell) for cell in row) for row in rows),
        widths=widths,
        alignment=tuple(Align.LEFT if place < texts else Align.CENTER for place in range(len(header))),
    )
