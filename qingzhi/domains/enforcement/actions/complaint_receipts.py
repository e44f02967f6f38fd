"""The signed receipt of what came in."""

import hashlib
from collections.abc import Sequence

from django.conf import settings

from qingzhi.base import clock
from qingzhi.engine.documents.rules.numbering import verification_code
from qingzhi.engine.timestamps.signing import sign_statement

from ..models import Complaint, ComplaintReceipt, EvidenceItem
from ..rules.receipts import receipt_text, words_digest


def give_receipt(complaint: Complaint, items: Sequence[EvidenceItem]) -> ComplaintReceipt:
    """Sign for what came in now; a part of the action that took it in."""
    part = complaint.receipts.count() + 1
    now = clock.now()
    text = receipt_text(
        number=complaint.case.number, part=part, at=now, body=complaint.case.body.name,
        told=words_digest(complaint.facts) if part == 1 else "",
        evidence=[("网址" if one.file_id is None else "文件", one.sha256) for one in items],
    )  # fmt: skip
    code = verification_code(
        hashlib.sha256(text.encode()).digest(), f"{complaint.case.number}/{part}", settings.SECRET_KEY.encode()
    )
    return ComplaintReceipt.objects.create(
        complaint=complaint, number=part, code=code, text=text, signature=sign_statement(text), at=now
    )
