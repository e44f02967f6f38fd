"""What a penalty is for the platform's fields, and how heavy. Pure."""

from decimal import Decimal

from ..terms import Severity

TEN_THOUSAND = Decimal(10_000)
KINDS = (
    ("警告", "警告"), ("通报批评", "通报批评"), ("暂扣", "暂扣许可证件"), ("降低资质", "降低资质等级"), ("吊销", "吊销许可证件"),
    ("停产停业", "责令停产停业"), ("责令关闭", "责令关闭"), ("限制从业", "限制从业"), ("拘留", "行政拘留"),
    ("没收", "没收违法所得、没收非法财物"), ("罚款", "罚款"),
)  # fmt: skip


def penalty_kinds(content: str, fine: Decimal, confiscated: Decimal) -> str:
    """The kinds of a penalty 「处罚类别」 in the order of 《行政处罚法》(2021) 第九条; 其他 where none is named."""
    found = [label for word, label in KINDS if word in content]
    if confiscated > 0 and KINDS[-2][1] not in found:
        found.append(KINDS[-2][1])
    if fine > 0 and KINDS[-1][1] not in found:
        found.append(KINDS[-1][1])
    return "；".join(found) or "其他"


def in_ten_thousands(yuan: Decimal) -> str:
    """An amount in 万元 as the platform's fields want it, without needless zeros."""
    text = f"{yuan / TEN_THOUSAND:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def severity_of(words: str) -> Severity:
    """How heavy a decision was, from its grade of discretion in words 「裁量等次」; what is not said is 一般."""
    if "从重" in words or "加重" in words or "严重" in words:
        return Severity.HEAVY
    return Severity.LIGHT if any(one in words for one in ("从轻", "减轻", "轻微", "不予处罚")) else Severity.ORDINARY
