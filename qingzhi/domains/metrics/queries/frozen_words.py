"""A frozen figure in words, for its pages: how it was counted, where, and how it stands beside its revisions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qingzhi.base.regions.models import Region

from ..models import FrozenFigure
from ..rules.explaining import explained
from ..rules.formula import Expression, FormulaNotUnderstood
from ..terms import STATISTICS
from .catalogue import expression_of, title_of, wording_of
from .drifts import signed
from .frozen import revisions_of
from .slices import slice_labels


@dataclass(frozen=True)
class Turn:
    """One row of a figure's history: 「首次冻结」 or 「第 1 次修订」, and what it changed."""

    figure: FrozenFigure
    label: str
    change: str
    is_asked: bool


def turns_of(figure: FrozenFigure) -> list[Turn]:
    """Every row of a figure in its order."""
    found: list[Turn] = []
    for number, one in enumerate(revisions_of(figure)):
        former = found[-1].figure if found else None
        change = _change(former, one) if former else ""
        found.append(Turn(one, f"第 {number} 次修订" if number else "首次冻结", change, one.pk == figure.pk))
    return found


def expression_kept(figure: FrozenFigure) -> Expression | None:
    """How it was counted; None of a statistic, or where this version of the house cannot read it any more."""
    if not figure.counting:
        return None
    try:
        return expression_of(figure.counting)
    except FormulaNotUnderstood:
        return None


def words_of_figure(figure: FrozenFigure) -> str:
    """How it was counted, in official words; empty of a statistic."""
    expression = expression_kept(figure)
    return explained(expression, wording_of(expression)) if expression else ""


def slices_in_words(rows: Sequence[FrozenFigure]) -> dict[int, str]:
    """What the slices of frozen rows are called, by their keys: 「权利人类型：企业」; rows of the whole are left out."""
    found: dict[int, str] = {}
    together: dict[tuple[int, str], list[FrozenFigure]] = defaultdict(list)
    for one in rows:
        if one.dimension:
            together[one.indicator_id, one.dimension].append(one)
    for (_, name), some in together.items():
        expression = expression_kept(some[0])
        if expression is None:
            continue
        by = expression.part.dimension(name)
        labels = slice_labels(expression, by, [one.slice for one in some])
        title = title_of(expression.part, by)
        found.update({one.pk: f"{title}：{labels.get(one.slice, one.slice)}" for one in some})
    return found


def region_name(code: str) -> str:
    """What a division is called."""
    return Region.objects.filter(code=code).values_list("name", flat=True).first() or code


def may_be_public(figure: FrozenFigure) -> bool:
    """Whether anybody may see the figure: what the house counts, and statistics that their source lets republish."""
    return figure.provider != STATISTICS or bool(figure.statistic and figure.statistic.republish)


def _change(former: FrozenFigure, now: FrozenFigure) -> str:
    gap = now.value - former.value
    if gap:
        return signed(gap)
    return f"数值未变，记录 {signed((now.records_count or 0) - (former.records_count or 0))}"
