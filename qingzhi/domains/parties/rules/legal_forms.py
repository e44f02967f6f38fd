"""Legal forms, branches and kinds of holder as a name shows them. Pure."""

import re

from ..terms import PartyKind

# 公司法（2013）第八条：有限责任公司 and 有限公司 are one form; 股份有限公司 and 股份公司 are another.
_SAME_FORM = (("有限责任公司", "有限公司"), ("股份公司", "股份有限公司"), ("责任有限公司", "有限公司"))
_FORM = re.compile(
    "(集团股份有限公司|股份有限公司|集团有限公司|有限公司|集团公司|总公司|公司|集团|"  # half-width on purpose
    "有限合伙|普通合伙|农民专业合作社联合社|农民专业合作社|专业合作社|合作社)$"
)
_LATIN_FORM = re.compile(
    "(?:company|corporation|incorporated|limited|coltd|corp|gmbh|cokg|inc|ltd|llc|plc|kk|ag|sa|nv|bv|co)+$"
)
_BRANCH = re.compile(
    "^(?P<head>.{2,}(?:公司|银行|集团|合作社|事务所|厂|院))"
    "(?P<place>.{0,24}?)(?:分公司|分行|支行|分部|分厂|分店|分院|分所|分社|办事处|营业部|储蓄所)$"
)
_BRANCH_ENDS = frozenset(
    {"公司", "分行", "支行", "分部", "分厂", "分店", "分院", "分所", "分社", "事处", "业部", "蓄所"}
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文星祁冶韦才扎索冉华乌车央卓旦尕多仁拉昂桑"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "慕容", "尉迟", "公孙", "令狐", "司徒", "鲜于", "端木")
_ORGAN_ENDS = frozenset("厂店社局厅委院所站会馆部处矿场队园行坊寺校司团户室库")
_KINDS: tuple[tuple[PartyKind, re.Pattern[str]], ...] = (
    (PartyKind.COOPERATIVE, re.compile("合作社|联合社$|合作联社$")),
    (PartyKind.BANK, re.compile("银行|信用社|信用联社|信用合作|保险|小额贷款|融资担保|信托|证券")),
    (
        PartyKind.AGENCY,
        re.compile("专利.*事务所|商标.*事务所|知识产权代理|专利代理|商标代理|律师事务所|会计师事务所|公证处"),
    ),
    (
        PartyKind.ENTERPRISE,
        re.compile("公司|集团$|(?:厂|商行|经营部|门市部|个体|商店|酒店|饭店|农场|牧场|矿业|工作室)$|合伙"),
    ),
    (PartyKind.UNIVERSITY, re.compile("大学$|大学[^附]*学院$|(?:职业|技术|师范|专科|高等).*(?:学院|学校)$|学院$")),
    (PartyKind.INSTITUTE, re.compile("研究所$|研究院$|研究中心$|科学院|设计院$|勘察院$|勘测院$|实验室$|研究室$")),
    (PartyKind.ASSOCIATION, re.compile("协会$|学会$|商会$|联合会$|基金会$|促进会$|研究会$|联盟$")),
    (
        PartyKind.PUBLIC_BODY,
        re.compile(
            "人民政府|委员会$|[厅局]$|医院$|中学$|小学$|学校$|幼儿园$|中心$|推广站$|工作站$|服务站$|[馆站台队]$|法院$|检察院$|办公室$"
        ),
    ),
)
_LATIN_KINDS = re.compile(r"\b(co|ltd|limited|inc|corp|corporation|company|gmbh|llc|plc|kk|ag|sa)\b", re.IGNORECASE)
_LATIN_SCHOOL = re.compile(r"\b(university|college)\b", re.IGNORECASE)
_LATIN_INSTITUTE = re.compile(r"\b(institute|laboratory|academy)\b", re.IGNORECASE)
_ANY_HAN = re.compile("[\u3400-\u9fff]")
_HAN = re.compile("^[\u3400-\u9fff\U00020000-\U0003ffff]+$")


def same_form(key: str) -> str:
    """A folded name with its legal form (a branch's: its head company's) in one wording."""
    if key[-2:] in _BRANCH_ENDS and (head := split_branch(key)[0]):
        return same_form(head) + key[len(head) :]
    for old, new in _SAME_FORM:
        if key.endswith(old) and not key.endswith(new):
            return key[: -len(old)] + new
    return key


def split_form(key: str) -> tuple[str, str]:
    """A folded name without its legal form, and the form; a name that is nothing else keeps it."""
    found = (_LATIN_FORM if key.isascii() else _FORM).search(key)
    if found is None or found.start() < 2:
        return key, ""
    return key[: found.start()], found.group(0)


def split_branch(key: str) -> tuple[str, str]:
    """The folded name of the head company and what names the branch; both empty when it is no branch 「分支机构」."""
    found = _BRANCH.match(key)
    return (found.group("head"), key[found.end("head") :]) if found else ("", "")


def guessed_kind(name: str) -> PartyKind:
    """What a holder of this (plain) name most likely is; a person only where nothing speaks for an organisation."""
    bare = name.strip()
    if _ANY_HAN.search(bare):  # blanks within Han names are slips of the hand
        bare = "".join(bare.split())
    bare = re.sub("[（(][^（()）]*[)）]$", "", bare) or bare
    for kind, pattern in _KINDS:
        if pattern.search(bare):
            return PartyKind.INDIVIDUAL if len(bare) <= 3 and _is_person(bare) else kind
    if _is_person(bare):
        return PartyKind.INDIVIDUAL
    if _LATIN_SCHOOL.search(bare):
        return PartyKind.UNIVERSITY
    if _LATIN_INSTITUTE.search(bare):
        return PartyKind.INSTITUTE
    return PartyKind.ENTERPRISE if _LATIN_KINDS.search(bare) else PartyKind.OTHER


def _is_person(name: str) -> bool:
    """Two to four Han characters without an organisation's ending, or parts joined by a middle dot."""
    parts = re.split("[·•・‧]", name)
    if len(parts) > 1:
        return all(_HAN.match(part) for part in parts) and len(name) <= 16
    if not _HAN.match(name) or not 2 <= len(name) <= 4:
        return False
    if len(name) == 2 or name[-1] not in _ORGAN_ENDS:
        return True
    return name.startswith(_COMPOUND) if len(name) == 4 else name[0] in _SURNAMES
