"""Surveys: files, forms, figures computed now, successors, members, what `check` tells."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base.identity.models import Succession
from qingzhi.base.identity.testing import a_body
from qingzhi.domains.metrics.actions.survey_deciding import (
    accept_sheet,
)
from qingzhi.domains.metrics.actions.survey_designs import (
    add_rule,
    draft_version,
    load_surveys,
    publish_version,
    remove_question,
    set_question,
)
from qingzhi.domains.metrics.actions.survey_files import take_in_file
from qingzhi.domains.metrics.actions.survey_rounds import lock_round
from qingzhi.domains.metrics.actions.survey_sheets import save_sheet, submit_sheet
from qingzhi.domains.metrics.actions.survey_succession import pass_sheets
from qingzhi.domains.metrics.checks import problems
from qingzhi.domains.metrics.models import Statistic, SurveyAnswer, SurveyCell, SurveyRule
from qingzhi.domains.metrics.queries.survey_workbooks import workbook_of
from qingzhi.domains.metrics.queries.surveys import form_in_force
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.refusals.surveys import (
    AnswerFileRefused,
    SheetEditedMeanwhile,
    SheetIncomplete,
    VersionPublished,
)
from qingzhi.engine.tasks.models import WorkItem

from .survey_samples import (
    FULL,
    SURVEY,
    answers,
    clerk,
    handed_in,
    make_prefecture,
    make_survey,
    office,
    sent,
    sheet_at,
    value,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_may")]
SENT_ON = date(2018, 5, 2)


def test_a_file_fills_the_sheet_as_a_draft_and_only_its_own(two):
    sent()
    mine, other = sheet_at(two[0]), sheet_at(two[1])
    save_sheet(actor=clerk(two[0]), answer=mine, typed=answers(), revision=0)
    mine.refresh_from_db()
    content = workbook_of(mine)
    assert take_in_file(actor=clerk(two[0]), answer=mine, content=content).revision == 1  # says the same
    with pytest.raises(AnswerFileRefused, match="另一个单位"):
        take_in_file(actor=clerk(two[1]), answer=other, content=content)
    save_sheet(actor=clerk(two[0]), answer=mine, typed={"b1": {"value": Decimal(9)}}, revision=1)
    with pytest.raises(SheetEditedMeanwhile):
        take_in_file(actor=clerk(two[0]), answer=mine, content=content)


def test_a_published_form_stands_and_the_next_one_is_dated(two):
    survey = make_survey()
    first = survey.versions.get()
    with pytest.raises(VersionPublished):
        set_question(actor=office(), version=first, code="z1", title="另一项")
    draft = draft_version(actor=office(), survey=survey, source="新的统计制度")
    assert draft.questions.count() == first.questions.count() and draft.rules.count() == 1
    set_question(actor=office(), version=draft, code="z1", title="人员", unit="人")
    remove_question(actor=office(), version=draft, code="a3")
    assert not draft.rules.exists()
    with pytest.raises(ValueNotValid, match="没有代码"):
        add_rule(actor=office(), version=draft, text="a1 = a9")
    with pytest.raises(ValueNotValid, match="单位"):
        set_question(
            actor=office(),
            version=draft,
            code="z2",
            title="钱",
            unit="万元",
            indicator=first.questions.get(code="a1").indicator,
        )
    publish_version(actor=office(), version=draft, valid_from=date(2019, 1, 1))
    assert form_in_force(survey, date(2018, 12, 31)) == first and form_in_force(survey, date(2019, 1, 1)) == draft
    assert load_surveys(actor=office(), rows=[SURVEY]) == 0


def test_a_sheet_is_checked_against_what_is_computed_now(two, monkeypatch):
    from qingzhi.domains.metrics.queries import survey_prefills
    from qingzhi.domains.metrics.queries.values import Value

    def counted(codes, regions, first, last, **options):
        one = Value(Decimal(118), "件", date(2017, 12, 31), "按公式计算", indicator="patents-granted", region="630100",
                    provider="formulas", period="2017-01..12", records_url="/records/")  # fmt: skip
        return {("patents-granted", "630100"): [one]}

    monkeypatch.setattr(survey_prefills, "series_for", counted)
    sent()
    cell = SurveyCell.objects.get(answer__body=two[0], question__code="a1")
    assert (cell.value, cell.computed, cell.computed_url) == (118, 118, "/records/")
    with pytest.raises(SheetIncomplete) as refused:
        submit_sheet(actor=clerk(two[0]), answer=sheet_at(two[0]), typed=answers(), revision=0)
    assert "比系统计算数 118 多 2 件" in refused.value.faults["a1"]
    assert SurveyAnswer.objects.filter(state="owed").count() == 2 and FULL["a1"] == 120


def test_what_a_body_still_owes_is_its_successor_s(two):
    sent()
    heir = make_prefecture(3, "丙州")
    clerk(heir, "heir")
    row = Succession.objects.create(predecessor=two[0], successor=heir, on=SENT_ON, basis="机构改革方案")
    assert pass_sheets(succession=row) == 1 and pass_sheets(succession=row) == 0
    sheet = sheet_at(heir)
    assert WorkItem.objects.get(subject_id=str(sheet.pk), closed_at=None).body == heir
    assert handed_in(heir).state == "submitted"


def test_a_member_speaks_for_the_province_only_where_it_alone_is_asked():
    first, second = a_body("m1", "省农牧厅"), a_body("m2", "省商务厅")
    clerk(first, "m1")
    clerk(second, "m2")
    questions = [
        {"code": "k1", "title": "服务机构数", "unit": "家", "indicator": "agencies", "asked_of": ["m1"]},
        {"code": "g1", "title": "专利授权量", "unit": "件", "indicator": "patents-granted"},
    ]
    round_ = sent(make_survey(audience="members", questions=questions, rules=[]))
    assert sheet_at(second).cells.count() == 1 and sheet_at(first).cells.count() == 2
    for body, typed in ((first, {"k1": 7, "g1": 1}), (second, {"g1": 2})):
        done = submit_sheet(
            actor=clerk(body),
            answer=sheet_at(body),
            typed={code: {"value": Decimal(one)} for code, one in typed.items()},
        )
        accept_sheet(actor=office(), answer=done)
    lock_round(actor=office(), round=round_)
    assert value("630000", "agencies") == 7 and Statistic.objects.count() == 1


def test_a_relation_of_what_is_not_asked_is_told_by_check():
    version = make_survey().versions.get()
    assert problems() == []
    SurveyRule.objects.create(version=version, text="a1 = z9")
    assert "提到没有的项目：z9" in problems()[0]
