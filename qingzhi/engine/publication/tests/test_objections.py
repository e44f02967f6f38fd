"""Objections: what counts as one, acceptance, answer, what follows."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.actions import receive_file
from qingzhi.base.identity.testing import an_actor
from qingzhi.base.permits import PUBLIC, SYSTEM, PermitRefused, Scope
from qingzhi.engine.messages.models import Message
from qingzhi.engine.publication import queries
from qingzhi.engine.publication.actions import (
    accept_objection,
    answer_objection,
    decline_objection,
    end_periods,
    make_lead,
    read_objector,
    take_back_objection,
    withdraw_publication,
)
from qingzhi.engine.publication.actions.objecting import Objector
from qingzhi.engine.publication.models import Objection
from qingzhi.engine.publication.refusals import ObjectionIncomplete, ObjectionNotOpen, ReasonMissing
from qingzhi.engine.publication.terms import Standing
from qingzhi.engine.publication.testing import (
    make_ground,
    make_limits,
    make_objection,
    make_publication,
    make_publisher,
)
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
TEXT = "该专利的权利人并非名单所列单位，附登记簿副本。"


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


def events(name):
    return EventRow.objects.filter(name=f"publication.{name}")


def test_an_objection_by_name_and_in_time_opens_work_with_a_limit_and_tells_the_office():
    found = make_objection()
    assert (found.standing, found.shown_name, found.accept_due_on) == ("received", "李**", date(2018, 7, 9))
    item = WorkItem.objects.get(kind="publication.accept")
    assert (item.due_on, item.body) == (date(2018, 7, 9), found.publication.body)
    assert item.due_explained
    assert Message.objects.get().recipient == found.publication.body.subject
    assert events("objection_raised").get().payload["nature"] == "substantive"


def test_who_objected_is_sealed_and_each_reading_is_audited():
    found = make_objection()
    assert "李大山".encode() not in bytes(found.sealed)
    assert read_objector(actor=SYSTEM, objection=found)["phone"] == "13900001234"
    assert AuditEntry.objects.filter(action="publication.read_objector").count() == 1
    stranger = an_actor("zhang", "publication.answer", scope=Scope.BODY)
    with pytest.raises(PermitRefused):
        read_objector(actor=stranger, objection=found)


@pytest.mark.parametrize(
    ("day", "values", "reason"),
    [
        (date(2018, 7, 10), {}, "届满"),
        (date(2018, 7, 3), {"objector": None}, "匿名"),
        (date(2018, 7, 3), {"ground": "grade"}, "不属于异议范围"),
    ],
)
def test_late_anonymous_and_other_remarks_are_leads_with_their_reason(day, values, reason):
    publication = make_publication()
    grounds = {"grade": make_ground("grade", "none"), "ownership": make_ground()}
    values = {**values, "ground": grounds[values.get("ground", "ownership")]}
    with clock.fixed(day):
        found = make_objection(publication, **values)
    assert found.standing == Standing.LEAD
    assert reason in found.lead_reason
    assert not WorkItem.objects.exists()
    assert not events("objection_raised").exists()


def test_the_last_day_still_counts_and_a_withdrawn_publication_takes_leads_only():
    publication = make_publication()
    with clock.fixed(date(2018, 7, 9)):
        assert make_objection(publication).standing == Standing.RECEIVED
    withdraw_publication(actor=SYSTEM, publication=publication, reason="名单有误，另行公示")
    assert "撤回" in make_objection(publication).lead_reason


@pytest.mark.parametrize(
    "values",
    [
        {"objector": Objector("李", "13900001234")},
        {"objector": Objector("李大山", "")},
        {"text": "太短"},
    ],
)
def test_what_is_not_complete_is_refused(values):
    publication = make_publication()
    with pytest.raises(ObjectionIncomplete):
        make_objection(publication, **values)
    assert not Objection.objects.exists()


def test_some_grounds_need_evidence():
    publication, ground = make_publication(), make_ground("novelty", evidence="1")
    with pytest.raises(ObjectionIncomplete):
        make_objection(publication, ground=ground)
    paper = receive_file(actor=PUBLIC, name="对比文件.txt", data="对比文件一".encode(), kinds=("txt",))
    found = make_objection(publication, ground=ground, files=[paper])
    assert found.files.get().name == "对比文件.txt"
    assert make_objection(publication, ground=ground, objector=None).standing == Standing.LEAD


def test_the_same_form_twice_is_one_objection():
    publication = make_publication()
    assert make_objection(publication, token="t") == make_objection(publication, token="t")
    assert Message.objects.count() == 1


def test_a_row_of_another_publication_is_refused():
    publication, other = make_publication(), make_publication(make_publisher("乙省某局"))
    with pytest.raises(ObjectionIncomplete):
        make_objection(publication, item=other.items.first())


def test_acceptance_starts_the_limit_for_the_answer():
    found = accept_objection(actor=SYSTEM, objection=make_objection())
    assert (found.standing, found.answer_due_on) == ("accepted", date(2018, 8, 1))
    assert WorkItem.objects.get(closed_at=None).kind == "publication.answer"
    assert accept_objection(actor=SYSTEM, objection=found).standing == "accepted"
    assert WorkItem.objects.filter(closed_at=None).count() == 1


def test_an_upheld_objection_takes_the_row_down_and_tells_the_case():
    publication = make_publication(subject=make_publisher("对象"))
    item = publication.items.first()
    accepted = accept_objection(actor=SYSTEM, objection=make_objection(publication, item=item))
    found = answer_objection(
        actor=SYSTEM,
        objection=accepted,
        upheld=True,
        answer="经核对登记簿，异议成立。",
        finding="内部情况",
        withdraw=True,
    )
    item.refresh_from_db()
    assert (found.standing, found.answer, found.finding) == ("upheld", "经核对登记簿，异议成立。", "内部情况")
    assert not item.stands
    assert events("objection_upheld").get().payload["subject_id"] == publication.subject_id
    assert not WorkItem.objects.filter(closed_at=None).exists()


def test_two_who_answer_the_second_is_told_by_whom():
    accepted = accept_objection(actor=SYSTEM, objection=make_objection())
    answer_objection(actor=SYSTEM, objection=accepted, upheld=False, answer="经核对，异议不成立。")
    with pytest.raises(ObjectionNotOpen, match="异议不成立”，由系统办理"):
        answer_objection(actor=SYSTEM, objection=accepted, upheld=True, answer="经核对，异议成立。")
    assert events("objection_dismissed").count() == 1


def test_declining_needs_a_reason_and_a_false_name_makes_a_lead():
    publication = make_publication()
    first, second = make_objection(publication), make_objection(publication)
    with pytest.raises(ReasonMissing):
        decline_objection(actor=SYSTEM, objection=first, reason=" ")
    assert decline_objection(actor=SYSTEM, objection=first, reason="与公示事项无关").standing == "not_accepted"
    assert make_lead(actor=SYSTEM, objection=second, reason="电话为空号，身份无法核实").standing == "lead"
    assert not WorkItem.objects.filter(closed_at=None).exists()


def test_the_way_is_clear_when_the_period_is_over_and_the_last_objection_decided():
    publication = make_publication()
    accepted = accept_objection(actor=SYSTEM, objection=make_objection(publication))
    with clock.fixed(date(2018, 7, 10)):
        end_periods()
        publication.refresh_from_db()
        assert "1 件异议" in queries.clear_of_objections(publication).reason
        assert events("ended").get().payload["objections_open"] == 1
        answer_objection(actor=SYSTEM, objection=accepted, upheld=False, answer="经核对，异议不成立。")
        assert queries.clear_of_objections(publication)
    assert events("objections_settled").count() == 1


def test_only_whoever_objected_takes_it_back():
    found = make_objection()
    with pytest.raises(PermitRefused):
        take_back_objection(actor=an_actor("zhang"), objection=found)
    assert take_back_objection(actor=PUBLIC, objection=found).standing == "taken_back"
    assert take_back_objection(actor=PUBLIC, objection=found).standing == "taken_back"


def test_a_receipt_is_found_however_it_is_typed():
    found = make_objection()
    assert queries.objection_by_receipt(f" {found.receipt.lower().replace('-', '')} ") == found
    assert queries.objection_by_receipt("ABCD-EFGH-JKMN") is None


def test_objections_are_found_by_the_record_that_they_are_about():
    record, row_record = make_publisher("甲"), make_publisher("乙")
    publication = make_publication(subject=record)
    item = publication.items.first()
    item.subject_kind, item.subject_id = row_record._meta.label_lower, str(row_record.pk)
    item.save()
    whole, one_row = make_objection(publication), make_objection(publication, item=item)
    assert list(queries.objections_of(record)) == [whole]
    assert list(queries.objections_of(row_record)) == [one_row]
    assert set(queries.objections_of(publication)) == {whole, one_row}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_wins(concurrent_db):
    with clock.fixed(date(2018, 7, 2)):
        make_limits()
        accepted = accept_objection(actor=SYSTEM, objection=make_objection())
    ready, told = Barrier(2), []

    def answer(upheld):
        try:
            ready.wait()
            answer_objection(actor=SYSTEM, objection=accepted, upheld=upheld, answer="经核对登记簿后答复。")
            told.append("done")
        except ObjectionNotOpen as refused:
            told.append(refused.reason)
        finally:
            connection.close()

    threads = [Thread(target=answer, args=(upheld,)) for upheld in (True, False)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one == "done" for one in told) == [False, True]
    assert events("objection_upheld").count() + events("objection_dismissed").count() == 1
