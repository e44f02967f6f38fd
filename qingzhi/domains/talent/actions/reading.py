"""What a row of a list of experts says, or what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.base.regions.models import Region
from qingzhi.engine.imports.kinds import Fault, Field, Outcome, Row
from qingzhi.engine.imports.rules.cells import Unreadable, day, folded, truth

from ..terms import FieldScheme

FIELDS = (
    Field("name", "姓名", ("专家姓名",), required=True, example="王致远", longest=100),
    Field("employer", "单位", ("工作单位", "所在单位", "任职单位"), required=True, example="青海示例大学", longest=200),
    Field("title", "职称", ("专业技术职务", "技术职称"), example="教授", longest=100),
    Field("post", "职务", ("行政职务",), example="院长", longest=100),
    Field("honours", "称号和头衔", ("称号", "头衔", "荣誉称号"), longest=300),
    Field("discipline", "学科专业", ("专业", "研究方向", "从事专业", "专业领域"), example="农产品加工、盐湖化工"),
    Field("ipc", "国际专利分类", ("IPC", "IPC分类号"), example="A23C C01D"),
    Field("industry", "国民经济行业", ("行业", "行业代码"), example="C14"),
    Field("place", "所在地", ("地区", "省份", "所在地区"), example="西宁市", longest=60),
    Field("outside", "省外专家", ("是否省外", "省外"), example="否"),
    Field("valid_from", "聘期自", ("聘期起", "起聘日期", "入库日期", "聘任日期"), example="2018-01-01"),
    Field("valid_to", "聘期至", ("聘期止", "聘期届满"), example="2021-01-01"),
    Field("namesake", "同名另一人", ("同名不同人",), example="否"),
    Field("source", "来源", ("推荐单位", "依据", "备注"), longest=200),
)
SCHEMES = {
    "discipline": FieldScheme.DISCIPLINE.value, "ipc": FieldScheme.IPC.value, "industry": FieldScheme.INDUSTRY.value,
}  # fmt: skip
_APART = re.compile(r"[、；;，,\s]+")
_IPC = re.compile(r"[A-H](\d{2}([A-Z](\d{1,4}(/\d{1,6})?)?)?)?")


@dataclass(frozen=True)
class Read:
    """One expert as the row tells."""

    line: int
    name: str
    employer: str
    title: str
    post: str
    honours: str
    region: Region | None
    place: str
    outside: bool | None
    valid_from: date | None
    valid_to: date | None
    namesake: bool
    source: str
    fields: tuple[tuple[str, str], ...]

    def values(self) -> dict[str, Any]:
        """What a page tells of a new record."""
        names = ("title", "honours", "place", "valid_to", "fields")
        return {name: getattr(self, name) for name in names}


def reader(places: Mapping[str, Region]) -> Callable[[Row, Outcome], Read | None]:
    """A reader of rows; what is wrong is told by line and column in the outcome, and no row comes of it."""

    def read(row: Row, outcome: Outcome) -> Read | None:
        line, values = row
        cells = {one.name: " ".join(folded(value).split()) for one, value in zip(FIELDS, values, strict=True)}
        faults = [
            Fault(line, name, "", f"请填写{title}")
            for name, title in (("name", "姓名"), ("employer", "单位"))
            if not cells[name]
        ]
        found: dict[str, Any] = {}
        for name, parse in (("valid_from", day), ("valid_to", day), ("outside", truth), ("namesake", truth)):
            try:
                found[name] = parse(cells[name])  # type: ignore[operator]
            except Unreadable as wrong:
                faults.append(Fault(line, name, cells[name], wrong.reason))
        fields = [
            (SCHEMES[name], one.upper() if name != "discipline" else one)
            for name in SCHEMES
            for one in _APART.split(cells[name])
            if one
        ]
        faults += [
            Fault(line, "ipc", one, f"“{one}”不是国际专利分类号")
            for scheme, one in fields
            if scheme == SCHEMES["ipc"] and not _IPC.fullmatch(one)
        ]
        faults += [Fault(line, "discipline", one, "一项专业领域最长 60 字") for _, one in fields if len(one) > 60]
        if not faults and found["valid_from"] and found["valid_to"] and found["valid_to"] <= found["valid_from"]:
            faults.append(Fault(line, "valid_to", cells["valid_to"], "聘期的结束日期须晚于开始日期"))
        if faults:
            outcome.faults += faults
            return None
        region = places.get(cells["place"])
        return Read(
            line=line, name=cells["name"], employer=cells["employer"], title=cells["title"], post=cells["post"],
            honours=cells["honours"], region=region, place="" if region else cells["place"],
            outside=found["outside"] if found["outside"] is not None or not cells["place"] else region is None,
            valid_from=found["valid_from"], valid_to=found["valid_to"], namesake=bool(found["namesake"]),
            source=cells["source"], fields=tuple(dict.fromkeys(fields)),
        )  # fmt: skip

    return read
