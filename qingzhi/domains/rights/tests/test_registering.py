"""What is entered by hand: state, audit entry, event, note to the index; refusals change nothing."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.search.models import IndexChange

from .. import refusals
from ..actions.correcting import correct_right
from ..actions.fees import record_payment
from ..actions.holders import change_holders
from ..actions.holders_reindexing import reindex_rights_of, runs
from ..actions.links import add_link, remove_link
from ..actions.links_recognitions import add_honour, admit_gi_user, end_gi_user
from ..actions.registering import register_right
from ..actions.status import enter_status, enter_statuses, withdraw_status
from ..models import Right
from ..queries.holdings import holders_on, rights_of_family
from ..queries.record import stamp_of, values_of
from ..testing import clerk, make_right, make_schedule

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(D(2018, 7, 1)):
        make_schedule()
        yield


def trail(action):
    return AuditEntry.objects.filter(action=action).count()


def events(name):
    return EventRow.objects.filter(name=name).count()


def spans(right):
    return list(right.statuses.order_by("valid_from").values_list("status", "valid_from", "valid_to"))


def test_a_right_is_entered_whole():
    right = make_right(
        number="ＺＬ２０１７１０６０１８６２．３", applied_on=D(2017, 7, 21), registered_on=D(2018, 5, 11),
        holders=["青海甲有限公司", " 乙大学 "], classes=[("ipc", "C01D15/08"), ("ipc", "C02F1/44")],
        details={"type": "invention", "abstract": "一种装置"},
    )  # fmt: skip
    assert (right.number, right.number_shown, right.number_check) == ("2017106018623", "201710601862.3", "ok")
    assert (right.holder_text, right.status, right.status_on) == ("青海甲有限公司；乙大学", "in_force", D(2018, 5, 11))
    assert right.patent.main_class == "C01D15/08" and right.patent.abstract == "一种装置"
    assert list(right.classes.values_list("symbol", flat=True)) == ["C01D15/08", "C02F1/44"]
    assert [(one.name_written, one.position, one.valid_from) for one in right.holdings.all()] == [
        ("青海甲有限公司", 0, D(2018, 5, 11)), ("乙大学", 1, D(2018, 5, 11)),
    ]  # fmt: skip
    assert spans(right) == [("in_force", D(2018, 5, 11), None)]
    assert (trail("rights.register_right"), events("rights.registered")) == (1, 1)
    assert IndexChange.objects.filter(kind="patent", first_id=right.pk, last_id=right.pk).exists()


@pytest.mark.parametrize("kind", ["trademark", "gi", "work", "software", "variety", "layout"])
def test_every_kind_has_its_own_table(kind):
    right = make_right(kind)
    assert getattr(right, kind).right_id == right.pk


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"number": "  "}, refusals.NumberMissing, "number"), ({"title": " "}, refusals.ValueNotValid, "title"),
        ({"holders": [" "]}, refusals.HoldersMissing, "holders"), ({"holders": ["甲公司", "甲公司"]}, refusals.HoldersMissing, "holders"),
        ({"registered_on": D(2018, 7, 2)}, refusals.DatesOutOfOrder, "registered_on"),
        ({"applied_on": D(2015, 1, 1)}, refusals.DatesOutOfOrder, "registered_on"),
        ({"expires_on": D(2014, 5, 7)}, refusals.DatesOutOfOrder, "expires_on"),
        ({"details": {"type": "utility"}}, refusals.ValueNotValid, "type"), ({"details": {"type": "magic"}}, refusals.ValueNotValid, "type"),
        ({"details": {"goods": "酒"}}, refusals.ValueNotValid, "goods"), ({"status_on": D(2018, 7, 2)}, refusals.DatesOutOfOrder, "status_on"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_leaves_nothing(changes, refusal, field):
    with pytest.raises(refusal) as refused:
        make_right(**changes)
    assert refused.value.field == field
    assert not Right.objects.exists() and not trail("rights.register_right") and not EventRow.objects.exists()


def test_a_number_whose_digit_fails_is_kept_and_flagged():
    right = make_right(number="201710601862.4", applied_on=D(2017, 7, 21), registered_on=D(2018, 5, 11))
    assert (right.number_check, right.number_shown) == ("bad", "201710601862.4")


def test_a_number_stands_once_however_it_is_written():
    right = make_right()
    with pytest.raises(refusals.NumberTaken):
        make_right(number=f"zl{right.number}")
    assert Right.objects.count() == 1


def test_a_work_has_no_status_of_patents():
    with pytest.raises(refusals.StatusUnfit):
        make_right("work", status="lapsed")


def test_nobody_writes_without_the_permit():
    right, reader = make_right(), clerk("rights.view")
    tries = [
        lambda: register_right(actor=reader, kind="patent", number="1", title="甲", holders=["乙"], status="in_force"),
        lambda: correct_right(actor=reader, right=right, values={}, reason="甲"),
        lambda: enter_status(actor=reader, right=right, status="lapsed", on=D(2018, 1, 1), basis="甲"),
        lambda: withdraw_status(actor=reader, right=right, span=right.statuses.get(), reason="甲"),
        lambda: change_holders(actor=reader, right=right, holders=["乙"], on=D(2018, 1, 1), basis="甲"),
        lambda: add_link(actor=reader, right=right, kind="family", number="1"),
        lambda: add_honour(actor=reader, right=right, kind="famous", valid_from=D(2018, 1, 1), basis="甲"),
        lambda: admit_gi_user(actor=reader, right=right, name="甲公司", valid_from=D(2018, 1, 1)),
        lambda: record_payment(
            actor=reader, right=right, fee="annual", amount=Decimal(1), paid_on=D(2018, 1, 1), year=4
        ),
    ]
    for one in tries:
        with pytest.raises(PermitRefused):
            one()


def test_a_status_closes_the_one_before_and_every_day_keeps_its_answer():
    right = make_right()
    enter_status(actor=clerk(), right=right, status="lapsed", on=D(2016, 9, 15), basis="公告")
    right.refresh_from_db()
    assert (right.status, right.status_on) == ("lapsed", D(2016, 9, 15))
    enter_status(actor=clerk(), right=right, status="pending", on=D(2012, 3, 15), basis="受理通知书")
    right.refresh_from_db()
    assert right.status == "lapsed"  # what came earlier changes nothing of today
    assert spans(right) == [
        ("pending", D(2012, 3, 15), D(2014, 5, 7)), ("in_force", D(2014, 5, 7), D(2016, 9, 15)), ("lapsed", D(2016, 9, 15), None),
    ]  # fmt: skip
    assert (trail("rights.enter_status"), events("rights.status_entered")) == (2, 2)


def test_the_same_status_twice_changes_nothing_and_another_on_its_day_is_refused():
    right = make_right()
    first = enter_status(actor=clerk(), right=right, status="lapsed", on=D(2016, 9, 15), basis="公告")
    assert enter_status(actor=clerk(), right=right, status="lapsed", on=D(2016, 9, 15), basis="公告") == first
    assert trail("rights.enter_status") == 1
    with pytest.raises(refusals.HistoryClosed):
        enter_status(actor=clerk(), right=right, status="expired", on=D(2016, 9, 15), basis="公告")
    with pytest.raises(refusals.HistoryClosed):
        enter_status(actor=clerk(), right=right, status="lapsed", on=D(2017, 1, 1), basis="公告")
    with pytest.raises(refusals.ValueNotValid):
        enter_status(actor=clerk(), right=right, status="expired", on=D(2017, 1, 1), basis=" ")


def test_a_status_entered_by_mistake_is_taken_back():
    right = make_right()
    span = enter_status(actor=clerk(), right=right, status="lapsed", on=D(2016, 9, 15), basis="公告")
    withdraw_status(actor=clerk(), right=right, span=span, reason="录入错误")
    right.refresh_from_db()
    assert (right.status, spans(right)) == ("in_force", [("in_force", D(2014, 5, 7), None)])
    assert trail("rights.withdraw_status") == 1
    with pytest.raises(refusals.HistoryClosed):  # somebody else was quicker
        withdraw_status(actor=clerk(), right=right, span=span, reason="录入错误")
    with pytest.raises(refusals.HistoryClosed):  # the last one stays
        withdraw_status(actor=clerk(), right=right, span=right.statuses.get(), reason="录入错误")


def test_several_statuses_are_entered_all_or_none():
    one, other = make_right(), make_right(registered_on=D(2017, 5, 7))
    enter_status(actor=clerk(), right=other, status="lapsed", on=D(2018, 1, 1), basis="公告")
    with pytest.raises(refusals.HistoryClosed):
        enter_statuses(actor=clerk(), rights=[one, other], status="lapsed", on=D(2018, 2, 1), basis="公告")
    one.refresh_from_db()
    assert one.status == "in_force"
    assert enter_statuses(actor=clerk(), rights=[one], status="lapsed", on=D(2018, 2, 1), basis="公告") == 1


def test_a_transfer_ends_the_old_holders_and_keeps_them_readable():
    right = make_right()
    change_holders(actor=clerk(), right=right, holders=["西宁乙公司", "丙大学"], on=D(2016, 1, 1), basis="转让公告")
    right.refresh_from_db()
    assert right.holder_text == "西宁乙公司；丙大学"
    assert [one.name_written for one in holders_on(right, D(2014, 5, 7))] == ["青海示例青稞有限公司"]
    assert [one.name_written for one in holders_on(right, D(2015, 12, 31))] == ["青海示例青稞有限公司"]
    assert [one.name_written for one in holders_on(right, D(2016, 1, 1))] == ["西宁乙公司", "丙大学"]
    first = right.holdings.get(name_written="青海示例青稞有限公司").party
    assert list(rights_of_family(first)) == [] and list(rights_of_family(first, on=D(2015, 1, 1))) == [right]
    assert list(rights_of_family(first, former=True)) == [right]
    change_holders(actor=clerk(), right=right, holders=["西宁乙公司", "丙大学"], on=D(2017, 1, 1), basis="转让公告")
    assert (trail("rights.change_holders"), events("rights.holders_changed")) == (1, 1)
    with pytest.raises(refusals.HistoryClosed):
        change_holders(actor=clerk(), right=right, holders=["丁公司"], on=D(2016, 1, 1), basis="转让公告")


def test_a_correction_keeps_old_and_new_and_stops_at_another_s():
    right = make_right(classes=[("ipc", "A23L7/10")])
    stamp = stamp_of(right)
    values = {
        **{name: value for name, value in values_of(right).items() if name != "classes"},
        "title": "一种青稞米加工装置",
    }
    correct_right(actor=clerk(), right=right, values=values, classes=[("ipc", "A23L7/109")], reason="证书", stamp=stamp)
    right.refresh_from_db()
    assert right.title == "一种青稞米加工装置" and right.patent.main_class == "A23L7/109"
    entry = AuditEntry.objects.get(action="rights.correct_right")
    assert entry.changes["title"] == ["一种高原青稞加工装置", "一种青稞米加工装置"]
    assert entry.changes["classes"] == ["A23L7/10", "A23L7/109"]
    with pytest.raises(refusals.EditedMeanwhile):
        correct_right(actor=clerk(), right=right, values={"title": "丙"}, reason="证书", stamp=stamp)
    correct_right(actor=clerk(), right=right, values=values, reason="证书")  # the same again
    assert trail("rights.correct_right") == events("rights.corrected") == 1
    with pytest.raises(refusals.ValueNotValid):
        correct_right(actor=clerk(), right=right, values={"title": "丙"}, reason=" ")


def test_links_join_records_or_numbers_once():
    right, other = make_right(), make_right()
    link = add_link(actor=clerk(), right=right, kind="divisional", number=f"ZL{other.number}")
    assert link.other == other and add_link(actor=clerk(), right=right, kind="divisional", number=other.number) == link
    away = add_link(actor=clerk(), right=right, kind="family", number="US9876543B2", country="us")
    assert (away.other, away.other_number, away.other_country) == (None, "US9876543B2", "US")
    assert (trail("rights.add_link"), events("rights.linked")) == (2, 2)
    for wrong in ({"kind": "same_mark", "number": "1"}, {"kind": "family", "number": right.number}, {"kind": "family", "number": ""},
                  {"kind": "family", "number": "1", "country": "中"}):  # fmt: skip
        with pytest.raises(refusals.LinkUnfit):
            add_link(actor=clerk(), right=right, **wrong)
    remove_link(actor=clerk(), right=right, link=away, reason="录入错误")
    remove_link(actor=clerk(), right=right, link=away, reason="录入错误")
    assert right.links.count() == 1 and trail("rights.remove_link") == 1


def test_payments_are_of_years_that_are_due_once():
    right = make_right(expires_on=D(2032, 3, 14))
    pay = {"actor": clerk(), "right": right, "fee": "annual", "amount": Decimal("1200.00"), "paid_on": D(2015, 3, 1)}
    made = record_payment(year=4, **pay)
    assert record_payment(year=4, **pay) == made and right.payments.count() == 1
    assert (trail("rights.record_payment"), events("rights.fee_paid")) == (1, 1)
    for wrong in ({"year": 3}, {"year": 21}, {"year": None}, {"year": 4, "amount": Decimal(1)}, {"year": 5, "amount": Decimal(0)},
                  {"year": 5, "paid_on": D(2018, 7, 2)}, {"year": None, "fee": "renewal"}):  # fmt: skip
        with pytest.raises(refusals.PaymentUnfit):
            record_payment(**{**pay, **wrong})
    assert right.payments.count() == 1


def test_only_marks_are_recognised():
    with pytest.raises(refusals.NotAMark):
        add_honour(actor=clerk(), right=make_right(), kind="famous", valid_from=D(2015, 1, 1), basis="文号")
    mark = make_right("trademark")
    add_honour(actor=clerk(), right=mark, kind="well_known", valid_from=D(2015, 1, 1), basis="文号")
    add_honour(actor=clerk(), right=mark, kind="well_known", valid_from=D(2015, 1, 1), basis="文号")
    assert (mark.honours.count(), trail("rights.add_honour"), events("rights.honoured")) == (1, 1, 1)


def test_users_of_an_indication_come_and_go():
    with pytest.raises(refusals.NotAnIndication):
        admit_gi_user(actor=clerk(), right=make_right("trademark"), name="甲合作社", valid_from=D(2015, 1, 1))
    right = make_right("trademark", details={"type": "certification", "is_gi": True})
    user = admit_gi_user(actor=clerk(), right=right, name="甲合作社", valid_from=D(2015, 1, 1))
    assert admit_gi_user(actor=clerk(), right=right, name="甲合作社", valid_from=D(2016, 1, 1)) == user
    with pytest.raises(refusals.DatesOutOfOrder):
        end_gi_user(actor=clerk(), right=right, user=user, on=D(2015, 1, 1), reason="退出")
    end_gi_user(actor=clerk(), right=right, user=user, on=D(2018, 1, 1), reason="退出")
    end_gi_user(actor=clerk(), right=right, user=user, on=D(2018, 2, 1), reason="退出")
    user.refresh_from_db()
    assert user.valid_to == D(2018, 1, 1)
    assert (events("rights.gi_user_admitted"), events("rights.gi_user_ended")) == (1, 1)


def test_a_merge_of_holders_is_told_to_the_index():
    from qingzhi.domains.parties import actions as parties
    from qingzhi.domains.parties.testing import clerk as parties_clerk

    one = make_right(holders=["青海甲枸杞有限公司"])
    other = make_right(holders=["青海乙枸杞有限公司"])
    first, second = one.holdings.get().party, other.holdings.get().party
    deliver_events()
    IndexChange.objects.all().delete()
    merge = parties.merge_parties(actor=parties_clerk(), party=second, into=first, reason="同一主体")
    deliver_events()
    noted = {(row.first_id, row.last_id) for row in IndexChange.objects.filter(kind="patent")}
    assert any(low <= other.pk <= high for low, high in noted)
    assert set(rights_of_family(first)) == {one, other}
    IndexChange.objects.all().delete()
    parties.undo_merge(actor=parties_clerk(), merge=merge, reason="不是同一主体")
    deliver_events()
    assert IndexChange.objects.filter(kind="patent").exists()
    assert set(rights_of_family(first)) == {one}


@pytest.mark.parametrize(
    ("ids", "found"), [([], []), ([5], [(5, 5)]), ([1, 2, 3, 40, 200, 201], [(1, 40), (200, 201)])]
)
def test_near_ids_make_one_run(ids, found):
    assert runs(ids) == found


def test_reindexing_nobody_does_nothing():
    assert reindex_rights_of(party_ids=[]) == 0
