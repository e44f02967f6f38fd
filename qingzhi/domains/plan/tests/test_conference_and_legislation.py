"""The joint conference, grass-roots conditions, and a text from its proposal to a source that rules cite."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import PUBLIC, SYSTEM, PermitRefused
from qingzhi.domains.plan.access.conference import visible_agenda
from qingzhi.domains.plan.access.grassroots import visible_regions
from qingzhi.domains.plan.actions import conference, consultations, legislation, minutes
from qingzhi.domains.plan.actions.bulletins import draw_bulletin
from qingzhi.domains.plan.actions.grassroots import record_condition
from qingzhi.domains.plan.actions.standards import load_tracking
from qingzhi.domains.plan.actions.tasks import Draft, decision_to_task
from qingzhi.domains.plan.models import EscalationLevel, LegalSource
from qingzhi.domains.plan.queries.grassroots import condition_rows
from qingzhi.domains.plan.queries.legislation import cited_by, compared, legal_source
from qingzhi.domains.plan.refusals import (
    AlreadyRecorded,
    ConsultationClosed,
    MeetingNotMovable,
    StageNotReached,
    ValueNotValid,
)
from qingzhi.domains.plan.rules.gaps import Standard, cells
from qingzhi.domains.plan.rules.stages import NEXT, Facts, why_not
from qingzhi.domains.plan.terms import GrassrootsItem, LegislativeStage
from qingzhi.domains.plan.testing import tracking as make
from qingzhi.engine.documents.rules.reading import read_document

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(TODAY):
        make.set_up_reference()
        yield


@pytest.fixture
def office():
    return make.make_actor("planning_office")


def words(document):
    return read_document(read_file(document.file), "文.docx").text


def held_meeting(office):
    body = make.make_body("省甲厅")
    conference.admit_member(actor=office, body=body, contact_name="某某（示例）", valid_from=date(2018, 1, 1))
    meeting = conference.schedule_meeting(
        actor=office,
        number="2018年第1次",
        title="联席会议第一次全体会议",
        kind="plenary",
        held_on=date(2018, 6, 1),
        place="第一会议室",
    )
    items = [
        {"title": "审议分工", "recommendation": "同意", "budget": "120000.00"},
        {"title": "人事事项", "restricted": True},
    ]
    conference.set_agenda(actor=office, meeting=meeting, items=items)
    return conference.hold_meeting(actor=office, meeting=meeting, present=[body.pk]), body


def test_a_decision_becomes_a_task_and_the_minutes_name_it(office):
    meeting, body = held_meeting(office)
    decision = conference.record_decision(actor=office, meeting=meeting, text="由省甲厅牵头制定办法。")
    with pytest.raises(AlreadyRecorded):
        conference.record_decision(actor=office, meeting=meeting, text="由省甲厅牵头制定办法。")
    (task,) = decision_to_task(
        actor=office, plan=make.make_plan(), decision=decision, drafts=[Draft("制定办法", body, date(2018, 12, 31))]
    )
    assert (task.decision, task.lead, task.measure_lineage) == (decision, body, None)
    minutes.write_minutes(actor=office, meeting=meeting, text="会议听取了汇报。\n会议强调落实责任。")
    issued = minutes.issue_minutes(actor=office, meeting=meeting)
    text = words(issued.document)
    for part in ("由省甲厅牵头制定办法", "会议强调落实责任", "示例省知识产权联席会议纪要", "省甲厅"):
        assert part in text, part
    with pytest.raises(MeetingNotMovable):
        minutes.issue_minutes(actor=office, meeting=meeting)


def test_meetings_move_in_their_order(office):
    meeting = conference.schedule_meeting(
        actor=office, number="x", title="专题会", kind="special", held_on=date(2018, 8, 1)
    )
    with pytest.raises(MeetingNotMovable, match="尚未召开"):
        conference.hold_meeting(actor=office, meeting=meeting, present=[])
    with pytest.raises(MeetingNotMovable):
        conference.record_decision(actor=office, meeting=meeting, text="决定")
    with pytest.raises(PermitRefused):
        conference.record_decision(actor=make.make_actor("leader"), meeting=meeting, text="决定")


def test_restricted_items_stay_out_of_the_copy_for_circulation(office):
    meeting, _ = held_meeting(office)
    assert [one.title for one in visible_agenda(make.make_actor("leader"), meeting)] == ["审议分工"]
    circulated = words(minutes.draw_meeting_pack(actor=office, meeting=meeting))
    whole = words(minutes.draw_meeting_pack(actor=office, meeting=meeting, for_circulation=False))
    assert "人事事项" not in circulated and "另有1项议题不随材料印送" in circulated.replace(" ", "")
    assert "人事事项" in whole and "120,000.00" in whole


def test_the_bulletin_says_what_the_lists_say(office):
    late = make.make_task(make.make_body("省乙厅"), due_on=date(2018, 7, 1))
    done = make.make_task(make.make_body("省丙厅"), done_on=TODAY)
    round_ = make.make_round(office)
    text = words(draw_bulletin(actor=office, round=round_))
    assert "共下达任务2项，已完成1项，占50.0%；逾期未完成1项，占50.0%" in text
    assert "应报送进展1份" in text and "尚未报送1份" in text
    assert late.title in text and done.title not in text and "省丙厅等单位" in text


@pytest.mark.parametrize(
    ("has", "minimum", "code", "gap"),
    [(None, 2, "unknown", 0), (1, 2, "late", 1), (2, 2, "ok", 0), (3, None, "none", 0), (0, 2, "late", 2)],
)
def test_gaps_against_the_standard(has, minimum, code, gap):
    standards = [Standard(GrassrootsItem.CERTIFIED, minimum, "甲")] if minimum is not None else []
    values = None if has is None else dict.fromkeys((item.value for item in GrassrootsItem), has)
    found = next(cell for cell in cells(values, standards) if cell.item is GrassrootsItem.CERTIFIED)
    assert (found.code, found.gap) == (code, gap)
    assert found.reason


def test_conditions_are_recorded_by_region_with_their_source(office):
    first, second = make.make_prefectures(2)
    local = make.make_actor("prefecture_office", make.make_body("甲州局", first))
    rows = [{"level": "prefecture", "item": "bodies", "minimum": "2", "valid_from": "2017-01-01", "source": "测试"}]
    assert load_tracking(actor=SYSTEM, standards=rows) == 1
    assert load_tracking(actor=SYSTEM, standards=rows) == 0
    record_condition(actor=local, region=first, year=2017, values={"bodies": 1}, source="年报")
    record_condition(actor=local, region=first, year=2017, values={"bodies": 1}, source="年报")
    assert AuditEntry.objects.filter(action="plan.record_condition").count() == 1
    with pytest.raises(PermitRefused):
        record_condition(actor=local, region=second, year=2017, values={"bodies": 1}, source="年报")
    with pytest.raises(ValueNotValid, match="来源"):
        record_condition(actor=local, region=first, year=2017, values={"bodies": 1}, source=" ")
    with pytest.raises(ValueNotValid, match="持证"):
        record_condition(actor=local, region=first, year=2017, values={"certified_officers": 3}, source="年报")
    found = {row.region.code: row for row in condition_rows(visible_regions(office), 2017)}
    assert (found[first.code].state.code, found[first.code].gaps) == ("late", 1)
    assert found[second.code].state.code == "unknown"


@pytest.mark.parametrize("now", list(LegislativeStage))
@pytest.mark.parametrize("to", list(LegislativeStage))
def test_stages_follow_their_table(now, to):
    assert bool(why_not(now, to, Facts(draft_count=1))) is (to not in NEXT[now])


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (Facts(), "还没有文稿"),
        (Facts(draft_count=1, open_consultations=1), "尚未截止"),
        (Facts(draft_count=1, unanswered_comments=2), "2 条意见没有答复"),
        (Facts(draft_count=1, consultation_count=1), "采纳情况尚未公布"),
        (Facts(draft_count=1, consultation_count=1, reported_consultations=1), ""),
    ],
)
def test_review_waits_for_every_answer(facts, reason):
    assert reason in why_not("consultation", "review", facts)


def open_project(office, **more):
    values = {
        "code": "L1",
        "title": "示例省专利条例",
        "kind": "local",
        "purpose": "需要修订",
        "lead": make.make_body(),
        **more,
    }
    project = legislation.open_project(actor=office, **values)
    legislation.move_project(actor=office, project=project, to="drafting")
    first = legislation.add_draft(
        actor=office, project=project, title="初稿", text="第一条 为了保护专利权。\n第二条 附则。"
    )
    return project, first


def test_a_text_goes_from_proposal_to_a_source_that_rules_cite(office):
    old = LegalSource.objects.create(
        code="old", title="示例省专利条例", kind="local", issuer="省人大", in_force_from=date(2010, 1, 1)
    )
    project, first = open_project(office, amends=old)
    assert legislation.add_draft(actor=office, project=project, title="初稿", text=first.text) == first
    second = legislation.add_draft(
        actor=office, project=project, title="二稿", text=first.text.replace("保护", "鼓励和保护")
    )
    assert [line.kind for line in compared(first, second)] == ["changed", "same"]
    legislation.move_project(actor=office, project=project, to="consultation")
    made = consultations.open_consultation(
        actor=office, project=project, draft=second, opens_on=TODAY, closes_on=date(2018, 8, 1)
    )
    comment = consultations.give_comment(actor=PUBLIC, consultation=made, text="建议增加罚则")
    assert consultations.give_comment(actor=PUBLIC, consultation=made, text="建议增加罚则") == comment
    with pytest.raises(StageNotReached, match="尚未截止"):
        legislation.move_project(actor=office, project=project, to="review")
    with clock.fixed(date(2018, 8, 2)):
        with pytest.raises(ConsultationClosed):
            consultations.give_comment(actor=PUBLIC, consultation=made, text="来晚了的意见")
        with pytest.raises(ConsultationClosed, match="1 条意见没有答复"):
            consultations.report_consultation(actor=office, consultation=made, text="采纳 0 条")
        consultations.answer_comment(actor=office, comment=comment, adoption="no", answer="上位法已有规定")
        consultations.report_consultation(actor=office, consultation=made, text="收到 1 条，未采纳 1 条")
        legislation.move_project(actor=office, project=project, to="review")
        source = legislation.publish_text(
            actor=office, project=project, code="patent-2018", number="公告第1号", issuer="省人大常委会",
            in_force_from=date(2018, 10, 1), draft=second,
        )  # fmt: skip
        EscalationLevel.objects.filter(level=1).update(legal_source=source)
        assert [what for what, _ in cited_by(source)] == ["督办升级层级"]
        assert legal_source("patent-2018") is None
    with clock.fixed(date(2018, 10, 1)):
        assert legal_source("patent-2018") == source and legal_source("old") is None
        assert (legislation.bring_into_force(), legislation.bring_into_force()) == (1, 0)
    project.refresh_from_db()
    assert project.stage == "in_force"


def test_the_public_comments_without_a_name_and_reads_the_answer_by_receipt(office):
    project, draft = open_project(office)
    legislation.move_project(actor=office, project=project, to="consultation")
    made = consultations.open_consultation(
        actor=office, project=project, draft=draft, opens_on=TODAY, closes_on=date(2018, 8, 1)
    )
    client = Client()
    url = reverse("plan:public_consultation", args=[made.pk])
    assert "第一条" in client.get(url).content.decode()
    assert client.get(reverse("plan:public_consultations")).status_code == 200
    refused = client.post(url, {"text": "好"})
    assert refused.status_code == 200 and "不少于 5 字" in refused.content.decode()
    answer = client.post(url, {"text": "建议明确资助标准", "contact": "13800000000"}, follow=True)
    page = answer.content.decode()
    comment = made.comments.get()
    assert comment.receipt in page and "13800000000" not in page
    assert "13800000000" not in str(AuditEntry.objects.get(action="plan.give_comment").changes)
    assert client.get(reverse("plan:public_receipt"), {"receipt": "NOPE"}).status_code == 404


def test_every_page_of_the_conference_and_of_legislation_opens(office):
    from qingzhi.domains.plan.tests.test_tracking_pages import signed_in

    meeting, body = held_meeting(office)
    decision = conference.record_decision(actor=office, meeting=meeting, text="由省甲厅牵头制定办法。")
    make.make_plan()
    project, draft = open_project(office)
    legislation.move_project(actor=office, project=project, to="consultation")
    made = consultations.open_consultation(
        actor=office, project=project, draft=draft, opens_on=TODAY, closes_on=date(2018, 8, 1)
    )
    comment = consultations.give_comment(actor=PUBLIC, consultation=made, text="建议增加罚则")
    client = signed_in("planning_office", make.make_body())
    member = body.conference_memberships.get()
    pages = [
        *(
            (name, [])
            for name in ("meetings", "members", "add_member", "schedule_meeting", "grassroots", "record_condition")
        ),
        *((name, []) for name in ("legislation", "open_project")),
        *(
            (name, [meeting.pk])
            for name in ("meeting", "add_agenda", "hold_meeting", "record_decision", "write_minutes")
        ),
        *((name, [meeting.pk]) for name in ("issue_minutes", "draw_pack")),
        ("change_member", [member.pk]),
        ("divide_decision", [decision.pk]),
        *(
            (name, [project.pk])
            for name in ("project", "add_draft", "move_project", "publish_text", "open_consultation")
        ),
        ("answer_comment", [comment.pk]),
        ("report_consultation", [made.pk]),
    ]
    for name, args in pages:
        assert client.get(reverse(f"plan:{name}", args=args)).status_code == 200, name
    for name in ("meetings", "members", "grassroots", "legislation"):
        assert client.get(reverse(f"plan:{name}"), {"export": "xlsx"}).status_code == 200, name
