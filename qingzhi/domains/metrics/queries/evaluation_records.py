"""The records behind a criterion of a score, as they were when it was counted and as far as the reader may see them."""

from dataclasses import dataclass

from qingzhi.base.permits import Actor
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import kept_snapshot
from qingzhi.engine.lake.records import source_of

from ..models import ScorePart
from ..rules.formula import Part
from ..rules.periods import Period, read_period
from .catalogue import expression_of, records_table
from .formula_records import Behind, Entry, behind, seen_of
from .party_figures import records_of_party


@dataclass(frozen=True)
class BehindPart:
    """What stands behind a leaf: the part that counted it, of which period, and the records."""

    part: Part
    period: Period
    found: Behind


def behind_part(actor: Actor, part: ScorePart, *, whole: bool = False) -> BehindPart | None:
    """The records behind a leaf (of a share: behind its numerator, or its `whole`); None where it has none of the lake."""
    figure = part.figure
    spec = figure.counting if figure else part.counting
    mark = figure.lake_mark if figure else part.score.evaluation.lake_mark
    if not spec or not mark or part.url:
        return None
    try:
        lake = kept_snapshot(mark)
    except NoSnapshot:
        return None
    expression = expression_of(spec)
    counted = expression.whole if whole and expression.whole else expression.part
    period = read_period(part.score.evaluation.period)
    if figure is not None:
        return BehindPart(counted, period, behind(actor, lake, counted, figure.region_code, period))
    keys = records_of_party(lake, counted, period, part.score.party_id or 0)
    source = source_of(records_table(counted))
    seen = seen_of(actor, source, keys)
    entries = [Entry(key) for key in keys if seen is None or key in seen]
    return BehindPart(counted, period, Behind(source, len(keys), entries))
