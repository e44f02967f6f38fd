"""Codes of awards, the variety-right fund, compensation and priority points, with their official labels."""

from qingzhi.base.terms import Term


class AwardKind(Term):
    """What is chosen in a round 「评选类别」."""

    PATENT = "patent", "专利奖"
    MARK = "mark", "著名商标"

    @property
    def right_kind(self) -> str:
        """The kind of right that can be nominated."""
        return {"patent": "patent", "mark": "trademark"}[self.value]

    @property
    def procedure(self) -> str:
        """The declared procedure that carries a nomination."""
        return {"patent": "support.patent_award", "mark": "support.famous_mark"}[self.value]


class AwardStage(Term):
    """How far a round is 「评选阶段」."""

    DRAFT = "draft", "筹备"
    OPEN = "open", "推荐"
    GROUPED = "grouped", "分组"
    SCORING = "scoring", "专家评审"
    SHORTLISTED = "shortlisted", "入围"
    VOTED = "voted", "评委会表决"
    PUBLICISED = "publicised", "公示"
    CLOSED = "closed", "公布"


class FundUse(Term):
    """What the variety-right fund can pay for 「资助用途」."""

    DUS = "dus", "DUS 测试与样品"
    OVERSEAS = "overseas", "境外申请"
    MOLECULAR = "molecular", "分子检测鉴定"
    ENFORCEMENT = "enforcement", "维权"
    LICENSING = "licensing", "许可转化"
    OFFICIAL_FEE = "official_fee", "申请费、审查费、年费"


class ProjectStage(Term):
    """At which moment an agricultural research project is evaluated (plan 4.1.1: 立项、验收、评奖)."""

    ESTABLISHMENT = "establishment", "立项"
    ACCEPTANCE = "acceptance", "验收"
    AWARD = "award", "评奖"


class TransactionKind(Term):
    """What was transacted."""

    TRANSFER = "transfer", "转让"
    LICENCE = "licence", "许可"
    PLEDGE = "pledge", "质押融资"
    INVESTMENT = "investment", "作价投资"
    OPERATION = "operation", "运营服务"


class TransactionSide(Term):
    """On which side of a transaction somebody stands."""

    SELLER = "seller", "出让方、许可方"
    BUYER = "buyer", "受让方、被许可方"
    BORROWER = "borrower", "出质人"
    OPERATOR = "operator", "运营机构"


class CompensationKind(Term):
    """What is compensated after the fact."""

    TRANSACTION = "transaction", "转化运营投融资事后补偿"
    ENFORCEMENT = "enforcement", "维权费用补偿"


class JudgementKind(Term):
    """By what an infringement was established."""

    COURT = "court", "生效判决"
    ADJUDICATION = "adjudication", "行政裁决"
    SETTLEMENT = "settlement", "和解或调解协议"


class PriorityGround(Term):
    """What earns priority in the government's fund plans (plan 4.1.2)."""

    ALLIANCE = "alliance", "产业知识产权联盟成员"
    POOL = "pool", "专利池成员"
    PORTFOLIO = "portfolio", "核心专利组合"
