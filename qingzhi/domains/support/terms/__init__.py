"""Codes of support and their official labels."""

from qingzhi.base.terms import Term


class Act(Term):
    """For what a right is subsidised 「资助事项」: each act of a right is paid once."""

    APPLICATION = "application", "申请"
    GRANT = "grant", "授权"
    REGISTRATION = "registration", "注册"
    RECORDING = "recording", "登记"
    MAINTENANCE = "maintenance", "维持（年费）"
    OVERSEAS = "overseas", "境外授权"
    RECOGNITION = "recognition", "认定"


class SubsidyType(Term):
    """What a right is for the tables of subsidies: its kind with its type."""

    INVENTION = "patent.invention", "发明专利"
    UTILITY = "patent.utility", "实用新型专利"
    DESIGN = "patent.design", "外观设计专利"
    MARK = "trademark.ordinary", "商品或服务商标"
    GI_MARK = "trademark.gi", "地理标志证明、集体商标"
    GI = "gi.product", "地理标志产品"
    WORK = "work", "作品登记"
    SOFTWARE = "software", "软件著作权登记"
    VARIETY = "variety", "植物新品种权"
    LAYOUT = "layout", "集成电路布图设计"


class Scheme(Term):
    """Which subsidy a call announces."""

    PATENT = "patent", "专利资助"
    SME = "sme", "商标版权等中小微企业资助"


class CallState(Term):
    """How far a call is."""

    DRAFT = "draft", "拟稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"


class Level(Term):
    """Whose money it was."""

    CENTRAL = "central", "国家级"
    PROVINCIAL = "provincial", "省级"
    PREFECTURAL = "prefectural", "市州级"
    COUNTY = "county", "县级"


class ClaimState(Term):
    """How one claimed right stands."""

    ASKED = "asked", "已申报"
    REFUSED = "refused", "不予资助"
    GRANTED = "granted", "拟资助"
    PAID = "paid", "已资助"
    RECOVERED = "recovered", "已追回"


class MarkKind(Term):
    """Why a right may not be subsidised for a time."""

    DISPUTE = "dispute", "权属争议"
    ABNORMAL = "abnormal", "非正常申请"


class Ground(Term):
    """Why a subsidy that was paid is looked at again."""

    LAPSED = "lapsed", "权利终止"
    INVALIDATED = "invalidated", "权利无效"
    ABNORMAL = "abnormal", "认定为非正常申请"
    SAMPLED = "sampled", "抽查"
    REPORTED = "reported", "举报反映"


def item_label(kind: str, act: str) -> str:
    """A type with an act as offices say it: 发明专利授权, 软件著作权登记 (not twice 登记)."""
    told, done = SubsidyType(kind).label, Act(act).label
    return told if told.endswith(done) else f"{told}{done}"
