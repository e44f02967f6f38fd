"""Taking steps: state, audit, event, work item, timeline; and everything that stands against a step."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.actions import attach, supplement, take_step
from qingzhi.engine.procedures.models import Case, CaseEntry
from qingzhi.engine.procedures.queries import steps_for
from qingzhi.engine.procedures.refusals import (
    AttachmentMissing,
    CaseMoved,
    FormWrong,
    GuardRefused,
    ReasonMissing,
    StepNotOpen,
)
from qingzhi.engine.procedures.testing import make_sample_case
from qingzhi.engine.tasks.models import WorkItem

from .people import applicant, enterprise, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(sample):
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def firm():
    return enterprise()


@pytest.fixture
def case(firm):
    return make_sample_case(body=a_body(), applicant=firm)


@pytest.fixture
def submitted(case, firm):
    who = applicant(firm)
    proof = receive_file(actor=who, name="证明.pdf", data=pdf_bytes(), kinds=("pdf",))
    attach(actor=who, case=case, slot="proof", label="证明材料", received=proof)
    return take_step(actor=who, case=case, step="submit", revision=0)


@pytest.fixture
def in_review(submitted):
    return take_step(actor=officer("first"), case=submitted, step="accept", revision=1)


def open_items():
    return list(WorkItem.objects.filter(closed_at=None, kind="procedures.sample.request"))


def test_a_new_case_waits_on_its_applicant(case, firm):
    assert (case.number, case.state, case.revision, len(case.receipt_code)) == ("SL201800001", "draft", 0, 12)
    [item] = open_items()
    assert (item.holder_id, item.body_id, item.title) == (firm.pk, None, "提交：示例办件")
    assert make_sample_case(body=a_body()).number == "SL201800002"


def test_a_step_writes_state_audit_event_and_work(submitted, firm):
    assert (submitted.state, submitted.revision, submitted.due_on) == ("submitted", 1, date(2018, 7, 9))
    assert submitted.submitted_at == clock.now()
    entry = AuditEntry.objects.filter(action="procedures.step.submit").get()
    assert entry.changes["state"] == ["draft", "submitted"]
    assert EventRow.objects.filter(name="procedures.case_moved_on").count() == 1
    [item] = open_items()
    assert (item.body_id, item.holder_id, item.due_on) == (submitted.body_id, None, date(2018, 7, 9))
    assert "5 个工作日" in item.due_explained[0]


def test_the_same_click_twice_is_taken_once(submitted):
    desk = officer()
    first = take_step(actor=desk, case=submitted, step="accept", revision=1)
    again = take_step(actor=desk, case=submitted, step="accept", revision=1)
    assert first.revision == again.revision == 2
    assert CaseEntry.objects.filter(step="accept").count() == 1


def test_of_two_who_act_at_once_one_is_told_who_was_first(submitted):
    take_step(actor=officer("one"), case=submitted, step="accept", revision=1)
    with pytest.raises(CaseMoved) as told:
        take_step(actor=officer("two"), case=submitted, step="return_", revision=1, note="缺页")
    assert "one已于07月02日" in told.value.reason and "“受理”" in told.value.reason
    assert "审查中" in told.value.reason


def test_everything_missing_is_named_at_once(case, firm):
    with pytest.raises(AttachmentMissing, match="还缺少1项材料：证明材料"):
        take_step(actor=applicant(firm), case=case, step="submit", revision=0)


@pytest.mark.parametrize(
    ("step", "note", "data", "refusal"),
    [
        ("submit", "", {}, StepNotOpen),
        ("nothing", "", {}, StepNotOpen),
        ("refuse", "", {}, ReasonMissing),
        ("grant", "", {"amount": "x"}, FormWrong),
        ("grant", "", {}, FormWrong),
        ("grant", "", {"amount": "1000.01"}, GuardRefused),
    ],
)
def test_what_stands_against_a_step_leaves_nothing(in_review, step, note, data, refusal):
    entries, audits = CaseEntry.objects.count(), AuditEntry.objects.count()
    with pytest.raises(refusal):
        take_step(actor=officer("second"), case=in_review, step=step, revision=2, note=note, data=data)
    kept = Case.objects.get(pk=in_review.pk)
    assert (kept.state, kept.revision, kept.sample.granted) == ("review", 2, None)
    assert (CaseEntry.objects.count(), AuditEntry.objects.count()) == (entries, audits)


@pytest.mark.django_db(transaction=True)
def test_a_failed_effect_rolls_the_whole_step_back(in_review):
    before = (
        CaseEntry.objects.count(),
        AuditEntry.objects.count(),
        WorkItem.objects.count(),
        EventRow.objects.count(),
    )
    with pytest.raises(RuntimeError, match="the effect failed"):
        take_step(actor=officer("second"), case=in_review, step="break_", revision=2, data={"amount": "5"})
    kept = Case.objects.get(pk=in_review.pk)
    assert (kept.state, kept.revision, kept.sample.granted) == ("review", 2, None)
    after = (
        CaseEntry.objects.count(),
        AuditEntry.objects.count(),
        WorkItem.objects.count(),
        EventRow.objects.count(),
    )
    assert after == before


def test_who_accepted_may_not_grant(in_review):
    first = next(e for e in CaseEntry.objects.filter(step="accept"))
    same = officer("third")
    CaseEntry.objects.filter(pk=first.pk).update(by_user_id=same.user_id)
    with pytest.raises(PermitRefused, match="须由另一人办理"):
        take_step(actor=same, case=in_review, step="grant", revision=2, data={"amount": "1"})


def test_a_granted_case_is_closed_and_told(in_review, firm):
    done = take_step(actor=officer("second"), case=in_review, step="grant", revision=2, data={"amount": "900"})
    assert (done.state, done.outcome, done.due_on, done.sample.granted) == ("granted", "granted", None, 900)
    assert open_items() == []
    assert not done.clocks.filter(ended_on=None).exists()
    assert Message.objects.filter(recipient=firm).first().title.endswith("现为“已同意”")
    assert EventRow.objects.filter(name="procedures.case_closed").count() == 1


def test_a_closed_case_receives_evidence_and_may_be_reopened(in_review, firm):
    done = take_step(actor=officer("second"), case=in_review, step="refuse", revision=2, note="不符合条件")
    who = applicant(firm)
    proof = receive_file(actor=who, name="新证据.pdf", data=pdf_bytes(), kinds=("pdf",))
    supplement(actor=who, case=done, label="新证据", received=proof, reason="证明在先使用")
    assert WorkItem.objects.filter(kind="procedures.supplement", closed_at=None, body=done.body).count() == 1
    again = take_step(actor=officer("third"), case=done, step="reopen", revision=3, note="有新证据")
    assert (again.state, again.closed_at, again.outcome) == ("review", None, "")
    assert again.clocks.filter(code="decision").count() == 2


def test_strangers_see_nothing_and_take_nothing(submitted):
    other = applicant(enterprise("另一企业"), 9002)
    assert not visible_cases(other).exists()
    assert steps_for(other, submitted) == []
    with pytest.raises(PermitRefused):
        take_step(actor=other, case=submitted, step="withdraw", revision=1)
    outside = officer("outside", a_body("other", "另一单位"))
    assert not visible_cases(outside).exists()
    with pytest.raises(PermitRefused):
        take_step(actor=outside, case=submitted, step="accept", revision=1)


def test_each_sees_the_steps_of_the_own_lane(submitted, firm):
    assert [one.step.code for one in steps_for(applicant(firm), submitted)] == ["withdraw"]
    assert [one.step.code for one in steps_for(officer(), submitted)] == ["accept", "return_"]
