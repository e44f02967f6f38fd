"""What support makes public, and the documents that it draws; through publication and documents."""

from collections.abc import Sequence
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.documents.actions import issue_document, issue_notice
from qingzhi.engine.documents.kinds import document_kind
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.documents.rules.drawing import Item, Kind, OfficialDocument, Paragraph
from qingzhi.engine.publication.actions import Row, publish_notice, withdraw_row
from qingzhi.engine.publication.kinds import PublicationKind, PublicColumn, publication_kind
from qingzhi.engine.publication.queries import publications_about, rows_about
from qingzhi.engine.publication.terms import ValueKind

from ..models import Call, SubsidyApplication

CALL = document_kind("support.call", "申报通知").code
SERIES = "support-call"
LIST = publication_kind(
    PublicationKind(
        "support.proposed",
        "拟资助名单公示",
        columns=(
            PublicColumn("number", "办件编号"),
            PublicColumn("holder", "单位", required=True),
            PublicColumn("rights", "权利号"),
            PublicColumn("amount", "拟资助金额（元）", ValueKind.MONEY),
        ),
        limit="support.publicity",
    )
).code
RESULT = publication_kind(
    PublicationKind(
        "support.result",
        "资助结果公开",
        columns=(
            PublicColumn("number", "办件编号"),
            PublicColumn("holder", "单位", required=True),
            PublicColumn("rights", "权利号"),
            PublicColumn("amount", "资助金额（元）", ValueKind.MONEY),
        ),
        objections=False,
    )
).code


def publish_call_document(actor: Actor, call: Call) -> IssuedDocument:
    """The call as an official document 「关于组织申报…的通知」, numbered in its series."""
    body = call.body

    def drawn(number: str) -> OfficialDocument:
        return OfficialDocument(
            kind=Kind.NOTICE, issuer_head=f"{body.name}文件", number=number, title=f"{body.name}关于{call.title}的通知",
            body=tuple(_paragraphs(call)), signatory=body.name, dated_on=clock.today(), words=("申报", "通知"),
        )  # fmt: skip

    return issue_document(
        actor=actor, kind=CALL, title=f"关于{call.title}的通知"[:200], series=SERIES, document=drawn, body=body, subject=call,
        url=f"/calls/{call.code}/",
    )  # fmt: skip


def publish_list(actor: Actor, call: Call, applications: Sequence[SubsidyApplication]) -> Any:
    """The list of those to be subsidised, open for objections as long as the limit says; each list has its own number."""
    nth = publications_about(call, LIST).count() + 1
    return publish_notice(
        actor=actor, kind=LIST, title=f"{call.title}拟资助名单（第{nth}批）", body=call.body, subject=call,
        text=f"根据《{call.title}》，现将拟资助名单公示。对名单有异议的，请在公示期内实名提出并附证据。",
        rows=[_row(one, one.amount_computed) for one in applications], url=f"/calls/{call.code}/", contact=call.contact,
    )  # fmt: skip


def publish_results(actor: Actor, call: Call, applications: Sequence[SubsidyApplication]) -> Any:
    """Who was granted what 「结果公告」, for good; each announcement has its own number."""
    nth = publications_about(call, RESULT).count() + 1
    return publish_notice(
        actor=actor, kind=RESULT, title=f"{call.title}资助结果公告（第{nth}批）", body=call.body, subject=call,
        text=f"《{call.title}》的拟资助名单已经公示，异议均已办结，现将经会议决定的资助结果公告如下。",
        rows=[_row(one, one.amount_granted) for one in applications], url=f"/calls/{call.code}/results/", contact=call.contact,
    )  # fmt: skip


def withdraw_row_of(publication: Any, case: Any, reason: str) -> None:
    """Take a case's row off a list, with its trace; as the system, since it follows from a step of the case."""
    if publication is None or publication.withdrawn_at is not None:
        return
    for item in rows_about(case).filter(publication=publication, withdrawn_at=None):
        withdraw_row(actor=SYSTEM, item=item, reason=reason)


def _row(application: SubsidyApplication, amount: Any) -> Row:
    rights = "、".join(one.number_shown for one in application.claims.all() if one.amount > 0)
    values = {"number": application.case.number, "holder": application.party_name, "rights": rights, "amount": amount}
    return Row(values, application.case)


def _paragraphs(call: Call) -> list[Paragraph | Item]:
    found: list[Paragraph | Item] = [Paragraph(line.strip()) for line in call.guide.splitlines() if line.strip()]
    found.append(Paragraph(f"{call.opens_on:%Y年%-m月%-d日}至{call.closes_on:%Y年%-m月%-d日}。", lead="申报时间："))
    found.append(Paragraph("、".join(str(one) for one in call.items.all()) + "。", lead="资助范围："))
    documents = "、".join(f"{one.label}{'' if one.required else '（如有）'}" for one in call.documents.all())
    if documents:
        found.append(Paragraph(f"{documents}。", lead="申报材料："))
    if call.contact:
        found.append(Paragraph(f"{call.contact}。", lead="咨询电话："))
    return found


def issue_to_applicant(actor: Actor, case: Any, template: str, **values: Any) -> IssuedDocument:
    """One of the usual notices about a case, to its applicant; the values of the case itself are added."""
    application = case.dossier
    given = {
        "case_number": case.number, "matter": application.call.title, "applicant": application.party_name,
        "applied_on": (case.submitted_at or case.opened_at).date(), "contact": application.call.contact,
        "basis": application.call.basis, **values,
    }  # fmt: skip
    return issue_notice(
        actor=actor, template=f"notice.{template}", subject=case, body=application.call.body, values=given,
        addressee=case.applicant, url=f"/cases/{case.pk}/",
    )  # fmt: skip
