"""Commendations: candidates by place, checks, publicity, decision by somebody else."""

from datetime import date, datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body, an_actor
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.support.actions.commendations import (
    NewCandidate,
    check_candidates,
    decide_commendation,
    leave_out,
    open_commendation,
    publicise_commendation,
)
from qingzhi.domains.support.models import Commendation
from qingzhi.domains.support.queries.commendation_checks import _checks, commendation_check
from qingzhi.domains.support.queries.credit import CreditAnswer, credit_source, forget_credit_source
from qingzhi.domains.support.refusals.awards import RoundNotThere, ValueUnfit
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.publication.actions import accept_objection, answer_objection
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.publication.testing import make_objection

pytestmark = pytest.mark.django_db
DAY = datetime(2018, 7, 2, 9, 0)


@pytest.fixture
def office():
    for code in ("award.publicity", "award.objection.accept", "award.objection.investigate"):
        LimitRule.objects.create(
            code=code, title=code, value=7, unit="day", counting="calendar", source="测试", status="default"
        )
    with clock.fixed(DAY):
        yield an_actor("planner", "support.commend.manage", "support.commend.view", "publication.manage")


@pytest.fixture
def chief(office):
    return an_actor("chief", "support.commend.decide", "support.commend.view", "publication.manage")


@pytest.fixture
def barred():
    """The second party is barred by its archive, the third body by a notice that it owes an answer."""
    credit_source("测试档案", lambda party, on: CreditAnswer("测试档案", party.name != "乙公司", "核查"))
    commendation_check("测试", lambda subject, on: CreditAnswer("督办", subject.display_name != "丙局", "核查") if hasattr(subject, "body") else None)  # fmt: skip
    yield
    forget_credit_source("测试档案")
    _checks.pop("测试")


def opened(office, *subjects, quota=1):
    rows = [
        NewCandidate(subject, subject.display_name, place, f"{place}", "80.00")
        for place, subject in enumerate(subjects, 1)
    ]
    source = a_body("source", "评价")
    return open_commendation(
        actor=office, source=source, source_url="/x/", title="2017年表彰", year=2017, quota=quota, basis="会议纪要",
        candidates=rows,
    )  # fmt: skip


def test_the_best_who_pass_the_checks_are_commended(office, chief, barred):
    first, second = make_party("甲公司"), make_party("乙公司")
    body = a_body("c", "丙局")
    round_ = opened(office, second.subject, body.subject, first.subject)
    assert opened(office, first.subject) == round_ and round_.candidates.count() == 3
    with pytest.raises(RoundNotThere, match="没有核查"):
        publicise_commendation(actor=office, round=round_)
    check_candidates(actor=office, round=round_)
    found = {one.name: one for one in Commendation.objects.all()}
    assert [found[name].checks_ok for name in ("甲公司", "乙公司", "丙局")] == [True, False, False]
    notice = publicise_commendation(actor=office, round=round_)
    assert [item.subject_id for item in notice.items.all()] == [str(found["甲公司"].pk)] and notice.takes_objections
    with pytest.raises(RoundNotThere, match="届满"):
        decide_commendation(actor=chief, round=round_, decision="省知识产权局公告")
    with clock.fixed(datetime(2018, 7, 20, 9, 0)):
        with pytest.raises(PermitRefused):
            decide_commendation(actor=office, round=round_, decision="公告")
        done = decide_commendation(actor=chief, round=round_, decision="省知识产权局公告")
        with pytest.raises(RoundNotThere):
            decide_commendation(actor=chief, round=round_, decision="公告")
    assert (done.stage, done.decided_by) == ("decided", "chief")
    assert Commendation.objects.get(state="commended").name == "甲公司"
    assert Publication.objects.filter(kind="support.commendation.given").count() == 1
    assert entries_of(done).filter(action="support.decide_commendation").count() == 1
    assert EventRow.objects.filter(name="support.commendation_moved").count() == 2


def test_who_opened_it_does_not_decide(office):
    both = an_actor("both", "support.commend.manage", "support.commend.decide", "publication.manage")
    round_ = opened(both, make_party("甲公司").subject)
    check_candidates(actor=both, round=round_)
    publicise_commendation(actor=both, round=round_)
    with clock.fixed(datetime(2018, 7, 20, 9, 0)), pytest.raises(RoundNotThere, match="以外的人"):
        decide_commendation(actor=both, round=round_, decision="公告")


def test_who_is_left_out_has_his_reason_and_equal_places_do_not_exceed_the_quota(office):
    one, two = make_party("甲公司"), make_party("乙公司")
    round_ = opened(office, one.subject, two.subject)
    Commendation.objects.update(place=1)
    check_candidates(actor=office, round=round_)
    with pytest.raises(ValueUnfit, match="并列"):
        publicise_commendation(actor=office, round=round_)
    out = Commendation.objects.get(name="乙公司")
    with pytest.raises(ValueUnfit):
        leave_out(actor=office, candidate=out, reason="")
    leave_out(actor=office, candidate=out, reason="自愿放弃")
    publicise_commendation(actor=office, round=round_)
    assert Commendation.objects.get(state="proposed").name == "甲公司"
    assert Commendation.objects.get(name="乙公司").why == "自愿放弃" and date(2018, 7, 2) == clock.today()


def test_an_objection_that_was_right_strikes_its_row_and_one_against_the_list_stops_it(office, chief):
    one, two = make_party("甲公司"), make_party("乙公司")
    round_ = opened(office, one.subject, two.subject, quota=2)
    check_candidates(actor=office, round=round_)
    notice = publicise_commendation(actor=office, round=round_)
    struck = Commendation.objects.get(name="甲公司")
    against = make_objection(notice, item=notice.items.get(subject_id=str(struck.pk)))
    whole = make_objection(notice)
    with clock.fixed(datetime(2018, 7, 20, 9, 0)):
        with pytest.raises(RoundNotThere, match="异议尚未办结"):
            decide_commendation(actor=chief, round=round_, decision="公告")
        for objection in (against, whole):
            accept_objection(actor=SYSTEM, objection=objection)
            answer_objection(actor=SYSTEM, objection=objection, upheld=True, answer="经查，异议成立")
        with pytest.raises(RoundNotThere, match="整个公示"):
            decide_commendation(actor=chief, round=round_, decision="公告")
        type(whole).objects.filter(pk=whole.pk).update(standing="dismissed")
        decide_commendation(actor=chief, round=round_, decision="公告")
    assert [each.state for each in Commendation.objects.order_by("place")] == ["struck", "commended"]
