"""Locked answers in the lake: formulas count them by region and body, each figure opens to its sheets, drafts are not there."""

import json
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.access.surveys import visible_locked_cells
from qingzhi.domains.metrics.actions import draft_formula, publish_formula, try_formula
from qingzhi.domains.metrics.actions.survey_deciding import unlock_sheet
from qingzhi.domains.metrics.actions.survey_rounds import lock_round
from qingzhi.domains.metrics.models import SurveyCell
from qingzhi.domains.metrics.queries import value_of
from qingzhi.domains.metrics.queries.catalogue import catalogue, expression_of
from qingzhi.domains.metrics.queries.formula_records import behind, shown
from qingzhi.domains.metrics.queries.slices import broken_down
from qingzhi.domains.metrics.rules.formula import FormulaNotUnderstood
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.testing import make_indicator
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.reading import snapshot

from .survey_samples import accepted, clerk, make_survey, office, sent, sheet_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_may")]
HOWTO = Path(__file__).resolve().parents[4] / "docs" / "howto" / "run-a-survey.md"
TABLES = ("regions", "bodies", "surveys", "survey_rounds", "survey_questions", "survey_sheets", "survey_answers")
PERIOD = read_period("2017")


@pytest.fixture
def spec():
    """The formula that the how-to shows, word for word: over question a2, which carries no indicator."""
    return json.loads(re.search(r"```json\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.S)[1])


@pytest.fixture
def round_(two):
    made = sent(make_survey())
    accepted(two[0], a2=20, a3=100)
    accepted(two[1], a1=50, a2=7, a3=43)
    return made


def speaking(spec):
    """The formula published and the lake as it is now."""
    refresh_lake(full=True, tables=TABLES)
    indicator = make_indicator("surveyed", "调查所得发明专利", kind="flow")
    formula = try_formula(
        actor=SYSTEM, formula=draft_formula(actor=SYSTEM, indicator=indicator, spec=spec, source="统计调查")
    )
    publish_formula(actor=SYSTEM, formula=formula, valid_from=date(2016, 1, 1))
    return expression_of(spec).part


@pytest.mark.parametrize("code", ["2017", "2018H1", "2017H2", "2018Q3", "2016-02", "2018-12"])
def test_rounds_from_before_get_the_last_day_of_their_period(code):
    found = import_module("qingzhi.domains.metrics.migrations.0015_locked_answers").last_day
    assert found(code) == read_period(code).last and found("2016-01..04") is None


def test_what_is_not_locked_is_not_in_the_lake(two, round_):
    assert SurveyCell.objects.count() and not apps.get_model("metrics.LockedCell")._base_manager.exists()
    lock_round(actor=office(), round=round_)
    assert apps.get_model("metrics.LockedCell")._base_manager.count() == SurveyCell.objects.count()
    unlock_sheet(actor=office(), answer=sheet_at(two[0]), reason="漏报")
    refresh_lake(full=True, tables=TABLES)
    lake = snapshot()
    left = {row["answer_id"] for row in lake.query(lake.table("survey_answers"))}
    assert left == {sheet_at(two[1]).pk}


def test_a_figure_over_answers_tells_bodies_and_opens_to_their_sheets(two, round_, spec):
    lock_round(actor=office(), round=round_)
    part = speaking(spec)
    assert [value_of("surveyed", code, "2017").value for code in ("630000", "630100", "630200")] == [27, 20, 7]
    told = broken_down("surveyed", "630000", "2017", "body")
    assert [(one.label, one.value, one.count) for one in told] == [
        (two[0].short_name, 20, 1),
        (two[1].short_name, 7, 1),
    ]
    found = behind(office(), snapshot(), part, "630000", PERIOD)
    assert (found.total, len(found.entries), found.source.noun) == (2, 2, "调查答复")
    entries = {one.url: one for one in shown(office(), found.source, found.entries)}
    assert set(entries) == {f"/metrics/surveys/sheets/{sheet_at(body).pk}/" for body in two}
    one = entries[f"/metrics/surveys/sheets/{sheet_at(two[0]).pk}/"]
    assert (
        one.name == f"{two[0].short_name}：发明专利" and one.about.endswith("20 件") and one.day == date(2017, 12, 31)
    )


def test_a_body_reads_its_own_answers_alone_and_words_stay_in_the_house(two, round_, spec):
    lock_round(actor=office(), round=round_)
    part, own = speaking(spec), clerk(two[0])
    assert {one.answer.body for one in visible_locked_cells(own)} == {two[0]}
    found = behind(own, snapshot(), part, "630000", PERIOD)
    assert (found.total, len(found.entries)) == (2, 1)
    assert {"text", "reason"}.isdisjoint(catalogue()["survey_answers"])
    with pytest.raises(FormulaNotUnderstood):
        expression_of({**spec, "where": [["reason", "is", "张三报错"]]})
