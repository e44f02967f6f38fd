"""Who disputes what with whom in a case, for those who are entrusted with it: mediators, appraisers."""

from dataclasses import dataclass
from typing import Any

from ..models import EvidenceItem
from ..terms.adjudication import UNKNOWN
from ..terms.complaints import RightType

ADJUDICATIONS = ("enforcement.adjudication", "enforcement.fast_track")
COMPLAINTS = ("enforcement.complaint",)
PENALTIES = ("enforcement.penalty",)


@dataclass(frozen=True)
class Disputed:
    """The sides and their dispute as the case has them; empty where it does not say, or must not (who complained is sealed)."""

    claimant: str = ""
    respondent: str = ""
    respondent_code: str = ""
    kind: str = ""  # of right: patent, trademark, copyright, variety …
    right: str = ""
    right_id: int | None = None
    facts: str = ""


def evidence_of(case: Any) -> list[EvidenceItem]:
    """The case's evidence, for a list of what is handed over."""
    return list(EvidenceItem.objects.filter(case=case).order_by("pk"))


def dispute_of(case: Any) -> Disputed:
    """What the case's dossier says of it."""
    dossier = case.dossier
    if case.procedure in ADJUDICATIONS:
        party = dossier.respondent
        claimant = "" if dossier.claimant_name in UNKNOWN else dossier.claimant_name
        return Disputed(
            claimant, dossier.respondent_name, party.credit_code if party else "", "patent",
            f"{dossier.patent_number} {dossier.patent_title}", dossier.right_id, f"{dossier.requests}\n{dossier.facts}",
        )  # fmt: skip
    if case.procedure in COMPLAINTS:
        kind = "" if dossier.right_type == RightType.UNSURE else dossier.right_type
        return Disputed("", dossier.accused, "", kind, dossier.right_number, dossier.right_id, dossier.facts)
    if case.procedure in PENALTIES:
        return Disputed("", dossier.party_name, "", "", "", None, dossier.facts)
    return Disputed()
