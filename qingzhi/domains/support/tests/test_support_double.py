"""The same right is never paid twice for the same act: calls, years, levels, renames, mergers, transfers, imports, two at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.parties.actions import merge_parties, rename_party
from qingzhi.domains.parties.testing import clerk as registry
from qingzhi.domains.rights.actions.holders import change_holders
from qingzhi.domains.rights.testing import clerk as rights_clerk
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import GuardRefused

from ..actions import enter_earlier_grant, mark_right, release_payment
from ..actions.ledger import promise
from ..models import PaidClaim
from ..queries.offers import offers_for
from ..refusals import AlreadyPaid, RightUnfit
from ..testing import chief, clerk, make_applicant, make_application, make_call, make_granted, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 6, 4)):
        yield


def paid_for(right, **values):
    usual = {
        "kind": "patent", "number": right.number_shown, "act": "grant", "level": "prefectural", "body_name": "西宁市科技局",
        "holder_name": "青海示例旧名有限公司", "year": 2017, "amount": Decimal(2000), "paid_on": date(2017, 11, 20),
    }  # fmt: skip
    return enter_earlier_grant(actor=SYSTEM, **{**usual, **values})


def one_offer(call, party):
    (found,) = [one for one in offers_for(call, party, clock.today()).offers if one.deed.act == "grant"]
    return found


def test_a_prefecture_paid_before_is_told_with_who_when_how_much():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    paid_for(right)
    offer = one_offer(call, party)
    assert not offer.is_eligible
    assert offer.reasons == (
        "同一权利的同一事项已获资助：西宁市科技局（市州级）2017-11-20资助“青海示例旧名有限公司”2,000元",
    )
    with pytest.raises(RightUnfit, match="西宁市科技局"):
        make_application(call, party, [right])


def test_another_act_of_the_same_right_is_free():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    paid_for(right, act="maintenance", part="3")
    assert one_offer(call, party).is_eligible


def test_a_second_call_of_another_year():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    made = make_application(call, party, [right], to="publicity")
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "paid")
    later = make_call(year=2019, opens_on=date(2019, 3, 1), closes_on=date(2019, 9, 30))
    with clock.fixed(date(2019, 4, 1)):
        assert "已获资助" in one_offer(later, party).reasons[0]


@pytest.mark.parametrize("change", ["rename", "merge", "transfer"])
def test_whoever_holds_it_now(change):
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    made = make_application(call, party, [right], to="publicity")
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "paid")
        if change == "rename":
            rename_party(
                actor=registry(), party=party, name="青海示例新名有限公司", on=date(2018, 7, 1), basis="变更登记"
            )
            now = party
        elif change == "merge":
            now = make_applicant("青海示例合并有限公司")
            merge_parties(actor=registry(), party=party, into=now, reason="吸收合并")
        else:
            now = make_applicant("青海示例受让有限公司")
            change_holders(actor=rights_clerk(), right=right, holders=[now.name], on=date(2018, 7, 1), basis="合同")
        now.refresh_from_db()
        again = make_call(title="第二次")
        assert "已获资助" in one_offer(again, now).reasons[0]


def test_two_open_applications_by_old_and_new_holder():
    first, second, old = make_call(), make_call(), make_applicant()
    right = make_granted(old)
    made = make_application(first, old, [right], to="publicity")
    new = make_applicant()
    change_holders(actor=rights_clerk(), right=right, holders=[new.name], on=date(2018, 6, 1), basis="合同")
    offer = one_offer(second, new)
    assert offer.reasons == (f"已在办件 {made.case.number} 中申报",)


def test_the_guard_tells_the_clerk_what_came_in_between():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    made = make_application(call, party, [right], to="review")
    paid_for(right)
    with pytest.raises(GuardRefused, match="西宁市科技局"):
        take_step(actor=clerk(), case=made.case, step="propose", revision=made.case.revision)


def test_the_database_holds_the_last_word():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    made = make_application(call, party, [right], to="formal")
    promise(SYSTEM, made, date(2018, 6, 4))
    row = PaidClaim.objects.get(right=right)
    row.pk, row.claim = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    made.claims.update(state="asked")
    with pytest.raises(AlreadyPaid, match=made.case.number), transaction.atomic():
        promise(SYSTEM, made, date(2018, 6, 4))


def test_a_second_payment_of_the_past_is_kept_beside_the_first():
    party = make_applicant()
    right = make_granted(party)
    first, second = paid_for(right), paid_for(right, body_name="海东市科技局", year=2016)
    assert (first.doubled, second.doubled) == (False, True)


def test_a_released_row_frees_the_right():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    row = paid_for(right)
    release_payment(actor=chief(), paid=row, reason="导入有误")
    assert one_offer(call, party).is_eligible
    with pytest.raises(AlreadyPaid, match="已被他人撤销"):
        release_payment(actor=chief(), paid=row, reason="再来")


def test_where_the_table_lets_levels_add_the_other_is_deducted():
    call, party = make_call(), make_applicant()
    row = {"version_source": "测试", "status": "default", "valid_to": "", "valid_from": "2018-01-01", "source": "测试"}
    rows = [{**row, "level": "prefectural", "treatment": "deduct"}, {**row, "level": "-", "treatment": "bar"}]
    load_decisions(actor=SYSTEM, table="support.earlier", rows=rows)
    caps = {**row, "scheme": "patent", "act": "-", "fee_share": "50", "holder_year": ""}
    load_decisions(actor=SYSTEM, table="support.caps", rows=[caps])
    right = make_granted(party)
    paid_for(right, amount=Decimal(400))
    made = make_application(call, party, [right], to="formal", official_fee=Decimal(2500), other_grants=Decimal(100))
    assert made.amount_computed == 750  # 2500 × 50 % − (100 + 400)
    promise(SYSTEM, made, date(2018, 6, 4))
    assert PaidClaim.objects.filter(right=right, released_at=None).count() == 2


def test_a_right_in_dispute_waits():
    call, party = make_call(), make_applicant()
    right = make_granted(party)
    mark_right(actor=clerk(), right=right, kind="dispute", on=date(2018, 5, 1), basis="西宁中院受理通知")
    assert one_offer(call, party).reasons == ("登记有“权属争议”，处理完毕前不予资助",)
