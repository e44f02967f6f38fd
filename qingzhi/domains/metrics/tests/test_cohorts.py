"""Growth on the same enterprises answers for its indicator, and its records are as many as it says."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.cultivation.testing import make_cohort, make_enterprise, make_roll
from qingzhi.domains.metrics.actions import count_from_register
from qingzhi.domains.metrics.queries import series_of, value_of
from qingzhi.domains.metrics.queries.catalogue import expression_of
from qingzhi.domains.metrics.queries.formulas import compute
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.reading import snapshot

pytestmark = pytest.mark.django_db
HOME, XINING = "630000", "630100"
TECH = [["cohort_code", "is", "tech"], ["valid_from", "known"]]
COVERED = {"table": "cohort_members", "where": [*TECH, ["covered_from", "known"]], "begins": "covered_from", "ends": "valid_to",
           "region": "region_code"}  # fmt: skip
ALL = {"table": "cohort_members", "where": TECH, "begins": "valid_from", "ends": "valid_to", "region": "region_code"}
FILED = {"measure": "distinct", "table": "cohort_filings", "where": [["side", "is", "this"], ["comparable", "is", True]],
         "day": "counts_on", "region": "region_code", "column": "right_id", "records": "rights"}  # fmt: skip


@pytest.fixture(autouse=True)
def rolls():
    with clock.fixed(datetime(2018, 7, 2, 9, 0)):
        make_region(HOME, "青海省"), make_region(XINING, "西宁市")
        make_enterprise(
            "青海示例锂业有限公司",
            date(2016, 3, 1),
            date(2016, 5, 1),
            date(2017, 1, 5),
            date(2017, 3, 1),
            date(2017, 7, 1),
        )
        make_enterprise("青海示例藏毯有限公司")
        make_roll(2017, make_cohort())
        make_roll(2018, make_cohort("tech", measure="coverage", goal=Decimal(100)))
        yield


def test_rolls_answer_for_growth_once_the_register_is_whole():
    growth = make_indicator("cohort-filings-growth", "增长率", kind="growth", unit="%", meaning="增长")
    make_statistic(growth, "2017", 27, region=make_region(HOME))
    assert value_of("cohort-filings-growth", HOME, "2017").value == 27
    count_from_register(actor=SYSTEM, indicator=growth, since=date(2017, 1, 1), reason="登记簿完整")
    found = value_of("cohort-filings-growth", HOME, "2017")
    assert (found.value, found.records_count, found.provider) == (50, 3, "cohorts")
    assert found.records_url == "/metrics/indicators/cohort-filings/records/?region=630000&period=2017"
    assert [one.value for one in series_of("cohort-filings-growth", XINING)] == [50]


def test_formulas_over_rolls_count_what_the_pages_say():
    refresh_lake(tables=("cohort_members", "cohort_filings"))
    lake, year, day = snapshot(), read_period("2017"), read_period("2018-07-02")
    assert compute(lake, expression_of(FILED), [year], [HOME]).of(HOME, year).value == 3
    share = compute(lake, expression_of({"share": COVERED, "of": ALL}), [day], [HOME]).of(HOME, day)
    assert (share.value, share.count, share.whole) == (50, 1, 2)
