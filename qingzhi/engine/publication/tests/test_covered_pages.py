"""What was withdrawn with its content cannot be had again: not by export, part of a page, search, data file, nor the record of changes."""

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.testing import told_by
from qingzhi.base.permits import SYSTEM

from ..actions import correct_row, withdraw_publication, withdraw_row
from ..testing import KIND, make_publication, row

pytestmark = pytest.mark.django_db
TEXT, PARTY, EARLIER = "名单含未成年人住址", "不该公开公司", "早先误写公司"
SECRETS = (TEXT, PARTY, EARLIER)
REASON = "公示内容有误，予以撤回"


def everything(client, found) -> dict[str, bytes]:
    """Each way in which somebody may ask for a publication, and what it answers."""
    page, api = reverse("publication:page", args=[found.pk]), reverse("api:publication", args=[found.pk])
    asked = {
        "page": (page, {}),
        "sheet": (f"{page}?row_export=xlsx", {}),
        "rows of htmx": (page, {"HX-Request": "true", "HX-Target": "row-listing-rows"}),
        "data": (reverse("publication:data", args=[found.pk]), {}),
        "list": (reverse("publication:public"), {}),
        "api": (api, {}),
        "api list": (reverse("api:publications"), {}),
        "api rows": (reverse("api:publication_rows", args=[found.pk]), {}),
    }
    answers = {}
    for name, (url, headers) in asked.items():
        answer = client.get(url, headers=headers)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[name] = body + str(dict(answer.headers)).encode()
    return answers


def withdrawn():
    found = make_publication(text=TEXT, rows=[row(PARTY), row(EARLIER)])
    correct_row(actor=SYSTEM, item=found.items.get(position=2), row=row("更正后的公司"), reason="原行写错了单位")
    return withdraw_publication(actor=SYSTEM, publication=found, reason=REASON, hide=True)


def test_before_it_is_withdrawn_all_of_it_is_there(client):
    found = make_publication(text=TEXT, rows=[row(PARTY), row(EARLIER)])
    answers = everything(client, found)
    assert told_by(answers["page"], SECRETS) == [TEXT, PARTY, EARLIER] and told_by(answers["sheet"], SECRETS) == [
        PARTY,
        EARLIER,
    ]


def test_afterwards_nothing_of_it_is(client):
    answers = everything(client, withdrawn())
    assert {name: told_by(data, SECRETS) for name, data in answers.items()} == {key: [] for key in answers}
    assert REASON in answers["page"].decode()  # why it went stays


@pytest.mark.parametrize("words", ["未成年人", "住址"])
def test_nobody_finds_out_by_searching_what_it_said(client, words):
    found = withdrawn()
    address = reverse("publication:public")
    assert found.number in client.get(address).content.decode()
    assert found.number not in client.get(address, {"q": words}).content.decode()
    assert found.number in client.get(address, {"q": "资助名单"}).content.decode()


def test_a_row_that_was_covered_cannot_be_searched_for_nor_taken_out(client):
    found = make_publication(rows=[row("甲公司（示例）"), row(PARTY)])
    withdraw_row(actor=SYSTEM, item=found.items.get(position=2), reason="涉及个人信息", hide=True)
    page = reverse("publication:page", args=[found.pk])
    assert all(told_by(data, [PARTY]) == [] for data in everything(client, found).values())
    told = client.get(page, {"row_q": "不该公开"}).content.decode().replace('value="不该公开"', "")
    assert "内容不再显示" in client.get(page).content.decode() and "内容不再显示" not in told


def test_a_withheld_column_is_in_no_answer(client):
    with clock.fixed(clock.today()):
        found = make_publication(rows=[row("甲公司（示例）", account="6222020200112233445", inventor="欧阳示例")])
    assert [one.code for one in KIND.columns if one.code == "account"] == ["account"]
    assert all(told_by(data, ["6222020200112233445", "欧阳示例"]) == [] for data in everything(client, found).values())
