"""What holds of every case at every moment, whoever did what."""

from typing import Any

from django.forms.models import model_to_dict

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import Actor, Scope
from qingzhi.domains.funds.models import Claim, Entry, Journal
from qingzhi.domains.funds.queries import ledger_problems
from qingzhi.domains.funds.terms import Posting
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.access import may_take
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case, CaseClock, CaseEntry, CaseStop
from qingzhi.engine.procedures.queries.page import read_case, timeline_of
from qingzhi.engine.procedures.registry import work_kind_of
from qingzhi.engine.procedures.terms import Layer, Waits
from qingzhi.engine.publication.models import Publication, PublicationItem
from qingzhi.engine.tasks.models import WorkItem

from .walk import Walk

COUNTED = (
    CaseEntry,
    AuditEntry,
    EventRow,
    WorkItem,
    Message,
    Journal,
    Entry,
    IssuedDocument,
    Publication,
    PublicationItem,
)


def what_is_kept(case: Case) -> dict[str, Any]:
    """What a refused step must leave as it was: the case, its dossier, clocks and items, and how many rows there are."""
    now = Case.objects.get(pk=case.pk)
    return {
        "case": Case.objects.filter(pk=case.pk).values().get(),
        "dossier": model_to_dict(now.dossier),
        "clocks": list(CaseClock.objects.filter(case=case).order_by("pk").values()),
        "stops": list(CaseStop.objects.filter(case=case).order_by("pk").values()),
        "items": list(items_of(case).order_by("pk").values("pk", "title", "body", "holder", "due_on", "closed_at")),
        **{model.__name__: model._default_manager.count() for model in COUNTED},
    }


def items_of(case: Case) -> Any:
    """Every work item that leads to the case, of whatever kind."""
    return WorkItem.objects.filter(url__startswith=f"/cases/{case.pk}/")


def holds(walk: Walk, case: Case) -> None:
    """No dead case, no limit without an owner, no payment without a decision; the books balance."""
    open_items = list(items_of(case).filter(closed_at=None))
    if case.is_open:
        steps = case.declared.steps_from(case.state)
        assert any(may_take(walk.who(case, one), case, one) for one in steps), f"nobody may go on from {case.state}"
        assert case.outcome == "" and not case.state_declared.is_final
        _waits(case, open_items)
    else:
        assert case.outcome == case.state_declared.outcome
        assert [one for one in open_items if one.kind == work_kind_of(case.procedure)] == []
    _limits(case, open_items)
    _money(walk, case)


def _waits(case: Case, open_items: list[WorkItem]) -> None:
    """Whoever the case waits on has it among the open items, once."""
    own = [one for one in open_items if one.kind == work_kind_of(case.procedure)]
    waits = case.state_declared.waits
    if waits in (Waits.DESK, Waits.APPLICANT):
        assert len(own) == 1, f"{len(own)} items are open in {case.state}"
        by_desk = waits is Waits.DESK or case.applicant_id is None  # on paper, or without a name
        holder = (case.body_id, None) if by_desk else (None, case.applicant_id)
        assert (own[0].body_id, own[0].holder_id, own[0].due_on) == (*holder, case.due_on)
    else:
        assert own == []


def _limits(case: Case, open_items: list[WorkItem]) -> None:
    """Every running limit has a due day or a stop, and somebody whose item it is; its nearest stands on the case (a period that has
    to pass is nobody's)."""
    running = list(CaseClock.objects.filter(case=case, ended_on=None))
    stopped = set(CaseStop.objects.filter(case=case, to_on=None).values_list("clock", flat=True))
    for one in running:
        assert one.due_on is not None or stopped & {"", one.code}, f"{one.code} runs without a due day"
        assert any(item.body_id or item.holder_id for item in open_items), f"{one.code} runs and nobody has it"
    dues = [one.due_on for one in running if one.due_on and one.code not in case.declared.periods]
    assert case.due_on == min(dues, default=None)
    wanted = {one.code for one in case.declared.clocks if case.state in one.runs_in}
    assert wanted <= {one.code for one in running}


def _money(walk: Walk, case: Case) -> None:
    """Nothing is paid that was not decided: in the ledger by number, on the case by a step; the books balance."""
    assert ledger_problems() == []
    for claim in Claim.objects.filter(url=f"/cases/{case.pk}/"):
        journals = list(claim.journals.order_by("pk"))
        decided = paid = 0
        for one in journals:
            decided += one.amount * {Posting.COMMIT: 1, Posting.CANCEL: -1}.get(one.kind, 0)
            paid += one.amount if one.kind == Posting.PAY else 0
            assert one.kind != Posting.COMMIT or one.document_number, "money is owed without a decision's number"
            assert paid <= decided, "more is paid than was decided"
        if paid:
            assert CaseEntry.objects.filter(case=case, step__in=walk.deciding).exists(), "paid, and nobody decided"


def holds_after_step(
    walk: Walk, case: Case, step: Step, state: str, revision: int, actor: Actor, before: dict[str, Any]
) -> None:
    """The step stands in timeline, trail and events, once; the case has moved; what is internal is hidden."""
    assert (case.state, case.revision) == (step.target, revision + 1)
    entry = CaseEntry.objects.filter(case=case).exclude(step="").latest("pk")
    assert (entry.step, entry.from_state, entry.to_state, entry.layer) == (step.code, state, step.target, step.layer)
    assert entry.by_user_id == actor.user_id
    trail = AuditEntry.objects.filter(
        action=f"procedures.step.{step.code}", object_kind=case._meta.label, object_id=str(case.pk)
    )
    assert trail.latest("pk").changes["revision"] == [revision, revision + 1]
    _events(case, step, before["EventRow"])
    _hidden(case, entry)
    holds(walk, case)


def _events(case: Case, step: Step, before: int) -> None:
    rows = list(EventRow.objects.order_by("pk")[before:].values_list("name", "payload"))
    moved = [said for name, said in rows if name == "procedures.case_moved_on" and said["case_id"] == case.pk]
    assert [(one["step"], one["state"]) for one in moved] == [(step.code, step.target)]
    closed = [name for name, said in rows if name == "procedures.case_closed" and said["case_id"] == case.pk]
    assert len(closed) == case.state_declared.is_final


def _hidden(case: Case, entry: CaseEntry) -> None:
    """The applicant reads the steps of the own layers and no internal word; a stranger reads what is public."""
    reader = Actor(
        kind="person", name="申请人", acts_for=case.applicant_id, grants={"procedures.case.file": Scope.BODY}
    )
    own = (Layer.PUBLIC, Layer.APPLICANT) if case.applicant_id else (Layer.PUBLIC,)
    for actor, layers in (
        (reader, own),
        (Actor(kind="person", name="路人"), (Layer.PUBLIC,)),
    ):
        read = read_case(actor, case)
        assert (entry.pk in {one.pk for one in read.entries}) == (entry.layer in layers)
        assert entry.internal and not any(entry.internal in f"{one.what}{one.note}" for one in timeline_of(read))
