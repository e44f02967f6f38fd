"""Where people live: from below the county on. What a firm is registered at stays readable."""

import re
from collections.abc import Iterator

from .spans import Personal, Span

_LABEL = re.compile(
    r"(?:户籍所在地|户籍地址|户籍地|户籍|户口所在地|经常居住地|家庭住址|家庭地址|共同住址|现住址|住址|住所地|住所|居住地|联系地址|收货地址|收件地址|通讯地址|通信地址|"
    r"送达地址|邮寄地址|家住|居住在|居住于|现住在?|暂住|租住在?|现居|(?<![\u4e00-\u9fff])住(?:在|于)?)(?:\([^)]{0,8}\))?[ :：\n为于是]{0,4}(?=[\u4e00-\u9fff])"
)
_RUN = re.compile(r"[^,，。;；、\n()\"“”]{2,60}")
_NEXT = re.compile(
    r"\s+(?=(?:现住|暂住|电话|手机|联系|身份|公民|姓|性别|民族|邮编|证件|户籍|微信|QQ))|(?=联系电话|公民身份)"
)
_PLACE = re.compile(r"[省市州县区旗盟镇乡村社街路道巷弄号栋幢楼组]")
_KEPT = re.compile(
    r"(?:中国)?(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,7}自治区|(?:北京|上海|天津|重庆)市?)?"
    r"(?:[\u4e00-\u9fff]{2,9}?自治州|[\u4e00-\u9fff]{2,4}?(?:市|州|地区|盟))?"
    r"(?:[^\W\d_路街镇乡村道号巷]{2,9}?自治县|[^\W\d_路街镇乡村道号巷]{1,5}?(?:县|旗|(?<!小)(?<!园)(?<!社)(?<!景)(?<!校)(?<!厂)(?<!矿)(?<!发)区|市(?!场)))?"
)
_FIRM = re.compile(r"统一社会信用代码|公司|营业执照|(?:[厂店社部校院行学]|超市|市场|中心)(?:[,，\n]|$)")
_COMMON = {"住所", "住所地"}


def addresses_in(even: str) -> Iterator[Span]:
    """The details of every address that is told of a person, and the same words wherever they come again."""
    found = []
    for label in _LABEL.finditer(even):
        if _of_firm(even, label):
            continue
        run = _RUN.match(even, label.end())
        if run is None or _PLACE.search(run[0]) is None:
            continue
        stop = _NEXT.search(run[0])
        whole = run[0][: stop.start()] if stop else run[0]
        kept = _kept(whole)
        if len(whole.rstrip()) - kept >= 2:
            found.append((label.end() + kept, label.end() + len(whole.rstrip())))
    yield from (Span(start, end, Personal.ADDRESS, "住址中县（区）以下的部分") for start, end in found)
    for detail in {even[start:end] for start, end in found if end - start >= 5}:
        for again in re.finditer(re.escape(detail), even):
            yield Span(again.start(), again.end(), Personal.ADDRESS, "前文出现过的住址")


def _kept(whole: str) -> int:
    match = _KEPT.match(whole)
    return match.end() if match else 0


def _of_firm(even: str, label: re.Match[str]) -> bool:
    """Whether 「住所」 is where a firm has its seat: the same sentence or form names one before it."""
    if not any(label[0].startswith(one) for one in _COMMON):
        return False
    before = even[max(0, label.start() - 90) : label.start()]
    return _FIRM.search(re.split("[。;；]", before)[-1]) is not None
