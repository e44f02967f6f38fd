"""One legislative project up to its public consultation, with comments and answers."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from qingzhi.base.permits import PUBLIC
from qingzhi.domains.plan.actions.consultations import answer_comment, give_comment, open_consultation
from qingzhi.domains.plan.actions.legislation import add_draft, move_project, open_project
from qingzhi.domains.plan.models import Consultation, LegislativeProject
from qingzhi.domains.plan.terms import LegislativeStage

from .stage import Stage
from .timeline import Happening


def legislation_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """What is done about the project from one hour to another."""
    work = _Project(stage)
    facts = work.facts
    steps: list[tuple[datetime, Callable[[], object]]] = [
        (facts["opened_at"], work.open),
        (facts["drafting_at"], partial(work.move, LegislativeStage.PROPOSAL, LegislativeStage.DRAFTING)),
        *((row["made_at"], partial(work.draft, row)) for row in facts["draft"]),
        (facts["consultation_at"], work.consult),
        *((row["at"], partial(work.comment, row)) for row in facts["comment"]),
        *((row["answered_at"], partial(work.answer, row)) for row in facts["comment"] if "answer" in row),
    ]
    return (Happening(when, 70, do) for when, do in steps if first <= when < last)


class _Project:
    """The project of the file."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self.facts: dict[str, Any] = stage.facts("legislation")
        self.clerk = stage.actor("planning")

    @property
    def found(self) -> LegislativeProject:
        return LegislativeProject.objects.get(code=self.facts["code"])

    @property
    def consultation(self) -> Consultation:
        return Consultation.objects.get(project=self.found, opens_on=self.facts["opens_on"])

    def open(self) -> None:
        if not LegislativeProject.objects.filter(code=self.facts["code"]).exists():
            given = {name: self.facts[name] for name in ("code", "title", "kind", "purpose")}
            lead = self.stage.bodies[self.facts["lead"]]
            open_project(actor=self.clerk, lead=lead, due_on=self.facts["due"], **given)

    def move(self, here: LegislativeStage, there: LegislativeStage) -> None:
        if self.found.stage == here:
            move_project(actor=self.clerk, project=self.found, to=there, note="按立项计划推进（示例）")

    def draft(self, row: dict[str, Any]) -> None:
        if not self.found.drafts.filter(made_on=row["made_at"].date()).exists():
            title = row["text"].strip().splitlines()[0]
            add_draft(actor=self.clerk, project=self.found, title=title, text=row["text"], note=row["note"])

    def consult(self) -> None:
        self.move(LegislativeStage.DRAFTING, LegislativeStage.CONSULTATION)
        project = self.found
        if project.consultations.exists():
            return
        names = ("opens_on", "closes_on", "introduction", "contact")
        draft = project.drafts.order_by("number").last()
        assert draft is not None
        open_consultation(actor=self.clerk, project=project, draft=draft, **{name: self.facts[name] for name in names})

    def comment(self, row: dict[str, Any]) -> None:
        consultation = self.consultation
        if not consultation.comments.filter(text=row["text"]).exists():
            give_comment(
                actor=PUBLIC, consultation=consultation, text=row["text"], name=row["name"], article=row["article"]
            )

    def answer(self, row: dict[str, Any]) -> None:
        comment = self.consultation.comments.filter(text=row["text"], answered_at=None).first()
        if comment is not None:
            answer_comment(actor=self.clerk, comment=comment, adoption=row["adoption"], answer=row["answer"])
