"""Indicators that the demonstration opens to the public."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.domains.metrics.actions.boards import open_indicator
from qingzhi.domains.metrics.models import Indicator, OpenIndicator

from .stage import Stage

OPENED_AT = datetime(2018, 6, 29, 16, 10)
OPENED = (
    "patents-granted", "invention-patents-granted", "utility-models-granted", "designs-granted", "gdp", "population",
    "complaints-received", "penalty-decided", "mediation-agreed", "judgments", "experts-serving",
)  # fmt: skip
LICENCE = "可自由复制、传播和再加工，须注明来源和数据截至日期（默认，待确认）"
BASIS = "联席会议办公室关于公开知识产权统计指标的意见（示例）"


def open_indicators(stage: Stage) -> int | bool:
    """Open a few indicators, as the chief of planning decided."""
    if OpenIndicator.objects.exists():
        return False
    chief, indicators = stage.actor("chief"), Indicator.objects.in_bulk(OPENED, field_name="code")
    with clock.fixed(OPENED_AT):
        for code in OPENED:
            open_indicator(actor=chief, indicator=indicators[code], licence=LICENCE, basis=BASIS)
    return len(OPENED)
