"""A nominated right looked up in the register, with everything that the check asks."""

from datetime import date
from typing import Any

from django.db.models import Q

from qingzhi.base.permits import Actor
from qingzhi.domains.credit.queries import standing_of
from qingzhi.domains.credit.terms import Use
from qingzhi.domains.rights.access import visible_rights
from qingzhi.domains.rights.queries.finding import by_number_or_holder
from qingzhi.domains.rights.queries.holdings import holders_on
from qingzhi.domains.rights.queries.record import detail_of, with_detail

from ..models import AwardNomination, RightMark
from ..refusals.awards import RightUnfit
from ..rules.award_register import Asked, Line, RightFacts, check_right
from ..terms.awards import AwardKind


def right_by_number(actor: Actor, kind: str, number: str) -> Any:
    """The right of that kind and number in any written form, among those the actor sees; raises `RightUnfit`."""
    text = number.strip()
    if not any(sign.isdigit() for sign in text):
        raise RightUnfit("请填写权利号码", "number")
    found = list(by_number_or_holder(with_detail(visible_rights(actor).filter(kind=kind)), text, kind)[:2])
    if len(found) != 1:
        told = "登记簿中没有这个号码" if not found else "号码不完整，对应多件权利"
        raise RightUnfit(f"{told}，请核对后重新填写", "number")
    return found[0]


def facts_of(right: Any, kind: AwardKind, on: date) -> RightFacts:
    """What the register and earlier rounds say of a right on a day."""
    detail = detail_of(right)
    return RightFacts(
        kind=right.kind,
        type=getattr(detail, "type", ""),
        status=right.status,
        status_label=str(right.get_status_display()),
        registered_on=right.registered_on,
        expires_on=right.expires_on,
        holders=tuple(one.name_written for one in holders_on(right, on)),
        awarded_before=_awarded(right, kind, on),
        disputed=_disputed(right, on),
    )


def checked(nomination: AwardNomination, on: date) -> list[Line]:
    """The lines of the register check of a nomination on a day."""
    kind = nomination.round.known_kind
    asked = Asked(kind.right_kind, kind.label, nomination.round.granted_by)
    return [*check_right(facts_of(nomination.right, kind, on), asked, on=on), _credit(nomination, on)]


def persons_of(right: Any) -> list[str]:
    """The inventors or designers in the register's order; marks have none."""
    text = getattr(detail_of(right), "inventors", "") or ""
    for sign in "；;,，":
        text = text.replace(sign, "、")
    return [one.strip() for one in text.split("、") if one.strip()]


def class_of(right: Any) -> str:
    """The main class by which nominations are grouped: IPC or Locarno of a patent, Nice of a mark."""
    main = getattr(detail_of(right), "main_class", "")
    first = right.classes.order_by("position", "pk").values_list("symbol", flat=True).first()
    return str(main or first or "")


def _credit(nomination: AwardNomination, on: date) -> Line:
    """Whether the holder's archive bars an award (取消评优评先), by a dated row of its table."""
    if nomination.holder is None:
        return Line("信用核查", True, "权利人未与登记簿主体关联，未核查")
    found = standing_of(nomination.holder, on, Use.AWARD)
    return Line("信用核查", found.clear, found.text)


def _awarded(right: Any, kind: AwardKind, on: date) -> str:
    stands = Q(valid_to=None) | Q(valid_to__gt=on)
    found = (
        AwardNomination.objects.filter(stands, right=right, round__kind=kind, revoked_on=None, removed_on=None)
        .exclude(awarded_on=None)
        .select_related("round", "seat")
        .first()
    )
    return f"{found.awarded_on}已获{found.round.title}{found.seat.title if found.seat else ''}" if found else ""


def _disputed(right: Any, on: date) -> str:
    for mark in RightMark.objects.filter(right=right, valid_from__lte=on):
        if mark.valid_to is None or mark.valid_to > on:
            return f"{mark.get_kind_display()}（{mark.valid_from} 起）"
    return ""
