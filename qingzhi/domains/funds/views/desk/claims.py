"""One claim: where its money stands, every journal, and what may be done about it; one journal and taking it back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Entry, Figure
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check

from ...access import visible_claims, visible_journals
from ...actions import claw_back, pay, read_account, refund, release, set_payee_account
from ...actions import reverse as reverse_journal
from ...actions.paying import REVERSERS
from ...forms import AccountForm, DecisionForm, ReasonForm, ReleaseForm, VoucherForm
from ...models import Claim, Journal, PayeeAccount
from ...queries.accounts import shown_account
from ...rules.postings import REVERSIBLE
from ...terms import Posting, Reference
from .acting import acted, drawer
from .listings import claim_state, item_state


@desk("funds.view")
def claim(request: PageRequest, pk: int) -> HttpResponse:
    found = _claim(request, pk)
    journals = list(found.journals.prefetch_related("entries").order_by("-pk"))
    account = _account(found)
    context = {
        "claim": found,
        "state": claim_state(found),
        "figures": _figures(found),
        "facts": _facts(found, account),
        "account": account,
        "entries": [_entry(one) for one in journals],
        "payments": [(one, item_state(one)) for one in found.payments.select_related("batch").order_by("-pk")],
        "verbs": _verbs(request.actor, found),
        "may_account": found.payee_id and check(request.actor, "funds.batch.manage"),
        "may_read": account and check(request.actor, "funds.account.view"),
        "audit": drawer(*journals),
    }
    return render(request, "funds/claim.html", context)


@desk("funds.pay")
def claim_pay(request: PageRequest, pk: int) -> HttpResponse:
    """A payment that was made outside of a batch."""
    return _voucher(request, pk, "登记拨付", pay, lambda found: found.payable, "拨付已登记")


@desk("funds.pay")
def claim_refund(request: PageRequest, pk: int) -> HttpResponse:
    return _voucher(request, pk, "登记退款", refund, lambda found: found.clawed_back or found.paid, "退款已登记")


@desk("funds.commit")
def claim_claw_back(request: PageRequest, pk: int) -> HttpResponse:
    found = _claim(request, pk)
    form = DecisionForm(request.POST or None, initial={"amount": found.paid})
    return _acted(
        request, found, "决定追回", form, lambda given: claw_back(**_given(request, found, given)), "已决定追回",
        danger=True,
        warning="决定追回后，这笔资金列为应追回，收到退款并登记后才恢复可用。",
    )  # fmt: skip


@desk("funds.commit")
def claim_release(request: PageRequest, pk: int) -> HttpResponse:
    found = _claim(request, pk)
    form = ReleaseForm(request.POST or None, initial={"amount": found.reserved or found.payable})
    return _acted(
        request, found, "释放资金", form, lambda given: release(**_given(request, found, given)), "资金已释放",
        danger=True, warning="释放后这笔资金可供其他事项使用；事项本身的办理不因此改变。",
    )  # fmt: skip


@desk("funds.batch.manage")
def account_set(request: PageRequest, pk: int) -> HttpResponse:
    """Where the payee is paid."""
    found = _claim(request, pk)
    account = _account(found)
    initial = {"holder_name": account.holder_name if account else str(found.payee)}
    return _acted(
        request, found, "登记收款账户", AccountForm(request.POST or None, initial=initial),
        lambda given: set_payee_account(actor=request.actor, payee_id=found.payee_id or 0, **given), "收款账户已登记",
    )  # fmt: skip


@desk("funds.account.view")
def account_read(request: PageRequest, pk: int) -> HttpResponse:
    """The whole number, for a stated reason; it is shown once and the reading is in the trail."""
    found = _claim(request, pk)
    account = _account(found)
    form, number = ReasonForm(request.POST or None), None
    if account and request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        number = tried(form, lambda: read_account(actor=request.actor, account=account, reason=reason))
    context = {"claim": found, "account": account, "form": form, "number": number}
    response = render(request, "funds/account.html", context)
    response["Cache-Control"] = "no-store"
    return response


@desk("funds.view")
def journal(request: PageRequest, pk: int) -> HttpResponse:
    rows = visible_journals(request.actor).select_related("line__programme", "line__region", "claim", "reverses")
    found = get_object_or_404(rows.prefetch_related("entries"), pk=pk)
    reversal = Journal.objects.filter(reverses=found).first()
    context = {
        "journal": found,
        "reversal": reversal,
        "facts": _journal_facts(found),
        "audit": drawer(found),
        "may_reverse": reversal is None and found.kind in REVERSIBLE and _may_reverse(request.actor, found),
    }
    return render(request, "funds/journal.html", context)


@desk("funds.view")
def journal_reverse(request: PageRequest, pk: int) -> HttpResponse:
    """Take a mistake back; the action asks for the permit that its kind needs."""
    found = get_object_or_404(visible_journals(request.actor).select_related("line__programme"), pk=pk)
    back = reverse("funds:journal", args=[pk])
    return acted(
        request, title=f"冲销{found}", form=ReasonForm(request.POST or None), success="已冲销，原凭证保留",
        do=lambda form: reverse_journal(actor=request.actor, journal=found, reason=form.cleaned_data["reason"]),
        to=lambda made: reverse("funds:journal", args=[made.pk]), cancel_url=back, back_label=str(found),
        facts=_journal_facts(found), submit="确认冲销", danger=True,
        warning="冲销会另记一张方向相反的凭证，原凭证不删除、不修改。",
    )  # fmt: skip


def _voucher(
    request: PageRequest, pk: int, title: str, do: Callable[..., Journal], left: Callable[[Claim], Decimal], said: str
) -> HttpResponse:
    found = _claim(request, pk)
    form = VoucherForm(request.POST or None, initial={"amount": left(found)})
    return _acted(request, found, title, form, lambda given: do(**_given(request, found, given)), said)


def _acted(
    request: PageRequest, found: Claim, title: str, form: PageForm, do: Callable[[dict[str, Any]], object], said: str,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    back = reverse("funds:claim", args=[found.pk])
    return acted(
        request, title=title, form=form, do=lambda form: do(form.cleaned_data), to=back, success=said, cancel_url=back,
        back_label=found.label, facts=_facts(found, None)[:3], submit=title, **context,
    )  # fmt: skip


def _given(request: PageRequest, found: Claim, given: dict[str, Any]) -> dict[str, Any]:
    reference = Reference(found.subject_kind, found.subject_id, found.label, found.payee_id)
    return {"actor": request.actor, "reference": reference, "line": found.line, **given}


def _claim(request: PageRequest, pk: int) -> Claim:
    rows = visible_claims(request.actor).select_related("line__programme", "line__region", "payee")
    return get_object_or_404(rows, pk=pk)


def _account(found: Claim) -> PayeeAccount | None:
    return PayeeAccount.objects.filter(payee=found.payee_id, valid_to=None).first() if found.payee_id else None


def _figures(found: Claim) -> list[Figure]:
    names = (
        ("已预留", "reserved"),
        ("待付", "committed"),
        ("已拨付", "paid"),
        ("应追回", "clawed_back"),
        ("已退回", "refunded"),
    )
    return [
        Figure(label, f"{getattr(found, name):,.2f}", unit="元", state="late" if name == "clawed_back" and found.clawed_back else "")
        for label, name in names
    ]  # fmt: skip


def _facts(found: Claim, account: PayeeAccount | None) -> list[tuple[str, object]]:
    shown = f"{account.holder_name}，{account.bank_name}，{shown_account(account)}" if account else "未登记"
    return [
        ("资金项", str(found.line)),
        ("收款人", str(found.payee) if found.payee else "未登记"),
        ("事项", found.label),
        ("收款账户", shown),
        ("承诺日期", found.committed_on),
    ]


def _entry(row: Journal) -> Entry:
    what = f"{row.get_kind_display()} {row.amount:,.2f} 元"
    url = reverse("funds:journal", args=[row.pk])
    state = {"claw_back": "late", "bounce": "warn", "reverse": "warn"}.get(row.kind, "")
    return Entry(
        row.at, row.by, what, basis=row.document_number, note=row.note, attachments=[(str(row), url)], state=state
    )


def _journal_facts(found: Journal) -> list[tuple[str, object]]:
    return [
        ("类型", found.get_kind_display()),
        ("资金项", str(found.line)),
        ("金额（元）", f"{found.amount:,.2f}"),
        ("记账日期", found.on),
        ("文号或凭证号", found.document_number),
        ("摘要", found.note),
        ("经办", found.by),
    ]


def _may_reverse(actor: Actor, found: Journal) -> bool:
    code = REVERSERS.get(Posting(found.kind), "funds.commit")
    return bool(check(actor, code, body_id=found.line.programme.body_id, region_code=found.line.region.code))


def _verbs(actor: Actor, found: Claim) -> list[tuple[str, str]]:
    """What the actor may do with the claim as it is: (address, label)."""
    body, region = found.line.programme.body_id, found.line.region.code
    offers = [
        ("funds:claim_pay", "登记拨付", "funds.pay", found.payable > 0),
        ("funds:claim_refund", "登记退款", "funds.pay", found.clawed_back > 0 or found.paid > 0),
        ("funds:claim_claw_back", "决定追回", "funds.commit", found.paid > 0),
        ("funds:claim_release", "释放资金", "funds.commit", found.reserved > 0 or found.payable > 0),
    ]
    return [
        (reverse(name, args=[found.pk]), label)
        for name, label, code, fits in offers
        if fits and check(actor, code, body_id=body, region_code=region)
    ]
