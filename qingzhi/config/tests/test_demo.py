"""The demonstration province: complete, the same after a second run, never where real accounts are."""

from datetime import date

import pytest
from django.apps import apps

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.queries import chain_breaks, unsealed_entries
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.events.bus import undelivered_events
from qingzhi.base.identity.actions import open_account
from qingzhi.base.identity.models import Mandate, Person, Post, User
from qingzhi.base.permits import SYSTEM
from qingzhi.config.demo import accounts_text, build_demo
from qingzhi.config.demo.people import PASSWORD
from qingzhi.config.demo.pin import RealInstallation, require_demonstration
from qingzhi.domains.plan.models import (
    Consultation,
    DunningNotice,
    GrassrootsCondition,
    Meeting,
    Plan,
    PlanTask,
    ProgressReport,
    ReportingRound,
    ReportRevision,
    TrackedTarget,
)
from qingzhi.domains.plan.queries.tasks import in_state
from qingzhi.domains.plan.rules.tracking.terms import TaskCode
from qingzhi.domains.plan.terms import MeetingState, ReportState, VersionState

pytestmark = pytest.mark.slow
TODAY = date(2018, 7, 1)


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_is_completed_after_being_cut_off(demo_province):
    cut = demo_province.index("断电")
    assert not any("第一季度填报" in line for line in demo_province[:cut])
    assert any("第一季度填报" in line for line in demo_province[cut:])
    assert not any("分解任务" in line for line in demo_province[cut:])


def test_twice_changes_nothing(demo_province):
    before = counts()
    lines: list[str] = []
    build_demo(lines.append)
    assert counts() == before
    assert lines == ["演示省份已就绪：账号 80 个"]


def test_today_is_pinned(demo_province):
    assert clock.is_pinned() and clock.today() == TODAY


def test_plan_is_published_and_divided(demo_province):
    version = Plan.objects.get(code="qinghai-2017-2020").versions.get()
    assert version.state == VersionState.PUBLISHED
    assert version.document_number == "青政办〔2017〕113号"
    assert not version.warnings.filter(resolved_at=None).exists()
    assert (version.made_by, version.published_by) == ("马文青", "李海宁")
    tasks = PlanTask.objects.filter(plan=version.plan)
    assert tasks.count() > 100
    assert tasks.filter(lead__kind="local_office").values("lead").distinct().count() == 8
    assert tasks.filter(lead__kind="department").values("lead").distinct().count() >= 20
    assert set(tasks.exclude(decision=None).values_list("decision__meeting__kind", flat=True)) == {"plenary", "liaison"}


def test_every_measure_of_the_dividing_chapters_has_a_task(demo_province):
    measures = Plan.objects.get(code="qinghai-2017-2020").versions.get().measures.select_related("section")
    given = set(PlanTask.objects.values_list("measure_lineage", flat=True))
    assert [one.code for one in measures if one.section.code[0] in "45" and one.lineage not in given] == []


def test_three_rounds_are_past_and_one_is_open(demo_province):
    rounds = list(ReportingRound.objects.order_by("period_from"))
    assert [round_.is_locked for round_ in rounds] == [True, True, True, False]
    for round_ in rounds[:3]:
        states = set(round_.reports.values_list("state", flat=True))
        assert states == {ReportState.ACCEPTED, ReportState.MISSED}
    just_opened = rounds[3].reports
    assert just_opened.filter(state=ReportState.OWED).count() > 0.9 * just_opened.count()
    assert just_opened.filter(state=ReportState.SUBMITTED).count() == 4
    assert just_opened.filter(state=ReportState.RETURNED).get().body.code == "ip-630200"
    assert ReportRevision.objects.count() == 1
    assert ProgressReport.objects.filter(returns__isnull=False).exists()


def test_reports_read_like_reports_of_different_people(demo_province):
    texts = list(ProgressReport.objects.exclude(text="").values_list("text", flat=True))
    assert len(texts) > 400
    assert len(set(texts)) > 0.98 * len(texts)
    assert all(text.startswith("（示例）") and "{" not in text for text in texts)


def test_evidence_is_there_for_most_reports_but_not_for_all(demo_province):
    handed_in = ProgressReport.objects.exclude(text="")
    share = handed_in.filter(evidence__isnull=False).distinct().count() / handed_in.count()
    assert 0.6 < share < 0.95


def test_percents_grow_from_round_to_round(demo_province):
    for task in PlanTask.objects.prefetch_related("reports__round"):
        accepted = [
            one for one in task.reports.all() if one.state == ReportState.ACCEPTED and not one.revisions.count()
        ]
        percents = [one.percent for one in sorted(accepted, key=lambda one: one.round.period_from)]
        assert percents == sorted(percents), task.code


def test_some_tasks_are_late_some_are_done(demo_province):
    found = {code: PlanTask.objects.filter(in_state(code)).count() for code in TaskCode}
    assert 10 <= found[TaskCode.OVERDUE] <= 40
    assert found[TaskCode.DONE] >= 15
    assert found[TaskCode.ON_TRACK] > found[TaskCode.OVERDUE]
    assert found[TaskCode.CANCELLED] == 1
    assert set(PlanTask.objects.filter(done_on__isnull=False).values_list("percent", flat=True)) == {100}


def test_bodies_that_do_nothing_stand_out(demo_province):
    silent = {"ip-632600", "ip-632700", "qh-banking", "qh-commerce", "qh-assets"}
    missed = ProgressReport.objects.filter(state=ReportState.MISSED, round__label="2018年第一季度")
    for code in silent:
        assert missed.filter(body__code=code).exists(), code
        assert (
            not ProgressReport.objects.filter(body__code=code, round__label="2018年第一季度").exclude(text="").exists()
        )


def test_notices_are_documents_answered_closed_or_escalated(demo_province):
    notices = DunningNotice.objects.order_by("number")
    assert notices.count() == 9
    assert all(notice.document and notice.document.file for notice in notices)
    assert notices.exclude(closed_on=None).count() >= 5
    open_now = notices.filter(answered_at=None)
    assert open_now.filter(answer_due_on__lt=TODAY).get().escalations.count() >= 1
    assert open_now.filter(answer_due_on__gte=TODAY).count() == 1


def test_conference_met_and_will_meet(demo_province):
    states = list(Meeting.objects.order_by("held_on").values_list("state", flat=True))
    assert states == [MeetingState.MINUTED] * 3 + [MeetingState.PLANNED]
    assert Meeting.objects.get(state=MeetingState.PLANNED).held_on == date(2018, 7, 12)


def test_targets_are_bound_and_indicators_serve_several_plans(demo_province):
    own = TrackedTarget.objects.filter(plan__code="qinghai-2017-2020", region__code="630000")
    assert own.count() == 16
    shared = TrackedTarget.objects.exclude(plan__code="qinghai-2017-2020").values("indicator")
    assert own.filter(indicator__in=shared).count() == 3


def test_grassroots_and_legislation_are_marked_as_examples(demo_province):
    assert GrassrootsCondition.objects.count() > 45
    assert not GrassrootsCondition.objects.exclude(source__contains="示例").exists()
    consultation = Consultation.objects.get()
    assert consultation.opens_on <= TODAY <= consultation.closes_on
    assert consultation.comments.filter(answered_at=None).count() == 2
    assert "示例" in consultation.draft.text


def test_no_person_is_real(demo_province):
    assert not Person.objects.filter(fictional=False).exists()
    assert not User.objects.filter(is_demo=False).exists()
    assert (User.objects.count(), Post.objects.count(), Mandate.objects.count()) == (80, 60, 23)
    assert set(Mandate.objects.filter(role__code="applicant").values_list("subject__party__fictional", flat=True)) == {
        True
    }
    assert all(user.check_password(PASSWORD) for user in User.objects.all()[:3])
    assert not User.objects.filter(must_change_password=True).exists()


def test_history_is_told_in_its_order_by_those_who_may(demo_province):
    entries = AuditEntry.objects.filter(at__date__range=(date(2017, 7, 1), date(2018, 6, 30))).order_by("pk")
    for story in ("plan.", "rights."):  # money and cases tell their own days beside these
        moments = list(entries.filter(action__startswith=story).values_list("at", flat=True))
        assert moments and moments == sorted(moments), story
    assert entries.filter(actor_kind="person").count() > 0.8 * entries.count()
    assert not unsealed_entries().exists() and chain_breaks() == []
    assert undelivered_events() == 0


def test_accounts_are_printed_in_even_columns():
    text = accounts_text()
    assert PASSWORD in text and "planning" in text and "haidong" in text


def test_refuses_where_real_accounts_are(db):
    ClockPin.objects.all().delete()  # nobody has called this a demonstration
    open_account(actor=SYSTEM, username="real", name="某某", password="Long-Enough-2018")
    before = counts()
    with pytest.raises(RealInstallation, match="正式账号"):
        build_demo(lambda line: None)
    assert counts() == before


def test_an_account_that_a_visitor_opened_does_not_stop_it(db):
    ClockPin.objects.get_or_create(defaults={"day": date(2018, 7, 1), "reason": "demonstration"})
    open_account(actor=SYSTEM, username="visitor", name="某某", password="Long-Enough-2018")
    require_demonstration()
