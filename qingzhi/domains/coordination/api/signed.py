"""Signed calls: who calls is told by the signature of a registered key, see `rules.signatures` and `actions.signing`."""

from urllib.parse import unquote

from django.http import HttpRequest

from qingzhi.base.api.callers import Caller, Credential, credential
from qingzhi.base.api.problems import Problem

from ..actions.signing import Call, CallRefused, admit_call
from ..rules.signatures import ALLOWED

PURPOSE, BASIS = "Qingzhi-Purpose", "Qingzhi-Basis"
DESCRIBED = {
    "type": "apiKey",
    "in": "header",
    "name": "Signature",
    "description": "登记公钥的单位以 RFC 9421（Ed25519）签名：Signature-Input、Signature、Content-Digest，"
    "并以 Qingzhi-Purpose、Qingzhi-Basis 写明目的和法律依据（UTF-8，百分号编码）。说明和示例程序见 docs/howto/call-the-api-signed.md",
}  # fmt: skip


def signed_caller(request: HttpRequest) -> Caller | None:
    """Whose system calls; None where the call is not signed. A signature that does not hold is the problem 401."""
    headers = request.headers
    if "Signature-Input" not in headers and "Signature" not in headers:
        return None
    if "Authorization" in headers:
        raise Problem("unauthenticated", "签名和令牌只能用一种。")
    values = {one: headers[one] for one in ALLOWED if not one.startswith("@") and one in headers}
    values |= {
        "@method": str(request.method), "@path": request.get_full_path().partition("?")[0],
        "@query": f"?{request.META.get('QUERY_STRING', '')}", "@authority": headers.get("Host", "").lower(),
    }  # fmt: skip
    purpose, basis = purpose_of(request)
    call = Call(
        given=headers.get("Signature-Input", ""), signature=headers.get("Signature", ""), values=values, body=request.body,
        purpose=purpose, basis=basis, address=request.META.get("REMOTE_ADDR", ""),
    )  # fmt: skip
    try:
        key, actor = admit_call(call=call)
    except CallRefused as refused:
        raise Problem("unauthenticated", f"{refused.reason}。", **refused.more) from None
    return Caller(actor, holder=f"key:{key.pk}")


def purpose_of(request: HttpRequest) -> tuple[str, str]:
    """For what, by which law the call is made, as its headers say."""
    return unquote(request.headers.get(PURPOSE, "")).strip()[:200], unquote(request.headers.get(BASIS, "")).strip()[
        :200
    ]


def register_credential() -> None:
    """Let signed calls in beside tokens; called once, at start-up."""
    credential("signature", SIGNATURE)


SIGNATURE = Credential(signed_caller, DESCRIBED)
