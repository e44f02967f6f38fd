"""The description of the API: valid OpenAPI 3.1, every operation guarded, every problem told, no page from elsewhere."""

import json
import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from qingzhi.base.api.access import RouteAccess
from qingzhi.base.permits import permit

METHODS = {"get", "post", "put", "patch", "delete"}
TYPES = {"string", "integer", "number", "boolean", "object", "array", "null"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def description():
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    return json.loads(response.content)


def operations(description):
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def schemas(value):
    """Every schema object in a description."""
    if isinstance(value, dict):
        if "schema" in value:
            yield value["schema"]
        for one in value.values():
            yield from schemas(one)
    elif isinstance(value, list):
        for one in value:
            yield from schemas(one)


def test_it_has_what_openapi_3_1_demands(description):
    assert re.fullmatch(r"3\.1\.\d+", description["openapi"])
    assert set(description) <= {"openapi", "info", "paths", "components", "servers", "tags", "security", "webhooks"}
    assert description["info"]["title"] and description["info"]["version"]
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names)) > 15
    for path, method, operation in operations(description):
        assert path.startswith("/api/v1/") and method in METHODS
        given = [(one["in"], one["name"]) for one in operation["parameters"]]
        assert len(given) == len(set(given)), path
        assert {name for place, name in given if place == "path"} == set(re.findall(r"{(\w+)}", path))
        assert all(one["required"] for one in operation["parameters"] if one["in"] == "path")
        assert all("schema" in one for one in operation["parameters"])
        for status, response in operation["responses"].items():
            assert re.fullmatch(r"[1-5]\d\d", status) and response["description"]
        if "requestBody" in operation:
            assert method != "get" and operation["requestBody"]["content"]


def test_every_reference_leads_somewhere_and_every_type_is_one(description):
    text = json.dumps(description)
    for reference in set(re.findall(r'"\$ref": "([^"]+)"', text)):
        found = description
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert isinstance(found, dict)
    kinds = set(
        re.findall(r'"type": "(\w+)"', json.dumps([list(schemas(description)), description["components"]["schemas"]]))
    )
    assert kinds <= TYPES


def test_every_operation_says_which_problems_and_whose_permit(description):
    for path, method, operation in operations(description):
        problems = {status: one for status, one in operation["responses"].items() if status >= "400"}
        assert {"401", "404", "422", "429", "500"} <= set(problems), path
        assert all(list(one["content"]) == ["application/problem+json"] for one in problems.values())
        assert re.search(r"[\u4e00-\u9fff]", operation["summary"]) and operation["description"]
        if method == "get" and "x-permit" not in operation:
            assert {} in operation["security"]
        else:
            assert permit(operation["x-permit"]["code"]) and "403" in problems
            assert operation["security"] == [{"token": [operation["x-permit"]["code"]]}, {"signature": []}]
    changing = description["paths"]["/api/v1/rights/{kind}/{number}"]["patch"]["responses"]
    assert {"412", "428", "415", "413", "409"} <= set(changing)


def routes(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry)
        elif isinstance(entry, URLPattern):
            yield entry.callback


def test_every_write_asks_for_a_permit():
    found = [view.access for view in routes() if isinstance(getattr(view, "access", None), RouteAccess)]
    assert len(found) > 15
    for access in found:
        for method, operation in access.operations:
            assert operation.kind == "permit" or method == "GET"
            if operation.kind == "permit":
                permit(operation.permit)


def test_the_page_lists_every_operation_and_loads_nothing_from_elsewhere(description):
    page = Client().get("/api/v1/").content.decode()
    for path, _, _ in operations(description):
        assert path in page
    assert "http://" not in page.replace("http://testserver", "") and "https://" not in page
    assert 'id="too-many-requests"' in page


@pytest.mark.parametrize("path", ["/api/", "/api/v2/rights", "/api/v1/nothing", "/api/v1/rights/patent"])
def test_unknown_addresses_are_problem_documents(path):
    response = Client().get(path)
    assert response.status_code == 404 and response["Content-Type"] == "application/problem+json"


def test_a_number_that_holds_a_stroke_has_an_address():
    from django.urls import resolve, reverse

    address = reverse("api:right", args=["gi", "2017N11/示例羊"])
    assert resolve("/api/v1/rights/gi/2017N11/示例羊").kwargs == {"kind": "gi", "number": "2017N11/示例羊"}
    assert "2017N11/" in address
    assert resolve("/api/v1/rights/gi/2017N11/示例羊/statuses").kwargs["number"] == "2017N11/示例羊"
