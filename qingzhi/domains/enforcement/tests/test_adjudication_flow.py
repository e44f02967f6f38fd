"""An adjudication: standing, limits by the law in force, defence, hearing, stay, two extensions, ruling, fifteen days, court."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.events.models import EventRow
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.models import Case, CaseClock
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused

from ..actions.requests import resume_after_mediation
from ..actions.staffing import exclude_person, name_panel
from ..models import Decision, OfficerCertificate
from ..queries.findings import finds_wrong
from ..refusals.cases import Excluded, PanelNotValid
from ..testing.cases import chief, make_request, officer, walk

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(MONDAY):
        yield


def due_of(case, code):
    return CaseClock.objects.filter(case=case, code=code).latest("pk").due_on


def examining(**values):
    """A case that has come to its hearing with nobody's defence: the defence is over on 18 March."""
    case = walk(make_request(own=False, **values).case, "enter_paper", "accept", "serve_copy")
    with clock.fixed(date(2025, 3, 19)):
        return walk(case, "examine")


def test_from_request_to_a_ruling_that_binds():
    case = walk(make_request().case, "submit")
    assert case.due_on == date(2025, 3, 10)
    case = walk(case, "lengthen_acceptance")
    assert case.due_on == date(2025, 3, 17)
    case = walk(case, "accept", "serve_copy")
    assert (due_of(case, "decide"), due_of(case, "defence")) == (date(2025, 6, 3), date(2025, 3, 18))
    with pytest.raises(GuardRefused, match="2025-03-18"):
        walk(case, "examine")
    with clock.fixed(date(2025, 3, 14)):
        case = walk(case, "note_defence")
        assert due_of(case, "forward") == date(2025, 3, 21)
        with pytest.raises(GuardRefused, match="转送请求人"):
            walk(case, "examine")
        case = walk(case, "send_defence", "examine")
    with clock.fixed(date(2025, 3, 17)):
        with pytest.raises(GuardRefused, match="2025-03-20"):  # three working days ahead
            walk(case, "call_oral", hearing_on="2025-03-19")
        case = walk(case, "call_oral", hearing_on="2025-03-20")
        with pytest.raises(GuardRefused, match="2025-03-20"):
            walk(case, "hold_oral")
    with clock.fixed(date(2025, 3, 20)):
        case = walk(case, "hold_oral", "conclude", "sign", "serve")
    assert due_of(case, "suing") == date(2025, 4, 7)  # fifteen days end on 清明, Friday 4 April: Monday
    made = Decision.objects.get(case=case)
    assert made.served_on == date(2025, 3, 20) and made.effective_on is None
    with clock.fixed(date(2025, 4, 7)), pytest.raises(GuardRefused, match="2025-04-07"):
        walk(case, "bind")
    with clock.fixed(date(2025, 4, 8)):
        case = walk(case, "bind", "apply_to_court", "court_result")
    made.refresh_from_db()
    assert made.effective_on == date(2025, 4, 8) and case.outcome == "closed"
    kinds = {one.kind.split(".")[1] for one in documents_about(case)}
    assert kinds == {
        "acceptance",
        "defence_notice",
        "oral_notice",
        "adjudication",
        "service_proof",
        "court_application",
    }
    assert EventRow.objects.filter(name="enforcement.decision_effective").count() == 1


def test_a_stay_stands_still_and_both_extensions_follow():
    """Accepted 3 March, due 3 June; stayed for the thirty days from 1 April: due 3 July; a month: 4 August (3 is a Sunday)."""
    case = examining()
    with clock.fixed(date(2025, 4, 1)):
        case = walk(case, "stay")
        assert case.due_on is None and case.dossier.stay_told["outcome"]["answer"] == "must"
    with clock.fixed(date(2025, 5, 1)):
        case = walk(case, "resume")
    assert due_of(case, "decide") == date(2025, 7, 3)
    with clock.fixed(date(2025, 5, 6)):
        with pytest.raises(GuardRefused, match="请先由负责人批准延长"):
            walk(case, "lengthen_above")
        case = walk(case, "lengthen")
        assert due_of(case, "decide") == date(2025, 8, 4)
        case = walk(case, "lengthen_above")
        assert due_of(case, "decide") == date(2025, 10, 9)  # 3 October is the holiday of 1 to 8 October
        with pytest.raises(GuardRefused, match="已经延长过一次"):
            walk(case, "lengthen_above")


@pytest.mark.parametrize(
    ("values", "data", "note", "refusal"),
    [
        ({}, {"ground": "other"}, "", "不能中止"),
        ({"patent_type": "invention"}, {}, "", "须写明理由"),
        ({"patent_type": "invention"}, {}, "无效审理已近尾声", ""),
        ({}, {"report": "clean"}, "", "须写明理由"),
        ({}, {"ground": "succession"}, "", ""),
    ],
)
def test_what_may_be_stayed(values, data, note, refusal):
    case = examining(**values)
    if refusal:
        with pytest.raises(GuardRefused, match=refusal):
            walk(case, "stay", note=note, **data)
    else:
        assert walk(case, "stay", note=note, **data).state == "stayed"


def test_what_must_be_stayed_does_not_go_on():
    with pytest.raises(GuardRefused, match="应当中止"):
        walk(examining(), "refuse_stay", ground="invalidation")


def test_before_february_2025_nobody_lengthened_acceptance_or_asked_above():
    with clock.fixed(date(2018, 7, 2)):
        case = walk(make_request(own=False, abroad=True).case, "enter_paper")
        with pytest.raises(GuardRefused, match="没有规定延长立案期限"):
            walk(case, "lengthen_acceptance")
        case = walk(case, "accept", "serve_copy")
        assert due_of(case, "defence") == date(2018, 7, 17)
    with clock.fixed(date(2018, 7, 18)):
        case = walk(case, "examine", "lengthen")
        assert due_of(case, "decide") == date(2018, 11, 2)
        with pytest.raises(GuardRefused, match="没有规定上一级部门批准"):
            walk(case, "lengthen_above")


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"standing": "ordinary"}, "没有另行的明确授权"), ({"standing": "sole"}, "排他实施许可"), ({"standing": "other"}, "利害关系人"),
        ({"sued": True}, "已就该纠纷起诉"), ({"other_way": True}, "另有约定"), ({"in_competence": False}, "受案和管辖"),
    ],
)  # fmt: skip
def test_the_five_conditions(values, refusal):
    case = walk(make_request(own=False, **values).case, "enter_paper")
    with pytest.raises(GuardRefused, match=refusal):
        walk(case, "accept")


def test_a_panel_of_three_or_more_odd_none_excluded():
    case = walk(make_request(own=False).case, "enter_paper")
    people = [one.person for one in OfficerCertificate.objects.order_by("number")]
    with pytest.raises(PanelNotValid, match="现为4人"):
        walk(case, "accept", members=[str(one.pk) for one in people[1:]])
    with pytest.raises(PanelNotValid, match="现为1人"):
        name_panel(actor=chief(), case=case, presiding=people[0], members=[people[0]])
    exclude_person(actor=chief(), case=case, person=people[1], reason="曾代理被请求人")
    with pytest.raises(FormWrong):
        walk(case, "accept")
    with pytest.raises(Excluded):
        name_panel(actor=chief(), case=case, presiding=people[0], members=people[1:3])
    case = walk(case, "accept", members=[str(people[2].pk), str(people[3].pk)])
    exclude_person(actor=chief(), case=case, person=people[2], reason="近亲属")
    with clock.fixed(date(2025, 3, 19)):
        case = walk(case, "serve_copy")
    with clock.fixed(date(2025, 4, 7)):
        case = walk(case, "examine")
        with pytest.raises(GuardRefused, match="现为2人"):
            walk(case, "conclude")


def test_mediation_gives_the_case_back_with_its_clock():
    case = examining()
    with clock.fixed(date(2025, 4, 1)):
        case = walk(case, "to_mediation")
    with clock.fixed(date(2025, 4, 21)):
        back = resume_after_mediation(actor=officer(), case=case, settled=False, note="调解不成")
        assert back.state == "examining" and due_of(back, "decide") == date(2025, 6, 23)
        assert resume_after_mediation(actor=officer(), case=back, settled=True, note="再来").state == "examining"
        case = walk(back, "to_mediation")
        assert resume_after_mediation(actor=officer(), case=case, settled=True, note="达成协议").outcome == "closed"


def test_the_fast_track_finds_within_days_and_goes_over_with_everything():
    case = walk(make_request(own=False, fast=True).case, "enter_paper")
    assert case.due_on == date(2025, 3, 5)
    case = walk(case, "accept")
    assert (due_of(case, "finding"), due_of(case, "answer")) == (date(2025, 3, 12), date(2025, 3, 6))
    case = walk(case, "serve_copy", "note_answer", "draft_finding", "issue_finding", "to_ordinary")
    ordinary = Case.objects.get(procedure="enforcement.adjudication")
    assert case.outcome == "transferred" and ordinary.state == "submitted" and ordinary.due_on == date(2025, 3, 10)
    assert ordinary.dossier.patent_number == case.dossier.patent_number and ordinary.links.get().to_id == case.pk


@pytest.mark.parametrize(("ruling", "wrong"), [("infringes", True), ("partly", True), ("not", False)])
def test_who_did_not_infringe_has_done_no_wrong(ruling, wrong):
    case = walk(walk(examining(), "conclude", ruling=ruling), "sign")
    assert finds_wrong(Decision.objects.get(case=case)) is wrong
