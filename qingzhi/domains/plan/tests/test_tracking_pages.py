"""Every page of tracking opens for the office, and for others shows only what is theirs; forms keep what was typed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Grant, Person, Post, Role, Subject, User
from qingzhi.base.permits import Scope
from qingzhi.domains.plan.actions.dunning import draw_dunning
from qingzhi.domains.plan.models import ProgressReport
from qingzhi.domains.plan.testing import tracking as make

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 20)


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(TODAY):
        make.set_up_reference()
        yield


def signed_in(role: str, body, *, name: str = "") -> Client:
    """A client of somebody in this role at this body."""
    actor = make.make_actor(role, body)
    subject = Subject.objects.create(kind="person", display_name="示例人员")
    person = Person.objects.create(subject=subject, name="示例人员", fictional=True)
    found, created = Role.objects.get_or_create(code=f"{role}-page", defaults={"name": role})
    if created:
        Grant.objects.bulk_create(
            Grant(role=found, permit=code, scope=Scope(scope).value) for code, scope in actor.grants.items()
        )
    Post.objects.create(person=person, body=body, role=found, valid_from=date(2000, 1, 1))
    user = User.objects.create(username=name or f"user-{person.pk}", person=person, created_at=clock.now())
    client = Client()
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


@pytest.fixture
def task():
    return make.make_task(due_on=date(2018, 7, 1), expected_evidence="报表")


@pytest.fixture
def report(task):
    with clock.fixed(date(2018, 7, 2)):
        make.make_round()
    return ProgressReport.objects.get(task=task)


@pytest.fixture
def office():
    return signed_in("planning_office", make.make_body())


@pytest.fixture
def contact(task):
    return signed_in("member_contact", task.lead)


def pages(report, notice):
    names = ("tasks", "my_tasks", "reports", "review_queue", "rounds", "open_round", "dunning", "inaction", "records")
    yield from (reverse(f"plan:{name}") for name in names)
    yield reverse("plan:task", args=[report.task_id])
    verbs = ("complete_task", "cancel_task", "suspend_task", "change_deadline", "assign_task", "set_milestones")
    yield from (reverse(f"plan:{verb}", args=[report.task_id]) for verb in (*verbs, "split_task"))
    yield from (reverse(f"plan:{name}", args=[report.pk]) for name in ("report", "report_form"))
    yield from (reverse(f"plan:{name}", args=[report.round_id]) for name in ("round", "lock_round", "bulletin"))
    yield from (reverse(f"plan:{name}", args=[notice.pk]) for name in ("dunning_notice", "answer_dunning"))
    yield from (reverse(f"plan:{name}", args=[report.body.code]) for name in ("body_record", "draw_dunning"))


def test_every_page_opens_for_the_office_and_exports(office, report):
    notice = draw_dunning(actor=make.make_actor(), body=report.body, plan=report.task.plan)
    for url in pages(report, notice):
        assert office.get(url).status_code == 200, url
    for name in ("tasks", "my_tasks", "reports", "dunning", "inaction", "records", "rounds"):
        sheet = office.get(reverse(f"plan:{name}"), {"export": "xlsx"})
        assert sheet.content[:2] == b"PK" if not sheet.streaming else b"".join(sheet.streaming_content)[:2] == b"PK", (
            name
        )


def test_somebody_else_s_task_report_and_notice_are_not_found(report):
    notice = draw_dunning(actor=make.make_actor(), body=report.body, plan=report.task.plan)
    stranger = signed_in("member_contact", make.make_body())
    for name, pk in (
        ("task", report.task_id),
        ("report", report.pk),
        ("report_form", report.pk),
        ("dunning_notice", notice.pk),
    ):
        assert stranger.get(reverse(f"plan:{name}", args=[pk])).status_code == 404, name
    assert stranger.get(reverse("plan:body_record", args=[report.body.code])).status_code == 404
    assert stranger.post(reverse("plan:report_form", args=[report.pk]), {"text": "x", "submit": "1"}).status_code == 404
    assert "第" not in "".join(one.title for one in stranger.get(reverse("plan:tasks")).context["listing"].page_rows)


def test_without_a_permit_the_page_says_who_grants_it(contact, report):
    for name in ("review_queue", "inaction", "open_round"):
        answer = contact.get(reverse(f"plan:{name}"))
        assert answer.status_code == 403
        assert "安全管理员" in answer.content.decode()


def test_an_expired_session_leads_to_signing_in_and_back(report):
    url = reverse("plan:report_form", args=[report.pk])
    answer = Client().post(
        url, {"text": "已办", "percent": "10", "submit": "1"}, headers={"referer": f"http://testserver{url}"}
    )
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"] and url in answer["Location"]
    report.refresh_from_db()
    assert report.state == "owed"


def test_a_contact_hands_in_a_report_with_evidence_once_for_two_clicks(contact, report):
    url = reverse("plan:report_form", args=[report.pk])
    form = contact.get(url)
    assert f'data-draft="report-{report.pk}-0"' in form.content.decode()
    sent = {"text": "完成走访 3 家", "percent": "30", "version": "0", "submit": "1", "evidence": pdf_upload()}
    assert contact.post(url, sent).status_code == 302
    again = contact.post(url, {**sent, "evidence": pdf_upload()})
    assert again.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.percent, report.evidence.count()) == ("submitted", 30, 1)


def test_a_refused_form_keeps_what_was_typed_and_names_the_fields(contact, report):
    url = reverse("plan:report_form", args=[report.pk])
    answer = contact.post(url, {"text": "全部完成了", "percent": "100", "version": "0", "submit": "1"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "全部完成了" in page and "填报完成须附佐证材料" in page


def test_two_clerks_at_once_both_texts_are_shown(contact, report):
    url = reverse("plan:report_form", args=[report.pk])
    contact.post(url, {"text": "甲的内容", "percent": "10", "version": "0", "save": "1"})
    answer = contact.post(url, {"text": "乙的内容", "percent": "20", "version": "0", "save": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "甲的内容" in page and "乙的内容" in page


def test_the_office_returns_and_the_next_report_opens(office, contact, report):
    contact.post(
        reverse("plan:report_form", args=[report.pk]), {"text": "办了", "percent": "30", "version": "0", "submit": "1"}
    )
    url = reverse("plan:review_report", args=[report.pk])
    assert "未附佐证材料" in office.get(url).content.decode()
    refused = office.post(url, {"accept": "1", "note": ""})
    assert refused.status_code == 200
    assert office.post(url, {"return": "1", "reason": "请补报表"}).status_code == 302
    report.refresh_from_db()
    assert report.state == "returned"
    assert "请补报表" in contact.get(reverse("plan:report_form", args=[report.pk])).content.decode()


def test_numbers_of_the_board_open_their_lists(office, report):
    page = office.get(reverse("plan:inaction"))
    board = page.context["listing"].page_rows
    assert [(row.name, row.tasks, row.reports) for row in board] == [(report.body.short_name, 1, 1)]
    tasks = office.get(reverse("plan:tasks"), {"lead": report.body.code, "state": "overdue"})
    assert tasks.context["listing"].page.paginator.count == 1
    late = office.get(reverse("plan:reports"), {"body": report.body.code, "late": "1"})
    assert late.context["listing"].page.paginator.count == 1


@pytest.mark.parametrize(
    "name", ["tasks", "my_tasks", "reports", "review_queue", "rounds", "dunning", "inaction", "records"]
)
def test_list_pages_take_fewer_than_fifteen_queries(office, report, name, django_assert_max_num_queries):
    for _ in range(25):
        make.make_task(due_on=date(2018, 7, 1))
    url = reverse(f"plan:{name}")
    office.get(url)
    with django_assert_max_num_queries(14):
        assert office.get(url).status_code == 200


def pdf_upload():
    return SimpleUploadedFile("佐证.pdf", pdf_bytes(), content_type="application/pdf")
