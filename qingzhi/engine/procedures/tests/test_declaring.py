"""Declarations that could leave a case nowhere to go are refused."""

import pytest

from qingzhi.engine.procedures.checking import problems_of
from qingzhi.engine.procedures.declaring import Lane, State, Step
from qingzhi.engine.procedures.registry import every_version
from qingzhi.engine.procedures.terms import Outcome, Waits
from qingzhi.engine.procedures.testing import sample_procedure

GOOD = sample_procedure(version=1)


def test_the_sample_and_every_declared_procedure_hold():
    assert problems_of(GOOD) == []
    assert [problem for one in every_version() for problem in problems_of(one) if one.version < 90] == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"initial": "nowhere"}, "initial state nowhere is not declared"),
        ({"states": (*GOOD.states, State("island", "孤岛"))}, "state island can never be reached"),
        ({"states": (*GOOD.states, State("draft", "草稿"))}, "state draft is declared twice"),
        (
            {"states": (*GOOD.states, State("trap", "陷阱")),
             "steps": (*GOOD.steps, Step("fall", "落入", ("review",), "trap", "desk"))},
            "a case in state trap can never end",
        ),
        ({"steps": (*GOOD.steps, Step("x", "x", ("review",), "gone", "desk"))}, "leads to unknown state gone"),
        ({"steps": (*GOOD.steps, Step("x", "x", ("gone",), "review", "desk"))}, "leaves unknown state gone"),
        ({"steps": (*GOOD.steps, Step("x", "x", ("review",), "granted", "none"))}, "is in unknown lane none"),
        (
            {"steps": (*GOOD.steps, Step("x", "x", ("review",), "granted", "desk", effects=("no.such",)))},
            "names no.such, which nobody registered",
        ),
        (
            {"steps": (*GOOD.steps, Step("x", "x", ("review",), "granted", "desk", other_than="y"))},
            "another than step y, which is not declared",
        ),
        ({"lanes": (*GOOD.lanes, Lane("l", "l", "no.permit"))}, "names permit no.permit, which nobody declared"),
        (
            {"states": tuple(State(s.code, s.label, Waits.DESK, outcome=None) for s in GOOD.states)},
            "no state ends it",
        ),
    ],
)  # fmt: skip
def test_each_problem_is_told(changes, told):
    assert any(told in problem for problem in problems_of(sample_procedure(version=7, **changes)))


def test_outcomes_have_labels():
    assert all(one.label for one in Outcome)
