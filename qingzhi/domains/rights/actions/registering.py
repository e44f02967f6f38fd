"""Entering a right by hand; its number is read and checked, never refused for a digit that cannot be verified."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import RightRegistered
from ..models import Right, RightClass, StatusSpan
from ..queries.record import DETAIL_MODELS, detail_fields
from ..refusals import DatesOutOfOrder, NumberMissing, NumberTaken, StatusUnfit, ValueNotValid
from ..rules.numbers import read_number, type_of
from ..rules.statuses import POSSIBLE
from ..terms import RightKind, RightStatus, Scheme
from .holders_writing import write_holders


@transaction.atomic
def register_right(
    *,
    actor: Actor,
    kind: str,
    number: str,
    title: str,
    holders: Sequence[str],
    status: str,
    status_on: date | None = None,
    applied_on: date | None = None,
    registered_on: date | None = None,
    expires_on: date | None = None,
    is_public: bool = True,
    details: Mapping[str, Any] | None = None,
    classes: Sequence[tuple[str, str]] = (),
    basis: str = "",
) -> Right:
    """Enter a right 「登记权利」 with its typed part, classes, holders by name, and its status as the first of its history."""
    require(actor, "rights.register")
    known = RightKind(kind)
    details = dict(details or {})
    read = read_number(known, number)
    if not read.canonical:
        raise NumberMissing("请填写号码", "number")
    _refuse_taken(known, read.canonical)
    check_texts(title, details, known)
    check_dates(applied_on=applied_on, registered_on=registered_on, expires_on=expires_on)
    status_on = status_on or registered_on or applied_on
    check_status(known, status, status_on)
    check_type(known, read.canonical, details)
    right = Right.objects.create(
        kind=known.value, number=read.canonical, number_shown=read.shown, number_check=read.check.value,
        title=title.strip(), applied_on=applied_on, registered_on=registered_on, expires_on=expires_on,
        status=RightStatus(status).value, status_on=status_on, is_public=is_public, data_as_of=clock.today(),
    )  # fmt: skip
    DETAIL_MODELS[known].objects.create(right=right, **details, **_main_class(known, classes))  # type: ignore[attr-defined]
    write_classes(right, classes)
    StatusSpan.objects.create(right=right, status=right.status, valid_from=status_on, basis=basis.strip())
    write_holders(right, holders, registered_on or applied_on)
    told = {"number": right.number_shown, "title": right.title, "holders": right.holder_text, "status": right.status}
    record(
        actor,
        "rights.register_right",
        right,
        changes={name: (None, value) for name, value in told.items()},
        reason=basis,
    )
    publish(RightRegistered(right_id=right.pk, kind=right.kind))
    reindex(right.kind, right.pk)
    return right


def write_classes(right: Right, classes: Sequence[tuple[str, str]]) -> None:
    """The symbols of a right in order, instead of those that stand."""
    right.classes.all().delete()
    RightClass.objects.bulk_create(
        RightClass(right=right, scheme=Scheme(scheme).value, symbol=symbol, position=place)
        for place, (scheme, symbol) in enumerate(dict.fromkeys(classes))
    )


def check_texts(title: str, details: Mapping[str, Any], kind: RightKind) -> None:
    """A right has a name, and nothing is written that its kind's table does not hold."""
    if not title.strip():
        raise ValueNotValid("请填写名称", "title")
    for name in details:
        if name not in detail_fields(kind):
            raise ValueNotValid(f"{kind.label}没有“{name}”这一项", name)
    fields = {field.name: field for field in DETAIL_MODELS[kind]._meta.concrete_fields}
    for name in detail_fields(kind):
        choices = dict(fields[name].flatchoices)
        if choices and details.get(name) not in choices:
            raise ValueNotValid(f"请选择{fields[name].verbose_name}", name)


def check_dates(*, applied_on: date | None, registered_on: date | None, expires_on: date | None) -> None:
    """Applied for, then granted, then ended; nothing of it but the end lies in the days to come."""
    today = clock.today()
    for name, label, day in (
        ("applied_on", "申请日", applied_on),
        ("registered_on", "授权、注册或登记日", registered_on),
    ):
        if day is not None and day > today:
            raise DatesOutOfOrder(f"{label}不能晚于今天（{today}）", name)
    if applied_on and registered_on and registered_on < applied_on:
        raise DatesOutOfOrder("授权、注册或登记日不能早于申请日", "registered_on")
    begins = registered_on or applied_on
    if begins and expires_on and expires_on <= begins:
        raise DatesOutOfOrder("期限届满日须晚于授权、注册或登记日", "expires_on")


def check_status(kind: RightKind, status: str, on: date | None) -> None:
    """The kind knows the status, and it began on a day that has come."""
    if RightStatus(status) not in POSSIBLE[kind.value]:
        raise StatusUnfit(f"{kind.label}没有“{RightStatus(status).label}”这一法律状态", "status")
    if on is not None and on > clock.today():
        raise DatesOutOfOrder("状态日期不能晚于今天", "status_on")


def check_type(kind: RightKind, number: str, details: Mapping[str, Any]) -> None:
    """The number of a patent tells its type: another one typed is a slip."""
    told = type_of(number) if kind is RightKind.PATENT else None
    if told is not None and details.get("type") != told.value:
        raise ValueNotValid(f"这个申请号是{told.label}的号码，请核对专利类型", "type")


def _refuse_taken(kind: RightKind, number: str) -> None:
    taken = Right.objects.filter(kind=kind.value, number=number).first()
    if taken is not None:
        raise NumberTaken(f"这个号码已登记为“{taken.title}”，请在原记录上更正", "number")


def _main_class(kind: RightKind, classes: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {"main_class": classes[0][1]} if kind is RightKind.PATENT and classes else {}
