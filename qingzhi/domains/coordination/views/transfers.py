"""Proposing a transfer to the police."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.models import Case

from ..actions import begin_transfer
from ..forms import TransferForm
from ..queries.origins import facts_of, penalty_of
from ..queries.receivers import bodies_with
from .desk import filled, own_body


@desk("coordination.transfer")
def transfer(request: PageRequest) -> HttpResponse:
    """Propose a transfer to the police, by itself or from a penalty case."""
    origin = penalty_of(request.actor, request.POST.get("case") or request.GET.get("case", ""))
    form = TransferForm(request.POST or None, receivers=bodies_with, initial=facts_of(origin) if origin else None)
    return filled(
        request, template="coordination/form.html", title=f"移送公安机关：{origin.number}" if origin else "移送公安机关", form=form,
        do=lambda form: _proposed(request, form.cleaned_data, origin), to=lambda made: reverse("procedures:case", args=[made.case_id]),
        success="已提出移送，请负责人在期限内决定", cancel_url=reverse("coordination:handovers"), submit="提出移送",
        lead="按行为发生日施行的司法解释判断是否达到追诉标准；没有达到而有犯罪合理嫌疑的，写明理由。",
    )  # fmt: skip


def _proposed(request: PageRequest, given: dict[str, Any], origin: Case | None) -> Any:
    refuse_classified(given["facts"])
    plain = ("police", "procuratorate", "offence", "suspect", "facts", "acted_on", "marks", "repeated", "suspicion")
    return begin_transfer(
        actor=request.actor, body=own_body(request), pieces=given["pieces"] or 0, **{name: given[name] for name in plain},
        amounts={name: given[name] or Decimal(0) for name in ("gain", "turnover", "unsold", "loss")}, arises_from=origin,
    )  # fmt: skip
