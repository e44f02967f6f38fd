"""What speaks against an exhibitor or an exhibit before the doors open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from qingzhi.base import clock
from qingzhi.domains.parties.queries import roots_of
from qingzhi.domains.rights.queries.screening import ScreenedRight, marks_called, screened_rights
from qingzhi.engine.decisions.queries import decide

from ..models import AdjudicationCase, Decision, Exhibit, Exhibitor, Fair, FairComplaint, ListedRight
from ..terms.adjudication import Ruling
from ..terms.fairs import RiskKind
from .fair_sources import said_of
from .flagging import holding


@dataclass(frozen=True)
class Found:
    """One finding; `times` is how often, where that counts."""

    exhibitor: Exhibitor
    exhibit: Exhibit | None
    kind: RiskKind
    reason: str
    times: int = 1


@dataclass(frozen=True)
class Grading:
    """How the table grades a finding on a day."""

    level: str
    advice: str
    source: str


def found_in(fair: Fair) -> list[Found]:
    """Every finding about a fair's exhibitors, by a handful of questions whatever their number."""
    exhibitors = list(fair.exhibitors.filter(left_out=False).order_by("pk"))
    exhibits = list(Exhibit.objects.filter(exhibitor__in=exhibitors).select_related("exhibitor").order_by("pk"))
    roots = roots_of(one.party_id for one in exhibitors if one.party_id)
    return [*_by_rights(exhibits, roots), *_by_past(fair, exhibitors, roots)]


def grade(found: Found, on: date) -> Grading:
    """What the table says; a finding that no row names is low."""
    verdict = decide("enforcement.fair_risk", {"kind": found.kind.value, "times": found.times}, on)
    if not verdict.decided:
        return Grading("low", "", "")
    return Grading(verdict.outcome["level"], verdict.outcome["advice"], verdict.rows[0].source)


def _by_rights(exhibits: Sequence[Exhibit], roots: dict[int, int]) -> Iterator[Found]:
    rights = screened_rights(one.right_id for one in exhibits if one.right_id)
    marks = marks_called(one.brand for one in exhibits)
    owners = roots_of(
        party for one in (*rights.values(), *(m for each in marks.values() for m in each)) for party in one.parties
    )
    keys = [one.pk for each in marks.values() for one in each]
    listed = set(ListedRight.objects.filter(holding(clock.today()), right__in=keys).values_list("right", flat=True))
    for one in exhibits:
        if one.right_number:
            yield from _of_number(one, rights.get(one.right_id or 0), roots, owners)
        others = [mark for mark in marks.get(one.brand, ()) if not _holds(one.exhibitor, mark, roots, owners)]
        if others and len(others) == len(marks[one.brand]):
            named = "；".join(
                f"{mark.number}，{mark.holder or '权利人未登记'}{_protected(mark, listed)}" for mark in others[:2]
            )
            yield Found(one.exhibitor, one, RiskKind.MARK, f"品牌“{one.brand}”与他人的有效注册商标相同：{named}")


def _protected(mark: ScreenedRight, listed: set[int]) -> str:
    return "（列入重点保护名录）" if mark.pk in listed else ""


def _of_number(
    one: Exhibit, right: ScreenedRight | None, roots: dict[int, int], owners: dict[int, int]
) -> Iterator[Found]:
    """A number that no register has, that is not in force, or that is somebody else's."""
    if right is None:
        yield Found(one.exhibitor, one, RiskKind.UNKNOWN, f"登记簿中没有“{one.right_number}”")
        return
    if not right.in_force:
        yield Found(one.exhibitor, one, RiskKind.LAPSED, f"{right.number}“{right.title}”现为“{right.status}”")
    if not _holds(one.exhibitor, right, roots, owners):
        yield Found(
            one.exhibitor,
            one,
            RiskKind.NOT_HOLDER,
            f"{right.number}“{right.title}”的权利人是{right.holder or '（未登记）'}",
        )


def _holds(exhibitor: Exhibitor, right: ScreenedRight, roots: dict[int, int], owners: dict[int, int]) -> bool:
    """Whether the exhibitor is among who holds it, by the register or by the name as the source wrote it."""
    own = roots.get(exhibitor.party_id or 0)
    if own is not None and own in {owners.get(one, one) for one in right.parties}:
        return True
    return bool(exhibitor.name) and exhibitor.name in right.holder


def _by_past(fair: Fair, exhibitors: Sequence[Exhibitor], roots: dict[int, int]) -> Iterator[Found]:
    names, parties = {one.name for one in exhibitors}, {one.party_id for one in exhibitors if one.party_id}
    decided = _decisions(names, parties)
    before = _fairs(fair, names, parties)
    told = said_of(RiskKind.CREDIT, parties, clock.today())
    for one in exhibitors:
        numbers = [number for party, name, number in decided if name == one.name or (party and party == one.party_id)]
        if numbers:
            yield Found(one, None, RiskKind.DECIDED, f"已生效的决定：{'、'.join(numbers[:3])}", len(numbers))
        fairs = {name for party, accused, name in before if accused == one.name or (party and party == one.party_id)}
        if fairs:
            yield Found(one, None, RiskKind.FAIR, f"在{'、'.join(sorted(fairs))}上被认定侵权", len(fairs))
        if one.party_id and one.party_id in told:
            yield Found(one, None, RiskKind.CREDIT, told[one.party_id])


def _decisions(names: set[str], parties: set[int]) -> list[tuple[int | None, str, str]]:
    """Decisions that bind today and find a wrong."""
    not_found = AdjudicationCase.objects.filter(ruling=Ruling.NOT).values("case")
    rows = Decision.objects.filter(
        Q(party__in=parties) | Q(party_name__in=names, is_person=False),
        effective_on__lte=clock.today(),
        revoked_on=None,
    )
    return list(rows.exclude(case__in=not_found).order_by("pk").values_list("party", "party_name", "number"))


def _fairs(fair: Fair, names: set[str], parties: set[int]) -> list[tuple[int | None, str, str]]:
    """Findings at other fairs that began before this one."""
    rows = FairComplaint.objects.filter(
        Q(exhibitor__party__in=parties) | Q(accused__in=names), upheld=True, fair__begins_on__lt=fair.begins_on
    )
    return list(rows.exclude(fair=fair).values_list("exhibitor__party", "accused", "fair__name"))
