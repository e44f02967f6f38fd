"""Asking the tables about a case: the answer with its row and source, kept with the case."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.engine.decisions.actions import record_case
from qingzhi.engine.decisions.declaring import table_spec
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.limits.queries import due
from qingzhi.engine.procedures.models import Case

from ..models import AdjudicationCase, PenaltyCase
from ..rules.penalty import FineRange, fine_range
from ..terms.penalty import Filing

Told = dict[str, Any]


def ask(table: str, facts: Mapping[str, Any], on: date, case: Case | None = None) -> Told:
    """What `enforcement.<table>` answers, with row and source; of a case it is kept for trials of drafts."""
    code = f"enforcement.{table}"
    verdict = decide(code, facts, on)
    if case is not None:
        record_case(code, case._meta.label_lower, case.pk, facts, verdict, label=case.number, url=f"/cases/{case.pk}/")
    if not verdict.rows:
        return {"outcome": {}, "row": "", "source": "", "on": str(on)}
    first = verdict.rows[0]
    outcome = {name: str(value) if isinstance(value, Decimal) else value for name, value in verdict.outcome.items()}
    return {
        "outcome": outcome, "source": first.source or verdict.version.source, "on": str(on),
        "row": f"{table_spec(code).title}第{verdict.version.number}版第{first.position}行",
    }  # fmt: skip


def in_time(dossier: PenaltyCase, acted_to: date | None, danger: bool = False) -> bool:
    """Whether the act may still be punished 「追责时效」: counted from its end to the day on which it was found."""
    if acted_to is None:
        return True
    code = "enforcement.prescription.danger" if danger else "enforcement.prescription"
    last = due(code, acted_to, on=dossier.clue_on if danger else None).nominal_on
    return last is None or dossier.clue_on <= last


def ask_filing(dossier: PenaltyCase, data: Mapping[str, Any], on: date, case: Case | None = None) -> Told:
    """The four conditions of filing and when it may be left."""
    facts = {
        name: data[name] for name in ("evidence", "punishable", "jurisdiction", "minor", "first_minor", "no_fault")
    }
    return ask("file", {**facts, "in_time": in_time(dossier, data.get("acted_to"))}, on, case)


def filing_of(told: Told) -> Filing:
    return Filing(told["outcome"].get("filing", "not"))


def law_of(dossier: PenaltyCase, on: date, case: Case | None = None) -> Told:
    """The penalty of the day of the act, or today's where it is lighter 「从旧兼从轻」: 《行政处罚法》(2021) 第三十七条."""
    facts = {"offence": dossier.offence, "good_faith": dossier.good_faith, "base": dossier.turnover}
    if dossier.acted_to is None or dossier.acted_to >= on:
        return ask("penalty", facts, on, case)
    old, new = ask("penalty", facts, dossier.acted_to), ask("penalty", facts, on)
    if not old["outcome"] or (new["outcome"] and _most(new, dossier) < _most(old, dossier)):
        return ask("penalty", facts, on, case)
    return ask("penalty", facts, dossier.acted_to, case)


def _most(told: Told, dossier: PenaltyCase) -> Decimal:
    return fine_range(numbers(told["outcome"]), dossier.turnover, Decimal(0), Decimal(100)).law_most


def numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """The amounts of a kept outcome as numbers again."""
    names = ("times_least", "times_most", "least", "most", "from_share", "to_share")
    return {**row, **{name: Decimal(row[name]) for name in names if row.get(name) not in (None, "")}}


def range_of(dossier: PenaltyCase) -> FineRange | None:
    """The range that was computed for a case; None before."""
    told = dossier.penalty_told
    if not told.get("law", {}).get("outcome"):
        return None
    grade = numbers(told["grade"]["outcome"])
    return fine_range(numbers(told["law"]["outcome"]), dossier.turnover, grade["from_share"], grade["to_share"])


def ask_hearing(dossier: PenaltyCase, on: date, case: Case | None = None) -> Told:
    """Whether the party may ask for a hearing, whether lawyers review, whether the heads discuss."""
    facts = {
        "person": dossier.is_person, "amount": max(dossier.fine or Decimal(0), dossier.confiscated or Decimal(0)),
        "suspends": dossier.suspends, "public_interest": dossier.public_interest, "complex": dossier.complex,
    }  # fmt: skip
    return ask("hearing", facts, on, case)


def ask_standing(dossier: AdjudicationCase, on: date, case: Case | None = None) -> Told:
    """Whether the claimant may ask at all."""
    facts = {name: getattr(dossier, name) for name in ("standing", "holder_silent", "authorised")}
    return ask("standing", facts, on, case)


def ask_stay(dossier: AdjudicationCase, data: Mapping[str, Any], on: date, case: Case | None = None) -> Told:
    """Whether the case must be stayed, need not be, or may not be."""
    facts = {"ground": data["ground"], "patent": dossier.patent_type, "report": data["report"]}
    return ask("stay", {**facts, "again": data["again"], "upheld": data["upheld"]}, on, case)
