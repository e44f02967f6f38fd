"""One step for many cases: all of them or none, or each that can, with the refusal of each that cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from qingzhi.base.permits import Actor, Refusal

from ..models import Case
from ..refusals import BatchRefused, StepNotOpen
from .stepping import take_step

MOST = 200  # cases in one go: a safeguard, a page of the inbox has 20


@dataclass(frozen=True)
class BatchRow:
    """One case of a batch: taken, or refused and why."""

    case: Case
    refusal: str = ""


def take_step_for_many(
    *,
    actor: Actor,
    cases: Iterable[tuple[Case, int]],
    step: str,
    data: Mapping[str, Any] | None = None,
    note: str = "",
    together: bool = True,
) -> list[BatchRow]:
    """Take a step that is declared for batches on cases, each with the revision at which it was read.

    `together`: the first refusal takes everything back and raises `BatchRefused`, which tells each refusal; otherwise each
    case stands alone. In the order of their numbers, so that two batches at once do not wait for each other in a circle.
    """
    chosen = sorted(cases, key=lambda pair: pair[0].pk)[:MOST]
    with transaction.atomic():
        rows = [_one(actor, case, revision, step, data, note) for case, revision in chosen]
        refused = [row for row in rows if row.refusal]
        if together and refused:
            transaction.set_rollback(True)
    if together and refused:
        told = "；".join(f"{row.case.number}：{row.refusal}" for row in refused)
        raise BatchRefused(f"有{len(refused)}件不能办理，全部没有办理。{told}", rows)
    return rows


def _one(actor: Actor, case: Case, revision: int, step: str, data: Mapping[str, Any] | None, note: str) -> BatchRow:
    try:
        with transaction.atomic():
            declared = next((one for one in case.declared.steps_from(case.state) if one.code == step), None)
            if declared is not None and not declared.batch:
                raise StepNotOpen(f"“{declared.label}”须逐件办理")
            return BatchRow(take_step(actor=actor, case=case, step=step, revision=revision, data=data, note=note))
    except Refusal as refused:
        return BatchRow(case, refused.reason)
