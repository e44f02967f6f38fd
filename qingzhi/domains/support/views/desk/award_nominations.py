"""Nominating for an award, and the corrections of a nomination."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Scope

from ...access.awards import visible_nominations
from ...actions import award_nominating, award_publishing
from ...forms.awards import AmendForm, NominationForm, OrderForm
from ...models import AwardNomination
from ...queries.award_register import right_by_number
from .acting import acted
from .award_rounds import found_round
from .award_steps import TEMPLATE, url_of


def case_url(one: AwardNomination) -> str:
    """The page of its case."""
    return f"/cases/{one.case_id}/"


def found_nomination(request: PageRequest, nomination_id: int) -> AwardNomination:
    """A nomination that the actor sees."""
    rows = visible_nominations(request.actor).select_related("case__body", "round", "right", "nominator")
    return get_object_or_404(rows, pk=nomination_id)


@desk("support.award.nominate")
def nominate(request: PageRequest, round_id: int) -> HttpResponse:
    """Nominate a right by its number; what the register knows is looked up."""
    found, actor = found_round(request, round_id), request.actor
    bodies = Body.objects.filter(valid_to=None).exclude(kind="government")
    if actor.grants.get("support.award.nominate") is not Scope.ALL:
        bodies = bodies.filter(pk=actor.body_id or 0)

    def do(form: Any) -> AwardNomination:
        data = dict(form.cleaned_data)
        right = right_by_number(actor, found.known_kind.right_kind, data.pop("number"))
        return award_nominating.nominate(actor=actor, round=found, right=right, **data)

    back = url_of(found)
    return acted(
        request, title=f"推荐：{found.title}", form=NominationForm(request.POST or None, bodies=bodies), do=do, to=case_url,
        success="已建立推荐，请附推荐函后提交", cancel_url=back, crumb=(found.title, back), submit="保存并继续", template=TEMPLATE,
    )  # fmt: skip


@desk("support.award.nominate")
def amend(request: PageRequest, nomination_id: int) -> HttpResponse:
    """Correct what the nominating body wrote."""
    found = found_nomination(request, nomination_id)
    initial = {"field": found.field, "summary": found.summary, "effects": found.effects}
    back = case_url(found)
    return acted(
        request, title="修改推荐材料", form=AmendForm(request.POST or None, initial=initial), to=back, cancel_url=back,
        success="已保存", crumb=(found.right.title, back), submit="保存", template=TEMPLATE,
        do=lambda form: award_nominating.amend_nomination(actor=request.actor, nomination=found, **form.cleaned_data),
    )  # fmt: skip


@desk("support.award.manage")
def order(request: PageRequest, nomination_id: int) -> HttpResponse:
    """Correct the order of holders or persons."""
    found = found_nomination(request, nomination_id)
    initial = {"holders": "\n".join(found.holders), "persons": "\n".join(found.persons)}
    back = reverse("support:award_round", args=[found.round_id])

    def do(form: Any) -> AwardNomination:
        data = form.cleaned_data
        return award_publishing.correct_order(
            actor=request.actor, nomination=found, holders=OrderForm.lines(data["holders"]), persons=OrderForm.lines(data["persons"]),
            reason=data["reason"],
        )  # fmt: skip

    return acted(
        request, title=f"更正排序：{found.right.title}", form=OrderForm(request.POST or None, initial=initial), do=do, to=back,
        cancel_url=back, success="已更正，公示同时更正", crumb=(found.round.title, back), submit="更正", template=TEMPLATE,
    )  # fmt: skip
