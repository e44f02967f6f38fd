"""Payees' bank accounts: ciphertext under the payee's key; each reading of a whole number is in the trail."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import sealed_text
from qingzhi.base.audit.secrets import keyed_fingerprint
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import Actor, require

from ..models import PayeeAccount
from ..queries.accounts import whole_account
from ..refusals import ValueNotValid
from ..rules.bank_accounts import account_fault, canonical_account

PURPOSE = "funds.payee-account"


@transaction.atomic
def set_payee_account(
    *, actor: Actor, payee_id: int, holder_name: str, bank_name: str, number: str, source: str = ""
) -> PayeeAccount:
    """Enter where a payee is paid; the account until now ends. The same once more changes nothing.

    An applicant's own account comes through a case: its effect calls this as the system.
    """
    require(actor, "funds.batch.manage")
    payee = Subject.objects.select_for_update().get(pk=payee_id)
    holder_name, bank_name, number = holder_name.strip(), bank_name.strip(), canonical_account(number)
    fault = account_fault(number)
    if fault:
        raise ValueNotValid(fault, "number")
    if not holder_name or not bank_name:
        raise ValueNotValid("请填写户名和开户银行", "bank_name" if holder_name else "holder_name")
    print_ = keyed_fingerprint(number, PURPOSE)
    there = PayeeAccount.objects.filter(payee=payee, valid_to=None).first()
    if there and (there.fingerprint, there.holder_name, there.bank_name) == (print_, holder_name, bank_name):
        return there
    sealed = sealed_text(payee.pk, number)
    if sealed is None:
        raise ValueNotValid("该收款人的个人信息已依法删除，不能再登记账户", "number")
    PayeeAccount.objects.filter(payee=payee, valid_to=None).update(valid_to=clock.today())
    found = PayeeAccount.objects.create(
        payee=payee,
        holder_name=holder_name[:200],
        bank_name=bank_name[:200],
        number_sealed=sealed,
        fingerprint=print_,
        valid_from=clock.today(),
    )
    changes = {
        "holder_name": (there and there.holder_name, holder_name),
        "bank_name": (there and there.bank_name, bank_name),
    }
    personal = {payee.pk: {"account": (None, number)}}
    record(actor, "funds.set_payee_account", found, changes=changes, personal=personal, reason=source)
    return found


@transaction.atomic
def read_account(*, actor: Actor, account: PayeeAccount, reason: str) -> str:
    """The whole number; who read it and why is an entry of the trail."""
    require(actor, "funds.account.view")
    if not reason.strip():
        raise ValueNotValid("请填写查看银行账号的理由", "reason")
    record(actor, "funds.read_account", account, label=account.holder_name, reason=reason)
    return whole_account(account)
