"""Money in the lake: to the cent what the ledger says, by programme, year and source; and no payee."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds.actions import claw_back, commit, pay, refund, reserve, reverse
from qingzhi.domains.funds.models import Claim, Entry
from qingzhi.domains.funds.testing import make_line, make_payee, make_programme, make_reference
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.reading import query, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def spent():
    """A programme in each of two years: paid, partly clawed back, partly returned; one commitment taken back."""
    for year, source in ((2017, "central"), (2018, "provincial")):
        with clock.fixed(date(year, 7, 1)):
            line = make_line(1000, make_programme(year=year), source=source)
            spend(line, str(year))


def spend(line, key):
    paid, mistaken = (make_reference(make_payee(f"示例单位{key}{name}", number="")) for name in "甲乙")
    reserve(actor=SYSTEM, reference=paid, amount=Decimal("300.07"), key=f"r{key}", line=line)
    commit(actor=SYSTEM, reference=paid, key=f"c{key}", decision="会议")
    pay(actor=SYSTEM, reference=paid, key=f"p{key}", voucher=f"PZ{key}")
    claw_back(actor=SYSTEM, reference=paid, amount=Decimal("100.01"), decision="失效", key=f"b{key}")
    refund(actor=SYSTEM, reference=paid, amount=Decimal("50"), key=f"f{key}", voucher=f"TK{key}")
    reserve(actor=SYSTEM, reference=mistaken, amount=Decimal("5"), key=f"r9{key}", line=line)
    done = commit(actor=SYSTEM, reference=mistaken, key=f"c9{key}", decision="会议")
    reverse(actor=SYSTEM, journal=done, reason="录错")


def test_the_entries_of_the_lake_sum_as_the_ledger_s(spent):
    refresh_lake()
    lake = snapshot()
    entries, journals, lines, programmes = (
        lake.table(f"fund_{name}") for name in ("entries", "journals", "lines", "programmes")
    )
    joined = entries.join(journals.select(journal_id="id", line_id="line_id"), "journal_id")
    joined = joined.join(lines.select(line_id="id", programme_id="programme_id", source="source"), "line_id")
    joined = joined.join(programmes.select(programme_id="id", year="year"), "programme_id")
    summed = query(joined.group_by(["year", "source", "account"]).aggregate(cents=joined.amount_cents.sum()))
    found = {(row["year"], row["source"], row["account"]): Decimal(int(row["cents"])).scaleb(-2) for row in summed}
    rows = Entry.objects.values_list("journal__line__programme__year", "journal__line__source", "account")
    assert found == {tuple(row[:3]): row[3] for row in rows.annotate(Sum("amount")).order_by()}
    assert found[2017, "central", "clawed_back"] == Decimal("50.01") and len(found) > 8


def test_the_claims_of_the_lake_sum_as_the_database_s(spent):
    refresh_lake()
    claims = snapshot().table("fund_claims")
    names = ("reserved", "committed", "paid", "clawed_back", "refunded")
    found = query(claims.aggregate(**{name: claims[f"{name}_cents"].sum() for name in names}))[0]
    sums = Claim.objects.aggregate(**{f"sum_{name}": Sum(name) for name in names})
    assert {name: Decimal(int(found[name])).scaleb(-2) for name in names} == {n: sums[f"sum_{n}"] for n in names}


def test_no_payee_and_no_words_are_in_the_lake(spent):
    refresh_lake()
    lake = snapshot()
    told = {column for name in lake.names if name.startswith("fund_") for column in lake.table(name).columns}
    assert not told & {"label", "payee_id", "url", "note", "by", "by_subject", "committed_by", "document_number"}
