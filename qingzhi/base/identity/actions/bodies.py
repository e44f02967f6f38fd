"""Establishing bodies and handing over to successors."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..events import BodySucceeded
from ..models import Body, FormerName, Subject, Succession
from ..refusals import NameTaken


@transaction.atomic
def establish_body(
    *,
    actor: Actor,
    code: str,
    name: str,
    short_name: str,
    kind: str,
    region: Region,
    parent: Body | None = None,
    former_names: Sequence[str] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    position: int = 0,
) -> Body:
    """Enter a body into the register."""
    require(actor, "identity.body.manage")
    if Body.objects.filter(code=code).exists():
        raise NameTaken(f"单位代码“{code}”已被使用")
    body = Body.objects.create(
        subject=Subject.objects.create(kind="body", display_name=name),
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        region=region,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        position=position,
    )
    FormerName.objects.bulk_create(FormerName(body=body, name=other) for other in former_names)
    record(actor, "identity.establish_body", body, changes={"name": ("", name)})
    return body


@transaction.atomic
def succeed_body(*, actor: Actor, predecessor: Body, successor: Body, on: date, basis: str) -> Succession:
    """Hand a body's open work to its successor from that day; what is done keeps the old name."""
    require(actor, "identity.body.manage")
    predecessor = Body.objects.select_for_update().get(pk=predecessor.pk)
    succession, _ = Succession.objects.get_or_create(
        predecessor=predecessor, successor=successor, defaults={"on": on, "basis": basis}
    )
    changes = {"valid_to": (predecessor.valid_to, on), "successor": ("", successor.name)}
    Body.objects.filter(pk=predecessor.pk).update(valid_to=on)
    record(actor, "identity.succeed_body", predecessor, changes=changes, reason=basis)
    publish(BodySucceeded(predecessor_id=predecessor.pk, successor_id=successor.pk, on=on))
    return succession
