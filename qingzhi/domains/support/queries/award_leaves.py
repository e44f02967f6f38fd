"""Priority points as a bonus of a scoring scheme: computed for every entry of a round, with the reason."""

from collections.abc import Mapping, Sequence
from datetime import date

from qingzhi.engine.scoring.sources import Computed, EntryFacts

from ..models import AwardNomination, VarietyFundApplication
from .priority import priority_points


def priority_leaf(entries: Sequence[EntryFacts], on: date) -> Mapping[int, Computed]:
    """The points of each entry that is a nomination or a fund application; others earn none."""
    found: dict[int, Computed] = {}
    for model in (AwardNomination, VarietyFundApplication):
        label = model._meta.label_lower
        wanted = {int(one.subject_id): one.id for one in entries if one.subject_kind == label}
        for row in model._default_manager.filter(pk__in=wanted).select_related("holder", "right"):
            points = priority_points(row.holder, row.right, on)
            found[wanted[row.pk]] = Computed(points.total, points.told)
    return found
