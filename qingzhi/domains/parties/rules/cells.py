"""What a register's export writes in its cells about a party. Pure."""

import re
from decimal import Decimal, InvalidOperation

from ..terms import PartyFlag, PartyKind
from .folding import folded
from .legal_forms import guessed_kind

_KIND_WORDS = {
    PartyKind.ENTERPRISE: "企业 企业法人 公司 有限责任公司 股份有限公司 个体工商户 个体户 合伙企业 个人独资企业 enterprise company",
    PartyKind.UNIVERSITY: "高等院校 高校 大专院校 大学 院校 university",
    PartyKind.INSTITUTE: "科研院所 科研机构 科研单位 研究机构 institute",
    PartyKind.AGENCY: "服务机构 代理机构 中介机构 agency",
    PartyKind.BANK: "金融机构 银行 保险机构 担保机构 bank",
    PartyKind.PUBLIC_BODY: "机关事业单位 机关团体 事业单位 机关 行政机关 事业法人 public_body",
    PartyKind.COOPERATIVE: "农民专业合作社 合作社 专业合作社 cooperative",
    PartyKind.ASSOCIATION: "社会团体 社团 行业协会 协会 社会组织 association",
    PartyKind.INDIVIDUAL: "个人 自然人 individual person",
    PartyKind.OTHER: "其他 其它 other",
}
_KINDS = {folded(word): kind for kind, words in _KIND_WORDS.items() for word in words.split()}
_FLAG_WORDS = {
    PartyFlag.HIGH_TECH: "高新技术企业 高企 国家高新技术企业",
    PartyFlag.TECH_SME: "科技型企业 科技型中小企业",
    PartyFlag.LITTLE_GIANT: "科技小巨人企业 科技小巨人 小巨人 小巨人企业",
    PartyFlag.ADVANTAGE: "知识产权优势企业 优势企业 国家知识产权优势企业",
    PartyFlag.MODEL: "知识产权示范企业 示范企业 国家知识产权示范企业",
    PartyFlag.LEADING_FARM: "农牧业产业化龙头企业 农业产业化龙头企业 龙头企业",
    PartyFlag.OLD_BRAND: "老字号 中华老字号 省级老字号",
    PartyFlag.EXPORTER: "“走出去”企业 走出去企业",
}
_FLAGS = {folded(word): flag for flag, words in _FLAG_WORDS.items() for word in words.split()}
_AMOUNT = re.compile(r"^(\d[\d,]*(?:\.\d+)?)(亿元|亿|万元|万|元)?$")
_UNITS = {"亿元": Decimal(10_000), "亿": Decimal(10_000), "元": Decimal("0.0001")}


def kind_written(text: str, name: str) -> PartyKind | None:
    """The kind that a cell names; guessed by the name where it is empty; None where the word is not known."""
    return _KINDS.get(folded(text)) if text.strip() else guessed_kind(name)


def flags_written(text: str) -> tuple[list[PartyFlag], str]:
    """The recognitions that a cell lists, and the first word that is none."""
    found: list[PartyFlag] = []
    for word in re.split("[;；、,，/|\n]", text):
        if not word.strip() or word.strip() in ("无", "—", "-"):
            continue
        flag = _FLAGS.get(folded(word))
        if flag is None:
            return [], word.strip()
        if flag not in found:
            found.append(flag)
    return found, ""


def amount_written(text: str) -> Decimal | None:
    """Money in 万元 (also written in 元 or 亿元); None for an empty cell; raises `ValueError` for anything else."""
    plain = "".join(text.replace("，", ",").split())
    if plain in ("", "-", "—", "无"):
        return None
    found = _AMOUNT.match(plain)
    if not found:
        raise ValueError(f"“{text.strip()[:30]}”不是金额")
    try:
        value = Decimal(found.group(1).replace(",", "")) * _UNITS.get(found.group(2) or "", Decimal(1))
    except InvalidOperation:
        raise ValueError(f"“{text.strip()[:30]}”不是金额") from None
    if value >= Decimal(10) ** 13:
        raise ValueError(f"“{text.strip()[:30]}”超出可登记的金额")
    return value.quantize(Decimal("0.01"))
