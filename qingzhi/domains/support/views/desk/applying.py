"""Filling in an application in three pages: rights from the register, papers and payee, check and send."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.procedures.actions import attach

from ...actions import choose_rights, enter_payee, submit_application
from ...forms.applying import PapersForm, PromiseForm, RightsForm
from ...models import SubsidyApplication
from ...queries.dossier import dossier_context
from ...queries.offers import offers_for
from .acting import found_application

WRITABLE = ("draft", "correction")


@desk("support.apply")
def rights(request: PageRequest, application_id: int) -> HttpResponse:
    """Tick the rights; those that cannot be claimed stand below with every reason."""
    application = found_application(request, application_id)
    if application.case.state not in WRITABLE:
        return _too_late(request, application)
    found = offers_for(application.call, application.party, clock.today(), besides=application.pk)
    chosen = {f"{one.right_id}:{one.act}:{one.part}": one for one in application.claims.all()}
    form = RightsForm(request.POST or None, offers=found.eligible, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: choose_rights(actor=request.actor, application=application, wanted=form.wanted))
        if done is not None:
            messages.success(request, f"已选择{done.claims.count()}项，核算结果见第三步")
            return redirect("support:papers", application.pk)
    context = {"application": application, "form": form, "found": found, "step": 1}
    return render(request, "support/apply_rights.html", context)


@desk("support.apply")
def papers(request: PageRequest, application_id: int) -> HttpResponse:
    """Contact, account and papers."""
    application = found_application(request, application_id)
    if application.case.state not in WRITABLE:
        return _too_late(request, application)
    call, case = application.call, application.case
    form = PapersForm(request.POST or None, request.FILES or None, call=call, account_tail=application.account_tail)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _keep(request, application, form)):
        messages.success(request, "已保存")
        return redirect("support:check", application.pk)
    held = {one.slot: one for one in case.attachments.filter(replaced_at=None).select_related("file")}
    slots = [(one, form[f"paper_{one.code}"], held.get(one.code)) for one in form.slots]
    context = {"application": application, "form": form, "slots": slots, "step": 2}
    return render(request, "support/apply_papers.html", context)


@desk("support.apply")
def check(request: PageRequest, application_id: int) -> HttpResponse:
    """The whole computation line by line, earlier payments, what is missing; then the promise, and it is sent."""
    application = found_application(request, application_id)
    case = application.case
    if case.state not in WRITABLE:
        return _too_late(request, application)
    form = PromiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: submit_application(actor=request.actor, application=application, promised=True))
        if done is not None:
            messages.success(request, f"已提交，办件编号 {case.number}，查询码 {case.receipt_code}")
            return redirect(f"/cases/{case.pk}/")
    context = {"application": application, "dossier": application, "case": case, "form": form, "step": 3}
    return render(request, "support/apply_check.html", {**dossier_context(request.actor, case), **context})


def _keep(request: PageRequest, application: SubsidyApplication, form: PapersForm) -> bool:
    data = form.cleaned_data
    enter_payee(
        actor=request.actor, application=application, contact=data["contact"], phone=data["phone"], bank=data["bank"],
        account=data["account"],
    )  # fmt: skip
    for slot in form.slots:
        for upload in data.get(f"paper_{slot.code}") or []:
            received = receive_file(actor=request.actor, name=upload.name, stream=upload)
            attach(actor=request.actor, case=application.case, slot=slot.code, label=slot.label, received=received)
    return True


def _too_late(request: PageRequest, application: SubsidyApplication) -> HttpResponse:
    messages.info(request, f"申报已提交，现为“{application.case.state_declared.shown_to_applicant}”")
    return redirect(reverse("support:mine"))
