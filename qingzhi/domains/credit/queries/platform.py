"""The fields of 「双公示」 as the credit platform takes them, each penalty one row; personal numbers masked.

行政处罚信息公示字段：发改办财金〔2018〕790号 and what replaced it (默认，待确认).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from qingzhi.domains.parties.queries.personal import masked_identity
from qingzhi.domains.parties.terms import IdentifierScheme
from qingzhi.engine.publication.rules.redaction import masked_names

from ..models import PenaltyNotice
from ..rules.penalties import in_ten_thousands, penalty_kinds
from .decisions import public_words

FIELDS = (
    "行政相对人名称", "行政相对人类别", "统一社会信用代码", "工商注册号", "组织机构代码", "税务登记号", "事业单位证书号", "社会组织登记证号",
    "法定代表人", "法人证件类型", "法人证件号码", "自然人证件类型", "自然人证件号码", "行政处罚决定书文号", "违法行为类型", "违法事实", "处罚依据",
    "处罚类别", "处罚内容", "罚款金额（万元）", "没收违法所得、没收非法财物的金额（万元）", "暂扣或吊销证照名称及编号", "处罚决定日期",
    "处罚有效期", "公示截止期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "备注",
)  # fmt: skip


def platform_rows(notices: Iterable[PenaltyNotice], source: Any) -> Iterator[list[str]]:
    """One row per penalty in the order of `FIELDS`; `source` is the body that hands the data over."""
    for one in notices:
        yield [str(value or "") for value in _row(one, source)]


def _row(notice: PenaltyNotice, source: Any) -> tuple[Any, ...]:
    decision = notice.decision
    party = decision.party
    person = decision.is_person
    name = masked_names(decision.party_name) if person else decision.party_name
    return (
        name, "自然人" if person else "法人及非法人组织", *(numbers_of(party) if not person else ("", "", "")), "", "", "", "", "", "",
        "身份证" if person else "", masked_identity(party) if person and party is not None else "", decision.number,
        public_words(decision, decision.violation), notice.facts, public_words(decision, decision.basis),
        penalty_kinds(decision.content, decision.fine, decision.confiscated), notice.content,
        in_ten_thousands(decision.fine), in_ten_thousands(decision.confiscated), "", decision.decided_on.isoformat(), "",
        notice.public_until.isoformat() if notice.public_until else "", decision.case.body.name, code_of(decision.case.body),
        source.name if source is not None else "", code_of(source), notice.withdrawn_why,
    )  # fmt: skip


def numbers_of(party: Any) -> tuple[str, str, str]:
    """Credit code, registration number, organisation code of an organisation."""
    if party is None:
        return "", "", ""
    held = {one.scheme: one.value for one in party.identifiers.all()}
    return (
        party.credit_code, held.get(IdentifierScheme.REGISTRATION.value, ""),
        held.get(IdentifierScheme.ORGANISATION_CODE.value, ""),
    )  # fmt: skip


def code_of(body: Any) -> str:
    """A body's unified social credit code, where its subject has a record in the register of parties."""
    party = getattr(getattr(body, "subject", None), "party", None)
    return party.credit_code if party is not None else ""
