"""The client against an authority that answers rightly, wrongly, slowly or not at all."""

import hashlib
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import cms, tsp
from cryptography.hazmat.primitives.serialization import Encoding

from qingzhi.base import clock
from qingzhi.engine.timestamps.authority import authorities, current_authority
from qingzhi.engine.timestamps.local import local_authority
from qingzhi.engine.timestamps.refusals import StampUnavailable
from qingzhi.engine.timestamps.rules.tokens import Response, make_token, verify_token

DIGEST = hashlib.sha256(b"x").digest()


def answer(request: bytes, local, *, nonce=None, digest=None, status="granted") -> bytes:
    """What an authority would answer, with its nonce put in (and the token signed again, as `openssl` would)."""
    asked = tsp.TimeStampReq.load(request)
    seen = asked["message_imprint"]["hashed_message"].native if digest is None else digest
    token = with_nonce(local, seen, asked["nonce"].native if nonce is None else nonce)
    response = {"status": {"status": status}}
    if status == "granted":
        response["time_stamp_token"] = cms.ContentInfo.load(token)
    return Response(response).dump()


def with_nonce(local, digest, nonce):
    from qingzhi.engine.timestamps.rules import tokens

    make = tsp.TSTInfo
    try:
        tokens.tsp.TSTInfo = lambda told: make({**told, "nonce": nonce})
        return make_token(digest, local.stamper, local.roots, clock.now(), 7)
    finally:
        tokens.tsp.TSTInfo = make


@contextmanager
def serving(reply):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            code, data = reply(body)
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@pytest.fixture
def local(settings, tmp_path):
    """An authority elsewhere: its keys are not those of this installation."""
    here = settings.QINGZHI_DATA
    settings.QINGZHI_DATA = tmp_path / "elsewhere"
    found = local_authority()
    settings.QINGZHI_DATA = here
    (tmp_path / "trusted.pem").write_bytes(found.root.certificate.public_bytes(Encoding.PEM))
    settings.QINGZHI_TSA_CERTIFICATE = str(tmp_path / "trusted.pem")
    return found


def test_a_real_authority_stamps_and_is_verified(local, settings):
    with serving(lambda body: (200, answer(body, local))) as url:
        settings.QINGZHI_TSA_URL = url
        authority = current_authority()
        token = authority.stamp(DIGEST)
    assert not authority.is_local
    assert verify_token(token, DIGEST, authority.roots)
    assert [one.is_local for one in authorities()] == [False, True]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (lambda body, local: (200, answer(body, local, nonce=1)), "不是对本次请求"),
        (lambda body, local: (200, answer(body, local, digest=hashlib.sha256(b"y").digest())), "没有通过核验"),
        (lambda body, local: (200, answer(body, local, status="rejection")), "拒绝签发"),
        (lambda body, local: (200, answer(body, local_authority())), "没有通过核验"),
        (lambda body, local: (200, b"<html>"), "无法识读"),
        (lambda body, local: (200, b"0" * 70_000), "过大"),
        (lambda body, local: (500, b""), "没有应答"),
    ],
)
def test_a_wrong_answer_gives_no_stamp(reply, said, local, settings):
    with serving(lambda body: reply(body, local)) as url:
        settings.QINGZHI_TSA_URL = url
        with pytest.raises(StampUnavailable, match=said):
            current_authority().stamp(DIGEST)


def test_nobody_there_gives_no_stamp(local, settings):
    settings.QINGZHI_TSA_URL = "http://127.0.0.1:9/"
    with pytest.raises(StampUnavailable, match="没有应答"):
        current_authority().stamp(DIGEST)


def test_without_its_certificate_no_authority_is_trusted(settings):
    settings.QINGZHI_TSA_URL = "http://127.0.0.1:9/"
    settings.QINGZHI_TSA_CERTIFICATE = "/nowhere"
    with pytest.raises(StampUnavailable, match="QINGZHI_TSA_CERTIFICATE"):
        current_authority()
