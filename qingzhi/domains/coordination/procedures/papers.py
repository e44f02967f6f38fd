"""Papers that a transfer to the police and a seizure at the border are told by: drawn from templates, signed and sealed outside.

国务院令第310号第六条（移送书）；《知识产权海关保护条例》第十六条、第二十条；实施办法第二十一条、第二十五条. The wording is a default.
"""

from typing import Any

from qingzhi.base.permits import SYSTEM
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.queries import has_series
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..terms.customs import Direction
from .customs_effects import court_limit

TRANSFERS, CUSTOMS = "transfer-letter", "customs-notice"
CASE = NoticeField("case_number", "办件编号", sample="YS201800001")
LETTER = notice_template(
    NoticeTemplate(
        "coordination.transfer_letter", "涉嫌犯罪案件移送书", TRANSFERS,
        (
            CASE, NoticeField("police", "公安机关", sample="示例市公安局"), NoticeField("suspect", "涉嫌当事人", sample="示例酒业（虚构）"),
            NoticeField("offence", "涉嫌罪名", sample="假冒注册商标罪"), NoticeField("acted_on", "行为发生日", FieldKind.DATE, sample="2018-03-01"),
            NoticeField("facts", "涉嫌犯罪事实", sample="仓库内查获假冒注册商标的白酒"),
            NoticeField("grounds", "移送理由", FieldKind.LINES, sample="非法经营额达到追诉标准"),
            NoticeField("days", "立案审查期限", sample="3日"),
        ),
        "{police}：\n我局在执法中发现{suspect}涉嫌{offence}（办件编号：{case_number}）。行为发生日：{acted_on}。\n涉嫌犯罪事实：{facts}\n"
        "移送理由：\n{items:grounds}\n依据《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第三条、第五条、第六条，现将该案移送你局，"
        "请在接收后{days}内作出立案或者不予立案的决定，并书面通知我局。\n"
        "附：调查报告、涉案物品清单、有关检验报告或者鉴定意见、其他有关材料。",
        basis="国务院令第310号第六条",
    )
)  # fmt: skip
GOODS = (
    CASE, NoticeField("holder", "权利人", sample="青海某某饮品有限公司（示例）"), NoticeField("recordal", "备案", sample="T2017-00001 “示例”商标"),
    NoticeField("trader", "收发货人", sample="西宁某某贸易有限公司（示例）"), NoticeField("direction", "进出口", sample="出口"),
    NoticeField("goods", "货物", sample="塑料瓶装饮料"), NoticeField("quantity", "数量", required=False, sample="3,000瓶"),
    NoticeField("port", "口岸", required=False, sample="西宁曹家堡机场"),
)  # fmt: skip
TOLD_GOODS = (
    "备案：{recordal}。\n收发货人：{trader}（{direction}）。\n货物：{goods}。\n数量：{quantity}。\n口岸：{port}。\n"
)
CONFIRM = notice_template(
    NoticeTemplate(
        "coordination.confirm_notice", "确认知识产权侵权状况通知书", CUSTOMS,
        (
            *GOODS, NoticeField("value", "货物价值", FieldKind.MONEY, sample="60000"),
            NoticeField("security", "应提供的担保", FieldKind.MONEY, sample="20000"), NoticeField("days", "答复期限", sample="3个工作日"),
        ),
        "{holder}：\n我关发现下列货物涉嫌侵犯你单位备案的知识产权（办件编号：{case_number}）。\n" + TOLD_GOODS + "货物价值：{value}元。\n"
        "请自收到本通知之日起{days}内书面答复：认为侵权并要求扣留的，提出采取保护措施的申请并提供担保{security}元；"
        "不要求扣留或者逾期没有答复的，我关放行货物。\n回执：权利人已于　　　年　　月　　日收到本通知。　签收人（签章）：",
        basis="《知识产权海关保护条例》第十六条",
    )
)  # fmt: skip
DETENTION = notice_template(
    NoticeTemplate(
        "coordination.detention_notice", "扣留侵权嫌疑货物通知书", CUSTOMS,
        (
            *GOODS, NoticeField("seized_on", "扣留日期", FieldKind.DATE, sample="2018-06-20"),
            NoticeField("days", "期限", sample="50个工作日"),
        ),
        "{holder}：\n我关自{seized_on}起扣留下列涉嫌侵权货物（办件编号：{case_number}）。\n" + TOLD_GOODS
        + "你单位可以向人民法院申请采取责令停止侵权行为或者财产保全的措施；自扣留之日起{days}内我关没有收到人民法院协助执行通知，"
        "又不能认定货物侵权的，将放行货物。收发货人认为没有侵权的，可以向我关提交书面说明和证据。\n"
        "回执：权利人已于　　　年　　月　　日收到本通知。　签收人（签章）：",
        basis="《知识产权海关保护条例》第二十条、第二十四条",
    )
)  # fmt: skip


@effect("coordination.draw_letter", "制作移送书")
def draw_letter(occurrence: Occurrence) -> None:
    """涉嫌犯罪案件移送书, to be sealed and attached when the case is sent."""
    dossier, case = occurrence.dossier, occurrence.case
    grounds = [*dossier.hits, *([dossier.suspicion] if dossier.suspicion else [])]
    issue(occurrence, LETTER, {
        "police": dossier.police.name, "suspect": dossier.suspect, "offence": dossier.get_offence_display(), "acted_on": dossier.acted_on,
        "facts": dossier.facts, "grounds": grounds, "days": days_of("coordination.transfer.examine", case),
    }, recipients=[dossier.police])  # fmt: skip


@effect("coordination.draw_confirm_notice", "制发确认侵权状况通知书")
def draw_confirm_notice(occurrence: Occurrence) -> None:
    """With the receipt that the holder signs."""
    dossier, case = occurrence.dossier, occurrence.case
    days = days_of("coordination.customs.reply", case)
    told = {**_goods(dossier), "value": dossier.value, "security": dossier.security, "days": days}
    issue(occurrence, CONFIRM, told, addressee=case.applicant)


@effect("coordination.draw_detention_notice", "制发扣留通知书")
def draw_detention_notice(occurrence: Occurrence) -> None:
    """With the receipt that the holder signs; after the day of the seizure was kept."""
    dossier, case = occurrence.dossier, occurrence.case
    days = days_of(court_limit(case), case)
    issue(
        occurrence, DETENTION, {**_goods(dossier), "seized_on": occurrence.on, "days": days}, addressee=case.applicant
    )


def days_of(code: str, case: Any) -> str:
    """The length of a limit as a document writes it."""
    return str(limit(code, case.rules_on).length).replace(" ", "")


def _goods(dossier: Any) -> dict[str, Any]:
    recordal = dossier.recordal
    return {
        "holder": recordal.holder.display_name, "recordal": str(recordal), "trader": dossier.trader, "goods": dossier.goods,
        "direction": Direction(dossier.direction).label, "quantity": dossier.quantity, "port": dossier.port,
    }  # fmt: skip


def issue(occurrence: Occurrence, template: NoticeTemplate, values: dict[str, Any], **to: Any) -> None:
    """Drawn where the body numbers such papers here; another body's own paper is attached as a file, as before."""
    case = occurrence.case
    if has_series(template.series, case.body):
        issue_notice(
            actor=SYSTEM, template=template.code, subject=case, body=case.body, values={"case_number": case.number, **values},
            url=f"/cases/{case.pk}/", signed_by=occurrence.actor.name, **to,
        )  # fmt: skip
