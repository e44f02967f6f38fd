"""Codes of reports and their official Chinese labels."""

from qingzhi.base.terms import Term


class ReportState(Term):
    """Where an edition of a report stands."""

    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "送审"
    ISSUED = "issued", "已印发"


class BlockKind(Term):
    """What a block of a report is."""

    TEXT = "text", "文字"
    TABLE = "table", "表格"
    CHART = "chart", "图"
