"""What slices are called: by official code tables, by the plan's industries, by bodies, or by the choices of a column."""

from collections.abc import Callable, Iterable, Mapping

from qingzhi.base.identity.models import Body
from qingzhi.domains.parties.queries.by_industry import section_titles
from qingzhi.domains.rights.queries.industry_codes import class_titles, plan_industries

from ..rules.formula import UNTOLD, Dimension

UNTOLD_LABEL = "未注明"
TRUTHS = {"true": "是", "false": "否"}


def label_of(dimension: Dimension, code: str) -> str:
    """What one slice of a dimension is called."""
    return labels_of(dimension, [code])[code]


def labels_of(dimension: Dimension, codes: Iterable[str], choices: Mapping[str, str] | None = None) -> dict[str, str]:
    """What slices are called; `choices` are those of the dimension's column."""
    asked = list(codes)
    known = LABELS[dimension.labels](asked) if dimension.labels else {**TRUTHS, **(choices or {})}
    return {code: UNTOLD_LABEL if code == UNTOLD else known.get(code, code) for code in asked}


def _of_scheme(scheme: str) -> Callable[[list[str]], dict[str, str]]:
    def titles(codes: list[str]) -> dict[str, str]:
        found = class_titles(scheme, codes)
        return {code: f"{code} {found[code].title}" for code in codes if code in found}

    return titles


def _of_gbt4754(codes: list[str]) -> dict[str, str]:
    sections = {code: f"{code} {title}" for code, title in section_titles().items() if code in codes}
    return {**_of_scheme("gbt4754")([code for code in codes if code not in sections]), **sections}


def _of_plan_industries(codes: list[str]) -> dict[str, str]:
    return {one.code: f"{one.name}（{one.group}）" for one in plan_industries() if one.code in codes}


def _of_bodies(codes: list[str]) -> dict[str, str]:
    keys = [int(code) for code in codes if code.isdecimal()]
    return {str(pk): name for pk, name in Body.objects.filter(pk__in=keys).values_list("pk", "short_name")}


LABELS: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "gbt4754": _of_gbt4754,
    "plan_industries": _of_plan_industries,
    "bodies": _of_bodies,
    "ipc": _of_scheme("ipc"),
    "nice": _of_scheme("nice"),
    "cause": _of_scheme("cause"),
}
