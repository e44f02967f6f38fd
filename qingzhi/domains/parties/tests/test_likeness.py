"""How alike two holders are, and why; which pairs are compared at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.blocking import alike_pairs
from ..rules.likeness import Points, Side, likeness
from ..rules.names import identity_key, name_key
from ..rules.wording import sounds_alike, split_trade

POINTS = Points()


def side(name, **values):
    return Side(name_key(name), "enterprise", **values)


@pytest.mark.parametrize(
    ("one", "other", "low", "high", "reason"),
    [
        ("青海示例藏药有限公司", "青海省示例藏药有限责任公司", 100, 100, "规范名称相同"),
        ("青海示例藏药有限公司", "青海示例藏药股份有限公司", 90, 99, "除组织形式外"),
        ("青海金诃藏药药业有限公司", "青海金河藏药药业有限公司", 80, 99, "读音相同"),
        ("示例藏药有限公司", "青海示例藏药有限公司", 75, 90, "未冠行政区划"),
        ("青海示例藏药有限公司", "青海示例藏药有限公司西宁分公司", 1, 74, "分支机构"),
        ("青海示例藏药有限公司", "西藏示例藏药有限公司", 1, 74, "行政区划不同"),
        ("青海三江种业有限公司", "青海三源种业有限公司", 0, 74, ""),
        ("青海昆仑雪域牦牛乳业有限公司", "青海昆仑雪域牦牛乳叶有限公司", 75, 99, ""),
        ("青海大学", "西宁海关", 0, 40, ""),
        ("青海第一建筑工程有限公司", "青海第二建筑工程有限公司", 1, 74, "序号不同"),
        ("青海昆仑3号牧场有限公司", "青海昆仑4号牧场有限公司", 1, 74, "序号不同"),
    ],
)
def test_scores_and_reasons(one, other, low, high, reason):
    found = likeness(side(one), side(other), POINTS)
    assert low <= found.score <= high, found
    assert reason in "；".join(found.reasons)


def test_codes_decide_before_names():
    code, other = "91350100M000100Y43", "91440300708461136T"
    assert likeness(side("甲公司", credit_code=code), side("乙公司", credit_code=code), POINTS).score == 100
    same_name = likeness(side("甲公司", credit_code=code), side("甲公司", credit_code=other), POINTS)
    assert same_name.score == 40 and "统一社会信用代码不同" in same_name.reasons


def test_former_names_addresses_and_provinces_count():
    former = side("新名公司", former=frozenset({name_key("旧名公司")}))
    assert likeness(former, side("旧名公司"), POINTS).score == 95
    plain = likeness(side("青海示例藏药有限公司"), side("青海示例藏药股份有限公司"), POINTS).score
    there = {"address": "西宁市1号"}
    near = likeness(side("青海示例藏药有限公司", **there), side("青海示例藏药股份有限公司", **there), POINTS)
    assert plain < near.score < 100 and "地址相同" in near.reasons
    far = likeness(
        side("青海示例藏药有限公司", region_code="630102"),
        side("青海示例藏药股份有限公司", region_code="540102"),
        POINTS,
    )
    assert far.score < plain and "所在省份不同" in far.reasons


def person(address, region=""):
    return Side(identity_key("王伟", "individual", region, address), "individual", region_code=region, address=address)


def test_namesakes_are_asked_about_only_when_they_live_alike():
    assert likeness(person("西宁市城西区五四大街1号"), person("西宁市城西区五四大街1号院"), POINTS).score >= POINTS.ask
    assert likeness(person("甲路1号", "630102"), person("乙街99号3单元", "630103"), POINTS).score < POINTS.ask
    assert likeness(person("甲路1号"), side("王伟"), POINTS).score == 0
    assert likeness(person("格尔木市示例村12号"), person("格尔木市示例村129号"), POINTS).score < POINTS.ask


NAMES = st.lists(
    st.sampled_from([*"青海示例藏药科技金诃河", "有限公司", "股份有限公司", "分公司", "Co"]), min_size=1, max_size=9
).map("".join)
SIDES = st.builds(
    lambda name, kind, region, address, code: Side(
        identity_key(name, kind, region, address), kind, frozenset(), region, address, code
    ),
    NAMES, st.sampled_from(["enterprise", "individual"]), st.sampled_from(["", "630102", "540102"]),
    st.sampled_from(["", "西宁市1号", "西宁市2号"]), st.sampled_from(["", "91350100M000100Y43", "91440300708461136T"]),
)  # fmt: skip


@given(SIDES, SIDES)
def test_the_score_is_symmetric_and_whole_only_for_the_same(one, other):
    found, turned = likeness(one, other, POINTS), likeness(other, one, POINTS)
    assert found == turned and 0 <= found.score <= 100
    assert bool(found.score) == bool(found.reasons)
    if found.score == 100:
        assert one.key == other.key or one.credit_code == other.credit_code != ""
    assert likeness(one, one, POINTS).score >= 40


def test_trades_and_sounds():
    assert split_trade("金诃藏药药业") == ("金诃", "藏药药业") and split_trade("盐湖") == ("盐湖", "")
    assert sounds_alike("金诃", "金河") and not sounds_alike("金诃", "金湖") and not sounds_alike("金", "金河")


CORES = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=9)


@given(st.lists(CORES, max_size=8), st.lists(CORES, max_size=8))
def test_every_pair_that_differs_by_a_letter_is_compared(fresh, known):
    pairs, everybody = set(alike_pairs(fresh, known)), fresh + known
    for first in range(len(fresh)):
        for second in range(first + 1, len(everybody)):
            one, other = everybody[first], everybody[second]
            swapped = len(one) == len(other) >= 6 and sum(a != b for a, b in zip(one, other, strict=True)) <= 1
            if one == other or swapped:
                assert (first, second) in pairs
    assert all(first < second and first < len(fresh) for first, second in pairs)


def test_a_crowd_is_not_compared_with_itself():
    assert list(alike_pairs(["甲乙丙"] * 60, [])) == [] and list(alike_pairs([], ["甲"])) == []
