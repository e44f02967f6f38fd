"""Where frozen figures and today's differ, and what is proposed about it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from qingzhi.base.permits import Actor

from ..access.frozen import visible_frozen
from ..models import Freeze, FrozenCheck, FrozenDrift, FrozenFigure, RevisionProposal
from ..rules.amounts import amount_text


@dataclass(frozen=True)
class FreezingTold:
    """The figures at the head of the page."""

    freezes: int
    figures: int
    revisions: int
    differing: int
    since: object
    waiting: int


def differing(actor: Actor) -> QuerySet[FrozenFigure]:
    """The newest rows that would say something else today, with that and whether a revision is proposed."""
    proposed = RevisionProposal.objects.filter(figures=OuterRef("pk"), approved=None)
    rows = visible_frozen(actor).filter(drift__isnull=False).select_related("drift", "supersedes")
    return rows.annotate(is_proposed=Exists(proposed))


def freezing_told(actor: Actor) -> FreezingTold:
    """How much is frozen, revised, different today and waiting."""
    rows = FrozenFigure.objects.aggregate(all=Count("pk"), revisions=Count("supersedes"))
    drifts = FrozenDrift.objects.filter(figure__in=visible_frozen(actor)).aggregate(all=Count("pk"), since=Min("since"))
    return FreezingTold(
        Freeze.objects.count(), rows["all"] - rows["revisions"], rows["revisions"], drifts["all"], drifts["since"],
        RevisionProposal.objects.filter(approved=None).count(),
    )  # fmt: skip


def compared_at() -> object:
    """When frozen figures were compared with today's last; None before the first time."""
    last = FrozenCheck.objects.first()
    return last.checked_at if last else None


def difference_text(figure: FrozenFigure) -> str:
    """What today's figure adds to the frozen one or takes away: 「+12」, 「−0.5」, 「记录 +1」, 「现在没有数」."""
    drift = figure.drift
    if drift.value is None:
        return "现在没有数"
    gap = drift.value - figure.value
    if gap:
        return signed(gap)
    return f"数值未变，记录 {signed((drift.records_count or 0) - (figure.records_count or 0))}"


def signed(gap) -> str:  # type: ignore[no-untyped-def]
    """A difference with its sign."""
    return f"{'+' if gap > 0 else '−'}{amount_text(abs(gap))}"
