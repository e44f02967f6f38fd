"""Codes of credit and their official labels."""

from qingzhi.base.terms import Term


class EntryKind(Term):
    """What an archive holds 「归档事项」: effective results only (侵权违法档案一主体一档，默认，待确认)."""

    PENALTY = "penalty", "行政处罚"
    ADJUDICATION = "adjudication", "行政裁决"
    CRIMINAL = "criminal", "生效刑事判决"
    CIVIL = "civil", "生效民事判决"
    CUSTOMS = "customs", "海关没收"
    FAIR = "fair", "展会侵权处理"
    DISHONEST = "dishonest", "失信认定"


class Severity(Term):
    """How heavy a result was, as the tables of credit ask 「情节」."""

    LIGHT = "light", "从轻、减轻"
    ORDINARY = "ordinary", "一般"
    HEAVY = "heavy", "从重"


class EntryState(Term):
    """How an entry stands."""

    STANDING = "standing", "有效"
    DISPUTED = "disputed", "异议中"
    CORRECTED = "corrected", "已更正"
    WITHDRAWN = "withdrawn", "已撤销"
    REPAIRED = "repaired", "已修复"
    EXPIRED = "expired", "已到期"


COUNTING = (EntryState.STANDING.value, EntryState.DISPUTED.value)  # what weighs on the grade


class Conduct(Term):
    """For what a subject is found dishonest: 《国家知识产权局知识产权信用管理规定》(2022) 第六条 and 市监总局令44 第九条."""

    ABNORMAL = "abnormal", "不以保护创新为目的的非正常专利申请"
    SQUATTING = "squatting", "恶意商标注册申请"
    AGENCY = "agency", "违法从事专利、商标代理并受到处罚"
    FALSE_PAPERS = "false_papers", "提交虚假材料或隐瞒重要事实申请行政确认"
    FALSE_PROMISE = "false_promise", "信用承诺不实或未履行承诺"
    REFUSAL = "refusal", "对行政处罚、行政裁决有能力履行而拒不履行"
    OTHER = "other", "其他应当认定失信的行为"
    SERIOUS = "serious_infringement", "故意侵犯知识产权并受到较重行政处罚"


class ListKind(Term):
    """On which list a finding puts its subject."""

    DISHONEST = "dishonest", "失信行为"
    SERIOUS = "serious", "严重违法失信名单"


class ListingState(Term):
    """How a finding stands."""

    PROPOSED = "proposed", "拟认定"
    LISTED = "listed", "已认定"
    NOT_LISTED = "not_listed", "不予认定"
    REPAIRED = "repaired", "已修复"
    EXPIRED = "expired", "期满移出"
    REVOKED = "revoked", "已撤销"


class Wish(Term):
    """What somebody asks who disputes an entry."""

    CORRECT = "correct", "更正内容"
    REMOVE = "remove", "删除记录"


class Use(Term):
    """For what an archive is asked by another procedure."""

    SUBSIDY = "subsidy", "资助"
    AWARD = "award", "评奖"
    PILOT = "pilot", "试点示范"


class Grade(Term):
    """The grade of an archive."""

    A = "A", "A（信用良好）"
    B = "B", "B（信用一般）"
    C = "C", "C（信用较差）"
    D = "D", "D（失信）"
