"""What a procedure is: states, steps, lanes, clocks. Domains declare theirs with these and register them at start-up.

A declaration says nothing twice: the diagram, the case page, the applicant's page, the public guide, the work items and the
limits are all read from it. `checking.py` refuses a declaration that could leave a case nowhere to go.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.db import models

from qingzhi.base.permits import Actor, Answer

from .terms import Layer, Outcome, Relation, Waits


@dataclass(frozen=True)
class Lane:
    """Who takes a step: a permit and how the actor must stand to the case; `may` refines it with a reason."""

    code: str
    label: str
    permit: str
    relation: Relation = Relation.DESK
    may: "Callable[[Actor, Any], Answer] | None" = None


@dataclass(frozen=True)
class State:
    """A state of a case. `public` is what the applicant reads (empty: as `label`); a final one has an `outcome`.

    `task` is the verb of the work item that is open for whoever the case waits on (empty: none is opened, as where experts
    have items of their own).
    """

    code: str
    label: str
    waits: Waits = Waits.DESK
    public: str = ""
    task: str = "办理"
    outcome: Outcome | None = None
    stage: str = ""  # the stage line of the page: states of one stage share it

    @property
    def is_final(self) -> bool:
        return self.outcome is not None

    @property
    def shown_to_applicant(self) -> str:
        return self.public or self.label


@dataclass(frozen=True)
class Attachment:
    """A document that must or may be attached, for a step. `code` is its slot on the case."""

    code: str
    label: str
    required: bool = True
    kinds: tuple[str, ...] = ("pdf", "docx", "jpg", "png", "xlsx")
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One way from states to a state, as the person who takes it knows it (`label`: 受理, 退回补正, 拨付).

    `guards` and `effects` are names in the registries below; guards are asked in their order and the first refusal is
    told, effects run in their order inside the transaction. `layer` says who reads the entry in the timeline, with
    `told` instead of the label for the applicant. `other_than` names a step whose taker may not take this one (四眼).
    `public_reason`: the reason goes to the applicant.
    """

    code: str
    label: str
    source: tuple[str, ...]
    target: str
    lane: str
    form: type[forms.Form] | None = None
    attachments: tuple[Attachment, ...] = ()
    guards: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    needs_reason: bool = False
    layer: Layer = Layer.APPLICANT
    told: str = ""
    other_than: str = ""
    confirm: str = ""  # what the confirmation page says, for steps that cannot be undone
    style: str = ""  # "" | "primary" | "danger"
    batch: bool = False  # may be taken for many cases at once from the inbox


@dataclass(frozen=True)
class Clock:
    """A limit of a procedure: runs while the case is in `runs_in`, stands still in `stopped_in`, ends elsewhere.

    `limit` is a code of the table of limits; the row in force on the case's `rules_on` counts. `choose` names another code
    by the case (by the kind of offence, by where somebody lives), `since` the day from which it runs where that is not the
    day of the step (the day of service). A `period` is a time that has to pass before anything may be done (publicity): nobody is
    late who acts after it.
    """

    code: str
    label: str
    limit: str
    runs_in: tuple[str, ...]
    stopped_in: tuple[str, ...] = ()
    choose: "Callable[[Any], str] | None" = None
    since: "Callable[[Any], date | None] | None" = None  # an instant, for a limit in hours
    period: bool = False


@dataclass(frozen=True)
class Procedure:
    """A declared procedure 「事项」; `version` is raised when states or steps change, and old versions stay declared.

    `dossier` is the typed table, one-to-one with the case by a field called `case`; `detail` the template that shows it on
    the case page (given `case`, `dossier`, and what `context(actor, case)` returns). `prefix` begins its case numbers.
    """

    code: str
    title: str
    dossier: type[models.Model]
    prefix: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    lanes: tuple[Lane, ...]
    initial: str
    clocks: tuple[Clock, ...] = ()
    view_permit: str = "procedures.case.view"
    version: int = 1
    detail: str = ""
    context: Callable[[Actor, Any], Mapping[str, Any]] | None = None
    guide: str = ""  # url name of its public guide
    follow: tuple[str, ...] = ()  # what the dossier's page reads beside it, in the dossier's own query
    parts: tuple[str, ...] = ()  # related rows of the case that its page asks for, and of which there often are none
    basis: str = ""  # by which rule it exists
    matter: str = "申请内容"  # what the dossier's part of the case page is called

    def state(self, code: str) -> State:
        return next(one for one in self.states if one.code == code)

    def step(self, code: str) -> Step:
        return next(one for one in self.steps if one.code == code)

    def lane(self, code: str) -> Lane:
        return next(one for one in self.lanes if one.code == code)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        return tuple(one for one in self.steps if state in one.source)

    @property
    def periods(self) -> frozenset[str]:
        """The clocks that are a time which has to pass."""
        return frozenset(one.code for one in self.clocks if one.period)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of the page's line, in order, each once."""
        return tuple(dict.fromkeys(one.stage for one in self.states if one.stage))


@dataclass(frozen=True)
class Occurrence:
    """A step as it happens: who, on which case, with which data of its form (cleaned), on which day."""

    actor: Actor
    case: Any
    procedure: Procedure
    step: Step
    on: date
    data: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    internal: str = ""

    @property
    def dossier(self) -> Any:
        """The case's dossier, locked for this step."""
        return self.case.dossier


Effect = Callable[[Occurrence], None]
Guard = Callable[[Occurrence], Answer]
