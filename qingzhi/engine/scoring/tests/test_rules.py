"""The pure rules by tables: trees, draws, totals, ranking, votes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingzhi.engine.scoring.rules.criteria import Node, faults, shares, shares_below
from qingzhi.engine.scoring.rules.draw import GroupDrawn, commitment, draw_key, ordered, place, seat, substitute
from qingzhi.engine.scoring.rules.ranking import Standing, ranked
from qingzhi.engine.scoring.rules.totals import Thresholds, mean_of, total
from qingzhi.engine.scoring.rules.voting import carried, needed, quorum

BY = Thresholds(trim_from=7, trim_each=1, spread=Decimal(15), smallest_panel=5)


def node(code, weight, kind="hand", parent="", function=""):
    return Node(code, code, kind, Decimal(weight), parent, function)


TREE = [node("q", 40, "group"), node("q1", 25, parent="q"), node("q2", 75, parent="q"), node("e", 60)]


def test_leaves_count_by_the_product_of_their_weights():
    assert shares(TREE) == {"q1": Decimal("0.10"), "q2": Decimal("0.30"), "e": Decimal("0.6")}
    assert sum(shares(TREE).values()) == 1
    assert shares_below(TREE, "q") == {"q1": Decimal("0.25"), "q2": Decimal("0.75")}
    assert shares_below(TREE, "e") == {"e": Decimal(1)}
    assert shares_below(TREE, "none") == {}


@pytest.mark.parametrize(
    ("tree", "word"),
    [
        (TREE, ""),
        ([*TREE, node("b", 3, "bonus", function="f")], ""),
        ([node("a", 60), node("b", 39)], "合计为 99"),
        ([node("q", 100, "group"), node("q1", 50, parent="q"), node("q2", 40, parent="q")], "“q”之下"),
        ([node("a", 100), node("a", 100)], "重复"),
        ([node("a", 100, parent="x")], "不存在"),
        ([node("a", 100, "group")], "没有可评分"),
        ([node("a", 50), node("g", 50, "group")], "没有下级"),
        ([node("a", 100), node("b", 100, parent="a")], "不是指标组"),
        ([node("a", 100, "computed")], "计算方法"),
        ([node("a", 100), node("b", -1, "bonus", function="f")], "大于 0"),
        ([], "没有可评分"),
        ([node("x", 100), node("a", 100, "group", "b"), node("b", 100, "group", "a")], "成环"),
    ],
)
def test_a_tree_that_does_not_hold_says_why(tree, word):
    found = faults(tree)
    assert (found == []) if not word else any(word in one for one in found), found


# the draw


def test_the_order_is_plain_sha256():
    key = draw_key("seed", "", "digest")
    assert key == sha256(b"seed\n\ndigest").hexdigest()
    assert commitment("seed") == sha256(b"seed").hexdigest()
    assert place(key, "A", "001") == sha256(f"{key}:A:001".encode()).hexdigest()
    numbers = [f"{one:03d}" for one in range(1, 30)]
    assert ordered(key, "A", numbers) == sorted(numbers, key=lambda one: sha256(f"{key}:A:{one}".encode()).hexdigest())
    assert ordered(key, "A", numbers) != ordered(key, "B", numbers)


def test_another_public_number_gives_another_order():
    numbers = [f"{one:03d}" for one in range(1, 30)]
    assert ordered(draw_key("s", "1", "d"), "A", numbers) != ordered(draw_key("s", "2", "d"), "A", numbers)


def test_one_group_takes_the_first_of_its_order():
    numbers = [f"{one:03d}" for one in range(1, 20)]
    out = frozenset(ordered("k", "A", numbers)[:2])
    drawn = seat("k", numbers, [GroupDrawn("A", 5, out)])
    assert drawn.seats["A"] == [one for one in ordered("k", "A", numbers) if one not in out][:5]
    assert substitute("k", "A", numbers, [*out, *drawn.seats["A"]]) == ordered("k", "A", numbers)[7]
    assert substitute("k", "A", numbers, numbers) is None


def test_an_expert_comes_over_where_only_he_fits():
    """Two groups of one; the only one for B would have been taken by A."""
    first = ordered("k", "A", ["001", "002"])[0]
    other = "002" if first == "001" else "001"
    drawn = seat("k", ["001", "002"], [GroupDrawn("A", 1, frozenset()), GroupDrawn("B", 1, frozenset({other}))])
    assert drawn.seats == {"A": [other], "B": [first]}
    assert not drawn.short


@given(
    st.text("0123456789abcdef", min_size=1, max_size=8),
    st.integers(1, 14),
    st.lists(st.tuples(st.integers(1, 5), st.sets(st.integers(0, 13))), min_size=1, max_size=4),
)
def test_a_draw_is_fair_to_its_rules(key, people, wanted):
    """Nobody twice, nobody excluded, as many as can be seated (by brute matching), the same again."""
    numbers = [f"{one:03d}" for one in range(people)]
    groups = [
        GroupDrawn(f"G{index}", quota, frozenset(f"{one:03d}" for one in out))
        for index, (quota, out) in enumerate(wanted)
    ]
    drawn = seat(key, numbers, groups)
    seated = [one for rows in drawn.seats.values() for one in rows]
    assert len(seated) == len(set(seated))
    for group in groups:
        assert not set(drawn.seats[group.code]) & group.excluded
        assert len(drawn.seats[group.code]) + drawn.short.get(group.code, 0) == group.quota
    assert len(seated) == most_seated(numbers, groups)
    assert seat(key, numbers[::-1], groups[::-1]) == drawn


def most_seated(numbers, groups):
    """The size of the largest matching, by another way: Hall's deficiency over sets of groups."""
    from itertools import combinations

    total_quota = sum(one.quota for one in groups)
    worst = 0
    for size in range(1, len(groups) + 1):
        for some in combinations(groups, size):
            near = {number for number in numbers if any(number not in one.excluded for one in some)}
            worst = max(worst, sum(one.quota for one in some) - len(near))
    return total_quota - worst


# totals


@pytest.mark.parametrize(
    ("totals", "mean", "dropped", "wide"),
    [
        ([], None, 0, False),
        ([80], "80.00", 0, False),
        ([60, 70, 80, 90, 100], "80.00", 0, False),
        ([60, 70, 80, 90, 100, 100], "83.33", 0, False),
        ([10, 70, 80, 80, 80, 90, 100], "80.00", 2, True),
        ([80] * 7, "80.00", 2, False),
        ([50, 50, 90, 90, 90], "74.00", 0, True),
        ([65, 65, 95, 95], "80.00", 0, False),  # σ is exactly 15: not above
    ],
)
def test_the_mean_drops_one_high_and_one_low_from_seven_on(totals, mean, dropped, wide):
    found = mean_of([Decimal(one) for one in totals], BY)
    assert (str(found.value) if found.value is not None else None) == mean
    assert len(found.dropped) == dropped
    assert found.too_wide is wide


def test_the_numbers_of_the_rules_are_not_in_the_rule():
    rows = [Decimal(one) for one in (0, 50, 100)]
    assert mean_of(rows, replace(BY, trim_from=3, spread=Decimal(50))).value == 50
    assert not mean_of(rows, replace(BY, spread=Decimal(50))).too_wide


def test_a_total_is_rounded_as_people_count():
    assert total({"a": Decimal("33.33"), "b": Decimal("50.01")}, {"a": Decimal("0.5"), "b": Decimal("0.5")}) == Decimal(
        "41.67"
    )


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=15))
def test_a_mean_lies_between_its_scores(totals):
    found = mean_of(totals, BY)
    assert min(totals) <= found.value <= max(totals)
    assert found.spread <= 50


# ranking


def test_ties_are_broken_by_the_named_criterion_and_said_so():
    rows = [
        Standing(1, 1, Decimal(80), Decimal(70)), Standing(2, 2, Decimal(90), Decimal(1)), Standing(3, 3, Decimal(80), Decimal(75)),
        Standing(4, 4, None), Standing(5, 5, Decimal(80), Decimal(70)), Standing(6, 6, Decimal(60)),
    ]  # fmt: skip
    found = {one.key: one for one in ranked(rows, "运用成效")}
    assert {key: one.place for key, one in found.items()} == {2: 1, 3: 2, 1: 3, 5: 3, 6: 5, 4: None}
    assert "按“运用成效”的平均分 75 排序" in found[3].reason
    assert found[1].reason.endswith("并列")
    assert found[2].reason == "按得分排序"


def test_without_a_criterion_equals_share_the_place():
    found = ranked([Standing(1, 1, Decimal(80)), Standing(2, 2, Decimal(80)), Standing(3, 3, Decimal(70))])
    assert [one.place for one in found] == [1, 1, 3]


# votes


@pytest.mark.parametrize(("members", "least"), [(9, 6), (10, 7), (11, 8), (15, 10), (1, 1), (3, 2)])
def test_two_thirds_of_people(members, least):
    assert needed(members, Fraction(2, 3)) == least
    assert quorum(members, least, Fraction(2, 3)).passed
    assert not quorum(members, least - 1, Fraction(2, 3)).passed
    assert carried(members, least, Fraction(2, 3)).passed
    assert not carried(members, least - 1, Fraction(2, 3)).passed


def test_nobody_there_decides_nothing():
    assert not quorum(0, 0, Fraction(2, 3)).passed
    assert not carried(0, 0, Fraction(2, 3)).passed
