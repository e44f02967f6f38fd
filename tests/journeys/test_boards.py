"""A leader in the morning: from any number to its records within three clicks; and the public, who take the same number away."""

import io
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet as pq

from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions.boards import open_indicator
from qingzhi.domains.metrics.models import Indicator
from qingzhi.domains.metrics.testing import make_region
from qingzhi.domains.metrics.tests.board_samples import make_board

from .conftest import fits
from .office import shipped


def says(page: Any) -> str:
    return str(page.locator("main").inner_text())


def test_from_a_number_to_its_records_and_away(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    make_board()
    granted = Indicator.objects.get(code="granted")
    open_indicator(actor=SYSTEM, indicator=granted, licence="须注明来源", basis="会议纪要（示例）")
    leader = new_page()
    enter(leader, shipped("leader", "leader", a_body(region=make_region())))
    leader.goto("/metrics/board/")
    axe(leader)

    number = leader.locator(".board-lines .line-value a b").first.inner_text()
    with leader.expect_navigation():  # the first click: the number
        leader.locator(".board-lines .line-value a").first.click()
    assert f"由{number} 件权利得出" in says(leader) and leader.locator("main tbody tr").count() == int(number)

    leader.goto("/metrics/board/")
    with leader.expect_navigation():  # what is said in words: first to the indicator, then to the records
        leader.get_by_role("link", name="比2016年增加2件").click()
    axe(leader)
    with leader.expect_navigation():
        leader.get_by_role("link", name="查看 1 条记录").click()
    assert "由1 件权利得出" in says(leader)

    _takes_it_away(new_page(width=390, theme="dark"), axe, number)


def _takes_it_away(visitor: Any, axe: Any, number: str) -> None:
    visitor.goto("/data/")
    axe(visitor)
    with visitor.expect_navigation():
        visitor.get_by_role("link", name="专利授权量", exact=True).click()
    assert fits(visitor) and f"{number} 件" in says(visitor)
    axe(visitor)
    files = {kind: _download(visitor, kind) for kind in ("CSV", "XLSX", "PARQUET", "JSON")}
    table = pandas.read_csv(io.BytesIO(files["CSV"]))
    parquet = pq.read_table(io.BytesIO(files["PARQUET"])).to_pandas()
    ours = (table["region"] == 990000) & (table["period"].astype(str) == "2017")
    assert float(table.loc[ours, "value"].iloc[0]) == float(number)
    assert float(parquet.loc[ours, "value"].iloc[0]) == float(number)
    visitor.goto("/data/granted/embed/")
    assert visitor.locator("svg").count() and fits(visitor)
    axe(visitor)


def _download(page: Any, kind: str) -> bytes:
    with page.expect_download() as taken:
        page.get_by_role("link", name=kind, exact=True).click()
    return Path(taken.value.path()).read_bytes()
