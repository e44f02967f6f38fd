"""Reports as they are read: their content, which blocks stand on changed figures, how they differ from the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..access.frozen import every_figure
from ..models import FrozenFigure, Report, ReportBlock
from ..rules.periods import read_period
from ..rules.report_content import Piece, content_of
from ..rules.report_differences import Differences, differences
from ..rules.report_links import linked, parts_of
from ..rules.report_periods import compared_with
from ..terms.report import ReportState
from .report_outlines import figure_row, parsed, region_names

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Changed:
    """A figure beneath a hand-written text that is not the one the hand saw."""

    old: FrozenFigure
    new: FrozenFigure


@dataclass(frozen=True)
class BlockNow:
    """A block with what its editor must know."""

    block: ReportBlock
    changed: list[Changed]
    unfounded: tuple[str, ...] = ()
    hint: str = ""


def pieces_of(blocks: Iterable[ReportBlock]) -> list[Piece]:
    """The blocks as content is made from them; one that the outline dropped stays only with its hand-written text."""
    return [
        Piece(one.key, one.chapter, one.kind, one.heading, one.computed, one.hand, one.is_left_out)
        for one in blocks
        if not one.is_dropped or one.hand
    ]


def content_now(report: Report, blocks: list[ReportBlock] | None = None) -> dict[str, Any]:
    """What the report says: as it was issued or, of one in preparation, as it stands."""
    if report.content:
        return dict(report.content)
    if blocks is None:
        blocks = list(report.blocks.all())
    outline = parsed(report.outline)
    found = content_of([chapter.title for chapter in outline.chapters], pieces_of(blocks))
    figures = {one.code: one for one in every_figure().filter(code__in=found["codes"])}
    names = region_names([one.region_code for one in figures.values()])
    found["figures"] = [
        {"number": number, **figure_row(figures[code], names.get(figures[code].region_code, ""))}
        for number, code in enumerate(found["codes"], 1)
        if code in figures
    ]
    found["headings"] = {
        item["key"]: item["heading"]
        for chapter in found["chapters"]
        for item in chapter["items"]
        if item["kind"] in ("table", "chart")
    }
    return found


def report_before(report: Report) -> Report | None:
    """The newest issued edition of the report of the year before (or of the same quarter)."""
    base = compared_with(read_period(report.period)).code
    rows = Report.objects.filter(
        code=report.code, region_code=report.region_code, period=base, state=ReportState.ISSUED
    )
    return rows.order_by("-edition").first()


def difference_note(content: dict[str, Any], before: Report | None) -> Differences | None:
    """How the content differs from what the report before printed."""
    return differences(content, before.content) if before is not None else None


def blocks_now(report: Report, blocks: list[ReportBlock]) -> list[BlockNow]:
    """Every block with the figures that changed beneath its hand-written text, and its numbers that stand on nothing."""
    hints = {block.key: block.hint for _, block in parsed(report.outline).blocks}
    wanted = {code for one in blocks if one.hand for code in (*one.hand_codes, *one.codes)}
    figures = {one.code: one for one in every_figure().filter(code__in=wanted)} if wanted else {}
    known: dict[int, list[Any]] = {}
    for one in blocks:
        known.setdefault(one.chapter, []).extend(parts_of(one.computed.get("parts") or []))
    found = []
    for one in blocks:
        unfounded = linked(one.hand, known[one.chapter]).unfounded if one.hand else ()
        found.append(BlockNow(one, changed_beneath(one, figures), unfounded, hints.get(one.key, "")))
    return found


def changed_beneath(block: ReportBlock, figures: dict[str, FrozenFigure]) -> list[Changed]:
    """The figures that the hand-written text stands on and that read otherwise today."""
    if not block.hand:
        return []
    before = {_key(figures[code]): figures[code] for code in block.hand_codes if code in figures}
    today = {_key(figures[code]): figures[code] for code in block.codes if code in figures}
    return [Changed(before[key], one) for key, one in today.items() if key in before and before[key].value != one.value]


def revised_since(codes: Iterable[str]) -> list[Changed]:
    """The figures of these codes that have been revised since, each beside its newest revision; two queries."""
    rows = every_figure().filter(code__in=list(codes), revisions__isnull=False)
    found = list(rows.order_by("indicator__position", "region_code", "period"))
    if not found:
        return []
    newest = every_figure().filter(
        indicator__in={one.indicator_id for one in found},
        region_code__in={one.region_code for one in found},
        period__in={one.period for one in found},
        revisions=None,
    )
    by_key = {_key(one): one for one in newest}
    return [Changed(one, by_key[_key(one)]) for one in found if _key(one) in by_key]


def codes_of(blocks: Iterable[ReportBlock]) -> list[str]:
    """The codes on which the blocks stand."""
    return list(dict.fromkeys(code for one in blocks if not one.is_left_out for code in one.codes))


def _key(figure: FrozenFigure) -> Key:
    return figure.indicator.code, figure.region_code, figure.period, f"{figure.dimension}|{figure.slice}"
