"""Tables and their versions, as the pages tell them."""

from dataclasses import dataclass, field

from django.db.models import Count, Max, QuerySet

from qingzhi.base import clock

from ..declaring import TableSpec, all_tables
from ..models import DecidedCase, TableVersion, Trial, TrialDifference
from ..rules.differences import RowDifference, differences
from ..rules.table import RawRow
from ..terms import VersionState
from .reading import worded_rows


@dataclass
class TableOverview:
    """A declared table with where its versions stand."""

    spec: TableSpec
    current: TableVersion | None = None
    coming: TableVersion | None = None
    drafts: list[TableVersion] = field(default_factory=list)
    cases: int = 0

    @property
    def title(self) -> str:
        return self.spec.title

    @property
    def code(self) -> str:
        return self.spec.code


def table_overviews(visible: QuerySet[TableVersion]) -> list[TableOverview]:
    """Every declared table with its version in force today, the next one, its drafts and decided cases; two queries."""
    found = {spec.code: TableOverview(spec) for spec in all_tables()}
    today = clock.today()
    for version in visible.filter(table__in=found).exclude(state__in=[VersionState.SUPERSEDED, VersionState.DISCARDED]):
        about = found[version.table]
        if version.is_open:
            about.drafts.append(version)
        elif version.valid_from and version.valid_from > today:
            about.coming = version
        elif version.valid_to is None or version.valid_to > today:
            about.current = version
    counts = DecidedCase.objects.order_by().values_list("table").annotate(count=Count("pk"))
    for code, count in counts:
        if code in found:
            found[code].cases = count
    return list(found.values())


def versions_of_table(table: str, visible: QuerySet[TableVersion]) -> QuerySet[TableVersion]:
    """The versions of a table, newest first."""
    return visible.filter(table=table).order_by("-number")


def raw_rows(version: TableVersion) -> list[RawRow]:
    """The rows of a version as they were written, in order."""
    return [row.raw for row in version.rows.order_by("position")]


def next_number(table: str) -> int:
    """The number of the next version; ask it under a lock."""
    return (TableVersion.objects.filter(table=table).aggregate(last=Max("number"))["last"] or 0) + 1


def last_trial(version: TableVersion) -> Trial | None:
    """The trial of exactly the rows that a version has now."""
    return Trial.objects.filter(version=version, digest=version.digest).first()


def trial_differences(trial: Trial) -> QuerySet[TrialDifference]:
    """The cases that would come out differently."""
    return TrialDifference.objects.filter(trial=trial).select_related("case")


def cases_count(table: str) -> int:
    """How many cases a table has decided."""
    return DecidedCase.objects.filter(table=table).count()


def compare_with(spec: TableSpec, version: TableVersion, other: TableVersion) -> list[RowDifference]:
    """What differs between an older version and this one, row by row."""
    return differences(spec, worded_rows(spec, raw_rows(other)), worded_rows(spec, raw_rows(version)))
