"""Roles and their grants: first as reference data, then changed with a date."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.permits import Actor, Scope, permit, require

from ..models import Grant, Role
from ..refusals import AlreadySo, DutiesNotSeparated, PeriodUnsound


@transaction.atomic
def load_roles(
    *, actor: Actor, roles: Iterable[Mapping[str, str]], grants: Iterable[Mapping[str, str]]
) -> tuple[int, int]:
    """Load roles (code, name, duty, home) and first grants (role, permit, scope); what exists stays as it was set.

    Returns how many roles and grants were new. An unknown permit raises.
    """
    require(actor, "identity.grant.manage")
    new_roles = new_grants = 0
    for position, row in enumerate(roles):
        values = {
            "name": row["name"],
            "duty": Role.Duty(row["duty"]).value,
            "home": row["home"],
            "description": row.get("description", ""),
            "by_mandate": bool(row.get("by_mandate")),
            "emergency_hours": int(row.get("emergency_hours") or 0),
            "position": position,
        }
        _, created = Role.objects.get_or_create(code=row["code"], defaults=values)
        new_roles += created
    known = {role.code: role for role in Role.objects.all()}
    granted = set(Grant.objects.values_list("role_id", "permit"))
    for row in grants:
        role = known[row["role"]]
        check_duty(role, row["permit"], Scope(row["scope"]))
        if (role.pk, row["permit"]) not in granted:
            granted.add((role.pk, row["permit"]))
            Grant.objects.create(role=role, permit=row["permit"], scope=Scope(row["scope"]).value)
            new_grants += 1
    if new_roles or new_grants:
        record(actor, "identity.load_roles", reason=f"新增角色 {new_roles} 个，授权 {new_grants} 项")
    return new_roles, new_grants


@transaction.atomic
def change_grant(*, actor: Actor, role: Role, code: str, scope: Scope | None, on: date, reason: str) -> Grant | None:
    """From that day on a role holds a permit with this scope, or (None) not any more."""
    require(actor, "identity.grant.manage")
    check_duty(role, code, scope)
    reason = require_reason(reason, "请填写变更依据")
    Role.objects.select_for_update().get(pk=role.pk)
    open_grant = Grant.objects.filter(role=role, permit=code, valid_to=None).first()
    old = Scope(open_grant.scope) if open_grant else None
    if old == scope:
        raise AlreadySo("没有变化：这个角色的权限正是如此")
    last = Grant.objects.filter(role=role, permit=code).order_by("-valid_to").exclude(valid_to=None).first()
    begun = [day for day in (open_grant and open_grant.valid_from, last and last.valid_to) if day]
    if begun and on < max(begun):
        raise PeriodUnsound(f"生效日期不能早于上一次变更 {max(begun)}")
    if open_grant:
        open_grant.valid_to = on
        open_grant.save(update_fields=["valid_to"])
    new = Grant.objects.create(role=role, permit=code, scope=scope, valid_from=on) if scope else None
    changes = {permit(code).title: (old and old.label, scope and scope.label), "valid_from": (None, on)}
    record(actor, "identity.change_grant", role, changes=changes, reason=reason)
    return new


def check_duty(role: Role, code: str, scope: Scope | None = None) -> None:
    """Raise unless the role may hold that permit under the separation of duties."""
    asked = permit(code)
    if role.by_mandate and scope not in (None, Scope.BODY):
        raise DutiesNotSeparated(f"角色“{role.name}”以经办授权担任，权限范围只能是“{Scope.BODY.label}”")
    if asked.duty != role.duty:
        raise DutiesNotSeparated(f"角色“{role.name}”不能获得“{asked.title}”：三员职权须分立")
