"""A register is frozen by the formula that counts by its rule: for each of its indicators and regions both say the same."""

import itertools
from datetime import date, datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import count_from_register, draft_formula, freeze_period
from qingzhi.domains.metrics.models import FrozenFigure
from qingzhi.domains.metrics.queries import value_of
from qingzhi.domains.metrics.queries.registers import FIGURES
from qingzhi.domains.metrics.testing import make_indicator, make_region
from qingzhi.domains.metrics.tests.test_formula_property import FORMULAS
from qingzhi.domains.rights.actions.links_recognitions import add_honour
from qingzhi.domains.rights.actions.status import enter_status
from qingzhi.domains.rights.testing import make_right, patent_number
from qingzhi.engine.lake.actions import refresh_lake

pytestmark = pytest.mark.django_db
REGIONS = ("990000", "990100", "990200")
PATENTS = {"invention": 1, "utility": 2, "design": 3}
GRANTED = (date(2014, 5, 7), date(2016, 12, 31), date(2017, 1, 1), date(2017, 8, 8))


def registered():
    """Patents of each type, marks, geographical indications, works and varieties of several years, some ended since."""
    turn = itertools.cycle(("990101", "990100", "990201", "990102"))
    made = [
        make_right(registered_on=day, number=patent_number(kind=kind), details={"type": type})
        for type, kind in PATENTS.items()
        for day in GRANTED
    ]
    for kind in ("trademark", "gi", "work", "variety"):
        made += [make_right(kind, registered_on=day, expires_on=None) for day in GRANTED]
    made += [
        make_right("trademark", registered_on=day, details={"type": "certification", "is_gi": True})
        for day in GRANTED[:3]
    ]
    for right in made:
        right.region_code = next(turn)
        right.save(update_fields=["region_code"])
    for right in made[::5]:
        enter_status(actor=SYSTEM, right=right, status="expired", on=date(2017, 6, 1), basis="公告")
    for number, right in enumerate(one for one in made if one.kind == "trademark"):
        kind = "well_known" if number % 2 else "famous"
        add_honour(actor=SYSTEM, right=right, kind=kind, valid_from=date(2016 + number % 2, 3, 1), basis="认定文件")
    refresh_lake(full=True)


def test_what_a_register_counts_is_frozen_as_it_counts_it():
    specs = {row["indicator"]: row["spec"] for row in FORMULAS}
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        for code in REGIONS:
            make_region(code, f"地区{code}")
        registered()
        for number, figure in enumerate(FIGURES):
            indicator = make_indicator(figure.code, f"指标{number}", kind="flow" if figure.is_flow else "stock")
            draft_formula(actor=SYSTEM, indicator=indicator, spec=specs[figure.code], source="登记簿统计口径")
            count_from_register(actor=SYSTEM, indicator=indicator, since=date(2015, 12, 31), reason="登记簿完整")
        for period in ("2016", "2017"):
            freeze_period(actor=SYSTEM, period=period, regions=REGIONS)
        rows = list(FrozenFigure.objects.select_related("indicator"))
        assert len(rows) == len(FIGURES) * len(REGIONS) * 2 and {one.provider for one in rows} == {"registers"}
        for one in rows:
            said = value_of(one.indicator.code, one.region_code, one.period)
            assert (one.value, one.source) == (said.value, said.source), (
                one.indicator.code,
                one.region_code,
                one.period,
            )
        assert sum(one.value > 0 for one in rows) > len(rows) // 2
