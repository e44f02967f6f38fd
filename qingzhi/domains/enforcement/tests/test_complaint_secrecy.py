"""Who complained stands nowhere but in the seal; who reads that needs a second person, and every look is told."""

from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.access import may_read
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.lake.tables import all_tables

from ..actions.identities import ask_for_identity, decide_on_identity, read_identity
from ..models import Complaint, IdentityRequest, Reporter, ShownCopy
from ..refusals.complaints import AlreadyDecided, IdentityClosed, SamePersonAllows
from ..testing.complaints import chief, make_complaint, officer, pieces
from ..testing.decisions import someone

pytestmark = pytest.mark.django_db
NAME, CONTACT, TRACE = "扎西才让", "13997000123", "GPS-36.62-101.77"


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


def everything() -> str:
    """Every row of every table, as text."""
    return "\n".join(
        serializers.serialize("json", model._default_manager.all(), ensure_ascii=False)
        for model in apps.get_models() if model._meta.managed and not model._meta.proxy and model._meta.app_label != "sample"
    )  # fmt: skip


def named() -> Complaint:
    return make_complaint(name=NAME, contact=CONTACT, with_pieces=pieces(f"{NAME}的照片.jpg", traces=TRACE))


def test_nothing_of_the_identity_stands_in_any_table():
    complaint = named()
    held = everything()
    assert "示例商店" in held  # what was told is found, so the search works
    for secret in (NAME, CONTACT, "才让", "13997"):
        assert secret not in held
    assert complaint.case.applicant is None and Reporter.objects.get().subject.display_name == "举报投诉人"
    entries = AuditEntry.objects.filter(object_kind__startswith="enforcement") | AuditEntry.objects.filter(
        object_kind="procedures.Case"
    )
    assert {(one.actor_id, one.address) for one in entries} == {(None, "")}
    assert not any("complaint" in one.name or "reporter" in one.name for one in all_tables())  # no lake


def test_a_picture_is_shown_without_its_traces_and_kept_as_it_came():
    item = named().case.evidence.get()
    copy = ShownCopy.objects.get(item=item)
    assert TRACE.encode() in read_file(item.file) and TRACE.encode() not in read_file(copy.file)
    assert item.file.sha256 == item.sha256 != copy.file.sha256 and item.file.name == "证据1.jpg"
    assert may_read(officer(), copy.file) and not may_read(officer(), item.file)
    assert not may_read(someone(90, "tasks.view"), copy.file)


def test_reading_needs_a_second_person_and_ends_by_itself():
    complaint, clerk, boss = named(), officer(), chief()
    asked = ask_for_identity(actor=clerk, complaint=complaint, purpose="辨认商品", basis="办案规程")
    assert ask_for_identity(actor=clerk, complaint=complaint, purpose="再问", basis="同上").pk == asked.pk
    with pytest.raises(IdentityClosed):
        read_identity(actor=clerk, asked=asked)
    with pytest.raises(PermitRefused):
        decide_on_identity(actor=clerk, asked=asked, allow=True, answer="同意")
    decide_on_identity(actor=boss, asked=asked, allow=True, answer="同意")
    with pytest.raises(AlreadyDecided, match="负责人22"):
        decide_on_identity(actor=chief(23), asked=asked, allow=False, answer="不同意")
    assert read_identity(actor=clerk, asked=asked) == (NAME, CONTACT)
    with pytest.raises(IdentityClosed):
        read_identity(actor=boss, asked=asked)  # only who asked
    assert may_read(clerk, complaint.case.evidence.get().file)
    look = AuditEntry.objects.get(action="enforcement.read_identity")
    assert (look.actor_id, look.reason) == (21, "辨认商品") and NAME not in str(look.changes)
    later = clock.now() + timedelta(hours=24)
    with clock.fixed(
        datetime(later.year, later.month, later.day, later.hour, later.minute, later.second, tzinfo=later.tzinfo)
    ):
        with pytest.raises(IdentityClosed, match="期限已过"):
            read_identity(actor=clerk, asked=asked)
        assert not may_read(clerk, complaint.case.evidence.get().file)
    assert IdentityRequest.objects.get().times_read == 1


def test_nobody_allows_the_own_request():
    boss = chief()
    asked = ask_for_identity(actor=boss, complaint=named(), purpose="辨认", basis="规程")
    with pytest.raises(SamePersonAllows):
        decide_on_identity(actor=boss, asked=asked, allow=True, answer="同意")


def test_an_anonymous_complaint_has_nothing_to_read():
    complaint = make_complaint()
    assert not Reporter.objects.exists()
    with pytest.raises(IdentityClosed, match="匿名"):
        ask_for_identity(actor=officer(), complaint=complaint, purpose="想知道", basis="无")


def test_another_body_neither_asks_nor_reads():
    from qingzhi.base.identity.testing import a_body

    complaint = named()
    with pytest.raises(PermitRefused):
        ask_for_identity(actor=officer(31, a_body("qh-trademark")), complaint=complaint, purpose="看看", basis="无")
