"""Limits of cases: started and stopped by states, suspended, resumed, extended, kept under old rules."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.files.testing import a_file
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.engine.limits.actions import remove_day, set_day
from qingzhi.engine.limits.models import DayOverride, LimitRule
from qingzhi.engine.limits.rules.lengths import Length, Unit
from qingzhi.engine.procedures import registry
from qingzhi.engine.procedures.actions import (
    extend,
    move_rules,
    move_to_version,
    recounting,
    resume,
    suspend,
    take_step,
)
from qingzhi.engine.procedures.declaring import State
from qingzhi.engine.procedures.models import Case, CaseAttachment, CaseClock
from qingzhi.engine.procedures.refusals import AlreadySuspended, ReasonMissing, VersionUnfit
from qingzhi.engine.procedures.terms import Waits
from qingzhi.engine.procedures.testing import make_sample_case, sample_procedure
from qingzhi.engine.tasks.models import WorkItem

from .people import applicant, enterprise, officer

pytestmark = pytest.mark.django_db


def on(day: date):
    return clock.fixed(day)


@pytest.fixture
def reviewed(sample):
    """A case in review since Wednesday 2018-09-26, before the October holiday."""
    with on(date(2018, 9, 26)):
        case = make_sample_case(body=a_body(), applicant=enterprise())
        Case.objects.filter(pk=case.pk).update(state="submitted")
        case.refresh_from_db()
        return take_step(actor=SYSTEM, case=case, step="accept", revision=0)


def test_twenty_working_days_over_the_october_holiday(reviewed):
    """27, 28 and (shifted) 29, 30 September work; 1–7 October is the holiday; then 8–12, 15–19, 22–26, 29 October."""
    assert reviewed.due_on == date(2018, 10, 29)
    told = " ".join(CaseClock.objects.get(code="decision").explained)
    assert "国庆" in told and "20 个工作日" in told


def test_correction_stops_the_acceptance_limit(sample):
    case = make_sample_case(body=a_body(), applicant=enterprise())
    with on(date(2018, 7, 2)):
        case = _in_state(case, "submitted")
        extended = take_step(actor=SYSTEM, case=case, step="return_", revision=0, note="缺页")
        assert extended.due_on is None  # nothing ran before: the case was put there by hand
    with on(date(2018, 7, 3)):
        again = _handed_in(extended)
        assert again.due_on == date(2018, 7, 10)
    with on(date(2018, 7, 5)):
        returned = take_step(actor=SYSTEM, case=again, step="return_", revision=again.revision, note="仍缺页")
        assert (returned.due_on, WorkItem.objects.get(closed_at=None).holder_id) == (None, returned.applicant_id)
    with on(date(2018, 7, 16)):
        back = _handed_in(returned)
    # one working day (4 July) had run before the return of the 5th; four are left from 16 July on
    assert back.due_on == date(2018, 7, 19)


def _in_state(case: Case, state: str) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state)
    return Case.objects.get(pk=case.pk)


def _handed_in(case: Case) -> Case:
    """The applicant's submission, without the document that it asks for."""
    CaseAttachment.objects.get_or_create(
        case=case, slot="proof",
        defaults={"label": "证明", "file": a_file(), "layer": "applicant", "at": clock.now(), "by": "申请人"},
    )  # fmt: skip
    return take_step(actor=SYSTEM, case=case, step="submit", revision=case.revision)


def test_suspension_needs_its_legal_reason_and_stops_the_desk(reviewed):
    desk = officer("desk")
    with on(date(2018, 9, 28)):
        with pytest.raises(ReasonMissing):
            suspend(actor=desk, case=reviewed, reason="等待检验", basis="")
        held = suspend(actor=desk, case=reviewed, reason="等待检验", basis="办法第八条")
        assert held.due_on is None
        with pytest.raises(AlreadySuspended):
            suspend(actor=desk, case=reviewed, reason="再次", basis="办法第八条")
        with pytest.raises(AlreadySuspended, match="恢复后才能办理"):
            take_step(actor=desk, case=held, step="refuse", revision=held.revision, note="不行")
    with on(date(2018, 10, 15)):
        again = resume(actor=desk, case=held, reason="检验已完成")
    # one working day (27 September) had run; 19 are left from 15 October on
    assert again.due_on == date(2018, 11, 8)
    assert Case.objects.get(pk=reviewed.pk).revision == 3


def test_extension_runs_on_from_the_end(reviewed):
    desk = officer("desk")
    with on(date(2018, 10, 10)):
        longer = extend(actor=desk, case=reviewed, code="decision", length=Length(10, Unit.WORKING_DAY),
                        reason="案情复杂", approved_by="李某某")  # fmt: skip
    assert longer.due_on == date(2018, 11, 12)
    assert "李某某" in " ".join(CaseClock.objects.get(code="decision").explained)


@pytest.fixture
def delivered(django_capture_on_commit_callbacks):
    """Run what was asked for until nothing is left."""
    return lambda: [deliver_events() for _ in range(6)]


def test_a_day_off_moves_what_runs_over_it_and_nothing_else(reviewed, delivered, monkeypatch):
    monkeypatch.setattr(recounting, "AT_ONCE", 1)
    with on(date(2018, 9, 26)):
        other = make_sample_case(body=a_body(), applicant=enterprise("另一企业"))
        short = take_step(actor=SYSTEM, case=_in_state(other, "submitted"), step="accept", revision=0)
        CaseClock.objects.filter(case=short).update(limit="sample.acceptance")
        Case.objects.filter(pk=short.pk).update(due_on=date(2018, 9, 30))
        CaseClock.objects.filter(case=short).update(due_on=date(2018, 9, 30))
    with on(date(2018, 10, 8)):
        set_day(actor=SYSTEM, day=date(2018, 10, 22), kind="rest", name="环湖赛放假", source="青政办（示例）")
        delivered()
        assert {Case.objects.get(pk=one.pk).due_on for one in (reviewed, short)} == {
            date(2018, 10, 30),
            date(2018, 9, 30),
        }
        item = WorkItem.objects.get(subject_id=str(reviewed.pk), closed_at=None)
        assert item.due_on == date(2018, 10, 30) and "环湖赛放假" in " ".join(item.due_explained)
        assert AuditEntry.objects.filter(action="procedures.recount").count() == 1
        assert reviewed.entries.latest("id").label == "重新计算期限"
        delivered()
        remove_day(actor=SYSTEM, override=DayOverride.objects.get())
        delivered()
    assert Case.objects.get(pk=reviewed.pk).due_on == date(2018, 10, 29)
    assert Case.objects.get(pk=reviewed.pk).revision == reviewed.revision  # nobody's open form is spoiled


def test_a_case_keeps_its_rules_until_it_is_moved(reviewed):
    LimitRule.objects.filter(code="sample.decision").update(valid_to=date(2018, 10, 1))
    LimitRule.objects.create(code="sample.decision", title="示例期限", value=10, unit="day", counting="working",
                             source="新规", status="confirmed", valid_from=date(2018, 10, 1))  # fmt: skip
    desk = officer("desk")
    with on(date(2018, 10, 9)):
        held = suspend(actor=desk, case=reviewed, reason="等待", basis="第八条")
        held = resume(actor=desk, case=held, reason="恢复")
        assert held.due_on == date(2018, 10, 29)
        moved = move_rules(actor=desk, case=held, on=date(2018, 10, 9), reason="新规更有利于申请人")
    assert moved.due_on == date(2018, 10, 15)
    assert (moved.rules_on, Case.objects.get(pk=moved.pk).due_on) == (date(2018, 10, 9), date(2018, 10, 15))


def test_another_version_must_know_the_state(reviewed, monkeypatch):
    known = sample_procedure(version=2)
    states = tuple(one if one.code != "review" else State("examined", "审查", Waits.DESK) for one in known.states)
    other = sample_procedure(version=91, states=states)
    monkeypatch.setitem(registry._procedures, (other.code, 91), other)
    with pytest.raises(VersionUnfit):
        move_to_version(actor=officer("desk"), case=reviewed, version=91, reason="改版")


def test_only_the_desk_suspends(reviewed):
    with pytest.raises(PermitRefused):
        suspend(actor=applicant(reviewed.applicant), case=reviewed, reason="等", basis="第八条")
