"""Units 「计量单位」 and classifiers that a figure may carry, and what they say about its kind."""

import re

_PERCENT = "个百分点 百分点"
_SPANS = "个工作日 工作日 个月 个小时 小时 分钟 个日历天 天 日 周 年"
_COUNTS = """件次 家次 人次 场次 架次 班次 车次 批次 户次 例次 人年 件 家 户 名 位 人 项 个 所 次 场 期 支 台套 台 套 辆 部 篇 份 处 座 条 种 类
册 本 对 组 只 头 匹 羽 株 棵 枚 片 块 张 间 幢 栋 宗 起 例 单 笔 款 门 届 轮 站 点 村 镇 县 镇街 单位 品牌 企业 机构 标准 批 席 床 张床 卷 集 幅 首
艘 架 节 列 根 把 孔 眼 口 道 颗 粒 包 箱 桶 瓶 袋 盒 亩次 门次 万户 课时 学时 学分 名次 人天 人月 床位 学位 机架 标准箱 卡"""
_MEASURES = """元 美元 欧元 人民币 吨标准煤 吨标煤 吨 公斤 千克 克 斤 亩 公顷 平方公里 平方千米 平方米 平方 立方米 立方 公里 千米 米 厘米 毫米 千瓦时
千瓦 兆瓦 升 毫升 分贝 毫克/立方米 微克/立方米 毫克/升 标准立方米 卡路里 比特 bps Mbps Gbps TB GB PB EFLOPS PFLOPS 标箱 分 岁 倍 股 ℃"""

COUNTS = tuple(_COUNTS.split())
SPANS = tuple(_SPANS.split())
MEASURES = tuple(_MEASURES.split())
_ALL = sorted({*_PERCENT.split(), *SPANS, *COUNTS, *MEASURES}, key=len, reverse=True)
UNIT = (
    r"(?:" + "|".join(re.escape(unit).replace("/", "[/／]") for unit in _ALL) + r")"
    r"(?:(?:/|／|每)(?:百|千|万|亿)?(?:人口|人|年|月|日|天|元|个|家|户|件|亩|公顷|吨|平方公里|平方米|立方米|次|项|名|万人|万元|亿元|GDP))*"
)
"""One unit, also a compound one such as 件/万人 or 元/人."""

SPAN_UNITS = frozenset(SPANS) | {"个工作日", "个月", "月"}
EVENT_UNITS = frozenset(
    {"人次", "件次", "家次", "户次", "场次", "批次", "场", "次", "期", "起", "宗", "笔", "单", "届", "轮"}
)


def is_count(unit: str) -> bool:
    """Whether the unit counts things, so that a noun may follow it: 5家企业."""
    return unit in COUNTS


def is_percent(unit: str) -> bool:
    """Whether the unit is a share."""
    return unit in ("%", "‰", "个百分点", "百分点")
