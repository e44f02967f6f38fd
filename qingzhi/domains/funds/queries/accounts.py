"""Payees' accounts as pages and files may show them."""

from qingzhi.base.audit.personal import opened_text

from ..models import PayeeAccount
from ..rules.bank_accounts import masked_account


def shown_account(account: PayeeAccount) -> str:
    """The number as everybody who sees the payment may see it."""
    number = whole_account(account)
    return masked_account(number) if number.isdigit() else number


def whole_account(account: PayeeAccount) -> str:
    """The whole number; for actions alone, which say in the trail that it was read."""
    return opened_text(account.payee_id, bytes(account.number_sealed))
