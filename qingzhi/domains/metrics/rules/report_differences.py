"""How a report differs from the one before: figures that were printed otherwise, what is new and what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .report_words import number_text

Figure = Mapping[str, Any]


@dataclass(frozen=True)
class Restated:
    """A figure that both reports print, with other values."""

    name: str
    unit: str
    region: str
    period: str
    old: str
    new: str
    reason: str
    old_code: str
    new_code: str


@dataclass(frozen=True)
class Differences:
    """What has changed since the report before."""

    restated: tuple[Restated, ...]
    unchanged: int
    indicators_new: tuple[str, ...]
    indicators_gone: tuple[str, ...]
    headings_new: tuple[str, ...]
    headings_gone: tuple[str, ...]

    @property
    def words(self) -> str:
        """The note in words."""
        said = [
            f"两份报告共同刊载的数据中，{self.unchanged} 个一致，{len(self.restated)} 个有修订"
            if self.restated
            else f"两份报告共同刊载的 {self.unchanged} 个数据全部一致"
            if self.unchanged
            else "两份报告没有共同刊载的数据"
        ]
        for names, verb in ((self.indicators_new, "新增指标"), (self.indicators_gone, "不再刊载指标")):
            if names:
                said.append(f"{verb} {len(names)} 项：{'、'.join(names)}")
        for names, verb in ((self.headings_new, "新增图表"), (self.headings_gone, "减少图表")):
            if names:
                said.append(f"{verb} {len(names)} 个")
        return f"{'；'.join(said)}。"


def differences(new: Mapping[str, Any], old: Mapping[str, Any]) -> Differences:
    """Compare two contents, each with its `figures` and `headings`."""
    mine, theirs = _by_key(new["figures"]), _by_key(old["figures"])
    both = [key for key in mine if key in theirs]
    restated = [
        _restated(mine[key], theirs[key])
        for key in both
        if Decimal(str(mine[key]["value"])) != Decimal(str(theirs[key]["value"]))
    ]
    names, former = _names(new["figures"]), _names(old["figures"])
    heads, former_heads = new.get("headings") or {}, old.get("headings") or {}
    return Differences(
        restated=tuple(restated),
        unchanged=len(both) - len(restated),
        indicators_new=tuple(name for code, name in names.items() if code not in former),
        indicators_gone=tuple(name for code, name in former.items() if code not in names),
        headings_new=tuple(text for key, text in heads.items() if key not in former_heads),
        headings_gone=tuple(text for key, text in former_heads.items() if key not in heads),
    )


def _restated(new: Figure, old: Figure) -> Restated:
    return Restated(
        name=new["name"],
        unit=new["unit"],
        region=new["region_name"],
        period=new["period_label"],
        old=number_text(Decimal(str(old["value"]))),
        new=number_text(Decimal(str(new["value"]))),
        reason=new.get("reason") or "",
        old_code=old["code"],
        new_code=new["code"],
    )


def _by_key(figures: Sequence[Figure]) -> dict[tuple[str, ...], Figure]:
    return {(one["indicator"], one["region"], one["period"], one.get("slice") or ""): one for one in figures}


def _names(figures: Sequence[Figure]) -> dict[str, str]:
    return {one["indicator"]: one["name"] for one in figures}
