"""What the tests of reports begin with: frozen years of a province and its divisions, a small outline, those who work on it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.domains.metrics.actions import freeze_period, revise_frozen, revise_statistic
from qingzhi.domains.metrics.actions.report_outlines import load_outlines
from qingzhi.domains.metrics.actions.reporting import draft_report
from qingzhi.domains.metrics.models import FrozenFigure, Indicator, Report, ReportBlock
from qingzhi.domains.metrics.queries.frozen import newest_value
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic
from qingzhi.engine.documents.testing import make_issuer, make_series

VIEW, DRAFT, ISSUE = "metrics.report.view", "metrics.report.draft", "metrics.report.issue"
DAY = datetime(2018, 7, 1, 9, 0)
OUTLINE: dict[str, Any] = {
    "code": "yearly", "name": "发展状况报告", "span": "year", "valid_from": "2015-01-01", "source": "测试",
    "title": "{year}年{region}知识产权发展状况报告", "back": 5,
    "chapters": [
        {"title": "创造", "blocks": [
            {"key": "said", "kind": "sentences", "section": "专利", "say": [["{year}年，{named granted}", "；其中，{named inventions}"]]},
            {"key": "course", "kind": "chart", "form": "line", "title": "授权量（{first}—{year}年）", "indicators": ["granted"]},
            {"key": "table", "kind": "table", "form": "indicators", "title": "主要指标", "indicators": ["granted", "inventions"]},
        ]},
        {"title": "市州", "blocks": [
            {"key": "map", "kind": "chart", "form": "tile_map", "by": "region", "title": "授权量分布", "indicators": ["granted"]},
        ]},
        {"title": "下一步", "blocks": [{"key": "next", "kind": "text", "hint": "请撰写下一步工作"}]},
    ],
}  # fmt: skip
GRANTED = {"2013": 502, "2014": 619, "2015": 1217, "2016": 1357}


def set_up_years() -> Actor:
    """Four frozen years and an outline; returns who drafts."""
    with clock.fixed(DAY):
        home = make_region(name="甲省")
        places = [make_region(f"9901{place}0", f"{'甲乙'[place]}市") for place in range(2)]
        granted = make_indicator("granted", "专利授权量", kind="flow", meaning="一年内授权的专利件数")
        inventions = make_indicator("inventions", "发明专利授权量", kind="flow", meaning="一年内授权的发明专利件数")
        for year, value in GRANTED.items():
            make_statistic(granted, year, value, region=home, republish=True)
            make_statistic(inventions, year, value // 5, region=home, republish=True)
        for place, value in zip(places, (900, 457), strict=True):
            make_statistic(granted, "2016", value, region=place, republish=True)
        for year in GRANTED:
            freeze_period(actor=SYSTEM, period=year)
        load_outlines(actor=SYSTEM, specs=[OUTLINE])
        make_series("report", "甲知报")
    return drafter()


def drafter(*permits: str) -> Actor:
    """Somebody of the office that draws up reports."""
    body = make_issuer("甲省知识产权局")
    actor = make_actor(
        permits=permits or (VIEW, DRAFT, ISSUE, "documents.issue", "documents.view", "metrics.statistic.view")
    )
    return replace(actor, body_id=body.pk, body_name=body.name)


def drafted(actor: Actor, period: str = "2016") -> Report:
    with clock.fixed(DAY):
        return draft_report(actor=actor, code="yearly", period=period)


def block(report: Report, key: str) -> ReportBlock:
    return report.blocks.get(key=key)


def correct(code: str = "granted", period: str = "2016", value: int = 1360) -> FrozenFigure:
    """A statistic turns out wrong, is corrected, and the frozen figure is revised."""
    with clock.fixed(datetime(2018, 7, 2, 9, 0)):
        figure = newest_value(code, "990000", period)
        statistic = Indicator.objects.get(code=code).statistics.get(period=period, region__code="990000")
        revise_statistic(
            actor=SYSTEM, statistic=statistic, value=Decimal(value), reason="漏登三件", source="测试统计年鉴（更正）"
        )
        assert figure is not None
        return revise_frozen(actor=SYSTEM, figure=figure, reason="漏登三件")
