"""What security administrators keep of mandates 「经办授权」, and the enterprises that ask for accounts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from .. import actions, once
from ..access import decidable_applications, manageable_mandates
from ..forms import ApproveForm, EndMandateForm, GrantMandateForm, RefuseForm
from ..holders import holder_register
from ..listings import ApplicationListing, MandateListing, application_state, period_state
from ..models import AccountApplication, Mandate
from ..queries import people_acting_for
from .asking import ask, confirm

MANDATES, APPLICATIONS = "identity.mandate.manage", "identity.application.decide"


@desk(MANDATES)
def mandates(request: PageRequest) -> HttpResponse:
    return MandateListing(request, manageable_mandates(request.actor)).respond("identity/mandates.html")


@desk(MANDATES)
def mandate(request: PageRequest, pk: int) -> HttpResponse:
    found = _mandate(request, pk)
    context = {"mandate": found, "state": period_state(found), "entries": entries_of(found)[:20]}
    return render(request, "identity/mandate.html", context)


@desk(MANDATES)
def grant(request: PageRequest) -> HttpResponse:
    def run(data: dict) -> str:
        user = data.pop("username")
        return reverse(
            "identity:mandate", args=[actions.grant_mandate(actor=request.actor, person=user.person, **data).pk]
        )

    return ask(
        request,
        GrantMandateForm(request.POST or None, initial={"username": request.GET.get("username", "")}),
        run,
        title="经办授权",
        submit="授权",
        done="已授权。",
        back=reverse("identity:mandates"),
        lead="给已有账号授权：代表企业申报，或作为专家评审",
    )


@desk(MANDATES)
def end(request: PageRequest, pk: int) -> HttpResponse:
    found = _mandate(request, pk)

    def run(data: dict) -> None:
        actions.end_mandate(actor=request.actor, mandate=found, **data)

    return confirm(
        request,
        EndMandateForm(request.POST or None),
        run,
        title=f"终止 {found.person.name} 的授权",
        submit="终止授权",
        done="授权已终止。",
        back=reverse("identity:mandate", args=[pk]),
        facts=[("代表", "本人" if found.is_own else found.subject.display_name), ("角色", found.role.name)],
        warning="自终止日期起，这项授权的权限立即失效。",
        consequences=["账号保留，其他岗位和授权不受影响", "未办结的事项仍归所代表的主体，由其他经办人办理"],
    )


@desk(APPLICATIONS)
def applications(request: PageRequest) -> HttpResponse:
    return ApplicationListing(request, decidable_applications(request.actor)).respond("identity/applications.html")


@desk(APPLICATIONS)
@never_cache
def application(request: PageRequest, pk: int) -> HttpResponse:
    """One application: what the enterprise says, what the register says; a first password is shown the one time."""
    found = _application(request, pk)
    holder = holder_register().find(found.credit_code, found.name)
    context = {
        "application": found,
        "state": application_state(found),
        "holder": holder,
        "same_name": holder is not None and holder.name == found.name,
        "clerks": people_acting_for(holder.subject_id) if holder else [],
        "first_password": once.take_once(request, f"application.{pk}"),
        "entries": entries_of(found)[:20],
    }
    return render(request, "identity/application.html", context)


@desk(APPLICATIONS)
def approve(request: PageRequest, pk: int) -> HttpResponse:
    found = _application(request, pk)

    def run(data: dict) -> None:
        _, password = actions.approve_application(actor=request.actor, application=found, **data)
        if password:
            once.keep_once(request, f"application.{pk}", password)

    return confirm(
        request,
        ApproveForm(request.POST or None),
        run,
        title=f"批准 {found.name} 的账号申请",
        submit="批准",
        done="已批准，账号和经办授权已生效。",
        back=reverse("identity:application", args=[pk]),
        facts=_facts(found),
        warning="请先按登记的电话核实经办人身份和企业授权。",
        consequences=[
            "为经办人开立账号并授予申请人角色",
            "登记簿中没有的企业同时登记",
            "初始密码只显示一次，由您以安全方式转交本人",
        ],
        danger=False,
    )


@desk(APPLICATIONS)
def refuse(request: PageRequest, pk: int) -> HttpResponse:
    found = _application(request, pk)

    def run(data: dict) -> None:
        actions.refuse_application(actor=request.actor, application=found, **data)

    return confirm(
        request,
        RefuseForm(request.POST or None),
        run,
        title=f"不批准 {found.name} 的账号申请",
        submit="不批准",
        done="已记录，申请人凭回执号可以看到理由。",
        back=reverse("identity:application", args=[pk]),
        facts=_facts(found),
        warning="不批准后，企业可以改正后重新申请。",
    )


def _facts(row: AccountApplication) -> list[tuple[str, str]]:
    return [
        ("统一社会信用代码", row.credit_code),
        ("经办人", row.contact),
        ("联系电话", row.phone),
        ("申请事由", row.reason),
    ]


def _mandate(request: PageRequest, pk: int) -> Mandate:
    found = manageable_mandates(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _application(request: PageRequest, pk: int) -> AccountApplication:
    found = decidable_applications(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
