"""What of a case the flags are computed from, whichever dossier it has."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from qingzhi.domains.rights.queries.numbers import known_number
from qingzhi.engine.procedures.models import Case

from ..access.cases import PROCEDURES
from ..models import CaseParticulars, Complaint, Decision
from ..terms import DecisionKind

NUMBERS = ("right_number", "patent_number", "variety_number", "registration_number")
NAMES = ("party_name", "respondent_name", "accused")
PLACES = ("place", "accused_at", "party_address", "respondent_address")
WORDS = ("facts", "violation", "requests", "right_told")
PREFIX = "enforcement."
FLAGGED = ("enforcement.complaint", *PROCEDURES)
PROCEEDINGS = (
    "enforcement.penalty",
    "enforcement.adjudication",
    "enforcement.fast_track",
    "enforcement.variety",
    "enforcement.copyright",
)
REGISTERS = ("trademark", "gi")


@dataclass(frozen=True)
class CaseFacts:
    """A case as the rules of flags see it."""

    case: Case
    right_ids: frozenset[int]
    words: str
    places: str
    party_id: int | None
    party_name: str
    amount: Decimal | None
    particulars: CaseParticulars | None

    @property
    def is_proceeding(self) -> bool:
        """Whether it is a case against somebody, not yet a mere complaint."""
        return self.case.procedure in PROCEDURES


def facts_of(case: Case) -> CaseFacts | None:
    """The facts of a case of protection; None for a case of something else."""
    if not case.procedure.startswith(PREFIX):
        return None
    dossier: Any = case.dossier
    particulars = CaseParticulars.objects.filter(case=case).first()
    amount = getattr(dossier, "turnover", None)
    if amount is None and particulars is not None:
        amount = particulars.amount
    return CaseFacts(
        case=case, right_ids=_rights(dossier), words="\n".join(_texts(dossier, WORDS)), places="\n".join(_texts(dossier, PLACES)),
        party_id=getattr(dossier, "party_id", None) or getattr(dossier, "respondent_id", None),
        party_name=next(iter(_texts(dossier, NAMES)), ""), amount=amount, particulars=particulars,
    )  # fmt: skip


def _texts(dossier: Any, names: tuple[str, ...]) -> list[str]:
    found = (getattr(dossier, name, "") for name in names)
    return [one.strip() for one in found if isinstance(one, str) and one.strip()]


def _rights(dossier: Any) -> frozenset[int]:
    """The right that the dossier names, or what the registers of marks know under its number."""
    own = getattr(dossier, "right_id", None)
    numbers = _texts(dossier, NUMBERS)
    known = (known_number(kind, text) for kind in REGISTERS for text in numbers if own is None)
    found = {own, *(one.right_id for one in known if one is not None)}
    return frozenset(one for one in found if one is not None)


def complaints_about(facts: CaseFacts) -> int:
    """How many complaints led to this case or name the same party."""
    led = Q(routes__target=facts.case)
    named = Q(accused=facts.party_name) if facts.party_name else Q(pk__in=[])
    return Complaint.objects.filter(led | named).exclude(case=facts.case).distinct().count()


def other_cases(facts: CaseFacts) -> Q:
    """A filter on cases: others about the same party."""
    if not facts.party_name:
        return Q(pk__in=[])
    about = Q(penalty__party_name=facts.party_name) | Q(adjudication__respondent_name=facts.party_name)
    if facts.party_id:
        about |= Q(penalty__party=facts.party_id) | Q(adjudication__respondent=facts.party_id)
    return about & ~Q(pk=facts.case.pk)


def regions_of(facts: CaseFacts) -> list[str]:
    """The prefectures that a case touches, by code: its own, those that an officer noted, those of other open cases about the party."""
    codes = {facts.case.region_code}
    codes |= set(Case.objects.filter(other_cases(facts), closed_at=None).values_list("region_code", flat=True))
    if facts.particulars is not None:
        codes |= set(facts.particulars.regions.values_list("code", flat=True))
    return sorted({f"{code[:4]}00" for code in codes if code and not code.endswith("0000")})


def earlier_decisions(facts: CaseFacts) -> list[Decision]:
    """The effective penalties and rulings against the same party before this case; a matter of the table how many count."""
    if not facts.party_name:
        return []
    about = Q(party_name=facts.party_name) | (Q(party=facts.party_id) if facts.party_id else Q())
    kinds = (DecisionKind.PENALTY.value, DecisionKind.ADJUDICATION.value)
    rows = Decision.objects.filter(about, kind__in=kinds, revoked_on=None, effective_on__isnull=False)
    return list(rows.exclude(case=facts.case).exclude(case__adjudication__ruling="not").order_by("-effective_on"))
