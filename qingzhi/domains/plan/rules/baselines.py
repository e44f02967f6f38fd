"""Whether a figure that a text reports is what the registers hold."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .tracking.numbers import figure, half_up, places_of


class Verdict(StrEnum):
    """What a comparison found; the codes are those of lights."""

    EQUAL = "ok"
    DIFFERS = "late"
    PARTIAL = "warn"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"ok": "一致", "late": "不一致", "warn": "登记簿不全", "unknown": "未核对"}[self.value]


@dataclass(frozen=True)
class Compared:
    """The verdict, what the registers hold more (negative: less), and one sentence."""

    verdict: Verdict
    gap: Decimal | None
    sentence: str


def compared(stated: Decimal, recomputed: Decimal | None, unit: str, *, is_whole: bool, reason: str = "") -> Compared:
    """A stated figure beside the recomputed one, at the places that the text writes; `reason` says why there is none."""
    if recomputed is None:
        return Compared(Verdict.UNKNOWN, None, reason or "没有可以重算的数。")
    gap = half_up(recomputed, places_of(stated)) - stated
    if gap == 0:
        return Compared(Verdict.EQUAL, gap, "登记簿重算与原文一致。")
    word = "多" if gap > 0 else "少"
    said = f"登记簿重算比原文{word} {figure(abs(gap), unit)}"
    if not is_whole:
        return Compared(Verdict.PARTIAL, gap, f"{said}；登记簿对这一时点尚未声明完整，差额不作为原文有误的依据。")
    return Compared(Verdict.DIFFERS, gap, f"{said}，请核对口径和记录。")
