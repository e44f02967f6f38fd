"""Roles and their grants as reference data."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, permit, require

from ..models import Grant, Role
from ..refusals import DutiesNotSeparated


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
        values = {"name": row["name"], "duty": row["duty"], "home": row["home"], "position": position}
        _, created = Role.objects.get_or_create(code=row["code"], defaults=values)
        new_roles += created
    for row in grants:
        role = Role.objects.get(code=row["role"])
        check_duty(role, row["permit"])
        _, created = Grant.objects.get_or_create(role=role, permit=row["permit"], defaults={"scope": row["scope"]})
        new_grants += created
    if new_roles or new_grants:
        record(actor, "identity.load_roles", reason=f"新增角色 {new_roles} 个，授权 {new_grants} 项")
    return new_roles, new_grants


def check_duty(role: Role, code: str) -> None:
    """Raise unless the role may hold that permit under the separation of duties."""
    asked = permit(code)
    if asked.duty != role.duty:
        raise DutiesNotSeparated(f"角色“{role.name}”不能获得“{asked.title}”：三员职权须分立")
