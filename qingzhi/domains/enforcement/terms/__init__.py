"""Codes and their official labels: evidence and decisions."""

from qingzhi.base.terms import Term


class EvidenceKind(Term):
    """The kinds of evidence 「证据种类」: 《行政处罚法》(2021) 第四十六条."""

    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    TESTIMONY = "testimony", "证人证言"
    STATEMENT = "statement", "当事人陈述"
    APPRAISAL = "appraisal", "鉴定意见"
    RECORD = "record", "勘验笔录、现场笔录"


class DecisionKind(Term):
    """What an authority decides on 「执法决定种类」."""

    PENALTY = "penalty", "行政处罚决定"
    ADJUDICATION = "adjudication", "专利侵权纠纷行政裁决"
    ORDER = "order", "责令改正通知"
    SEIZURE = "seizure", "行政强制措施决定"
