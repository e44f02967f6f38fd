"""The fields of licences in 「双公示」 as the credit platform takes them; personal numbers masked.

行政许可信息公示字段：发改办财金〔2018〕790号 and what replaced it (默认，待确认).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from qingzhi.domains.parties.queries.personal import masked_identity
from qingzhi.engine.publication.rules.redaction import masked_names

from ..models import LicenceNotice
from .decisions import licence_words
from .platform import code_of, numbers_of

FIELDS = (
    "行政相对人名称", "行政相对人类别", "统一社会信用代码", "工商注册号", "组织机构代码", "税务登记号", "事业单位证书号", "社会组织登记证号",
    "法定代表人", "法人证件类型", "法人证件号码", "自然人证件类型", "自然人证件号码", "行政许可决定文书名称", "行政许可决定文书号", "许可类别",
    "许可证书名称", "许可编号", "许可内容", "许可决定日期", "有效期自", "有效期至", "许可机关", "许可机关统一社会信用代码", "当前状态",
    "数据来源单位", "数据来源单位统一社会信用代码", "备注",
)  # fmt: skip


def licence_rows(notices: Iterable[LicenceNotice], source: Any) -> Iterator[list[str]]:
    """One row per licence in the order of `FIELDS`; `source` is the body that hands the data over."""
    for one in notices:
        yield [str(value or "") for value in _row(one, source)]


def _row(notice: LicenceNotice, source: Any) -> tuple[Any, ...]:
    person, party = notice.is_person, notice.party
    return (
        masked_names(notice.party_name) if person else notice.party_name, "自然人" if person else "法人及非法人组织",
        *(numbers_of(party) if not person else ("", "", "")), "", "", "", "", "", "", "身份证" if person else "",
        masked_identity(party) if person and party is not None else "", licence_words(notice, notice.document), notice.number,
        notice.get_category_display(), licence_words(notice, notice.certificate), notice.certificate_number, licence_words(notice, notice.content),
        notice.decided_on.isoformat(), notice.valid_from.isoformat(),
        notice.valid_to.isoformat() if notice.valid_to else "2099-12-31", notice.body.name, code_of(notice.body),
        notice.get_status_display(), source.name if source is not None else "", code_of(source),
        licence_words(notice, notice.status_why),
    )  # fmt: skip
