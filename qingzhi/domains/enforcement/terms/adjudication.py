"""Codes of the adjudication of patent infringement 「专利侵权纠纷行政裁决」."""

from qingzhi.base.terms import Term


class PatentType(Term):
    """The type of the patent: what may stay a case depends on it."""

    INVENTION = "invention", "发明专利"
    UTILITY = "utility", "实用新型专利"
    DESIGN = "design", "外观设计专利"


class Standing(Term):
    """As what the claimant asks 「请求人资格」."""

    HOLDER = "holder", "专利权人"
    EXCLUSIVE = "exclusive", "独占实施许可的被许可人"
    SOLE = "sole", "排他实施许可的被许可人"
    ORDINARY = "ordinary", "普通实施许可的被许可人"
    HEIR = "heir", "专利权的合法继承人"
    OTHER = "other", "其他"


class StayGround(Term):
    """Why somebody asks for a stay 「中止事由」: 令81 第二十八、二十九条."""

    INVALIDATION = "invalidation", "被请求人请求宣告专利权无效并被受理"
    SUCCESSION = "succession", "当事人死亡、丧失能力或终止，尚未确定承继人"
    FORCE_MAJEURE = "force_majeure", "不可抗力"
    OTHER_CASE = "other_case", "须以另一案的审理结果为依据，而另一案尚未审结"
    ASKED_ABOVE = "asked_above", "就有关问题请示上级"
    OTHER = "other", "其他"


class Report(Term):
    """What an evaluation report of a utility model or design says 「专利权评价报告」."""

    NONE = "none", "没有评价报告"
    CLEAN = "clean", "评价报告未发现不符合授权条件的缺陷"
    DEFECT = "defect", "评价报告指出缺陷"


class StayAnswer(Term):
    """What the table answers."""

    MUST = "must", "应当中止"
    MAY_NOT = "may_not", "可以不中止"
    NO = "no", "没有中止事由"


class Ruling(Term):
    """How the panel rules."""

    INFRINGES = "infringes", "认定侵权成立，责令停止侵权行为"
    NOT = "not", "认定侵权不成立，驳回请求"
    PARTLY = "partly", "部分侵权成立"


class Finding(Term):
    """What the fast track finds for the time being 「初步意见」."""

    LIKELY = "likely", "很可能侵权"
    UNLIKELY = "unlikely", "侵权可能性小"
    UNCLEAR = "unclear", "事实不清，须转普通程序"


TO_COMPLETE = "待补正"
UNNAMED = "举报投诉人（身份另行保密保存）"
UNKNOWN = (
    TO_COMPLETE,
    UNNAMED,
)  # what stands in a request that came from a complaint until the claimant has completed it
