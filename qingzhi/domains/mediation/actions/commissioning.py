"""A commission to appraise is opened from a case, and gives it back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.enforcement.actions.appraised import resume_after_appraisal
from qingzhi.domains.enforcement.queries.disputes import Disputed
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.actions import link, open_case, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import LinkKind

from ..access import APPRAISAL
from ..events import AppraisalCommissioned, AppraisalEnded
from ..models import Appraisal, Material
from ..refusals import NotAppraisable, ValueNotValid
from ..terms import Field, Matter

TO_APPRAISAL = ("appraise", "appraise_clue")  # steps of procedures that have a state of their own for this


@transaction.atomic
def commission_appraisal(
    *,
    actor: Actor,
    source: Case,
    matter: str,
    field: str,
    questions: Sequence[str],
    materials: Sequence[tuple[str, str]],
    told: Disputed,
    sides: tuple[Any, Any] = (None, None),
) -> Appraisal:
    """Commission an appraisal from a case 「委托鉴定」: questions, materials (name, digest), both sides as the case has them.

    Where the case's procedure has a state for it, its clock stands still meanwhile.
    """
    require(actor, "mediation.appraisal.handle", body_id=source.body_id, region_code=source.region_code or None)
    found = Case.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=source.pk)
    if not found.is_open or not visible_cases(actor).filter(pk=found.pk).exists():
        raise NotAppraisable("只有在办的办件可以委托鉴定", "source")
    if Appraisal.objects.filter(source=found, matter=matter, case__closed_at=None).exists():
        raise NotAppraisable(f"办件{found.number}的这一事项已经委托鉴定，尚未结束", "source")
    asked = _lines(questions)
    if not asked or not materials:
        raise ValueNotValid("请逐条写明委托鉴定的问题和鉴定材料", "questions" if not asked else "materials")
    refuse_classified("\n".join(asked))
    dossier = Appraisal(
        source=found, matter=Matter(matter).value, field=Field(field).value, claimant=told.claimant, respondent=told.respondent,
        one_side=sides[0], other_side=sides[1], right_id=told.right_id, right_told=told.right, questions=asked,
    )  # fmt: skip
    _move(actor, found, dossier)
    case = open_case(
        actor=actor, procedure=APPRAISAL, body=found.body, region_code=found.region_code, title=f"{dossier}鉴定"[:200], dossier=dossier,
    )  # fmt: skip
    today = clock.today()
    rows = [Material(appraisal=dossier, name=name[:200], sha256=digest, handed_on=today) for name, digest in materials]
    Material.objects.bulk_create(rows)
    link(actor=actor, case=case, to=found, kind=LinkKind.ARISES_FROM, reason="委托鉴定")
    record(actor, "mediation.commission", dossier, changes={"matter": ("", dossier.get_matter_display())})
    publish(AppraisalCommissioned(case_id=case.pk))
    return dossier


def _move(actor: Actor, source: Case, dossier: Appraisal) -> None:
    step = next((one for one in source.declared.steps_from(source.state) if one.code in TO_APPRAISAL), None)
    if step is not None:
        reason = f"委托鉴定：{dossier.get_matter_display()}"
        take_step(actor=actor, case=source, step=step.code, revision=source.revision, note=reason)
        dossier.moved = True


@transaction.atomic
def end_appraisal(*, actor: Actor, appraisal: Appraisal, note: str) -> None:
    """Let the case go on, with the opinion that stands among its evidence. A part of the commission's own last steps, which have
    asked for their permits; where the case went on already, nothing changes."""
    source = Case.objects.select_for_update(of=("self",)).select_related("body").get(pk=appraisal.source_id)
    opinion = appraisal.opinion
    told = f"{appraisal.case.number}：{note}"[:300]
    resume_after_appraisal(
        actor=SYSTEM, case=source, note=told, moved=appraisal.moved, opinion=opinion.file if opinion else None,
        title=f"鉴定意见 {opinion.number}" if opinion else "", source=opinion.body.name if opinion else "",
    )  # fmt: skip
    appraisal.moved = False
    appraisal.save(update_fields=["moved"])
    record(actor, "mediation.end_appraisal", appraisal, reason=note)
    publish(AppraisalEnded(case_id=appraisal.case_id))


def _lines(texts: Sequence[str]) -> list[str]:
    return [line.strip() for line in texts if line.strip()]
