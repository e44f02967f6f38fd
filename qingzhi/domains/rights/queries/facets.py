"""What the values of the facets of rights are called."""

from ..terms import GiKind, MarkType, PatentType, RightKind, RightStatus, VarietyField
from .regions import region_name

TITLES = {"kind": "种类", "type": "类型", "status": "法律状态", "region": "地区", "year": "年份", "class": "分类"}
TYPES = {str(one): one.label for terms in (PatentType, MarkType, GiKind, VarietyField) for one in terms}


def facet_label(facet: str, value: str) -> str:
    """A value in words; what has none (a category as the source wrote it, a year) is shown as it is."""
    if facet == "kind":
        return _label(RightKind, value)
    if facet == "status":
        return _label(RightStatus, value)
    if facet == "type":
        return TYPES.get(value, value)
    if facet == "region":
        return region_name(value) or value
    if facet == "class":
        return class_label(value)
    return f"{value}年" if facet == "year" else value


def class_label(value: str) -> str:
    """A section as `queries.documents.section_of` gives it."""
    if value.startswith("N") and value[1:].isdigit():
        return f"尼斯第 {int(value[1:])} 类"
    return f"洛迦诺 {value[1:]}" if value.startswith("L") and value[1:].isdigit() else f"IPC {value} 部"


def _label(terms: type[RightKind] | type[RightStatus], value: str) -> str:
    return terms(value).label if value in list(terms) else value
