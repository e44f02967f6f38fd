"""Every call through the doorway: tokens, limits, permits, problems, conditions, repetition, pages."""

import json
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.api.access import UndeclaredAccess, access_of, needs, open_operation
from qingzhi.base.api.actions import forget_answers, revoke_token
from qingzhi.base.api.assembly import OpenToAll, build_api
from qingzhi.base.api.models import ApiToken, GivenAnswer
from qingzhi.base.api.testing import Program, a_token
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import User
from qingzhi.base.identity.queries import actor_in
from qingzhi.base.identity.testing import a_region
from qingzhi.base.permits import UnknownPermit
from qingzhi.base.regions.models import Region

WRITE = "api.test.write"
pytestmark = [pytest.mark.django_db, pytest.mark.urls("qingzhi.base.api.tests.urls")]


@pytest.fixture(autouse=True)
def _fresh_limits():
    caches["limits"].clear()


@pytest.fixture
def program():
    return Program(a_token("robot", WRITE)[1])


def problem(response, status, code):
    found = json.loads(response.content)
    assert response.status_code == status, found
    assert response["Content-Type"] == "application/problem+json"
    assert found["status"] == status and found["type"].endswith(f"#{code}")
    assert found["title"] and found["detail"].endswith(("。", "！")) and found["instance"].startswith("/api/")
    return found


def test_reading_needs_no_token_and_says_what_is_left(settings):
    settings.QINGZHI_API_PUBLIC_PER_MINUTE = 3
    a_region()
    with clock.fixed(clock.real_now()):
        response = Program().get("/places/630000")
    assert response.status_code == 200 and json.loads(response.content)["name"] == "青海省"
    assert response["RateLimit"].startswith('"public";r=2;t=') and response["RateLimit-Policy"] == '"public";q=3;w=60'
    assert "Authorization" in response["Vary"]


@pytest.mark.parametrize("header", ["Bearer x", "Bearer qz_00000000_ff", "Basic abc", "Bearer ", "Bearer qz__", "qz_"])
def test_a_token_that_opens_nothing_is_refused_even_for_public_reads(header):
    response = Program().get("/places", Authorization=header)
    problem(response, 401, "unauthenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_ends_with_its_time_its_revocation_its_post_and_its_account():
    token, text = a_token("robot", WRITE)
    program = Program(text)
    assert program.get("/places").status_code == 200
    with clock.fixed(clock.real_now() + timedelta(days=31)):
        problem(program.get("/places"), 401, "unauthenticated")
    User.objects.filter(pk=token.user_id).update(is_active=False)
    problem(program.get("/places"), 401, "unauthenticated")
    User.objects.filter(pk=token.user_id).update(is_active=True)
    token.post.valid_to = clock.today()
    token.post.save()
    problem(program.get("/places"), 401, "unauthenticated")
    token.post.valid_to = None
    token.post.save()
    assert program.get("/places").status_code == 200
    revoke_token(actor=actor_in(token.post, user=token.user), token=token)
    problem(program.get("/places"), 401, "unauthenticated")


def test_only_the_digest_is_kept_and_the_use_is_noted():
    token, text = a_token("robot", WRITE)
    secret = text.rpartition("_")[2]
    assert len(secret) == 64 and secret not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert not AuditEntry.objects.filter(changes__icontains=secret).exists()
    Program(text).get("/places")
    token.refresh_from_db()
    assert token.used_at is not None and token.used_from == "127.0.0.1"


def test_writing_needs_a_token_with_the_scope_and_a_post_with_the_permit(program):
    body = {"code": "630100", "name": "西宁市"}
    problem(Program().post("/places", body), 401, "unauthenticated")
    narrow = Program(a_token("narrow", WRITE, scopes=())[1])
    assert problem(narrow.post("/places", body), 403, "forbidden")["permit"] == WRITE
    token, text = a_token("former", WRITE)
    token.post.role.grants.all().delete()
    assert "岗位现在没有" in problem(Program(text).post("/places", body), 403, "forbidden")["detail"]
    assert program.post("/places", body).status_code == 201
    entry = AuditEntry.objects.get(action="api.test")
    assert entry.actor_name == "robot" and "接口令牌" in entry.role_title


def test_a_session_counts_for_nothing(program):
    client = Client()
    client.force_login(User.objects.get(username="robot"), backend="qingzhi.base.identity.backends.PasswordBackend")
    response = client.post("/api/v1/places", '{"code": "630100", "name": "西宁市"}', content_type="application/json")
    problem(response, 401, "unauthenticated")
    assert not Region.objects.filter(code="630100").exists()


def test_limits_by_address_and_by_token(settings, program):
    settings.QINGZHI_API_PUBLIC_PER_MINUTE, settings.QINGZHI_API_TOKEN_PER_MINUTE = 2, 3
    with clock.fixed(clock.real_now().replace(second=10)):
        for _ in range(2):
            assert Program().get("/places").status_code == 200
        response = Program().get("/places")
        problem(response, 429, "too-many-requests")
        assert response["Retry-After"] == "50" and "r=0;t=50" in response["RateLimit"]
        problem(Program().get("/places", Authorization="Bearer qz_00000000_f"), 429, "too-many-requests")
        for _ in range(3):
            assert program.get("/places").status_code == 200
        problem(program.get("/places"), 429, "too-many-requests")
        stranger = Program()
        stranger.client.defaults["REMOTE_ADDR"] = "10.0.0.9"
        assert stranger.get("/places").status_code == 200
    with clock.fixed(clock.real_now() + timedelta(minutes=2)):
        assert Program().get("/places").status_code == 200


def test_every_kind_of_error_is_a_problem_document(program, settings):
    problem(program.get("/nowhere"), 404, "not-found")
    problem(program.call("POST", "/nowhere/at/all", {}), 404, "not-found")
    problem(program.get("/places/999999"), 404, "not-found")
    response = program.call("DELETE", "/places/630000")
    problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS, PATCH"
    found = problem(program.post("/places", {"code": "1"}), 422, "invalid")
    assert [(one["pointer"], one["detail"]) for one in found["errors"]] == [
        ("/code", "不能少于 6 个字符"),
        ("/name", "缺少这一项"),
    ]
    found = problem(program.get("/places?since=yesterday&limit=0"), 422, "invalid")
    assert {one["name"]: one["detail"] for one in found["errors"]} == {
        "since": "须为日期，例如 2018-07-01",
        "limit": "不能小于 1",
    }
    assert problem(program.get("/places?lvel=county"), 422, "invalid")["errors"][0]["name"] == "lvel"
    assert program.patch("/places/1", {"name": "x", "other": 1}, If_Match="*").status_code == 422
    bad = program.client.generic("POST", "/api/v1/places", "{", content_type="application/json", headers=auth(program))
    problem(bad, 400, "bad-request")
    text = program.client.generic("POST", "/api/v1/places", "a=b", content_type="text/plain", headers=auth(program))
    problem(text, 415, "unsupported-media-type")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    problem(program.post("/places", {"code": "630100", "name": "西宁市"}), 413, "too-large")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10**6
    problem(program.post("/places", {"code": "630100", "name": "机密★10年"}), 422, "classified")
    assert not Region.objects.filter(code="630100").exists()


def auth(program):
    return {"Authorization": f"Bearer {program.token}"}


def test_a_refusal_is_a_conflict_and_a_fault_tells_only_its_number(program, caplog):
    a_region()
    found = problem(program.post("/places", {"code": "630100", "name": "青海省"}), 409, "conflict")
    assert found["detail"] == "这个名称已有人使用。"
    found = problem(program.post("/places", {"code": "630100", "name": "炸"}), 500, "server-error")
    assert found["reference"] in found["detail"] and "secret" not in json.dumps(found)
    assert found["reference"] in caplog.text


def test_what_fails_before_the_api_is_a_problem_document_too(settings):
    problem(Client().get("/api/v1/places", headers={"Host": "evil.example"}), 400, "bad-request")
    assert Client().get("/nowhere/").headers["Content-Type"].startswith("text/html")


def test_head_and_options():
    a_region()
    got, head = Program().get("/places/630000"), Program().call("HEAD", "/places/630000")
    assert head.content == b"" and head["Content-Length"] == str(len(got.content)) and head["ETag"] == got["ETag"]
    options = Program().call("OPTIONS", "/places")
    assert options.status_code == 204 and options["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_an_unchanged_record_is_not_sent_again_and_nobody_overwrites_blindly(program):
    a_region()
    tag = program.get("/places/630000")["ETag"]
    same = program.get("/places/630000", If_None_Match=f'W/"x", {tag}')
    assert same.status_code == 304 and same.content == b"" and same["ETag"] == tag
    problem(program.patch("/places/630000", {"name": "甲"}), 428, "precondition-required")
    assert program.patch("/places/630000", {"name": "甲"}, If_Match=tag).status_code == 200
    problem(program.patch("/places/630000", {"name": "乙"}, If_Match=tag), 412, "precondition-failed")
    assert Region.objects.get().name == "甲"
    assert program.get("/places/630000", If_None_Match=tag).status_code == 200


def test_a_repeated_post_is_answered_as_the_first_time(program):
    body = {"code": "630100", "name": "西宁市"}
    first = program.post("/places", body, Idempotency_Key="k1")
    again = program.post("/places", body, Idempotency_Key="k1")
    assert (first.status_code, first.content) == (again.status_code, again.content) == (201, first.content)
    assert again["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first
    assert Region.objects.count() == 2  # the body's own and this one
    problem(program.post("/places", {**body, "name": "别处"}, Idempotency_Key="k1"), 422, "key-reused")
    other = Program(a_token("other", WRITE)[1])
    problem(other.post("/places", body, Idempotency_Key="k1"), 409, "conflict")
    problem(program.post("/places", body, Idempotency_Key="x" * 129), 422, "invalid")


def test_a_refused_post_leaves_its_key_free_and_keys_are_forgotten(program):
    problem(program.post("/places", {"code": "630100", "name": "炸"}, Idempotency_Key="k"), 500, "server-error")
    assert program.post("/places", {"code": "630100", "name": "西宁市"}, Idempotency_Key="k").status_code == 201
    assert forget_answers() == 0
    with clock.fixed(clock.real_now() + timedelta(hours=25)):
        assert forget_answers() == 1
    assert GivenAnswer.objects.count() == 0


def test_pages_go_on_after_the_last_row_whatever_was_added():
    for number in range(1, 8):
        a_region(f"6301{number:02}", f"县{number}")
    seen, path = [], "/places?limit=3&level=county"
    while path:
        found = json.loads(Program().get(path).content)
        seen += [one["code"] for one in found["items"]]
        path = (found["next"] or "").removeprefix("/api/v1")
        Region.objects.filter(code="630101").update(name="改")
        if len(seen) == 3:
            a_region("630109", "后来的县")
    assert seen == [f"6301{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 9)]


@pytest.mark.parametrize("cursor", ["x", "!!!", "MS4y", "a" * 401])
def test_a_made_up_cursor_is_refused(cursor):
    problem(Program().get(f"/places?cursor={cursor}"), 422, "invalid")


def test_a_cursor_belongs_to_its_filters():
    for number in range(1, 4):
        a_region(f"6301{number:02}", f"县{number}")
    cursor = json.loads(Program().get("/places?limit=1&level=county").content)["next_cursor"]
    assert Program().get(f"/places?limit=2&level=county&cursor={cursor}").status_code == 200
    found = problem(Program().get(f"/places?level=province&cursor={cursor}"), 422, "invalid")
    assert found["errors"][0]["name"] == "cursor"


def test_operations_without_access_do_not_start():
    from ninja import Router

    def bare(request):
        return {}

    def api_of(operation, method):
        router = Router()
        getattr(router, method)("/x")(operation)
        return build_api({"": router}, title="x", version="1", description="")

    with pytest.raises(UndeclaredAccess):
        api_of(bare, "get")
    with pytest.raises(OpenToAll):
        api_of(open_operation(bare), "post")
    with pytest.raises(UnknownPermit):
        access_of(needs("api.test.unknown")(bare))
