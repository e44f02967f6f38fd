"""Roles against permits: what each role may do today, and since when."""

from dataclasses import dataclass

from django.urls import reverse

from qingzhi.base.permits import Permit, Scope, all_permits

from .models import Grant, Role
from .queries import valid

DUTIES = dict(Role.Duty.choices)


@dataclass(frozen=True)
class Cell:
    """One role's hold of one permit: its scope in words; the address to change it, where the duty allows."""

    scope: str
    url: str


@dataclass(frozen=True)
class Row:
    permit: Permit
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """The roles as columns; the permits in groups by duty."""

    roles: list[Role]
    groups: list[tuple[str, list[Row]]]


def permit_matrix() -> Matrix:
    """Two queries: roles and the grants that hold today."""
    roles = list(Role.objects.filter(retired_on=None))
    held = {(row.role_id, row.permit): Scope(row.scope).label for row in Grant.objects.filter(valid())}
    groups = []
    for duty, title in DUTIES.items():
        rows = [Row(one, [_cell(role, one, held) for role in roles]) for one in all_permits() if one.duty == duty]
        groups.append((f"{title}权限", rows))
    return Matrix(roles, groups)


def grants_with_titles(role: Role) -> list[tuple[Grant, str, str]]:
    """All grants of a role, past and present, newest first: the grant, its title, its scope in words."""
    titles = {one.code: one.title for one in all_permits()}
    rows = Grant.objects.filter(role=role).order_by("permit", "-id")
    return [(row, titles.get(row.permit, "（所属模块已停用）"), Scope(row.scope).label) for row in rows]


def _cell(role: Role, one: Permit, held: dict[tuple[int, str], str]) -> Cell:
    may_change = one.duty == role.duty
    url = reverse("identity:grant", args=[role.code, one.code]) if may_change else ""
    return Cell(held.get((role.pk, one.code), ""), url)
