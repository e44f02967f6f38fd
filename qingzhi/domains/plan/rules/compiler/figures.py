"""Targets 「目标」 and baselines 「基期」 in running text, clause by clause."""

import re
from dataclasses import replace

from .aspect import is_reached
from .dates import When
from .governing import Clause, Context, SentenceDates
from .indicators import Indicator, indicator_of, split_heads
from .kinds import comparator_of, is_span, kind_of
from .model import Figure
from .phrases import Left, read_left, strip_demand
from .quantities import Quantity, find_quantities
from .sentences import clauses, sentences
from .traps import BLOT
from .units import SPAN_UNITS, is_count, is_percent

_SUBSIDY = re.compile(
    r"奖励|补助|补贴|资助|奖补|罚款|处以|奖金|贴息|给予[^,，。]{0,30}支持|一次性|每[件家项人名户个][^,，。]{0,8}元|最高(?:不超过|可|给予|\d)|按[^,，。]{0,20}比例"
)
_MEANS = re.compile(r"(?:依托|利用|通过|发挥|针对|根据|结合|借助|凭借|按照|参照|联合)$")
_SIZE = re.compile(r"(?:设立|组建|建立|发起|成立|打造|形成)?(?:总|首期|初始)?(?:规模|总额|投资|总投资)(?:为|达)?")
_MONEY = ("元", "美元", "%", "倍")
_ONCE = ("建成", "形成", "打造", "组建", "创成")
_QUALIFIES = re.compile(r"的(?!速度|增速|幅度|比例|目标|水平|增长|年均|规模$)")
_HAN_LISTS = re.compile(
    r"[“\"]?[\u4e00-\u9fff]{0,6}?(?:方面|环节|工程|行动|任务|重点|原则|措施|制度|机制|体系|体制|领域|关键|转变|坚持|维度|层面|阶段|步骤|目标|计划|专项|清单|抓手|优先|统筹|关系|优势|能力|要素|环境"
    r"|途径|模式|文件|意见|内容|问题|层级|渠道|条件|文明|责任|建设|结合|转化|确保|服务|平台体系|战略|政策|职能|职责|融合|带|圈|轮|极|核|翼|片区|板块|组团|走廊|中心城市|支柱|主导|特色|短板|主体|标准体系|支撑)"
)


def find_figures(text: str, blotted: str, start: int, end: int, context: Context) -> list[Figure]:
    """The figures of a range of running text, in order."""
    found: list[Figure] = []
    last = start
    for a, b in sentences(text, start, end):
        if "\n" in text[last:a]:
            context.span = None
        last = a
        found.extend(_Sentence(text, blotted, a, b, context).figures())
    return found


class _Sentence(SentenceDates):
    """One sentence: its dates, its clauses, and the figures found so far."""

    def __init__(self, text: str, blotted: str, start: int, end: int, context: Context):
        self.text, self.blotted, self.start, self.end, self.context = text, blotted, start, end, context
        self.dates = self._dates()
        self.found: list[Figure] = []
        self.topic = ""

    def figures(self) -> list[Figure]:
        """Walks the clauses; the sentence's last date goes on governing what follows it."""
        if "\t" in self.text[self.start : self.end] or re.search(r"所称|是指", self.text[self.start : self.end]):
            return []
        for a, b in clauses(self.text, self.start, self.end, self.blotted):
            quantities = find_quantities(self.blotted, a, b)
            if quantities:
                self._clause(Clause(a, b, (self.start, self.end)), quantities)
                self.topic = "" if self.found else self.topic
            else:
                self.topic = self.text[a:b]
        self._remember_span()
        ahead = [
            w
            for w in self.dates
            if self._governs(w)
            and not self._is_aside(w)
            and (not self.context.reference or w.last >= self.context.reference)
        ]
        ahead = [w for w in ahead if w.last.month == 12 and not w.bare and self._is_horizon(w)]
        if ahead:
            self.context.when = ahead[-1]
        return self.found

    def _clause(self, clause: Clause, quantities: list[Quantity]) -> None:
        chain = _chain(quantities, self.blotted)
        at = clause.start
        chain_left = Left("", clause.start)
        pending: list[tuple[Quantity, Left]] = []
        for index, quantity in enumerate(quantities):
            following = quantities[index + 1].start if index + 1 < len(quantities) else clause.end
            left = read_left(self.blotted, at, quantity.start)
            if self._is_noise(quantity, left, clause, following, at):
                if not _keeps_noun(quantity, self.blotted[quantity.end : following]):
                    at = quantity.end
                continue
            if chain and quantity in chain[1:] and not left.noun:
                left = replace(chain_left, noun="", noun_start=quantity.start)
            chain_left = left
            if left.source and following < clause.end:
                pending.append((quantity, left))
                at = quantity.end
                continue
            self._one(quantity, left, clause, following, chain, pending)
            taken = self.found[-1].end if self.found and self.found[-1].rule == "T02" else 0
            at = max(quantity.end, taken) if taken <= following else quantity.end

    def _one(
        self, quantity: Quantity, left: Left, clause: Clause, following: int, chain: list[Quantity], pending: list
    ) -> None:
        named = indicator_of(self.text, self.blotted, quantity, left, following, self)
        if pending and not left.noun:
            noun, begin, _ = strip_demand(pending[-1][1].noun, pending[-1][1].noun_start)
            named = Indicator(self.text[begin : begin + len(noun)], begin, named.end, "T07")
        names = self._respectively(left, quantity, chain, named)
        if names:
            named = replace(named, name=names, rule="T10")
        if not named.name:
            named = replace(named, name=self.context.heading)
        figure = self._figure(quantity, left, clause, named)
        if figure is None:
            return
        if pending:
            source, _ = pending.pop()
            base = self._figure(source, left, clause, named)
            if base is not None:
                base = replace(
                    base, is_target=False, comparator="=", deadline=None, rule="T07", start=source.start, end=source.end
                )
                when = self._origin_date(source)
                base = replace(base, unit=base.unit or figure.unit, as_of=when.last if when else None, since=None)
                figure = replace(figure, baseline=base, rule="T07")
                self.found.append(base)
        self.found.append(figure)
        if figure.kind != "growth":
            self.context.recent.append(figure.indicator)

    def _respectively(self, left: Left, quantity: Quantity, chain: list[Quantity], named: Indicator) -> str:
        """「发明、实用新型、外观设计分别达到……」 and 「……,分别增长198%和189%」."""
        if quantity not in chain:
            return ""
        place = chain.index(quantity)
        if place == 0:
            self.heads = []
            if left.respectively or "分别" in self.blotted[named.start : quantity.start]:
                self.heads = split_heads(left.noun, len(chain), self.context.recent)
                if not self.heads and not left.noun:
                    earlier = [f.indicator for f in self.found if f.kind != "growth"] or self.context.recent
                    self.heads = earlier[-len(chain) :] if len(earlier) >= len(chain) else []
        heads = getattr(self, "heads", [])
        if chain and heads and place == len(chain) - 1:
            self.heads = []
        return heads[place] if place < len(heads) and len(heads) == len(chain) else ""

    def _is_noise(self, quantity: Quantity, left: Left, clause: Clause, following: int, at: int) -> bool:
        right = self.blotted[quantity.end : following]
        unit = quantity.unit
        words = self.blotted[clause.start : clause.end]
        if quantity.is_full:
            return False
        if _MEANS.search(left.noun) and is_count(unit) and not (left.has_level or left.demand):
            return True
        if is_percent(unit) and re.match(r"的?(?:政策|规定|标准)", right):
            return True
        if _SIZE.fullmatch(left.noun) and _QUALIFIES.match(right):
            return False
        if (
            quantity.is_han
            and not quantity.is_more
            and is_count(unit)
            and _HAN_LISTS.match(right)
            and not left.has_level
        ):
            return True
        if (
            quantity.is_han
            and is_count(unit)
            and not (left.demand or left.has_level or quantity.after or "“" in words or _is_list_end(right))
        ):
            return True
        if left.source and following < clause.end:
            return False
        if unit in SPAN_UNITS and (left.up in ("达到", "达") or left.up.endswith(("到", "至"))) and left.noun:
            return False
        if unit in SPAN_UNITS:
            return not (is_span(words) or left.down or left.decline) or (
                unit in ("年", "周") and not left.has_level and not left.decline
            )
        if any(unit.endswith(m) for m in _MONEY) and self._is_subsidy(clause, unit):
            return True
        if _QUALIFIES.match(right) and not (is_percent(unit) and left.demand and not left.noun):
            return not (is_count(unit) and left.demand and not quantity.after)
        if (
            not is_count(unit)
            and not is_percent(unit)
            and _is_noun(right)
            and not re.match(r"用于|支持|作为|设立|规模|的|专项|资金", right)
        ):
            return following < clause.end or not left.has_level
        return False

    def _is_subsidy(self, clause: Clause, unit: str) -> bool:
        sentence = self.text[self.start : self.end]
        near = self.text[max(self.start, clause.start - 40) : min(self.end, clause.end + 40)]
        if unit in ("%", "倍") or unit.endswith("%"):
            near = self.text[clause.start : clause.end]
            return bool(re.search(r"给予|补贴|资助|奖励|贴息|按[^,，。]{0,20}(?:的|比例)|罚款", near)) and bool(
                _SUBSIDY.search(near)
            )
        left = self.text[max(self.start, clause.start) : clause.end]
        if (
            re.search(r"(?:资金|经费|投入|基金|规模|总额|余额)(?:不少于|不低于|达到?|超过|突破|控制在)?\d", left)
            and "给予" not in near
        ):
            return False
        return bool(_SUBSIDY.search(near)) and bool(
            re.search(r"给予|奖励|补助|补贴|资助|罚|最高|每[件家项人名户个]", sentence)
        )

    def _figure(self, quantity: Quantity, left: Left, clause: Clause, named: Indicator) -> Figure | None:
        before = self.text[self.start : quantity.end]
        own = self.text[clause.start : clause.end]
        when = self._date_before(quantity) or self._date_after(quantity)
        reached = self._reached(before, own, when)
        if not self._is_accepted(quantity, left, named, reached, own):
            return None
        if not reached and self.context.looks_back and not re.search(r"力争|确保|目标|努力|争取", before):
            return None  # a forecast 「缺口将达」 in a chapter on the situation demands nothing
        per = self._per(clause, quantity, left)
        kind = kind_of(left, quantity, named.name, own, per)
        if own.lstrip().startswith("其中") and self.found and self.found[-1].unit == quantity.unit and kind == "stock":
            kind = self.found[-1].kind if self.found[-1].kind == "flow" else kind
        comparator = comparator_of(left, quantity, kind, reached, own)
        per = per if kind in ("flow", "growth", "stock") else None
        figure = Figure(
            self.context.section, named.name, comparator, quantity.value, quantity.unit, kind,
            named.start, named.end, _rule(quantity, left, named, kind), value_to=quantity.value_to, per=per,
            is_target=not reached,
        )  # fmt: skip
        if reached:
            since, as_of = self._span(before, when, kind)
            since = None if per else since
            rule = "B02" if self.context.looks_back else "B01"
            return replace(figure, as_of=as_of, since=since, rule=rule)
        return replace(figure, deadline=self._deadline(when))

    def _reached(self, before: str, own: str, when: When | None) -> bool:
        if (
            self.found
            and self.found[-1].is_target
            and when is None
            and not self.context.looks_back
            and "已" not in own
            and own.lstrip().startswith("同比")
        ):
            return False  # 「新增就业12万人,同比增长3%」
        governing = when
        if governing is None and self.context.when is not None and not self.context.looks_back:
            governing = None
        return is_reached(before, own, governing, self.context.looks_back, self.context.reference)

    def _is_accepted(self, quantity: Quantity, left: Left, named: Indicator, reached: bool, own: str) -> bool:
        if quantity.is_full:
            return bool(named.name)
        if (
            left.has_level
            or left.growth
            or left.decline
            or left.demand
            or quantity.after
            or quantity.is_more
            or quantity.is_double
        ):
            return True
        if named.rule in ("T01", "T08", "T10"):
            return True
        if reached or named.rule == "T06":
            return bool(named.name)
        return named.rule == "T02" and is_count(quantity.unit) and not quantity.is_han

    def _per(self, clause: Clause, quantity: Quantity, left: Left) -> str | None:
        words = self.text[self.start : quantity.end]
        tail = self._own_words(clause, quantity)
        once = self.found and (left.demand in _ONCE or left.up or left.down or left.growth)
        recurs = (
            words.startswith("每年")
            and not once
            and not re.search(rf"累计|到{BLOT}|[\d一二三四五两]年", self.blotted[self.start + 2 : quantity.start])
        )
        if (
            re.search(r"每年|年均(?!浓度|气温|降水|值)|每[一1]年|逐年|平均每年", tail)
            or recurs
            or "/年" in quantity.unit
            or re.search(r"(?:^|[,，、;；])年(?=[新发培引增举开认完])", tail)
        ):
            return "year"
        if re.search(r"每个?季度?|季度均", tail):
            return "quarter"
        if re.search(r"每个?月(?!底|末)|月均", tail):
            return "month"
        return "year" if re.search(r"连续[一二三四五六七八九十两\d]+年", tail) else None

    def _own_words(self, clause: Clause, quantity: Quantity) -> str:
        """The clause from the figure before on; where it opens with 每年, all of it: 每年培训500人次、举办10场."""
        if "每年" in self.text[clause.start : clause.start + 4]:
            return self.text[clause.start : quantity.end]
        before = [f.end for f in self.found if clause.start <= f.start and f.end <= quantity.start]
        return self.text[max([clause.start, *before]) : quantity.end]


def _rule(quantity: Quantity, left: Left, named: Indicator, kind: str) -> str:
    if quantity.is_full:
        return "T04"
    if quantity.is_double:
        return "T05"
    if named.rule in ("T07", "T08", "T10"):
        return named.rule
    if kind == "duration":
        return "T11"
    if kind == "growth":
        return "T12" if left.decline else "T03"
    return named.rule


def _chain(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Quantities that follow one another with nothing but 、 or 和 between."""
    best: list[Quantity] = []
    run: list[Quantity] = []
    for quantity in quantities:
        if run and not re.fullmatch(r"\s*(?:[、和与及,，]|以及)\s*", text[run[-1].end : quantity.start]):
            run = []
        run.append(quantity)
        if len(run) > len(best):
            best = list(run)
    return best if len(best) > 1 else []


def _is_noun(right: str) -> bool:
    return bool(re.match(r"\s*[\u4e00-\u9fffA-Za-z“《]", right)) and not re.match(
        r"\s*(?:和|与|及|以及|并|且|的|目标|水平|大关|下降|提高|增加|增长|上升|扩大|缩短|压缩|降|升|减|增|提升|达)",
        right,
    )


def _is_list_end(right: str) -> bool:
    return not right.strip(" 。;；,，、)）”")


def _keeps_noun(quantity: Quantity, right: str) -> bool:
    """A threshold 「年产值10亿元以上企业5家」 stays part of the noun phrase that goes on behind it."""
    return bool(re.match(r"\s*的?[\u4e00-\u9fff]", right))
