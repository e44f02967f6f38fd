"""By what rules judge on a day."""

from datetime import date

from django.db.models import Q

from qingzhi.base.regions.models import Level, Region

from ..models import NameThreshold, SizeRule
from ..rules.likeness import Points
from ..rules.places import place_stem
from ..rules.size import Line


def in_force(on: date) -> Q:
    """A filter on rows with `valid_from` and an exclusive `valid_to`."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def name_points(on: date) -> Points:
    """The points of likeness in force; the rule's own where the table is silent."""
    rows = dict(NameThreshold.objects.filter(in_force(on)).values_list("code", "points"))
    stems = {place_stem(name) for name in Region.objects.exclude(level=Level.PROVINCE).values_list("name", flat=True)}
    return Points.of(rows, stems - {""})


def size_lines(on: date) -> list[Line]:
    """The lines of the size rule in force."""
    return [
        Line(
            trade=row.trade,
            industries=tuple(row.industries.split()),
            measure=row.measure,
            small_from=row.small_from,
            medium_from=row.medium_from,
            large_from=row.large_from,
            source=row.source,
        )
        for row in SizeRule.objects.filter(in_force(on))
    ]
