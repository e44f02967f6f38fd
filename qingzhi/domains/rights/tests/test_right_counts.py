"""Questions as of a day, answered from the histories alone; and fees found in the database as the rules tell them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.regions.models import Region

from ..actions.fees import record_payment
from ..actions.links_recognitions import add_honour
from ..actions.status import enter_status
from ..models import Right, StatusSpan
from ..queries import counting
from ..queries.fees import dues_of, fee_table, lights_of, reduction_of
from ..queries.fees_finding import any_at_risk, due_soon, in_grace, overrun, soonest_first
from ..queries.overview import overview_on
from ..queries.record import with_detail
from ..testing import clerk, make_right, make_schedule, patent_number

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(D(2018, 7, 1)):
        make_schedule()
        yield


@pytest.mark.parametrize(
    ("on", "count"),
    [(D(2014, 5, 6), 0), (D(2014, 5, 7), 1), (D(2016, 9, 14), 1), (D(2016, 9, 15), 0), (D(2018, 7, 1), 0)],
)
def test_in_force_from_the_day_of_the_grant_until_the_day_before_the_end(on, count):
    right = make_right()
    enter_status(actor=clerk(), right=right, status="lapsed", on=D(2016, 9, 15), basis="公告")
    assert counting.count_in_force(on, "patent") == count


def test_spans_with_open_edges_and_doubled_spans_count_once():
    right = make_right()
    StatusSpan.objects.create(right=right, status="in_force", valid_from=None, valid_to=D(2010, 1, 1))
    StatusSpan.objects.create(right=right, status="in_force", valid_from=D(2015, 1, 1))
    assert counting.count_in_force(D(2009, 12, 31), "patent") == counting.count_in_force(D(2016, 1, 1), "patent") == 1
    assert counting.count_in_force(D(2010, 1, 1), "patent") == 0


def test_grants_of_a_span_are_counted_with_both_edges_by_type_and_region():
    for place, (on, region, number, type_) in enumerate(
        [(D(2011, 1, 1), "630100", patent_number(2010, 1), "invention"), (D(2015, 12, 31), "630121", patent_number(2014, 2), "utility"),
         (D(2016, 1, 1), "630100", patent_number(2014, 1), "invention"), (D(2013, 6, 1), "440300", patent_number(2012, 1), "invention")]
    ):  # fmt: skip
        right = make_right(
            number=number, details={"type": type_}, applied_on=D(2010, 1, 1), registered_on=on, title=f"第{place}件"
        )
        Right.objects.filter(pk=right.pk).update(region_code=region)
    enter_status(actor=clerk(), right=Right.objects.get(title="第0件"), status="lapsed", on=D(2014, 1, 1), basis="公告")
    first, last = D(2011, 1, 1), D(2015, 12, 31)
    assert counting.count_granted(first, last) == 3  # what lapsed later was granted all the same
    assert counting.count_granted(first, last, region="630000") == 2
    assert counting.count_granted(first, last, type="utility", region="630100") == 1
    assert counting.count_granted(first, last, "trademark") == 0
    assert counting.count_applied(D(2010, 1, 1), D(2010, 1, 1)) == 4
    assert counting.counts_by(counting.granted_between(first, last), "year", "region") == [
        (2011, "6301", 1), (2013, "4403", 1), (2015, "6301", 1),
    ]  # fmt: skip
    assert counting.totals(Right.objects.all())["patent"] == 4 and counting.totals(Right.objects.all())["gi"] == 0


def test_marks_that_are_indications_and_recognitions_of_a_day():
    plain = make_right("trademark")
    make_right("trademark", details={"type": "certification", "is_gi": True})
    add_honour(
        actor=clerk(), right=plain, kind="well_known", valid_from=D(2015, 1, 1), valid_to=D(2017, 1, 1), basis="文号"
    )
    assert counting.count_in_force(D(2018, 1, 1), "trademark") == 2
    assert counting.count_in_force(D(2018, 1, 1), "trademark", gi=True) == 1
    assert counting.count_in_force(D(2018, 1, 1), "trademark", "certification") == 1
    days = (D(2014, 12, 31), D(2015, 1, 1), D(2016, 12, 31), D(2017, 1, 1))
    assert [counting.count_honoured("well_known", day) for day in days] == [0, 1, 1, 0]
    assert counting.honoured_since("well_known", D(2015, 1, 1), D(2018, 1, 1)).count() == 1


def test_the_overview_adds_up():
    make_right()
    make_right("trademark", details={"type": "collective", "is_gi": True})
    rows, _ = overview_on(Right.objects.all(), D(2014, 12, 31), whole=True)
    told = {(row.kind, row.type, row.label): (row.in_force, row.this_year, row.ever) for row in rows}
    assert told["patent", "", "专利"] == told["patent", "invention", "发明"] == (1, 1, 1)
    assert told["trademark", "gi", "地理标志商标"] == (1, 1, 1)
    assert told["work", "", "作品登记"] == (0, 0, 0)


def found_by(condition, kind):
    return set(Right.objects.filter(condition(fee_table(), kind)))


LABELS = {
    "即将到期": due_soon,
    "续展期内": due_soon,
    "滞纳期内": in_grace,
    "宽展期内": in_grace,
    "期满待核": overrun,
    "逾期未办": overrun,
}


def test_the_database_finds_what_the_rules_tell():
    """For filing days all around the year: the conditions of lists and the one function of the light agree."""
    rights = []
    for step in range(0, 366, 7):
        applied = D(2012, 1, 3) + timedelta(days=step)
        right = make_right(
            number=patent_number(2012, 1),
            applied_on=applied,
            registered_on=applied + timedelta(days=500),
            expires_on=D(2032, 1, 1),
        )
        if step % 3:
            year = 2018 - 2012 + 1 - (step % 2)
            record_payment(
                actor=clerk(), right=right, fee="annual", year=year, amount=Decimal("900.00"), paid_on=D(2018, 1, 1)
            )
        rights.append(right)
    for days in (-400, -183, -1, 0, 1, 100, 364, 367):
        rights.append(make_right("trademark", expires_on=D(2018, 7, 1) + timedelta(days=days)))
    rights.append(make_right(applied_on=D(1998, 1, 1), registered_on=D(2000, 1, 1), expires_on=D(2017, 12, 31)))
    read = {one.pk: one for one in with_detail(Right.objects.all())}
    lights = lights_of(list(read.values()))
    for kind in ("patent", "trademark"):
        for condition in (due_soon, in_grace, overrun):
            told = {
                read[pk] for pk, one in lights.items()
                if one is not None and read[pk].kind == kind and LABELS.get(one.label) is condition
            }  # fmt: skip
            assert told and found_by(condition, kind) == told, (kind, condition.__name__)
    risky = set(Right.objects.filter(any_at_risk(fee_table())))
    assert risky == {read[pk] for pk, one in lights.items() if one is not None and one.code in ("warn", "late")}


def test_what_falls_due_stands_in_the_order_of_its_days():
    for applied in (D(2012, 9, 1), D(2012, 7, 10), D(2011, 8, 1), D(2010, 7, 9)):
        make_right(applied_on=applied, registered_on=D(2014, 6, 1), number=patent_number(applied.year))
    rows = soonest_first(Right.objects.filter(due_soon(fee_table(), "patent")), fee_table(), "patent")
    assert [(one.applied_on.month, one.applied_on.day) for one in rows] == [(7, 9), (7, 10), (8, 1), (9, 1)]


def test_a_reduction_reaches_as_many_years_as_its_row_says():
    right = make_right(expires_on=D(2032, 3, 14))  # granted in its third year: six years reach until the eighth
    table = fee_table()
    percents = {due.year: reduction_of(right, due, 1, table) for due in dues_of(right)}
    assert {year for year, one in percents.items() if one} == {6, 7, 8}  # the row begins in September 2016
    assert reduction_of(right, next(due for due in dues_of(right) if due.year == 7), 2, table) is None


def test_an_older_region_counts_below_its_province():
    Region.objects.create(code="630000", name="示例省", short_name="示例", level="province", source="测试")
    right = make_right()
    Right.objects.filter(pk=right.pk).update(region_code="632801")
    assert counting.count_in_force(D(2018, 1, 1), "patent", region="630000") == 1
    assert counting.count_in_force(D(2018, 1, 1), "patent", region="632800") == 1
    assert counting.count_in_force(D(2018, 1, 1), "patent", region="630100") == 0
