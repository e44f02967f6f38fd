"""Tokens: what they say, when they hold, and that others can verify them."""

import hashlib
import shutil
import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from qingzhi.base import clock
from qingzhi.engine.timestamps.checks import problems
from qingzhi.engine.timestamps.local import folder, local_authority
from qingzhi.engine.timestamps.rules.tokens import (
    TokenUnreadable,
    make_token,
    read_token,
    response_of,
    stamp_request,
    verify_token,
)
from qingzhi.engine.timestamps.signing import certificates, sign_statement, verify_statement

DATA = "青海湖裸鲤人工繁育工艺".encode()
DIGEST = hashlib.sha256(DATA).digest()
AT = datetime(2018, 7, 1, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def local():
    return local_authority()


@pytest.fixture
def token(local):
    with clock.fixed(AT):
        return local.stamp(DIGEST)


def test_a_token_tells_time_digest_and_signer(token):
    stamp = read_token(token)
    assert (stamp.at, stamp.digest, stamp.algorithm) == (AT, DIGEST, "sha256")
    assert "无法律效力" in stamp.signer
    assert stamp.serial > 0


def test_a_token_holds_over_its_digest_only(local, token):
    assert verify_token(token, DIGEST, local.roots)
    assert "SHA-256 不同" in verify_token(token, hashlib.sha256(b"other").digest(), local.roots).reason


def test_a_response_is_as_good_as_a_token(local, token):
    assert verify_token(response_of(token), DIGEST, local.roots)
    assert read_token(response_of(token)).token == token


def test_any_changed_byte_breaks_a_token(local, token):
    for place in range(10, len(token), max(1, len(token) // 60)):
        broken = token[:place] + bytes([token[place] ^ 1]) + token[place + 1 :]
        outcome = verify_token(broken, DIGEST, local.roots)
        if outcome:  # what is not signed: the certificates that travel along
            assert read_token(broken).at == AT
            assert read_token(broken).digest == DIGEST


def test_the_time_cannot_be_moved(local, token):
    moved = token.replace(b"20180701013000Z", b"20170701013000Z")
    assert moved != token
    assert read_token(moved).at.year == 2017
    assert "签名不成立" in verify_token(moved, DIGEST, local.roots).reason


def test_another_installation_s_authority_is_not_trusted(local, token, settings, tmp_path):
    settings.QINGZHI_DATA = tmp_path / "other"
    other = local_authority()
    assert other.root.certificate != local.root.certificate
    assert not verify_token(token, DIGEST, other.roots)
    assert "没有可信任" in verify_token(token, DIGEST, []).reason


def test_a_certificate_that_may_not_stamp_is_refused(local):
    forged = make_token(DIGEST, local.signer, local.roots, AT, 1)
    assert not verify_token(forged, DIGEST, local.roots)


@pytest.mark.parametrize("rubbish", [b"", b"0", b"\x30\x80", b"hello" * 100, b"\x00" * 70_000])
def test_rubbish_is_no_token(rubbish, local):
    with pytest.raises(TokenUnreadable):
        read_token(rubbish)
    assert not verify_token(rubbish, DIGEST, local.roots)


def test_keys_are_made_once_sealed_and_private(local):
    assert local_authority().root.certificate == local.root.certificate
    for file in folder().glob("*.key"):
        assert b"PRIVATE" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
    assert problems() == []


def test_a_statement_is_signed_and_cannot_be_changed(local):
    signature = sign_statement("甲")
    assert verify_statement("甲", signature)
    assert "不一致" in verify_statement("乙", signature).reason
    assert "损坏" in verify_statement("甲", signature[:-40]).reason


def test_a_statement_of_another_installation_is_refused(settings, tmp_path):
    signature = sign_statement("甲")
    settings.QINGZHI_DATA = tmp_path / "other"
    assert "不是由本系统" in verify_statement("甲", signature).reason


@pytest.mark.skipif(shutil.which("openssl") is None, reason="install openssl to verify tokens by another program")
def test_openssl_verifies_what_we_stamp_and_sign(local, token, tmp_path):
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "token.tst").write_bytes(token)
    (tmp_path / "response.tsr").write_bytes(response_of(token))
    (tmp_path / "root.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in local.roots))
    ts = ["openssl", "ts", "-verify", "-CAfile", "root.pem"]
    assert "Verification: OK" in run(tmp_path, *ts, "-data", "data", "-in", "token.tst", "-token_in")
    assert "Verification: OK" in run(tmp_path, *ts, "-data", "data", "-in", "response.tsr")
    assert "Verification: OK" not in run(tmp_path, *ts, "-data", "other", "-in", "token.tst", "-token_in")
    (tmp_path / "statement").write_bytes("甲".encode())
    (tmp_path / "signature").write_bytes(sign_statement("甲"))
    (tmp_path / "roots.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in certificates()))
    checked = run(
        tmp_path, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature", "-content", "statement",
        "-CAfile", "roots.pem", "-purpose", "any", "-out", "checked",
    )  # fmt: skip
    assert "successful" in checked.lower()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="install openssl to read our requests by another program")
def test_openssl_reads_our_requests(tmp_path):
    (tmp_path / "request.tsq").write_bytes(stamp_request(DIGEST, 12345))
    told = run(tmp_path, "openssl", "ts", "-query", "-in", "request.tsq", "-text")
    assert "sha256" in told.lower()
    assert "0x3039" in told.lower()


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=30)
    return done.stdout + done.stderr
