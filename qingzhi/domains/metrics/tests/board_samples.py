"""A board to look at: what a formula counts, what statistics state, and a line without a figure."""

from datetime import date

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import compute_formulas, draft_formula, publish_formula, try_formula
from qingzhi.domains.metrics.actions.boards import load_board_lines, load_map_tiles
from qingzhi.domains.metrics.models import Indicator
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic
from qingzhi.domains.metrics.tests.test_formula_pages import GRANTED
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import refresh_lake

BY = {"status": {"column": "status", "title": "法律状态"}, "kind": {"column": "kind", "title": "权利种类"}}
LINE = {"head": "", "valid_from": "2017-01-01", "valid_to": "", "source": "测试"}


def make_board() -> Indicator:
    """Grants in two prefectures by formula, marks by statistics (which it gives), agents that nobody has counted."""
    make_region(), make_region("990100", "甲市"), make_region("990200", "乙市")
    for year, region in ((2016, "990100"), (2017, "990100"), (2017, "990100"), (2017, "990200")):
        right = make_right(registered_on=date(year, 5, 9), title=f"一种装置{year}")
        right.region_code, right.is_public = region, True
        right.save(update_fields=["region_code", "is_public"])
    refresh_lake(tables=("rights",))
    granted = make_indicator("granted", "专利授权量", kind="flow", meaning="一年内授权的专利件数")
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec={**GRANTED, "by": BY}, source="统计制度")
    try_formula(actor=SYSTEM, formula=formula)
    publish_formula(actor=SYSTEM, formula=formula, valid_from=date(2016, 1, 1))
    compute_formulas()
    marks = make_indicator()
    make_statistic(marks, "2015", 12918)
    make_statistic(marks, "2016", 18537)
    make_indicator("agents", "服务机构数", unit="家")
    rows = [("granted", "creation", "yes"), ("marks", "use", "yes"), ("agents", "service", "")]
    load_board_lines(
        actor=SYSTEM, rows=[LINE | {"indicator": code, "part": part, "head": head} for code, part, head in rows]
    )
    load_map_tiles(actor=SYSTEM, rows=[{"region": "990100", "column": "1", "row": "1"}, {"region": "990200", "column": "2", "row": "1"}])  # fmt: skip
    return marks
