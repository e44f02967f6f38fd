"""Measures 「措施」: the sentences of leaf sections that order something, with bodies, deadlines, programmes, audiences."""

import re
from bisect import bisect_left
from datetime import date

from .aspect import is_past_section
from .bodies import Group, bodies_inside
from .deadlines import find_due
from .model import Body, Measure, Section
from .programmes import find_audiences, find_programmes
from .sentences import sentences
from .words import words

_VERBS = words(
    """
    建成 验收 申报 争创 召开 印发 上线 竣工 开工 加强 加大 加快 建立 健全 完善 推进 推动 促进 实施 开展 组织 支持 鼓励 引导 指导 培育 培养
    打造 建设 构建 搭建 组建 制定 修订 制修订 出台 发布 落实 深化 强化 优化 提升 提高 扩大 拓展
    探索 研究 编制 设立 引进 选择 遴选 严格 严厉 规范 畅通 打击 查处 查办 曝光 宣传 普及 营造
    推广 推行 运用 利用 发挥 保护 传承 防止 防范 监督 加深 参与 协调 统筹 落细 做好 抓好 抓实
    用好 管好 办好 突出 聚焦 围绕 立足 依托 坚持 确保 力争 保障 安排 增加 增强 充实 配备 吸引
    激励 激发 盘活 纳入 将 把 对 对接 提供 服务 帮助 扶持 资助 奖励 给予 开发 注重 培训 举办
    创建 争取 实现 形成 完成 达到 扩展 集中 持续 继续 深入 积极 大力 进一步 切实 扎实 全面 有序
    稳步 逐步 不断 着力 努力 重点 充分 广泛 及时 依法 定期 综合 有效地 牢固 主动 合理 科学 强化
    突破 整合 改革 改进 改善 调整 简化 压缩 缩短 清理 取消 放宽 降低 阶段性 减少 控制 淘汰 治理 整治
    修复 监测 评估 考核 督促 督导 检查 通报 报送 公布 公开 落地 启动 试点 复制 巩固 守住 严守
    维护 妥善 倡导 带动 引育 招引 集聚 壮大 做强 做大 做优 发展 新建 改造 升级 选派 选聘 设置
    明确 细化 压实 履行 承担 负责 牵头 配合 协同 会同 联合 汇聚 共建 共享 打通 贯通 衔接 融入
    挖掘 推介 推荐 认定 评选 表彰 兑现 筹集 募集 投入 加速 追究 排查 化解 处置 应对 储备 布局
    谋划 策划 争创 创新 尊重 弘扬 培植 树立 树牢 压减 精简 分类 分级 每年 引入 允许 禁止 不得
    严禁 杜绝 便利 推出 开通 开放 设计 强基 补齐 夯实 筑牢 激活 释放 健康 便捷 从严 从快 用足
    讲好 抓紧 高标准 高质量 高水平
    """
)
_OPENING = re.compile(
    r"^(?:[一二三四五六七八九十]是|首先|其次|同时|此外|要|应|须|必须|应当|务必|请)?[,，]?(?:"
    + "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True))
    + ")"
)
_UNDATED = re.compile(
    r"^(?:(?:到|在|于|至|从|自)?(?:(?:19|20)\d{2}年|\d{1,2}月|今年|明年|年内|年|上半年|下半年|第?[一二三四]季度|二[〇零○][一二三][〇零○一二三四五六七八九]年|“?十[一二三四五六七]五”?)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:期间|时期)?"
    r"(?:年?[底末初])?(?:之?前|以前|内|起)?|每年|每季度|每月|每半年|(?:各(?:地|市|县|级|部门)[^,，。]{0,12}|[省市县区][^,，。]{1,14}[局厅委办院部])(?=负责|牵头|会同))+"
)
_SUBJECT = re.compile(
    r"^(?:各|省|市|县|区|州|全[省市县区州]|国家)[\u4e00-\u9fff、()（）]{1,36}?(?:领导小组|联席会议|委员会|办公室|部门|单位|政府|机构|[局厅委办院])(?=[\u4e00-\u9fff])"
)
_MODAL = re.compile(
    r"(?:(?<![重主需首摘纪概机紧])要|(?<![响反适对供相])应|应当|必须|须|务必|不得|一律)(?!素|求|点|件|闻|害|对|用|急|变|收)[\u4e00-\u9fff]"
)
_AGENT = re.compile(r"负责|牵头|会同|配合")
_REPORTS = re.compile(
    r"已(?:经)?[\u4e00-\u9fff]|以来|截至|有待|仍(?:然)?存在|尚未|还(?:不|比较)|是[^,，。]{2,30}的(?:关键|重要|必然|基础)[^,，。]*。$|具有重要意义"
)
_NO_MEASURES = re.compile(
    r"指导思想|基本原则|工作原则|总体要求|总体思路|总体目标|发展目标|工作目标|主要目标|形势|发展基础|现状|回顾|成效|基本情况|战略定位|遵循原则|名词解释|重要意义|适用范围$"
)


def carries_measures(section: Section, by_id: dict[str, Section]) -> bool:
    """Leaf sections order things, unless they, or one above them, state principles, aims or the situation."""
    if not section.is_leaf or is_past_section(section, by_id):
        return False
    node: Section | None = section
    while node is not None:
        if _NO_MEASURES.search(node.heading) and not re.search(r"任务|措施|分工", node.heading):
            return False
        node = by_id.get(node.parent)
    return True


def _holds(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted places lies in the range: a sentence that demands a figure orders something."""
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


class MeasureFinder:
    """Knows the notice: its text, bodies and dates."""

    def __init__(
        self,
        text: str,
        groups: list[Group],
        by_id: dict[str, Section],
        year: int | None,
        issued: date | None,
        period: tuple[int, int] | None = None,
    ):
        self.text, self.groups, self.by_id, self.year, self.issued = text, groups, by_id, year, issued
        self.period = period

    def of(self, section: Section, demanded: list[int]) -> list[Measure]:
        """The measures of a section."""
        if not carries_measures(section, self.by_id):
            return []
        spans = [s for a, b in section.own for s in sentences(self.text, a, b)]
        spans = [t for s in spans if (t := self._trimmed(s)) is not None]
        ordering = [s for s in spans if self.orders(*s) or _holds(demanded, *s)]
        rule = "M01"
        if not spans and section.parent:
            ordering, rule = [self._heading_span(section)], "M02"
        return [self._measure(section, n, span, rule) for n, span in enumerate(ordering, 1)]

    def _heading_span(self, section: Section) -> tuple[int, int]:
        line_end = self.text.find("\n", section.start, section.end)
        end = section.end if line_end < 0 else line_end
        start = self.text.find(section.heading, section.start, end)
        start = section.start if start < 0 else start
        for group in self.groups:
            if start < group.start < end:
                end = group.start
        return start, max(end, start + 1)

    def _trimmed(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The sentence without brackets that only name bodies, at its head or tail; None where nothing is left."""
        start, end = span
        for group in self.groups:
            if group.start <= start < group.end:
                start = group.end
            if start < group.start < end and group.end >= end - 1 and self.text[group.start] not in "(（":
                end = group.start
        while start < end and self.text[start] in " \n\t。;；、,，":
            start += 1
        while end > start and self.text[end - 1] in " \n\t":
            end -= 1
        return (start, end) if end - start >= 4 else None

    def orders(self, start: int, end: int) -> bool:
        """Whether a sentence orders something: an imperative verb opens one of its clauses, or a modal stands in it."""
        sentence = self.text[start:end]
        if (
            "\t" in sentence
            or sentence.startswith(
                ("附件", "附:", "附：", "本方案自", "本办法自", "本意见自", "本计划自", "本措施自", "本规划自")
            )
            or (_REPORTS.search(sentence) and not _MODAL.search(sentence))
        ):
            return False
        if re.search(r"制定本[\u4e00-\u9fff]{2,4}[。;；]?$|本[\u4e00-\u9fff]{2,4}所称|是指", sentence):
            return False
        if _MODAL.search(sentence) or _AGENT.search(sentence):
            return True
        clauses = re.split(r"[,，:：、]", sentence)
        bare = [_UNDATED.sub("", c.strip(" “")) for c in clauses[:8]]
        bare += [_UNDATED.sub("", _SUBJECT.sub("", c)) for c in bare[:2] if _SUBJECT.match(c)]
        return any(map(_OPENING.match, bare)) or bool(bodies_inside(sentence))

    def _measure(self, section: Section, number: int, span: tuple[int, int], rule: str) -> Measure:
        start, end = span
        sentence = self.text[start:end]
        return Measure(
            f"{section.id}/{number}", section.id, start, end, rule,
            find_due(self.text, start, end, self.year, self.issued, self.period) or self._due_behind(section, end),
            bodies_inside(sentence) or self._bodies(section, start, end),
            find_programmes(sentence), find_audiences(sentence),
        )  # fmt: skip

    def _due_behind(self, section: Section, end: int):
        """A deadline that stands in the brackets behind the sentence: (责任单位:…;完成时限:2025年底)."""
        group = self._group_for(section, end)
        if group is None or (
            "时限" not in self.text[group.start : group.end] and "完成时间" not in self.text[group.start : group.end]
        ):
            return None
        return find_due(self.text, group.start + 1, group.end - 1, self.year, self.issued, self.period)

    def _group_for(self, section: Section, end: int) -> Group | None:
        for group in self.groups:
            if section.start <= group.start < section.end and group.end >= end:
                return group
        return None

    def _bodies(self, section: Section, start: int, end: int) -> tuple[Body, ...]:
        group = self._group_for(section, end) or self._group_for(section, start)
        if group is not None and not self._other_leaf_between(section, group):
            return group.bodies
        node: Section | None = section
        while node is not None:
            heading = [g for g in self.groups if node.start <= g.start < max(node.body_start, node.start + 1)]
            if heading:
                return heading[0].bodies
            last = [
                g for g in self.groups if node.own and any(a <= g.start < b for a, b in node.own) and g.start >= end
            ]
            if last:
                return last[-1].bodies
            node = self.by_id.get(node.parent)
        return ()

    def _other_leaf_between(self, section: Section, group: Group) -> bool:
        return not any(a <= group.start < b for a, b in ((section.start, section.end),))
