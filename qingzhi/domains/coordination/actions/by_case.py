"""Envelopes that a case's own steps send and answer: a transfer to the police, an agreement before the court."""

from collections.abc import Collection
from typing import Any

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.procedures.models import CaseAttachment

from ..models import Handover
from ..terms import HandoverKind, Reply, ReplyReason
from .handing import answer_handover, send_handover


def pass_by_case(
    *,
    case: Any,
    kind: HandoverKind,
    sender: Body,
    receiver: Body,
    asked: str,
    basis: str,
    limit: str,
    slots: Collection[str] | None = None,
) -> Handover:
    """Send the envelope on which a case waits from now on, its dossier's `current`, with the case's papers (those of some slots).

    As the system: the step's own permit was asked.
    """
    rows = CaseAttachment.objects.filter(case=case, replaced_at=None)
    if slots is not None:
        rows = rows.filter(slot__in=slots)
    files = [one.file for one in rows.select_related("file").order_by("pk")]
    dossier = case.dossier
    dossier.current = send_handover(
        actor=SYSTEM, kind=kind, sender=sender, receiver=receiver, title=case.title, asked=asked, basis=basis, limit=limit, case=case,
        files=files,
    )  # fmt: skip
    dossier.save(update_fields=["current"])
    return dossier.current  # type: ignore[no-any-return]


def answer_by_case(*, actor: Actor, case: Any, reply: Reply, reason: str = "", text: str = "") -> None:
    """Answer the envelope on which a case waits, in the name of whoever takes the step; answered already, nothing happens."""
    current = case.dossier.current
    if current is None or not current.is_waiting:
        return
    code = "" if reply is Reply.ACCEPT else ReplyReason(reason) if reason else ReplyReason.OTHER
    answer_handover(actor=SYSTEM, handover=current, reply=reply, reason=code, text=f"{actor.name}：{text}")


def answer_older(*, actor: Actor, case: Any, receiver: Body, reply: Reply, text: str) -> None:
    """Answer what a receiver has left unanswered of a case, when its answer to a later envelope settles it."""
    for one in Handover.objects.filter(case=case, receiver=receiver, answered_at=None, withdrawn_at=None).order_by(
        "pk"
    ):
        code = "" if reply is Reply.ACCEPT else ReplyReason.OTHER
        answer_handover(actor=SYSTEM, handover=one, reply=reply, reason=code, text=f"{actor.name}：{text}")
