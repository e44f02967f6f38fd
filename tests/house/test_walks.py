"""Every declared procedure is walked, by directed walks that come everywhere and at random; what must hold holds on the way.

A procedure without a walk fails here: write one (`walks/`), as `docs/howto/add-a-procedure.md` says.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, note, settings
from hypothesis import strategies as st

from qingzhi.base import clock
from qingzhi.engine.procedures.registry import all_procedures, procedure_of
from qingzhi.engine.procedures.terms import Relation

from .walks.every import OWED, WALKS
from .walks.walker import HOWS, Walker

REFERENCE = Path(__file__).resolve().parents[2] / "qingzhi" / "config" / "reference"
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
MOVES = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(HOWS)), min_size=5, max_size=18)


@pytest.fixture
def made(db, request):
    """The cases of a procedure's variants, each in its first state."""
    walk = request.param
    with clock.fixed(walk.starts_on):
        return walk, {name: make() for name, make in walk.variants.items()}


def each(walks=WALKS):
    return pytest.mark.parametrize("made", walks.values(), ids=list(walks), indirect=True)


def test_every_procedure_has_a_walk():
    real = {
        one.code for one in all_procedures() if not one.code.startswith("sample.")
    }  # tests declare one of their own
    assert {code for code in real - set(WALKS) if not code.startswith(OWED)} == set()
    assert set(WALKS) <= real


def test_every_lane_is_somebody_s_as_it_is_shipped():
    with (REFERENCE / "grants.csv").open() as file:
        held = {(row["permit"], row["role"]) for row in csv.DictReader(file)}
    with (REFERENCE / "roles.csv").open() as file:
        by_mandate = {row["code"] for row in csv.DictReader(file) if row["by_mandate"] == "1"}
    for code in WALKS:
        for lane in procedure_of(code).lanes:
            roles = {role for permit, role in held if permit == lane.permit}
            assert roles, f"{code}: nobody holds {lane.permit}"
            assert lane.relation is Relation.APPLICANT or lane.may or roles - by_mandate, (
                f"{code}: no desk holds {lane.permit}"
            )


@each()
def test_directed_walks_come_to_every_state_and_take_every_step(made):
    walk, cases = made
    declared, reached, taken = procedure_of(walk.code), set(), Counter()
    for variant, path in walk.paths:
        with transaction.atomic():
            point = transaction.savepoint()
            walker = Walker(walk, cases[variant])
            walker.follow(path)
            transaction.savepoint_rollback(point)
        reached |= walker.reached
        taken += walker.taken
    assert {one.code for one in declared.states} - reached == set(), "no walk comes there"
    assert {one.code for one in declared.steps} - set(taken) == set(), "no walk takes them"


@each()
@settings(max_examples=16, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=SLOW)
@given(variant=st.integers(0, 3), moves=MOVES)
def test_random_walks_break_nothing(made, variant, moves):
    walk, cases = made
    name = sorted(cases)[variant % len(cases)]
    with transaction.atomic():
        point = transaction.savepoint()
        walker = Walker(walk, cases[name])
        try:
            for pick, how in moves:
                walker.stray(pick, how)
        finally:
            note(f"{name}: {'; '.join(walker.told)}")
        for step, count in walker.refused.items():
            event(f"{walk.code} {step} refused", count)
        assert sum(walker.taken.values()) == walker.case.revision - cases[name].revision
        transaction.savepoint_rollback(point)
