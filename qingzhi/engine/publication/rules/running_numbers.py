"""Numbers in running text: identity, telephones, accounts, plates, chat and mail."""

import re
from collections.abc import Iterator

from .patterns import (
    CARD,
    IDENTITY,
    JOIN,
    LANDLINE,
    MAIL,
    MOBILE,
    OLD_IDENTITY,
    PLATE,
    is_identity_number,
    is_old_identity_number,
    luhn,
    only_digits,
)
from .spans import Personal, Span

_SAID = r"[\s:(\"“为是系]{0,4}"
_NUMBERED = re.compile(
    rf"(?:身份证|证件|身份)[^\d\n。;；]{{0,12}}{_SAID}([0-9](?:{JOIN}[0-9Xx]){{13,17}})(?![0-9A-Za-z])"
)
_CALLED = re.compile(rf"(?:电话|手机|联系方式|座机|传真)[^\d\n。;；,，]{{0,8}}{_SAID}(\d(?:{JOIN}\d){{6,11}})(?!\d)")
_PAID = re.compile(
    rf"(?:账号|帐号|账户|帐户|卡号|银行卡|储蓄卡|信用卡|存折)[^\d\n。;；,，]{{0,10}}{_SAID}(\d(?:{JOIN}\d){{9,24}})(?!\d)"
)
_CHAT = re.compile(
    r"(?:微信|wechat|weixin|QQ|钉钉|支付宝|抖音|快手|旺旺|淘宝|陌陌|小红书)(?:账号|帐号|账户|帐户|号码|昵称|ID|号)?"
    r"[\s:(\"“为是系]{0,4}([A-Za-z0-9][A-Za-z0-9_\-.@]{3,40})",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"(?:代码|条形码|条码|订单[编]?号?|运单号?|快递单号|编号|许可证号|批号|注册号)[^\d\n]{0,6}$")


def numbers_in(even: str) -> Iterator[Span]:
    """Every number of a person in an evened text."""
    yield from _identities(even)
    for match in MOBILE.finditer(even):
        if not _is_other(even, match.start()):
            yield _span(match, 0, Personal.PHONE, "十一位手机号码")
    for pattern, reason in ((LANDLINE, "带区号的固定电话"), (_CALLED, "写在“电话”之后的号码")):
        group = 0 if pattern is LANDLINE else 1
        for match in pattern.finditer(even):
            yield _span(match, group, Personal.PHONE, reason)
    yield from _accounts(even)
    for match in PLATE.finditer(even):
        yield _span(match, 0, Personal.PLATE, "机动车号牌")
    for match in MAIL.finditer(even):
        yield _span(match, 0, Personal.CONTACT, "电子邮箱")
    for match in _CHAT.finditer(even):
        yield _span(match, 1, Personal.CONTACT, "即时通信或网络账号")


def _identities(even: str) -> Iterator[Span]:
    for match in IDENTITY.finditer(even):
        if is_identity_number(only_digits(match[0])):
            yield _span(match, 0, Personal.IDENTITY, "十八位，日期和校验码正确")
    for match in OLD_IDENTITY.finditer(even):
        if is_old_identity_number(only_digits(match[0])) and not _is_other(even, match.start()):
            yield _span(match, 0, Personal.IDENTITY, "十五位，省份和日期正确")
    for match in _NUMBERED.finditer(even):
        yield _span(match, 1, Personal.IDENTITY, "写在“身份证”“证件”之后的号码")


def _accounts(even: str) -> Iterator[Span]:
    for match in CARD.finditer(even):
        if luhn(only_digits(match[0])) and not _is_other(even, match.start()):
            yield _span(match, 0, Personal.ACCOUNT, "银行卡号，校验位正确")
    for match in _PAID.finditer(even):
        yield _span(match, 1, Personal.ACCOUNT, "写在“账号”“卡号”之后的号码")


def _is_other(even: str, start: int) -> bool:
    """Whether what stands before says that the number is one of a firm, a ware or an order."""
    return _OTHER_NUMBER.search(even[max(0, start - 14) : start]) is not None


def _span(match: re.Match[str], group: int, kind: Personal, reason: str) -> Span:
    return Span(match.start(group), match.end(group), kind, reason)
