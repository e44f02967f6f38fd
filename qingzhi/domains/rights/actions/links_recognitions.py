"""Recognitions of marks 「驰名、著名」, and who may use a geographical indication."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.search.actions.outbox import reindex

from ..events import GiUserAdmitted, GiUserEnded, MarkHonoured
from ..models import GiUser, Honour, Right
from ..refusals import DatesOutOfOrder, NotAMark, NotAnIndication, ValueNotValid
from ..terms import HonourKind, RightKind
from .correcting import locked


@transaction.atomic
def add_honour(
    *, actor: Actor, right: Right, kind: str, valid_from: date, valid_to: date | None = None, basis: str
) -> Honour:
    """Enter a recognition 「驰名、著名商标认定」 from a day on; the same one entered twice stays one."""
    right = locked(right)
    require(actor, "rights.register")
    if right.kind != RightKind.TRADEMARK:
        raise NotAMark("只有商标可以登记驰名、著名认定")
    if not basis.strip():
        raise ValueNotValid("请填写认定依据（文号或案号）", "basis")
    if valid_from > clock.today():
        raise DatesOutOfOrder("认定日不能晚于今天", "valid_from")
    if valid_to is not None and valid_to <= valid_from:
        raise DatesOutOfOrder("失效日须晚于认定日", "valid_to")
    found = right.honours.filter(kind=kind, valid_from=valid_from).first()
    if found is not None:
        return found
    made = Honour.objects.create(
        right=right, kind=HonourKind(kind).value, valid_from=valid_from, valid_to=valid_to, basis=basis.strip()
    )
    record(actor, "rights.add_honour", right, changes={HonourKind(kind).label: (None, str(valid_from))}, reason=basis)
    publish(MarkHonoured(right_id=right.pk, honour_id=made.pk))
    reindex(right.kind, right.pk)
    return made


def is_indication(right: Right) -> bool:
    """Whether a right is a geographical indication: a product, or a mark that is one."""
    return right.kind == RightKind.GI or (right.kind == RightKind.TRADEMARK and right.trademark.is_gi)


@transaction.atomic
def admit_gi_user(*, actor: Actor, right: Right, name: str, valid_from: date, announcement: str = "") -> GiUser:
    """Enter a user of a geographical indication 「核准使用人」; admitted already, nothing changes."""
    right = locked(right)
    require(actor, "rights.register")
    if not is_indication(right):
        raise NotAnIndication("只有地理标志可以登记使用人")
    name = " ".join(name.split())
    if not 2 <= len(name) <= 200:
        raise ValueNotValid("请填写使用人名称，2 至 200 字", "name")
    if valid_from > clock.today():
        raise DatesOutOfOrder("核准日不能晚于今天", "valid_from")
    party = HolderBook(None, source="人工登记").resolve([(name, "", "")])[0]
    found = right.users.filter(party_id=party, valid_to=None).first()
    if found is not None:
        return found
    made = GiUser.objects.create(
        right=right, party_id=party, name_written=name, valid_from=valid_from, announcement=announcement.strip()
    )
    record(actor, "rights.admit_gi_user", right, changes={"gi_user": (None, name)}, reason=announcement)
    publish(GiUserAdmitted(right_id=right.pk, gi_user_id=made.pk))
    reindex(right.kind, right.pk)
    return made


@transaction.atomic
def end_gi_user(*, actor: Actor, right: Right, user: GiUser, on: date, reason: str) -> GiUser:
    """End the use of a geographical indication by a party on a day; ended already, nothing changes."""
    right = locked(right)
    require(actor, "rights.register")
    user = GiUser.objects.select_for_update().get(pk=user.pk, right=right)
    if user.valid_to is not None:
        return user
    if not reason.strip():
        raise ValueNotValid("请填写终止理由", "reason")
    if on > clock.today() or (user.valid_from and on <= user.valid_from):
        raise DatesOutOfOrder("终止日须晚于核准日，且不晚于今天", "on")
    user.valid_to = on
    user.save(update_fields=["valid_to"])
    record(
        actor,
        "rights.end_gi_user",
        right,
        changes={"gi_user": (user.name_written, None)},
        reason=f"自 {on} 起；{reason}",
    )
    publish(GiUserEnded(right_id=right.pk, gi_user_id=user.pk, on=on))
    reindex(right.kind, right.pk)
    return user
