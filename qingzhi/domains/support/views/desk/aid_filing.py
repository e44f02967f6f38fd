"""What a party files for: the fund, compensation, priority; what it has filed, and how it stands."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.parties.queries import family_ids
from qingzhi.domains.rights.queries.holdings import rights_of_records

from ...access.awards import (
    visible_compensations,
    visible_fund_applications,
    visible_standings,
    visible_transactions,
)
from ...actions import aid_filing
from ...forms.aid import EnforcementForm, FundForm, PriorityForm, TransactionClaimForm
from ...queries.aid import handling_body, programmes_of, side_of
from ...queries.holders import party_of
from ...terms.awards import TransactionSide
from .acting import acted
from .aid import TEMPLATE, case_state, case_url

SHOWN = 50


def own_party(request: PageRequest) -> Any:
    """The party that the actor acts for; 404 for anybody else."""
    found = party_of(request.actor)
    if found is None:
        raise Http404
    return found


def own_rights(party: Any, *kinds: str) -> Any:
    """The party's rights in force, of these kinds."""
    rows = rights_of_records(family_ids(party)).filter(status="in_force")
    return rows.filter(kind__in=kinds) if kinds else rows


@desk("support.aid.apply")
def mine(request: PageRequest) -> HttpResponse:
    """What the party can file for, and what it filed."""
    party, actor = own_party(request), request.actor
    dossiers: list[Any] = [
        *visible_fund_applications(actor).select_related("case", "right")[:SHOWN],
        *visible_compensations(actor).select_related("case", "transaction", "right")[:SHOWN],
        *visible_standings(actor).select_related("case", "right")[:SHOWN],
    ]
    dossiers.sort(key=lambda one: one.case_id, reverse=True)
    claimable = []
    for one in visible_transactions(actor).filter(void_on=None).select_related("giver", "taker")[:SHOWN]:
        side = side_of(one, party)
        taken = one.applications.filter(side=side).exclude(case__state__in=("refused", "withdrawn")).exists()
        claimable.append((one, TransactionSide(side).label if side else "", taken))
    context = {
        "party": party,
        "filed": [(one, case_state(one), case_url(one)) for one in dossiers],
        "claimable": claimable,
        "varieties": own_rights(party, "variety").count(),
    }
    return render(request, "support/aid/mine.html", context)


@desk("support.aid.apply")
def new_fund(request: PageRequest) -> HttpResponse:
    """Apply to the fund."""
    party = own_party(request)
    form = FundForm(
        request.POST or None, rights=own_rights(party, "variety"), programmes=programmes_of(clock.today().year)
    )
    return filed(
        request, "申请品种权保护专项基金", form,
        lambda form: aid_filing.apply_to_fund(actor=request.actor, party=party, body=handling_body(), **form.cleaned_data),
    )  # fmt: skip


@desk("support.aid.apply")
def new_compensation(request: PageRequest, transaction_id: int) -> HttpResponse:
    """Apply for compensation of a recorded transaction."""
    party = own_party(request)
    found = get_object_or_404(visible_transactions(request.actor), pk=transaction_id)
    form = TransactionClaimForm(request.POST or None, programmes=programmes_of(clock.today().year))
    return filed(
        request, f"申请补偿：{found}", form,
        lambda form: aid_filing.apply_for_transaction(
            actor=request.actor, party=party, body=handling_body(), transaction_=found, **form.cleaned_data
        ),
        consequences=[f"实际到账 {found.paid_amount:,.2f} 元，补偿按决策表计算", "同一笔交易的同一方只补偿一次"],
    )  # fmt: skip


@desk("support.aid.apply")
def new_enforcement(request: PageRequest) -> HttpResponse:
    """Apply for the costs of an enforcement."""
    party = own_party(request)
    form = EnforcementForm(request.POST or None, rights=own_rights(party), programmes=programmes_of(clock.today().year))

    def do(form: Any) -> object:
        data = form.cleaned_data
        return aid_filing.apply_for_enforcement(
            actor=request.actor, party=party, body=handling_body(), right=data["right"], programme=data["programme"],
            judgement={name: data[name] for name in ("kind", "number", "on", "found")},
            fees={name: data[name] for name in ("lawyer", "notary", "appraisal", "covered")},
        )  # fmt: skip

    return filed(request, "申请维权费用补偿", form, do)


@desk("support.aid.apply")
def new_priority(request: PageRequest) -> HttpResponse:
    """Ask that a ground of priority is recognised."""
    party = own_party(request)
    form = PriorityForm(request.POST or None, rights=own_rights(party, "patent"))
    return filed(
        request, "申请优先支持资格", form,
        lambda form: aid_filing.apply_for_priority(actor=request.actor, party=party, body=handling_body(), **form.cleaned_data),
    )  # fmt: skip


def filed(request: PageRequest, title: str, form: Any, do: Any, **more: Any) -> HttpResponse:
    """A page that opens a draft and leads to its case, where the papers are attached."""
    back = reverse("support:aid")
    return acted(
        request, title=title, form=form, do=do, to=case_url, cancel_url=back, success="已建立申请，请附材料后提交",
        crumb=("专项支持", back), submit="保存并继续", template=TEMPLATE, **more,
    )  # fmt: skip
