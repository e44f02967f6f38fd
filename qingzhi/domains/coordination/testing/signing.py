"""Factories of signed calls: a registered key, and a program of its body that signs as `docs/examples/signed_call.py` does."""

import importlib.util
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import HttpResponse
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.decisions.actions import load_decisions

from ..actions.signing import register_key
from ..models import PartnerKey
from . import _rows

EXAMPLE = Path(__file__).resolve().parents[4] / "docs" / "examples" / "signed_call.py"


def example() -> Any:
    """The example of the documentation, as a module: the tests call as it does."""
    spec = importlib.util.spec_from_file_location("signed_call", EXAMPLE)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


class Partner:
    """A body's system with a registered key."""

    def __init__(self, body: Body, *scopes: str, days: int = 30):
        load_decisions(actor=SYSTEM, table="coordination.signing", rows=_rows("decisions/coordination.signing.csv"))
        self.private = Ed25519PrivateKey.generate()
        public = self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        self.key: PartnerKey = register_key(
            actor=SYSTEM,
            body=body,
            name="执法办案系统",
            public_key=public,
            basis="数据共享协议〔2018〕1号",
            scopes=scopes,
            days=days,
        )
        self.client, self.sign = Client(), example().signed_headers

    def call(
        self, method: str, path: str, document: Any = None, *, purpose: str = "办理移送案件", basis: str = "国务院令第310号第八条",
        again: str = "", headers: dict[str, str] | None = None, sent: bytes | None = None, to: str = "", **signed: Any,
    ) -> HttpResponse:  # fmt: skip
        """One call; `sent` and `to` send another body or to another address than was signed, `headers` over the signed ones."""
        body = b"" if document is None else json.dumps(document).encode()
        signed.setdefault("created", int(clock.real_now().timestamp()))
        given = self.sign(self.private, self.key.code, method, f"/api/v1{path}", body, purpose, basis, again, **signed)
        found: Any = self.client.generic(
            method, f"/api/v1{to or path}", sent if sent is not None else body, content_type="application/json",
            headers={**given, **(headers or {})},
        )  # fmt: skip
        return found
