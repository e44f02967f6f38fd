"""Objections to those who are proposed for an award: what suspends, what corrects, what is none."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.support.actions.award_publishing import correct_order
from qingzhi.domains.support.refusals.awards import (
    ValueUnfit,
)
from qingzhi.domains.support.testing.award_steps import (
    fresh,
    publicised,
    step,
)
from qingzhi.engine.procedures.refusals import GuardRefused
from qingzhi.engine.publication.actions import accept_objection, answer_objection, load_grounds, object_to
from qingzhi.engine.publication.actions.objecting import Objector
from qingzhi.engine.publication.models import ObjectionGround, Publication

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def grounds():
    rows = [
        {"code": "ownership", "title": "权属纠纷", "nature": "substantive", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
        {"code": "order", "title": "排序有误", "nature": "formal", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
        {"code": "grade", "title": "对等级不服", "nature": "none", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
    ]  # fmt: skip
    load_grounds(actor=SYSTEM, rows=rows)


def objected(one, ground):
    item = Publication.objects.get(kind="support.award.proposed").items.get(subject_id=str(one.pk))
    made = object_to(
        actor=SYSTEM, publication=item.publication, item=item, ground=ObjectionGround.objects.get(code=ground),
        text="该专利的权利归属正在诉讼，受理通知书附后。", objector=Objector("王五", "13900000000"),
    )  # fmt: skip
    while deliver_events():
        pass
    return made


def decided(objection, *, upheld):
    accept_objection(actor=SYSTEM, objection=objection)
    answer_objection(actor=SYSTEM, objection=objection, upheld=upheld, answer="经查证属实情况如下。", withdraw=False)
    while deliver_events():
        pass


def test_a_substantive_objection_suspends_and_ends_a_nomination():
    grounds()
    _, (gold, excellent) = publicised()
    made = objected(gold, "ownership")
    assert fresh(gold).case.state == "investigating"
    assert fresh(excellent).case.state == "publicity"
    decided(made, upheld=True)
    assert (fresh(gold).case.state, gold.case.outcome) == ("disqualified", "refused")


def test_days_of_an_investigation_do_not_count_as_publicity():
    grounds()
    _, (gold, _) = publicised()
    period = gold.case.clocks.get(code="publicity")
    with clock.fixed(date(2018, 7, 4)):
        made = objected(gold, "ownership")
    with clock.fixed(date(2018, 7, 9)):
        decided(made, upheld=False)
        assert fresh(gold).case.state == "publicity"
        assert gold.case.clocks.get(code="publicity").due_on > period.due_on
    with clock.fixed(date(2018, 7, 10)), pytest.raises(GuardRefused, match="公示至"):
        step(gold, "end_publicity")


def test_a_formal_objection_corrects_the_order_and_an_objection_to_the_grade_is_none():
    grounds()
    _, (gold, _) = publicised()
    gold.persons = ["甲", "乙"]
    gold.save()
    assert objected(gold, "grade").standing == "lead"
    made = objected(gold, "order")
    assert fresh(gold).case.state == "publicity"
    decided(made, upheld=True)
    with pytest.raises(ValueUnfit, match="不能增减"):
        correct_order(actor=SYSTEM, nomination=gold, holders=gold.holders, persons=["甲"], reason="按登记簿更正")
    correct_order(actor=SYSTEM, nomination=gold, holders=gold.holders, persons=["乙", "甲"], reason="按登记簿副本更正")
    item = Publication.objects.get(kind="support.award.proposed").items.get(subject_id=str(gold.pk), withdrawn_at=None)
    assert item.values["persons"] == "乙、甲"
