"""Commissions to appraise: the list, and the page that opens one from a case."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.enforcement.queries.disputes import Disputed, dispute_of, evidence_of
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case

from ..access import APPRAISAL, CODE
from ..actions import commission_appraisal
from ..forms.appraisals import CommissionForm
from ..models import Appraisal
from ..queries.appraisers import sides_of
from ..refusals import ValueNotValid
from ..terms import Field
from .appraisal_listings import Appraisals
from .desk import FIELDS


@desk("mediation.appraisal.view")
def appraisals(request: PageRequest) -> HttpResponse:
    """Those that the desk handles, or the own body appraises."""
    seen = visible_cases(request.actor).filter(procedure=APPRAISAL)
    rows = Appraisal.objects.filter(case__in=seen).select_related("case__body", "body", "source")
    may = bool(check(request.actor, "mediation.appraisal.handle", body_id=request.actor.body_id))
    return Appraisals(request, rows).respond("mediation/appraisals.html", {"may_commission": may})


@desk("mediation.appraisal.handle")
def commission(request: PageRequest) -> HttpResponse:
    """Commission an appraisal; opened from a case's page, the form has its evidence and right."""
    source = (
        visible_cases(request.actor).filter(number=request.POST.get("source") or request.GET.get("case", "")).first()
    )
    pieces = {str(one.pk): one for one in evidence_of(source)} if source else {}

    def do(form: Any) -> Appraisal:
        given = form.cleaned_data
        chosen = [pieces[key] for key in given.get("evidence", []) if key in pieces]
        materials = [(one.title, one.sha256) for one in chosen]
        materials += [(line.strip(), "") for line in given["materials"].splitlines() if line.strip()]
        if not materials:
            raise ValueNotValid("请列出移交的鉴定材料", "materials")
        return commission_appraisal(
            actor=request.actor, source=given["source"], matter=given["matter"], field=given["field"], questions=given["questions"],
            materials=materials, told=_told(given["source"]), sides=sides_of(given["source"]),
        )  # fmt: skip

    choices = [(key, f"{one.title}（{one.get_kind_display()}）") for key, one in pieces.items()]
    form = CommissionForm(request.POST or None, initial=_initial(source), actor=request.actor, evidence=choices)
    return acted(
        request, template="mediation/form.html", title="委托鉴定", form=form, do=do, success="已建立鉴定委托，请选定鉴定机构",
        to=lambda made: reverse("procedures:case", args=[made.case_id]), cancel_url=reverse("mediation:appraisals"),
        lead="写明问题和材料后选定机构；与双方有利害关系的机构和鉴定人自动回避。", submit="建立委托", list_name="鉴定委托", refused_status=400,
    )  # fmt: skip


def _told(source: Case) -> Disputed:
    """Both sides and the right as the case has them; a mediation of our own too."""
    if source.procedure == CODE:
        held = source.dossier
        return Disputed(held.claimant, held.respondent, "", held.field, held.right, None, held.facts)
    return dispute_of(source)


def _initial(source: Case | None) -> dict[str, Any]:
    if source is None:
        return {}
    kind = _told(source).kind
    field = FIELDS.get(kind, kind if kind in set(Field) else Field.PATENT)
    return {"source": source.number, "field": field}
