"""One frozen figure: what it says and said, what it would be today, and the records behind it as of its date."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.listing import Choice, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check
from qingzhi.base.regions.models import Region
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, kept_snapshot

from ...access.frozen import visible_frozen
from ...models import FrozenFigure, RevisionProposal
from ...queries.catalogue import wording_of
from ...queries.drifts import difference_text, differing
from ...queries.formula_records import Behind, behind, shown
from ...queries.frozen_words import expression_kept, region_name, slices_in_words, turns_of, words_of_figure
from ...rules.explaining import explained_part
from ...rules.figure_codes import read_code
from ...rules.formula import Expression, Part
from ...rules.periods import read_period
from .records import SIDES, as_they_are, csv_of, record_columns


@desk("metrics.statistic.view")
def figure(request: PageRequest, code: str) -> HttpResponse:
    """The figure with its history."""
    found = _found(request, code)
    turns = turns_of(found)
    newest = turns[-1].figure
    moved = differing(request.actor).filter(pk=newest.pk).first()
    context = {
        "figure": found,
        "indicator": found.indicator,
        "region": region_name(found.region_code),
        "words": words_of_figure(found),
        "slice": slices_in_words([found]).get(found.pk, ""),
        "turns": turns,
        "newest": newest,
        "moved": moved,
        "difference": difference_text(moved) if moved else "",
        "proposal": RevisionProposal.objects.filter(figures=newest, approved=None).first(),
        "may_propose": bool(check(request.actor, "metrics.figure.propose")),
        "entries": list(entries_of(found)[:20]),
    }
    return render(request, "metrics/frozen/figure.html", context)


class FrozenRecords(Listing):
    """The records behind a frozen figure, as they were on its day."""

    name = "冻结数的记录"
    export_limit = 100_000
    empty_title = "没有记录"
    empty_hint = "冻结时这个数为零。"

    def __init__(self, request: PageRequest, asked: "AskedFrozen", found: Behind):
        self.found = found
        names = dict(Region.objects.values_list("code", "name"))
        self.columns = record_columns(found, asked.part, names)
        if asked.expression.whole:
            self.filters = [Choice("side", "部分", options=SIDES, narrowing=as_they_are, every="分子")]
        if found.total:
            self.empty_title = "这些记录不在您的查看范围内"
            self.empty_hint = f"共 {found.total} {found.source.counted_in}{found.source.noun}，由有权限的人员查看。"
        figure = asked.figure
        self.about = [("指标", figure.indicator.name), ("地区和时期", f"{names[figure.region_code]}，{figure.period_text}"),
                      ("冻结数", f"{figure.value_text} {figure.unit}"), ("核验码", figure.code_text), ("计算口径", asked.words),
                      ("记录截至", f"{figure.lake_on}"), ("无权查看", f"{found.unseen} {found.source.counted_in}")]  # fmt: skip
        super().__init__(request, found.entries)

    def prepare(self, rows: list[Any]) -> list[Any]:
        return shown(self.request.actor, self.found.source, rows)


class AskedFrozen:
    """Which frozen figure is meant and, of a share, which side."""

    def __init__(self, request: PageRequest, figure: FrozenFigure, expression: Expression):
        self.figure, self.expression = figure, expression
        whole = expression.whole if request.GET.get("side") == "whole" else None
        self.is_whole = whole is not None
        self.part: Part = whole or expression.part
        self.words = explained_part(self.part, wording_of(expression))

    def behind(self, actor: Actor, lake: Snapshot) -> Behind:
        """The records of the side that is asked for."""
        figure = self.figure
        period = read_period(figure.period)
        return behind(actor, lake, self.part, figure.region_code, period, figure.dimension, figure.slice)

    @property
    def expected(self) -> int | None:
        """How many records were counted when it was frozen."""
        return self.figure.whole_count if self.is_whole else self.figure.records_count


@desk("metrics.statistic.view")
def records(request: PageRequest, code: str) -> HttpResponseBase:
    """The list behind a frozen figure from the snapshot that was kept with it; its count is the frozen one."""
    found = _found(request, code)
    expression = expression_kept(found)
    context: dict[str, Any] = {"figure": found, "indicator": found.indicator, "region": region_name(found.region_code)}
    try:
        lake = kept_snapshot(found.lake_mark) if expression else None
    except NoSnapshot:
        lake = None
    if lake is None or expression is None:
        return render(request, "metrics/frozen/records.html", context | {"missing": True})
    asked = AskedFrozen(request, found, expression)
    behind_it = asked.behind(request.actor, lake)
    listing = FrozenRecords(request, asked, behind_it)
    if request.GET.get("export") == "csv":
        return csv_of(listing)
    context |= {
        "asked": asked,
        "found": behind_it,
        "words": words_of_figure(found),
        "slice": slices_in_words([found]).get(found.pk, ""),
        "csv_url": listing.link(page=None, export="csv"),
        "side_url": listing.link(page=None, side=None if asked.is_whole else "whole") if expression.whole else "",
    }
    return listing.respond("metrics/frozen/records.html", context)


def _found(request: PageRequest, code: str) -> FrozenFigure:
    found = visible_frozen(request.actor).filter(code=read_code(code) or "-").first()
    if found is None:
        raise Http404("no frozen figure bears this code")
    return found
