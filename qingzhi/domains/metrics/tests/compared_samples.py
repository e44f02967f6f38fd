"""What tests of comparing begin with: four provinces and the nation, a table of the statistics bureau. All figures made up."""

from datetime import date
from pathlib import Path
from typing import Any

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions.compared import About, load_compared, load_places
from qingzhi.domains.metrics.models import ComparedTable, Indicator
from qingzhi.domains.metrics.testing import make_indicator, make_region

SAMPLE = (Path(__file__).parent / "compared_sample.csv").read_bytes()
ABOUT = About("测试用虚构数据", "测试年鉴", date(2017, 12, 31), "期末有效")
LONG = "指标,地区,时期,数值,单位,来源\n{}"  # half-width on purpose
PLACES = {"000000": "全国", "990000": "甲省", "980000": "乙省", "970000": "丙省", "960000": "丁省"}


def make_places() -> Indicator:
    """The places, and the marks by which they are compared."""
    make_region()
    rows = [
        {
            "code": code,
            "name": name,
            "short_name": name,
            "kind": "nation" if name == "全国" else "province",
            "source": "测试",
        }
        for code, name in PLACES.items()
    ]
    assert load_places(actor=SYSTEM, rows=rows) == 5 and load_places(actor=SYSTEM, rows=rows) == 0
    return make_indicator()


def taken(content: bytes = SAMPLE, about: About = ABOUT, **more: Any) -> ComparedTable:
    """The table, taken in."""
    return load_compared(actor=SYSTEM, content=content, file_name="a.csv", about=about, **more)
