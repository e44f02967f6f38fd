"""Before the doors open: a fair is entered, its list loaded and brought up to date, risks found, graded and answered."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import Person
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.enforcement.actions.fair_screening import answer_risk, screen_fair
from qingzhi.domains.enforcement.actions.fairs import end_duty, enter_fair, set_duty
from qingzhi.domains.enforcement.models import Decision, Exhibit, Fair, FairDuty, FairRisk, ListedRight
from qingzhi.domains.enforcement.queries import fair_sources
from qingzhi.domains.enforcement.queries.fair_lists import lines_in
from qingzhi.domains.enforcement.refusals.fairs import FairNotValid, ListNotTaken, RiskAnswered
from qingzhi.domains.enforcement.terms.fairs import RiskAnswer
from qingzhi.domains.enforcement.terms.flags import ListedKind
from qingzhi.domains.enforcement.testing.decisions import a_decision, make_case, someone
from qingzhi.domains.enforcement.testing.fairs import DAY, a_fair, line, make_list, officer, receive, walk
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right

pytestmark = pytest.mark.django_db
FIRM = "青海示例藏毯有限公司"


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(DAY):
        yield


def kinds(fair: Fair) -> list[tuple[str, str]]:
    rows = FairRisk.objects.filter(exhibitor__fair=fair).order_by("exhibitor__stand", "kind")
    return [(one.exhibitor.stand, one.kind) for one in rows.select_related("exhibitor")]


def test_a_fair_is_entered_corrected_and_staffed():
    fair = a_fair()
    with pytest.raises(FairNotValid):
        enter_fair(
            actor=officer(), body=fair.body, name="倒", organiser="甲", place="乙", region=fair.region, begins_on=DAY, ends_on=DAY - timedelta(days=1)
        )  # fmt: skip
    with pytest.raises(PermitRefused):
        enter_fair(
            actor=someone(9, "enforcement.case.view"), body=fair.body, name="别", organiser="甲", place="乙", region=fair.region, begins_on=DAY,
            ends_on=DAY,
        )  # fmt: skip
    values = {
        "name": "改名展",
        "organiser": "甲",
        "place": "乙",
        "region": fair.region,
        "begins_on": DAY,
        "ends_on": DAY,
    }
    enter_fair(actor=officer(), body=fair.body, fair=fair, **values)
    fair.refresh_from_db()
    assert fair.name == "改名展" and Fair.objects.count() == 1

    a_post(an_account("duty", "驻会甲"), a_role("duty"), a_body())
    person, station = Person.objects.get(name="驻会甲"), fair.stations.get()
    made = set_duty(actor=officer(), station=station, person=person, on=DAY)
    assert set_duty(actor=officer(), station=station, person=person, on=DAY).pk == made.pk
    with pytest.raises(FairNotValid, match="展期内"):
        set_duty(actor=officer(), station=station, person=person, on=DAY + timedelta(days=1))
    end_duty(actor=officer(), station=station, duty_id=made.pk)
    end_duty(actor=officer(), station=station, duty_id=made.pk)
    assert not FairDuty.objects.exists()
    verbs = list(AuditEntry.objects.filter(action__startswith="enforcement.").values_list("action", flat=True))
    assert verbs.count("enforcement.set_duty") == verbs.count("enforcement.end_duty") == 1


def test_a_file_is_taken_whole_or_not_at_all(tmp_path: Path):
    path = tmp_path / "名单.csv"
    path.write_text("展位号,参展单位,展品名称,注册号\nA12,青海示例藏毯有限公司,藏毯,1234567\n", encoding="utf-8")
    assert [(one.stand, one.right_number, one.right_type) for one in lines_in(path)] == [("A12", "1234567", "unsure")]
    path.write_text("展位号,参展单位,展品名称\nA12,甲,藏毯\nA13,,银器\n", encoding="utf-8")
    with pytest.raises(ListNotTaken, match="第 3 行：没有填写参展商"):
        lines_in(path)
    path.write_text("展位号,展品名称\nA12,藏毯\n", encoding="utf-8")
    with pytest.raises(ListNotTaken, match="参展商"):
        lines_in(path)


def test_loading_again_brings_the_list_up_to_date():
    fair = a_fair()
    party = make_party(FIRM)
    make_list(fair, line(), line(product="唐卡"), line(stand="B1", name="已退展的示例店"))
    make_list(fair, line(product="唐卡", right_number="1"), line(stand="B2", name="新来的示例店"))
    rows = {one.stand: one for one in fair.exhibitors.all()}
    assert {stand: one.left_out for stand, one in rows.items()} == {"A12": False, "B1": True, "B2": False}
    assert rows["A12"].party_id == party.pk
    assert list(Exhibit.objects.filter(exhibitor=rows["A12"]).values_list("product", "right_number")) == [("唐卡", "1")]


def test_numbers_are_asked_of_the_register():
    make_party(FIRM)
    make_party("别家示例公司")
    own = make_right(kind="trademark", number="1111111", title="示例雪莲", holders=[FIRM])
    other = make_right(kind="trademark", number="2222222", title="示例昆仑", holders=["别家示例公司"])
    lapsed = make_right(kind="trademark", number="3333333", title="示例旧标", holders=[FIRM], status="expired")
    fair = a_fair()
    make_list(
        fair, line(stand="A1", right_type="trademark", right_number=own.number, brand="示例雪莲"),
        line(stand="A2", right_type="trademark", right_number=other.number), line(stand="A3", right_type="trademark", right_number=lapsed.number),
        line(stand="A4", right_type="trademark", right_number="9999999"), line(stand="A5", brand="示例昆仑"),
    )  # fmt: skip
    assert screen_fair(actor=officer(), fair=fair) == 4
    assert kinds(fair) == [("A2", "not_holder"), ("A3", "lapsed"), ("A4", "unknown"), ("A5", "mark")]
    mark = FairRisk.objects.get(kind="mark")
    assert mark.level == "high" and "别家示例公司" in mark.reason and "重点保护名录" not in mark.reason
    ListedRight.objects.create(
        right=other, kind=ListedKind.WELL_KNOWN, reason="测试", source="测试", body=fair.body, valid_from=DAY
    )
    screen_fair(actor=officer(), fair=fair)
    mark.refresh_from_db()
    assert "重点保护名录" in mark.reason


@pytest.mark.usefixtures("sample_table")
def test_what_was_decided_before_counts(monkeypatch):
    party = make_party(FIRM)
    a_decision(make_case(), party_name=FIRM)
    Decision.objects.update(effective_on=date(2018, 6, 20))
    for number, begins in enumerate((date(2017, 7, 1), date(2016, 7, 1))):
        earlier = a_fair(name=f"往届展会{number}", begins_on=begins, ends_on=begins)
        make_list(earlier)
        walk(receive(earlier).case, "accept", "note_defence", "uphold")
    monkeypatch.setitem(fair_sources._sources, "credit", lambda parties, on: {party.pk: "在严重违法失信名单中"})
    fair = a_fair()
    make_list(fair, line(), line(stand="B1", name="清白的示例店"))
    screen_fair(actor=officer(), fair=fair)
    assert kinds(fair) == [("A12", "credit"), ("A12", "decided"), ("A12", "fair")]
    twice = FairRisk.objects.get(kind="fair", exhibitor__fair=fair)
    assert (twice.level, twice.advice) == ("high", "连续两次以上侵权成立的，可以禁止参加下一届展会")
    Decision.objects.update(revoked_on=DAY)
    monkeypatch.setitem(fair_sources._sources, "credit", lambda parties, on: {})
    screen_fair(actor=officer(), fair=fair)
    assert kinds(fair) == [("A12", "fair")]


def test_an_answer_stays_and_is_given_once():
    fair = a_fair()
    make_list(fair, line(right_number="9999999"))
    screen_fair(actor=officer(), fair=fair)
    risk = FairRisk.objects.get()
    answer_risk(actor=officer(31), risk=risk, answer=RiskAnswer.WARNED, note="已电话提示")
    answer_risk(actor=officer(31), risk=risk, answer=RiskAnswer.WARNED, note="已电话提示")
    with pytest.raises(RiskAnswered, match="驻会人员31"):
        answer_risk(actor=officer(32), risk=risk, answer=RiskAnswer.BARRED, note="另有看法")
    screen_fair(actor=officer(), fair=fair)
    assert FairRisk.objects.get().answer == "warned"
    assert AuditEntry.objects.filter(action="enforcement.answer_risk").count() == 1
