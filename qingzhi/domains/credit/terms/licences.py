"""Codes of licences, and their official labels."""

from qingzhi.base.terms import Term


class LicenceCategory(Term):
    """Categories of 行政许可: 《行政许可法》第十二条, as the platform names them."""

    GENERAL = "general", "普通"
    SPECIAL = "special", "特许"
    RECOGNITION = "recognition", "认可"
    APPROVAL = "approval", "核准"
    REGISTRATION = "registration", "登记"


class LicenceStatus(Term):
    """How a licence stands 「当前状态」."""

    VALID = "valid", "有效"
    REVOKED = "revoked", "撤销"
    CANCELLED = "cancelled", "注销"
    WITHDRAWN = "withdrawn", "撤回"
