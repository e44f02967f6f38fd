"""The name of what a figure measures 「指标」: as written, its elided head restored."""

import re
from dataclasses import dataclass

from .phrases import BLOT, Left, noun_after, strip_change, strip_demand, trim_noun
from .quantities import Quantity
from .traps import CAMPAIGN
from .units import SPAN_UNITS, is_count, is_percent

_BARE_HEAD = re.compile(
    r"^(?:总量|总数|总额|总值|总产值|数量|总规模|规模|比例|占比|比重|份额|产值|增幅|增速|年均增速|金额|面积|覆盖率|覆盖面|人数|家数|件数|次数|收入|年产值|年收入|年均增长|合格率|完成率|有效量|拥有量|申请量|授权量|注册量|登记量|总投资|占[^,，。]{2,14}(?:比重|比例|的比)|平均用时)$"
)
_TAIL = re.compile(
    r"(?:专利)?(?:年)?(?:授权量|申请量|拥有量|注册量|登记量|有效量|总量|总数|数量|申请|授权|登记|注册|覆盖率|率|量|数|额|比例|占比|企业|机构|专利|商标)$"
)
_HEAD = re.compile(r"(?:量|数|率|额|值|比例|占比|比重|面积|规模|收入)$")
_REGION = re.compile(r"^(?:全[省市区县国州]|我[省市区县]|本[省市区县])")
_VERB_AHEAD = re.compile(
    r"^(?:大力|积极|加快|加强|进一步|着力|全面|深入|持续|不断|扎实|稳步|有序|有效|努力|重点|鼓励|支持|引导|推动|推进|促进|发展|提升|提高|培育|实施|开展|建设|打造|优化|完善|强化|扩大|增加|做大|做强|做优|壮大)+"
)
_NOUN_LIKE = re.compile(
    r"(?:量|数|率|额|值|比重|比例|占比|规模|面积|水平|指数|强度|能力|收入|人数|周期|时间|时限|期限|密度|满意度|商标|专利|企业|机构|登记|贡献率)$"
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A name, and the quote of the figure that it belongs to."""

    name: str
    start: int
    end: int
    rule: str


def indicator_of(text: str, blotted: str, quantity: Quantity, left: Left, following: int, sentence) -> Indicator:
    """The noun phrase before the number, or behind it, or what the sentence spoke of last."""
    campaign = _campaign(text, quantity)
    if campaign:
        return campaign
    noun, start = left.noun, left.noun_start
    right_start, right_end = noun_after(blotted, quantity.end, following, _cuts(quantity, left))
    takes_right = is_count(quantity.unit) and right_end > right_start and not left.has_level_noun()
    if takes_right and (not _is_subject(noun) or left.demand):
        begin = _quote_start(text, blotted, quantity, left)
        return Indicator(_said(text, right_start, right_end), begin, max(right_end, quantity.end), "T02")
    within = quantity.after in ("内", "以内", "之内") and not (left.up or left.down or left.comparator or left.decline)
    if quantity.unit in SPAN_UNITS and (not noun or within) and right_end > right_start:
        done = blotted[right_start:right_end] in _DONE and noun and _is_subject(noun)
        name = _said(text, start, start + len(noun)) if done else _said(text, right_start, right_end)
        return Indicator(name, start if done else _quote_start(text, blotted, quantity, left), right_end, "T11")
    if (
        is_percent(quantity.unit)
        and not noun
        and right_end > right_start
        and re.match(r"\s*的", blotted[quantity.end :])
    ):
        speed = re.match(r"的(?:速度|增速|幅度|比例|目标|水平)[\u4e00-\u9fff]{0,6}", blotted[quantity.end :])
        if not speed:
            return Indicator(
                _said(text, right_start, right_end), _quote_start(text, blotted, quantity, left), right_end, "T02"
            )
    size = _sized(text, blotted, quantity, left, following)
    if size:
        return size
    verb = ""
    if not (left.has_level or left.growth or left.decline):
        noun, start, verb = strip_demand(noun, start)
    elif (left.comparator or left.up) and not is_percent(quantity.unit) and quantity.unit not in SPAN_UNITS:
        noun, start, verb = strip_change(noun, start)
    left.demand = left.demand or verb
    end = quantity.end
    speed = re.match(
        r"的(?:速度|增速|幅度)(?:[\u4e00-\u9fff]{0,2}(?:增长|递增|提高|增加|提升|下降))?",
        blotted[quantity.end : following],
    )
    if speed:
        left.growth = left.growth or "增长"
        end += speed.end()
    if quantity.is_full and not noun and right_end > right_start:
        return Indicator(_said(text, right_start, right_end), quantity.start, right_end, "T04")
    if quantity.is_full and noun.find("实现") >= 4:
        noun = noun[: noun.find("实现")]
    name = _said(text, start, start + len(noun))
    restored = _beside(elided(name, left, sentence), quantity, sentence)
    begin = start if noun else _quote_start(text, blotted, quantity, left)
    rule = "T01" if left.has_level else "T06"
    return Indicator(restored, begin, end, rule)


_PIVOTS = ("支持", "推动", "引导", "组织", "选择", "遴选", "指导", "推进", "鼓励", "选取", "扶持", "帮助", "促进")


_DONE = ("答复", "办结", "完成", "反馈", "审结", "办理", "受理", "回复", "办理完毕", "结案", "响应")


def _cuts(quantity: Quantity, left: Left) -> bool:
    """Whether a second verb ends the noun phrase behind a count.

    It does in 「引进100名人才落户」; it does not in 「支持100家企业开展智能化改造」, where only what they do says what
    is counted: the indicator is the phrase as written, 「企业开展智能化改造」.
    """
    return is_count(quantity.unit) and left.demand not in _PIVOTS


def _sized(text: str, blotted: str, quantity: Quantity, left: Left, following: int) -> Indicator | None:
    """「设立总规模100亿元的产业引导基金」: the fund's size."""
    head = re.search(r"(?:总|首期|初始)?(?:规模|总额|投资|总投资)$", left.noun)
    if (
        head is None
        or quantity.unit != "元"
        or not re.match(r"\s*的[\u4e00-\u9fff]", blotted[quantity.end : following])
    ):
        return None
    begin, end = noun_after(blotted, quantity.end, following, True)
    return Indicator(_said(text, begin, end) + head.group(), left.noun_start, end, "T01")


def _campaign(text: str, quantity: Quantity) -> Indicator | None:
    for match in CAMPAIGN.finditer(text, max(0, quantity.start - 4), quantity.end + 14):
        if match.start("value") == quantity.start and _in_quotes(text, quantity.start):
            return Indicator(match["noun"], match.start(), match.end(), "T08")
    return None


def _in_quotes(text: str, at: int) -> bool:
    before = text[max(0, at - 40) : at]
    return before.rfind("“") > before.rfind("”")


def _is_subject(noun: str) -> bool:
    """Whether what stands before the verb names the thing measured, and not the place or the doer."""
    if not noun:
        return False
    return not re.search(
        rf"^(?:{BLOT}|全[省市区县国州]|各|在|对|为|向|以|从|按|每|通过|支持|鼓励|引导|组织|推动|指导)|(?:沿线|境内|省内|市内|区内|范围内?|至少|等|省|市|州|县|区|部门|单位|地区|镇|乡)$",
        noun,
    )


def _said(text: str, start: int, end: int) -> str:
    """The words as written, without 《》 marks' blots and inner blanks."""
    return re.sub(r"\s+", "", text[start:end]).strip("、,，;；。:：的")


def _quote_start(text: str, blotted: str, quantity: Quantity, left: Left) -> int:
    """The verb before the number is part of the quote: 培育20家以上……"""
    at = quantity.start
    for word in (left.comparator, left.up, left.down, left.growth, left.decline, left.demand):
        found = blotted.rfind(word, max(0, quantity.start - 14), quantity.start) if word else -1
        if found >= 0:
            at = min(at, found)
    if left.respectively:
        found = blotted.rfind("分别", max(0, at - 4), at)
        at = found if found >= 0 else at
    return at


def elided(name: str, left: Left, sentence) -> str:
    """Restores a head that the clause leaves out: 「国内注册商标……,总量达到」, 「……,增长258.1%」."""
    if name and not _BARE_HEAD.match(name):
        return name
    topic = _topic(sentence) if not (left.growth or left.decline) or not sentence.found else ""
    if not topic and sentence.found:
        topic = sentence.found[-1].indicator
    if not topic and sentence.context.recent:
        topic = sentence.context.recent[-1]
    if not topic:
        topic = sentence.context.heading
    if not name:
        return topic
    if name in topic:
        return topic
    if name.startswith("占"):
        return topic + name
    return _TAIL.sub("", topic) + name if re.search(r"(?:量|数|率|额)$", topic) else topic + name


_CLASSES = "国家级|省级|市级|县级|区级|乡级|村级|国家|城市|农村|城镇|乡村|市|县|区"
_CLASS = re.compile(rf"(?:{_CLASSES})(?:城市|地区|以上|园区|建制镇)?")
_CLASS_AHEAD = re.compile(rf"^(?:(?:地级|县级|设区的?|中心)(?:城市|市)|(?:{_CLASSES})(?![\u4e00-\u9fff]?[局厅委]))")


def _beside(name: str, quantity: Quantity, sentence) -> str:
    """「地级城市黑臭水体消除比例达到90%,县级城市达到80%」: the head named with the class before it."""
    if not sentence.found or not (_CLASS.fullmatch(name) or re.fullmatch(r"(?:地级|县级|中心)城市", name)):
        return name
    last = sentence.found[-1]
    if last.unit != quantity.unit:
        return name
    ahead = _CLASS_AHEAD.match(last.indicator)
    return name + last.indicator[ahead.end() :] if ahead and ahead.end() < len(last.indicator) else name


def _topic(sentence) -> str:
    topic = re.sub(r"\s+", "", sentence.topic)
    if not topic:
        return ""
    cleaned, _ = trim_noun(_VERB_AHEAD.sub("", re.sub(r"(?:19|20)\d{2}年(?:底|末)?", BLOT, topic)), 0)
    cleaned, _, _ = strip_demand(cleaned, 0)
    cleaned = cleaned.replace(BLOT, "")
    if len(cleaned) < 2 or len(cleaned) > 30:
        return ""
    was_verbal = cleaned != topic
    return cleaned if _NOUN_LIKE.search(cleaned) or (was_verbal and len(cleaned) <= 16) else ""


def split_heads(noun: str, count: int, recent: list[str]) -> list[str]:
    """「发明、实用新型、外观设计专利授权量」 → three names, the shared tail restored to each; 「猪牛羊出栏」 too."""
    herd = re.fullmatch(r"([猪牛羊鸡鸭鹅禽马兔]+)(出栏量?|存栏量?|饲养量)", noun)
    if herd and len(herd[1]) == count:
        return [animal + herd[2] for animal in herd[1]]
    parts = [
        p
        for p in re.split(r"[、,，]|(?:和|与|及|以及)(?=[\u4e00-\u9fff])", noun.removeprefix("其中").strip(":：,，"))
        if p
    ]
    if len(parts) != count:
        return []
    last = _TAIL.search(parts[-1])
    if last is None and recent:
        head = _REGION.sub("", recent[-1])
        fits = _TAIL.search(head) and len(head) <= 14
        return [p if _TAIL.search(p) else _joined(p, head) for p in parts] if fits else parts
    if last is None:
        return parts
    if _HEAD.search(parts[-1]):
        return [p if _HEAD.search(p) else _joined(p, last.group()) for p in parts]
    return [p if _TAIL.search(p) else p + last.group() for p in parts]


def _joined(part: str, tail: str) -> str:
    """发明专利 + 专利授权量 → 发明专利授权量."""
    overlap = next((n for n in range(min(len(part), len(tail)), 0, -1) if part.endswith(tail[:n])), 0)
    return part + tail[overlap:]
