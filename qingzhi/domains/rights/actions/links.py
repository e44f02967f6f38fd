"""Links between rights: family, priority, divisional, the same mark in another class."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import RightsLinked
from ..models import Right, RightLink
from ..refusals import LinkUnfit
from ..rules.numbers import read_number
from ..terms import LinkKind, RightKind
from .correcting import locked

FITTING = {
    RightKind.PATENT: (LinkKind.FAMILY, LinkKind.PRIORITY, LinkKind.DIVISIONAL),
    RightKind.TRADEMARK: (LinkKind.SAME_MARK, LinkKind.PRIORITY),
}


@transaction.atomic
def add_link(
    *, actor: Actor, right: Right, kind: str, number: str, country: str = "CN", other_on: date | None = None
) -> RightLink:
    """Link a right 「登记关联」 with another by its number: with the record where the register has it, else with the number.

    The same link entered twice stays one.
    """
    right = locked(right)
    require(actor, "rights.register")
    wanted, country = LinkKind(kind), country.strip().upper()
    if wanted not in FITTING.get(RightKind(right.kind), ()):
        raise LinkUnfit(f"{RightKind(right.kind).label}没有“{wanted.label}”这种关联", "kind")
    if not number.strip():
        raise LinkUnfit("请填写对方号码", "number")
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise LinkUnfit("国别须是两位字母代码（WIPO ST.3），例如 CN", "country")
    read = read_number(right.kind, number)
    other = Right.objects.filter(kind=right.kind, number=read.canonical).first() if country == "CN" else None
    if other is not None and other.pk == right.pk:
        raise LinkUnfit("不能与自己关联", "number")
    values = {"other": other, "other_number": "" if other else number.strip()[:60], "kind": wanted.value}
    found = right.links.filter(**values).first()
    if found is not None:
        return found
    made = RightLink.objects.create(right=right, other_country=country, other_on=other_on, **values)
    told = other.number_shown if other else f"{country} {made.other_number}"
    record(actor, "rights.add_link", right, changes={wanted.label: (None, told)})
    publish(RightsLinked(right_id=right.pk, link_id=made.pk))
    reindex(right.kind, right.pk)
    return made


@transaction.atomic
def remove_link(*, actor: Actor, right: Right, link: RightLink, reason: str) -> Right:
    """Take out a link that was entered by mistake; taken out already, nothing changes."""
    right = locked(right)
    require(actor, "rights.register")
    if not reason.strip():
        raise LinkUnfit("请填写移除理由", "reason")
    found = right.links.filter(pk=link.pk).select_related("other").first()
    if found is None:
        return right
    told = found.other.number_shown if found.other else found.other_number
    found.delete()
    record(actor, "rights.remove_link", right, changes={LinkKind(link.kind).label: (told, None)}, reason=reason)
    reindex(right.kind, right.pk)
    return right
