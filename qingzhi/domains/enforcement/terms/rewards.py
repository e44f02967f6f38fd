"""Codes of rewards for reporters 「举报奖励」."""

from qingzhi.base.terms import Term


class RewardGrade(Term):
    """How good the lead was: 国市监稽规〔2021〕4号 第十一条."""

    FIRST = "first", "一级：详细违法事实和直接证据，与查证事实完全相符，属特别重大违法或涉嫌犯罪"
    SECOND = "second", "二级：违法事实和直接证据，与查证事实完全相符"
    THIRD = "third", "三级：基本违法事实和相关证据，与查证事实基本相符"
