"""The measures of the chapters that order work, divided into tasks, some of them down to the prefectures."""

from datetime import date, datetime, timedelta

from qingzhi.base import clock
from qingzhi.domains.plan.actions.tasks import Draft, divide_measure, split_task_to_regions
from qingzhi.domains.plan.models import Measure, PlanTask
from qingzhi.domains.plan.terms import VersionState

from .stage import Stage, day

FIRST_AT = datetime(2017, 8, 1, 9, 5)
SPLIT_AT = datetime(2017, 8, 3, 10, 0)
CHAPTERS = ("4", "5")
STEPS = {
    "policy": (("完成调研和文稿起草", 0.4), ("征求成员单位意见", 0.7)),
    "platform": (("完成建设方案", 0.35), ("上线试运行", 0.8)),
}


def divide_measures(stage: Stage) -> int:
    """Give out a task for every measure that has none, then its parts; returns how many tasks are new."""
    clerk, table = stage.actor("planning"), stage.rows("division")
    taken = set(PlanTask.objects.filter(plan=stage.plan).values_list("measure_lineage", flat=True))
    wholes: list[tuple[dict[str, str], PlanTask]] = []
    for place, measure in enumerate(_measures(stage)):
        row = row_for(table, measure)
        if measure.lineage in taken or row is None:
            continue
        draft = _draft(stage, row, measure)
        with clock.fixed(FIRST_AT + timedelta(minutes=4 * place)):
            (task,) = divide_measure(actor=clerk, plan=stage.plan, measure=measure, drafts=[draft])
        wholes.append((row, task))
    given = len(wholes)
    for place, (row, task) in enumerate(wholes):
        if row["split"]:
            with clock.fixed(SPLIT_AT + timedelta(minutes=4 * place)):
                given += len(split_task_to_regions(actor=clerk, task=task, drafts=_parts(stage, row, task)))
    return given


def _measures(stage: Stage) -> list[Measure]:
    published = Measure.objects.filter(version__plan=stage.plan, version__state=VersionState.PUBLISHED)
    measures = published.select_related("section").order_by("start")
    return [one for one in measures if one.section.code.split(".")[0] in CHAPTERS]


def row_for(table: list[dict[str, str]], measure: Measure) -> dict[str, str] | None:
    """The first row whose section holds the measure and whose word stands in its text; an empty word takes the rest."""
    for row in table:
        if f"{measure.section.code}.".startswith(f"{row['section']}.") and row["keyword"] in measure.text:
            return row
    return None


def _draft(stage: Stage, row: dict[str, str], measure: Measure) -> Draft:
    due_on = day(row["due"])
    return Draft(
        title=row["title"],
        text=measure.text,
        lead=stage.bodies[row["lead"]],
        supports=[stage.bodies[code] for code in row["support"].split()],
        due_on=due_on,
        expected_evidence=row["evidence"],
        milestones=milestones(row["kind"], FIRST_AT.date(), due_on),
    )


def _parts(stage: Stage, row: dict[str, str], task: PlanTask) -> list[Draft]:
    return [
        Draft(
            title=task.title,
            text=task.text,
            lead=office,
            region=office.region,
            due_on=task.due_on,
            expected_evidence=row["evidence"],
        )
        for office in stage.prefecture_offices
    ]


def milestones(kind: str, start: date, due_on: date) -> list[tuple[str, date]]:
    """The steps that are usual for a kind of task, at their share of the time."""
    whole = (due_on - start).days
    return [(title, start + timedelta(days=round(whole * share))) for title, share in STEPS.get(kind, ())]
