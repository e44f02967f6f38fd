"""Deposits: made, certified, chained, seen, verified; and no form takes a file."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import PUBLIC, Actor, PermitRefused, Scope
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.domains.rights.access import visible_deposits
from qingzhi.domains.rights.actions.depositing import Fingerprint, add_supplement, make_deposit
from qingzhi.domains.rights.models import Deposit
from qingzhi.domains.rights.queries.deposits import chain_of, deposit_checks, evidence_pack, judge
from qingzhi.domains.rights.refusals import CertificateOfficeUnknown, FingerprintNotValid, LaterVersionStands
from qingzhi.domains.rights.rules.fingerprints import EMPTY_SHA256, fault_of, normal_hash
from qingzhi.engine.documents.models import DocumentSeries, IssuedDocument
from qingzhi.engine.documents.testing import make_issuer, make_series
from qingzhi.engine.timestamps.local import local_authority

pytestmark = pytest.mark.django_db
AT = datetime(2018, 7, 1, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FILE = "枸杞多糖提取工艺第一稿".encode()


def print_of(data: bytes) -> Fingerprint:
    """SHA-256 as the browser makes it; in place of SM3 another hash of the same length."""
    return Fingerprint(hashlib.sha256(data).hexdigest(), hashlib.blake2s(data).hexdigest(), len(data))


def maker(body, number=1, *, grants=None) -> Actor:
    found = {"rights.deposit.make": Scope.BODY} if grants is None else grants
    return Actor(
        kind="person", name=f"经办{number}", user_id=number, subject_id=None, role="member_contact", role_title="联络员",
        body_id=body.pk, body_name=body.name, region_code="990000", grants=found,
    )  # fmt: skip


@pytest.fixture
def office():
    body = make_issuer("甲省知识产权局")
    make_series("deposit-certificate", "甲知存证", title="存证证书", body=body.code)
    return body


@pytest.fixture
def actor(office):
    return maker(make_issuer("甲省某厂"))


def deposit(actor, data=FILE, key="k1", **more) -> Deposit:
    given = {"kind": "research", "title": "枸杞多糖提取工艺", "holder_name": "甲省某厂（示例）", **more}
    with clock.fixed(AT):
        return make_deposit(actor=actor, fingerprint=print_of(data), request_key=key, **given)


def test_a_deposit_is_stamped_certified_audited_and_told(actor, office):
    made = deposit(actor)
    assert made.number == "甲知存证〔2018〕1号"
    assert (made.token_at, made.version, made.authority_is_local) == (AT, 1, True)
    assert [check.holds for check in deposit_checks(made)] == [True, True, True]
    assert AuditEntry.objects.filter(action="rights.make_deposit").count() == 1
    assert EventRow.objects.filter(name="rights.deposit_made").count() == 1
    assert made.certificate.body == office
    assert list(made.certificate.recipients.all()) == [made.body]


def test_the_certificate_says_what_it_is_and_leads_to_the_public_page(actor):
    made = deposit(actor)
    with zipfile.ZipFile(io.BytesIO(read_file(made.certificate.file))) as package:
        text = package.read("word/document.xml").decode()
    for word in ("示例时间戳，无法律效力", made.sha256[:32], made.sm3[32:], "不证明", "rights/verify/"):
        assert word in text, word
    assert made.certificate.verification_code in text


def test_the_same_form_twice_is_one_deposit(actor):
    assert deposit(actor) == deposit(actor)
    assert IssuedDocument.objects.count() == 1


def test_versions_form_one_chain(actor):
    first = deposit(actor)
    second = deposit(actor, FILE + b"2", "k2", previous=first)
    third = deposit(actor, FILE + b"3", "k3", previous=second)
    assert [one.version for one in chain_of(second)] == [1, 2, 3]
    assert third.previous == second
    with pytest.raises(LaterVersionStands, match="已有后续版本"):
        deposit(actor, FILE + b"4", "k4", previous=first)
    with pytest.raises(LaterVersionStands, match="完全相同"):
        deposit(actor, FILE + b"3", "k5", previous=third)
    assert Deposit.objects.count() == 3


def test_another_body_neither_sees_nor_continues_a_deposit(actor):
    first = deposit(actor)
    stranger = maker(make_issuer("乙厂"), 2)
    assert not visible_deposits(stranger).exists()
    with pytest.raises(LaterVersionStands, match="不是本单位"):
        deposit(stranger, FILE + b"2", "k2", previous=first)
    assert list(visible_deposits(maker(make_issuer("监督"), 3, grants={"rights.deposit.view": Scope.ALL}))) == [first]
    assert not visible_deposits(PUBLIC).exists()
    colleague = maker(first.body, 4)
    assert list(visible_deposits(colleague)) == [first]


def test_a_supplement_is_added_once_and_changes_nothing(actor):
    made = deposit(actor)
    before = Deposit.objects.filter(pk=made.pk).values().get()
    with clock.fixed(AT):
        one = add_supplement(actor=actor, deposit=made, text="实验记录本第 3 册与本件对应")
        assert add_supplement(actor=actor, deposit=made, text="实验记录本第 3 册与本件对应") == one
    assert Deposit.objects.filter(pk=made.pk).values().get() == before
    with pytest.raises(PermitRefused):
        add_supplement(actor=maker(make_issuer("乙厂"), 2), deposit=made, text="旁人")


@pytest.mark.parametrize(
    ("sha256", "sm3", "size", "field"),
    [
        ("", "b" * 64, 1, "sha256"),
        ("g" * 64, "b" * 64, 1, "sha256"),
        ("a" * 63, "b" * 64, 1, "sha256"),
        ("a" * 64, "", 1, "sm3"),
        ("a" * 64, "a" * 64, 1, "sm3"),
        ("a" * 64, "b" * 64, 0, "size"),
        ("a" * 64, "b" * 64, None, "size"),
        (EMPTY_SHA256, "b" * 64, 1, "size"),
        ("a" * 64, "b" * 64, 1, None),
    ],
)
def test_what_a_fingerprint_may_be(sha256, sm3, size, field):
    assert (fault_of(sha256, sm3, size) or (None,))[0] == field


@pytest.mark.parametrize("written", ["AB" * 32, " ".join(["ab"] * 32), f"{'ab' * 32}  file.doc", ":".join(["AB"] * 32)])
def test_hashes_are_read_as_tools_print_them(written):
    assert normal_hash(written) == "ab" * 32


def test_what_is_refused_leaves_nothing(actor, office):
    with pytest.raises(FingerprintNotValid):
        make_deposit(
            actor=actor, kind="research", title="甲", holder_name="乙", request_key="x",
            fingerprint=Fingerprint("zz", "b" * 64, 3),
        )  # fmt: skip
    with pytest.raises(ClassifiedText):
        deposit(actor, title="绝密★10年 某工艺")
    with pytest.raises(PermitRefused):
        deposit(maker(actor_body(actor), 9, grants={}))
    DocumentSeries.objects.filter(code="deposit-certificate").update(body=None)
    with pytest.raises(CertificateOfficeUnknown):
        deposit(actor)
    assert not Deposit.objects.exists()
    assert not IssuedDocument.objects.exists()


def actor_body(actor):
    from qingzhi.base.identity.models import Body

    return Body.objects.get(pk=actor.body_id)


# verifying


def test_anybody_verifies_a_file(actor):
    made = deposit(actor)
    print_ = print_of(FILE)
    verdict = judge(asked="甲知存证(2018)第1号", sha256=print_.sha256, sm3=print_.sm3, token=bytes(made.token))
    assert verdict.proved
    assert verdict.names_shown
    assert [check.holds for check in verdict.checks] == [True] * 5
    assert judge(sha256=print_.sha256).deposit == made


def test_a_number_alone_tells_no_names_and_proves_nothing(actor):
    made = deposit(actor)
    verdict = judge(asked=made.number)
    assert (verdict.valid, verdict.proved, verdict.names_shown) == (True, False, False)
    assert judge(asked=made.certificate.verification_code.lower()).names_shown


def test_another_file_is_refused_with_the_reason(actor):
    made = deposit(actor)
    verdict = judge(asked=made.number, sha256=hashlib.sha256(b"other").hexdigest())
    assert not verdict.valid
    assert not verdict.names_shown
    assert "可能改动过" in verdict.checks[-1].reason
    assert "没有查到" in judge(sha256=hashlib.sha256(b"other").hexdigest()).refusal
    assert "没有查到" in judge(asked="甲知存证〔2018〕99号").refusal


def test_a_token_is_verified_without_any_deposit(office):
    with clock.fixed(AT):
        token = local_authority().stamp(hashlib.sha256(FILE).digest())
    assert judge(sha256=hashlib.sha256(FILE).hexdigest(), token=token).valid
    assert not judge(sha256=hashlib.sha256(b"x").hexdigest(), token=token).valid
    assert not judge(sha256=hashlib.sha256(FILE).hexdigest(), token=b"rubbish").valid


def test_a_row_changed_behind_the_register_s_back_is_noticed(actor):
    made = deposit(actor)
    Deposit.objects.filter(pk=made.pk).update(holder_name="他人")
    assert [check.holds for check in deposit_checks(Deposit.objects.get(pk=made.pk))] == [True, True, False]
    Deposit.objects.filter(pk=made.pk).update(sha256="a" * 64)
    assert [check.holds for check in deposit_checks(Deposit.objects.get(pk=made.pk))] == [True, False, False]


def test_a_withdrawn_certificate_is_no_longer_valid(actor):
    made = deposit(actor)
    values = {"withdrawn_on": date(2018, 8, 1), "withdrawn_reason": "误发"}
    IssuedDocument.objects.filter(pk=made.certificate_id).update(**values)
    verdict = judge(asked=made.number)
    assert not verdict.valid
    assert "已于 2018-08-01 撤回" in verdict.checks[0].reason


@pytest.mark.skipif(shutil.which("openssl") is None, reason="install openssl to verify the evidence by another program")
def test_the_evidence_is_verified_by_openssl_alone(actor, tmp_path):
    made = deposit(actor)
    with zipfile.ZipFile(io.BytesIO(evidence_pack(made))) as pack:
        pack.extractall(tmp_path)
    (tmp_path / "FILE").write_bytes(FILE)
    commands = [
        line.strip() for line in (tmp_path / "README.txt").read_text().splitlines() if line.startswith("   openssl")
    ]
    outcomes = [
        subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=30)
        for command in commands
    ]
    assert [done.returncode for done in outcomes] == [0] * 4, [done.stderr for done in outcomes]
    told = json.loads((tmp_path / "statement.json").read_text())
    assert told["sha256"] in outcomes[2].stdout
    assert told["token_sha256"] == hashlib.sha256((tmp_path / "timestamp.tst").read_bytes()).hexdigest()


# pages


@pytest.fixture
def signed_in(client, monkeypatch, actor):
    """The client acts as the depositor, whatever accounts there are."""
    monkeypatch.setattr("qingzhi.base.identity.middleware.ActorMiddleware.__call__", _as(actor))
    return client


def _as(actor):
    def call(self, request):
        request.actor = actor
        return self.get_response(request)

    return call


def form_of(data=FILE, **more):
    print_ = print_of(data)
    facts = {"sha256": print_.sha256, "sm3": print_.sm3, "size": print_.size}
    names = {"kind": "research", "title": "工艺", "holder_name": "某厂", "request_key": "form-1", "note": ""}
    return {**facts, **names, **more}


def post(client, url, data):
    from urllib.parse import urlencode

    return client.post(url, urlencode(data), content_type="application/x-www-form-urlencoded")


def test_the_form_makes_a_deposit(signed_in):
    answer = post(signed_in, reverse("rights:make_deposit"), form_of())
    made = Deposit.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("rights:deposit", args=[made.pk])
    page = signed_in.get(answer.url).content.decode()
    assert made.sha256 in page
    assert "无法律效力" in page


def test_a_form_that_carries_a_file_is_refused_unread(signed_in):
    url = reverse("rights:make_deposit")
    answer = signed_in.post(url, {**form_of(), "file": SimpleUploadedFile("secret.doc", b"secret" * 10_000)})
    assert answer.status_code == 415
    assert "不接收文件" in answer.content.decode()
    assert answer.wsgi_request._read_started is False  # not a byte of the body was read
    assert not Deposit.objects.exists()


def test_the_form_has_no_named_file_field(signed_in):
    import re

    page = signed_in.get(reverse("rights:make_deposit")).content.decode()
    files = re.findall(r"<input[^>]*type=\"file\"[^>]*>", page)
    assert len(files) == 1
    assert "name=" not in files[0]
    assert "multipart" not in page


def test_the_form_is_protected_against_forgery(settings, monkeypatch, actor):
    from django.test import Client

    monkeypatch.setattr("qingzhi.base.identity.middleware.ActorMiddleware.__call__", _as(actor))
    assert post(Client(enforce_csrf_checks=True), reverse("rights:make_deposit"), form_of()).status_code == 403
    assert not Deposit.objects.exists()


def test_the_public_page_verifies_with_few_queries(client, actor, django_assert_max_num_queries):
    made = deposit(actor)
    print_ = print_of(FILE)
    with django_assert_max_num_queries(15):
        given = {"asked": made.number, "sha256": print_.sha256, "sm3": print_.sm3}
        answer = client.post(reverse("rights:verify_deposit"), given)
    assert "文件与存证时完全一致" in answer.content.decode()
    by_code = client.get(reverse("rights:verify_deposit_code", args=[made.certificate.verification_code]))
    assert "枸杞多糖提取工艺" in by_code.content.decode()
    token = SimpleUploadedFile("timestamp.tst", bytes(made.token))
    answer = client.post(reverse("rights:verify_deposit"), {"sha256": print_.sha256, "token": token})
    assert "所交时间戳：成立" in answer.content.decode()
    assert "枸杞" not in client.post(reverse("rights:verify_deposit"), {"asked": made.number}).content.decode()


def test_the_original_handed_over_as_a_token_is_turned_away(client, office):
    big = SimpleUploadedFile("secret.doc", b"0" * 70_000)
    page = client.post(reverse("rights:verify_deposit"), {"token": big}).content.decode()
    assert "不要上传需要核验的原文件" in page


def test_numbers_cannot_be_read_out_one_after_another(client, office):
    from django.core.cache import cache

    cache.clear()
    answers = [client.post(reverse("rights:verify_deposit"), {"asked": f"甲知存证〔2018〕{n}号"}) for n in range(1, 33)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    cache.clear()
