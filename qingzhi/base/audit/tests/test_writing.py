"""What an entry says, and what it refuses to hold."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from qingzhi.base.audit.actions import changed, plain, record
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.queries import CONTENT, entries_of
from qingzhi.base.permits import SYSTEM, Actor

ACTOR = Actor("person", "张三", user_id=3, role_title="规划处经办", body_id=9, body_name="省局", address="10.0.0.1")


def test_an_entry_tells_who_what_old_and_new(db):
    entry = record(
        ACTOR, "audit.test", changes={"due": (date(2018, 7, 1), None), "sum": (1, Decimal("2.50"))}, reason="改"
    )
    entry.refresh_from_db()
    assert (entry.actor_name, entry.body_name, entry.address) == ("张三", "省局", "10.0.0.1")
    assert entry.changes == {"due": ["2018-07-01", None], "sum": [1, "2.50"]}


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="inside its transaction"):
        record(SYSTEM, "audit.test")


def test_an_entry_goes_with_its_action(db):
    with pytest.raises(ValueError), transaction.atomic():
        record(SYSTEM, "audit.test")
        raise ValueError
    assert not AuditEntry.objects.exists()


def test_entries_of_one_object(db):
    first = record(SYSTEM, "audit.test")
    second = record(SYSTEM, "audit.test", first)
    record(SYSTEM, "audit.test", second)
    assert [entry.pk for entry in entries_of(first)] == [second.pk]


def test_what_no_database_and_no_chain_can_hold_is_cleaned(db):
    entry = record(SYSTEM, "audit.test", changes={"a": ("x\x00y", "\ud800")}, reason="n\x00", label="长" * 400)
    entry.refresh_from_db()
    assert entry.changes == {"a": ["x\u2400y", "?"]}
    assert len(entry.object_label) == 300


def test_overlong_names_do_not_stop_an_action(db):
    record(Actor("public", "名" * 300, address="9" * 100, role_title="职" * 300, body_name="局" * 300), "audit.test")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), "nan"),
        ({2: {Decimal("1")}}, {"2": ["1"]}),
        ((1, None, True), [1, None, True]),
        ({"b", "a"}, ["a", "b"]),
        (1.5, 1.5),
        (object, "<class 'object'>"),
    ],
)
def test_plain(value, expected):
    assert plain(value) == expected


def test_changed_sets_and_tells(db):
    entry = AuditEntry(action="a", reason="b")
    assert changed(entry, action="a", reason="c") == {"reason": ("b", "c")}
    assert entry.reason == "c"


def test_every_column_is_hashed():
    """A column that is added after the first release must stay outside of `CONTENT`; then change this test."""
    assert set(CONTENT) == {field.attname for field in AuditEntry._meta.concrete_fields}
