"""Support in the lake: paid rights and applications with the sums of the database; no holder's name."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from qingzhi.base import clock
from qingzhi.domains.support.models import PaidClaim, SubsidyApplication
from qingzhi.domains.support.testing import make_applicant, make_application, make_call, make_granted, walk
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.reading import query, snapshot
from qingzhi.engine.lake.testing import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def _paid():
    with clock.fixed(date(2018, 7, 1)):
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party), make_granted(party)], to="publicity")
    with clock.fixed(date(2018, 7, 20)):
        walk(made, "paid")


def test_paid_rights_and_applications_sum_as_in_the_database(_paid):
    refresh_lake()
    paid = snapshot().table("paid_rights")
    by_kind = query(paid.group_by(["year", "kind", "act", "region_code"]).aggregate(amount=paid.amount.sum()))
    found = {(row["year"], row["kind"], row["act"], row["region_code"]): row["amount"] for row in by_kind}
    rows = PaidClaim.objects.values_list("year", "kind", "act", "region_code").annotate(Sum("amount")).order_by()
    assert found == {tuple(row[:4]): row[4] for row in rows} and sum(found.values()) > 0
    held = rows_of("subsidy_applications", "id")
    granted = SubsidyApplication.objects.aggregate(sum=Sum("amount_granted"))["sum"]
    assert [row["amount_granted"] for row in held] == [granted] and granted > Decimal(0)
    cases = {row["id"]: row["state"] for row in rows_of("cases", "id")}
    assert [cases[row["case_id"]] for row in held] == ["paid"]


def test_what_experts_gave_and_who_somebody_is_stays_inside(_paid):
    refresh_lake()
    lake = snapshot()
    assert not {"score", "rank", "vote_passed"} & set(lake.table("award_results", public=True).columns)
    tables = ("paid_rights", "subsidy_applications", "award_results", "variety_fund", "compensations")
    told = {column for name in tables for column in lake.table(name).columns}
    assert not told & {
        "holder_name",
        "party_name",
        "persons",
        "holders",
        "account_sealed",
        "account_tail",
        "contact_sealed",
    }
