"""Pages of fairs: who opens them, what a phone sends and is told, figures that are as long as their lists."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.clock.reading import CHINA
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.domains.enforcement.models import EvidenceItem, Exhibitor, FairComplaint, FairRisk
from qingzhi.domains.enforcement.testing.complaints import photo
from qingzhi.domains.enforcement.testing.fairs import STATION, a_fair, line, make_list, receive, walk

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 16, 12, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def _noon():
    with clock.fixed(NOON):
        yield


def desk(client, *permits, body=None, name="fair-desk"):
    user = an_account(name, "驻会甲")
    a_post(user, a_role(name, *permits, scope=Scope.BODY, home="enforcement"), body or a_body())
    return signed_in(client, user)


@pytest.fixture
def phone(client):
    return desk(client, *STATION)


def typed(fair, **values):
    usual = {
        "request_key": "k1", "station": fair.stations.get().pk, "stand": "A12", "product": "八宝纹藏毯", "right_type": "patent",
        "right_number": "ZL201730000001.X", "facts": "与我公司外观设计相同", "complainant": "西宁示例地毯有限公司", "contact": "13900000000",
    }  # fmt: skip
    return {**usual, **values}


def test_a_phone_sends_what_it_kept_twice(phone):
    fair = a_fair()
    ready = phone.get(reverse("enforcement:fair_ready", args=[fair.pk])).json()
    assert ready["token"] and ready["owner"]
    url = reverse("enforcement:send_fair_complaint", args=[fair.pk])
    kept = typed(fair, held=str(3600 * 1000))
    answers = [phone.post(url, {**kept, "photos": _photo(number)}).json() for number in (1, 2)]
    assert answers[0] == answers[1] and answers[0]["key"] == "k1"
    made = FairComplaint.objects.get()
    assert (made.entered_at, made.received_at) == (NOON - timedelta(hours=1), NOON)
    assert EvidenceItem.objects.filter(case=made.case).count() == 1
    again = phone.post(url, typed(fair, request_key="k2")).json()
    assert again["alike"] == [made.case.number]


def _photo(number):
    found = BytesIO(photo())
    found.name = f"照片{number}.jpg"
    return found


def test_what_is_wrong_is_told_so_that_the_phone_keeps_it(phone):
    fair = a_fair()
    answer = phone.post(reverse("enforcement:send_fair_complaint", args=[fair.pk]), typed(fair, stand=""))
    assert answer.status_code == 422 and "展位号" in answer.json()["reason"]
    broken = BytesIO(b"no picture")
    broken.name = "照片.jpg"
    answer = phone.post(reverse("enforcement:send_fair_complaint", args=[fair.pk]), typed(fair, photos=broken))
    assert answer.status_code == 422 and "照片" in answer.json()["reason"]
    assert not FairComplaint.objects.exists()


def test_whoever_is_signed_out_is_sent_to_sign_in(client):
    fair = a_fair()
    for name in ("fair_ready", "send_fair_complaint"):
        answer = client.get(reverse(f"enforcement:{name}", args=[fair.pk]))
        assert answer.status_code == 302 and "/sign-in/" in answer["Location"]


def test_without_script_the_page_works_online(phone):
    fair = a_fair()
    make_list(fair)
    url = reverse("enforcement:fair_station", args=[fair.pk])
    page = phone.get(url).content.decode()
    assert "青海示例藏毯有限公司" in page and "72 小时" in page
    wrong = phone.post(url, typed(fair, product=""))
    assert wrong.status_code == 422 and "西宁示例地毯有限公司" in wrong.content.decode()
    sent = phone.post(url, typed(fair))
    made = FairComplaint.objects.get()
    assert sent["Location"] == f"/cases/{made.case_id}/" and not made.offline
    case = phone.get(sent["Location"]).content.decode()
    assert "期限起算" in case and "13900000000" not in case
    shown = phone.post(reverse("enforcement:fair_contact", args=[made.pk]))
    assert "13900000000" in shown.content.decode()


def test_another_body_sees_none_of_it(client):
    fair = a_fair()
    complaint = receive(fair)
    other = desk(client, *STATION, body=a_body("other", "另一单位"), name="other-desk")
    for name, args in (
        ("fair", [fair.pk]),
        ("fair_station", [fair.pk]),
        ("fair_complaints", [fair.pk]),
        ("fair_report", [fair.pk]),
    ):
        assert other.get(reverse(f"enforcement:{name}", args=args)).status_code == 404
    assert other.post(reverse("enforcement:fair_contact", args=[complaint.pk])).status_code == 404


def test_the_list_is_loaded_and_screened_on_pages(phone):
    fair = a_fair()
    file = BytesIO("展位号,参展商,展品,权利号码\nA12,青海示例藏毯有限公司,藏毯,9999999\n".encode())
    file.name = "名单.csv"
    answer = phone.post(reverse("enforcement:load_exhibitors", args=[fair.pk]), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    assert Exhibitor.objects.get().stand == "A12"
    phone.post(reverse("enforcement:screen_fair", args=[fair.pk]))
    risk = FairRisk.objects.get()
    assert "登记簿中没有" in phone.get(reverse("enforcement:fair_risks", args=[fair.pk])).content.decode()
    page = reverse("enforcement:fair_risk", args=[risk.pk])
    assert phone.post(page, {"answer": "warned", "note": "已提示"}).status_code == 302
    assert "已提示参展商" in phone.get(page).content.decode()


def test_every_figure_is_as_long_as_its_list(phone, django_assert_max_num_queries):
    fair = a_fair()
    make_list(fair, line())
    first, second = receive(fair, held=timedelta(minutes=30)), receive(fair)
    walk(second.case, "merge", into=str(first.pk))
    walk(first.case, "accept", "note_defence", "uphold", "remove", "close")
    walk(receive(fair, stand="B1").case, "accept", "note_defence", "dismiss")
    walk(receive(fair, stand="B2").case, "refuse")
    receive(fair, stand="B3", held=timedelta(hours=3))
    with django_assert_max_num_queries(20):
        page = phone.get(reverse("enforcement:fair_report", args=[fair.pk]))
    figures = {one.label: one for one in page.context["report"].figures}
    for label, one in figures.items():
        length = phone.get(one.url).context["listing"].page.paginator.count
        assert length == (2 if label == "录入到认定的中位时间" else one.value), label
    assert {label: one.value for label, one in figures.items() if one.value} == {
        "收到投诉": 5, "断网录入": 2, "已并入他件": 1, "已受理": 2, "不予受理": 1, "侵权成立": 1, "侵权不成立": 1, "已撤展或遮盖": 1,
        "录入到认定的中位时间": 0.2, "超过时限": 1, "未办结": 1,
    }  # fmt: skip


def test_pages_ask_little(phone, django_assert_max_num_queries):
    fair = a_fair()
    make_list(fair, line())
    first = receive(fair)
    second = receive(fair)
    walk(first.case, "accept", "note_defence", "uphold")
    for name, most in (("fair_complaints", 15), ("fair_exhibitors", 15), ("fair", 15), ("fair_station", 15)):
        url = reverse(f"enforcement:{name}", args=[fair.pk])
        phone.get(url)
        with django_assert_max_num_queries(most):
            phone.get(url)
    for one in (first, second):
        with django_assert_max_num_queries(19):
            phone.get(f"/cases/{one.case_id}/")


def test_everybody_finds_the_stations(client):
    a_fair()
    page = client.get(reverse("enforcement:public_fairs")).content.decode()
    assert "一号馆入口" in page and "0971-0000000" in page
    worker = client.get(reverse("enforcement:fair_worker"))
    assert worker["Content-Type"].startswith("text/javascript")
