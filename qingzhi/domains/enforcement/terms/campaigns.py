"""Codes of campaigns 「专项行动」."""

from qingzhi.base.terms import Term


class CampaignKind(Term):
    """Which standing campaign it belongs to: 推进计划4.2.4."""

    SWORDNET = "swordnet", "剑网"
    IRON_FIST = "iron_fist", "铁拳"
    OTHER = "other", "其他专项行动"


class LeadSource(Term):
    """Where a lead comes from."""

    INSPECTION = "inspection", "检查发现"
    MONITORING = "monitoring", "监测发现"
    COMPLAINT = "complaint", "举报投诉"
    PARTNER = "partner", "其他部门提供"


class LeadState(Term):
    """What became of a lead."""

    OPEN = "open", "待核查"
    CASE = "case", "已转为案件"
    JOINED = "joined", "并入已有案件"
    DISMISSED = "dismissed", "不予处理"


class LinkedCases(Term):
    """Which of a campaign's cases a figure counts."""

    OPEN = "open", "在办"
    CLOSED = "closed", "已办结"
    TRANSFERRED = "transferred", "已移送"
    DECIDED = "decided", "已作出决定"
    LISTED = "listed", "涉重点保护名录"
    POVERTY = "poverty", "涉贫困地区"
