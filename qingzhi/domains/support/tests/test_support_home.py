"""First pages in the morning: what is due, what waits, what money is left; and the notes at the top of a case."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingzhi.base import clock
from qingzhi.engine.procedures.actions import take_step

from ..actions import mark_right
from ..actions.rechecks import look_again
from ..models import Recheck
from ..queries.dossier import dossier_context
from ..testing import applicant, chief, clerk, finance, make_applicant, make_application, make_call, make_granted, walk
from ..views.desk.home_cards import calls_card, mine_card, pressing_card, recovering_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _june():
    with clock.fixed(date(2018, 6, 4)):
        yield


def notes(actor, made):
    made.case.refresh_from_db()
    made.refresh_from_db()
    return [one.title for one in dossier_context(actor, made.case)["attention"]]


def test_the_office_sees_what_waits_and_what_is_left():
    call, boss = make_call(budget=10_000), chief()
    parties = [make_applicant() for _ in range(2)]
    made = [make_application(call, one, [make_granted(one)], to="formal") for one in parties]
    with clock.fixed(date(2018, 6, 5)):
        walk(made[0], "review")
        with CaptureQueriesContext(connection) as asked:
            rows = pressing_card(boss)["rows"]
        assert [one["url"] for one in rows] == [f"/cases/{made[1].case_id}/", f"/cases/{made[0].case_id}/"]
        assert rows[0]["sub"].endswith("形式审查") and len(asked) <= 2
    with clock.fixed(date(2018, 6, 12)), CaptureQueriesContext(connection) as asked:
        (row,) = calls_card(boss)["rows"]
    assert row["sub"] == "已申报 2 件，在办 2 件 · 已决定 0元 · 可用余额 10,000元"
    assert row["state"].label == "超期 1 件" and len(asked) <= 5


def test_the_applicant_sees_what_can_be_had_and_what_came():
    call, other, party = make_call(), make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="publicity")
    right = make_granted(party)
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "closed")
        card = mine_card(applicant(party))
    assert [str(one.value) for one in card["figures"]] == ["0", "0", "3,000"]
    told = {one["title"]: one["sub"] for one in card["rows"]}
    assert told[call.title].startswith("已申报") and told[other.title].startswith("可申报 1 项，按标准合计 3,000元"), (
        right
    )
    assert card["may_aid"] is False and mine_card(clerk()) is None


def test_finance_sees_who_pays_back_until_when():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)], to="publicity")
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "closed")
        right = made.claims.get().right
        mark_right(actor=clerk(), right=right, kind="abnormal", on=date(2018, 7, 1), basis="通报")
        look_again(right=right)
        case = Recheck.objects.get().case
        case = take_step(actor=clerk(), case=case, step="submit_decision", revision=case.revision, note="属实")
        data = {"amount": "3000", "decision_number": "青知追1号", "notice": "请退回"}
        take_step(actor=chief(), case=case, step="recover", revision=case.revision, data=data)
        (row,) = recovering_card(finance())["rows"]
    assert row["sub"] == "应退回 3,000元，已退回 0元" and row["due_on"] == date(2018, 8, 1)


def test_what_is_missing_stands_at_the_top_for_whom_it_concerns():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)])
    made.case.attachments.all().delete()
    assert notes(applicant(party), made) == ["还没有提交", "还缺少 1 项"]
    made = make_application(make_call(), party, [make_granted(party)], to="formal")
    take_step(
        actor=clerk(),
        case=made.case,
        step="ask_correction",
        revision=made.case.revision,
        data={"missing": "证书\n票据"},
    )
    assert notes(applicant(party), made) == ["须补正的全部事项"]
    assert notes(clerk(), made) == ["已退回申请人补正的事项"]
