"""What is done to parties: state, audit, event."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PUBLIC, PermitRefused
from qingzhi.engine.search.models import IndexChange

from .. import actions
from ..models import Party, PartyFlagSpan, PartyName
from ..refusals import CreditCodeTaken, LinkNotPossible, PartyEnded, PartyMerged, SameNameKnown, ValueNotValid
from ..rules.credit_code import with_check_digit
from ..testing import clerk, make_party, make_region

pytestmark = pytest.mark.django_db
CODE = with_check_digit("91630102", 7)
DAY = date(2018, 7, 1)


def told(action, event=None, party=None):
    """The last entry of the trail and the last event, which must be these."""
    entry = AuditEntry.objects.latest("id")
    assert entry.action == action
    if event:
        row = EventRow.objects.latest("id")
        assert row.name == event and (party is None or row.payload["party_id"] == party.pk)
    if party is not None:
        assert IndexChange.objects.filter(kind="party", first_id__lte=party.pk, last_id__gte=party.pk).exists()
    return entry


def test_a_party_is_registered_with_its_names_and_code():
    party = actions.register_party(
        actor=clerk(), kind="enterprise", name=" 青海示例  藏药有限公司 ", credit_code=CODE.lower(), region=make_region(),
        other_names={"旧示例厂": "former", "བོད་": "tibetan"}, source="登记",
    )  # fmt: skip
    assert (party.name, party.credit_code, party.code_check, party.root_id) == (
        "青海示例 藏药有限公司",
        CODE,
        "",
        party.pk,
    )
    assert party.subject.display_name == party.name and not party.provisional
    assert set(party.names.values_list("kind", "key")) == {
        ("official", "青海示例藏药有限公司"), ("former", "旧示例厂"), ("tibetan", "བོད")
    }  # fmt: skip
    assert party.identifiers.get().verified
    told("parties.register", "parties.registered", party)


def test_what_does_not_hold_is_kept_as_given_and_flagged():
    party = make_party(credit_code="91630102MA00000000")
    assert "校验码" in party.code_check and party.identifiers.get().verified is False


def test_a_code_stands_for_one_party_and_namesakes_are_said_expressly():
    first = make_party(credit_code=CODE)
    with pytest.raises(CreditCodeTaken) as refused:
        make_party("另一公司", credit_code=CODE)
    assert refused.value.party_id == first.pk
    again = {"actor": clerk(), "kind": "enterprise", "name": "青海省示例藏药有限责任公司"}
    with pytest.raises(SameNameKnown):
        actions.register_party(**again)
    assert actions.register_party(**again, despite_same_name=True).pk != first.pk
    assert Party.objects.count() == 2


@pytest.mark.parametrize("name", ["", "  ", "长" * 201])
def test_a_name_is_needed(name):
    with pytest.raises(ValueNotValid):
        make_party(name)


def test_a_correction_keeps_the_wrong_name_findable():
    party = make_party("青海市例药业有限公司", credit_code=CODE)
    actions.correct_party(actor=clerk(), party=party, reason="录入有误", name="青海示例药业有限公司", credit_code="")
    party.refresh_from_db()
    assert (party.name, party.credit_code) == ("青海示例药业有限公司", "") and not party.identifiers.exists()
    assert set(party.names.values_list("name", "kind")) == {
        ("青海市例药业有限公司", "alias"), ("青海示例药业有限公司", "official")
    }  # fmt: skip
    entry = told("parties.correct", "parties.changed", party)
    assert entry.reason == "录入有误" and entry.changes["name"] == ["青海市例药业有限公司", "青海示例药业有限公司"]
    with pytest.raises(ValueNotValid):
        actions.correct_party(actor=clerk(), party=party, reason=" ", name="甲")


def test_names_over_time():
    party = make_party("甲公司")
    actions.rename_party(actor=clerk(), party=party, name="乙公司", on=date(2015, 1, 1), basis="核准变更通知")
    actions.rename_party(actor=clerk(), party=party, name="甲公司", on=date(2016, 1, 1), basis="核准变更通知")
    actions.rename_party(actor=clerk(), party=party, name="乙公司", on=date(2017, 1, 1), basis="核准变更通知")
    party.refresh_from_db()
    assert party.name == party.subject.display_name == "乙公司"
    assert set(party.names.values_list("name", "kind", "valid_from", "valid_to")) == {
        ("甲公司", "former", None, date(2017, 1, 1)),
        ("乙公司", "former", date(2015, 1, 1), date(2016, 1, 1)),
        ("乙公司", "official", date(2017, 1, 1), None),
    }
    told("parties.rename", "parties.changed", party)
    with pytest.raises(ValueNotValid):
        actions.rename_party(actor=clerk(), party=party, name="丙公司", on=date(2016, 6, 1), basis="")
    with pytest.raises(ValueNotValid):
        actions.rename_party(actor=clerk(), party=party, name="乙公司", on=DAY, basis="")


def test_other_spellings_are_added_once():
    party = make_party()
    first = actions.add_name(actor=clerk(), party=party, name="Qinghai Example Co., Ltd.")
    assert first.kind == "latin" and actions.add_name(actor=clerk(), party=party, name=first.name).pk == first.pk
    told("parties.add_name", "parties.changed", party)
    assert actions.add_name(actor=clerk(), party=party, name="示例藏药").kind == "alias"


def test_a_party_moves_and_its_place_until_then_is_history():
    party, there = make_party(address="甲路1号"), make_region("632801", "格尔木市")
    actions.move_party(
        actor=clerk(), party=party, region=there, on=date(2017, 1, 1), address="乙路2号", basis="变更登记"
    )
    actions.move_party(actor=clerk(), party=party, region=None, on=date(2018, 1, 1), place="四川省", basis="迁出")
    party.refresh_from_db()
    assert (party.region, party.place, party.address) == (None, "四川省", "")
    rows = list(party.regions.order_by("id").values_list("region__code", "address", "valid_from", "valid_to"))
    assert rows == [
        ("630102", "甲路1号", None, date(2017, 1, 1)),
        ("632801", "乙路2号", date(2017, 1, 1), date(2018, 1, 1)),
    ]
    told("parties.move", "parties.changed", party)
    with pytest.raises(ValueNotValid):
        actions.move_party(actor=clerk(), party=party, region=there, on=date(2016, 1, 1))
    with pytest.raises(ValueNotValid):
        actions.move_party(actor=clerk(), party=party, region=None, on=DAY)


def test_recognitions_hold_for_a_time():
    party = make_party()
    given = {"actor": clerk(), "party": party, "flag": "high_tech"}
    span = actions.set_flag(**given, valid_from=date(2016, 1, 1), valid_to=date(2019, 1, 1), basis="国科发")
    told("parties.set_flag", "parties.changed", party)
    assert actions.set_flag(**given, valid_from=date(2016, 1, 1), valid_to=date(2019, 1, 1)).pk == span.pk
    with pytest.raises(ValueNotValid):
        actions.set_flag(**given, valid_from=date(2018, 1, 1))
    actions.end_flag(actor=clerk(), span=span, on=date(2018, 1, 1), basis="撤销")
    told("parties.end_flag", "parties.changed", party)
    actions.set_flag(**given, valid_from=date(2018, 1, 1))
    assert PartyFlagSpan.objects.filter(party=party).count() == 2
    for wrong in ({"flag": "nothing"}, {"valid_from": DAY, "valid_to": DAY}):
        with pytest.raises(ValueNotValid):
            actions.set_flag(**{**given, "valid_from": None, **wrong})


def test_the_size_follows_from_industry_and_figures(size_rules):
    party = make_party()
    actions.add_industry(actor=clerk(), party=party, code="2740")
    party.refresh_from_db()
    assert party.size == "" and "未登记年度规模数据" in party.size_reason
    actions.add_figures(actor=clerk(), party=party, year=2017, staff=350, revenue=Decimal("2500"), source="年报")
    party.refresh_from_db()
    assert party.size == "medium" and "从业人员350人" in party.size_reason and party.size_reason.startswith("2017年")
    entry = told("parties.add_figures", "parties.changed", party)
    assert entry.changes["size"] == ["", "medium"]
    actions.add_figures(actor=clerk(), party=party, year=2017, staff=19, revenue=Decimal("2500"), source="更正")
    actions.add_industry(actor=clerk(), party=party, code="C2741")
    party.refresh_from_db()
    assert party.size == "micro" and party.figures.count() == 1
    assert party.industries.filter(valid_to=None).count() == 1
    for wrong in ({"year": 2999, "staff": 1}, {"year": 2017}, {"year": 2017, "staff": -1}):
        with pytest.raises(ValueNotValid):
            actions.add_figures(actor=clerk(), party=party, **wrong)
    with pytest.raises(ValueNotValid):
        actions.add_industry(actor=clerk(), party=party, code="C0111")


def test_links_lead_upwards_and_never_back():
    head, branch, leaf = make_party("甲公司"), make_party("甲公司西宁分公司"), make_party("丙公司")
    link = actions.link_parties(actor=clerk(), party=branch, other=head, kind="branch", valid_from=date(2010, 1, 1))
    told("parties.link", "parties.changed", branch)
    actions.link_parties(actor=clerk(), party=leaf, other=branch, kind="branch")
    for wrong in ((head, head), (head, leaf), (branch, head)):
        with pytest.raises(LinkNotPossible):
            actions.link_parties(actor=clerk(), party=wrong[0], other=wrong[1], kind="branch")
    with pytest.raises(LinkNotPossible):
        actions.end_link(actor=clerk(), link=link, on=date(2009, 1, 1))
    assert actions.end_link(actor=clerk(), link=link, on=DAY).valid_to == DAY
    told("parties.end_link", "parties.changed", branch)


def test_a_party_ends_once():
    party = make_party(founded_on=date(2010, 1, 1))
    with pytest.raises(ValueNotValid):
        actions.close_party(actor=clerk(), party=party, on=date(2009, 1, 1), basis="注销")
    assert actions.close_party(actor=clerk(), party=party, on=DAY, basis="注销公告").ended_on == DAY
    told("parties.close", "parties.closed", party)
    with pytest.raises(PartyEnded):
        actions.close_party(actor=clerk(), party=party, on=DAY, basis="注销公告")


def test_a_merged_record_is_not_worked_on():
    party, into = make_party("甲公司"), make_party("乙公司")
    actions.merge_parties(actor=clerk(), party=party, into=into, reason="同一主体")
    with pytest.raises(PartyMerged, match="乙公司"):
        actions.rename_party(actor=clerk(), party=party, name="丙公司", on=DAY, basis="")


ATTEMPTS = [
    ("register_party", {"kind": "enterprise", "name": "丁公司"}),
    ("correct_party", {"reason": "错", "name": "丁公司"}),
    ("rename_party", {"name": "丁公司", "on": DAY, "basis": ""}),
    ("add_name", {"name": "丁公司"}),
    ("move_party", {"region": None, "place": "四川省", "on": DAY}),
    ("close_party", {"on": DAY, "basis": ""}),
    ("set_flag", {"flag": "high_tech", "valid_from": DAY}),
    ("add_industry", {"code": "2740"}),
    ("add_figures", {"year": 2017, "staff": 1}),
    ("link_parties", {"kind": "parent"}),
    ("merge_parties", {"reason": "同一主体"}),
    ("set_identity_number", {"number": "1"}),
    ("add_contact", {"phone": "1"}),
    ("read_personal", {"what": "phone", "reason": "查"}),
]


@pytest.mark.parametrize(("name", "values"), ATTEMPTS)
@pytest.mark.parametrize("actor", [PUBLIC, clerk("parties.view")], ids=["public", "reader"])
def test_nobody_acts_without_the_permit(name, values, actor):
    party, other = make_party("甲公司"), make_party("乙公司")
    values = dict(values)
    if name != "register_party":
        values["party"] = party
    if name in ("link_parties", "merge_parties"):
        values["other" if name == "link_parties" else "into"] = other
    before = PartyName.objects.count(), AuditEntry.objects.count()
    with pytest.raises(PermitRefused):
        getattr(actions, name)(actor=actor, **values)
    assert (PartyName.objects.count(), AuditEntry.objects.count()) == before
