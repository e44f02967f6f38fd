"""The usual notices of any procedure; domains declare others of their own.

《行政许可法》第三十二条（受理、补正、不予受理均须书面告知）is what the first three follow where no closer rule exists.
"""

from ..rules.notices import FieldKind, NoticeField, NoticeTemplate
from . import built_in_text, notice_template

SERIES = "notice"
CASE = (
    NoticeField("case_number", "办件编号", sample="资助2018-0012"),
    NoticeField("matter", "事项", sample="发明专利授权资助"),
)
APPLICANT = NoticeField("applicant", "申请人", sample="青海某某科技有限公司（示例）")
APPLIED = NoticeField("applied_on", "申请日期", FieldKind.DATE)
REASON = NoticeField("reason", "理由", sample="经核查，申请材料与登记簿记载不一致")
BASIS = NoticeField("basis", "依据", required=False, sample="申报通知第三条")
CONTACT = NoticeField("contact", "咨询方式", required=False, sample="0971-0000000")
REMEDY = NoticeField("remedy", "救济途径", required=False, sample="自收到本通知之日起60日内依法申请行政复议")
AMOUNT = NoticeField("amount", "金额", FieldKind.MONEY)

USUAL = (
    ("acceptance", "受理通知书", (*CASE, APPLICANT, APPLIED, NoticeField("limit", "办理期限", sample="20个工作日"), CONTACT)),
    (
        "correction",
        "一次性补正告知书",
        (
            *CASE, APPLICANT, APPLIED, NoticeField("missing", "须补正的材料", FieldKind.LINES, sample="缴费票据复印件"),
            NoticeField("due_on", "补正截止日", FieldKind.DATE), CONTACT,
        ),
    ),
    ("refusal", "不予受理（不予支持）通知书", (*CASE, APPLICANT, APPLIED, REASON, BASIS, REMEDY, CONTACT)),
    (
        "decision",
        "决定书",
        (*CASE, APPLICANT, NoticeField("decided", "决定内容", FieldKind.LINES, sample="予以资助"), BASIS, REMEDY),
    ),
    (
        "publicity",
        "公示公告",
        (
            NoticeField("matter", "事项", sample="2018年度发明专利授权资助"),
            NoticeField("rows", "名单", FieldKind.TABLE, columns=(("name", "名称"), ("detail", "内容"), ("amount", "金额"))),
            NoticeField("from_on", "公示起始日", FieldKind.DATE), NoticeField("until_on", "公示截止日", FieldKind.DATE),
            NoticeField("where", "公示网址", sample="https://example.gov.cn/publicity/1/"), CONTACT,
        ),
    ),
    (
        "payment",
        "拨款通知书",
        (*CASE, APPLICANT, AMOUNT, NoticeField("purpose", "用途", sample="专利授权后资助"), BASIS, CONTACT),
    ),
    (
        "recovery",
        "追回资金通知书",
        (
            *CASE, APPLICANT, AMOUNT, REASON, NoticeField("due_on", "退回截止日", FieldKind.DATE),
            NoticeField("account", "退款账户", sample="（账户以财务部门另行告知为准）"), BASIS, REMEDY, CONTACT,
        ),
    ),
)  # fmt: skip

NOTICES = {
    name: notice_template(NoticeTemplate(f"notice.{name}", title, SERIES, fields, built_in_text(name)))
    for name, title, fields in USUAL
}
