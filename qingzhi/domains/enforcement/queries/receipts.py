"""What is to be said of a receipt that somebody shows."""

from dataclasses import dataclass

from qingzhi.engine.documents.rules.numbering import is_well_formed, normalise_code
from qingzhi.engine.timestamps.signing import verify_statement

from ..models import ComplaintReceipt
from ..rules.receipts import names_digest


@dataclass(frozen=True)
class ReceiptVerdict:
    """Whether a receipt is ours and unchanged; `file_line` is the line that names the file in hand, None where none was given."""

    code: str
    holds: bool
    reason: str
    receipt: ComplaintReceipt | None = None
    file_line: str | None = None


def verdict_on_receipt(code: str, file_hash: str = "") -> ReceiptVerdict:
    """By its code; nothing of who complained or about what."""
    code = normalise_code(code)
    if not is_well_formed(code):
        return ReceiptVerdict(code, False, "核验码输错了，请对照回执再输一遍")
    found = ComplaintReceipt.objects.select_related("complaint__case__body").filter(code=code).first()
    if found is None:
        return ReceiptVerdict(code, False, "没有这个核验码的回执，请谨防伪造")
    signed = verify_statement(found.text, bytes(found.signature))
    if not signed:
        return ReceiptVerdict(code, False, f"回执的签名不成立：{signed.reason}")
    line = names_digest(found.text, file_hash) if file_hash else None
    return ReceiptVerdict(code, True, "是本系统出具的回执，签名成立，内容没有改动", found, line)
