"""Objecting: anybody may; by real name and in time it is an objection, otherwise a lead."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.secrets import seal_secret
from qingzhi.base.events.bus import publish
from qingzhi.base.files.actions import ReceivedFile, store_file
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.kinds import message_kind
from qingzhi.engine.tasks.actions import open_item
from qingzhi.engine.tasks.kinds import work_kind

from ..events import ObjectionRaised
from ..kinds import kind_of
from ..models import Objection, ObjectionGround, Publication, PublicationItem
from ..queries.objections import about
from ..refusals import ObjectionIncomplete
from ..rules.redaction import masked_names
from ..terms import Nature, Standing
from .receipts import new_receipt

PURPOSE = "publication.objector"
ACCEPT = work_kind("publication.accept", "受理异议", verb="受理", icon="warn").code
RAISED = message_kind("publication.raised", "收到公示异议").code
SHORTEST, LONGEST = 10, 5000
MOST_FILES = 5


@dataclass(frozen=True)
class Objector:
    """Who objects, as given in the form; sealed at once. An organisation names whoever signs for it."""

    name: str = ""
    phone: str = ""
    organisation: str = ""
    email: str = ""

    @property
    def is_named(self) -> bool:
        return len(self.name.strip()) >= 2 and sum(sign.isdigit() for sign in self.phone) >= 7


@transaction.atomic
def object_to(
    *,
    actor: Actor,
    publication: Publication,
    ground: ObjectionGround,
    text: str,
    item: PublicationItem | None = None,
    objector: Objector | None = None,
    files: Sequence[ReceivedFile] = (),
    token: str = "",
) -> Objection:
    """Object 「提出异议」; no permit is asked, since everybody may. The same form sent twice is one objection.

    Without a name, after the period, or on a ground that is none, it is kept as a lead 「线索」 with the reason.
    """
    known = Objection.objects.filter(token=token).first() if token else None
    if known is not None:
        return known
    found = Publication.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=publication.pk)
    if item is not None and item.publication_id != found.pk:
        raise ObjectionIncomplete("所选的行不在这件公示中，请重新选择")
    text = _checked(text, ground, objector, files)
    lead = _why_only_a_lead(found, ground, objector)
    made = Objection.objects.create(
        publication=found, item=item, ground=ground, nature=ground.nature, text=text,
        standing=(Standing.LEAD if lead else Standing.RECEIVED).value, lead_reason=lead, is_anonymous=objector is None,
        subject=Subject.objects.filter(pk=actor.acts_for or actor.subject_id or 0).first() if objector else None,
        shown_name=_shown(objector), sealed=_sealed(objector), receipt=new_receipt(), token=token or uuid4().hex,
        raised_at=clock.now(),
    )  # fmt: skip
    made.files.set([store_file(actor=actor, received=one) for one in files])
    record(actor, "publication.object", made, changes={"standing": ("", made.standing)}, reason=lead)
    if not lead:
        _open(actor, made)
    return made


def _checked(text: str, ground: ObjectionGround, objector: Objector | None, files: Sequence[ReceivedFile]) -> str:
    text = text.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise ObjectionIncomplete(f"请写明异议的事实和理由（{SHORTEST} 至 {LONGEST} 字）")
    refuse_classified(text)
    if objector is not None and not objector.is_named:
        raise ObjectionIncomplete("实名异议须填写真实姓名和联系电话；不愿署名的请选择匿名，匿名意见作为线索办理")
    if objector is not None and ground.needs_evidence and not files:
        raise ObjectionIncomplete(f"以“{ground.title}”提出异议须附证据：{ground.evidence_hint or '书面证明材料'}")
    if len(files) > MOST_FILES:
        raise ObjectionIncomplete(f"证据最多 {MOST_FILES} 个文件")
    return text


def _why_only_a_lead(found: Publication, ground: ObjectionGround, objector: Objector | None) -> str:
    if found.withdrawn_at:
        return "公示已经撤回，所提意见作为线索"
    if found.closes_on is None or not found.takes_objections:
        return "该公开事项不设异议期，所提意见作为线索"
    if not found.is_running:
        return f"公示期已于 {found.closes_on} 届满，逾期提出的作为线索"
    if ground.nature == Nature.NONE:
        return f"“{ground.title}”不属于异议范围，作为线索"
    return "匿名意见不作为异议受理，作为线索核实" if objector is None else ""


def _open(actor: Actor, made: Objection) -> None:
    """Count the limit for accepting it, open a work item, tell the office."""
    publication = made.publication
    declared, body = kind_of(publication.kind), publication.body
    counted = due(declared.accept_limit, clock.today(), region=body.region.code)
    made.accept_due_on = counted.on
    made.save(update_fields=["accept_due_on"])
    address = reverse("publication:objection", args=[made.pk])
    open_item(
        actor=actor, kind=ACCEPT, title=f"受理异议：{publication.title}", url=address, body=body, subject=made,
        due_on=counted.on, due_explained=explain(declared.accept_limit, counted),
    )  # fmt: skip
    send(
        actor=actor, recipient=body, kind=RAISED, key=f"publication.raised:{made.pk}",
        title=f"收到{made.nature_label}：{publication.title}", url=address,
        text=f"{made.shown_name}对{publication.number}提出{made.nature_label}，请于{counted.on}前决定是否受理。",
    )  # fmt: skip
    publish(ObjectionRaised(**about(made)))


def _shown(objector: Objector | None) -> str:
    if objector is None:
        return "匿名"
    name = masked_names(objector.name.strip())
    return f"{objector.organisation.strip()}（{name}）"[:200] if objector.organisation.strip() else name[:200]


def _sealed(objector: Objector | None) -> bytes | None:
    if objector is None:
        return None
    values = {name: value.strip()[:200] for name, value in vars(objector).items()}
    return seal_secret(json.dumps(values, ensure_ascii=False).encode(), PURPOSE)
