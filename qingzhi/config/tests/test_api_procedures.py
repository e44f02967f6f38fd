"""Procedures, publications and calls over HTTP: what everybody reads, what a post reads, and what nobody reads of others."""

import json
from datetime import date

import pytest
from django.core.cache import cache, caches

from qingzhi.base import clock
from qingzhi.base.api.testing import Program, a_token
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.support.testing import (
    make_applicant,
    make_application,
    make_call,
    make_granted,
    make_rules,
    office,
)
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.publication.actions import withdraw_publication, withdraw_row
from qingzhi.engine.publication.testing import make_publication, row

pytestmark = pytest.mark.django_db
PERMITS = ("procedures.case.view", "support.application.view")
PERSONAL = ("6228480402564890018", "0971-1234567", "李某")


@pytest.fixture(autouse=True)
def _july():
    caches["limits"].clear()
    cache.clear()
    with clock.fixed(date(2018, 7, 1)):
        yield


@pytest.fixture
def two():
    """An application that was sent, and one that is a draft."""
    call, party = make_call(), make_applicant()
    sent = make_application(call, party, [make_granted(party)], to="formal")
    draft = make_application(call, other := make_applicant(), [make_granted(other)])
    return sent.case, draft.case


def told(response, status=200):
    found = json.loads(response.content)
    assert response.status_code == status, found
    return found


def test_guides_are_whole_and_public():
    make_rules()
    program = Program()
    rows = told(program.get("/procedures/guides"))["items"]
    url = next(one["url"] for one in rows if one["code"] == "support.subsidy")
    guide = told(program.get(url.removeprefix("/api/v1")))
    assert guide["steps"] and guide["office_steps"] and {one["source"] for one in guide["limits"]} - {""}
    assert program.get("/procedures/guides/support.unknown").status_code == 404


def test_progress_by_receipt_code_says_nothing_personal_and_cannot_be_guessed_at_length(two):
    case, program = two[0], Program()
    found = program.get("/procedures/progress", Receipt_Code=case.receipt_code.lower())
    assert told(found)["state"] == "已提交，正在审查材料" and told(found)["stage"] == "审查"
    text = found.content.decode()
    assert not [one for one in (case.title, case.number, case.applicant.display_name, *PERSONAL) if one in text]
    assert program.get("/procedures/progress").status_code == 404
    answers = [program.get("/procedures/progress", Receipt_Code=f"WRONG{n}").status_code for n in range(20)]
    assert set(answers) == {404, 429} and answers[-1] == 429
    page = program.client.post("/progress/", {"code": case.receipt_code})
    assert page.status_code == 429  # the page and the programs have one share


def test_cases_are_those_of_the_post_and_drafts_are_nobody_s(two):
    sent, draft = two
    clerk = Program(a_token("clerk", *PERMITS)[1])
    assert [one["number"] for one in told(clerk.get("/procedures/cases"))["items"]] == [sent.number]
    found = told(clerk.get(f"/procedures/cases/{sent.number}"))
    assert found["state"] == {"code": "formal", "label": "形式审查"} and found["clocks"][0]["due_on"]
    assert [one["step"] for one in found["steps"]] == ["submit"]
    assert clerk.get(f"/procedures/cases/{draft.number}").status_code == 404
    for query, count in (("open=true", 1), ("open=false", 0), ("overdue=true", 0), ("procedure=support.subsidy", 1),
                         ("region=630100", 1), ("region=632800", 0), ("own=true", 0)):  # fmt: skip
        assert len(told(clerk.get(f"/procedures/cases?{query}"))["items"]) == count, query
    assert told(clerk.get("/procedures/cases?unknown=1"), 422)["errors"]


@pytest.mark.parametrize(
    ("permits", "scopes", "scope", "status"),
    [
        (PERMITS, (), Scope.ALL, 403),
        (("parties.view",), None, Scope.ALL, 403),
        (PERMITS, ("procedures.case.view",), Scope.ALL, 404),
        (PERMITS, None, Scope.BODY, 404),
    ],
    ids=["narrowed to nothing", "another permit", "not the procedure's permit", "another body"],
)
def test_nobody_reads_what_is_not_theirs(two, permits, scopes, scope, status):
    program = Program(a_token("other", *permits, scopes=scopes, scope=scope)[1])
    Case.objects.update(body=office())
    if scope is Scope.BODY:
        from qingzhi.base.identity.testing import a_body

        Case.objects.update(body=a_body("elsewhere", "外单位"), region_code="632800")
    assert program.get(f"/procedures/cases/{two[0].number}").status_code == status
    listed = program.get("/procedures/cases")
    assert listed.status_code == 403 or told(listed)["items"] == []
    assert Program().get("/procedures/cases").status_code == 401


def test_calls_are_public_once_they_are_published():
    shown, draft = make_call(), make_call(published=False)
    with clock.fixed(date(2018, 1, 2)):
        over = make_call(opens_on=date(2018, 1, 1), closes_on=date(2018, 2, 1))
    program = Program()
    assert {one["code"] for one in told(program.get("/calls"))["items"]} == {shown.code, over.code}
    assert [one["code"] for one in told(program.get("/calls?open=true"))["items"]] == [shown.code]
    found = told(program.get(f"/calls/{shown.code}"))
    assert found["amounts"][0]["source"] and found["documents"][0]["label"] == "授权证书复印件"
    assert program.get(f"/calls/{draft.code}").status_code == 404


def test_publications_are_redacted_and_withdrawn_rows_say_why():
    made = make_publication(rows=[row(account="6228480402564890018"), row("乙公司（示例）"), row("丙公司（示例）")])
    gone, covered = made.items.order_by("position")[1:]
    withdraw_row(actor=SYSTEM, item=gone, reason="重复列入", hide=False)
    withdraw_row(actor=SYSTEM, item=covered, reason="涉及个人", hide=True)
    program = Program()
    head = told(program.get(f"/publications/{made.pk}"))
    assert head["state"]["label"] == "公示中" and "account" not in {one["code"] for one in head["columns"]}
    answer = program.get(f"/publications/{made.pk}/rows")
    rows = told(answer)["items"]
    assert [one["withdrawn_reason"] for one in rows] == ["", "重复列入", "涉及个人"]
    assert rows[0]["values"]["inventor"] == "王**" and not any(rows[2]["values"].values())
    assert not [one for one in ("王小明", "丙公司", *PERSONAL) if one in answer.content.decode()]


def test_a_publication_before_its_day_is_nobody_s_and_one_withdrawn_whole_keeps_its_words_to_itself():
    made, program = make_publication(text="王小明的住址"), Program()
    withdraw_publication(actor=SYSTEM, publication=made, reason="名单有误", hide=True)
    assert told(program.get("/publications?state=withdrawn"))["items"][0]["withdrawn_reason"] == "名单有误"
    assert told(program.get(f"/publications/{made.pk}"))["text"] is None
    assert told(program.get(f"/publications/{made.pk}/rows"))["items"] == []
    with clock.fixed(date(2018, 6, 1)):
        assert told(program.get("/publications"))["items"] == []
        assert program.get(f"/publications/{made.pk}").status_code == 404
