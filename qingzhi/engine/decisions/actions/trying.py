"""Trying a version on past cases before it takes effect."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..declaring import TableSpec, table_spec
from ..models import DecidedCase, TableVersion, Trial, TrialDifference
from ..queries import compiled, last_trial
from ..refusals import DraftClosed, TableUnreadable
from ..rules.deciding import SeveralRowsFired, Verdict, decide_by
from ..rules.facts import FactWrong, kept_facts, plain_outcome
from ..rules.literals import say
from ..rules.spec import NUMERIC, OutcomeColumn
from ..rules.table import Table
from ..terms import VersionState
from .publishing import lock_table, unfit

MOST_CASES = 20_000
CHUNK = 1_000


@transaction.atomic
def try_version(*, actor: Actor, version: TableVersion) -> Trial:
    """Try a draft's rows on the cases decided so far 「试算」: which would come out differently.

    At most the latest 20,000 cases; trying the same rows again when nothing was decided since gives the same trial.
    """
    version = lock_table(version)
    require(actor, "decisions.edit")
    if not version.is_open:
        raise DraftClosed(f"第 {version.number} 版{VersionState(version.state).label}，不再试算")
    if problems := unfit(version):
        raise TableUnreadable(f"不能试算：{problems[0].sentence}")
    spec = table_spec(version.table)
    decided = DecidedCase.objects.filter(table=version.table)
    latest = decided.order_by("-decided_at").values_list("decided_at", flat=True).first()
    again = last_trial(version)
    if again is not None and (latest is None or latest <= again.tried_at):
        return again
    trial = _tried(actor, version, spec, decided.count())
    if version.state != VersionState.TRIED:
        version.state = VersionState.TRIED
        version.save(update_fields=["state"])
    reason = f"{trial.cases} 件：相同 {trial.same}，不同 {trial.differing}，无法得出 {trial.failing}"
    record(actor, "decisions.try_version", version, reason=reason)
    return trial


def _tried(actor: Actor, version: TableVersion, spec: TableSpec, known: int) -> Trial:
    trial = Trial.objects.create(
        version=version, digest=version.digest, tried_by=actor.name, tried_at=clock.now(), cases=0, same=0, differing=0,
        failing=0, is_cut=known > MOST_CASES,
    )  # fmt: skip
    table = compiled(spec, version.pk, version.digest)
    counts: Counter[str] = Counter()
    before, after = _zeros(spec), _zeros(spec)
    waiting: list[TrialDifference] = []
    for case in _cases(spec):
        _add(spec, before, case.outcome)
        found = _compared(trial, table, case, after)
        counts["same" if found is None else "failing" if found.is_failure else "differing"] += 1
        if found is not None:
            waiting.append(found)
        if len(waiting) >= CHUNK:
            TrialDifference.objects.bulk_create(waiting)
            waiting = []
    TrialDifference.objects.bulk_create(waiting)
    trial.cases, trial.same = counts.total(), counts["same"]
    trial.differing, trial.failing = counts["differing"], counts["failing"]
    trial.totals = [[one.label, f"{before[one.name]:,.2f}", f"{after[one.name]:,.2f}"] for one in _numeric(spec)]
    trial.save()
    return trial


def _cases(spec: TableSpec) -> Iterator[DecidedCase]:
    return DecidedCase.objects.filter(table=spec.code).order_by("-id")[:MOST_CASES].iterator(chunk_size=CHUNK)


def _compared(trial: Trial, table: Table, case: DecidedCase, after: dict[str, Decimal]) -> TrialDifference | None:
    """How a case would come out; None when just as it did."""
    spec = table.spec
    was = TrialDifference(trial=trial, case=case, before=_said(spec, case.outcome), rows_before=_places(case.fired))
    try:
        verdict = decide_by(table, kept_facts(spec, case.facts))
    except (SeveralRowsFired, FactWrong) as wrong:
        was.is_failure, was.after, was.why = True, "无法得出结果", str(wrong)
        return was
    outcome = plain_outcome(verdict.outcome)
    _add(spec, after, outcome)
    if _equal(spec, case.outcome, outcome):
        return None
    was.after, was.rows_after = _said(spec, outcome), _places([row.position for row in verdict.rows])
    was.why = _why(verdict)
    return was


def _why(verdict: Verdict) -> str:
    if verdict.rows:
        return "；".join(f"第 {row.position} 行符合：{'；'.join(row.conditions) or '条件不限'}" for row in verdict.rows)
    return f"没有一行符合。{'；'.join(str(near) for near in verdict.near[:1])}"


def _equal(spec: TableSpec, before: dict[str, Any], after: dict[str, Any]) -> bool:
    return all(_value(one, before.get(one.name)) == _value(one, after.get(one.name)) for one in spec.outcomes)


def _said(spec: TableSpec, outcome: dict[str, Any]) -> str:
    given = [(one, _value(one, outcome.get(one.name))) for one in spec.outcomes]
    return (
        "；".join(f"{one.label} {say(value, one)}" for one, value in given if value not in (None, [])) or "没有一行符合"
    )


def _value(column: OutcomeColumn, kept: Any) -> Any:
    """A kept value as it was before it was written as JSON."""
    if isinstance(kept, list):
        return [_value(column, one) for one in kept]
    if column.type in NUMERIC and kept is not None:
        try:
            return Decimal(str(kept))
        except InvalidOperation:
            return None
    return kept


def _numeric(spec: TableSpec) -> list[OutcomeColumn]:
    return [one for one in spec.outcomes if one.type == "money"]


def _zeros(spec: TableSpec) -> dict[str, Decimal]:
    return {one.name: Decimal(0) for one in _numeric(spec)}


def _add(spec: TableSpec, totals: dict[str, Decimal], outcome: dict[str, Any]) -> None:
    for one in _numeric(spec):
        value = _value(one, outcome.get(one.name))
        for part in value if isinstance(value, list) else [value]:
            totals[one.name] += part or 0


def _places(fired: list[int]) -> str:
    return "、".join(map(str, fired[:20])) + ("…" if len(fired) > 20 else "")
