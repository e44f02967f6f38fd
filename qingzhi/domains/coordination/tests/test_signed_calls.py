"""Signed calls of other bodies' systems: let in once, for the own body, with purpose and basis in the trail; anything else refused."""

import base64
import json
from datetime import date, timedelta

import pytest
from django.core.cache import caches

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.actions import store_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, PermitRefused

from ..actions import send_handover
from ..actions.signing import forget_nonces, register_key, revoke_key
from ..models import Handover, PartnerKey, SharedReading, UsedNonce
from ..refusals import ValueNotValid
from ..rules.signatures import NotReadable, digest_of, is_digest_of, public_key_written, read_signature
from ..terms import HandoverKind
from ..testing import body_of, make_rules, make_transfer, somebody
from ..testing.signing import Partner

pytestmark = pytest.mark.django_db
READS = ("coordination.view", "coordination.send", "coordination.answer")
PARTS = '("@method" "@path" "@query" "content-digest" "qingzhi-purpose" "qingzhi-basis")'
SIGNED = f"qz=:{'A' * 86}==:"


@pytest.fixture(autouse=True)
def _rules():
    caches["limits"].clear()
    make_rules()
    with clock.fixed(date(2018, 9, 26)):
        yield


@pytest.fixture
def police():
    return Partner(body_of("police"), *READS)


def asked(**values):
    usual = {
        "actor": somebody("office"), "kind": HandoverKind.ASSIST, "sender": body_of("office"), "receiver": body_of("police"),
        "title": "请协助查询进货记录", "asked": "查询示例商行2018年进货记录。", "basis": "处罚程序规定第四十五条",
    }  # fmt: skip
    return send_handover(**{**usual, **values})


def problem(response, status, text):
    found = json.loads(response.content)
    assert response.status_code == status and text in found["detail"], found
    return found


def test_a_signed_call_reads_and_answers_and_leaves_purpose_and_basis(police):
    made = asked()
    listed = json.loads(police.call("GET", "/handovers?way=in&waiting=true").content)
    assert [one["id"] for one in listed["items"]] == [made.pk] and listed["items"][0]["sender"] == "office"
    answered = police.call("POST", f"/handovers/{made.pk}/answer", {"reply": "accept", "text": "已查，无记录"})
    assert answered.status_code == 200 and json.loads(answered.content)["reply"]["code"] == "accept"
    made.refresh_from_db()
    assert made.answered_by == "执法办案系统（示例公安局）"
    calls = AuditEntry.objects.filter(action="coordination.call").order_by("pk")
    assert [one.changes["request"][1] for one in calls] == [
        "GET /api/v1/handovers?way=in&waiting=true",
        f"POST /api/v1/handovers/{made.pk}/answer?",
    ]
    last = calls.last()
    assert (last.body_name, last.actor_kind, last.reason) == ("示例公安局", "program", "国务院令第310号第八条")
    assert last.changes["purpose"][1] == "办理移送案件"


def test_the_same_request_twice_is_refused_and_the_trail_says_so(police):
    made = asked()
    sent = {"created": int(clock.real_now().timestamp()), "nonce": "n1"}
    body = {"reply": "accept", "text": "已查"}
    assert police.call("POST", f"/handovers/{made.pk}/answer", body, **sent).status_code == 200
    problem(police.call("POST", f"/handovers/{made.pk}/answer", body, **sent), 401, "nonce 重复")
    assert AuditEntry.objects.filter(action="coordination.refuse_call").count() == 1
    assert UsedNonce.objects.count() == 1 and forget_nonces() == 0
    with clock.fixed(clock.real_now() + timedelta(seconds=602)):
        assert forget_nonces() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"sent": b'{"reply": "refuse"}'},
        {"to": "/handovers/999/answer"},
        {"to": "/handovers/1/answer?x=1"},
        {"headers": {"qingzhi-purpose": "another"}},
        {"headers": {"qingzhi-basis": "another"}},
        {"headers": {"content-digest": digest_of(b"other")}},
        {"headers": {"signature": SIGNED}},
        {"headers": {"signature": "qz=:AAAA:"}},
        {"headers": {"signature-input": 'qz=("@method");created=1;nonce="a";keyid="k"'}},
        {"headers": {"authorization": "Bearer qz_x_y"}},
    ],
)
def test_what_is_not_what_was_signed_is_refused(police, change):
    response = police.call("POST", "/handovers/1/answer", {"reply": "accept"}, **change)
    assert response.status_code == 401 and response["Content-Type"] == "application/problem+json"
    assert UsedNonce.objects.count() == 0 and not AuditEntry.objects.filter(action="coordination.call").exists()


@pytest.mark.parametrize(("seconds", "word"), [(-301, "慢 301 秒"), (302, "快 302 秒")])
def test_clocks_too_far_apart_are_told_by_how_much(police, seconds, word):
    now = int(clock.real_now().timestamp())
    with clock.fixed(clock.real_now()):
        told = problem(police.call("GET", "/handovers", created=now + seconds), 401, word)
    assert told["skew_seconds"] in (seconds, seconds - 1) and abs(told["server_time"] - now) <= 1
    assert police.call("GET", "/handovers", created=now - 290).status_code == 200


def test_a_key_ends_with_its_day_and_its_revocation(police):
    assert police.call("GET", "/handovers").status_code == 200
    with clock.fixed(clock.real_now() + timedelta(days=31)):
        problem(police.call("GET", "/handovers"), 401, "到期")
    for _ in range(2):
        revoke_key(actor=SYSTEM, key=police.key, reason="系统停用")
    assert AuditEntry.objects.filter(action="coordination.revoke_key").count() == 1
    problem(police.call("GET", "/handovers"), 401, "公钥已吊销")


def test_an_unknown_key_and_a_missing_purpose_are_refused(police):
    problem(police.call("GET", "/handovers", purpose=" "), 401, "目的和法律依据")
    PartnerKey.objects.update(code="k-other")
    problem(police.call("GET", "/handovers"), 401, "没有登记")


def test_another_bodys_handover_does_not_exist_and_the_sender_does_not_answer(police):
    made = asked(receiver=body_of("procuratorate"))
    problem(police.call("GET", f"/handovers/{made.pk}"), 404, "")
    problem(police.call("POST", f"/handovers/{made.pk}/answer", {"reply": "accept", "text": "x"}), 404, "")
    office = Partner(body_of("office"), *READS)
    problem(office.call("POST", f"/handovers/{made.pk}/answer", {"reply": "accept", "text": "x"}), 403, "接收单位")
    narrow = Partner(body_of("police"), "coordination.view")
    problem(narrow.call("POST", "/handovers", {}), 403, "公钥没有")


def test_sent_once_with_an_idempotency_key_and_a_file(police):
    file = {"name": "函.pdf", "content": base64.b64encode(pdf_bytes("函")).decode()}
    document = {
        "kind": "assist", "receiver": "office", "title": "请提供检验报告", "request": "提供复印件", "basis": "第四十五条", "files": [file],
    }  # fmt: skip
    body_of("office")
    first = police.call("POST", "/handovers", document, again="k1")
    second = police.call("POST", "/handovers", document, again="k1")
    assert (first.status_code, second.status_code, second["Idempotent-Replayed"]) == (201, 201, "true")
    made = Handover.objects.get()
    assert made.limit == "coordination.assist" and made.sender == body_of("police") and made.files.count() == 1
    problem(police.call("POST", "/handovers", {**document, "title": "另一件"}, again="k1"), 422, "")
    signed = police.sign(police.private, police.key.code, "POST", "/api/v1/handovers", b"{}", "a", "b",
                         created=int(clock.real_now().timestamp()))  # fmt: skip
    response = police.client.generic(
        "POST", "/api/v1/handovers", b"{}", content_type="application/json", headers={**signed, "Idempotency-Key": "k2"}
    )
    problem(response, 401, "签名须覆盖")
    problem(police.call("POST", "/handovers", {**document, "receiver": "nobody"}), 422, "没有这个代码")
    problem(police.call("POST", "/handovers", {**document, "kind": "transfer"}), 422, "随办件")
    problem(police.call("POST", "/handovers", {**document, "surprise": 1}), 422, "")


def test_each_reading_of_a_file_is_kept(police):
    file = store_file(actor=SYSTEM, name="账本.pdf", data=pdf_bytes("账本"))
    made = asked(files=[file])
    for _ in range(2):
        answer = police.call("GET", f"/handovers/{made.pk}/files/1", purpose="核对数额")
        assert answer.status_code == 200 and answer.content == pdf_bytes("账本")
    readings = SharedReading.objects.filter(handover=made)
    assert readings.count() == 2 and readings.first().purpose == "核对数额"
    assert police.call("GET", f"/handovers/{made.pk}/files/2").status_code == 404


def test_the_police_system_takes_the_steps_of_a_transfer():
    from .test_transfer import papers, step

    with clock.fixed(date(2018, 7, 2)):
        case = make_transfer().case
        step(case, "chief", "approve")
        papers(case)
        step(case, "office", "send")
        program = Partner(body_of("police"), *READS, "coordination.transfer.police")
        transfer = Handover.objects.get(case=case)
        assert program.call("POST", f"/handovers/{transfer.pk}/answer", {"reply": "accept"}).status_code == 200
        filing = Handover.objects.get(case=case, kind="filing")
        problem(
            program.call("POST", f"/handovers/{filing.pk}/answer", {"reply": "return", "reason": "materials"}),
            422,
            "办件页",
        )
        document = {"reply": "accept", "filing_number": "示公立字〔2018〕1号"}
        assert program.call("POST", f"/handovers/{filing.pk}/answer", document).status_code == 200
        case.refresh_from_db()
        assert (case.state, case.dossier.filing_number) == ("filed", "示公立字〔2018〕1号")


def test_registering_is_the_security_administrators_and_takes_public_keys_only(police):
    with pytest.raises(PermitRefused):
        register_key(
            actor=somebody("police"), body=body_of("police"), name="x", public_key="x", basis="x", scopes=READS, days=1
        )
    again = {"body": body_of("police"), "name": "x", "basis": "x", "scopes": READS}
    with pytest.raises(ValueNotValid, match="已经登记过"):
        register_key(
            actor=SYSTEM, **{**again, "body": a_body("other", "另一单位")}, public_key=police.key.public_key, days=1
        )
    assert register_key(actor=SYSTEM, **again, public_key=police.key.public_key, days=1) == police.key
    fresh = Partner(a_body("third", "第三单位"), *READS).key.public_key
    PartnerKey.objects.filter(public_key=fresh).delete()
    for days in (0, 367):
        with pytest.raises(ValueNotValid, match="1 至 366 天"):
            register_key(actor=SYSTEM, **again, public_key=fresh, days=days)
    with pytest.raises(ValueNotValid, match="权限"):
        register_key(actor=SYSTEM, **{**again, "scopes": ("plan.task.view",)}, public_key=fresh, days=1)


@pytest.mark.parametrize(
    "text", ["", "x", "-----BEGIN PRIVATE KEY-----\nx", "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----", "QUJD"]
)  # fmt: skip
def test_what_is_no_public_key(text):
    with pytest.raises(NotReadable):
        public_key_written(text)


@pytest.mark.parametrize(
    "given",
    [
        "", "qz", f"qz={PARTS}", f'qz={PARTS};created=1;nonce="a"', f'qz={PARTS};nonce="a";keyid="k"',
        f'qz={PARTS};created=1;nonce="a";keyid="k";alg="rsa"', f'zz={PARTS};created=1;nonce="a";keyid="k"',
        'qz=("@method");created=1;nonce="a";keyid="k"', f'qz={PARTS[:-1]} "cookie");created=1;nonce="a";keyid="k"',
        f'qz={PARTS[:-1]} "@path");created=1;nonce="a";keyid="k"', f'qz={PARTS};created=1;nonce="a\nb";keyid="k"',
    ],
)  # fmt: skip
def test_headers_that_are_no_signature_of_ours(given):
    with pytest.raises(NotReadable):
        read_signature(given, SIGNED)


def test_a_digest_is_that_of_the_body():
    assert is_digest_of(digest_of(b"x"), b"x") and is_digest_of(f"sha-512=:AAAA:, {digest_of(b'x')}", b"x")
    assert not is_digest_of(digest_of(b"y"), b"x") and not is_digest_of("", b"")
