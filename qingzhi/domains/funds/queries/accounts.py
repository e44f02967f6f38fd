"""Payees' accounts as pages and files may show them."""

from collections.abc import Iterable

from qingzhi.base.audit.personal import opened_text, opened_texts

from ..models import PayeeAccount
from ..rules.bank_accounts import masked_account


def shown_account(account: PayeeAccount) -> str:
    """The number as everybody who sees the payment may see it."""
    return shown_accounts([account])[account.pk]


def shown_accounts(accounts: Iterable[PayeeAccount]) -> dict[int, str]:
    """As `shown_account` for many, by the account's key."""
    held = list({one.pk: one for one in accounts}.values())
    numbers = opened_texts([(one.payee_id, bytes(one.number_sealed)) for one in held])
    return {
        one.pk: masked_account(number) if number.isdigit() else number
        for one, number in zip(held, numbers, strict=True)
    }


def whole_accounts(accounts: Iterable[PayeeAccount]) -> dict[int, str]:
    """The whole numbers of many; for actions alone."""
    held = list({one.pk: one for one in accounts}.values())
    numbers = opened_texts([(one.payee_id, bytes(one.number_sealed)) for one in held])
    return {one.pk: number for one, number in zip(held, numbers, strict=True)}


def whole_account(account: PayeeAccount) -> str:
    """The whole number; for actions alone, which say in the trail that it was read."""
    return opened_text(account.payee_id, bytes(account.number_sealed))
