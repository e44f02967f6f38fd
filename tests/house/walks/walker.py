"""Somebody who tries steps on a case, rightly and wrongly; after each try the house is asked whether everything holds."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Refusal
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case, CaseAttachment
from qingzhi.engine.procedures.refusals import StepNotOpen

from .holding import holds, holds_after_step, what_is_kept
from .walk import Walk

HOWS = ("right", "right", "right", "right", "wait", "unprepared", "stranger", "stale", "empty", "twice", "elsewhere")
STRANGER = Actor(kind="person", name="路人", user_id=424242, subject_id=None, acts_for=None, grants={})
SECRET = "内部意见：只有承办单位看得到"


class Walker:
    """A case on its way. `reached` are the states that it came to, `taken` and `refused` count the steps."""

    def __init__(self, walk: Walk, case: Case):
        self.walk, self.case, self.day = walk, case, walk.starts_on
        self.reached, self.taken, self.refused = {case.state}, Counter[str](), Counter[str]()
        self.told: list[str] = []
        holds(walk, self.case)

    def follow(self, path: str) -> None:
        """A directed walk: every step is taken, except what must be refused («step!»)."""
        for word in path.split():
            if word == "wait":
                self.wait()
                continue
            refusal = self.take(self.case.declared.step(word.rstrip("!")))
            assert (refusal is not None) == word.endswith("!"), f"{word} in {self.case.state}: {refusal}"

    def stray(self, pick: int, how: str) -> None:
        """One move of a random walk."""
        if how == "wait":
            return self.wait()
        declared = self.case.declared
        here = declared.steps_from(self.case.state)
        others = [one for one in declared.steps if one not in here]
        steps = others if how == "elsewhere" else here
        if not steps:
            return None
        step = steps[pick % len(steps)]
        if how == "elsewhere":
            assert isinstance(self.take(step), StepNotOpen)
        elif how == "stranger":
            assert isinstance(self.take(step, actor=STRANGER), PermitRefused)
        elif how == "stale":
            self.click_again(step, self.case.revision - 1)
        elif how == "empty":
            self.take(step, data={}, note="")
        else:
            self.take(step, prepared=how != "unprepared", twice=how == "twice")
        return None

    def wait(self) -> None:
        """Nothing happens for a while; that alone never breaks anything."""
        self.day += timedelta(days=self.walk.wait)
        self.told.append("wait")
        with clock.fixed(self.day):
            holds(self.walk, self.case)

    def take(
        self, step: Step, *, actor: Actor | None = None, data: Any = None, note: str = "理由和文号1号", prepared: bool = True,
        twice: bool = False,
    ) -> Refusal | None:  # fmt: skip
        """Try a step; the refusal, where it is refused, and then nothing may be left behind."""
        with clock.fixed(self.day):
            self._arrange(step, prepared)
            who = actor or self.walk.who(self.case, step)
            given = self.walk.filled(self.case, step) if data is None else data
            before, revision, state = what_is_kept(self.case), self.case.revision, self.case.state
            try:
                with transaction.atomic():
                    done = take_step(
                        actor=who,
                        case=self.case,
                        step=step.code,
                        revision=revision,
                        data=given,
                        note=note,
                        internal=SECRET,
                    )
            except Refusal as refused:
                self._note(step, f"refused: {refused.reason}", self.refused)
                assert refused.reason
                assert what_is_kept(self.case) == before, f"{step.code} was refused and left something behind"
                return refused
            self._note(step, "taken", self.taken)
            self.case = Case.objects.get(pk=done.pk)
            self.reached.add(self.case.state)
            holds_after_step(self.walk, self.case, step, state, revision, who, before)
            if twice:
                self.click_again(step, revision, who)
        return None

    def click_again(self, step: Step, revision: int, actor: Actor | None = None) -> None:
        """A click on what has changed since: taken already, or refused; nothing changes."""
        with clock.fixed(self.day):
            before = what_is_kept(self.case)
            try:
                with transaction.atomic():
                    who = actor or self.walk.who(self.case, step)
                    done = take_step(actor=who, case=self.case, step=step.code, revision=revision, note="再点")
                    assert done.revision == self.case.revision
            except Refusal as refused:
                assert actor is None, f"the same click twice is refused: {refused.reason}"
            assert what_is_kept(self.case) == before

    def _arrange(self, step: Step, prepared: bool) -> None:
        """The papers that the step asks for, and what is done elsewhere before it."""
        if not prepared:
            return
        if self.case.is_open:
            held = set(CaseAttachment.objects.filter(case=self.case, replaced_at=None).values_list("slot", flat=True))
            for one in step.attachments:
                if one.code not in held:
                    paper = receive_file(actor=SYSTEM, name="材料.pdf", data=pdf_bytes(one.code))
                    attach(actor=SYSTEM, case=self.case, slot=one.code, label=one.label, received=paper)
        if step.code in self.walk.before and self.case.state in step.source:
            self.walk.before[step.code](self.case)
            self.case = Case.objects.get(pk=self.case.pk)

    def _note(self, step: Step, what: str, counter: Counter[str]) -> None:
        self.told.append(f"{step.code} {what}")
        counter[step.code] += 1
