"""Establishing and renaming bodies."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..events import BodyRenamed
from ..models import Body, FormerName, Subject
from ..refusals import AlreadySo, NameTaken, PeriodUnsound


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
    if valid_from and valid_to and valid_to <= valid_from:
        raise PeriodUnsound("撤销日期须晚于设立日期")
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
def rename_body(*, actor: Actor, body: Body, name: str, short_name: str, on: date, basis: str) -> Body:
    """Give a body another name from that day; the old one stays as a former name."""
    require(actor, "identity.body.manage")
    basis = require_reason(basis, "请填写更名依据")
    body = Body.objects.select_for_update().get(pk=body.pk)
    old = body.name
    changes = changed(body, name=name.strip(), short_name=short_name.strip())
    if not changes:
        raise AlreadySo("名称没有变化")
    body.save(update_fields=["name", "short_name"])
    if "name" in changes:
        FormerName.objects.update_or_create(body=body, name=old, defaults={"valid_to": on})
        Subject.objects.filter(pk=body.subject_id).update(display_name=body.name)
    record(actor, "identity.rename_body", body, changes={**changes, "on": (None, on)}, reason=basis)
    publish(BodyRenamed(body_id=body.pk, on=on))
    return body
