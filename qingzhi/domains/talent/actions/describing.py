"""What is added to an expert's record: posts, fields, engagements, policies."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import ExpertChanged
from ..models import Expert, ExpertEmployment, ExpertEngagement, ExpertField, ExpertPolicy
from ..refusals import ChangedMeanwhile, ValueNotValid
from ..terms import EngagementKind, FieldScheme
from .locking import locked


@transaction.atomic
def add_employment(
    *, actor: Actor, expert: Expert, employer: str = "", party: Any = None, post: str = "", valid_from: date | None = None,
    valid_to: date | None = None,
) -> ExpertEmployment:  # fmt: skip
    """Register where the expert works or worked 「任职」; the registered party makes it comparable with the registers."""
    require(actor, "talent.register")
    expert = locked(expert)
    employer = employer.strip() or (party.name if party else "")
    if not employer:
        raise ValueNotValid("请填写任职单位", "employer")
    _check(valid_from, valid_to)
    row, created = ExpertEmployment.objects.get_or_create(
        expert=expert, employer=employer[:200], valid_from=valid_from,
        defaults={"party": party, "post": post.strip()[:100], "valid_to": valid_to},
    )  # fmt: skip
    if created:
        _told(actor, "talent.add_employment", expert, {"employer": ("", employer)})
    return row


@transaction.atomic
def end_employment(*, actor: Actor, employment: ExpertEmployment, on: date) -> ExpertEmployment:
    """The end of a post; within three years of it the expert still avoids that employer's entries."""
    require(actor, "talent.register")
    locked(employment.expert)
    row = ExpertEmployment.objects.select_for_update(of=("self",)).select_related("expert").get(pk=employment.pk)
    if row.valid_to == on:
        return row
    if row.valid_to is not None:
        raise ChangedMeanwhile(f"该任职已登记至 {row.valid_to} 终止")
    _check(row.valid_from, on)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    _told(actor, "talent.end_employment", row.expert, {"valid_to": (None, on)})
    return row


@transaction.atomic
def add_field(*, actor: Actor, expert: Expert, scheme: str, symbol: str) -> ExpertField:
    """Register a field 「专业领域」."""
    require(actor, "talent.register")
    expert = locked(expert)
    symbol = symbol.strip()
    if not symbol or len(symbol) > 60:
        raise ValueNotValid("请填写专业领域，最长60字", "symbol")
    row, created = ExpertField.objects.get_or_create(expert=expert, scheme=FieldScheme(scheme).value, symbol=symbol)
    if created:
        _told(actor, "talent.add_field", expert, {"symbol": ("", symbol)})
    return row


@transaction.atomic
def remove_field(*, actor: Actor, field: ExpertField) -> None:
    """Take a field away that was entered wrongly."""
    require(actor, "talent.register")
    expert = locked(field.expert)
    if ExpertField.objects.filter(pk=field.pk).delete()[0]:
        _told(actor, "talent.remove_field", expert, {"symbol": (field.symbol, "")})


@transaction.atomic
def add_engagement(
    *, actor: Actor, expert: Expert, kind: str, title: str, began_on: date, ended_on: date | None = None, role: str = "",
    note: str = "",
) -> ExpertEngagement:  # fmt: skip
    """Register what the expert was called for 「聘用活动」."""
    require(actor, "talent.register")
    expert = locked(expert)
    if not title.strip():
        raise ValueNotValid("请填写活动名称", "title")
    _check(began_on, ended_on, same_day=True)
    row, created = ExpertEngagement.objects.get_or_create(
        expert=expert, kind=EngagementKind(kind).value, title=title.strip()[:200], began_on=began_on,
        defaults={"ended_on": ended_on, "role": role.strip()[:100], "note": note.strip()[:300]},
    )  # fmt: skip
    if created:
        _told(actor, "talent.add_engagement", expert, {"title": ("", row.title)})
    return row


@transaction.atomic
def add_policy(
    *, actor: Actor, expert: Expert, title: str, basis: str, valid_from: date, valid_to: date | None = None,
    amount: Decimal | None = None,
) -> ExpertPolicy:  # fmt: skip
    """Register a policy that the expert enjoys 「享受政策」, by which document."""
    require(actor, "talent.register")
    expert = locked(expert)
    if not title.strip() or not basis.strip():
        raise ValueNotValid("请填写政策名称和依据文件", "basis" if title.strip() else "title")
    if amount is not None and amount < 0:
        raise ValueNotValid("金额不能为负", "amount")
    _check(valid_from, valid_to)
    row, created = ExpertPolicy.objects.get_or_create(
        expert=expert, title=title.strip()[:200], valid_from=valid_from,
        defaults={"basis": basis.strip()[:200], "valid_to": valid_to, "amount": amount},
    )  # fmt: skip
    if created:
        _told(actor, "talent.add_policy", expert, {"title": ("", row.title)})
    return row


def _check(first: date | None, last: date | None, *, same_day: bool = False) -> None:
    if first and last and (last < first if same_day else last <= first):
        raise ValueNotValid("结束日期须晚于开始日期", "valid_to")
    if first and first.year > clock.today().year + 50:
        raise ValueNotValid("日期不正确", "valid_from")


def _told(actor: Actor, action: str, expert: Expert, changes: dict[str, Any]) -> None:
    record(actor, action, expert, changes=changes)
    publish(ExpertChanged(expert_id=expert.pk, what=action))
