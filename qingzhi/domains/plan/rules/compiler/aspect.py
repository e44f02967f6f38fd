"""Reached or demanded? A figure that the text reports as reached is a baseline, one that it demands is a target."""

import re
from datetime import date

from .dates import When
from .model import Section

_PAST = re.compile(
    r"已(?!有[^,，。]{0,12}基础上)|截至|截止|目前|以来|去年|上年度?(?!同期)|共有|现有|现已"
    r"|(?:实现|取得|达到|增长|提高|提升|完成|突破|增加|获得|下降|建立|形成|培育|建成|获评|荣获|新增|引进|出台)了|连续[一二三四五六七八九十两\d]+年|位居|跃居|居全国|居全省|较“?十|与“?[^,，]{2,8}末相比|先后|成功(?!率)|荣获|获评|基期"
)
_COMPLETED = re.compile(r"同比|较上年|较去年|比上年|比去年")
_DEMAND = re.compile(
    r"力争|确保|争取|努力|不低于|不少于|将|目标|要(?!素|求|点|件|约|闻|害|么)|拟|计划(?:到|在|用)|每年|力求|应当|必须|控制在|约束|今后|未来|下一步|预期"
)
_PAST_HEADING = re.compile(
    r"形势|(?:发展|工作|现实|现有|主要|实施|良好)基础|基础(?:与|和|及|条件|现状)|^基础$|现状|成效|回顾|背景|成就|成绩|进展|基本情况|面临的|存在.{0,4}问题|主要问题|挑战|取得"
    r"|发展环境|^环境分析|规划环境"
)
_NOT_PAST_HEADING = re.compile(
    r"营造|优化|改善|打造|夯实|加强|强化|推进|推动|提升|建设|提高|深化|任务|措施|目标|巩固|扩大|展示|转化|应对|宣传|构建"
)


def is_past_section(section: Section | None, by_id: dict[str, Section]) -> bool:
    """Whether the section, or one above it, looks back 「形势、发展基础、主要成效」."""
    while section is not None:
        if _PAST_HEADING.search(section.heading) and not _NOT_PAST_HEADING.search(section.heading):
            return True
        section = by_id.get(section.parent)
    return False


def is_reached(before: str, clause: str, when: When | None, looks_back: bool, reference: date | None) -> bool:
    """`before` is the sentence up to the figure, `clause` its own clause, `when` the date that governs it."""
    demanded = bool(_DEMAND.search(clause))
    since = bool(re.search(r"以来", before)) and not demanded
    if when is not None and reference is not None:
        if when.last < reference:
            return True
        ahead = not since and not re.search(r"截至|截止|已", before)
        if when.first >= reference or (ahead and not looks_back):
            return False if ahead else bool(_PAST.search(before))
        if ahead and looks_back and re.search(r"到|力争|将", before):
            return False
    if _DEMAND.search(clause) and not re.search(r"已|累计|截至|同比", clause):
        return False
    if _PAST.search(before) or since:
        return True
    if looks_back:
        return not demanded
    return bool(_COMPLETED.search(clause)) and not re.search(r"以上|不低于|达到", clause)
