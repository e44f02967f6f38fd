"""Nominations of awards: the register, the time, one right once, the names covered; famous marks and their end."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.rights.actions.status import enter_status
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.support.actions.award_nominating import nominate
from qingzhi.domains.support.actions.award_rounds import draft_round, open_award_round
from qingzhi.domains.support.actions.award_scoring import start_scoring
from qingzhi.domains.support.refusals.awards import (
    NominatedTwice,
    RightUnfit,
    RoundNotThere,
    SelectionEnded,
)
from qingzhi.domains.support.testing.award_steps import (
    POOL,
    experts,
    fresh,
    publicised,
    step,
)
from qingzhi.domains.support.testing.awards import (
    desk,
    make_award_round,
    make_award_rules,
    make_grouped,
    make_nomination,
    nominator,
    office,
)
from qingzhi.engine.procedures.refusals import GuardRefused
from qingzhi.engine.scoring.models import Entry

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def test_names_are_covered_for_the_experts():
    round_ = make_award_round()
    right = make_right(title="青海示例青稞有限公司的加工装置", holders=["青海示例青稞有限公司"])
    make_nomination(round_, to="grouping", right=right)
    make_grouped(round_, 1)
    experts()
    start_scoring(actor=SYSTEM, round=round_, candidate_source=POOL)
    entry = Entry.objects.get(title__contains="青海示例青稞有限公司")
    assert entry.blind_title == "某单位的加工装置"
    assert "示例青稞" not in entry.blind_text


def test_what_the_register_says_stops_a_nomination():
    round_ = make_award_round()
    one = make_nomination(round_, to="checking")
    enter_status(actor=SYSTEM, right=one.right, status="lapsed", on=date(2018, 6, 1), basis="终止公告")
    fresh(one).right.refresh_from_db()
    with pytest.raises(GuardRefused, match="法律状态：未缴年费终止"):
        step(one, "confirm_register")
    step(one, "refuse_register", note="专利权已终止")
    assert one.case.state == "refused" and one.register_ok is False
    assert ["法律状态", False, "未缴年费终止"] in [list(line) for line in one.register_lines]


def test_one_right_stands_once_in_a_round_and_only_of_its_kind():
    round_ = make_award_round()
    one = make_nomination(round_)
    other = a_body("xining", "西宁市知识产权局")
    with pytest.raises(NominatedTwice, match="已由省科技厅推荐"):
        make_nomination(round_, other, right=one.right)
    with pytest.raises(RightUnfit, match="不接受"):
        make_nomination(round_, other, right=make_right("trademark"))
    with pytest.raises(PermitRefused):
        nominate(actor=nominator(other), round=round_, right=make_right(), nominator=office(), summary="代他人推荐")


def test_returned_once_with_everything_missing():
    round_ = make_award_round()
    one = make_nomination(round_, to="submitted")
    step(one, "return_form", note="缺推荐函原件")
    step(one, "resubmit", nominator(one.nominator))
    with pytest.raises(GuardRefused, match="已退回补正一次"):
        step(one, "return_form", note="还缺")


def test_nominations_are_taken_in_their_time():
    round_ = make_award_round()
    with clock.fixed(date(2018, 12, 29)), pytest.raises(RoundNotThere, match="推荐时间"):
        make_nomination(round_)


def test_famous_marks_are_refused_from_the_day_the_policy_ended_them():
    make_award_rules()
    values = {
        "kind": "mark", "year": 2018, "title": "", "body": office(), "granted_by": date(2017, 12, 31),
        "opens_on": TODAY, "closes_on": date(2018, 9, 30),
    }  # fmt: skip
    with pytest.raises(SelectionEnded, match="自 2018-05-01 起不再开展著名商标评选"):
        draft_round(actor=SYSTEM, **values)
    with clock.fixed(date(2018, 4, 30)):
        draft = draft_round(actor=SYSTEM, **values)
        assert draft.validity_years == 3
    with pytest.raises(SelectionEnded):  # drafted before, and too late to begin
        open_award_round(actor=SYSTEM, round=draft)
    assert draft_round(actor=SYSTEM, **{**values, "kind": "patent"}).stage == "draft"


def test_a_famous_mark_has_a_term_and_can_be_removed():
    with clock.fixed(date(2018, 3, 1)):
        round_ = make_award_round(kind="mark", budget=0, closes_on=date(2018, 6, 30))
        _, (mark,) = publicised(round_, 90)
    with clock.fixed(date(2018, 3, 12)):
        step(mark, "end_publicity", desk(1))
        step(mark, "approve", desk(2), data={"decision": "认定决定"})
        step(mark, "certify_only", desk(1))
        assert (mark.case.state, mark.valid_to) == ("awarded", date(2021, 3, 12))
        honour = mark.right.honours.get(kind="famous")
        assert (honour.valid_from, honour.valid_to) == (date(2018, 3, 12), date(2021, 3, 12))
    with clock.fixed(date(2018, 9, 3)):
        step(mark, "remove", desk(2), data={"reason": "注册商标被注销"})
    assert (mark.case.state, mark.removed_on) == ("removed", date(2018, 9, 3))
