"""Unified social credit codes 「统一社会信用代码」 and the organisation codes inside them. Pure.

GB 32100-2015: registering authority (1), category (1), division (6), organisation code (9, GB 11714-1997), check (1).
"""

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # 3^(i-1) mod 31
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {char: value for value, char in enumerate(CHARACTERS)}


def canonical_credit_code(text: str) -> str:
    """As written, in half-width capitals without spaces and hyphens."""
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return "".join(text.translate(wide).split()).replace("-", "").upper()


def check_character(first: str) -> str:
    """The check character of the first 17 (GB 32100-2015, appendix A)."""
    total = sum(_VALUES[char] * weight for char, weight in zip(first, _WEIGHTS, strict=True))
    return CHARACTERS[(31 - total % 31) % 31]


def organisation_check(first: str) -> str:
    """The check character of the first 8 of an organisation code 「组织机构代码」 (GB 11714-1997)."""
    weighted = zip(first, _ORGANISATION_WEIGHTS, strict=True)
    total = sum(_ORGANISATION_CHARACTERS.index(char) * weight for char, weight in weighted)
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def with_check_digit(first: str, number: int | None = None) -> str:
    """A full code from authority, category, division and the 8 characters of an organisation code, or from all 17.

    With a number, that one stands for the organisation code (made-up holders).
    """
    if number is not None:
        first += f"{number:08d}"
    if len(first) == 16:
        first += organisation_check(first[8:])
    return first + check_character(first)


def credit_code_fault(code: str) -> str:
    """What is wrong with a canonical code, in a sentence; empty when it holds."""
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现为{len(code)}位"
    for position, char in enumerate(code, 1):
        if char not in _VALUES:
            hint = "（代码中不使用 I、O、S、V、Z）" if char in "IOSVZ" else ""
            return f"第{position}位“{char}”不是统一社会信用代码的字符{hint}"
    if not code[2:8].isdigit():
        return f"第3至8位“{code[2:8]}”应为6位行政区划代码"
    if check_character(code[:17]) != code[17]:
        return f"末位校验码应为“{check_character(code[:17])}”，现为“{code[17]}”，请核对是否录错"
    if organisation_check(code[8:16]) != code[16]:
        return f"第9至17位组织机构代码的校验码应为“{organisation_check(code[8:16])}”，现为“{code[16]}”"
    return ""


def organisation_code_fault(code: str) -> str:
    """What is wrong with a canonical organisation code of 9 characters, in a sentence; empty when it holds."""
    if len(code) != 9:
        return f"组织机构代码应为9位，现为{len(code)}位"
    if any(char not in _ORGANISATION_CHARACTERS for char in code):
        return "组织机构代码只含数字和大写字母"
    right = organisation_check(code[:8])
    return "" if right == code[8] else f"组织机构代码末位校验码应为“{right}”，现为“{code[8]}”"
