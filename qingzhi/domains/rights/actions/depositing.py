"""Depositing fingerprints 「存证」: stamp, statement, signature and certificate come about together or not at all."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.documents.actions import issue_document, make_pdf
from qingzhi.engine.documents.models import DocumentSeries, IssuedDocument
from qingzhi.engine.timestamps.authority import Authority, current_authority
from qingzhi.engine.timestamps.rules.tokens import Stamp, read_token
from qingzhi.engine.timestamps.signing import sign_statement

from ..access import visible_deposits
from ..events import DepositMade
from ..models import Deposit, DepositSupplement
from ..refusals import CertificateOfficeUnknown, FingerprintNotValid, LaterVersionStands, ValueNotValid
from ..rules.fingerprints import Statement, fault_of, normal_hash
from .depositing_papers import CERTIFICATE, SERIES, certificate_paper

VERIFY_AT = "/rights/verify/"  # short: it is printed beside the code


@dataclass(frozen=True)
class Fingerprint:
    """What the browser computed."""

    sha256: str
    sm3: str
    size: int

    def checked(self) -> "Fingerprint":
        """In one form; raises `FingerprintNotValid` at the field at fault."""
        fault = fault_of(self.sha256, self.sm3, self.size)
        if fault:
            raise FingerprintNotValid(fault[1], fault[0])
        return Fingerprint(normal_hash(self.sha256), normal_hash(self.sm3), self.size)


def make_deposit(
    *,
    actor: Actor,
    kind: str,
    title: str,
    holder_name: str,
    fingerprint: Fingerprint,
    request_key: str,
    note: str = "",
    holder_id: int | None = None,
    previous: Deposit | None = None,
) -> Deposit:
    """Deposit a fingerprint 「存证」; the file itself is nowhere here. The same `request_key` again gives the same deposit.

    The stamp is asked for before the transaction begins: an authority may take seconds, and a transaction holds others up.
    """
    require(actor, "rights.deposit.make", body_id=actor.body_id)
    found = Deposit.objects.filter(request_key=request_key).select_related("certificate").first()
    if found is not None:
        return found
    fingerprint = fingerprint.checked()
    if not title.strip() or not holder_name.strip():
        raise ValueNotValid("请填写名称和权利人", "title" if not title.strip() else "holder_name")
    refuse_classified(title, holder_name, note)
    authority = current_authority()
    stamp = read_token(authority.stamp(bytes.fromhex(fingerprint.sha256)))
    deposit = Deposit(
        kind=kind, title=title.strip(), holder_id=holder_id, holder_name=holder_name.strip(), note=note.strip(),
        sha256=fingerprint.sha256, sm3=fingerprint.sm3, size=fingerprint.size, request_key=request_key,
        body_id=actor.body_id, depositor_id=actor.subject_id, deposited_by=actor.name, deposited_at=clock.now(),
        token=stamp.token, token_at=stamp.at, token_serial=str(stamp.serial), authority=stamp.signer,
        authority_is_local=authority.is_local, statement="", signature=b"",
    )  # fmt: skip
    return _enter(actor, deposit, stamp, authority, previous)


@transaction.atomic
def _enter(actor: Actor, deposit: Deposit, stamp: Stamp, authority: Authority, previous: Deposit | None) -> Deposit:
    """Write the deposit with its certificate, statement and signature."""
    found = Deposit.objects.filter(request_key=deposit.request_key).first()
    if found is not None:  # the same form, sent twice at once
        return found
    if previous is not None:
        _follow(actor, deposit, previous)
    deposit.save()
    deposit.certificate = _certificate(actor, deposit)
    deposit.statement = statement_of(deposit, stamp).text()
    deposit.signature = sign_statement(deposit.statement)
    deposit.save(update_fields=["certificate", "statement", "signature"])
    changes = {name: ("", getattr(deposit, name)) for name in ("sha256", "sm3", "token_serial")}
    record(actor, "rights.make_deposit", deposit, changes=changes, reason=authority.name)
    publish(DepositMade(deposit_id=deposit.pk))
    return deposit


def _follow(actor: Actor, deposit: Deposit, previous: Deposit) -> None:
    """The next version of a work that the actor sees, and that has no later version yet."""
    last = visible_deposits(actor).select_for_update(of=("self",)).filter(pk=previous.pk).first()
    if last is None or last.body_id != deposit.body_id:
        raise LaterVersionStands("上一版本不是本单位的存证，不能接续", "previous")
    if Deposit.objects.filter(previous=last).exists():
        raise LaterVersionStands("这一版本已有后续版本，请从最新版本接续", "previous")
    if last.sha256 == deposit.sha256:
        raise LaterVersionStands("文件与上一版本完全相同，无须再次存证", "sha256")
    deposit.previous, deposit.version = last, last.version + 1


def _certificate(actor: Actor, deposit: Deposit) -> IssuedDocument:
    """The certificate, issued by whoever the series names; the depositor's body receives it."""
    series = DocumentSeries.objects.select_related("body__region").filter(code=SERIES).first()
    if series is None or series.body is None:
        raise CertificateOfficeUnknown("还没有登记存证证书的发文字号系列和发证单位，请联系系统管理员")
    office = series.body
    return issue_document(
        actor=SYSTEM,
        kind=CERTIFICATE,
        title=f"存证证书：{deposit.title}",
        series=series,
        document=lambda number: certificate_paper(number, deposit, office),
        body=office,
        subject=deposit,
        url=reverse("rights:deposit", args=[deposit.pk]),
        recipients=[deposit.body] if deposit.body else [],
        signed_by="系统自动签发",
        verify_at=VERIFY_AT,
    )


def statement_of(deposit: Deposit, stamp: Stamp) -> Statement:
    """What is stated and signed."""
    certificate = deposit.certificate
    assert certificate is not None
    return Statement(
        certificate=certificate.number,
        code=certificate.verification_code,
        kind=deposit.get_kind_display(),
        title=deposit.title,
        holder=deposit.holder_name,
        size=deposit.size,
        sha256=deposit.sha256,
        sm3=deposit.sm3,
        deposited_at=deposit.deposited_at.isoformat(timespec="seconds"),
        version=deposit.version,
        previous=deposit.previous.number if deposit.previous else "",
        token_sha256=hashlib.sha256(stamp.token).hexdigest(),
        token_at=stamp.at.isoformat(),
        token_serial=str(stamp.serial),
        authority=stamp.signer,
        authority_is_local=deposit.authority_is_local,
    )


@transaction.atomic
def add_supplement(*, actor: Actor, deposit: Deposit, text: str) -> DepositSupplement:
    """Add to a deposit 「补充说明」; the same words within a minute are a second click."""
    require(actor, "rights.deposit.make", body_id=deposit.body_id)
    deposit = visible_deposits(actor).select_for_update(of=("self",)).get(pk=deposit.pk)
    text = text.strip()
    if not text:
        raise ValueNotValid("请填写补充说明", "text")
    refuse_classified(text)
    twice = deposit.supplements.filter(text=text, added_at__gte=clock.now() - timedelta(minutes=1)).first()
    if twice is not None:
        return twice
    made = DepositSupplement.objects.create(deposit=deposit, text=text, added_by=actor.name, added_at=clock.now())
    record(actor, "rights.add_deposit_supplement", deposit, changes={"text": ("", text)})
    return made


def make_certificate_pdf(*, actor: Actor, deposit: Deposit) -> IssuedDocument:
    """The certificate as PDF, for whoever may see the deposit; raises `PdfUnavailable`."""
    found = visible_deposits(actor).select_related("certificate").get(pk=deposit.pk)
    assert found.certificate is not None
    return make_pdf(actor=SYSTEM, document=found.certificate)
