"""Divisions, bodies and locked survey answers in the lake: what others join to find a region, and what bodies said."""

from django.urls import reverse

from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from ...access.surveys import visible_locked_cells
from ...models import LockedCell, Survey, SurveyAnswer, SurveyQuestion, SurveyRound
from ...rules.amounts import amount_text

REGIONS = ("id", "code", "level", "valid_from", "valid_to")
BODIES = ("id", "kind", "region_id", "valid_from", "valid_to")
SURVEYS = (
    ("surveys", "统计调查", Survey, ("id", "code", "span", "audience")),
    ("survey_rounds", "调查批次", SurveyRound, ("id", "survey_id", "period", "last_day", "locked_at")),
    ("survey_questions", "调查项目", SurveyQuestion, ("id", "version_id", "code", "kind", "unit", "indicator_id")),
    ("survey_sheets", "调查表", SurveyAnswer, ("id", "round_id", "body_id", "state", "first_submitted_on", "locked_at")),
    ("survey_answers", "调查答复", LockedCell, ("id", "answer_id", "question_id", "value", "text", "reason")),
)  # fmt: skip
PROTECTED = {"survey_answers": ("text", "reason")}  # free words, in which persons may be named


def register_lake() -> None:
    """Few rows, read whole at each refresh."""
    lake_table(LakeTable("regions", "行政区划", "regions.Region", {one: one for one in REGIONS}))
    lake_table(LakeTable("bodies", "单位", "identity.Body", {one: one for one in BODIES}))
    for name, title, model, fields in SURVEYS:
        columns = {one: one for one in fields}
        lake_table(LakeTable(name, title, model._meta.label, columns, protected=PROTECTED.get(name, ())))
    record_source(RecordSource("survey_answers", "调查答复", "项", visible_locked_cells, _shown, _sheet))


def _shown(cell: LockedCell) -> Shown:
    """An answer as a list behind a figure shows it: of whom, what was asked, the number."""
    body, question, round_ = cell.answer.body, cell.question, cell.answer.round
    said = "文字答复" if cell.value is None else f"{amount_text(cell.value)} {question.unit}".strip()
    return Shown(f"{body.short_name}：{question.title}", f"{round_}，{said}", body.region.code, round_.last_day)


def _sheet(cell: LockedCell) -> str:
    return reverse("metrics:sheet", args=[cell.answer_id])
