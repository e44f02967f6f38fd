"""What a mediation's steps do beside moving the case."""

from secrets import token_hex
from typing import Any

from qingzhi.base import clock
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.decisions.actions import record_case
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.documents.rules.drawing.layout import chinese_date
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.actions import put_aside
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import CaseAttachment
from qingzhi.engine.procedures.registry import effect

from ..actions import give_back
from ..events import AgreementBreached, AgreementEffective
from ..models import Exclusion, Session
from ..queries import excluded_because, named, screen
from ..queries.people import may_mediate
from ..queries.screening import TABLE
from ..refusals import MediatorExcluded
from ..rules import articles, lot
from .guards import side_of
from .turning import keep, pass_turn

WORK = "mediation.part"
TASKS = {
    "inviting": "答复是否同意调解",
    "taking_on": "接受调解",
    "mediating": "主持调解",
    "countersigning": "签署调解协议",
    "enforcing": "登记执行结果",
}  # fmt: skip  (what the court is asked for lies in an envelope, which opens its own)
SIGNED = ("signed_claimant", "signed_respondent")


@effect("mediation.turn", "轮到谁办理")
def turn(occurrence: Occurrence) -> None:
    """The desk does it where the other side has no account."""
    to = occurrence.step.target
    pass_turn(occurrence, WORK, TASKS, _holder(occurrence, to) if to in TASKS else {})


def _holder(occurrence: Occurrence, to: str) -> dict[str, Any]:
    dossier, case = occurrence.dossier, occurrence.case
    if to == "enforcing":
        return {"body": dossier.court}
    if to in ("taking_on", "mediating"):
        return {"holder": dossier.mediator.subject}
    return {"holder": dossier.other} if dossier.other is not None else {"body": case.body}


@effect("mediation.choose", "选定调解员")
def choose(occurrence: Occurrence) -> None:
    """Whom both sides want; asked again whether anything excludes him."""
    dossier, mediator = occurrence.dossier, occurrence.data["mediator"]
    if reasons := excluded_because(dossier, mediator, occurrence.on):
        raise MediatorExcluded(f"{mediator.name}不能担任：{'；'.join(reasons)}", "mediator")
    keep(dossier, mediator=mediator, drawn_by="", drawn_from=[])


@effect("mediation.draw", "随机抽取调解员")
def draw(occurrence: Occurrence) -> None:
    """By lot among those whom nothing excludes; seed and list are kept, so that the draw can be repeated."""
    dossier = occurrence.dossier
    free = {one.pk: one for one in may_mediate(dossier)}
    seed = token_hex(16)
    order = lot(seed, free)
    keep(dossier, mediator=free[order[0]], drawn_by=seed, drawn_from=sorted(free))


@effect("mediation.take_on", "签收材料")
def take_on(occurrence: Occurrence) -> None:
    """From this day the time for mediation runs."""
    keep(occurrence.dossier, received_on=occurrence.on)


@effect("mediation.exclude", "记下回避")
def exclude(occurrence: Occurrence) -> None:
    """Who stepped aside or was objected to is not chosen again here."""
    dossier = occurrence.dossier
    by = side_of(occurrence) if occurrence.step.code.startswith("object") else ""
    Exclusion.objects.get_or_create(
        mediation=dossier, mediator=dossier.mediator, defaults={"by": by, "reason": occurrence.note[:300], "at": clock.now()}
    )  # fmt: skip
    keep(dossier, mediator=None, received_on=None)


@effect("mediation.session", "登记调解笔录")
def session(occurrence: Occurrence) -> None:
    """Kept as it was written."""
    Session.objects.create(
        mediation=occurrence.dossier, written_by=occurrence.actor.name, written_at=clock.now(), **occurrence.data
    )


@effect("mediation.screen", "筛查虚假调解")
def check_for_sham(occurrence: Occurrence) -> None:
    """The table's answer is kept with the facts on which it was given."""
    dossier, data, case = occurrence.dossier, occurrence.data, occurrence.case
    found = screen(dossier, data, case.rules_on)
    facts = {name: str(value) if name == "pays" else value for name, value in found.facts.items()}
    keep(
        dossier, agreement=data["agreement"].strip(), pays=data["pays"], perform_by=data["perform_by"], screened=facts,
        signs=list(found.signs), barred=found.barred,
    )  # fmt: skip
    record_case(
        TABLE,
        case._meta.label_lower,
        str(case.pk),
        found.facts,
        found.verdict,
        label=case.number,
        url=f"/cases/{case.pk}/",
    )


@effect("mediation.write_agreement", "制作调解协议书")
def write_agreement(occurrence: Occurrence) -> None:
    """What was signed before belongs to another wording."""
    case, dossier = occurrence.case, occurrence.dossier
    put_aside(actor=occurrence.actor, case=case, slots=SIGNED)
    values = {
        **named(dossier), "facts": dossier.facts, "agreed": articles(dossier.agreement), "mediator": str(dossier.mediator),
        "perform_by": chinese_date(dossier.perform_by) if dossier.perform_by else "协议生效后即时履行",
        "days": str(limit("mediation.confirm", case.rules_on).length),
    }  # fmt: skip
    made = issue_notice(
        actor=occurrence.actor, template="mediation.agreement", subject=case, body=case.body, values=values,
        addressee=case.applicant, url=f"/cases/{case.pk}/",
    )  # fmt: skip
    keep(dossier, document=made.number, signed_claimant="", signed_respondent="")


@effect("mediation.sign", "记下签字件的摘要")
def sign(occurrence: Occurrence) -> None:
    """The digest of the signed copy; with the second signature the agreement takes effect."""
    case, dossier = occurrence.case, occurrence.dossier
    slot = occurrence.step.attachments[0].code
    copy = CaseAttachment.objects.select_related("file").get(case=case, slot=slot, replaced_at=None)
    keep(dossier, **{slot: copy.file.sha256})
    if slot == "signed_respondent":
        keep(dossier, effective_on=occurrence.on)
        _draw(occurrence, "mediation.application", agreement=dossier.document, effective_on=occurrence.on)
        publish(AgreementEffective(case_id=case.pk))


@effect("mediation.unsign", "签字作废")
def unsign(occurrence: Occurrence) -> None:
    """Who goes back on it before both have signed is free to."""
    keep(occurrence.dossier, signed_claimant="", signed_respondent="")


@effect("mediation.again", "重新调解")
def again(occurrence: Occurrence) -> None:
    """What was agreed before counts no more."""
    keep(
        occurrence.dossier,
        signed_claimant="",
        signed_respondent="",
        effective_on=None,
        applied_on=None,
        ruling="",
        ruled_on=None,
        court_said="",
    )


@effect("mediation.breach", "登记违约")
def breach(occurrence: Occurrence) -> None:
    """From which day the other side did not perform, and how."""
    keep(occurrence.dossier, breached_on=occurrence.on, breach=occurrence.note[:1000])
    publish(AgreementBreached(case_id=occurrence.case.pk))


@effect("mediation.arbitrate", "转交仲裁")
def arbitrate(occurrence: Occurrence) -> None:
    """By the sides' written agreement."""
    keep(occurrence.dossier, institution=occurrence.data["institution"])
    end(occurrence, settled=False)


@effect("mediation.settle", "原办件随之了结")
def settle(occurrence: Occurrence) -> None:
    """Performed: nothing is left of the dispute."""
    end(occurrence, settled=True)


@effect("mediation.give_back", "交还原办件")
def back(occurrence: Occurrence) -> None:
    """The case from which it arose goes on with its clock."""
    end(occurrence, settled=False)


@effect("mediation.tell_end", "制发调解终结告知书")
def tell_end(occurrence: Occurrence) -> None:
    """Both sides have it in writing."""
    _draw(occurrence, "mediation.ended", reason=occurrence.note)


def end(occurrence: Occurrence, *, settled: bool) -> None:
    """Give the case back from which it arose."""
    note = occurrence.note or occurrence.step.label
    give_back(actor=occurrence.actor, mediation=occurrence.dossier, settled=settled, note=note)


def _draw(occurrence: Occurrence, template: str, **values: Any) -> None:
    """A paper for both sides. As the system: the step's own permit was asked."""
    case = occurrence.case
    issue_notice(
        actor=SYSTEM, template=template, subject=case, body=case.body, addressee=case.applicant,
        values={**named(occurrence.dossier), **values}, url=f"/cases/{case.pk}/",
    )  # fmt: skip
