"""Who may do what where: a table of scope × row, and what a typing error does."""

import pytest

from qingzhi.base.permits import PUBLIC, SYSTEM, Actor, PermitRefused, Scope, UnknownPermit, check, declare, require
from qingzhi.base.permits.rules import region_prefix

declare("permits.test.read", "查看测试记录")


def person(scope: Scope | None, *, body_id: int | None = 7, region: str = "632200") -> Actor:
    grants = {"permits.test.read": scope} if scope else {}
    return Actor("person", "甲", user_id=1, body_id=body_id, region_code=region, role_title="经办", grants=grants)


@pytest.mark.parametrize(
    ("scope", "row", "allowed"),
    [
        (Scope.ALL, {"body_id": 8, "region_code": "630100"}, True),
        (Scope.BODY, {}, True),
        (Scope.BODY, {"body_id": 7}, True),
        (Scope.BODY, {"body_id": 8}, False),
        (Scope.BODY, {"region_code": "632200"}, False),
        (Scope.REGION, {"body_id": 8, "region_code": "632221"}, True),
        (Scope.REGION, {"body_id": 8, "region_code": "630100"}, False),
        (Scope.REGION, {"body_id": 7, "region_code": "630100"}, True),
        (Scope.REGION, {"body_id": 8}, False),
        (None, {}, False),
    ],
)
def test_scope_by_row(scope, row, allowed):
    assert bool(check(person(scope), "permits.test.read", **row)) is allowed


def test_a_regional_grant_without_a_region_reaches_nothing():
    assert not check(person(Scope.REGION, region=""), "permits.test.read", region_code="630100")
    assert not check(person(Scope.REGION, body_id=None, region=""), "permits.test.read", body_id=8)


def test_the_system_may_and_the_public_may_not():
    assert check(SYSTEM, "permits.test.read", body_id=99)
    assert not check(PUBLIC, "permits.test.read")


def test_unknown_permits_raise_for_everybody():
    for actor in (SYSTEM, PUBLIC, person(Scope.ALL)):
        with pytest.raises(UnknownPermit):
            check(actor, "permits.test.raed")


def test_a_refusal_says_who_can_help():
    with pytest.raises(PermitRefused) as refused:
        require(person(None), "permits.test.read")
    assert "安全管理员" in refused.value.reason
    assert refused.value.code == "permits.test.read"


def test_a_permit_has_one_meaning():
    with pytest.raises(ValueError, match="declared twice"):
        declare("permits.test.read", "别的意思")


@pytest.mark.parametrize(("code", "prefix"), [("630000", "63"), ("632200", "6322"), ("632221", "632221"), ("", "")])
def test_region_prefix(code, prefix):
    assert region_prefix(code) == prefix
