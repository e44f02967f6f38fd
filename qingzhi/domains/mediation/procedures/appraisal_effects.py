"""What the steps of an appraisal do beside moving it."""

from secrets import token_hex
from typing import Any

from qingzhi.base import clock
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.actions import extend, put_aside
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import CaseAttachment
from qingzhi.engine.procedures.registry import effect

from ..actions import end_appraisal
from ..events import OpinionGiven
from ..models import AppraisalBody, KeptOut, Material, Objection, Opinion
from ..queries.appraisers import candidate_of, free_bodies
from ..refusals import AppraiserExcluded, ValueNotValid
from ..rules import lot
from ..terms import Chosen, Declined
from .appraisal_guards import speaking
from .guards import side_of
from .turning import keep, pass_turn

WORK = "mediation.appraise"
TASKS = {"offered": "决定是否受理鉴定委托", "appraising": "鉴定", "objected": "对异议作书面说明"}


@effect("mediation.appraisal_turn", "轮到谁办理")
def turn(occurrence: Occurrence) -> None:
    """The body finds it among its own work."""
    chosen = occurrence.dossier.body
    pass_turn(occurrence, WORK, TASKS, {"holder": chosen.subject} if chosen is not None else {})


@effect("mediation.choose_body", "选定鉴定机构")
def choose_body(occurrence: Occurrence) -> None:
    """Asked again whether anything keeps it out."""
    dossier, body = occurrence.dossier, occurrence.data["body"]
    found = candidate_of(dossier, body, occurrence.on)
    if found is None or not found.may:
        reasons = "；".join(found.reasons) if found else "已不在名册"
        raise AppraiserExcluded(f"{body.name}不能担任：{reasons}", "body")
    how = Chosen.AGREED if occurrence.step.code == "choose" else Chosen.NAMED
    _chosen(occurrence, body, how, "", [])


@effect("mediation.draw_body", "随机抽取鉴定机构")
def draw_body(occurrence: Occurrence) -> None:
    """By lot among those that nothing keeps out; seed and list are kept, so that the draw can be repeated."""
    free = {one.body.pk: one.body for one in free_bodies(occurrence.dossier)}
    seed = token_hex(16)
    _chosen(occurrence, free[lot(seed, free)[0]], Chosen.DRAWN, seed, sorted(free))


def _chosen(occurrence: Occurrence, body: AppraisalBody, how: Chosen, seed: str, drawn_from: list[int]) -> None:
    values = {"drawn_by": seed, "drawn_from": drawn_from, "payer": occurrence.data["payer"]}
    keep(occurrence.dossier, body=body, chosen=how.value, **values)


@effect("mediation.take_commission", "受理并制发鉴定委托书")
def take_commission(occurrence: Occurrence) -> None:
    """At least as many experts as the row says, none of them kept out; the commission is drawn with questions and materials."""
    dossier, experts = occurrence.dossier, list(occurrence.data["experts"])
    found = candidate_of(dossier, dossier.body, occurrence.on)
    free = {one.pk for one in found.free} if found else set()
    if any(one.pk not in free for one in experts):
        raise AppraiserExcluded("指定的鉴定人中有须回避的，请另行指定", "experts")
    least = found.least if found else 0
    if len(experts) < least:
        raise ValueNotValid(f"同一鉴定事项须指定{least}名以上鉴定人", "experts")
    dossier.experts.set(experts)
    keep(dossier, accepted_on=occurrence.on, fee=occurrence.data["fee"], wanted="")
    case, source = occurrence.case, dossier.source
    _issue(occurrence, "mediation.commission", {
        "source": source.number, "body": dossier.body.name, "matter": dossier.get_matter_display(), "questions": dossier.questions,
        "materials": _told(dossier), "experts": _named(experts), "fee": dossier.fee, "payer": dossier.get_payer_display(),
        "days": str(limit("mediation.appraisal.conduct", case.rules_on).length),
    })  # fmt: skip


@effect("mediation.decline_commission", "机构退出本次委托")
def decline_commission(occurrence: Occurrence) -> None:
    """It declined or kept silent; another is chosen."""
    code = occurrence.data.get("declined", "")
    told = "：".join(filter(None, (Declined(code).label if code else "", occurrence.note or occurrence.step.label)))
    _leave(occurrence, occurrence.dossier.body.subject_id, "", told)


@effect("mediation.keep_out", "记下回避")
def keep_out(occurrence: Occurrence) -> None:
    """A side objects to the experts: the body does not appraise this any more."""
    _leave(occurrence, occurrence.dossier.body.subject_id, side_of(occurrence), occurrence.note)


def _leave(occurrence: Occurrence, subject: int, by: str, reason: str) -> None:
    dossier = occurrence.dossier
    values = {"by": by, "reason": reason[:300], "at": clock.now()}
    KeptOut.objects.get_or_create(appraisal=dossier, subject_id=subject, defaults=values)
    dossier.experts.clear()
    keep(dossier, body=None, chosen="", accepted_on=None, fee=None, payer="", paid_on=None, receipt="")


@effect("mediation.pay_fee", "登记缴费")
def pay_fee(occurrence: Occurrence) -> None:
    """By whom is on the dossier."""
    keep(occurrence.dossier, **occurrence.data)


@effect("mediation.ask_material", "记下须补充的材料")
def ask_material(occurrence: Occurrence) -> None:
    """The time for appraisal stands still until it comes."""
    keep(occurrence.dossier, wanted=occurrence.data["wanted"][:1000])


@effect("mediation.supply_material", "补充鉴定材料")
def supply_material(occurrence: Occurrence) -> None:
    """Added to the list."""
    dossier = occurrence.dossier
    rows = [
        Material(appraisal=dossier, name=one[:200], handed_on=occurrence.on) for one in occurrence.data["materials"]
    ]
    Material.objects.bulk_create(rows)
    keep(dossier, wanted="")


@effect("mediation.lengthen_appraisal", "延长鉴定时限")
def lengthen_appraisal(occurrence: Occurrence) -> None:
    """By the row's length. As the system: the step's own permit was asked."""
    length = limit("mediation.appraisal.extension", occurrence.case.rules_on).length
    extend(
        actor=SYSTEM, case=occurrence.case, code="conduct", length=length, reason=occurrence.note, approved_by=occurrence.actor.name
    )  # fmt: skip


@effect("mediation.give_opinion", "登记鉴定意见")
def give_opinion(occurrence: Occurrence) -> None:
    """Number, conclusion, day, and the digest of the document; both sides are told in writing."""
    dossier, case, data = occurrence.dossier, occurrence.case, occurrence.data
    paper = CaseAttachment.objects.select_related("file").get(case=case, slot="opinion", replaced_at=None)
    experts = _named(dossier.experts.all())
    made = Opinion.objects.create(
        appraisal=dossier, body=dossier.body, experts=experts[:300], number=data["number"], conclusion=data["conclusion"].strip(),
        file=paper.file, sha256=paper.file.sha256, given_on=occurrence.on,
    )  # fmt: skip
    _issue(occurrence, "mediation.opinion", {
        "claimant": dossier.claimant or "申请人", "respondent": dossier.respondent, "body": dossier.body.name, "experts": experts,
        "opinion": made.number, "given_on": made.given_on, "conclusion": made.conclusion, "sha256": made.sha256,
        "days": str(limit("mediation.appraisal.object", case.rules_on).length),
    })  # fmt: skip
    publish(OpinionGiven(case_id=case.pk))


@effect("mediation.note_agreement", "记下没有异议")
def note_agreement(occurrence: Occurrence) -> None:
    """A side has nothing to say against it."""
    _speak(occurrence, agrees=True)


@effect("mediation.note_objection", "记下异议")
def note_objection(occurrence: Occurrence) -> None:
    """The body has to explain itself."""
    _speak(occurrence, agrees=False)


def _speak(occurrence: Occurrence, *, agrees: bool) -> None:
    side = speaking(occurrence)
    if not side:
        raise ValueNotValid("请选择是哪一方的意见", "side")
    Objection.objects.create(
        opinion=occurrence.dossier.opinion, by=side, agrees=agrees, reason=occurrence.note[:2000], at=clock.now()
    )


@effect("mediation.explain_opinion", "记下书面说明")
def explain_opinion(occurrence: Occurrence) -> None:
    """Beside the opinion, which stays as it is."""
    keep(occurrence.dossier.opinion, explanation=occurrence.note, explained_on=occurrence.on)


@effect("mediation.set_aside", "原意见不采用")
def set_aside(occurrence: Occurrence) -> None:
    """It is kept, and does not stand; the document has to be handed in anew."""
    keep(occurrence.dossier.opinion, set_aside_on=occurrence.on)
    put_aside(actor=occurrence.actor, case=occurrence.case, slots=("opinion",))


@effect("mediation.appraise_again", "重新鉴定")
def appraise_again(occurrence: Occurrence) -> None:
    """By another body: the first one is kept out."""
    set_aside(occurrence)
    keep(occurrence.dossier, second=occurrence.data["second"])
    told = f"原鉴定意见不采用：{occurrence.dossier.get_second_display()}"
    _leave(occurrence, occurrence.dossier.body.subject_id, "", told)


@effect("mediation.end_appraisal", "交还原办件")
def end(occurrence: Occurrence) -> None:
    """The case goes on, with the opinion that stands among its evidence."""
    note = occurrence.note or occurrence.step.label
    end_appraisal(actor=occurrence.actor, appraisal=occurrence.dossier, note=note)


def _named(experts: Any) -> str:
    return "、".join(f"{one.name}（{one.certificate}）" for one in experts)


def _told(dossier: Any) -> list[str]:
    return [f"{one.name}{f'（SHA-256 {one.sha256[:16]}…）' if one.sha256 else ''}" for one in dossier.materials.all()]


def _issue(occurrence: Occurrence, template: str, values: dict[str, Any]) -> None:
    """As the system: the step's own permit was asked."""
    case = occurrence.case
    issue_notice(
        actor=SYSTEM, template=template, subject=case, body=case.body, values={"case_number": case.number, **values},
        addressee=occurrence.dossier.body.subject if template == "mediation.commission" else None, url=f"/cases/{case.pk}/",
    )  # fmt: skip
