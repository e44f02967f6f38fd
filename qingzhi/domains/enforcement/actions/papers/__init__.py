"""The papers of penalty and adjudication 「执法文书」: declared templates with built-in texts, and issuing them about a case.

Titles follow the national forms (市场监管总局2021年文书格式范本；2019年《专利侵权纠纷行政裁决办案指南》附表); the wording is
默认，待确认, and an office may put its own .docx in the place of any of them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate
from qingzhi.engine.procedures.models import Case

SERIES = "enforcement"
TEXTS = Path(__file__).parent / "texts"
D, L, M = FieldKind.DATE, FieldKind.LINES, FieldKind.MONEY

COMMON = (("case_number", "案件编号"), ("party", "当事人"))
PAPERS: dict[str, tuple[str, tuple[tuple[Any, ...], ...]]] = {
    "filing": ("立案审批表", (*COMMON, ("offence", "违法行为"), ("source", "案件来源"), ("facts", "案情"), ("grounds", "立案依据"),
                        ("officers", "办案人员"), ("opinion", "承办意见"), ("approved_by", "批准人"), ("filed_on", "立案日期", D))),
    "measure": ("行政强制措施决定书", (*COMMON, ("kind", "措施"), ("items", "物品", L), ("place", "地点"), ("from_on", "起算日期", D),
                            ("limit", "期限"), ("until", "届满日期", D), ("remedy", "救济途径"))),
    "penalty_notice": ("行政处罚告知书", (*COMMON, ("offence", "违法行为"), ("facts", "查明的事实"), ("basis", "依据"), ("grade", "裁量"),
                                  ("content", "拟处罚内容", L), ("limit", "期限"), ("hearing", "听证权利", None, False))),
    "hearing_notice": ("听证通知书", (*COMMON, ("hearing_on", "听证日期", D), ("place", "地点"), ("host", "主持人"))),
    "penalty_decision": ("行政处罚决定书", (*COMMON, ("offence", "违法行为"), ("facts", "查明的事实"), ("evidence", "证据", L), ("statement", "陈述申辩"),
                                    ("basis", "依据"), ("grade", "裁量"), ("content", "处罚内容", L), ("pay", "缴款"), ("remedy", "救济途径"))),
    "service_proof": ("送达回证", (*COMMON, ("what", "送达文书"), ("document_number", "文书编号", None, False), ("recipient", "受送达人"),
                              ("method", "送达方式"), ("place", "送达地点", None, False), ("served_on", "送达日期", D),
                              ("received_by", "签收人或见证人", None, False), ("officers", "送达人"))),
    "demand": ("履行行政处罚决定催告书", (*COMMON, ("decision_number", "决定文号"), ("amount", "应缴金额", M), ("surcharge", "加处罚款", M), ("limit", "期限"))),
    "court_application": ("行政强制执行申请书", (*COMMON, ("court", "法院"), ("decision_number", "决定文号"), ("decided", "决定内容", L),
                                     ("served_on", "送达日期", D), ("asked", "申请事项", L))),
    "closing": ("结案审批表", (*COMMON, ("offence", "案由"), ("decided", "处理结果", L), ("carried_out", "执行情况"), ("approved_by", "批准人"))),
    "relief": ("延期（分期）缴纳罚款通知书", (*COMMON, ("decision_number", "决定文号"), ("asked_on", "申请日期", D), ("ground", "理由"), ("parts", "各期", L))),
    "summary_decision": ("当场行政处罚决定书", (*COMMON, ("offence", "违法行为"), ("facts", "查明的事实"), ("statement", "陈述申辩"), ("basis", "依据"),
                                     ("content", "处罚内容", L), ("pay", "缴款"), ("remedy", "救济途径"), ("officers", "办案人员"),
                                     ("place", "处罚地点"), ("received_by", "签收人"))),
    "acceptance": ("专利侵权纠纷立案通知书", (*COMMON, ("claimant", "请求人"), ("patent", "专利"), ("panel", "合议组"), ("accepted_on", "立案日期", D))),
    "defence_notice": ("答辩通知书", (*COMMON, ("claimant", "请求人"), ("patent", "专利"), ("requests", "请求事项", L), ("panel", "合议组"), ("limit", "答辩期限"))),
    "oral_notice": ("口头审理通知书", (*COMMON, ("claimant", "请求人"), ("patent", "专利"), ("hearing_on", "口审日期", D), ("place", "地点"))),
    "stay_notice": ("中止处理通知书", (*COMMON, ("claimant", "请求人"), ("patent", "专利"), ("ground", "中止事由"), ("reason", "理由"), ("basis", "依据"))),
    "adjudication": ("专利侵权纠纷行政裁决书", (*COMMON, ("claimant", "请求人"), ("patent", "专利"), ("requests", "请求事项", L), ("defence", "答辩"),
                                      ("evidence", "证据", L), ("reasons", "理由"), ("content", "裁决内容", L), ("panel", "合议组"), ("remedy", "救济途径"))),
    "finding": ("快速维权初步意见书", (*COMMON, ("claimant", "请求人"), ("patent", "专利"), ("finding", "初步意见"), ("reasons", "理由"), ("limit", "履行期限"))),
}  # fmt: skip


def _field(name: str, label: str, kind: FieldKind | None = None, required: bool = True) -> NoticeField:
    return NoticeField(name, label, kind or FieldKind.TEXT, required)


for _name, (_title, _fields) in PAPERS.items():
    notice_template(
        NoticeTemplate(
            f"enforcement.{_name}", _title, SERIES, tuple(_field(*one) for one in _fields),
            (TEXTS / f"{_name}.txt").read_text(encoding="utf-8"),
        )
    )  # fmt: skip


def issue_paper(
    actor: Actor,
    case: Case,
    name: str,
    values: Mapping[str, object],
    *,
    party: Any = None,
    title: str = "",
    addressee: Any = None,
) -> IssuedDocument:
    """Issue one of the papers about a case, to the party where the register knows it, or to another `addressee`; call it last in an effect."""
    return issue_notice(
        actor=actor, template=f"enforcement.{name}", subject=case, body=case.body, url=f"/cases/{case.pk}/", title=title,
        values={"case_number": case.number, **values}, addressee=party.subject if party is not None else addressee,
    )  # fmt: skip
