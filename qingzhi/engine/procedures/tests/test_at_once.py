"""Many at the same case at the same moment, and a process that dies in the middle: real threads, real commits."""

import os
import signal
import threading
from datetime import date

import pytest
from django.db import connection, connections

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures import registry
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case, CaseClock, CaseEntry
from qingzhi.engine.procedures.refusals import CaseMoved
from qingzhi.engine.procedures.testing import create_sample_table, make_sample_case, register_sample
from qingzhi.engine.tasks.models import WorkItem

from .people import enterprise, officer

DAY = date(2018, 7, 2)
MANY = 8


@pytest.fixture
def submitted(concurrent_db):
    """A case that waits to be accepted, in a database with real commits."""
    create_sample_table()
    register_sample()
    for code in ("sample.acceptance", "sample.decision"):
        LimitRule.objects.create(code=code, title="示例期限", value=5, unit="day", counting="working", source="测试",
                                 status="confirmed")  # fmt: skip
    with clock.fixed(DAY):
        case = make_sample_case(body=a_body(), applicant=enterprise())
    Case.objects.filter(pk=case.pk).update(state="submitted")
    return Case.objects.get(pk=case.pk)


def at_once(acts):
    """What each of these gave or raised, all begun at the same moment."""
    barrier, found = threading.Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait()
            with clock.fixed(DAY):
                found.append(act())
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def rows():
    """How many rows each step writes to."""
    return [model._default_manager.count() for model in (CaseEntry, AuditEntry, EventRow, Message, WorkItem, CaseClock)]


def accepted(case, actor):
    return lambda: take_step(actor=actor, case=Case(pk=case.pk), step="accept", revision=0)


def test_of_many_people_at_once_one_wins_and_the_others_are_told_who(submitted):
    people = [officer(f"p{number}") for number in range(MANY)]
    found = at_once([accepted(submitted, one) for one in people])
    won = [one for one in found if isinstance(one, Case)]
    told = [one for one in found if isinstance(one, CaseMoved)]
    assert (len(won), len(told)) == (1, MANY - 1), found
    entry = CaseEntry.objects.get(step="accept")
    assert {one.reason.split("已于")[0] for one in told} == {entry.by}
    assert (won[0].revision, EventRow.objects.filter(name="procedures.case_moved_on").count()) == (1, 1)
    assert CaseClock.objects.filter(case=submitted, ended_on=None).count() == 1


def test_one_person_who_clicks_many_times_at_once_has_clicked_once(submitted):
    found = at_once([accepted(submitted, officer("p"))] * MANY)
    assert [one.revision for one in found if isinstance(one, Case)] == [1] * MANY, found
    assert CaseEntry.objects.filter(step="accept").count() == 1
    assert AuditEntry.objects.filter(action="procedures.step.accept").count() == 1
    assert Message.objects.filter(key=f"case-{submitted.pk}-1").count() == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_within_an_effect_leaves_nothing_and_the_step_can_be_taken(submitted, monkeypatch):
    Case.objects.filter(pk=submitted.pk).update(state="review")
    actor, before, grant = officer("p"), rows(), registry.effect_of("sample.grant")

    def die(occurrence):
        grant.call(occurrence)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setitem(registry._effects, "sample.grant", registry.Named("sample.grant", "中断", die))
    connections.close_all()
    child = os.fork()
    if child == 0:  # nothing below may return to pytest
        try:
            with clock.fixed(DAY):
                take_step(actor=actor, case=submitted, step="grant", revision=0, data={"amount": "5"})
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    kept = Case.objects.get(pk=submitted.pk)
    assert (kept.state, kept.revision, kept.sample.granted, rows()) == ("review", 0, None, before)
    monkeypatch.setitem(registry._effects, "sample.grant", grant)
    with clock.fixed(DAY):
        assert take_step(actor=actor, case=kept, step="grant", revision=0, data={"amount": "5"}).state == "granted"
