"""Registering and revoking keys of other bodies' systems; letting their signed calls in, each once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, Refusal, require

from ..events import PartnerKeyRegistered, PartnerKeyRevoked
from ..models import PartnerKey, UsedNonce
from ..queries.signing import SCOPES, actor_of, signing_rule
from ..refusals import ValueNotValid
from ..rules.signatures import NotReadable, is_digest_of, public_key_written, read_signature, signature_base, signs

TOUCH = timedelta(minutes=1)
UNKNOWN = "公钥没有登记，或者签名与请求不符"


class CallRefused(Refusal):
    """A signed call that is not let in; `more` tells the caller what helps, such as how far the clocks are apart."""

    def __init__(self, reason: str, **more: Any):
        super().__init__(reason)
        self.more = more


@dataclass(frozen=True)
class Call:
    """A request as it was signed; `values` are the parts that a signature may cover, by their names in RFC 9421."""

    given: str  # Signature-Input
    signature: str
    values: Mapping[str, str]
    body: bytes
    purpose: str
    basis: str
    address: str = ""


@transaction.atomic
def register_key(
    *, actor: Actor, body: Body, name: str, public_key: str, basis: str, scopes: Sequence[str], days: int
) -> PartnerKey:
    """Register the public key of a body's system 「登记接口公钥」; the same key again is the same row."""
    require(actor, "coordination.key.manage")
    Body.objects.select_for_update().get(pk=body.pk)
    try:
        written = public_key_written(public_key)
    except NotReadable as wrong:
        raise ValueNotValid(str(wrong), "public_key") from None
    there = PartnerKey.objects.filter(public_key=written).first()
    if there is not None and there.body_id == body.pk and there.revoked_at is None:
        return there
    if there is not None:
        raise ValueNotValid("这把公钥已经登记过（可能已吊销或属于其他单位），请生成新的密钥对", "public_key")
    if not name.strip() or not basis.strip():
        raise ValueNotValid("请填写系统名称和交换依据", "name" if not name.strip() else "basis")
    if not scopes or set(scopes) - set(SCOPES):
        raise ValueNotValid("请从列出的权限中选择", "scopes")
    longest = signing_rule("life")
    if not 1 <= days <= longest:
        raise ValueNotValid(f"有效期须在 1 至 {longest} 天之间", "days")
    now = clock.real_now()
    made = PartnerKey.objects.create(
        body=body, code=f"k-{secrets.token_hex(5)}", name=name.strip()[:60], public_key=written, basis=basis.strip()[:300],
        scopes=sorted(set(scopes)), registered_at=now, registered_by=actor.name[:100], expires_at=now + timedelta(days=days),
    )  # fmt: skip
    changes: dict[str, tuple[Any, Any]] = {
        "body": (None, body.name),
        "scopes": ([], made.scopes),
        "expires_at": (None, made.expires_at),
    }
    record(actor, "coordination.register_key", made, changes=changes, reason=basis)
    publish(PartnerKeyRegistered(key_id=made.pk))
    return made


@transaction.atomic
def revoke_key(*, actor: Actor, key: PartnerKey, reason: str) -> PartnerKey:
    """Revoke a key at once 「吊销」; a second time changes nothing."""
    found = PartnerKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    require(actor, "coordination.key.manage")
    if found.revoked_at is not None:
        return found
    if not reason.strip():
        raise ValueNotValid("请填写吊销理由", "reason")
    found.revoked_at, found.revoked_why = clock.real_now(), reason.strip()[:300]
    found.save(update_fields=["revoked_at", "revoked_why"])
    record(actor, "coordination.revoke_key", found, changes={"revoked_at": (None, found.revoked_at)}, reason=reason)
    publish(PartnerKeyRevoked(key_id=found.pk))
    return found


def admit_call(*, call: Call) -> tuple[PartnerKey, Actor]:
    """Let a signed call in once: key, body, signature, instant, nonce, purpose and basis, in this order.

    What a registered key truly signed is told in the trail whether it is let in or not; what it did not sign leaves nothing.
    """
    try:
        signed = read_signature(call.given, call.signature)
    except NotReadable as wrong:
        raise CallRefused(str(wrong)) from None
    key = PartnerKey.objects.select_related("body__region").filter(code=signed.keyid).first()
    if not is_digest_of(call.values.get("content-digest", ""), call.body):
        raise CallRefused("Content-Digest 与收到的内容不符，内容可能在途中被改动")
    if key is None or not signs(key.public_key, signed, signature_base(signed.components, signed.raw, call.values)):
        raise CallRefused(UNKNOWN)
    actor = actor_of(key, call.address)
    if "idempotency-key" in call.values and "idempotency-key" not in signed.components:
        _refuse(actor, key, call, "有 Idempotency-Key 的请求，签名须覆盖它")
    if not key.is_valid_at(clock.real_now()):
        _refuse(actor, key, call, "公钥已吊销" if key.revoked_at else f"公钥已于 {key.expires_at:%Y-%m-%d} 到期")
    _in_time(actor, key, call, signed.created)
    if not call.purpose.strip() or not call.basis.strip():
        _refuse(actor, key, call, "请在 Qingzhi-Purpose 和 Qingzhi-Basis 中写明目的和法律依据（UTF-8，百分号编码）")
    try:
        _admit(actor, key, call, signed.nonce)
    except IntegrityError:
        _refuse(actor, key, call, "这个请求已经收到过：nonce 重复")
    return key, actor


@transaction.atomic
def _admit(actor: Actor, key: PartnerKey, call: Call, nonce: str) -> None:
    now = clock.real_now()
    UsedNonce.objects.create(key=key, nonce=nonce, at=now)
    if key.used_at is None or now - key.used_at > TOUCH or key.used_from != call.address:
        PartnerKey.objects.filter(pk=key.pk).update(used_at=now, used_from=call.address[:64])
    record(actor, "coordination.call", key, changes=_told(call), reason=call.basis)


def _in_time(actor: Actor, key: PartnerKey, call: Call, created: int) -> None:
    """The clocks may differ by the row of the table; the caller is told by how much they do."""
    now, allowed = int(clock.real_now().timestamp()), signing_rule("skew")
    ahead = created - now
    if abs(ahead) > allowed:
        way = "快" if ahead > 0 else "慢"
        text = f"请求的时间比本系统{way} {abs(ahead)} 秒，允许相差 {allowed} 秒，请校准时钟"
        _refuse(actor, key, call, text, server_time=now, skew_seconds=ahead)


def _refuse(actor: Actor, key: PartnerKey, call: Call, reason: str, **more: Any) -> None:
    with transaction.atomic():
        record(actor, "coordination.refuse_call", key, changes=_told(call), reason=reason)
    raise CallRefused(reason, **more)


def _told(call: Call) -> dict[str, tuple[Any, Any]]:
    where = f"{call.values.get('@method', '')} {call.values.get('@path', '')}{call.values.get('@query', '')}"
    return {"request": (None, where[:300]), "purpose": (None, call.purpose[:200]), "basis": (None, call.basis[:200])}


def forget_nonces() -> int:
    """Forget calls that nobody could repeat any more: their instants lie outside of the tolerance on either side."""
    oldest = clock.real_now() - timedelta(seconds=2 * signing_rule("skew") + 1)  # instants are whole seconds
    return UsedNonce.objects.filter(at__lt=oldest).delete()[0]
