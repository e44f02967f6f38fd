"""Payment batches: what may be paid, making one, issuing it by another, the file, the receipts."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, Refusal, check

from ...access import visible_batches, visible_claims
from ...actions import cancel_batch, draw_payment_file, issue_batch, make_payment_batch, take_receipts
from ...forms import BatchForm, ReasonForm, ReceiptForm, ReceiptsForm
from ...models import Claim, PaymentBatch, PaymentItem
from ...rules.receipt_files import Unreadable, table_of
from ...rules.receipts import Receipt, receipts_of
from ...terms import BatchState, ItemState
from .acting import acted, drawer
from .listings import BatchListing, ClaimsToPay, ItemListing, batch_state, payable


@desk("funds.view")
def batches(request: PageRequest) -> HttpResponse:
    rows = visible_batches(request.actor).select_related("programme").annotate(
        item_count=Count("items"),
        whole=Sum("items__amount"),
        bounced_count=Count("items", filter=Q(items__state=ItemState.BOUNCED)),
    )  # fmt: skip
    context = {"may_make": check(request.actor, "funds.batch.manage")}
    return BatchListing(request, rows).respond("funds/batches.html", context)


@desk("funds.batch.manage")
def to_pay(request: PageRequest) -> HttpResponse:
    """What is owed and in no batch."""
    rows = payable(visible_claims(request.actor)).select_related("line__programme", "line__region", "payee")
    return ClaimsToPay(request, rows).respond("funds/to_pay.html")


@desk("funds.batch.manage")
def batch_new(request: PageRequest) -> HttpResponse:
    """The ticked claims once more, with their sum, before they become a batch."""
    given = request.POST if request.method == "POST" else request.GET
    picked = [int(pk) for pk in given.getlist("id") if pk.isdecimal() and len(pk) < 18][:2000]
    rows = payable(visible_claims(request.actor)).filter(pk__in=picked)
    claims = list(rows.select_related("line__programme", "line__region", "payee").order_by("pk"))
    if not claims:
        messages.warning(request, "请先勾选要付款的事项；已编入其他批次的不能再选")
        return redirect("funds:to_pay")
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _made(request, claims, form))
        if made is not None:
            messages.success(request, f"已编制{made.number}，请另一位财务人员复核送付")
            return redirect("funds:batch", pk=made.pk)
    context = {"form": form, "claims": claims, "total": sum(one.payable for one in claims)}
    return render(request, "funds/batch_new.html", context, status=409 if form.errors else 200)


def _made(request: PageRequest, claims: list[Claim], form: BatchForm) -> PaymentBatch:
    return make_payment_batch(
        actor=request.actor, programme=claims[0].line.programme, claims=claims, **form.cleaned_data
    )


@desk("funds.view")
def batch(request: PageRequest, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    items = found.items.select_related("claim", "account").order_by("pk")
    actor, is_sent = request.actor, found.state in (BatchState.ISSUED, BatchState.DONE)
    may_pay = _may(actor, "funds.pay", found)
    counts = dict(found.items.order_by().values_list("state").annotate(count=Count("pk")))
    context = {
        "batch": found,
        "state": batch_state(found),
        "facts": _facts(found),
        "counts": [(ItemState(code).label, count) for code, count in counts.items()],
        "may_issue": may_pay and found.state == BatchState.MADE,
        "is_own": found.made_by_subject == actor.subject_id,
        "may_cancel": _may(actor, "funds.batch.manage", found) and found.state == BatchState.MADE,
        "may_export": _may(actor, "funds.export", found) and found.state != BatchState.CANCELLED,
        "may_receive": may_pay and is_sent and ItemState.SENT in counts,
        "audit": drawer(found),
    }
    return ItemListing(request, items, acts=bool(context["may_receive"])).respond("funds/batch.html", context)


@desk("funds.pay")
def batch_issue(request: PageRequest, pk: int) -> HttpResponse:
    """Check and send."""
    found = _batch(request, pk)
    back, refusal = reverse("funds:batch", args=[pk]), ""
    if request.method == "POST":
        try:
            issue_batch(actor=request.actor, batch=found)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"{found.number}已复核送付，可导出支付文件")
            return redirect(back)
    context = {
        "title": f"复核送付{found.number}",
        "warning": refusal or "送付后批次内的每一笔都记为已拨付，不能撤销；银行退回的按回单登记退票。",
        "consequences": ["请核对收款人、账户和金额", "编制人和作出承诺的人不能复核"],
        "facts": _facts(found), "submit": "确认送付", "danger": False, "cancel_url": back,
    }  # fmt: skip
    return render(request, "pages/confirm.html", context, status=409 if refusal else 200)


@desk("funds.batch.manage")
def batch_cancel(request: PageRequest, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    back = reverse("funds:batch", args=[pk])
    return acted(
        request, title=f"撤销{found.number}", form=ReasonForm(request.POST or None), success="批次已撤销，各事项恢复待付",
        do=lambda form: cancel_batch(actor=request.actor, batch=found, **form.cleaned_data), to=back, cancel_url=back,
        back_label=found.number, facts=_facts(found), submit="确认撤销", danger=True,
    )  # fmt: skip


@desk("funds.export")
@require_POST
def batch_file(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    """The payment file; by POST, since drawing it is an act that the trail tells of."""
    drawn = draw_payment_file(actor=request.actor, batch=_batch(request, pk), kind=kind)
    response = HttpResponse(drawn.content, content_type=drawn.media_type)
    response.headers["Content-Disposition"] = _disposition(drawn.name)
    response["Cache-Control"] = "no-store"
    return response


@desk("funds.pay")
def batch_receipts(request: PageRequest, pk: int) -> HttpResponse:
    """The bank's answers as a file; what does not fit is listed row by row."""
    found = _batch(request, pk)
    form, taken = ReceiptsForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        taken = _take(request, found, form)
    context = {"batch": found, "form": form, "taken": taken}
    return render(request, "funds/receipts.html", context, status=409 if form.errors else 200)


def _take(request: PageRequest, found: PaymentBatch, form: ReceiptsForm) -> Any:
    file = form.cleaned_data["file"][0]
    try:
        receipts, faults = receipts_of(table_of(file.read(), file.name or ""))
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return None
    taken = tried(form, lambda: take_receipts(actor=request.actor, batch=found, receipts=receipts))
    if taken is not None:
        taken.faults = sorted([*faults, *taken.faults], key=lambda one: one.row)
    return taken


@desk("funds.pay")
def item_receipt(request: PageRequest, pk: int) -> HttpResponse:
    """The bank's answer to one payment."""
    rows = PaymentItem.objects.filter(batch__in=visible_batches(request.actor)).select_related("batch", "account")
    item = get_object_or_404(rows, pk=pk)
    back = reverse("funds:batch", args=[item.batch_id])
    facts = [("凭证号", item.voucher), ("收款人", item.account.holder_name), ("金额（元）", f"{item.amount:,.2f}")]
    return acted(
        request, title="登记回单", form=ReceiptForm(request.POST or None), success="回单已登记", to=back, cancel_url=back,
        do=lambda form: _take_one(request, item, form.cleaned_data), back_label=item.batch.number, facts=facts,
        submit="登记",
    )  # fmt: skip


def _take_one(request: PageRequest, item: PaymentItem, given: dict[str, Any]) -> object:
    receipt = Receipt(item.voucher, given["outcome"] == "paid", given["on"], given["reason"])
    taken = take_receipts(actor=request.actor, batch=item.batch, receipts=[(1, receipt)])
    if taken.faults:
        raise Refusal(taken.faults[0].reason)
    return taken


def _batch(request: PageRequest, pk: int) -> PaymentBatch:
    return get_object_or_404(visible_batches(request.actor).select_related("programme", "body__region"), pk=pk)


def _may(actor: Actor, code: str, found: PaymentBatch) -> bool:
    return bool(check(actor, code, body_id=found.body_id, region_code=found.body.region.code))


def _facts(found: PaymentBatch) -> list[tuple[str, object]]:
    sums = found.items.aggregate(count=Count("pk"), whole=Sum("amount"))
    return [
        ("批次号", found.number),
        ("专项", str(found.programme)),
        ("笔数", sums["count"]),
        ("合计（元）", f"{sums['whole'] or 0:,.2f}"),
        ("编制人", found.made_by),
        ("复核人", found.issued_by or "未复核"),
        ("摘要", found.note),
    ]


def _disposition(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
