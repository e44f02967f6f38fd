"""Plans, their versions, and items by lineage."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from qingzhi.base.permits import Actor

from ..access.versions import visible_plans, visible_versions
from ..models import Baseline, Citation, CompileWarning, Measure, MeasureBody, Plan, PlanVersion, Section, Target
from ..terms import VersionState

SMALL = ("text",)


def current_version(plan: Plan) -> PlanVersion | None:
    """The version of a plan in force."""
    return plan.versions.filter(state=VersionState.PUBLISHED).first()


def current_versions() -> QuerySet[PlanVersion]:
    """The versions in force of all plans."""
    return PlanVersion.objects.filter(state=VersionState.PUBLISHED).select_related("plan__region", "plan__owner")


def measure_by_lineage(plan: Plan, lineage: UUID | str) -> Measure | None:
    """The measure of that lineage in the version in force; None when that version has none."""
    return _current(Measure.objects.select_related("section"), plan, lineage)


def target_by_lineage(plan: Plan, lineage: UUID | str) -> Target | None:
    """The target of that lineage in the version in force; None when that version has none."""
    return _current(Target.objects.select_related("section", "measure"), plan, lineage)


def measures_of(version: PlanVersion) -> QuerySet[Measure]:
    """A version's measures with sections and responsible bodies, in the order of the text."""
    bodies = MeasureBody.objects.select_related("body")
    return version.measures.select_related("section").prefetch_related(Prefetch("bodies", bodies))


def targets_of(version: PlanVersion) -> QuerySet[Target]:
    """A version's targets with their sections and measures, in the order of the text."""
    return version.targets.select_related("section", "measure")


def lineages_gone(old: PlanVersion, new: PlanVersion) -> tuple[set[UUID], set[UUID]]:
    """The measures and the targets of the old version that the new one no longer has."""
    return (
        set(old.measures.values_list("lineage", flat=True)) - set(new.measures.values_list("lineage", flat=True)),
        set(old.targets.values_list("lineage", flat=True)) - set(new.targets.values_list("lineage", flat=True)),
    )


def listed_plans(actor: Actor) -> QuerySet[Plan]:
    """The plans that the actor sees, each with its visible versions, newest first."""
    versions = with_counts(visible_versions(actor)).defer(*SMALL).order_by("-number")
    return (
        visible_plans(actor)
        .select_related("region", "owner")
        .prefetch_related(Prefetch("versions", versions, to_attr="seen"))
    )


def with_counts(versions: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    """Versions with the numbers of their measures, targets and open warnings."""
    return versions.annotate(
        measure_count=Count("measures", distinct=True),
        target_count=Count("targets", distinct=True),
        open_warning_count=Count("warnings", filter=Q(warnings__resolved_at=None), distinct=True),
    )


@dataclass
class Progress:
    """How far the review of a draft is."""

    items: int
    confirmed: int
    warnings: int
    resolved: int

    @property
    def percent(self) -> int:
        whole = self.items + self.warnings
        return 100 if not whole else (self.confirmed + self.resolved) * 100 // whole

    @property
    def open_items(self) -> int:
        return self.items - self.confirmed

    @property
    def open_warnings(self) -> int:
        return self.warnings - self.resolved


@dataclass
class Understanding:
    """All that was understood of one version, loaded in a fixed number of queries."""

    version: PlanVersion
    sections: list[Section]
    measures: list[Measure]
    targets: list[Target]
    baselines: list[Baseline]
    citations: list[Citation]
    warnings: list[CompileWarning]
    items: list[Measure | Target | Baseline | Citation] = field(init=False)

    def __post_init__(self) -> None:
        self.items = [*self.measures, *self.targets, *self.baselines, *self.citations]

    @property
    def progress(self) -> Progress:
        return Progress(
            items=len(self.items),
            confirmed=sum(item.confirmed_at is not None for item in self.items),
            warnings=len(self.warnings),
            resolved=sum(row.resolved_at is not None for row in self.warnings),
        )


def understanding_of(version: PlanVersion) -> Understanding:
    """Sections, measures with bodies, targets, baselines, citations and warnings: seven queries."""
    sections = list(version.sections.all())
    by_pk = {section.pk: section for section in sections}
    bodies = MeasureBody.objects.select_related("body")
    found = Understanding(
        version=version,
        sections=sections,
        measures=list(version.measures.prefetch_related(Prefetch("bodies", bodies))),
        targets=list(version.targets.all()),
        baselines=list(version.baselines.all()),
        citations=list(version.citations.all()),
        warnings=list(version.warnings.all()),
    )
    placed: list[Measure | Target | Baseline] = [*found.measures, *found.targets, *found.baselines]
    for item in placed:
        item.section = by_pk[item.section_id]
    return found


def progress_of(version: PlanVersion) -> Progress:
    """How far the review of a draft is, counted in the database."""
    counts = [
        related.aggregate(all=Count("pk"), done=Count("confirmed_at"))
        for related in (version.measures, version.targets, version.baselines, version.citations)
    ]
    warnings = version.warnings.aggregate(all=Count("pk"), done=Count("resolved_at"))
    return Progress(
        items=sum(row["all"] for row in counts),
        confirmed=sum(row["done"] for row in counts),
        warnings=warnings["all"],
        resolved=warnings["done"],
    )


def _current(rows, plan: Plan, lineage: UUID | str):  # type: ignore[no-untyped-def]
    return rows.filter(version__plan=plan, version__state=VersionState.PUBLISHED, lineage=lineage).first()
