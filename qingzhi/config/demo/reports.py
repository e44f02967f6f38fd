"""Reports in the demonstration: that of 2016 issued with a paragraph written by hand, that of 2017 in draft, a quarterly bulletin."""

from contextlib import suppress
from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.regions.models import Level
from qingzhi.base.regions.queries import valid_on
from qingzhi.domains.metrics.actions import freeze_period
from qingzhi.domains.metrics.actions.report_editing import edit_block
from qingzhi.domains.metrics.actions.report_issuing import issue_report, submit_report
from qingzhi.domains.metrics.actions.reporting import draft_report
from qingzhi.domains.metrics.models import Report, ReportBlock
from qingzhi.domains.metrics.queries.report_outlines import outline_on, parsed
from qingzhi.domains.metrics.refusals.frozen import FrozenAlready, NothingToFreeze
from qingzhi.domains.metrics.refusals.report import NothingFrozen

from .registers.loading import world_of
from .stage import Stage

FROZEN_AT = datetime(2018, 7, 1, 9, 40)
DRAFTED_AT = datetime(2018, 7, 1, 11, 0)
ISSUED_AT = datetime(2018, 7, 1, 11, 40)
BACK = 2007
QUARTERS = ("2017Q4", "2018Q1", "2018Q2")
NOTE = "供发展状况报告的历年数据使用（示例）"
NEXT = (
    "专利创造总量增长较快，但发明专利占比和每万人口发明专利拥有量与全国平均水平仍有差距；商标注册集中在西宁市、海东市，"
    "其他市州的商标品牌意识有待提高；知识产权质押融资、转让许可尚处起步阶段。\n"
    "下一步，将落实知识产权工作推进计划，围绕特色优势产业培育核心专利和地理标志，完善行政执法和司法保护衔接，"
    "加快知识产权服务机构和人才队伍建设。（示例）"
)


def tell_reports(stage: Stage) -> int | bool:
    """Freeze the years that the report looks back on, issue the report of 2016, draft that of 2017 and a bulletin."""
    if Report.objects.exists():
        return False
    planning, chief = stage.actor("planning"), stage.actor("chief")
    outline = outline_on("yearly", DRAFTED_AT.date())
    if outline is None:
        return False
    with clock.fixed(FROZEN_AT):
        _freeze_back(stage, sorted(parsed(outline).indicators))
        _freeze_quarters(stage)
    with clock.fixed(DRAFTED_AT):
        report = draft_report(actor=planning, code="yearly", period="2016")
        edit_block(actor=planning, block=ReportBlock.objects.get(report=report, key="problems"), text=NEXT, revision=0)
        submit_report(actor=planning, report=report)
        drafts = [("yearly", "2017"), ("quarterly", "2018Q2")]
        for code, period in drafts:
            with suppress(NothingFrozen):
                draft_report(actor=planning, code=code, period=period)
    with clock.fixed(ISSUED_AT):
        issue_report(actor=chief, report=report, lay_out=world_of(stage).divide == 1)
    return Report.objects.count()


def _freeze_back(stage: Stage, codes: list[str]) -> None:
    """The years before; of the prefectures the last of them, with which 2016 is compared. What is frozen already is left."""
    home = list(valid_on().filter(level=Level.PROVINCE).values_list("code", flat=True))
    whole = [*home, *valid_on().filter(level=Level.PREFECTURE).values_list("code", flat=True)]
    for year in range(BACK, 2016):
        regions = whole if year == 2015 else home
        with suppress(FrozenAlready, NothingToFreeze):
            freeze_period(actor=stage.actor("planning"), period=str(year), indicators=codes, regions=regions, note=NOTE)


def _freeze_quarters(stage: Stage) -> None:
    """The quarters of the bulletin."""
    outline = outline_on("quarterly", DRAFTED_AT.date())
    regions = list(valid_on().filter(level__in=(Level.PROVINCE, Level.PREFECTURE)).values_list("code", flat=True))
    codes = sorted(parsed(outline).indicators) if outline else []
    for period in QUARTERS if codes else ():
        with suppress(FrozenAlready, NothingToFreeze):
            freeze_period(actor=stage.actor("planning"), period=period, indicators=codes, regions=regions, note=NOTE)
