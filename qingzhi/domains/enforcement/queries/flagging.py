"""The flags of a case, each computed by one function that says why; nothing is written here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from qingzhi.base.regions.models import Region
from qingzhi.domains.rights.terms import IN_FORCE
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.decisions.refusals import NoVersionInForce
from qingzhi.engine.limits.queries import UnknownLimit, due

from ..models import ListedRight, PovertyCounty
from ..terms.flags import FlagKind
from .flag_facts import CaseFacts, complaints_about, earlier_decisions, regions_of

SHORTEST = 4  # signs of a name that is looked for in running text
WINDOW = "enforcement.supervise.repeat"
TABLE = "enforcement.supervise"


@dataclass(frozen=True)
class Found:
    """That a flag holds, and why."""

    reasons: list[str]
    entry: ListedRight | None = None
    counties: list[Region] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    version: int | None = None


Flagging = Callable[[CaseFacts, date], Found | None]


def holding(day: date) -> Q:
    """A filter: rows with `valid_from` and `valid_to` (exclusive) that hold on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def listed_flag(facts: CaseFacts, day: date) -> Found | None:
    """The case touches a right on the protection list: by its number, or by its name in what is told."""
    entries = list(
        ListedRight.objects.filter(holding(day), right__status__in=IN_FORCE).select_related("right").order_by("pk")
    )
    numbered = [one for one in entries if one.right_id in facts.right_ids]
    named = [
        one
        for one in entries
        if one not in numbered and len(one.right.title) >= SHORTEST and one.right.title in facts.words
    ]
    touched = [*numbered, *named]
    if not touched:
        return None
    return Found([_listed_told(one, one in numbered) for one in touched], entry=touched[0])


def _listed_told(entry: ListedRight, by_number: bool) -> str:
    how = "涉案权利是" if by_number else "案情提到"
    return f"{how}{entry.get_kind_display()}“{entry.right.title}”（{entry.right.number_shown}）；列入理由：{entry.reason}（{entry.source}）"


def poverty_flag(facts: CaseFacts, day: date) -> Found | None:
    """The case touches a poverty county: it lies there, an officer noted it, or a place in the record bears its name."""
    rows = list(PovertyCounty.objects.filter(holding(day)).select_related("region").order_by("region__code"))
    noted = set(facts.particulars.regions.values_list("code", flat=True)) if facts.particulars is not None else set()
    reasons: list[str] = []
    counties: list[Region] = []
    for row in rows:
        how = _poverty_told(row.region, facts, noted)
        if how:
            counties.append(row.region)
            reasons.append(f"{how}；{row.region.name}自{row.valid_from}列为贫困县（{row.source}）")
    return Found(reasons, counties=counties) if counties else None


def _poverty_told(region: Region, facts: CaseFacts, noted: set[str]) -> str:
    if facts.case.region_code == region.code:
        return f"案件发生在{region.name}"
    if region.code in noted:
        return f"办案人员登记涉及{region.name}"
    written = next((one for one in _spellings(region) if one in facts.places), "")
    return f"地点写有“{written}”" if written else ""


def _spellings(region: Region) -> tuple[str, ...]:
    """How a county is written: 化隆回族自治县, 化隆县."""
    short = region.short_name
    return (region.name, short if short[-1:] in "县市区" else f"{short}县")


def supervision_facts(facts: CaseFacts, day: date) -> dict[str, Any]:
    """What the table of supervised handling is asked."""
    noted = facts.particulars
    dossier: Any = facts.case.dossier
    repeats = sum(_recent(one.effective_on, day) for one in earlier_decisions(facts))
    return {
        "regions": len(regions_of(facts)), "amount": facts.amount, "complaints": complaints_about(facts),
        "repeats": max(repeats, getattr(dossier, "repeats", 0) or 0),
        "origin": noted.is_source if noted else False, "malicious": noted.malicious if noted else False,
        "group": noted.is_group if noted else False,
    }  # fmt: skip


def _recent(effective_on: date | None, day: date) -> bool:
    """Whether an earlier decision still counts: within the years of a dated row."""
    if effective_on is None:
        return False
    try:
        last = due(WINDOW, effective_on, on=day).nominal_on
    except UnknownLimit:
        return False
    return last is None or day <= last


def supervise_flag(facts: CaseFacts, day: date) -> Found | None:
    """Rows of the decision table fire: 推进计划4.2.1 跨区域、大规模、社会反映强烈，制假源头、重复侵权、恶意侵权、群体侵权."""
    if not facts.is_proceeding:
        return None
    try:
        verdict = decide(TABLE, supervision_facts(facts, day), day)
    except NoVersionInForce:
        return None
    if not verdict.rows:
        return None
    rows = [
        {
            "ground": one.outcome["ground"],
            "reason": one.outcome["reason"],
            "source": one.source,
            "position": one.position,
        }
        for one in verdict.rows
    ]
    told = [f"{one['ground']}：{one['reason']}（第{one['position']}行，{one['source']}）" for one in rows]
    return Found(told, rows=rows, version=verdict.version_id)


FLAGS: Mapping[FlagKind, Flagging] = {
    FlagKind.LISTED: listed_flag, FlagKind.POVERTY: poverty_flag, FlagKind.SUPERVISE: supervise_flag,
}  # fmt: skip
