"""Personal values: sealed, masked, each reading an entry of the trail."""

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow

from ..actions import add_contact, read_personal, set_identity_number
from ..actions.personal import identity_fingerprint
from ..models import PartyContact, PartyIdentifier
from ..refusals import ValueNotValid
from ..rules.identity_number import identity_check
from ..testing import clerk, make_party

pytestmark = pytest.mark.django_db
NUMBER = "63010219800101001" + identity_check("63010219800101001")


@pytest.fixture
def person():
    return make_party("才仁卓玛", kind="individual")


def test_an_identity_number_is_found_but_not_readable(person):
    row = set_identity_number(actor=clerk(), party=person, number=f" {NUMBER.lower()} ", source="身份证")
    assert row.verified and not row.value and NUMBER.encode() not in bytes(row.sealed)
    assert PartyIdentifier.objects.get(fingerprint=identity_fingerprint(NUMBER)).party_id == person.pk
    entry = AuditEntry.objects.latest("id")
    assert NUMBER not in str(entry.changes) + str(entry.personal) + entry.reason
    set_identity_number(actor=clerk(), party=person, number="63010219800101")
    assert PartyIdentifier.objects.get().verified is False


def test_each_reading_is_logged_with_its_reason(person):
    set_identity_number(actor=clerk(), party=person, number=NUMBER)
    add_contact(actor=clerk(), party=person, title="联系人", name="才仁", phone="139 9700 1234")
    with pytest.raises(ValueNotValid):
        read_personal(actor=clerk(), party=person, what="identity", reason="")
    before = AuditEntry.objects.filter(action="parties.read_personal").count()
    values = {
        what: read_personal(actor=clerk(), party=person, what=what, reason="核对")
        for what in ("identity", "phone", "contact")
    }
    assert values == {"identity": NUMBER, "phone": "139 9700 1234", "contact": "才仁"}
    assert AuditEntry.objects.filter(action="parties.read_personal").count() == before + 3
    assert EventRow.objects.latest("id").name == "parties.personal_read"


def test_a_new_contact_ends_the_last(person):
    add_contact(actor=clerk(), party=person, phone="0971-1234567")
    add_contact(actor=clerk(), party=person, phone="0971-7654321")
    assert PartyContact.objects.filter(party=person, valid_to=None).count() == 1
    assert read_personal(actor=clerk(), party=person, what="phone", reason="联系") == "0971-7654321"
    for wrong in ({}, {"phone": "没有"}):
        with pytest.raises(ValueNotValid):
            add_contact(actor=clerk(), party=person, **wrong)


def test_what_was_erased_stays_erased(person):
    from qingzhi.base.audit.models import SubjectKey

    set_identity_number(actor=clerk(), party=person, number=NUMBER)
    SubjectKey.objects.filter(subject_id=person.subject_id).update(key=None)
    assert read_personal(actor=clerk(), party=person, what="identity", reason="核对") == "已依法删除"
    with pytest.raises(ValueNotValid):
        set_identity_number(actor=clerk(), party=person, number=NUMBER)
