"""The drawing of statecharts: layers, order, places; and what the diagram says."""

from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingzhi.engine.procedures.diagram import diagram_of
from qingzhi.engine.procedures.rules.layering import crossings, layers_of, ordered, without_cycles
from qingzhi.engine.procedures.rules.layout import NODE_HEIGHT, apart, drawing_of
from qingzhi.engine.procedures.testing import sample_procedure


@pytest.mark.parametrize(
    ("edges", "turned"),
    [
        ([("a", "b"), ("b", "c")], [False, False]),
        ([("a", "b"), ("b", "a")], [False, True]),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")], [False, False, True, False]),
    ],
)
def test_ways_that_lead_back_are_turned(edges, turned):
    assert without_cycles("abc", edges) == turned


def test_a_node_stands_after_the_longest_way_to_it():
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    assert layers_of("abcd", edges) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_an_order_without_crossings_is_found():
    layers, links = [["a", "b"], ["x", "y"]], [("a", "y"), ("b", "x")]
    assert crossings(layers, links) == 1
    assert crossings(ordered(layers, links), links) == 0


@pytest.mark.parametrize(
    ("wanted", "separations", "found"),
    [
        ([0, 100], [10], [0, 100]),
        ([0, 0], [10], [-5, 5]),
        ([10, 0], [10], [0, 10]),
        ([0, 0, 0], [10, 10], [-10, 0, 10]),
    ],
)
def test_neighbours_are_kept_apart_with_the_least_moving(wanted, separations, found):
    assert apart(wanted, separations) == pytest.approx(found)


NAMES = "abcdefgh"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), unique=True))
def test_no_boxes_lie_on_each_other_and_every_way_joins_its_boxes(edges):
    drawing = drawing_of(list(NAMES), edges, dict.fromkeys(NAMES, 100.0), [50.0] * len(edges))
    for one, other in combinations(drawing.boxes.values(), 2):
        assert abs(one.x - other.x) >= 100 or abs(one.y - other.y) >= NODE_HEIGHT
    for box in drawing.boxes.values():
        assert box.x - box.width / 2 >= 0
        assert box.x + box.width / 2 <= drawing.width
        assert box.height / 2 <= box.y <= drawing.height - box.height / 2
    assert [(way.source, way.target) for way in drawing.ways] == edges
    for way in drawing.ways:
        for name, (x, y) in ((way.source, way.points[0]), (way.target, way.points[-1])):
            box = drawing.boxes[name]
            assert abs(x - box.x) == pytest.approx(box.width / 2)
            assert abs(y - box.y) < box.height / 2


def test_the_diagram_shows_the_place_and_the_way_taken():
    entries = [SimpleNamespace(step="submit", from_state="draft", to_state="submitted"),
               SimpleNamespace(step="accept", from_state="submitted", to_state="review")]  # fmt: skip
    found = diagram_of(sample_procedure(), "review", entries)
    assert {one.code for one in found.nodes if one.standing == "past"} == {"draft", "submitted"}
    assert [one.code for one in found.nodes if one.standing == "now"] == ["review"]
    assert {one.label for one in found.lines if one.taken} == {"提交", "受理"}
    assert "现在“审查中”" in found.told
    words = dict(found.words)
    assert "退回补正（经办）→ 待补正" in words["待受理"]


def test_the_public_sees_its_own_words_and_no_inner_step():
    found = diagram_of(sample_procedure(), for_public=True)
    labels = {text for one in found.nodes for text, _ in one.lines}
    assert "请补正材料" in labels
    assert "待补正" not in labels
    assert not any("失败" in way for _, ways in found.words for way in ways)
