"""Verifying deposits: what holds, what does not, and why; and the pack by which others verify without us."""

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.timezone import localtime

from qingzhi.base.files.queries import read_file
from qingzhi.engine.documents.rules.numbering import MalformedNumber, is_well_formed, normalise_code, parse_number
from qingzhi.engine.documents.terms import Standing
from qingzhi.engine.timestamps.authority import authorities
from qingzhi.engine.timestamps.rules.tokens import Holds, TokenUnreadable, read_token, response_of, verify_token
from qingzhi.engine.timestamps.signing import certificates, verify_statement

from ..models import Deposit
from ..rules.fingerprints import differing

MOST = 20


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it holds (None: could not be looked at) and the reason."""

    name: str
    holds: bool | None
    reason: str


@dataclass
class Verdict:
    """What the public page says. Title and holder are told only to whom shows the file or the code of the certificate."""

    deposit: Deposit | None = None
    others: list[Deposit] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    asked: str = ""
    refusal: str = ""
    names_shown: bool = False

    @property
    def valid(self) -> bool:
        return bool(self.checks) and all(check.holds is not False for check in self.checks) and not self.refusal

    @property
    def proved(self) -> bool:
        """Whether it holds and a file was looked at too."""
        return self.valid and any(check.name == FILE and check.holds for check in self.checks)


FILE = "文件"


def deposit_of(asked: str) -> tuple[Deposit | None, bool]:
    """The deposit of a certificate's number or code as typed, and whether it was the code, which nobody can guess."""
    rows = Deposit.objects.select_related("certificate", "previous__certificate")
    code = normalise_code(asked)
    if is_well_formed(code):
        return rows.filter(certificate__verification_code=code).first(), True
    try:
        number = str(parse_number(asked))
    except MalformedNumber:
        return None, False
    return rows.filter(certificate__number=number).first(), False


def judge(*, asked: str = "", sha256: str = "", sm3: str = "", token: bytes = b"") -> Verdict:
    """What is to be said of a certificate, a file (by its hashes) and a token, as far as each is given."""
    verdict = Verdict(asked=unicodedata.normalize("NFKC", asked).strip())
    if asked.strip():
        verdict.deposit, by_code = deposit_of(asked)
        if verdict.deposit is None:
            verdict.refusal = "没有查到这个编号或核验码的存证，请对照证书再核对一遍；仍查不到的，请谨防伪造"
            return verdict
        verdict.names_shown = by_code
    elif sha256:
        found = list(Deposit.objects.filter(sha256=sha256).select_related("certificate").order_by("token_at")[:MOST])
        verdict.deposit, verdict.others = (found[0], found[1:]) if found else (None, [])
        if not found and not token:
            verdict.refusal = "没有查到这个文件的存证：可能没有办理过，也可能文件改动过（重新保存也会改变摘要）"
            return verdict
    if verdict.deposit is not None:
        verdict.checks += deposit_checks(verdict.deposit)
    if sha256:
        verdict.checks.append(_file_check(verdict.deposit, sha256, sm3))
        verdict.names_shown |= bool(verdict.checks[-1].holds)
    if token:
        verdict.checks.append(_token_check(verdict.deposit, sha256, token))
    return verdict


def deposit_checks(deposit: Deposit) -> list[Check]:
    """What can be checked without the file: certificate, time stamp, statement."""
    return [_certificate_check(deposit), _stamp_check(deposit), _statement_check(deposit)]


def _certificate_check(deposit: Deposit) -> Check:
    certificate = deposit.certificate
    if certificate is None:
        return Check("证书", False, "没有制发证书")
    if certificate.standing is Standing.WITHDRAWN:
        return Check("证书", False, f"证书已于 {certificate.withdrawn_on} 撤回")
    return Check("证书", True, f"{certificate.number}，{certificate.issued_on} 由本系统制发，现行有效")


def _stamp_check(deposit: Deposit) -> Check:
    token = bytes(deposit.token)
    holds = _held_by_any(token, deposit.sha256)
    if not holds:
        return Check("时间戳", False, holds.reason)
    at = read_token(token).at
    if at != deposit.token_at:
        return Check("时间戳", False, "登记的时间与时间戳不一致")
    warning = "（示例时间戳，无法律效力）" if deposit.authority_is_local else ""
    return Check("时间戳", True, f"{localtime(at):%Y-%m-%d %H:%M:%S} 由“{deposit.authority}”签发，签名成立{warning}")


def _statement_check(deposit: Deposit) -> Check:
    signed = verify_statement(deposit.statement, bytes(deposit.signature))
    if not signed:
        return Check("存证声明", False, signed.reason)
    facts: dict[str, object] = {
        "title": deposit.title, "holder": deposit.holder_name, "sha256": deposit.sha256, "sm3": deposit.sm3,
        "size": deposit.size, "certificate": deposit.number, "token_sha256": _sha256(bytes(deposit.token)),
    }  # fmt: skip
    wrong = differing(deposit.statement, facts)
    if wrong:
        return Check("存证声明", False, "登记内容与签名的声明不一致，登记可能被改动过")
    return Check("存证声明", True, "名称、权利人和摘要与签名的声明一致，签名成立")


def _file_check(deposit: Deposit | None, sha256: str, sm3: str) -> Check:
    if deposit is None:
        return Check(FILE, None, "没有这个文件的存证登记，只核对时间戳")
    if deposit.sha256 != sha256:
        return Check(FILE, False, "文件与存证时不同：摘要不一致，可能改动过或选错了文件")
    if sm3 and deposit.sm3 != sm3:
        return Check(FILE, False, "SHA-256 相同而 SM3 不同，请重新选择文件计算")
    return Check(FILE, True, f"摘要与存证时完全一致，文件 {deposit.size:,} 字节")


def _token_check(deposit: Deposit | None, sha256: str, data: bytes) -> Check:
    """The token that was brought along, over the file that was brought along or else the deposited one."""
    name = "所交时间戳"
    digest = sha256 or (deposit.sha256 if deposit else "")
    if not digest:
        return Check(name, None, "只有时间戳，没有文件或证书编号，无从核对它盖的是什么")
    holds = _held_by_any(data, digest)
    if not holds:
        return Check(name, False, holds.reason)
    at = localtime(read_token(data).at)
    return Check(name, True, f"由受信任的机构于 {at:%Y-%m-%d %H:%M:%S} 盖在这个文件的摘要上")


def _held_by_any(token: bytes, sha256: str) -> Holds:
    """By one of the authorities whose stamps count here; else the last reason."""
    try:
        read_token(token)
    except TokenUnreadable as problem:
        return Holds(False, str(problem))
    outcome = Holds(False, "没有受信任的签发机构")
    for authority in authorities():
        outcome = verify_token(token, bytes.fromhex(sha256), authority.roots, authority.pinned)
        if outcome:
            break
    return outcome


def chain_of(deposit: Deposit) -> list[Deposit]:
    """All versions of the work, the first one first."""
    found = [deposit]
    while found[0].previous_id:
        found.insert(0, Deposit.objects.select_related("certificate").get(pk=found[0].previous_id))
    while following := Deposit.objects.select_related("certificate").filter(previous=found[-1]).first():
        found.append(following)
    return found


HOW = """核验说明

本证据包不依赖存证系统即可核验。FILE 是您手中的原文件。

1. 时间戳（RFC 3161）盖在原文件的 SHA-256 上：
   openssl ts -verify -data FILE -in timestamp.tst -token_in -CAfile trusted.pem

2. 存证声明（statement.json）由存证系统签名：
   openssl cms -verify -binary -inform DER -in statement.p7s -content statement.json -CAfile trusted.pem -purpose any -out /dev/null

3. 声明中的 sha256、sm3 应与原文件一致：
   openssl dgst -sha256 FILE
   openssl dgst -sm3 FILE
   声明中的 token_sha256 应与 timestamp.tst 的 SHA-256 一致。
"""


def evidence_pack(deposit: Deposit) -> bytes:
    """Certificate, statement, signature, token and trusted certificates, with the commands that verify them."""
    held = [*authority_certificates(), *certificates()]
    trusted = b"".join(dict.fromkeys(one.public_bytes(Encoding.PEM) for one in held))
    token = bytes(deposit.token)
    warning = "注意：时间戳由本机示例机构签发，无法律效力。\n\n" if deposit.authority_is_local else ""
    parts = {
        "README.txt": (warning + HOW).encode(),
        "statement.json": deposit.statement.encode(),
        "statement.p7s": bytes(deposit.signature),
        "timestamp.tst": token,
        "timestamp.tsr": response_of(token),
        "trusted.pem": trusted,
    }
    if deposit.certificate is not None:
        parts["certificate.docx"] = read_file(deposit.certificate.file)
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, localtime(deposit.deposited_at).timetuple()[:6]), data)
    return pack.getvalue()


def authority_certificates() -> list:
    """The certificates that stamps are trusted by."""
    return [certificate for authority in authorities() for certificate in authority.roots]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
