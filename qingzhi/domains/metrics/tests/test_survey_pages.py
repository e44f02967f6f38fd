"""Pages of surveys: who may open them, what they show, how many queries they cost, what a form keeps."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.models import User
from qingzhi.domains.metrics.actions.survey_rounds import lock_round
from qingzhi.domains.metrics.models import Statistic, SurveyAnswer, SurveyVersion
from qingzhi.domains.metrics.views.desk.surveying import surveys_card

from .survey_samples import accepted, clerk, make_prefecture, make_survey, office, sent, sheet_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_may")]


@pytest.fixture
def bodies():
    found = make_prefecture(1, "甲市"), make_prefecture(2, "乙州")
    clerk(found[0], "first")
    clerk(found[1], "second")
    return found


def signed_in(username):
    client = Client()
    user = User.objects.get(username=username)
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def posted(sheet, **values):
    filled = {"v-a1": "120", "v-a2": "20", "v-a3": "100", "v-b1": "4", "revision": str(sheet.revision), **values}
    return {**{f"r-{code}": "" for code in ("a1", "a2", "a3", "b1")}, **filled}


def test_every_page_opens_to_the_office_with_few_queries(bodies, django_assert_max_num_queries):
    round_ = sent()
    version, sheet = SurveyVersion.objects.get(), sheet_at(bodies[0])
    chief = signed_in("chief")
    draft = f"/metrics/surveys/forms/{version.survey.code}/draft/"
    assert chief.post(draft, {"source": "新制度"}).status_code == 302
    new = SurveyVersion.objects.get(number=2)
    pages = [
        "/metrics/surveys/", "/metrics/surveys/send/", "/metrics/surveys/forms/", draft,
        *(f"/metrics/surveys/rounds/{round_.pk}/{one}" for one in ("", "dun/", "lock/")),
        *(f"/metrics/surveys/sheets/{sheet.pk}/{one}" for one in ("", "accept/", "return/", "unlock/", "template/", "correct/a1/")),
        *(f"/metrics/surveys/versions/{new.pk}/{one}" for one in ("", "question/", "question/a1/", "rule/", "publish/")),
    ]  # fmt: skip
    chief.get("/metrics/surveys/")
    for page in pages:
        with django_assert_max_num_queries(22):
            assert chief.get(page).status_code == 200, page


def test_a_body_opens_its_own_sheet_alone_and_nothing_of_the_office(bodies):
    round_ = sent()
    mine, other = sheet_at(bodies[0]), sheet_at(bodies[1])
    first = signed_in("first")
    for page in (
        "/metrics/surveys/",
        f"/metrics/surveys/rounds/{round_.pk}/",
        f"/metrics/surveys/sheets/{mine.pk}/fill/",
    ):
        assert first.get(page).status_code == 200, page
    assert "乙州" not in first.get(f"/metrics/surveys/rounds/{round_.pk}/").content.decode()
    for one in ("", "fill/", "template/", "upload/"):
        assert first.get(f"/metrics/surveys/sheets/{other.pk}/{one}").status_code == 404
    for page in ("/metrics/surveys/send/", f"/metrics/surveys/rounds/{round_.pk}/lock/"):
        assert first.get(page).status_code == 403
    assert Client().get("/metrics/surveys/").status_code == 302


def test_a_sheet_is_saved_refused_with_what_was_typed_and_handed_in(bodies):
    sent()
    sheet, first = sheet_at(bodies[0]), signed_in("first")
    page = f"/metrics/surveys/sheets/{sheet.pk}/fill/"
    answer = first.post(page, {**posted(sheet, **{"v-a3": "99"}), "submit": "1"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "授权量等于各项之和" in text and 'value="99"' in text
    sheet.refresh_from_db()
    assert sheet.state == "draft"  # what was typed is kept though it could not be handed in
    assert "不是数值" in first.post(page, {**posted(sheet, **{"v-b1": "四家"}), "submit": "1"}).content.decode()
    sheet.refresh_from_db()
    done = first.post(page, {**posted(sheet), "submit": "1"})
    assert done.status_code == 302 and done.url == f"/metrics/surveys/sheets/{sheet.pk}/"
    assert first.post(page, {**posted(sheet), "submit": "1"}).status_code == 302  # a double click
    sheet.refresh_from_db()
    assert sheet.state == "submitted"


def test_the_second_of_two_clerks_sees_both_answers(bodies):
    sent()
    sheet, first = sheet_at(bodies[0]), signed_in("first")
    clerk(bodies[0], "colleague")
    second, page = signed_in("colleague"), f"/metrics/surveys/sheets/{sheet.pk}/fill/"
    first.post(page, {**posted(sheet), "save": "1"})
    text = second.post(page, {**posted(sheet, **{"v-b1": "7"}), "save": "1"}).content.decode()
    assert "first在09:00保存过" in text and 'value="7"' in text and "现在保存的是：4" in text
    sheet.refresh_from_db()
    assert f'name="revision" value="{sheet.revision}"' in text


def test_a_file_that_cannot_be_taken_is_answered_in_one_sentence(bodies):
    sent()
    sheet, first = sheet_at(bodies[0]), signed_in("first")
    page = f"/metrics/surveys/sheets/{sheet.pk}/upload/"
    file = SimpleUploadedFile("答卷.csv", b"a,b\n1,2\n")
    assert "不是从本系统下载的调查表" in first.post(page, {"file": file}).content.decode()
    filled = SimpleUploadedFile("答卷.xlsx", first.get(f"/metrics/surveys/sheets/{sheet.pk}/template/").content)
    assert first.post(page, {"file": filled}).status_code == 302


def test_a_figure_opens_to_its_sheet(bodies):
    round_ = sent()
    for body in bodies:
        accepted(body)
    lock_round(actor=office(), round=round_)
    chief = signed_in("chief")
    statistic = Statistic.objects.get(region__code="630100", indicator__code="agencies")
    text = chief.get(f"/metrics/statistics/{statistic.pk}/").content.decode()
    assert f"/metrics/surveys/sheets/{SurveyAnswer.objects.first().pk}/" in text
    total = Statistic.objects.get(region__code="630000")
    assert f"/metrics/surveys/rounds/{round_.pk}/" in chief.get(f"/metrics/statistics/{total.pk}/").content.decode()


def test_questions_and_relations_are_edited_by_form(bodies):
    survey = make_survey()
    office()
    chief = signed_in("chief")
    chief.post(f"/metrics/surveys/forms/{survey.code}/draft/", {"source": "新制度"})
    draft = SurveyVersion.objects.get(number=2)
    page = f"/metrics/surveys/versions/{draft.pk}/"
    given = {"code": "z1", "title": "专职人员", "kind": "number", "unit": "人", "rollup": "none", "required": "on"}
    assert chief.post(f"{page}question/", given).status_code == 302
    assert "小写英文字母" in chief.post(f"{page}question/", {**given, "code": "甲"}).content.decode()
    assert chief.post(f"{page}question/z1/", {**given, "title": "专职人员数"}).status_code == 302
    assert draft.questions.get(code="z1").title == "专职人员数"
    assert chief.post(f"{page}rule/", {"text": "z1 <= b1", "strict": "on"}).status_code == 302
    assert "专职人员数（z1）" in chief.get(page).content.decode()
    assert chief.post(f"{page}question/z1/remove/").status_code == 302
    assert draft.rules.count() == 1 and not draft.questions.filter(code="z1").exists()
    rule = draft.rules.get()
    assert chief.post(f"{page}rule/{rule.pk}/remove/").status_code == 302
    assert chief.post(f"{page}publish/", {"valid_from": "2018-06-01", "confirmed": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "published"


def test_the_office_s_first_page_names_rounds_on_their_way(bodies):
    assert surveys_card(office()) is None
    sent()
    with clock.fixed(datetime(2018, 8, 1, 9, 0)):
        text = signed_in("chief").get("/").content.decode()
    assert "市州知识产权统计年报（2017年）" in text and "逾期未报 2 个单位，待审核 0 份" in text
