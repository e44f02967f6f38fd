"""Roles against permits: what each role may do today, and since when."""

from dataclasses import dataclass

from django.urls import reverse

from qingzhi.base.permits import Permit, Scope, all_permits

from .models import Grant, Role
from .queries import valid


@dataclass(frozen=True)
class Row:
    """One permit; for each role its scope in words ("" for none) and the address where it is changed."""

    permit: Permit
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """The permits of one duty and the roles that may hold them: the separation of duties as it is drawn."""

    title: str
    roles: list[Role]
    rows: list[Row]


def permit_matrix() -> list[Group]:
    """Two queries: roles and the grants that hold today."""
    roles = list(Role.objects.filter(retired_on=None))
    held = {(row.role_id, row.permit): Scope(row.scope).label for row in Grant.objects.filter(valid())}
    groups = []
    for duty, title in Role.Duty.choices:
        columns = [role for role in roles if role.duty == duty]
        rows = [Row(one, _cells(columns, one, held)) for one in all_permits() if one.duty == duty]
        groups.append(Group(f"{title}权限", columns, rows))
    return groups


def grants_with_titles(role: Role) -> list[tuple[Grant, str, str]]:
    """All grants of a role, past and present, newest first: the grant, its title, its scope in words."""
    titles = {one.code: one.title for one in all_permits()}
    rows = Grant.objects.filter(role=role).order_by("permit", "-id")
    return [(row, titles.get(row.permit, "（所属模块已停用）"), Scope(row.scope).label) for row in rows]


def _cells(roles: list[Role], one: Permit, held: dict[tuple[int, str], str]) -> list[tuple[str, str]]:
    return [
        (held.get((role.pk, one.code), ""), reverse("identity:grant", args=[role.code, one.code])) for role in roles
    ]
