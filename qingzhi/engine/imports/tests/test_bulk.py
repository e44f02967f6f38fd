"""Raw writing leaves rows that Django reads as if it had written them, on either database."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from qingzhi.base.identity.models import Person, Subject
from qingzhi.engine.imports.bulk import insert_rows, reserve_ids, update_rows
from qingzhi.engine.imports.models import Batch, Change

pytestmark = pytest.mark.django_db
AT = datetime(2018, 7, 1, 1, 2, 3, tzinfo=UTC)
COLUMNS = (
    "kind",
    "file_name",
    "file_sha256",
    "file_size",
    "format",
    "data_as_of",
    "columns",
    "requested_at",
    "requested_by",
)
ROW = ("patents", "专利\t\\清单.csv", "0" * 64, 12, "csv", date(2018, 6, 30), {"申请号": "number"}, AT, "才仁")


def stored(model, pk):
    """The columns of a row as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE id = %s", [pk])
        return cursor.fetchone()[1:]


def test_a_row_is_stored_exactly_as_django_stores_it():
    insert_rows(Batch, COLUMNS, [ROW])
    raw = Batch.objects.latest("pk")
    made = Batch.objects.create(**dict(zip(COLUMNS, ROW, strict=True)))
    assert stored(Batch, raw.pk) == stored(Batch, made.pk)
    raw = Batch.objects.get(pk=raw.pk)
    assert (raw.data_as_of, raw.columns, raw.requested_at) == (date(2018, 6, 30), {"申请号": "number"}, AT)
    assert (raw.state, raw.republish, raw.started_at) == ("prepared", [], None)


def test_dates_may_be_text_and_truth_values_and_nulls_stay():
    insert_rows(Batch, (*COLUMNS, "started_at"), [(*ROW[:5], "2018-06-30", *ROW[6:], None)])
    assert Batch.objects.filter(data_as_of=date(2018, 6, 30), started_at=None).count() == 1
    (first,) = reserve_ids(Subject, 1)
    insert_rows(Subject, ("id", "kind", "display_name"), [(first, "person", "卓玛")])
    insert_rows(Person, ("subject_id", "name", "fictional"), [(first, "卓玛", True)])
    assert Person.objects.filter(fictional=True, phone="").get().subject_id == first


def test_reserved_ids_are_never_given_twice():
    one, two = list(reserve_ids(Subject, 3)), list(reserve_ids(Subject, 2))
    made = Subject.objects.create(kind="party", display_name="甲")
    assert one == sorted(one) and max(one) < min(two) and max(two) < made.pk
    Subject.objects.filter(pk=made.pk).delete()
    assert min(reserve_ids(Subject, 1)) > made.pk
    assert not reserve_ids(Subject, 0)


def test_ordinary_writing_goes_on_after_rows_with_their_own_ids():
    ids = list(reserve_ids(Subject, 50))
    insert_rows(Subject, ("id", "kind", "display_name"), [(pk, "party", f"第{pk}") for pk in ids])
    assert Subject.objects.create(kind="party", display_name="乙").pk > ids[-1]
    assert Subject.objects.filter(pk__in=ids).count() == 50


def test_updates_reach_the_rows_that_they_name():
    insert_rows(Batch, COLUMNS, [ROW, ROW, ROW])
    first, second, third = Batch.objects.order_by("pk").values_list("pk", flat=True)
    update_rows(
        Batch,
        ("data_as_of", "republish", "note", "period"),
        [(first, date(2018, 7, 1), ["名称"], "甲", "2018"), (third, "2018-07-02", [], "", "")],
    )
    rows = list(Batch.objects.order_by("pk").values_list("data_as_of", "republish", "note"))
    assert rows == [(date(2018, 7, 1), ["名称"], "甲"), (date(2018, 6, 30), [], ""), (date(2018, 7, 2), [], "")]
    assert Batch.objects.get(pk=second).note == ""
    update_rows(Batch, ("note",), [])


def test_a_column_that_does_not_exist_is_refused():
    with pytest.raises(LookupError):
        insert_rows(Change, ("nothing",), [(1,)])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction():
    with pytest.raises(RuntimeError):
        insert_rows(Subject, ("kind", "display_name"), [("party", "丙")])
    with pytest.raises(RuntimeError):
        reserve_ids(Subject, 1)
    with transaction.atomic():
        insert_rows(Subject, ("kind", "display_name"), [("party", "丙")])
    assert Subject.objects.filter(display_name="丙").count() == 1
