"""Platforms are told in the system and answer there: 《电子商务法》第四十二条."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.tasks.actions import open_item
from qingzhi.engine.tasks.kinds import work_kind

from ..models import PlatformNotice
from ..refusals.online import NoticeAnswered

WORK = work_kind("enforcement.answer_notice", "答复网络侵权通知", verb="答复", icon="link").code


def ask_platform(actor: Actor, notice: PlatformNotice, explained: Sequence[str]) -> None:
    """Open the platform's work where somebody acts for it; a part of the step that notices."""
    if notice.addressee is not None:
        open_item(
            actor=actor, kind=WORK, title=f"答复网络侵权通知：“{notice.online.shop}”"[:200], holder=notice.addressee, subject=notice,
            url=reverse("enforcement:platform_notice", args=[notice.pk]), due_on=notice.due_on, due_explained=explained,
        )  # fmt: skip


@transaction.atomic
def answer_notice(*, actor: Actor, notice: PlatformNotice, data: Mapping[str, Any]) -> PlatformNotice:
    """The platform says what it did with each link 「平台答复」; what was answered already, by whomever, stands."""
    found = PlatformNotice.objects.select_for_update(of=("self",)).select_related("online__case").get(pk=notice.pk)
    require(actor, "enforcement.online.answer", subject_id=found.addressee_id)
    case = found.online.case
    if found.answered_on is not None or case.state != "noticed":
        raise NoticeAnswered(f"这份通知已于{found.answered_on or '此前'}处理，不用再答复")
    take_step(actor=actor, case=case, step="answer", revision=case.revision, data=data)
    found.refresh_from_db()
    record(
        actor,
        "enforcement.answer_notice",
        found,
        changes={"answered_on": (None, found.answered_on)},
        reason=found.words,
    )
    return found
