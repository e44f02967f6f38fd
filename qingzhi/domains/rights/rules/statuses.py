"""Legal status 「法律状态」: which a kind may have, what national exports call each, which changes are unusual. Pure.

A word that nobody foresaw becomes 「状态不明」 and stays with the record as its basis: no row is lost for a word.
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from ..terms import RightKind, RightStatus

S = RightStatus
_REGISTERED_ONLY = frozenset({S.PENDING, S.IN_FORCE, S.EXPIRED, S.WITHDRAWN, S.REJECTED, S.CANCELLED, S.UNKNOWN})
POSSIBLE: Mapping[str, frozenset[RightStatus]] = MappingProxyType(
    {
        RightKind.PATENT.value: frozenset(S),
        RightKind.TRADEMARK.value: frozenset(S) - {S.LAPSED},
        RightKind.GI.value: _REGISTERED_ONLY | {S.PUBLISHED},
        RightKind.WORK.value: _REGISTERED_ONLY,
        RightKind.SOFTWARE.value: _REGISTERED_ONLY,
        RightKind.VARIETY.value: frozenset(S),
        RightKind.LAYOUT.value: _REGISTERED_ONLY | {S.INVALIDATED},
    }
)
ENDED = frozenset({S.LAPSED, S.EXPIRED, S.WITHDRAWN, S.REJECTED, S.INVALIDATED, S.CANCELLED})

# The words of national exports (patents: 专利检索及分析系统、专利登记簿副本; marks: 商标网上查询; varieties: 品种保护公报), by status.
# A longer word that contains one of these takes the first that matches, from above: what is under way stands before
# what it may lead to.
WORDS: tuple[tuple[RightStatus, tuple[str, ...]], ...] = (
    (
        S.IN_FORCE,
        (
            "撤销/无效宣告申请审查中", "撤销申请审查中", "无效宣告申请审查中", "撤销三年不使用审查中", "撤销三年不使用待审",
            "无效程序中", "无效宣告请求审查中", "撤销复审中", "续展审查中", "变更审查中", "转让审查中", "许可备案中", "质押中",
            "维持有效", "部分无效", "部分撤销", "恢复权利", "权利恢复", "续展完成", "宽展期", "年费滞纳",
        ),
    ),
    (
        S.PENDING,
        (
            "驳回复审中", "驳回复审", "等待驳回复审", "异议复审中", "不予注册复审中", "申请复审中", "复审中", "等待驳回通知发文",
            "驳回通知发文",
        ),
    ),
    (S.PUBLISHED, ("异议中", "异议申请中", "等待异议")),
    (S.EXPIRED, ("期限届满", "期满终止", "专利权届满", "保护期届满", "期满未续展", "未续展", "有效期满", "有效期届满", "届满")),
    (
        S.LAPSED,
        (
            "未缴年费", "未交年费", "未缴纳年费", "欠费终止", "未缴年费专利权终止", "未缴年费终止", "年费终止", "权利终止", "专利权终止",
            "品种权终止", "终止失效", "终止",
        ),
    ),
    (S.INVALIDATED, ("全部无效", "无效宣告", "宣告无效", "宣告全部无效", "商标无效", "商标已无效", "已无效", "无效")),
    (
        S.WITHDRAWN,
        ("视为撤回", "视撤", "主动撤回", "撤回", "视为放弃", "放弃取得", "视为放弃取得专利权", "撤回专利申请", "未缴申请费"),
    ),
    (S.REJECTED, ("驳回", "不予注册", "不予受理", "不予登记", "不予授权", "未授权驳回")),
    (
        S.CANCELLED,
        (
            "撤销", "注销", "放弃", "主动放弃", "避免重复授权放弃", "已撤销", "已注销", "注册商标已撤销", "注册商标注销", "商标已注销",
            "登记撤销", "取消保护",
        ),
    ),
    (
        S.EXAMINED,
        ("实质审查", "实审", "实质审查生效", "进入实审", "实质审查的生效", "等待实质审查", "等待实审", "在审", "审中", "实质审查中"),
    ),
    (S.PUBLISHED, ("公开", "公布", "初审公告", "初步审定", "初步审定公告", "发明专利申请公布", "公布待审", "受理公告")),
    (S.PENDING, ("申请中", "受理", "已受理", "注册申请中", "申请", "待审", "审查中", "初审", "等待受理", "待受理", "形式审查")),
    (
        S.IN_FORCE,
        (
            "有效", "有权", "授权", "专利权维持", "权利维持", "已授权", "授权有效", "已注册", "注册", "已登记", "登记", "准予注册", "注册公告",
            "核准注册", "有效专利", "有效商标", "保护中", "有效期内", "已批准", "批准保护", "专利权有效",
        ),
    ),
    (S.UNKNOWN, ("失效", "无权", "已失效", "不详", "未知", "其他", "状态不明")),
)  # fmt: skip
_EXACT: dict[str, RightStatus] = {}
for _status, _words in reversed(WORDS):  # what stands above wins
    _EXACT.update(dict.fromkeys(_words, _status))
_EXACT |= {str(one.value): one for one in S} | {one.label: one for one in S}


def read_status(text: str) -> RightStatus | None:
    """The status that a word of an export means; None for an empty cell, 「状态不明」 for what nobody foresaw.

    >>> read_status("未缴年费专利权终止").label, read_status("撤销/无效宣告申请审查中").label
    ('未缴年费终止', '有效')
    """
    word = "".join(unicodedata.normalize("NFKC", text).split()).strip(".。;；-—")
    if not word:
        return None
    if word in _EXACT:
        return _EXACT[word]
    lowered = word.lower()
    if lowered in _EXACT:
        return _EXACT[lowered]
    for status, words in WORDS:
        if any(part in word for part in words):
            return status
    return S.UNKNOWN


def lost(text: str) -> bool:
    """Whether a word only says that a right is gone, without why (失效、无权)."""
    return any(part in text for part in ("失效", "无权"))


UNUSUAL: Mapping[RightStatus, frozenset[RightStatus]] = MappingProxyType(
    {
        S.REJECTED: frozenset({S.PUBLISHED, S.LAPSED, S.EXPIRED}),
        S.WITHDRAWN: frozenset({S.LAPSED, S.EXPIRED, S.INVALIDATED}),
        S.INVALIDATED: frozenset({S.PENDING, S.PUBLISHED, S.EXAMINED, S.LAPSED, S.EXPIRED, S.IN_FORCE}),
        S.EXPIRED: frozenset({S.PENDING, S.PUBLISHED, S.EXAMINED, S.LAPSED}),
        S.IN_FORCE: frozenset({S.PENDING, S.PUBLISHED, S.EXAMINED, S.REJECTED, S.WITHDRAWN}),
        S.LAPSED: frozenset({S.PENDING, S.PUBLISHED, S.EXAMINED, S.REJECTED, S.WITHDRAWN}),
        S.CANCELLED: frozenset({S.PENDING, S.PUBLISHED, S.EXAMINED}),
    }
)


def warning(kind: str, old: RightStatus | str | None, new: RightStatus | str) -> str:
    """One sentence where a status is unusual for the kind or after the old one; changes are warned of, never refused."""
    now = RightStatus(new)
    if now not in POSSIBLE[str(kind)]:
        return f"{RightKind(kind).label}一般没有“{now.label}”这一状态"
    if old and now in UNUSUAL.get(RightStatus(old), frozenset()):
        return f"由“{RightStatus(old).label}”变为“{now.label}”不常见，请核对"
    return ""
