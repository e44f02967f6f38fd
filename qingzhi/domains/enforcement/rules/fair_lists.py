"""The list of exhibitors as a fair's organiser hands it over: its columns, and its lines read. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from qingzhi.engine.imports.rules.shapes import Fault, Field, Row

from ..terms.complaints import RightType

FIELDS = (
    Field("stand", "展位号", ("展位", "摊位号", "摊位"), required=True, example="A12", longest=40),
    Field("name", "参展商", ("参展单位", "企业名称", "公司名称", "参展商名称"), required=True, example="青海示例藏毯有限公司", longest=200),
    Field("credit_code", "统一社会信用代码", ("信用代码", "社会信用代码"), longest=18),
    Field("product", "展品", ("展品名称", "产品名称", "产品"), required=True, example="手工藏毯", longest=200),
    Field("brand", "品牌", ("商标名称", "品牌名称"), longest=100),
    Field("right_type", "权利类型", ("知识产权类型", "类型"), example="商标", longest=40),
    Field("right_number", "权利号码", ("专利号", "注册号", "知识产权编号", "专利号或注册号"), longest=80),
)  # fmt: skip
NAMES = {
    "商标": RightType.TRADEMARK, "专利": RightType.PATENT, "发明": RightType.PATENT, "实用新型": RightType.PATENT,
    "外观设计": RightType.PATENT, "著作权": RightType.COPYRIGHT, "版权": RightType.COPYRIGHT, "软件": RightType.COPYRIGHT,
    "地理标志": RightType.GI, "植物新品种": RightType.VARIETY, "品种权": RightType.VARIETY, "集成电路": RightType.LAYOUT,
}  # fmt: skip
MOST_FAULTS = 20


@dataclass(frozen=True)
class ExhibitLine:
    """One line: an exhibit of an exhibitor, with the right that it is said to bear."""

    line: int
    stand: str
    name: str
    product: str
    credit_code: str = ""
    brand: str = ""
    right_type: str = ""
    right_number: str = ""


def read_lines(rows: Sequence[Row]) -> tuple[list[ExhibitLine], list[Fault]]:
    """The lines of a list and what is wrong with it; each line that is wrong has its sentence."""
    lines, faults, seen = [], [], set()
    for number, values in rows:
        told = dict(zip((one.name for one in FIELDS), (" ".join(one.split()) for one in values), strict=True))
        wrong = _faults(number, told)
        faults += wrong
        key = (told["stand"], told["name"], told["product"], told["right_number"])
        if wrong or key in seen:
            continue
        seen.add(key)
        kind = _type_of(told.pop("right_type"), told["right_number"])
        lines.append(ExhibitLine(line=number, right_type=kind, **told))
    return lines, faults


def _faults(number: int, told: dict[str, str]) -> list[Fault]:
    found = [
        Fault(number, one.name, told[one.name], f"没有填写{one.title}" if not told[one.name] else f"{one.title}超过 {one.longest} 个字")
        for one in FIELDS
        if (one.required and not told[one.name]) or len(told[one.name]) > one.longest
    ]  # fmt: skip
    if told["right_type"] and not _type_of(told["right_type"], "x", strict=True):
        found.append(
            Fault(number, "right_type", told["right_type"], f"不认识的权利类型“{told['right_type']}”，可填：{'、'.join(NAMES)}")
        )  # fmt: skip
    return found


def _type_of(text: str, number: str, *, strict: bool = False) -> str:
    """The code of a type by how it is written; none where there is no number."""
    if not number:
        return ""
    found = next((kind for name, kind in NAMES.items() if name in text), None)
    if found is None:
        return "" if strict else RightType.UNSURE.value
    return found.value


def told(faults: Sequence[Fault]) -> str:
    """The faults of a list in lines for a page."""
    lines = [f"第 {one.line} 行：{one.reason}" for one in faults[:MOST_FAULTS]]
    more = f"……还有 {len(faults) - MOST_FAULTS} 处" if len(faults) > MOST_FAULTS else ""
    return "；".join(filter(None, (*lines, more)))
