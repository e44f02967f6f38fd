"""A complaint at a fair is told to the exhibitor, found, removed, handed on: each with its hours and its papers."""

from datetime import date, datetime, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.clock.reading import CHINA
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.domains.enforcement.actions.fair_following import follow_up_fair
from qingzhi.domains.enforcement.models import AdjudicationCase, PenaltyCase
from qingzhi.domains.enforcement.refusals import ValueNotValid
from qingzhi.domains.enforcement.terms.fairs import FollowUp
from qingzhi.domains.enforcement.testing.cases import make_case_rules
from qingzhi.domains.enforcement.testing.fairs import a_fair, line, make_list, officer, receive, walk
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.limits.rules.lengths import Length, Unit
from qingzhi.engine.procedures.actions import extend
from qingzhi.engine.procedures.models import CaseLink
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused, NothingChanges

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 16, 12, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def _noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def complaint():
    fair = a_fair()
    make_list(fair, line())
    return receive(fair)


def test_heard_found_removed_closed(complaint):
    case = walk(complaint.case, "accept")
    defence = case.clocks.get(code="defence")
    assert (defence.started_at, defence.due_at) == (NOON, NOON + timedelta(hours=24))
    with clock.fixed(NOON + timedelta(hours=3)):
        case = walk(case, "note_defence")
        decide = case.clocks.get(code="decide")
        assert decide.due_at == NOON + timedelta(hours=27)
    with clock.fixed(NOON + timedelta(hours=5)):
        case = walk(case, "uphold")
        assert case.clocks.get(code="remove").due_at == NOON + timedelta(hours=7)
    with clock.fixed(NOON + timedelta(hours=8)):
        case = walk(case, "remove")
        assert case.clocks.get(code="remove").was_late and not case.clocks.get(code="decide").was_late
        case = walk(case, "close", note="没有库存")
    complaint.refresh_from_db()
    assert (case.outcome, complaint.upheld, complaint.removal) == ("granted", True, ["taken", "unlinked"])
    assert [one.kind for one in documents_about(case)] == ["enforcement.fair_finding", "enforcement.fair_notice"]
    done = ("notify_exhibitor", "keep_fair_defence", "find_at_fair", "note_removal")
    assert all(AuditEntry.objects.filter(action=f"enforcement.{one}", object_id=case.pk).count() == 1 for one in done)
    assert EventRow.objects.filter(name="enforcement.fair_found").count() == 1


def test_silence_counts_only_when_the_hours_are_over(complaint):
    case = walk(complaint.case, "accept")
    with clock.fixed(NOON + timedelta(hours=24)), pytest.raises(GuardRefused, match="24 小时"):
        walk(case, "no_defence")
    with clock.fixed(NOON + timedelta(hours=24, minutes=1)):
        case = walk(case, "no_defence", "uphold", ground="silent")
    assert case.state == "removing"


def test_hours_are_lengthened_by_hours_alone(complaint):
    case = walk(complaint.case, "accept")
    told = {"actor": officer(), "case": case, "code": "defence", "reason": "外省参展商", "approved_by": "马负责"}
    with pytest.raises(NothingChanges):
        extend(length=Length(1, Unit.DAY), **told)
    extend(length=Length(6, Unit.HOUR), **told)
    assert case.clocks.get(code="defence").due_at == NOON + timedelta(hours=30)


def test_a_ground_needs_what_bears_it_out(complaint):
    case = walk(complaint.case, "accept", "note_defence")
    for ground, why in (("silent", "已作陈述"), ("admitted", "没有登记")):
        with pytest.raises(ValueNotValid, match=why):
            walk(case, "uphold", ground=ground)
    assert walk(case, "dismiss").state == "dismissed"


@pytest.mark.parametrize(
    ("step", "data", "why"),
    [
        ("accept", {"notified_at": "2018-07-16T12:01"}, "不能晚于现在"),
        ("accept", {"notified_at": "2018-07-16T11:00"}, "早于投诉录入"),
    ],
)
def test_a_notice_lies_between_entry_and_now(complaint, step, data, why):
    with pytest.raises(ValueNotValid, match=why):
        walk(complaint.case, step, **data)


def test_what_is_open_after_the_fair_is_due_within_working_days(complaint):
    case = walk(complaint.case, "accept")
    assert case.clocks.get(code="after").started_on == date(2018, 7, 19)
    assert case.clocks.get(code="after").due_on == date(2018, 8, 9)


def test_it_goes_on_as_a_penalty_where_the_exhibitor_is_at_home(complaint):
    make_case_rules()
    away = a_body("away", "外州市场监管局")
    case = walk(complaint.case, "accept", "note_defence", "uphold", "remove")
    values = {"actor": officer(), "complaint": complaint, "way": FollowUp.PENALTY, "body": away, "reason": "住所在外州"}
    made = follow_up_fair(**values)
    assert follow_up_fair(**values) == made
    penalty = PenaltyCase.objects.get()
    assert (made.body, penalty.source, penalty.party_name) == (away, "sent_on", "青海示例藏毯有限公司")
    assert "侵权成立" in penalty.facts and "住所在外州" in penalty.facts
    assert CaseLink.objects.get(case=made).to_id == case.pk
    assert EventRow.objects.filter(name="enforcement.fair_followed_up").count() == 1


def test_only_patents_go_on_as_adjudication(complaint):
    make_case_rules()
    case = walk(complaint.case, "accept")
    body = str(case.body_id)
    mark = receive(complaint.fair, stand="B1", right_type="trademark", right_number="1234567")
    mark_case = walk(mark.case, "accept")
    _may_handle(case.body)
    with pytest.raises(FormWrong):
        walk(mark_case, "hand_over", way="adjudication", body=body)
    done = walk(case, "hand_over", way="adjudication", body=body)
    dossier = AdjudicationCase.objects.get()
    assert (done.outcome, dossier.claimant_name, dossier.case.state) == (
        "transferred",
        "西宁示例地毯有限公司",
        "submitted",
    )


def _may_handle(body):
    """The choice of bodies lists those where somebody may approve."""
    a_post(an_account("chief-of-fair", "负责人"), a_role("chief-of-fair", "enforcement.case.approve"), body)
