"""A complaint from the station: once however often it is sent, its hours from the entry, its contact sealed, merged with a trace."""

from datetime import datetime, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.clock.reading import CHINA
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.enforcement.actions import fair_receiving
from qingzhi.domains.enforcement.actions.complaint_pieces import Piece
from qingzhi.domains.enforcement.actions.fair_handling import merge_fair_complaints, read_fair_contact
from qingzhi.domains.enforcement.actions.fair_receiving import receive_fair_complaint
from qingzhi.domains.enforcement.models import EvidenceItem, FairComplaint
from qingzhi.domains.enforcement.queries.fair_alike import alike_to
from qingzhi.domains.enforcement.refusals import ValueNotValid
from qingzhi.domains.enforcement.refusals.fairs import NoContact, NotAlike
from qingzhi.domains.enforcement.testing.decisions import someone
from qingzhi.domains.enforcement.testing.fairs import a_fair, line, make_list, officer, receive, told, walk
from qingzhi.engine.procedures.models import CaseLink
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 7, 16, 11, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def _now():
    with clock.fixed(NOW):
        yield


def clock_of(complaint, code):
    return complaint.case.clocks.get(code=code)


def test_twice_sent_is_one():
    fair = a_fair()
    first = receive(fair, key="k1")
    assert receive(fair, key="k1", product="别的").pk == first.pk
    assert FairComplaint.objects.count() == 1
    assert AuditEntry.objects.filter(action="enforcement.receive_fair_complaint").count() == 1
    assert EventRow.objects.filter(name="enforcement.fair_complaint_received").count() == 1
    assert WorkItem.objects.filter(url=f"/cases/{first.case_id}/", closed_at=None).count() == 1


def test_two_at_the_same_moment_are_one(monkeypatch):
    fair = a_fair()
    first, asked, known = receive(fair, key="k1"), [], fair_receiving._known

    def too_early(*args):
        asked.append(args)
        return None if len(asked) == 1 else known(*args)

    monkeypatch.setattr(fair_receiving, "_known", too_early)
    assert receive(fair, key="k1").pk == first.pk
    assert FairComplaint.objects.count() == 1 and len(asked) == 2


def test_hours_run_from_the_entry_on_the_phone():
    fair = a_fair()
    held = receive(fair, held=timedelta(minutes=40))
    assert (held.received_at, held.entered_at) == (NOW, NOW - timedelta(minutes=40))
    review = clock_of(held, "review")
    assert (review.started_at, review.due_at) == (held.entered_at, NOW + timedelta(minutes=20))
    assert clock_of(held, "hand_on").due_at == held.entered_at + timedelta(hours=24)
    assert "40 分钟" in held.counted_why and held.offline
    too_long = receive(fair, held=timedelta(hours=80))
    assert too_long.entered_at == NOW - timedelta(hours=80)
    assert clock_of(too_long, "review").due_at == NOW + timedelta(hours=1)


def test_the_stand_tells_who_exhibits():
    fair = a_fair()
    make_list(fair, line(), line(stand="B1", name="甲店"), line(stand="B1", name="乙店"))
    assert receive(fair, stand="a-12").accused == "青海示例藏毯有限公司"
    assert receive(fair, stand="B1").exhibitor is None
    assert receive(fair, stand="B1", accused="乙店").exhibitor.name == "乙店"
    unknown = receive(fair, stand="Z9")
    assert (unknown.exhibitor, unknown.accused) == (None, "Z9 展位参展商")


@pytest.mark.parametrize("field", ["complainant", "right_number", "stand", "product", "facts"])
def test_what_must_be_told(field):
    with pytest.raises(ValueNotValid) as refused:
        receive(a_fair(), **{field: " "})
    assert refused.value.field == field and not FairComplaint.objects.exists()


def test_only_who_handles_here_takes_in():
    fair = a_fair()
    with pytest.raises(PermitRefused):
        receive_fair_complaint(actor=someone(9, "enforcement.case.view"), fair=fair, told=told(), request_key="x")


def test_the_contact_is_sealed_and_each_look_told():
    complaint = receive(a_fair())
    assert b"13900000000" not in bytes(complaint.contact_sealed)
    assert read_fair_contact(actor=officer(), complaint=complaint) == "13900000000"
    entry = AuditEntry.objects.get(action="enforcement.read_fair_contact")
    assert "13900000000" not in str(entry.changes)
    with pytest.raises(NoContact):
        read_fair_contact(actor=officer(), complaint=receive(complaint.fair, contact=""))


def test_the_later_of_two_is_merged_into_the_earlier():
    fair = a_fair()
    later_entered = receive(fair, stand="A12", right_number="ZL201730000001.X")
    earlier_entered = receive(fair, stand="a 12", right_number="201730000001X", held=timedelta(minutes=50))
    other = receive(fair, stand="A13")
    assert [one.pk for one in alike_to(later_entered)] == [earlier_entered.pk]
    assert not alike_to(other).exists()
    with pytest.raises(PermitRefused, match="本件较早"):
        walk(earlier_entered.case, "merge", into=str(later_entered.pk))
    with pytest.raises(NotAlike, match="同一展位"):
        merge_fair_complaints(actor=officer(), complaint=later_entered, into=other)
    case = walk(later_entered.case, "merge", into=str(earlier_entered.pk))
    assert (case.state, case.closed_at) == ("merged", NOW)
    later_entered.refresh_from_db()
    assert later_entered.merged_into == earlier_entered
    link = CaseLink.objects.get()
    assert (link.case, link.to, link.kind) == (case, earlier_entered.case, "duplicates")
    trail = AuditEntry.objects.filter(action="enforcement.merge_fair_complaints")
    assert {one.object_id for one in trail} == {str(case.pk), str(earlier_entered.case_id)}
    assert EventRow.objects.filter(name="enforcement.fair_complaint_merged").count() == 1
    assert not alike_to(earlier_entered).exists()


def test_evidence_goes_along_when_merged():
    fair = a_fair()
    first = receive(fair)
    second = receive_fair_complaint(
        actor=officer(), fair=fair, told=told(), request_key="p", pieces=[Piece(url="https://example.com/1", seen_at=NOW)],
        held=timedelta(minutes=0),
    )  # fmt: skip
    walk(second.case, "merge", into=str(first.pk))
    copied = EvidenceItem.objects.get(case=first.case)
    assert copied.sha256 == EvidenceItem.objects.get(case=second.case).sha256
    assert copied.source == f"并入的{second.case.number}"
