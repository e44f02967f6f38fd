"""A score explained down to the leaves, experts by letters, never by name."""

from dataclasses import dataclass, field
from decimal import Decimal

from ..models import Entry, LeafValue, Result, Score, Sheet
from ..rules.criteria import shares
from ..rules.totals import mean_of, rounded
from ..terms import CriterionKind, SeatKind, SheetState
from .schemes import nodes_of
from .thresholds import thresholds_on


@dataclass(frozen=True)
class Line:
    """One criterion of the tree: its share of the whole, each expert's score, what they come to."""

    title: str
    depth: int
    kind: str
    share: Decimal | None
    scores: list[Decimal | None]
    mean: Decimal | None
    points: Decimal | None
    note: str = ""


@dataclass(frozen=True)
class Explained:
    """An entry's result with the way to it."""

    entry: Entry
    result: Result | None
    experts: list[str]
    totals: list[Decimal]
    dropped: list[bool]
    lines: list[Line]
    steps: list[str] = field(default_factory=list)

    @property
    def marked(self) -> list[tuple[Decimal, bool]]:
        """Each expert's total, and whether it was dropped."""
        return list(zip(self.totals, self.dropped, strict=True))


def explained(entry: Entry) -> Explained:
    """How an entry's score came about."""
    version = entry.round.version
    nodes = nodes_of(version)
    whole = shares(nodes)
    by = thresholds_on(entry.round.rules_on)
    sheets = list(
        Sheet.objects.filter(entry=entry, state=SheetState.SUBMITTED).select_related("seat").order_by("seat_id", "pk")
    )
    given: dict[tuple[int, str], Decimal] = {
        (sheet, code): value
        for sheet, code, value in Score.objects.filter(sheet__in=sheets).values_list(
            "sheet_id", "criterion__code", "value"
        )
    }
    computed = {one.criterion.code: one for one in LeafValue.objects.filter(entry=entry).select_related("criterion")}
    depth = {"": -1}
    lines = []
    for node in nodes:
        depth[node.code] = depth[node.parent] + 1
        known = computed.get(node.code)
        scores = [known.value if known else given.get((sheet.pk, node.code)) for sheet in sheets]
        told = [one for one in scores if one is not None] if node.code in whole else []
        exact = sum(told, Decimal(0)) / len(told) if told else None
        mean = rounded(exact) if exact is not None else None
        share = whole.get(node.code)
        points = rounded(exact * share) if exact is not None and share is not None else None
        if node.kind == CriterionKind.BONUS:
            points = known.value if known else None
            scores = []
        lines.append(
            Line(
                node.title, depth[node.code], node.kind, share * 100 if share is not None else None,
                scores if node.code in whole else [], mean, points, known.reason if known else "",
            )
        )  # fmt: skip
    totals = [sheet.total for sheet in sheets if sheet.total is not None]
    whole_mean = mean_of(totals, by)
    result = Result.objects.filter(entry=entry).first()
    return Explained(
        entry, result, [_called(index, sheet) for index, sheet in enumerate(sheets)], totals,
        _dropped(totals, whole_mean.dropped), lines, _steps(whole_mean.told, whole_mean.spread, by.spread, result, version.source),
    )  # fmt: skip


def _called(index: int, sheet: Sheet) -> str:
    return f"专家{index + 1}{'（复评）' if sheet.seat.kind == SeatKind.REVIEW else ''}"


def _dropped(totals: list[Decimal], values: tuple[Decimal, ...]) -> list[bool]:
    left = list(values)
    found = []
    for one in totals:
        found.append(one in left)
        if one in left:
            left.remove(one)
    return found


def _steps(told: str, spread: Decimal, limit: Decimal, result: Result | None, source: str) -> list[str]:
    found = [
        "每位专家的总分 = 各指标得分 × 该指标占总分的比重，再相加",
        f"得分 = {told}",
        f"专家总分的标准差为 {spread}，{'超过' if spread > limit else '不超过'}复评界限 {limit.normalize():f}",
    ]
    if result is not None:
        if result.bonus:
            found.append(f"另加分 {result.bonus}")
        found.append(f"排序：{result.reason}")
    return [*found, f"评审标准来源：{source}"]
