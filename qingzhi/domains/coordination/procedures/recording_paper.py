"""The paper of help with a recordal, to the holder; the wording is 默认，待确认."""

from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.rules.notices import NoticeField, NoticeTemplate
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from .papers import CASE, CUSTOMS, days_of, issue

ADVICE = notice_template(
    NoticeTemplate(
        "coordination.recording_advice", "海关备案辅导意见书", CUSTOMS,
        (
            CASE, NoticeField("holder", "权利人", sample="青海某某饮品有限公司（示例）"), NoticeField("right", "权利", sample="1234567 “示例”商标"),
            NoticeField("goods", "主要商品", sample="塑料瓶装饮料"), NoticeField("advice", "辅导意见", sample="材料齐全；商品照片须能看清商标位置。"),
            NoticeField("days", "海关总署决定期限", sample="30个工作日"), NoticeField("until", "提交期限", sample="30日"),
        ),
        "{holder}：\n你单位就{right}（主要商品：{goods}）请求海关备案辅导的材料已看过（{case_number}）。\n辅导意见：{advice}\n"
        "请在{until}内向海关总署提交备案申请，并在本系统登记提交日期。海关总署自收到全部申请文件之日起{days}内作出决定。"
        "本意见书不是准予备案的决定；不如实申请的，海关总署可以撤销备案。",
        basis="《知识产权海关保护条例》（2018年修订）第七条、第八条",
    )
)  # fmt: skip


@effect("coordination.draw_advice", "制发辅导意见书")
def draw_advice(occurrence: Occurrence) -> None:
    """After the advice was kept."""
    dossier, case = occurrence.dossier, occurrence.case
    told = {
        "holder": case.applicant.display_name, "right": dossier.right_told, "goods": dossier.goods, "advice": dossier.advice,
        "days": days_of("coordination.recordal.decide", case), "until": days_of("coordination.recordal.file", case),
    }  # fmt: skip
    issue(occurrence, ADVICE, told, addressee=case.applicant)
