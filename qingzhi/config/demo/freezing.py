"""Frozen years in the demonstration: two years and the half that has just ended; one figure revised, one revision proposed."""

from datetime import datetime
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Level
from qingzhi.base.regions.queries import valid_on
from qingzhi.domains.metrics.actions import (
    approve_revision,
    compare_frozen,
    freeze_period,
    propose_revision,
    revise_statistic,
)
from qingzhi.domains.metrics.models import Freeze, FrozenFigure, RevisionProposal, Statistic
from qingzhi.engine.lake.actions import refresh_lake

from .stage import Stage

FROZEN_AT = datetime(2018, 7, 1, 9, 20)
CORRECTED_AT = datetime(2018, 7, 1, 10, 5)
DECIDED_AT = datetime(2018, 7, 1, 10, 40)
PERIODS = ("2016", "2017", "2018H1")
NOTE = "供年度发展状况报告和考核使用（示例）"
CORRECTIONS = (  # made-up figures alone: those of public statistics stand
    ("cohort-filings-growth", "2017", Decimal("26.9"), "两家培育企业的申请量重复计入，已更正（示例）"),
    ("campaign-enterprises", "2018Q2", Decimal("329"), "两家企业重复统计，已更正（示例）"),
)


def freeze_years(stage: Stage) -> int | bool:
    """Freeze for the province and the prefectures, correct two made-up figures, revise the first."""
    if Freeze.objects.exists():
        return False
    refresh_lake()
    regions = list(valid_on().filter(level__in=(Level.PROVINCE, Level.PREFECTURE)).values_list("code", flat=True))
    planning = stage.actor("planning")
    with clock.fixed(FROZEN_AT):
        for period in PERIODS:
            freeze_period(actor=planning, period=period, regions=regions, note=NOTE)
    with clock.fixed(CORRECTED_AT):
        for code, period, value, reason in CORRECTIONS:
            stated = Statistic.objects.get(
                indicator__code=code, period=period, region__level=Level.PROVINCE, supersedes=None
            )
            revise_statistic(actor=planning, statistic=stated, value=value, reason=reason)
        compare_frozen()
        proposals = [_propose(planning, code, reason) for code, _, _, reason in CORRECTIONS]
    with clock.fixed(DECIDED_AT):
        for proposal in proposals[:1]:
            approve_revision(actor=stage.actor("chief"), proposal=proposal, answer="同意（示例）")
    return FrozenFigure.objects.count()


def _propose(actor: Actor, code: str, reason: str) -> RevisionProposal:
    rows = FrozenFigure.objects.filter(drift__isnull=False, indicator__code=code).order_by("pk")
    return propose_revision(actor=actor, figures=list(rows), reason=reason)
