"""The papers of a complaint at a fair 「展会投诉文书」; the wording is 默认，待确认, an office may put its own .docx in its place."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate

from ..models import FairComplaint
from .papers import SERIES, TEXTS, issue_paper

COMMON = (
    ("case_number", "案件编号"), ("party", "被投诉人"), ("complainant", "投诉人"), ("fair", "展会"), ("stand", "展位"), ("product", "展品"),
    ("right", "权利"),
)  # fmt: skip
NOTICE = (*COMMON, ("facts", "投诉的事实"), ("limit", "陈述期限"), ("until", "届满"))
FINDING = (*COMMON, ("finding", "认定"), ("reasons", "理由"), ("measure", "要求"))
PAPERS = {"fair_notice": ("展会知识产权投诉通知书", NOTICE), "fair_finding": ("展会知识产权投诉处理意见书", FINDING)}

for _name, (_title, _fields) in PAPERS.items():
    notice_template(
        NoticeTemplate(
            f"enforcement.{_name}", _title, SERIES, tuple(NoticeField(code, label, FieldKind.TEXT, True) for code, label in _fields),
            (TEXTS / f"{_name}.txt").read_text(encoding="utf-8"),
        )
    )  # fmt: skip


def issue_notice_to(actor: Actor, complaint: FairComplaint, limit: str, until: datetime) -> None:
    """The notice to the exhibitor, with the instant by which it has to be answered."""
    told = f"{until.astimezone(clock.now().tzinfo):%Y年%m月%d日%H时%M分}"
    _issue(actor, complaint, "fair_notice", facts=complaint.facts, limit=limit, until=told)


def issue_finding(actor: Actor, complaint: FairComplaint) -> None:
    """What was found, to both sides."""
    upheld = bool(complaint.upheld)
    finding = f"侵权成立（{complaint.get_ground_display()}）" if upheld else "侵权不成立"
    measure = "请立即撤下或者遮盖上述展品，收回有关宣传资料。" if upheld else "展品可以继续展出。"
    _issue(actor, complaint, "fair_finding", finding=finding, reasons=complaint.reasons, measure=measure)


def _issue(actor: Actor, complaint: FairComplaint, name: str, **values: str) -> None:
    party = complaint.exhibitor.party if complaint.exhibitor else None
    right = f"{complaint.get_right_type_display().split('（')[0]}（{complaint.right_number}）"
    about = {
        "party": complaint.accused, "complainant": complaint.complainant, "fair": complaint.fair.name, "stand": complaint.stand,
        "product": complaint.product, "right": right,
    }  # fmt: skip
    issue_paper(actor, complaint.case, name, {**about, **values}, party=party)
