"""The grade of an archive with its formula, and what it says for a use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..models import Archive, Entry, Listing
from ..rules.score import Score, score
from ..terms import COUNTING, Grade, ListKind, Use
from .archives import archives_of, listings_standing
from .rulings import ask


@dataclass(frozen=True)
class Graded:
    """A grade with everything that led to it."""

    grade: Grade
    score: Score
    sampling: Decimal
    serious: bool
    half_life: Decimal
    formula: str
    rule: str

    @property
    def told(self) -> str:
        """The sum in one line: 100 − 10.00×0.84 = 91.60."""
        terms = "".join(f" − {one.points.normalize():f}×0.5^{one.years}（{one.left}）" for one in self.score.lines)
        return f"{self.score.base.normalize():f}{terms} = {self.score.value}"


@dataclass(frozen=True)
class CreditStanding:
    """What the archives say of a party for a use: clear or not, in one sentence."""

    clear: bool
    text: str
    archives: tuple[int, ...] = ()


def grade_of(archives: Sequence[Archive], on: date, listings: Sequence[Listing] | None = None) -> Graded:
    """The grade on a day of what counts in these archives (one subject's)."""
    standing = listings if listings is not None else list(listings_standing(archives, on))
    serious = any(one.kind == ListKind.SERIOUS for one in standing)
    formula = ask("formula", on, is_person=any(one.is_person for one in archives))
    rows = Entry.objects.filter(archive__in=archives, state__in=COUNTING, effective_on__lte=on, kept_until__gte=on)
    counted = [(one.pk, str(one), one.points, one.effective_on) for one in rows]
    half_life = Decimal(formula.get("half_life"))
    found = score(Decimal(formula.get("base")), half_life, counted, on)
    ruling = ask("grades", on, score=found.value, serious=serious)
    return Graded(
        Grade(ruling.get("grade")),
        found,
        Decimal(ruling.get("sampling")),
        serious,
        half_life,
        formula.told,
        ruling.told,
    )


def standing_of(party: Any, on: date, use: Use) -> CreditStanding:
    """Whether a party's archives stand against a use on a day, with the reason and the way out."""
    archives = list(archives_of(party))
    if not archives:
        return CreditStanding(True, f"没有信用档案记录（{on}）")
    listings = list(listings_standing(archives, on))
    graded = grade_of(archives, on, listings)
    worst = next((one for one in listings if one.kind == ListKind.SERIOUS), listings[0] if listings else None)
    ruling = ask("bars", on, use=use.value, list=worst.kind if worst else "none", grade=graded.grade.value)
    ids = tuple(one.pk for one in archives)
    if not ruling.get("bar"):
        return CreditStanding(True, f"信用等级{graded.grade.value}，得分{graded.score.value}（{on}）", ids)
    return CreditStanding(False, f"{ruling.get('reason')}{_way_out(worst)}", ids)


def _way_out(listing: Listing | None) -> str:
    if listing is None:
        return "，扣分随时间衰减，见“我的信用”"
    held = f"（{listing.get_conduct_display()}，{listing.number}，至 {listing.until}）"
    if listing.repair_from is None or listing.until is None or listing.repair_from > listing.until:
        return f"{held}，期满自动移出"
    return f"{held}，自 {listing.repair_from} 起可申请信用修复"
