"""Publishing, correcting, withdrawing, ending: state, trail, event."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body, an_actor
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.engine.publication import queries
from qingzhi.engine.publication.actions import (
    add_row,
    correct_row,
    correct_text,
    end_periods,
    end_publicity,
    publish_notice,
    read_held,
    withdraw_publication,
    withdraw_row,
)
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.publication.refusals import (
    PeriodRuns,
    PersonalDataShown,
    PublicationWithdrawn,
    ReasonMissing,
    RowNotOpen,
    RowWrong,
)
from qingzhi.engine.publication.testing import make_limits, make_publication, make_publisher, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 9, 28)):
        yield


def events(name):
    return EventRow.objects.filter(name=name)


def test_a_publicity_counts_its_working_days_over_the_october_holiday():
    """28 September is a Friday; the 29th and 30th are worked instead of days of the holiday from the 1st to the 7th."""
    found = make_publication()
    assert (found.starts_on, found.closes_on) == (date(2018, 9, 28), date(2018, 10, 10))
    assert any("国庆" in line for line in found.closes_explained)
    assert found.is_running
    with clock.fixed(date(2018, 10, 10)):
        assert queries.is_open(found)
        assert list(queries.open_notices()) == [found]
    with clock.fixed(date(2018, 10, 11)):
        assert not queries.is_open(found)
        assert not queries.open_notices().exists()


def test_rows_show_what_their_columns_allow_and_seal_the_rest():
    found = make_publication(rows=[row(account="6222021234567890128")])
    item = found.items.get()
    assert item.values == {"party": "甲公司（示例）", "right": "ZL201810012345.6", "amount": "3000", "inventor": "王**"}
    assert "6222" not in item.said
    assert b"6222" not in bytes(item.held)
    before = AuditEntry.objects.filter(action="publication.read_held").count()
    assert read_held(actor=SYSTEM, item=item) == {"发明人": "王小明", "收款账号": "6222021234567890128"}
    assert AuditEntry.objects.filter(action="publication.read_held").count() == before + 1


def test_publishing_is_told_to_trail_and_subscribers_and_twice_is_once():
    body = make_publisher()
    found = make_publication(body, subject=body)
    assert make_publication(body, subject=body) == found
    (event,) = events("publication.published")
    assert event.payload["subject_id"] == str(body.pk)
    assert AuditEntry.objects.filter(action="publication.publish").count() == 1
    assert [one.what for one in found.traces.all()] == ["published"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"rows": [row(right="联系电话13900001234")]}, PersonalDataShown),
        ({"text": "请联系 13900001234", "rows": []}, PersonalDataShown),
        ({"rows": [row(stranger="x")]}, RowWrong),
        ({"rows": [row(party="")]}, RowWrong),
        ({"title": " "}, RowWrong),
        ({"rows": []}, RowWrong),
        ({"text": "机密★10年"}, ClassifiedText),
    ],
)
def test_what_may_not_be_public_is_refused(values, refusal):
    with pytest.raises(refusal):
        make_publication(**values)
    assert not Publication.objects.exists()


def test_only_the_body_s_own_people_publish():
    make_limits()
    body = make_publisher()
    actor = an_actor("zhang", "publication.manage", scope=Scope.BODY, body=a_body())
    with pytest.raises(PermitRefused):
        publish_notice(actor=actor, kind="tests.subsidy", title="名单", rows=[row()], body=body)


def test_a_row_withdrawn_stays_with_its_reason_and_a_second_click_changes_nothing():
    found = make_publication()
    item = found.items.first()
    withdraw_row(actor=SYSTEM, item=item, reason="申请单位书面撤回申请")
    again = withdraw_row(actor=SYSTEM, item=item, reason="又一次撤下的理由")
    assert (again.withdrawn_reason, found.items.count()) == ("申请单位书面撤回申请", 2)
    assert [one.what for one in found.traces.all()] == ["published", "row_withdrawn"]
    with pytest.raises(ReasonMissing):
        withdraw_row(actor=SYSTEM, item=found.items.last(), reason=" ")


def test_a_correction_keeps_the_old_row_and_its_subject():
    found = make_publication(rows=[row(subject=make_publisher("丙公司"))])
    old = found.items.get()
    new = correct_row(actor=SYSTEM, item=old, row=row("甲有限公司（示例）"), reason="单位名称登记有误")
    old.refresh_from_db()
    assert (new.position, new.replaces, new.subject_id) == (old.position, old, old.subject_id)
    assert old.withdrawn_reason == "单位名称登记有误"
    with pytest.raises(RowNotOpen):
        correct_row(actor=SYSTEM, item=old, row=row(), reason="另一个人同时更正")


def test_nobody_enters_a_publicity_late_but_a_lasting_list_grows():
    found = make_publication()
    add_row(actor=SYSTEM, publication=found, row=row("丙公司（示例）"))
    lasting = make_publication(kind="tests.result", title="资助结果")
    with clock.fixed(date(2018, 9, 29)):
        with pytest.raises(PeriodRuns):
            add_row(actor=SYSTEM, publication=found, row=row("丁公司（示例）"))
        add_row(actor=SYSTEM, publication=lasting, row=row("丁公司（示例）"))
    assert [one.position for one in lasting.items.all()] == [1, 2, 3]
    assert (lasting.closes_on, lasting.takes_objections) == (None, False)


def test_a_text_is_corrected_with_trace():
    found = make_publication()
    correct_text(actor=SYSTEM, publication=found, title="拟资助名单（更正）", text="", reason="标题缺少年份")
    assert Publication.objects.get().title == "拟资助名单（更正）"
    assert found.traces.last().reason == "标题缺少年份"
    with pytest.raises(PersonalDataShown):
        correct_text(actor=SYSTEM, publication=found, title="x", text="", reason="请找13900001234核对")


def test_a_withdrawn_publication_stays_as_it_is():
    found = withdraw_publication(actor=SYSTEM, publication=make_publication(), reason="名单有误，另行公示")
    assert events("publication.withdrawn").count() == 1
    assert not found.is_running
    with pytest.raises(PublicationWithdrawn):
        withdraw_publication(actor=SYSTEM, publication=found, reason="再撤一次的理由")
    assert not queries.clear_of_objections(found)


def test_a_period_ends_at_midnight_of_its_last_day_once():
    found = make_publication()
    with clock.fixed(date(2018, 10, 10)):
        assert end_periods() == 0
        with pytest.raises(PeriodRuns):
            end_publicity(actor=SYSTEM, publication=found)
        assert not queries.clear_of_objections(found)
    with clock.fixed(date(2018, 10, 11)):
        assert (end_periods(), end_periods()) == (1, 0)
        assert queries.clear_of_objections(found)
    (event,) = events("publication.ended")
    assert event.payload["objections_open"] == 0


def test_what_is_published_about_a_record_is_found():
    body = make_publisher()
    found = make_publication(subject=body, rows=[row(subject=body)])
    assert list(queries.publications_about(body)) == [found]
    assert [one.publication for one in queries.rows_about(body)] == [found]
