"""Scores by hand: indices, spreads, demands, what is missing; chance; pairwise judgments."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from qingzhi.domains.metrics.rules.evaluation import Mark, Scale, Scaling, Taken, added_up, scaled
from qingzhi.domains.metrics.rules.judgments import JudgmentsIncomplete, weigh
from qingzhi.domains.metrics.rules.standing import count_edges, places, share_edges

D = Decimal


@dataclass(frozen=True)
class Criterion:
    code: str
    weight: Decimal
    parent: str = ""
    kind: str = "computed"


TREE = [
    Criterion("create", D(40), kind="group"),
    Criterion("filed", D(50), "create"),
    Criterion("granted", D(50), "create"),
    Criterion("protect", D(60), kind="group"),
    Criterion("days", D(100), "protect"),
]


@pytest.mark.parametrize(
    ("value", "base", "down", "points", "said"),
    [
        ("300", "150", False, "200", ""),
        ("150", "150", False, "100", ""),
        ("0", "150", False, "0", ""),
        ("40", "60", True, "150", ""),  # fewer days than in the base year: by the reciprocal
        ("120", "60", True, "50", ""),
        ("0", "60", True, None, "取倒数"),
        ("5", "0", False, None, "基期为零"),
        ("5", None, False, None, "没有基期数据"),
        (None, "5", False, None, "没有数据"),
    ],
)
def test_an_index_is_so_much_of_its_base(value, base, down, points, said):
    taken = Taken(D(value) if value else None, D(base) if base else None)
    mark = scaled(Scale(Scaling.BASE, down), {"x": taken})["x"]
    assert mark.points == (D(points) if points else None) and said in mark.note


def test_an_index_by_hand():
    """2016 against 2010: filings 1357/264, grants 271/41 with 50 % each of 40 %; days 90 → 60 with 60 %."""
    given = {"filed": ("1357", "264", False), "granted": ("271", "41", False), "days": ("60", "90", True)}
    marks = {
        code: scaled(Scale(Scaling.BASE, down), {"x": Taken(D(value), D(base))})["x"]
        for code, (value, base, down) in given.items()
    }
    found = added_up(TREE, marks)
    assert round(found["create"].points, 2) == D("587.50")  # (514.0152 + 660.9756) / 2
    assert found["protect"].points == D(150)
    assert round(found[""].points, 2) == D("325.00")  # 0.4 × 587.4954 + 0.6 × 150
    assert found["filed"].share == D("0.2") and found[""].held == 1


def test_a_spread_is_from_the_least_to_the_most():
    taken = {"a": Taken(D(10)), "b": Taken(D(30)), "c": Taken(D(50)), "d": Taken(None, why="未冻结")}
    up, down = (scaled(Scale(Scaling.SPREAD, side), taken) for side in (False, True))
    assert [up[key].points for key in "abcd"] == [D(0), D(50), D(100), None]
    assert [down[key].points for key in "abc"] == [D(100), D(50), D(0)] and up["d"].note == "未冻结"


def test_what_tells_nobody_apart_counts_for_nobody():
    found = scaled(Scale(Scaling.SPREAD), {"a": Taken(D(3)), "b": Taken(D(3))})
    assert {one.points for one in found.values()} == {None} and "不区分" in found["a"].note


@pytest.mark.parametrize(
    ("value", "down", "points"), [("15", False, "75"), ("40", False, "100"), ("40", True, "50"), ("0", True, "100")]
)
def test_a_demand_is_met_or_not(value, down, points):
    mark = scaled(Scale(Scaling.DEMAND, down, D(20)), {"x": Taken(D(value))})["x"]
    assert mark.points == D(points)


def test_the_weight_of_what_is_missing_goes_to_its_neighbours_and_that_is_said():
    found = added_up(TREE, {"filed": Mark(D(80)), "granted": Mark(None, note="没有数据"), "days": Mark(D(50))})
    assert found["create"].points == D(80) and "1 项" in found["create"].note
    assert found["filed"].share == D("0.4") and found["granted"].share == 0
    assert found[""].points == D(62) and found[""].held == D("0.8")  # 0.4 × 80 + 0.6 × 50
    nothing = added_up(TREE, {"filed": Mark(D(80))})
    assert nothing["protect"].points is None and nothing[""].points == D(80) and nothing[""].held == D("0.2")


def test_weights_that_do_not_come_to_a_hundred_are_taken_in_proportion():
    halves = [replace(one, weight=one.weight / 2) for one in TREE]
    marks = {"filed": Mark(D(80)), "granted": Mark(D(20)), "days": Mark(D(50))}
    assert added_up(halves, marks)[""] == added_up(TREE, marks)[""]
    none = added_up([replace(one, weight=D(0)) for one in TREE], marks)[""]
    assert (none.points, none.held) == (None, 0)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, "0", "3.7"), (1, "0.01", "5.6"), (10, "4.8", "18.4"), (100, "81.4", "121.6")]
)
def test_the_edges_of_a_count_are_those_of_the_tables(count, low, high):
    found = count_edges(count, D("1.96"))
    assert abs(found[0] - D(low)) < D("0.06") and abs(found[1] - D(high)) < D("0.06")


def test_the_edges_of_a_share_are_wilsons():
    low, high = share_edges(8, 10, D("1.96"))
    assert (round(low, 3), round(high, 3)) == (D("0.490"), D("0.943"))
    assert share_edges(0, 0, D("1.96")) == (0, 1)


def test_a_place_of_a_small_one_is_a_span():
    found = places(
        {"big": Mark(D(90), D(2)), "mid": Mark(D(50), D(3)), "tiny": Mark(D(47), D(20)), "last": Mark(D(10))}
    )
    assert {key: one.text for key, one in found.items()} == {
        "big": "1",
        "mid": "2（2–3）",
        "tiny": "3（2–3）",
        "last": "4",
    }
    shared = places({"a": Mark(D(50)), "b": Mark(D(50)), "c": Mark(D(20)), "none": Mark(None)})
    assert {key: one.place for key, one in shared.items()} == {"a": 1, "b": 1, "c": 3}


def test_a_count_moves_its_points_by_what_chance_may_do():
    low, high = count_edges(4, D("1.96"))
    taken = {
        "small": Taken(D(4), low=low, high=high),
        "big": Taken(D(400), low=D(400), high=D(400)),
        "none": Taken(D(0)),
    }
    marks = scaled(Scale(Scaling.SPREAD), taken)
    assert marks["small"].points == 1 and D("1.0") < marks["small"].reach < D("1.3") and marks["big"].reach == 0


def test_judgments_give_weights_and_their_consistency():
    """Saaty's own small case: 1, 3, 5 times."""
    found = weigh(["a", "b", "c"], {("a", "b"): 3, ("a", "c"): 5, ("b", "c"): 2})
    assert [round(found.weights[one], 1) for one in "abc"] == [64.8, 23.0, 12.2] and round(found.ratio, 3) == 0.003
    torn = weigh(["a", "b", "c"], {("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 3})
    assert torn.ratio > 0.1
    with pytest.raises(JudgmentsIncomplete):
        weigh(["a", "b", "c"], {("a", "b"): 3})
