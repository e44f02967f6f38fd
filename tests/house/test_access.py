"""Every route says who may open it; every permit is known, granted and separated."""

import csv
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from qingzhi.base.permits import all_permits, permit

REFERENCE = Path(__file__).resolve().parents[2] / "qingzhi" / "config" / "reference"
LIBRARY = ("mozilla_django_oidc.",)


def routes(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def test_no_route_without_declared_access():
    bare = [path for path, view in routes() if not hasattr(view, "access") and not view.__module__.startswith(LIBRARY)]
    assert bare == []


def test_every_route_asks_for_a_permit_that_exists():
    for _, view in routes():
        access = getattr(view, "access", None)
        if access is not None and access.kind == "permit":
            permit(access.permit)


def test_every_operation_of_the_api_asks_for_a_permit_or_is_a_read_open_to_all():
    operations = [one for _, view in routes() for one in getattr(getattr(view, "access", None), "operations", ())]
    assert len(operations) > 20
    for method, access in operations:
        if access.kind == "permit":
            permit(access.permit)
        else:
            assert (access.kind, method) == ("public", "GET")


def test_grants_name_known_roles_and_permits_and_keep_duties_apart():
    with (REFERENCE / "roles.csv").open() as file:
        duties = {row["code"]: row["duty"] for row in csv.DictReader(file)}
    with (REFERENCE / "grants.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len({(row["role"], row["permit"]) for row in rows}) == len(rows), "a grant stands twice"
    for row in rows:
        assert permit(row["permit"]).duty == duties[row["role"]], row
        assert row["scope"] in {"body", "region", "all"}, row


def test_every_permit_is_granted_to_somebody():
    with (REFERENCE / "grants.csv").open() as file:
        granted = {row["permit"] for row in csv.DictReader(file)}
    system_only = {"regions.load"}
    real = {one.code for one in all_permits() if ".test." not in one.code}  # tests declare some of their own
    assert sorted(real - granted - system_only) == []
