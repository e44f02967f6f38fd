"""The lake answers as the register does: rights by year, kind and region, today and on an earlier day."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import ExtractYear

from qingzhi.base import clock
from qingzhi.domains.rights.models import Right, StatusSpan
from qingzhi.domains.rights.terms import RightKind, RightStatus
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.reading import count_by, query, snapshot
from qingzhi.engine.lake.tables import all_tables
from qingzhi.engine.search.actions import reindex

pytestmark = pytest.mark.django_db
REGIONS = ("630100", "630200", "632800", "")


@pytest.fixture
def _rights():
    dice = random.Random(3)
    rights = [
        Right(
            kind=dice.choice(list(RightKind)).value, number=f"{n}", number_shown=f"{n}", title=f"权利{n}",
            registered_on=None if n % 9 == 0 else date(2010, 1, 1) + timedelta(days=dice.randrange(3000)),
            status=RightStatus.IN_FORCE.value, region_code=dice.choice(REGIONS),
        )
        for n in range(400)
    ]  # fmt: skip
    made = Right.objects.bulk_create(rights)
    StatusSpan.objects.bulk_create(
        StatusSpan(right=one, status=one.status, valid_from=one.registered_on) for one in made
    )


def in_the_register():
    rows = Right.objects.annotate(year=ExtractYear("registered_on")).values_list("year", "kind", "region_code")
    return {tuple(row[:3]): row[3] for row in rows.annotate(n=Count("pk")).order_by()}


def in_the_lake(as_of=None):
    rights = snapshot(as_of).table("rights")
    counted = count_by(rights, [rights.registered_on.year().name("year"), "kind", "region_code"])
    return {(row["year"], row["kind"], row["region_code"]): row["count"] for row in query(counted)}


def test_counts_by_year_kind_and_region_equal_the_register_s(_rights):
    with clock.fixed(date(2018, 6, 1)):
        refresh_lake(size=50)
        assert in_the_lake() == in_the_register() and len(in_the_register()) > 100
    before = in_the_register()
    with clock.fixed(date(2018, 7, 1)), transaction.atomic():
        gone = Right.objects.filter(kind=RightKind.PATENT).order_by("pk")
        first, last = gone.first().pk, gone.last().pk
        gone.filter(pk__lte=first + 200).delete()
        Right.objects.filter(kind=RightKind.WORK).update(region_code="632300")
        reindex("patent", first, last)
        for one in Right.objects.filter(kind=RightKind.WORK):
            reindex("work", one.pk)
        refresh_lake(size=50)
        assert in_the_lake() == in_the_register() != before
    assert in_the_lake(date(2018, 6, 30)) == before


def test_tables_are_joined_in_the_lake(_rights):
    refresh_lake(size=50)
    lake = snapshot()
    rights, spans = lake.table("rights"), lake.table("right_statuses")
    joined = rights.join(spans, rights.id == spans.right_id).filter(spans.valid_from < date(2014, 1, 1))
    assert joined.count().execute() == StatusSpan.objects.filter(valid_from__lt=date(2014, 1, 1)).count() > 0


def test_every_table_of_the_house_can_be_read_and_keeps_what_is_protected(_rights):
    refresh_lake()
    lake = snapshot()
    assert {"rights", "patents", "right_holdings"} <= set(lake.names)
    for table in all_tables():
        assert lake.table(table.name).count().execute() == table_rows(table)
        assert not set(lake.table(table.name, public=True).columns) & set(table.protected)
    assert "holder_text" not in lake.table("rights", public=True).columns


def table_rows(table):
    from django.apps import apps

    return apps.get_model(table.model)._base_manager.count()
