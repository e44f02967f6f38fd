"""Whether an agreement may be a sham, or settles what no agreement can settle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.engine.decisions.queries import decide

from ..models import Mediation
from ..rules import spelt
from ..terms import Finding

TABLE = "mediation.sham"


@dataclass(frozen=True)
class Screened:
    """The facts that were asked, the signs found, and whether no agreement may be made."""

    facts: Mapping[str, Any]
    signs: tuple[str, ...]
    barred: bool
    verdict: Any


def screen(mediation: Mediation, told: Mapping[str, Any], on: date) -> Screened:
    """The table's answer on what the mediator states and what the record shows; two sides of one name are related whatever is stated."""
    same = spelt(mediation.claimant) == spelt(mediation.respondent)
    facts = {
        "dispute": mediation.dispute, "related": same or told["related"], "contested": told["contested"],
        "pays": told["pays"] or 0, "sessions": mediation.sessions.count(), "debtor": told["debtor"], "validity": told["validity"],
        "public": told["public"],
    }  # fmt: skip
    verdict = decide(TABLE, facts, on)
    signs = tuple(verdict.outcome.get("sign") or ())
    findings = tuple(verdict.outcome.get("finding") or ())
    return Screened(facts, signs, Finding.BAR.value in findings, verdict)
