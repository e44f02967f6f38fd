"""The inbox and the item page as applicants and experts see them, and the board's part for them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.tasks.actions import take
from qingzhi.engine.tasks.testing import make_body, make_holder, make_item, make_mandated

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
PERMITS = ("tasks.view", "tasks.handle")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def holder():
    return make_holder()


@pytest.fixture
def applicant(client, holder):
    user = an_account("li", "李某某")
    a_mandate(user, a_role("applicant", *PERMITS, scope=Scope.BODY), holder)
    return signed_in(client, user)


def test_an_applicant_sees_and_takes_what_waits(applicant, holder, django_assert_max_num_queries):
    item = make_item(holder=holder, title="补正：专利资助申请", due_on=TODAY + timedelta(days=3))
    make_item(make_body(), title="厅里的事")
    make_item(holder=make_holder("乙公司"), title="乙公司的事")
    with django_assert_max_num_queries(14):
        page = applicant.get(reverse("tasks:inbox")).content.decode()
    assert "补正：专利资助申请" in page and "厅里的事" not in page and "乙公司的事" not in page
    assert "认领勾选的待办" in page and "代他人办理" not in page and "委托代办" not in page
    sent = applicant.post(reverse("tasks:take_picked"), {"item": item.pk})
    assert sent.status_code == 302
    item.refresh_from_db()
    assert item.owner.name == "李某某"
    shown = applicant.get(reverse("tasks:item", args=[item.pk])).content.decode()
    assert "办理主体" in shown and holder.display_name in shown and "待认领 → 李某某" in shown
    assert applicant.get(reverse("tasks:delegations")).status_code == 404


def test_it_passes_to_a_colleague_of_the_same_firm_alone(applicant, holder):
    colleague, stranger = an_account("wang", "王某某").person, an_account("zhao", "赵某某").person
    make_mandated(colleague, holder), make_mandated(stranger, make_holder("乙公司"))
    item = make_item(holder=holder)
    url = reverse("tasks:hand_over", args=[item.pk])
    page = applicant.get(url).content.decode()
    assert "王某某" in page and "赵某某" not in page and "to_body" not in page
    assert applicant.post(url, {"to": colleague.pk}).status_code == 302
    item.refresh_from_db()
    assert item.owner == colleague


def test_somebody_elses_item_is_not_found(applicant):
    foreign = make_item(holder=make_holder("乙公司"))
    for name in ("item", "hand_over"):
        assert applicant.get(reverse(f"tasks:{name}", args=[foreign.pk])).status_code == 404
    assert applicant.post(reverse("tasks:take", args=[foreign.pk])).status_code == 404


def test_an_expert_neither_takes_nor_hands_over(client):
    user = an_account("bo", "才让")
    a_mandate(user, a_role("expert", *PERMITS, scope=Scope.BODY))
    item = make_item(holder=user.person.subject, title="评审：专利奖第三组")
    page = signed_in(client, user).get(reverse("tasks:inbox")).content.decode()
    assert "评审：专利奖第三组" in page and "认领" not in page
    shown = client.get(reverse("tasks:item", args=[item.pk])).content.decode()
    assert "去办理" in shown and "移交" not in shown


def test_the_board_tells_who_is_waited_for(client, holder):
    body = make_body("甲省知识产权局")
    user = an_account("ma", "马某")
    a_post(user, a_role("office", *PERMITS, "tasks.board.view", scope=Scope.ALL), body)
    make_item(body, title="审核")
    late = make_item(holder=holder, title="补正：专利资助申请", due_on=TODAY - timedelta(days=4))
    take(actor=make_mandated(an_account("li", "李某某").person, holder), item=late)
    page = signed_in(client, user).get(reverse("tasks:board")).content.decode()
    assert "等申请人或专家办理" in page and "不计入单位的办理情况" in page
    office, waiting = page.split("等申请人或专家办理</h2>")
    assert "补正：专利资助申请" not in office.split("<table")[1] and "补正：专利资助申请" in waiting
    rows = {
        code: client.get(reverse("tasks:board_list"), {"waiting": code}).content.decode()
        for code in ("office", "holder")
    }
    assert "审核" in rows["office"] and "补正" not in rows["office"]
    assert "补正" in rows["holder"] and holder.display_name in rows["holder"]
    assert client.get(reverse("tasks:board_list"), {"export": "xlsx"}).status_code == 200
