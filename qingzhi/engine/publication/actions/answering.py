"""Deciding objections: accepting, investigating, answering; two who answer at once: the first one counts."""

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, PermitRefused, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.kinds import message_kind
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..events import ObjectionDismissed, ObjectionsSettled, ObjectionUpheld
from ..kinds import kind_of
from ..models import Objection, Publication
from ..queries.objections import about
from ..refusals import ObjectionNotOpen, ReasonMissing
from ..terms import OPEN, Standing
from .correcting import withdraw_row

ANSWER = work_kind("publication.answer", "答复异议", verb="答复", icon="edit").code
TOLD = message_kind("publication.answered", "异议办理结果", channels=("email", "sms")).code
LONGEST = 5000


@transaction.atomic
def accept_objection(*, actor: Actor, objection: Objection, note: str = "") -> Objection:
    """Accept an objection 「受理」: the limit for the answer begins."""
    found = _locked(actor, objection)
    if found.standing == Standing.ACCEPTED:
        return found
    _require_standing(found, Standing.RECEIVED)
    publication = found.publication
    declared, body = kind_of(publication.kind), publication.body
    counted = due(declared.answer_limit, clock.today(), region=body.region.code)
    changes = changed(
        found, standing=Standing.ACCEPTED.value, accepted_at=clock.now(), answer_due_on=counted.on, finding=note.strip()
    )
    found.save()
    close_items(actor=actor, subject=found)
    open_item(
        actor=actor, kind=ANSWER, title=f"调查并答复异议：{publication.title}", body=body, subject=found,
        url=reverse("publication:objection", args=[found.pk]), due_on=counted.on,
        due_explained=explain(declared.answer_limit, counted),
    )  # fmt: skip
    record(actor, "publication.accept_objection", found, changes=changes, reason=note)
    _tell(actor, found, "accepted", f"您的异议已受理，将于 {counted.on} 前答复。")
    return found


@transaction.atomic
def decline_objection(*, actor: Actor, objection: Objection, reason: str) -> Objection:
    """Decline to take it up 「不予受理」, with the reason for the objector."""
    found = _locked(actor, objection)
    _require_standing(found, Standing.RECEIVED)
    _decide(actor, found, Standing.NOT_ACCEPTED, reason, "publication.decline_objection")
    publish(ObjectionDismissed(**about(found)))
    _settle(found.publication)
    return found


@transaction.atomic
def make_lead(*, actor: Actor, objection: Objection, reason: str) -> Objection:
    """Keep it as a lead 「转为线索」, for instance where the name turned out to be false."""
    found = _locked(actor, objection)
    _require_standing(found, Standing.RECEIVED)
    changes = changed(found, standing=Standing.LEAD.value, lead_reason=_told(reason)[:300])
    found.save()
    close_items(actor=actor, subject=found, outcome=Outcome.CANCELLED, reason=reason)
    record(actor, "publication.make_lead", found, changes=changes, reason=reason)
    publish(ObjectionDismissed(**about(found)))
    _settle(found.publication)
    return found


@transaction.atomic
def answer_objection(
    *, actor: Actor, objection: Objection, upheld: bool, answer: str, finding: str = "", withdraw: bool = False
) -> Objection:
    """Answer an objection 「答复」: right or wrong, why; `withdraw` takes the row down with it.

    The answer goes to the objector; `finding` stays inside. What follows for the case is done by who subscribes to the event.
    """
    found = _locked(actor, objection)
    _require_standing(found, Standing.ACCEPTED)
    refuse_classified(finding)
    if finding.strip():
        found.finding = finding.strip()
    standing = Standing.UPHELD if upheld else Standing.DISMISSED
    _decide(actor, found, standing, answer, "publication.answer_objection")
    if upheld and withdraw and found.item is not None:
        withdraw_row(actor=actor, item=found.item, reason=f"经查，对本行的{found.nature_label}成立")
    publish((ObjectionUpheld if upheld else ObjectionDismissed)(**about(found)))
    _settle(found.publication)
    return found


@transaction.atomic
def take_back_objection(*, actor: Actor, objection: Objection) -> Objection:
    """Take an objection back 「撤回异议」: whoever raised it (the view has asked for the receipt code)."""
    found = _lock(objection)
    if found.standing == Standing.TAKEN_BACK:
        return found
    if not found.is_open:
        raise ObjectionNotOpen(f"这件异议{found.standing_label}，不能再撤回")
    if actor.is_signed_in and found.subject_id not in {actor.acts_for, actor.subject_id}:
        raise PermitRefused("只有提出异议的人可以撤回")
    changes = changed(found, standing=Standing.TAKEN_BACK.value, answered_at=clock.now())
    found.save()
    close_items(actor=actor, subject=found, outcome=Outcome.CANCELLED, reason="异议人撤回")
    record(actor, "publication.take_back_objection", found, changes=changes)
    publish(ObjectionDismissed(**about(found)))
    _settle(found.publication)
    return found


def _lock(objection: Objection) -> Objection:
    """The objection, its publication locked first, as whoever objects and ends locks it."""
    Publication.objects.select_for_update(of=("self",)).get(pk=objection.publication_id)
    rows = Objection.objects.select_for_update(of=("self",)).select_related(
        "publication__body__region", "item", "subject"
    )
    return rows.get(pk=objection.pk)


def _locked(actor: Actor, objection: Objection) -> Objection:
    found = _lock(objection)
    body = found.publication.body
    require(actor, "publication.answer", body_id=body.pk, region_code=body.region.code)
    return found


def _require_standing(found: Objection, wanted: Standing) -> None:
    if found.standing != wanted:
        who = f"，由{found.answered_by}办理" if found.answered_by else ""
        raise ObjectionNotOpen(f"这件异议现为“{found.standing_label}”{who}，请刷新查看")


def _told(text: str) -> str:
    if len(text.strip()) < 4:
        raise ReasonMissing("请写明理由")
    refuse_classified(text)
    return text.strip()[:LONGEST]


def _decide(actor: Actor, found: Objection, standing: Standing, answer: str, action: str) -> None:
    changes = changed(
        found, standing=standing.value, answer=_told(answer), answered_at=clock.now(), answered_by=actor.name
    )
    found.save()
    close_items(actor=actor, subject=found)
    record(actor, action, found, changes=changes)
    _tell(actor, found, "decided", f"您的异议办理结果：{standing.label}。{found.answer}")


def _settle(publication: Publication) -> None:
    """After the period, tell when nothing is open any more."""
    if publication.ended_at and not publication.objections.filter(standing__in=OPEN).exists():
        publish(ObjectionsSettled(publication.pk, publication.kind, publication.subject_kind, publication.subject_id))


def _tell(actor: Actor, found: Objection, step: str, text: str) -> None:
    """Tell an objector who has an account; others follow it by their receipt code."""
    if found.subject is not None:
        title = (
            f"异议办理结果：{found.publication.title}"
            if step == "decided"
            else f"异议已受理：{found.publication.title}"
        )
        send(
            actor=actor, recipient=found.subject, kind=TOLD, key=f"publication.{step}:{found.pk}", title=title, text=text,
            url=reverse("publication:receipt"),
        )  # fmt: skip
