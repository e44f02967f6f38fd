"""The rules by tables: the formula with hand-computed cases, candidates with every reason, keeping times."""

from datetime import date
from decimal import Decimal

import pytest

from ..rules.candidates import Deed, Facts, Standing, Window, deeds_of, reasons_against, type_of
from ..rules.dates import add_months
from ..rules.money import Bound, Piece, compute, total
from ..rules.paying import claim_key, kept_long_enough, recheck_ground
from ..terms import Act, Ground, SubsidyType


def d(text) -> Decimal | None:
    return None if text is None else Decimal(str(text))


def piece(standard, *, factor=1, share=None, fee=None, other=0, refused="", key="a") -> Piece:
    return Piece(
        key=key, label=key, standard=Bound(d(standard), "表"), coefficient=Bound(d(factor), "表"),
        fee_share=Bound(d(share), "规"), official_fee=d(fee), other_grants=d(other) or Decimal(0), refused=refused,
    )  # fmt: skip


# standard, factor, share %, fee, other, holder left, budget left → amount, binding line; each computed by hand
FORMULA = [
    (3000, 1, None, None, 0, None, None, "3000.00", "standard"),
    (3000, "1.5", None, None, 0, None, None, "4500.00", "standard"),
    (3000, 1, 50, 4000, 0, None, None, "2000.00", "fee_share"),
    (3000, 1, 50, 4000, 500, None, None, "1500.00", "fee_share"),
    (3000, 1, 50, 4000, 2000, None, None, "0.00", "fee_share"),
    (3000, 1, 50, 4000, 2500, None, None, "0.00", "fee_share"),  # below zero is zero
    (3000, 1, 50, 9000, 0, None, None, "3000.00", "standard"),
    (3000, 1, 50, 9000, 0, 1200, None, "1200.00", "holder_year"),
    (3000, 1, 50, 9000, 0, 1200, 700, "700.00", "budget"),
    (3000, 1, 50, 9000, 0, 0, 700, "0.00", "holder_year"),
    (3000, 1, 50, None, 0, None, None, "0.00", "fee_share"),  # no receipt of the official fee: nothing can be fixed
    ("1000", 1, 50, "1333.33", 0, None, None, "666.66", "fee_share"),  # to the cent, downwards
    (None, 1, None, None, 0, None, None, "0.00", "standard"),
]


@pytest.mark.parametrize(
    ("standard", "factor", "share", "fee", "other", "holder", "budget", "amount", "binding"), FORMULA
)
def test_formula(standard, factor, share, fee, other, holder, budget, amount, binding):
    made = piece(standard, factor=factor, share=share, fee=fee, other=other)
    (found,) = compute([made], holder_left=Bound(d(holder)), budget_left=Bound(d(budget)))
    assert found.amount == Decimal(amount)
    assert [line.code for line in found.lines if line.binding] == [binding]
    assert [line.code for line in found.lines] == ["standard", "fee_share", "holder_year", "budget", "result"]


def test_what_one_takes_is_gone_for_the_next():
    pieces = [piece(3000, key="a"), piece(3000, key="b"), piece(3000, key="c")]
    found = compute(pieces, holder_left=Bound(d(5000)), budget_left=Bound(d(100_000)))
    assert [one.amount for one in found] == [3000, 2000, 0] and total(found) == 5000
    found = compute(pieces, holder_left=Bound(None), budget_left=Bound(d(7500)))
    assert [one.amount for one in found] == [3000, 3000, 1500]


def test_a_refused_piece_takes_nothing():
    found = compute(
        [piece(3000, refused="已获资助"), piece(3000, key="b")], holder_left=Bound(d(3000)), budget_left=Bound(None)
    )
    assert [one.amount for one in found] == [0, 3000] and found[0].reason == "已获资助"


INVENTION = Facts("patent", "invention", applied_on=date(2015, 3, 1), registered_on=date(2017, 6, 9))
GRANTS = Window(frozenset({("patent.invention", "grant")}), date(2017, 1, 1), date(2017, 12, 31))
REASONS = [
    (Standing("in_force"), None, []),
    (Standing("lapsed"), None, ["权利已因未缴年费终止"]),
    (Standing("invalidated"), None, ["权利已被宣告无效"]),
    (Standing("examined"), None, ["尚未授权（申请仍在审查中）"]),
    (Standing("in_force", marks=("权属争议",)), None, ["登记有“权属争议”，处理完毕前不予资助"]),
    (Standing("in_force", earlier="已获资助"), None, ["已获资助"]),
    (Standing("in_force", is_first_holder=False), None, ["由第一权利人申报，贵单位不是第一权利人"]),
    (Standing("in_force", policy_end="政策已终止"), None, ["政策已终止"]),
    (Standing("in_force"), date(2018, 2, 1), ["授权日 2018-02-01 晚于本通知的截止日 2017-12-31，可等下一次申报"]),
    (Standing("in_force"), date(2016, 2, 1), ["授权日 2016-02-01 早于本通知的起始日 2017-01-01"]),
    (Standing("lapsed", earlier="已获资助"), None, ["权利已因未缴年费终止", "已获资助"]),  # all of them, not the first
]


@pytest.mark.parametrize(("standing", "on", "reasons"), REASONS)
def test_reasons_against(standing, on, reasons):
    deed = Deed(Act.GRANT, "", on or INVENTION.registered_on)
    assert reasons_against(deed, SubsidyType.INVENTION, GRANTS, standing) == reasons


def test_an_act_without_a_day_and_one_that_the_call_does_not_pay():
    assert reasons_against(Deed(Act.GRANT, "", None), SubsidyType.INVENTION, GRANTS, Standing("in_force")) == [
        "登记簿中没有授权日期"
    ]
    found = reasons_against(
        Deed(Act.MAINTENANCE, "3", date(2017, 5, 1)), SubsidyType.INVENTION, GRANTS, Standing("in_force")
    )
    assert found == ["本通知不资助发明专利的维持（年费）"]


DEEDS = [
    (INVENTION, ["申请", "授权"]),
    (Facts("trademark", "ordinary", recognised_on=(date(2016, 1, 1),)), ["申请", "注册", "认定（驰名商标）"]),
    (Facts("software"), ["申请", "登记"]),
    (Facts("patent", "invention", fees=((4, date(2018, 1, 1), Decimal(1200)),), overseas=(("US", date(2018, 2, 2)),)),
     ["申请", "授权", "维持（年费）（第4年）", "境外授权（US）"]),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "labels"), DEEDS)
def test_deeds(facts, labels):
    assert [one.label for one in deeds_of(facts)] == labels


TYPES = [
    (Facts("patent", "utility"), SubsidyType.UTILITY), (Facts("patent", ""), None), (Facts("work"), SubsidyType.WORK),
    (Facts("trademark", "collective", is_gi=True), SubsidyType.GI_MARK), (Facts("trademark", "ordinary"), SubsidyType.MARK),
    (Facts("gi", "agricultural"), SubsidyType.GI), (Facts("layout"), SubsidyType.LAYOUT),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "kind"), TYPES)
def test_types(facts, kind):
    assert type_of(facts) is kind


@pytest.mark.parametrize(
    ("status", "marks", "ground"),
    [("in_force", (), None), ("lapsed", (), Ground.LAPSED), ("cancelled", (), Ground.LAPSED), ("expired", (), None),
     ("invalidated", (), Ground.INVALIDATED), ("in_force", ("abnormal",), Ground.ABNORMAL), ("in_force", ("dispute",), None)],
)  # fmt: skip
def test_recheck_ground(status, marks, ground):
    assert recheck_ground(status, marks) is ground


def test_keeping_time():
    assert add_months(date(2018, 7, 1), 36) == date(2021, 7, 1)
    assert not kept_long_enough(date(2018, 7, 1), date(2021, 6, 30), date(2021, 7, 1))
    assert kept_long_enough(date(2018, 7, 1), date(2021, 7, 1), date(2021, 7, 1))


def test_the_key_knows_no_holder():
    assert claim_key("patent", "2015100000010", "grant", "") == ("patent", "2015100000010", "grant", "")
