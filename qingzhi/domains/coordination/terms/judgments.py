"""Codes of judgments, and their official labels."""

from qingzhi.base.terms import Term


class Instance(Term):
    """Instances of courts 「审级」."""

    FIRST = "first", "一审"
    SECOND = "second", "二审"
    RETRIAL = "retrial", "再审"


class JudgmentOutcome(Term):
    """Outcomes of judgments; the last three are those on an appeal or a retrial."""

    GRANTED = "granted", "支持全部诉讼请求"
    PARTLY = "partly", "支持部分诉讼请求"
    DISMISSED = "dismissed", "驳回诉讼请求"
    MEDIATED = "mediated", "调解结案"
    WITHDRAWN = "withdrawn", "撤诉"
    GUILTY = "guilty", "有罪"
    ACQUITTED = "acquitted", "无罪"
    UPHELD = "upheld", "维持原判"
    CHANGED = "changed", "改判"
    REMANDED = "remanded", "发回重审"


ON_APPEAL = (JudgmentOutcome.UPHELD, JudgmentOutcome.CHANGED, JudgmentOutcome.REMANDED)
REVERSED = (JudgmentOutcome.CHANGED, JudgmentOutcome.REMANDED)
