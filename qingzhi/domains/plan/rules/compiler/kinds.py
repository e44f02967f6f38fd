"""What a figure means: its comparator and its kind (stock, flow, growth, coverage, ratio, duration)."""

import re

from .phrases import COMPARATORS, Left
from .quantities import Quantity
from .units import EVENT_UNITS, SPAN_UNITS, is_percent

_FLOW_WORDS = re.compile(
    r"新增|申请量|申请(?:数|件)|授权量|授权数|登记量|注册量|注册申请|交易额|成交额|融资额|融资金额|质押融资|产值|收入|出口额|贸易额|投入|投资额|总投资|增加值"
    r"|次数|场次|人次|流量|年度|营业|销售|利润|税收|生产总值|消费(?!者)|进出口|出栏|质押金额|融资金额|贷款|就业$"
)
_STOCK_WORDS = re.compile(r"总量|拥有量|有效|累计|总数|保有|存量|数量达|余额")
_COVER_WORDS = re.compile(r"覆盖")
_SPAN_CONTEXT = re.compile(
    r"周期|时限|时间|限时|压缩|缩短|办结|审结|内完成|办理|审查|审批|答复|工作日|平均用时|时长|控制在|不超过"
)


def comparator_of(left: Left, quantity: Quantity, kind: str, reached: bool, clause: str = "") -> str:
    """>=, >, <=, <, =, ≈ or range, from the words around the number."""
    if quantity.value_to is not None:
        return "range"
    if quantity.is_full:
        return "="
    by_after = _after(quantity.after)
    by_before = COMPARATORS.get(left.comparator, "")
    if by_after:
        return ">" if by_after == ">=" and by_before == ">" and "及" not in quantity.after else by_after
    if by_before:
        return by_before
    if left.down or (kind == "duration" and not reached and (_SPAN_CONTEXT.search(clause) or not left.up)):
        return "=" if reached else "<="
    if quantity.is_more:
        return ">"
    return "=" if reached else ">="


def _after(word: str) -> str:
    if "以上" in word:
        return ">="
    if word in ("以下", "以内", "之内", "内"):
        return "<="
    return "≈" if word in ("左右", "上下") else ""


def kind_of(left: Left, quantity: Quantity, indicator: str, clause: str, per: str | None) -> str:
    """The kind by unit first, then by verb, then by the words of the indicator."""
    unit = quantity.unit
    if quantity.is_full or (is_percent(unit) and _COVER_WORDS.search(indicator + clause[-12:])):
        return "growth" if left.growth else "coverage"
    if quantity.is_double or unit == "倍":
        return "growth"
    if is_percent(unit):
        return _percent_kind(left, unit, indicator, clause)
    if unit in SPAN_UNITS:
        return "duration"
    if (left.growth or left.decline) and not (left.up or left.down):
        return "growth" if left.growth != "增加" or not left.demand else "flow"
    return _count_kind(left, unit, indicator, clause, per)


def _percent_kind(left: Left, unit: str, indicator: str, clause: str) -> str:
    if "百分点" in unit:
        return "growth"
    if re.search(r"增速|增长率|增幅|降幅|(?:增长|增收|增产|增效|节约|减排|下降)$", indicator) or re.search(
        r"的(?:速度|增速|幅度)", clause
    ):
        return "growth"
    if (left.growth or left.decline) and not (left.up or left.down):
        return "growth"
    return "ratio"


def _count_kind(left: Left, unit: str, indicator: str, clause: str, per: str | None) -> str:
    if unit in EVENT_UNITS or per:
        return "flow"
    if re.search(r"新增|净增|新注册|新登记|新授权|新申请|新认定", clause) and not re.search(r"总|累计", indicator):
        return "flow"
    if re.search(r"每.{0,8}(?:人口|人|户|亿元|万元|家)|^(?:万元|亿元|单位|亩均|户均)", indicator):
        return "stock"
    if _STOCK_WORDS.search(indicator):
        return "stock"
    if left.demand in (
        "新增",
        "引进",
        "培训",
        "举办",
        "开展",
        "办理",
        "查处",
        "招引",
        "引育",
        "新引进",
        "发放",
        "受理",
        "召开",
        "组织",
        "引入",
        "走访",
        "慰问",
        "检查",
        "抽查",
        "抽检",
        "救助",
        "调解",
        "征集",
        "招聘",
        "招募",
    ):
        return "flow"
    head = re.split(r"的|以上|以下", indicator)[-1]
    return "flow" if _FLOW_WORDS.search(head[-8:]) else "stock"


def is_span(clause: str) -> bool:
    """Whether a number of days or months limits how long something takes, and is not an age or a term."""
    return bool(_SPAN_CONTEXT.search(clause))
