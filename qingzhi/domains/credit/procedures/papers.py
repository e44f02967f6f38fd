"""The documents of credit: notice before a finding, decision, answer to a repair."""

from qingzhi.base.permits import SYSTEM
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.rules.citing import cited
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate
from qingzhi.engine.limits.queries import due
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions.listing import term_of

SERIES = "notice"
REMEDY = "不服本决定的，可以自收到之日起60日内依法申请行政复议，或者6个月内依法提起行政诉讼"
CASE = NoticeField("case_number", "办件编号", sample="XR201800001")
CONDUCT = NoticeField("conduct", "失信行为", sample="信用承诺不实或未履行承诺")
BASIS = NoticeField("basis", "依据", sample="《国家知识产权局知识产权信用管理规定》")

NOTICE = notice_template(
    NoticeTemplate(
        "credit.notice",
        "失信认定告知书",
        SERIES,
        (
            CASE,
            CONDUCT,
            BASIS,
            NoticeField("facts", "事实和理由", sample="承诺事项未履行"),
            NoticeField("list", "名单", sample="失信行为"),
            NoticeField("measures", "管理措施", sample="财政资金从严审批"),
            NoticeField("due_on", "陈述截止日", FieldKind.DATE),
        ),
        "经查，你（单位）存在以下情形，拟认定为“{conduct}”（{list}，办件编号：{case_number}）。\n事实和理由：{facts}\n"
        "依据：{basis}。\n认定后拟采取的管理措施：{measures}。\n"
        "你（单位）有权进行陈述和申辩，请于{due_on}前提出；逾期未提出的，视为放弃，不影响依法认定。",
    )
)
DECISION = notice_template(
    NoticeTemplate(
        "credit.decision",
        "失信认定决定书",
        SERIES,
        (
            CASE,
            CONDUCT,
            BASIS,
            NoticeField("facts", "事实和理由", sample="承诺事项未履行"),
            NoticeField("finding", "陈述申辩的采纳情况", sample="未提出"),
            NoticeField("list", "名单", sample="失信行为"),
            NoticeField("decision_number", "认定文号", sample="青知信〔2018〕1号"),
            NoticeField("months", "期限", sample="12个月"),
            NoticeField("repair", "修复", sample="满6个月可以申请信用修复"),
            NoticeField("remedy", "救济途径", sample=REMEDY),
        ),
        "经告知、听取陈述申辩和复核，现认定你（单位）“{conduct}”（{list}，{decision_number}，办件编号：{case_number}）。\n"
        "事实和理由：{facts}\n依据：{basis}。\n陈述申辩的采纳情况：{finding}\n期限：自送达之日起{months}。\n{repair}。\n{remedy}。",
    )
)
REPAIRED = notice_template(
    NoticeTemplate(
        "credit.repaired",
        "信用修复决定书",
        SERIES,
        (
            CASE,
            CONDUCT,
            NoticeField("decision_number", "认定文号", sample="青知信〔2018〕1号"),
            NoticeField("result", "结果", sample="准予信用修复"),
            NoticeField("reason", "理由", sample="已履行义务"),
            NoticeField("remedy", "救济途径", sample=REMEDY),
        ),
        "你（单位）就“{conduct}”（{decision_number}）提出的信用修复申请（办件编号：{case_number}）收悉。经核实，决定：{result}。\n"
        "理由：{reason}\n{remedy}。",
    )
)


def _issue(occurrence: Occurrence, template: str, listing: object, **values: object) -> None:
    case = occurrence.case
    said = {
        "case_number": case.number, "conduct": listing.get_conduct_display(), **values,  # type: ignore[attr-defined]
    }  # fmt: skip
    issue_notice(
        actor=SYSTEM, template=template, subject=case, body=case.body, values=said, addressee=case.applicant,
        url=f"/cases/{case.pk}/",
    )  # fmt: skip


@effect("credit.paper_notice", "制发失信认定告知书")
def paper_notice(occurrence: Occurrence) -> None:
    """失信认定告知书, with the day by which a statement is heard."""
    listing = occurrence.dossier
    until = due("credit.listing.statement", occurrence.on, region=occurrence.case.region_code).on
    _issue(
        occurrence, "credit.notice", listing, facts=listing.facts, basis=cited(listing.basis), list=listing.get_kind_display(),
        measures=listing.measures, due_on=until,
    )  # fmt: skip


@effect("credit.paper_decision", "制发失信认定决定书")
def paper_decision(occurrence: Occurrence) -> None:
    """失信认定决定书; the term runs from its service."""
    listing = occurrence.dossier
    months, after = term_of(listing, occurrence.on)
    repair = f"满{after}个月可以申请信用修复" if after < months else "期满自动移出，不能提前修复"
    _issue(
        occurrence, "credit.decision", listing, facts=listing.facts, basis=cited(listing.basis), list=listing.get_kind_display(),
        decision_number=listing.number, finding=listing.finding or "未提出陈述申辩", months=f"{months}个月", repair=repair, remedy=REMEDY,
    )  # fmt: skip


def issue_repair_answer(occurrence: Occurrence, result: str, reason: str) -> None:
    """信用修复决定书, whichever way it went."""
    listing = occurrence.dossier.listing
    _issue(
        occurrence,
        "credit.repaired",
        listing,
        decision_number=listing.number,
        result=result,
        reason=reason,
        remedy=REMEDY,
    )
