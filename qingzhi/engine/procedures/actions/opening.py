"""Opening a case with its dossier."""

import secrets

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Person, Subject
from qingzhi.base.permits import Actor
from qingzhi.engine.lake.actions import touch

from ..events import CaseOpened
from ..lake import KIND
from ..models import Case, CaseCounter, CaseEntry
from ..registry import procedure_of
from ..terms import Layer
from .clocking import set_clocks
from .working import set_work

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    procedure: str,
    body: Body,
    title: str,
    dossier: models.Model,
    applicant: Subject | None = None,
    region_code: str = "",
    owner: Person | None = None,
    told: str = "",
) -> Case:
    """Open a case in the procedure's first state with its (unsaved) dossier. Called by the domain's own action, which has
    asked for its permit and for whatever the rules say; none is asked here."""
    declared = procedure_of(procedure)
    now, today = clock.now(), clock.today()
    case = Case.objects.create(
        number=_next_number(declared.prefix, today.year), procedure=declared.code, procedure_version=declared.version,
        rules_on=today, state=declared.initial, title=title[:200], region_code=region_code or body.region.code, body=body,
        owner=owner, applicant=applicant, opened_at=now, entered_at=now, receipt_code=_receipt_code(),
    )  # fmt: skip
    touch(KIND, case.pk, case.pk)
    setattr(dossier, "case", case)  # noqa: B010
    dossier.save()
    set_clocks(case, today)
    if case.due_on is not None:
        case.save(update_fields=["due_on"])
    set_work(actor, case)
    _enter(actor, case, told)
    record(actor, "procedures.open_case", case, changes={"number": ("", case.number)})
    publish(CaseOpened(case_id=case.pk, procedure=case.procedure))
    return case


def _enter(actor: Actor, case: Case, told: str) -> None:
    CaseEntry.objects.create(
        case=case, at=case.opened_at, label="建立办件", told=told, to_state=case.state, layer=Layer.APPLICANT.value,
        by=actor.name, by_user_id=actor.user_id, by_subject_id=actor.acts_for,
    )  # fmt: skip


def _next_number(prefix: str, year: int) -> str:
    """The next number of a prefix and year, as ZZ201800012; the counter is locked until the transaction ends."""
    CaseCounter.objects.get_or_create(prefix=prefix, year=year)
    counter = CaseCounter.objects.select_for_update().get(prefix=prefix, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}{year}{counter.last:05d}"


def _receipt_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(12))
