"""Where an enterprise asks for an account, and sees by its receipt what became of that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qingzhi.base.pages.access import open_to_public, without_files
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, Refusal

from .. import actions
from ..forms import AccountApplicationForm, ReceiptForm
from ..listings import application_state
from ..models import AccountApplication
from ..refusals import TooManyApplications


@open_to_public
@without_files
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_account(request: PageRequest) -> HttpResponse:
    """「申请企业账号」: the form; sent, it leads to the receipt."""
    form, refusal, status = AccountApplicationForm(request.POST or None), "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = actions.ask_for_account(actor=_asker(request), **form.cleaned_data)
            except Refusal as refused:
                refusal, status = refused.reason, 429 if isinstance(refused, TooManyApplications) else 422
            else:
                return redirect("identity:application_progress", receipt=row.receipt)
    context = {"form": form, "refusal": refusal, "receipt_form": ReceiptForm()}
    return render(request, "identity/ask_for_account.html", context, status=status)


@open_to_public
@never_cache
def find_application(request: HttpRequest) -> HttpResponse:
    """By the receipt number to the page of it."""
    form = ReceiptForm(request.GET or None)
    if form.is_valid():
        row = AccountApplication.objects.filter(receipt=form.cleaned_data["receipt"]).first()
        if row is not None:
            return redirect("identity:application_progress", receipt=row.receipt)
        form.add_error("receipt", "没有这个回执号的申请，请核对")
    context = {"form": AccountApplicationForm(), "receipt_form": form}
    return render(request, "identity/ask_for_account.html", context, status=404 if form.errors else 200)


@open_to_public
@never_cache
def application_progress(request: HttpRequest, receipt: str) -> HttpResponse:
    """What became of an application, for whoever has its receipt; neither phone nor e-mail are shown."""
    rows = AccountApplication.objects.select_related("mandate__person__account")
    row = rows.filter(receipt=receipt).first()
    if row is None:
        return redirect(f"{reverse('identity:find_application')}?receipt={receipt}")
    return render(request, "identity/application_progress.html", {"application": row, "state": application_state(row)})


def _asker(request: PageRequest) -> Actor:
    """Whoever asks, with the address that is counted."""
    actor = request.actor
    if actor.is_signed_in:
        return actor
    return Actor(kind="public", name="公众", address=request.META.get("REMOTE_ADDR", ""))
