"""Cases are flagged by what the record says, told why, and no longer when it does not hold any more."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events, publish
from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.queries.lists import inbox_cases
from qingzhi.engine.tasks.models import WorkItem

from ..access.flags import flagged_cases
from ..actions import protection
from ..actions.flagging import recompute_by_the_day, recompute_flags
from ..events.decisions import DecisionContested
from ..models import CaseFlag, Decision, PovertyCounty
from ..queries.flag_facts import facts_of, regions_of
from ..queries.flag_figures import poverty_report
from ..queries.flagging import supervision_facts
from ..refusals import ValueNotValid
from ..refusals.flags import ListedAlready, NotListed
from ..terms import DecisionKind
from ..terms.complaints import RightType
from ..testing.cases import make_penalty
from ..testing.complaints import make_complaint
from ..testing.decisions import a_decision
from ..testing.flags import NAME, a_county, head, make_flag_rules, make_listed, office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july(db):
    with clock.fixed(date(2018, 7, 2)):
        make_flag_rules()
        yield


def happens() -> None:
    """Events, and what their subscribers publish."""
    while deliver_events():
        pass


def flags(case) -> dict[str, CaseFlag]:
    return {one.kind: one for one in CaseFlag.objects.filter(case=case, ended_at=None)}


def told() -> dict[str, int]:
    return dict(Message.objects.filter(kind="enforcement.flagged").values_list("recipient__display_name", "pk"))


def test_a_case_about_a_listed_mark_is_flagged_told_and_goes_before_others():
    entry = make_listed()
    county = a_county()
    near = a_body("ip-630200", "海东市知识产权局", county.parent)
    a_post(an_account("near"), a_role("near", "enforcement.flag.view", scope=Scope.REGION), near)
    other = make_penalty(facts="销售无牌商品。").case
    case = make_penalty(right_number=entry.right.number_shown, region_code="630200").case
    happens()
    case.refresh_from_db()
    found = flags(case)["listed"]
    assert found.entry == entry and found.reasons == [
        f"涉案权利是驰名、著名商标“{NAME}”（{entry.right.number_shown}）；列入理由：省内驰名（认定文书（示例））"
    ]
    assert set(told()) == {"省知识产权局", "海东市知识产权局"}
    items = WorkItem.objects.filter(kind="procedures.enforcement.penalty").values_list("subject_id", "priority")
    assert dict(items) == {str(case.pk): 1, str(other.pk): 0}
    inside = inbox_cases(SYSTEM).order_by("precedence", "due_on", "pk").values_list("pk", flat=True)
    assert list(inside) == [case.pk, other.pk] and flags(other) == {}
    assert AuditEntry.objects.filter(action="enforcement.flag", object_id=str(case.pk)).count() == 1


def test_the_name_in_the_text_is_enough_and_computing_again_changes_nothing():
    make_listed("gi", kind=protection.ListedKind.GI)
    case = make_penalty(facts=f"货架上的{NAME}不是产地所产。").case
    happens()
    recompute_flags(case_id=case.pk)
    happens()
    assert flags(case)["listed"].reasons[0].startswith("案情提到地理标志")
    assert CaseFlag.objects.filter(case=case).count() == 1 and len(told()) == 1


def test_a_complaint_is_flagged_like_a_case_and_takes_precedence():
    entry = make_listed()
    number = entry.right.number_shown
    complaint = make_complaint(right_type=RightType.TRADEMARK, right_number=number, facts="买到的枸杞像是假的。")
    happens()
    complaint.case.refresh_from_db()
    assert flags(complaint.case)["listed"].reasons[0].startswith("涉案权利是驰名") and complaint.case.precedence == 1
    assert "supervise" not in flags(complaint.case)


def test_a_flag_ends_with_the_entry_and_the_case_takes_its_usual_turn():
    entry = make_listed()
    case = make_penalty(right_number=entry.right.number_shown).case
    happens()
    protection.unlist_right(actor=head(), entry=entry, reason="认定期满")
    happens()
    case.refresh_from_db()
    assert flags(case) == {} and case.precedence == 2
    assert CaseFlag.objects.get(case=case).ended_why and WorkItem.objects.filter(priority=1).count() == 0
    with pytest.raises(NotListed, match="2018-07-02"):
        protection.unlist_right(actor=head(), entry=entry, reason="再移出")


def test_days_alone_begin_and_end_flags():
    entry, _ = make_listed(valid_from=date(2018, 8, 1)), a_county()
    case = make_penalty(right_number=entry.right.number_shown, region_code="630224").case
    happens()
    assert set(flags(case)) == {"poverty"}
    with clock.fixed(date(2018, 8, 2)):
        assert recompute_by_the_day() == 1 and set(flags(case)) == {"listed", "poverty"}
    with clock.fixed(date(2020, 4, 22)):
        assert recompute_by_the_day() == 1 and set(flags(case)) == {"listed"}
        assert recompute_by_the_day() == 0


def test_a_listed_right_that_lapsed_flags_nothing():
    entry = make_listed()
    entry.right.status = "expired"
    entry.right.save()
    case = make_penalty(right_number=entry.right.number_shown).case
    happens()
    assert flags(case) == {}


def test_a_closed_case_keeps_its_flags():
    entry = make_listed()
    case = make_penalty(right_number=entry.right.number_shown).case
    happens()
    type(case).objects.filter(pk=case.pk).update(closed_at=clock.now(), outcome="closed")
    protection.unlist_right(actor=head(), entry=entry, reason="认定期满")
    happens()
    assert set(flags(case)) == {"listed"}


def test_a_right_is_listed_once_for_each_kind_by_who_may():
    entry = make_listed()
    values = {
        "right_id": entry.right_id,
        "reason": "省内驰名",
        "source": "文书",
        "valid_from": date(2018, 1, 1),
        "body": a_body(),
    }
    with pytest.raises(ListedAlready):
        protection.list_right(actor=head(), kind=protection.ListedKind.WELL_KNOWN, **values)
    with pytest.raises(ValueNotValid, match="依据"):
        protection.list_right(actor=head(), kind=protection.ListedKind.FOREIGN, **{**values, "source": " "})
    with pytest.raises(PermitRefused):
        protection.list_right(actor=office(), kind=protection.ListedKind.FOREIGN, **values)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"region_code": "630224"}, "案件发生在化隆回族自治县"),
        ({"place": "海东市化隆县示例镇"}, "地点写有“化隆县”"),
        ({"place": "海东市乐都区示例市场"}, ""),
    ],
)
def test_poverty_counties_are_read_from_region_and_place(values, told):
    a_county()
    case = make_penalty(**values).case
    happens()
    found = flags(case).get("poverty")
    assert (found.reasons[0].split("；")[0] if found else "") == told


def test_a_county_flags_until_it_is_none_any_more_and_what_officers_note_counts():
    county = a_county()
    case = make_penalty().case
    happens()
    assert "poverty" not in flags(case)
    protection.note_particulars(actor=office(), case=case, regions=[county])
    happens()
    assert flags(case)["poverty"].reasons[0].startswith("办案人员登记涉及化隆回族自治县")
    figures, rows = poverty_report(head(), 2018)
    assert [one.value for one in figures][:2] == [1, 0] and rows[0].cases == 1
    protection.end_poverty(actor=head(), county=PovertyCounty.objects.get(), on=date(2018, 7, 1), source="公告（示例）")
    happens()
    assert "poverty" not in flags(case)


NOTHING = {
    "regions": 1,
    "amount": Decimal(499_999),
    "complaints": 4,
    "repeats": 0,
    "origin": False,
    "malicious": False,
    "group": False,
}


@pytest.mark.parametrize(
    ("facts", "grounds"),
    [
        ({}, []),
        ({"amount": None}, []),
        ({"regions": 2}, ["跨区域"]),
        ({"amount": Decimal(500_000)}, ["大规模"]),
        ({"complaints": 5}, ["社会反映强烈"]),
        ({"repeats": 1}, ["重复侵权"]),
        ({"origin": True}, ["制假源头"]),
        ({"malicious": True, "group": True}, ["恶意侵权", "群体侵权"]),
    ],
)
def test_the_rules_of_supervised_handling(facts, grounds):
    verdict = decide("enforcement.supervise", {**NOTHING, **facts}, clock.today())
    assert [one.outcome["ground"] for one in verdict.rows] == grounds


def test_what_the_rules_are_asked_is_read_from_the_record():
    a_region("630100", "西宁市", a_region())
    a_region("630200", "海东市", a_region())
    earlier = make_penalty(region_code="630200").case
    for on, revoked in ((date(2014, 1, 1), None), (date(2013, 7, 1), None), (date(2016, 1, 1), date(2017, 1, 1))):
        made = a_decision(earlier, decided_on=on)
        Decision.objects.filter(pk=made.pk).update(served_on=on, effective_on=on, revoked_on=revoked)
    case = make_penalty(region_code="630100").case
    protection.note_particulars(actor=office(), case=case, amount=Decimal(80_000), malicious=True, note="拒不停止")
    facts = facts_of(case)
    assert facts is not None and regions_of(facts) == ["630100", "630200"]
    asked = supervision_facts(facts, clock.today())
    assert asked == {"regions": 2, "amount": Decimal(80_000), "complaints": 0, "repeats": 1, "origin": False,
                     "malicious": True, "group": False}  # fmt: skip


def test_an_earlier_finding_that_is_contested_repeats_nothing_until_it_binds():
    earlier = make_penalty(region_code="630100").case
    made = a_decision(earlier, kind=DecisionKind.ADJUDICATION, decided_on=date(2017, 1, 1))
    rows = Decision.objects.filter(pk=made.pk)
    rows.update(served_on=date(2017, 1, 1), effective_on=date(2017, 4, 1))
    case = make_penalty(region_code="630100").case
    recompute_flags(case_id=case.pk)
    assert "supervise" in flags(case)
    rows.update(effective_on=None)
    publish(DecisionContested(decision_id=made.pk))
    happens()
    assert "supervise" not in flags(case)


def test_what_is_ticked_needs_its_facts():
    case = make_penalty().case
    with pytest.raises(ValueNotValid):
        protection.note_particulars(actor=office(), case=case, is_source=True)
    with pytest.raises(PermitRefused):
        protection.note_particulars(actor=office(a_body("other", "外局")), case=case, malicious=True, note="拒不停止")


def test_who_sees_flagged_cases():
    county = a_county()
    case = make_penalty(region_code="630224").case
    happens()
    near, far = (
        a_body("ip-630200", "海东市知识产权局", county.parent),
        a_body("ip-632600", "果洛州知识产权局", a_region("632600", "果洛州")),
    )
    see = {scope: [office(body) for body in (case.body, near, far)] for scope in (Scope.BODY,)}[Scope.BODY]
    region = [type(one)(**{**one.__dict__, "grants": {"enforcement.flag.view": Scope.REGION}}) for one in see]
    assert [flagged_cases(one).count() for one in see] == [1, 0, 0]
    assert [flagged_cases(one).count() for one in region] == [1, 1, 0]
