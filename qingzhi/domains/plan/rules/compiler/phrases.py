"""What stands around a quantity: the verb before it and the noun phrase that it measures 「指标名称」."""

import re
from dataclasses import dataclass

from .traps import BLOT
from .words import words

COMPARATORS = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "不得少于": ">=", "不得低于": ">=", "至少": ">=", "最少": ">=", "不低於": ">=",
    "突破": ">", "超过": ">", "超出": ">", "超": ">", "高于": ">", "大于": ">", "多于": ">", "逾": ">", "高出": ">",
    "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=", "不突破": "<=", "不得超过": "<=", "最多": "<=", "至多": "<=",
    "控制在": "<=", "控制到": "<=", "严控在": "<=", "低于": "<", "少于": "<", "小于": "<",
    "约": "≈", "近": "≈", "接近": "≈", "大约": "≈", "约为": "≈", "≥": ">=", "≤": "<=", ">": ">", "<": "<", ">=": ">=", "<=": "<=",
}  # fmt: skip
_UPTO = words(
    """
    提高到 提高至 提高为 提升到 提升至 提升为 增长到 增长至 增加到 增加至 增加为 扩大到 扩大至 扩展到
    扩展至 发展到 发展至 增至 升至 上升到 上升至 拓展到 拓展至 突破到 延长至 延长到 达到 达 达成 为
    保持在 维持在 稳定在 稳定到 保持 占到 占 是 实现 有 拥有 完成 达至 可达 到达
    """
)
_DOWNTO = words(
    """
    下降到 下降至 降到 降至 降低到 降低至 降为 压缩到 压缩至 压缩为 压缩在 压减到 压减至 压减为
    缩短到 缩短至 缩短为 减少到 减少至 减至 缩减至 缩减到 压降至 缩至 压至 精简至 精简到
    """
)
_GROWTH = words(
    """
    净增长 净增加 净增 增长 增加 提高 提升 上升 递增 扩大 提速 翻 上浮 增
    """
)
_DECLINE = words("下降 降低 减少 缩短 压缩 压减 减 缩减 压降 精简 降")
_DEMAND = words(
    """
    培育 组建 建立 建设 建成 新建 引进 选择 选取 选树 遴选 筛选 评选 形成 打造 支持 扶持 认定
    完成 开展 举办 组织 培训 培养 实施 制定 制修订 制订 修订 发布 设立 推广 创建 发展 新增 推动
    推进 推荐 引导 资助 孵化 布局 构建 储备 转化 推出 服务 覆盖 帮扶 挖掘 指导 办理 查处 确定
    启动 落地 申报 获批 获得 获 争取 拥有 集聚 聚集 招引 引育 新认定 命名 授予 建强 做强 壮大
    带动 吸纳 安排 投入 募集 筹集 设置 配备 选派 派驻 选聘 聘请 开发 生产 种植 改造 更新 整治
    治理 修复 关闭 淘汰 交易 登记 注册 申请 授权 发放 吸引 汇聚 入库 出台 编制 建档 征集 树立
    创成 争创 评定 培优 孵育 召开 开设 开通 开办 开工 竣工 投产 新培育 新引进 新建成 新创建 创设
    搭建 布设 部署 推行 培树 升级 新改建 改扩建 改建 扩建 建好 联系 走访 对接 招收 招聘 招募 引入
    改造提升 提升改造 提质改造 改造升级 规划建设 培育壮大 培育打造 培育认定 组织开展 组织实施 推广应用
    主导制定 参与制定 牵头制定 主持制定 主导参与制定 援助 补充 落户 入驻 上市 发行 实现 新组建 确保 力争 突破 走进 慰问 救助 惠及 新发展 新设立 新登记 评审 检查
    抽查 抽检 监测 巡查 培植 扩种 达成 扩大 增加 提供 供应 流转 收储 筹建 增设 新设 共建 联建 开放 解决
    化解 消除 安置 转移 输送 受理 调解 处置 存栏 出栏 绿化 造林 营造 种 建 育 引 办 评 选 推
    改
    """
)
_NOUNY = frozenset(
    words(
        """
    申请 登记 授权 注册 交易 投入 服务 培训 转化 生产 种植 改造 治理 修复 开发 建设 发展 覆盖 修订 认定 检查 抽查 监测 巡查 抽检
    评审 调解 处置 办理 查处 供应 流转 输送 存栏 出栏 造林 绿化 救助 推广 运营 储备 布局 评定 更新 安置 上市 入驻 招聘 孵化 申报
    实施 开展 组织 支持 指导 推荐 整治 设置 发布 转移 收储 受理 升级 落地 启动 提供 培养 管理 安排 获得 获批 拥有 联系 对接
    """
    )
)
"""Verbs that are as often the head of a noun phrase: 专利申请, 版权登记."""

_ADVERBS = words(
    """
    力争 争取 努力 确保 分别 均 各 共 总 合计 总计 累计 共计 新 再 也 要 将 需 须 都 就 可
    能 以 每年 年均 每季度 每月 平均 至 到 已 已经 全年 的 了 在 按 全部 至少 逐年 每季 不断
    稳步 大幅 有效 成功 由 从 自 其 等 共同 同比 环比 大 进一步 总共 为 约 对 向 组织 年 每
    另 年度 率先 全面 基本 同时 重点 整体 平均每年 每年均 连续五年 首批 首期 仅 仅仅 一般 原则上 稳定 持续 始终 “ ” : ： , ，
    （ ( 、 和 及 与 以及 并
    """
)


def _any(words) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PEEL = re.compile(
    rf"(?:(?P<comparator>{_any(COMPARATORS)})|(?P<down>{_any(_DOWNTO)})|(?P<up>{_any(_UPTO)})|(?P<growth>{_any(_GROWTH)})"
    rf"|(?P<decline>{_any(_DECLINE)})|(?P<demand>{_any(_DEMAND)})|(?P<adverb>{_any(_ADVERBS)}|连续[一二三四五六七八九十两\d]+年|每[一1]?年|{BLOT}+(?:以来|期间|底|末|前)?|\s+))$"
)
_LEAD = re.compile(
    rf"^(?:\s+|[、,，:：”(（—\-]|“(?![^“”]*”)|(?:力争|确保|争取|努力|截至|到|至|在|自|从|于|计划)*{BLOT}+(?:年)?(?:底|末|之前|前|期间|时期|以来|内|起|止)*(?:,|，)?"
    r"|(?:全[省市区县国州]|我[省市区县])?(?:共有|现有|累计|共计|新增(?!或|、|及|更)|已有|新认定|新注册|新登记|已(?=[建培认形获拥引])|净增|共(?=[建培认形获拥引]))|力争|确保|争取|努力|其中|并且|并|且|同时|另外|另|使得|使|让|实现|推动|促进|带动|进一步|逐步|基本(?!养老|医疗|公共|农田|盘|面|单位|药物|生活|保障|经营|建设|住房|农)|预计|分别|累计|已经|已|还要|还|也|均|共(?!同|享)|拥有"
    r"|以及|及|和|与|要求|要|将|须|应|每年|全年|每季度|每月|截至目前|目前|截至|保持|完成|确保实现|加快|大力|积极|着力|新增(?!或|、|及|更)|新认定|持续|不断|到|通过|至|即|各项|年(?=[新发培引增举开认完][\u4e00-\u9fff])|主要|含|包括|有(?!效|机|色|关|序|限|偿|劳动|条件|能力|意愿|需求|产|组织|志|害)|年均"
    r"|[一二三四五六七八九]是|(?:\d{1,2}|[一二三四五两])年(?:内|时间|间)?(?:累计|共|内)?|(?:比|较|与)[^,，。]{0,16}?(?:相比|年|末|底|期|期间|同期|平均水平|基础上)|在[^,，。]{0,12}?基础上)"
)
_COMPARED = re.compile(
    rf"(?:同)?(?:比|较)(?:上年|去年|同期|前年|[{BLOT}“”（）()\u4e00-\u9fff]{{0,12}}?(?:年|末|底|期|同期|平均水平|平均|{BLOT}))(?:底|末|初|同期)?$|(?:同)?(?:比|较)$"
)
_NOUN_STOP = re.compile(
    r"(?:[、,，]|以及|和|与|及|并)(?=(?:新|再|每年|全年|力争)?(?:"
    + _any(w for w in _DEMAND if len(w) > 1 and w not in _NOUNY)
    + r"))|[,，。;；:：\n(（)）”]|(?<=.{4})(?:,|并|,|且(?!且))|(?:,|、)?其中"
)
_SERIAL = re.compile(
    r"(?<=[\u4e00-\u9fff》”])(?=(?:赴|提供|在(?:省内|本省|我[省市]|全[省市]|市内|省|本地)|落户|落地|实施|开展|进行|参与|参加|纳入|进入|通过|获得|达到|建立|完成|享受|实现|投入|投产|达|上线|入驻|成为|建成|入选|获批))"
)


@dataclass(slots=True)
class Left:
    """What stands before a quantity: the noun phrase, and the verbs and signs between it and the number."""

    noun: str
    noun_start: int
    comparator: str = ""
    up: str = ""
    down: str = ""
    growth: str = ""
    decline: str = ""
    demand: str = ""
    respectively: bool = False
    source: bool = False  # 由, 从: what a change begins at
    reached: bool = False

    @property
    def has_level(self) -> bool:
        return bool(self.comparator or self.up or self.down)

    def has_level_noun(self) -> bool:
        """「商标总量达到2万件」: what is measured stands before the verb, not behind the number."""
        return (
            bool(self.noun)
            and bool(self.up or self.down)
            and not self.demand
            and self.up not in ("实现", "有", "拥有", "完成")
        )


def read_left(blotted: str, start: int, end: int) -> Left:
    """Peels verbs, signs and adverbs off the end of what stands before a number."""
    left = blotted[start:end]
    result = Left("", start)
    dated = False
    while left:
        match = _PEEL.search(left)
        if match is None or _is_part_of_noun(left, match, result):
            break
        kind, word = match.lastgroup, match.group()
        dated = word.startswith(BLOT) or word in ("去年", "上年")
        if kind == "adverb":
            result.respectively |= word == "分别"
            result.source |= word in ("由", "从", "自")
        elif kind == "demand":
            result.demand = word if not result.demand else result.demand
        elif kind is not None:
            setattr(result, kind, getattr(result, kind) or word)
        left = left[: match.start()]
        if kind == "demand" and len(word) > 1 and not left.endswith(("新", "每年", "再")) and not _PEEL.search(left):
            break
    each = re.search(r"(?P<up>达到?|不低于|不少于|超过)(?:每[^,，。]{1,6}|□{2,8})$", left)
    if each and not result.has_level:
        result.up, left = "达到", left[: each.start()]  # 抽检量达到每千人6批次
    compared = _COMPARED.search(left)
    if compared and (len(compared.group()) > 2 or dated):
        left = left[: compared.start()]
    result.noun, result.noun_start = trim_noun(left, start)
    if _DOER.match(result.noun) and not re.search(r"(?:增幅|增速|增长|比例|比重|占比|率|强度)$", result.noun):
        result.noun, result.noun_start, _ = strip_demand(result.noun, result.noun_start)
    return result


_OPENS_VERB = re.compile(
    rf"(?:[、,，{BLOT}“]|每年|年均|全年|新|力争|确保|至少|最少|不少于|共|累计|计划|完成|实现|和|及|并|即|[省市州县区局厅委]|部门|单位)$"
)


def _is_part_of_noun(left: str, match: re.Match, result: Left) -> bool:
    """One-sign verbs and ambiguous words count only after a stop, or they cut words apart: 创建, 总量, 企业."""
    word, kind = match.group(), match.lastgroup
    if word == "”" and "“" in left[-40:]:
        return True  # 新增“江苏精品”30个
    if kind == "adverb" and len(word) == 1 and word in "新总大能为可其等对向年以各由自从要将":
        before = left[: match.start()]
        if word in "总大能可等年" and before and before[-1] not in "、,， ":
            return True
        if word == "由" and before.endswith(("自", "理")):
            return True
    if kind == "demand" and len(word) == 1:
        before = left[: match.start()]
        return bool(before) and before[-1] not in f"、,，{BLOT}新每年均各再拟共“"
    if kind in ("up", "down", "comparator", "growth", "decline") and len(word) == 1:
        before = left[: match.start()]
        if word in "为是有占" and not before:
            return False
        if word == "增" and before.endswith(("新", "倍", "递")):
            return True
        if word == "减" and before.endswith(("加", "消", "增")):
            return True
        if word in "近" and before.endswith(("最", "附", "靠", "临")):
            return True
    if kind == "demand" and (result.up or result.down) and word not in ("实现", "力争", "确保", "突破", "争取"):
        return True  # 发明专利授权达到: 授权 is a noun there
    if kind == "demand" and word in _NOUNY:
        before = left[: match.start()]
        return bool(before) and not _OPENS_VERB.search(before)
    return kind == "demand" and (result.growth or result.decline) != ""


_BUILD = r"新?[（(][改扩续迁、]{1,4}[)）]建|(?:新建|改建|扩建|续建|改造|迁建)(?:[、和及](?:新建|改扩建|改建|扩建|续建|改造|迁建))+"
_DEMAND_LEAD = re.compile(
    rf"^(?:(?P<build>{_BUILD})|(?!注册商标|授权(?:专利|发明|品种))(?P<verb>{_any(w for w in _DEMAND if len(w) > 1)}))(?=[\u4e00-\u9fffA-Za-z\d“《■□]{{2,}})"
)
_PIVOT = re.compile(
    r"^(?:支持|推动|引导|鼓励|指导|组织|帮助)[^、,，]{2,10}?(?P<verb>新增|新建|建成|建设|引进|打造|组建|新设|设立|申报)(?=[\u4e00-\u9fff“]{2,}$)"
)
"""「支持省属高校新增硕士点10个」: what is counted is behind the second verb."""
_CHANGE = re.compile(
    r"^(?P<verb>整治|修复|建设|建成|布局|打造|形成|援助|补充|培育|组建|新建|引进|打造|招引|引育|创建|选树|遴选|认定|募集|筹集|汇聚|集聚|淘汰|关闭|走访|慰问|发放|查处|举办|吸纳|新增|推广|办理|安排|投入|培养|培训|发行|争取|聘请|配备)(?!区|用地|面积|工程|标准|项目资金|时间|时限|周期|率|量(?!子)|额|数(?!据|字)|费用|强度|占|成本|经费|资金|人[次数])(?=[\u4e00-\u9fff“]{2,})"
)
_MEASURED = re.compile(r"(?:量|率|度|周期|时间|时限|比例|比重|占比|规模|面积|水平|频次|天数|人次)$")


def strip_change(noun: str, start: int) -> tuple[str, int, str]:
    """「引进高层次人才不少于20名」: the verb before a counted noun, also where the number stands behind it."""
    match = _CHANGE.match(noun)
    if match is None or _MEASURED.search(noun) or (match["verb"] in _NOUNY and len(noun) - match.end() < 3):
        return noun, start, ""
    rest, at = trim_noun(noun[match.end() :], start + match.end())
    return rest, at, match["verb"]


_DOER = re.compile(
    r"^[\u4e00-\u9fff]{0,10}?(?:财政|政府|部门|单位|机构|公司|企业|[局厅委办])(?:每年|年均|再|要|应|统筹|计划|拟)*(?=(?:安排|投入|提供|筹集|发放|开放|设立|拿出|落实)[\u4e00-\u9fff]{2})"
)


def trim_noun(noun: str, start: int) -> tuple[str, int]:
    """A noun phrase without the dates, adverbs and conjunctions that stand before it."""
    while noun:
        match = _LEAD.match(noun)
        if match is None or not match.group():
            break
        if (
            match.group() in ("到", "至", "有", "和", "与", "及", "主要", "要", "应", "即", "在")
            and 0 < len(noun) - len(match.group()) <= 1
        ):
            break
        noun, start = noun[match.end() :], start + match.end()
    return noun.rstrip(" 、,，:：“(（"), start


def strip_demand(noun: str, start: int) -> tuple[str, int, str]:
    """「培育知识产权优势企业20家」: the noun phrase without the verb that orders it, and that verb."""
    verb = ""
    doer = _DOER.match(noun)
    if doer is not None:
        noun, start = trim_noun(noun[doer.end() :], start + doer.end())
    pivot = _PIVOT.match(noun)
    if pivot is not None:
        return noun[pivot.end() :], start + pivot.end(), pivot["verb"]
    while (match := _DEMAND_LEAD.match(noun)) is not None:
        verb = verb or match["verb"] or "新建"
        noun, start = trim_noun(noun[match.end() :], start + match.end())
    return noun, start, verb


_NEXT_VERB = re.compile(rf"(?:、|和|及|以及|并)(?:新|每年|再)?(?:{_any(w for w in _DEMAND if len(w) > 1)})$")


def noun_after(blotted: str, start: int, end: int, parts: bool = True) -> tuple[int, int]:
    """Where the noun phrase behind a count lies: 20家(专业结构布局合理、服务能力较强的知识产权服务机构)."""
    piece = blotted[start:end]
    match = re.match(r"[\s的]*(?=[\u4e00-\u9fffA-Za-z“《■])|[\s]*", piece)
    lead = match.end() if match else 0
    whole = re.sub(r"[(（][^()（）\d]{1,8}[)）]|“[^“”]{1,24}”", lambda m: "口" * len(m.group()), piece)
    if piece[lead : lead + 1] in ("、", ",", "，"):
        return start + lead, start + lead
    stop = _NOUN_STOP.search(whole, lead)
    last = stop.start() if stop else len(piece)
    serial = _SERIAL.search(piece, lead + 3, last)
    if parts and serial and serial.start() - lead >= 3:
        last = serial.start()
    noun = piece[lead:last].rstrip(" 、,，和及与并以")
    noun = _NEXT_VERB.sub("", noun)
    if noun.count("“") > noun.count("”") and "”" in piece[lead + len(noun) :]:
        noun = piece[lead : piece.index("”", lead + len(noun)) + 1]
    return start + lead, start + lead + len(noun)
