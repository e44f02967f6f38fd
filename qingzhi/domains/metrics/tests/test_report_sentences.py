"""The words of reports, by tables: rise, fall, none, first values, no base, negative, points against percent."""

from decimal import Decimal

import pytest

from qingzhi.domains.metrics.rules import report_sentences as say
from qingzhi.domains.metrics.rules.report_words import Fact, Wording, amount, change_words, growth_cell, plain

REGIONS = ("甲市", "乙市", "丙州", "丁州", "戊州")


def fact(value, unit="件", name="专利授权量", region="630000", region_name="全省", period="2016", kind="flow"):
    return Fact("x", name, region, region_name, period, Decimal(str(value)), unit, kind, f"{name}{region}{period}")


def several(*values):
    return [fact(value, region=name, region_name=name) for name, value in zip(REGIONS, values, strict=False)]


def series(*values):
    return [fact(value, period=str(2000 + place)) for place, value in enumerate(values)]


@pytest.mark.parametrize(
    ("new", "old", "unit", "words"),
    [
        (1357, 1217, "件", "比上年增长11.5%"),
        (1217, 1357, "件", "比上年下降10.3%"),
        (1000, 1000, "件", "与上年持平"),
        (0, 0, "件", "与上年持平，均为零"),
        (5, 0, "件", "比上年增加5件（基数为零）"),
        (0, 5, "件", "比上年减少5件，降为零"),
        (8, 5, "件", "比上年增加3件"),  # of five a percent misleads
        (12, 9, "件", "比上年增加3件"),
        (15, 10, "件", "比上年增长50.0%"),
        (100004, 100000, "件", "与上年基本持平"),
        (99996, 100000, "件", "与上年基本持平"),
        (1006, 1000, "件", "比上年略增0.6%"),
        (994, 1000, "件", "比上年略降0.6%"),
        (1010, 1000, "件", "比上年增长1.0%"),
        (200, 100, "件", "比上年增长1倍"),
        (220, 100, "件", "比上年增长1.2倍"),
        (1999, 1000, "件", "比上年增长99.9%"),
        (1340, 100, "件", "比上年增长12.4倍"),
        (20.3, 17.1, "%", "比上年提高3.2个百分点"),
        (17.1, 20.3, "%", "比上年下降3.2个百分点"),
        (17.12, 17.1, "%", "与上年基本持平"),
        (17.1, 17.1, "%", "与上年持平"),
        (2.5, -1.5, "%", "比上年提高4.0个百分点，由负转正"),
        (-1.5, 2.5, "%", "比上年下降4.0个百分点，由正转负"),
        (38, 41, "天", "比上年缩短3天"),
        (79.5, 41, "天", "比上年延长38.5天"),
        (-20, 30, "万元", "比上年减少50万元"),
        (30, -20, "万元", "比上年增加50万元"),
        (30000, 12000, "万元", "比上年增长1.5倍"),
        (2.29, 2.07, "件/万人", "比上年增加0.22件"),  # a small base even as a ratio
        ("0.0249", "0.0214", "件/亿元", "比上年增加0.0035件"),
        ("0.02141", "0.0214", "件/亿元", "与上年基本持平"),
        (43531, 41252, "元", "比上年增长5.5%"),
    ],
)  # fmt: skip
def test_how_a_figure_stands_to_last_year_s(new, old, unit, words):
    assert change_words(fact(new, unit), fact(old, unit)) == words


def test_without_a_base_it_says_so_and_quarters_are_compared_on_their_own_terms():
    assert change_words(fact(5), None) == "上年没有可比数据"
    assert change_words(fact(5), None, "同比") == "没有可比数据"
    assert change_words(fact(110), fact(100), "同比") == "同比增长10.0%"
    assert change_words(fact(100), fact(100), "同比") == "同比持平"
    assert change_words(fact(5), fact(3), words=Wording(small_base=Decimal(1))) == "比上年增长66.7%"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1357, "件", "1,357件"),
        ("2.1200", "件/万人", "2.12件"),
        (20.345, "%", "20.35%"),
        (13600, "万元", "1.36亿元"),
        (9999.5, "万元", "9,999.5万元"),
        (-3.2, "%", "-3.2%"),
        (0, "件", "0件"),
        ("-0.00001", "件", "0件"),
        ("0.0214", "件/亿元", "0.0214件"),
    ],
)
def test_amounts_as_reports_print_them(value, unit, text):
    assert amount(Decimal(str(value)), unit) == text


@pytest.mark.parametrize(
    ("new", "old", "unit", "text"),
    [
        (1357, 1217, "件", "11.5%"),
        (97, 100, "件", "-3.0%"),
        (5, 0, "件", "—"),
        (0, 0, "件", "持平"),
        (20.3, 19.1, "%", "+1.2个百分点"),
        (19.1, 20.3, "%", "-1.2个百分点"),
        (20.31, 20.3, "%", "持平"),
    ],
)
def test_changes_in_cells(new, old, unit, text):
    assert growth_cell(Decimal(str(new)), Decimal(str(old)), unit) == text
    assert growth_cell(None, Decimal(1), unit) == growth_cell(Decimal(1), None, unit) == "—"


def test_a_named_figure():
    assert plain(say.named_said(fact(1357), fact(1217))) == "专利授权量1,357件，比上年增长11.5%"
    assert plain(say.named_said(fact(1357), None)) == "专利授权量1,357件"
    assert plain(say.named_said(fact(20.3, "%", "占比"), fact(20.3, "%", "占比"))) == "占比为20.3%，与上年持平"
    assert say.named_said(None, fact(3)) is None


@pytest.mark.parametrize(
    ("part", "whole", "before", "words"),
    [
        (271, 1357, (207, 1217), "占专利授权量的20.0%，比重比上年提高3.0个百分点"),
        (207, 1217, (271, 1357), "占专利授权量的17.0%，比重比上年下降3.0个百分点"),
        (20, 100, (20, 100), "占专利授权量的20.0%，比重与上年基本持平"),
        (20, 100, None, "占专利授权量的20.0%"),
        (0, 100, None, None),
        (5, 0, None, None),
        (101, 100, None, None),  # a part that is more than the whole is no share
        (20, 100, (5, 0), "占专利授权量的20.0%"),
    ],
)
def test_shares_are_told_in_points(part, whole, before, words):
    old = (fact(before[0], period="2015"), fact(before[1], period="2015")) if before else (None, None)
    said = say.share_said(fact(part, name="发明专利授权量"), fact(whole), *old)
    assert (plain(said) if said else None) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((820, 210, 99, 5), "甲市820件、乙市210件、丙州99件，居前三位"),
        ((820, 99, 99, 99), "甲市820件、乙市99件、丙州99件、丁州99件"),
        ((5, 820, 99, 99, 99), "乙市820件、丙州99件、丁州99件、戊州99件，居前四位"),
        ((820, 0, 0, 0), "全部来自甲市"),
        ((820, 3, 0, 0), "甲市820件、乙市3件，居前两位"),
        ((0, 0, 0), None),
        ((), None),
    ],
)
def test_who_leads(values, words):
    said = say.leaders_said(several(*values))
    assert (plain(said) if said else None) == words


def test_ranks_spread_and_what_the_first_have_together():
    assert plain(say.rank_said("乙市", several(5, 9, 3), "三市州")) == "居三市州第1位"
    assert plain(say.rank_said("甲市", several(5, 5, 9), "三市州")) == "居三市州并列第2位"
    assert say.rank_said("甲市", several(5), "一市州") is None and say.rank_said("己市", several(5, 6), "") is None
    assert plain(say.concentration_said(several(60, 20, 10, 10), fact(100))) == "前三位合计占全省的90.0%"
    assert say.concentration_said(several(60, 20, 30), fact(100)) is None
    pairs = list(zip(several(5, 5, 3), several(4, 5, 9), strict=True))
    assert plain(say.spread_said(pairs)) == "3个市州中，1个增长、1个持平、1个下降"
    assert plain(say.spread_said(pairs[:1] * 2)) == "2个市州均增长"
    assert say.spread_said([pairs[0], (pairs[1][0], None)]) is None


def test_averages_records_and_streaks():
    assert plain(say.average_said(fact(100), fact(146.41), 4)) == "年均增长10.0%"
    assert plain(say.average_said(fact(100), fact(81), 2)) == "年均下降10.0%"
    assert plain(say.average_said(fact(100), fact(100), 4)) == "年均基本持平"
    assert say.average_said(fact(0), fact(5), 4) is None and say.average_said(fact(5), fact(6), 1) is None
    assert plain(say.record_said(series(1, 2, 3, 4, 5), "2000年")) == "为2000年以来最高"
    assert plain(say.record_said(series(9, 8, 7, 7, 5), "2000年")) == "为2000年以来最低"
    assert say.record_said(series(1, 2, 5, 4, 5), "2000年") is None and say.record_said(series(1, 2), "") is None
    assert plain(say.streak_said(series(9, 1, 2, 3, 4))) == "连续3年增长"
    assert say.streak_said(series(1, 1, 2, 3)) is None


def test_per_ten_thousand_people_and_the_first_ever():
    people = fact(593, "万人", "常住人口")
    assert plain(say.per_head_said(fact(1357), people)) == "每万人口2.29件"
    assert plain(say.per_head_said(fact(1), people)) == "每万人口不足0.01件"
    assert plain(say.per_head_said(fact(0), people)) == "每万人口0件"
    assert plain(say.per_head_said(fact(48, "名"), people, 100)) == "每100万人口8.09名"
    assert say.per_head_said(fact(1), fact(0, "万人")) is None and say.per_head_said(fact(1), fact(9, "人")) is None
    assert plain(say.first_said(fact(2), series(0, 0))) == "实现零的突破"
    assert say.first_said(fact(2), series(0, 1)) is None and say.first_said(fact(2), []) is None


def test_every_number_bears_the_codes_that_it_stands_on():
    new, old = fact(1357), fact(1217, period="2015")
    parts = say.named_said(new, old)
    assert [part.codes for part in parts if part.codes] == [(new.code,), (new.code, old.code)]
