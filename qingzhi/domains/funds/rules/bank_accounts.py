"""What a bank account number looks like. Pure."""

import unicodedata

SHORTEST, LONGEST = 8, 32


def canonical_account(text: str) -> str:
    """The number without blanks and dashes, full-width digits as half-width ones."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if not sign.isspace() and sign not in "-－—")  # half-width on purpose


def account_fault(number: str) -> str:
    """What is wrong with a canonical number; empty when nothing is."""
    if not number:
        return "请填写银行账号"
    if not number.isascii() or not number.isdigit():
        return "银行账号只含数字"
    return "" if SHORTEST <= len(number) <= LONGEST else f"银行账号应为{SHORTEST}至{LONGEST}位"


def masked_account(number: str) -> str:
    """The number as a page shows it to those without the permit: the last four digits."""
    return f"尾号 {number[-4:]}" if len(number) > 4 else "****"
