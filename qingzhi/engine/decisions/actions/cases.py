"""Keeping what was decided."""

from typing import Any

from django.db import connection

from qingzhi.base import clock

from ..declaring import Verdict, table_spec
from ..models import DecidedCase
from ..rules.facts import keep_facts, plain_outcome


def record_case(
    table: str,
    subject_kind: str,
    subject_id: Any,
    facts: Any,
    verdict: Verdict,
    *,
    label: str = "",
    url: str = "",
) -> DecidedCase:
    """Keep the facts of a decided case, so that drafts can be tried on it; call it inside the action that decides.

    One record per subject: deciding again puts the latest in its place. Only the facts that the table asks are kept. The
    action that decides has the permit and writes the trail; `label` and `url` name the case on the page of a trial.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record_case: a decision is kept in the transaction that decides")
    if verdict.version_id is None:
        raise ValueError("only the verdict of a kept version can be recorded")
    spec = table_spec(table)
    values = {
        "version_id": verdict.version_id,
        "facts": keep_facts(spec, facts),
        "outcome": plain_outcome(verdict.outcome),
        "fired": [row.position for row in verdict.rows],
        "decided_at": clock.now(),
        "label": label[:200],
        "url": url[:300],
    }
    found, _ = DecidedCase.objects.update_or_create(
        table=table, subject_kind=subject_kind, subject_id=str(subject_id), defaults=values
    )
    return found
