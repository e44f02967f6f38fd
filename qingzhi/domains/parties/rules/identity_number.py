"""Citizen identity numbers 「公民身份号码」, GB 11643-1999: division (6), birthday (8), order (3), check (ISO 7064 MOD 11-2). Pure."""

from datetime import date

from .places import PROVINCE_OF_CODE

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def canonical_identity_number(text: str) -> str:
    """As written, in half-width without spaces, the check letter a capital."""
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return "".join(text.translate(wide).split()).upper()


def identity_check(first: str) -> str:
    """The check character of the first 17 digits."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def identity_number_fault(number: str, on: date) -> str:
    """What is wrong with a canonical number, in a sentence that does not repeat it; empty when it holds."""
    if len(number) != 18:
        return f"公民身份号码应为18位，现为{len(number)}位"
    if not (number[:17].isascii() and number[:17].isdigit()) or number[17] not in "0123456789X":
        return "公民身份号码前17位应为数字，末位为数字或X"
    if number[:2] not in PROVINCE_OF_CODE:
        return "公民身份号码前2位不是省级行政区划代码"
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "公民身份号码第7至14位不是有效的出生日期"
    if not born.year >= 1890 or born > on:
        return "公民身份号码中的出生日期不合理"
    return "" if identity_check(number[:17]) == number[17] else "公民身份号码末位校验码不符，请核对是否录错"


def masked_number(number: str) -> str:
    """For readers without the permit: the division's province and the last character stay."""
    return number[:2] + "*" * max(0, len(number) - 3) + number[-1:] if len(number) > 3 else "*" * len(number)


def masked_phone(phone: str) -> str:
    """For readers without the permit: the first three and the last two digits stay."""
    return phone[:3] + "*" * (len(phone) - 5) + phone[-2:] if len(phone) > 6 else "*" * len(phone)
