"""Which rows a permit reaches, by its scope; asked of bodies, which permits itself does not know."""

import pytest

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import PUBLIC, SYSTEM, Actor, Scope
from qingzhi.base.permits.reach import reached

CODE = "identity.body.manage"


@pytest.fixture
def bodies(db):
    """One of the province, one of a prefecture, one of its county."""
    codes = {"province": "630000", "prefecture": "630200", "county": "630224"}
    return {name: a_body(f"b-{name}", region=a_region(code)) for name, code in codes.items()}


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (Scope.ALL, {"province", "prefecture", "county"}),
        (Scope.REGION, {"prefecture", "county"}),
        (Scope.BODY, {"prefecture"}),
        (None, set()),
    ],
)
def test_by_scope(bodies, scope, seen):
    own = bodies["prefecture"]
    grants = {CODE: scope} if scope else {}
    actor = Actor(kind="person", name="某人", user_id=1, body_id=own.pk, region_code=own.region.code, grants=grants)
    rows = Body.objects.filter(
        reached(actor, CODE, body="pk", region="region__code"), pk__in=[one.pk for one in bodies.values()]
    )
    assert set(rows) == {bodies[name] for name in seen}


def test_the_system_reaches_all_the_public_nothing(bodies):
    rows = Body.objects.filter(pk__in=[one.pk for one in bodies.values()])
    assert rows.filter(reached(SYSTEM, CODE, body="pk", region="region__code")).count() == 3
    assert rows.filter(reached(PUBLIC, CODE, body="pk", region="region__code")).count() == 0
