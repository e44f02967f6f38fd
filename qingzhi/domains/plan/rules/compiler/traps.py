"""Numbers that are no figures: years, document numbers, ordinals, slogans, ranks, list counts, telephone numbers.

They are blotted out before the grammar looks for quantities, so that no rule can mistake them.
"""

import re

from .citations import DOCUMENT_NUMBER
from .dates import WHEN
from .words import words

BLOT = "■"
"""Covers a date."""

COVER = "□"
"""Covers any other number that is no figure."""
_H = r"[一二三四五六七八九十两百千万]"
_N = rf"(?:(?<!\d)\d{{1,9}}|{_H}{{1,6}})"
SLOGANS = words(
    """
    五位一体 四个全面 三个代表 四个意识 四个自信 两个维护 两个确立 两个一百年 一带一路 三品一标 双一流
    三重一大 放管服 三农 三公 两学一做 一岗双责 三严三实 四个扎扎实实 四个转变 一个同步 四个更加 双随机
    一公开 千人计划 万人计划 百千万 百千万工程 一二三产业 一二三产 一二三次产业 三去一降一补 三网融合
    两化融合 五险一金 一企一策 一县一业 一村一品 一品一策 一事一议 一站式 一网通办 一网统管 一体化 一窗
    一张网 一件事 一类事 一系列 一批 一支 一定 一流 一步 一线 一致 一般 一律 一方面 四好农村路 三不
    三区三线 两山 三同时 四不两直 三同步 十百千 双千 双百 双十 一核两翼
    """
)
_QUOTED = re.compile(r"[“「][^“”「」\n]{1,40}[”」]")
CAMPAIGN = re.compile(
    r"(?P<verb>服务|培育|帮扶|走访|扶持|培训|支持|带动|惠及|走进|联系|助力|覆盖|引进|打造|建设|发展|孵化|招引|新增|培养|创建|推广|对接|服)"
    r"(?P<value>\d+(?:万|千|百)?|[一二三四五六七八九]?[百千万]|[二三四五六七八九]?十)(?P<unit>家|件|名|户|个|项|所|人)(?P<noun>[\u4e00-\u9fff]{2,10}?)(?=[、,，”」和及]|$)"
)
_DATES = [
    re.compile(r"(?:19|20)\d{2}\s*年?\s*[—\-–－~～至到/]{1,3}\s*(?:19|20)\d{2}\s*(?:年度?)?"),
    WHEN,
    re.compile(r"(?<!\d)(?:19|20)\d{2}\s*年(?:度|代)?"),
    re.compile(r"(?<![\d个])\d{1,2}月(?:份|\d{1,2}[日号])?"),
]
_PATTERNS = [
    re.compile(r"《[^《》\n]{0,200}》"),
    re.compile(DOCUMENT_NUMBER),
    re.compile(r"(?:令|公告|函)第?\d+号"),
    re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)"),
    re.compile(rf"第\s*{_N}\s*(?:方|章|节|条|款|项|次|届|位|名|批|期|轮|个|产业|页|号)?"),
    re.compile(rf"(?:前|居|列)\s*(?:全国|全省|西部)?\s*第?{_N}\s*(?:位|名|强|列|%|％)?"),
    re.compile(rf"{_N}强(?=企业|县|市|园区|区|产品|品牌|[^化大弱度]|$)(?![化大弱度烈])"),
    re.compile(rf"{_N}\s*大(?=[\u4e00-\u9fff“])(?!专|学|中|型|力|幅)"),
    re.compile(
        rf"{_N}\s*个?\s*[“\"]?(?:千|百|万|十)+(?:亿|万)?(?:元|斤|亩|吨|级)?[”\"]?\s*(?:以上)?(?:级|产业|集群|工程|行动|园区|企业)"
    ),
    re.compile(rf"{_N}个[“\"]?[百千万十]+亿元?级?"),
    re.compile(
        r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)(?:12330|12345|12315|12318|12348|12333|12369|12350|12328)(?![\d.,%％万亿件家个项余多])|(?<!\d)(?:110|119|120|122|114)(?=报警|热线|急救|电话|平台|联动)"
    ),
    re.compile(
        r"(?<![A-Za-z])[A-Za-z]{1,12}[-/ ]?[A-Z]{0,6}\s?\d{1,12}(?:[.\-]\d{1,9}){0,4}(?![\d.]{0,9}[%％])|(?<!\d)\d{1,9}(?:\.\d{1,9})?(?:[A-JL-SU-Z](?![a-zA-Z])|G(?=[网基技应商+])|D打印|K(?=[分高]))[级]?"
    ),
    re.compile(r"(?<!\d)\d{1,9}(?:[+＋×xX*]\d*[A-Z\d\u4e00-\u9fff]{0,2})(?=[^\d])"),
    re.compile(r"(?<![\d.])\d{1,9}\.0(?=版|时代|[^\d%％件万亿个])"),
    re.compile(r"(?<!\d)\d{1,3}\s*[:：]\s*\d{1,3}(?!\d)"),
    re.compile(r"^[ \t]*(?:[(（]\d{1,3}[)）]|\d{1,3}[.．、](?!\d))", re.M),
    re.compile(r"[(（]\d{1,2}[)）]"),
    re.compile(
        r"每(?:\d{1,9})?[十百千万亿]*\s*(?:常住|户籍|就业)?(?:人口?|户|名|位|家|个(?!月)|件|亿元?|万元|元|亩|平方公里|次)(?![年月])"
    ),
    re.compile(
        rf"(?:全[省市区县国州]|我[省市区县州]|下辖|所辖)(?:的|所有|现有)?\s*{_N}\s*(?:余|多)?个?(?:市|县|区|州|盟|旗|乡|镇|街道|村|地区|省|部门|地级|设区|贫困|脱贫|行政)(?:[(（][^()（）]{{1,4}}[)）]|[\u4e00-\u9fff、])(?:[、和及]?\d+个(?:市|县|区|州|乡|镇|街道|村)[\u4e00-\u9fff]?)*"
    ),
    re.compile(
        rf"{_N}\s*(?:个)?(?:方面|环节|层面|维度|层次|角度|步骤|阶段|关口|关系|坚持|转变|聚焦|优先|统筹|同步|一律|严禁|不准|为主|字方针)"
    ),
    re.compile(r"(?:新|上)?\s*世纪\s*\d{1,2}\s*年代|(?<!\d)\d{1,2}\s*世纪|(?<!\d)\d{2}后"),
    re.compile(r"(?<!超过)(?<!至)(?<!到)24小时(?!以内|之内|内)|365天|(?<!\d)\d{1,3}\s*[×x*]\s*\d{1,3}\s*小时"),
    re.compile(rf"{_N}(?:号|版|楼|室|路|届|级|类|线|季度|周岁|期间|五规划)(?![商])"),
    re.compile("|".join(map(re.escape, sorted(SLOGANS, key=len, reverse=True)))),
]


def blot(text: str) -> str:
    """The text with every trap replaced, sign by sign, by a blot; places stay the same."""
    signs = list(text)
    for match in _QUOTED.finditer(text):
        if not CAMPAIGN.search(match.group()):
            _cover_numbers(signs, text, *match.span())
    for pattern in _DATES:
        for match in pattern.finditer(text):
            _cover(signs, *match.span(), BLOT)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            _cover(signs, *match.span())
    return "".join(signs)


_NUMERIC = re.compile(r"[0-9０-９.%％]+|[一二三四五六七八九十两百千万亿零〇]+")


def _cover_numbers(signs: list[str], text: str, start: int, end: int) -> None:
    for match in _NUMERIC.finditer(text, start, end):
        _cover(signs, *match.span())


def _cover(signs: list[str], start: int, end: int, sign: str = COVER) -> None:
    for at in range(start, end):
        if signs[at] not in ("\n", BLOT):
            signs[at] = sign
