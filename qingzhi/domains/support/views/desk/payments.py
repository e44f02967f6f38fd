"""What waits for payment; paying many at once under one voucher."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest

from ...access import visible_applications
from ...actions.payments import pay_applications
from ...forms.ledger import BatchPaymentForm
from .listings import PaymentListing


@desk("support.pay")
def payments(request: PageRequest) -> HttpResponse:
    """What is decided and not paid, by due date; the rows that are ticked are paid on a page of their own."""
    rows = visible_applications(request.actor).filter(case__state="committed").select_related("case", "call")
    listing = PaymentListing(request, rows)
    listing.bulk_url = reverse("support:pay")
    late = rows.filter(case__due_on__lt=clock.today()).count()
    figures = [
        Figure("待拨付", rows.count(), unit="件"),
        Figure("待拨付金额", f"{sum(one.amount_granted or 0 for one in rows[:2000]):,.2f}", unit="元"),
        Figure("逾期", late, unit="件", state="late" if late else ""),
    ]
    return listing.respond("support/payments.html", {"figures": figures})


@desk("support.pay")
def pay(request: PageRequest) -> HttpResponse:
    """The day and voucher for the rows that were ticked; all are paid or none."""
    rows = visible_applications(request.actor).filter(case__state="committed").select_related("case", "call")
    given = request.POST if request.method == "POST" else request.GET
    ids = [int(one) for one in given.getlist("id") if one.isdigit()]
    chosen = list(rows.filter(pk__in=ids).order_by("pk")[:500])
    if not chosen:
        messages.error(request, "请先勾选要拨付的资助；已被他人办理的不再列出")
        return redirect("support:payments")
    form = BatchPaymentForm(request.POST or None, initial={"paid_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: pay_applications(actor=request.actor, applications=chosen, **form.cleaned_data))
        if done is not None:
            messages.success(request, f"已登记拨付{done}件")
            return redirect("support:payments")
    total = sum(one.amount_granted or 0 for one in chosen)
    return render(request, "support/pay.html", {"form": form, "chosen": chosen, "total": total})
