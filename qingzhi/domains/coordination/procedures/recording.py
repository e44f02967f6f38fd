"""The procedure of help with a recordal 「海关备案辅导」 (E11): the liaison looks at the five contents and advises, the holder files with the
General Administration, whose decision is entered; what is recorded is followed and its holder reminded from then on.

《知识产权海关保护条例》（2018年修订）第七条（申请书）、第八条（三十个工作日内决定）; the other limits are 内部工作规则（默认，待确认）.
"""

from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Outcome, Relation, Waits

from ..actions.customs_recordals import enter_recordal
from ..models import RecordalRequest
from ..queries.customs import RECORDING, recorded_already
from . import recording_paper  # noqa: F401  (registers itself)
from .recording_forms import AdviceForm, FiledForm, RecordedForm

OPEN = ("draft", "submitted", "correcting", "advised", "filed")
PROOF = Attachment("proof", "权利证明", note="商标注册证、专利证书和登记簿副本、作品登记证等")
IDENTITY = Attachment("identity", "权利人主体资格证明")
PICTURES = Attachment("pictures", "商品和包装照片", required=False)


@guard("coordination.right_stands", "权利有效")
def right_stands(occurrence: Occurrence) -> Answer:
    """《条例》第十条: a recordal ends with its right; of a right that has ended there is none."""
    right = occurrence.dossier.right
    ended = right is not None and right.expires_on is not None and right.expires_on < occurrence.on
    return Answer(not ended, f"权利已于 {right.expires_on} 届满，不能备案" if ended else "")


@guard("coordination.is_the_holder", "本主体是权利人")
def is_the_holder(occurrence: Occurrence) -> Answer:
    """《条例》第七条: the holder applies, or somebody by proxy in the holder's name."""
    right, name = occurrence.dossier.right, occurrence.case.applicant.display_name
    if right is None or name in right.holder_text:
        return Answer(True, "")
    return Answer(False, f"登记簿里这项权利的权利人是{right.holder_text or '他人'}，应由权利人提出")


@guard("coordination.not_recorded_yet", "尚未备案")
def not_recorded_yet(occurrence: Occurrence) -> Answer:
    known = recorded_already(occurrence.case.applicant_id, occurrence.dossier.right_id)
    return Answer(
        known is None, f"这项权利已备案（{known.number}，至 {known.expires_on}），届满前办理续展" if known else ""
    )


def _keep(occurrence: Occurrence, **values: Any) -> None:
    for name, value in values.items():
        setattr(occurrence.dossier, name, value)
    occurrence.dossier.save(update_fields=list(values))


@effect("coordination.keep_advice", "记下辅导意见")
def keep_advice(occurrence: Occurrence) -> None:
    """What the liaison found of the papers."""
    _keep(occurrence, advice=occurrence.data["advice"])


@effect("coordination.keep_filed", "记下向总署提交的日期")
def keep_filed(occurrence: Occurrence) -> None:
    """From that day the General Administration has its working days."""
    _keep(occurrence, filed_on=occurrence.data["filed_on"], file_number=occurrence.data["file_number"].strip())


@effect("coordination.enter_recorded", "登记海关备案，进入续展提醒")
def enter_recorded(occurrence: Occurrence) -> None:
    """The recordal is followed from now on: 《条例》第十条."""
    dossier, case = occurrence.dossier, occurrence.case
    made = enter_recordal(
        actor=occurrence.actor, body=case.body, number=occurrence.data["number"], holder=case.applicant, right_told=dossier.right_told,
        goods=dossier.goods, valid_from=occurrence.data["valid_from"], right_id=dossier.right_id, is_patent=dossier.is_patent,
    )  # fmt: skip
    _keep(occurrence, recordal=made)


def since_filed(case: Any) -> date:
    """The day on which the General Administration got the application."""
    return case.dossier.filed_on or clock.today()


RECORDAL = procedure(
    Procedure(
        code=RECORDING,
        title="海关备案辅导",
        dossier=RecordalRequest,
        prefix="HB",
        initial="draft",
        states=(
            State("draft", "填写材料", Waits.APPLICANT, task="提交备案材料", stage="材料"),
            State("submitted", "待审看", task="审看备案材料，提出意见", public="海关联络员审看备案材料", stage="辅导"),
            State("correcting", "待补正", Waits.APPLICANT, task="补正备案材料", public="请补正备案材料", stage="辅导"),
            State("advised", "待向总署申请", Waits.APPLICANT, task="向海关总署提交申请并登记日期",
                  public="材料已看过，请在海关总署系统提交申请，再登记提交日期", stage="申请"),
            State("filed", "总署审查", task="登记海关总署的决定", public="已向海关总署申请，等待决定", stage="决定"),
            State("recorded", "已备案", Waits.NOBODY, outcome=Outcome.GRANTED, stage="决定"),
            State("refused", "不予备案", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
        ),
        steps=(
            Step("submit", "提交材料", ("draft",), "submitted", "holder", attachments=(PROOF, IDENTITY, PICTURES), style="primary",
                 guards=("coordination.is_the_holder", "coordination.right_stands", "coordination.not_recorded_yet")),
            Step("return_form", "退回补正", ("submitted",), "correcting", "customs", needs_reason=True, told="请一次补齐"),
            Step("resubmit", "提交补正", ("correcting",), "submitted", "holder", attachments=(PROOF, IDENTITY, PICTURES), style="primary"),
            Step("advise", "提出辅导意见", ("submitted",), "advised", "customs", form=AdviceForm, style="primary",
                 effects=("coordination.keep_advice", "coordination.draw_advice"), told="材料可以提交，请看辅导意见书"),
            Step("note_filed", "登记已向总署申请", ("advised",), "filed", "holder", form=FiledForm, style="primary",
                 effects=("coordination.keep_filed",)),
            Step("record", "登记准予备案", ("filed",), "recorded", "customs", form=RecordedForm, style="primary",
                 guards=("coordination.not_recorded_yet",), effects=("coordination.enter_recorded",), told="已备案，届满前会提醒续展"),
            Step("refuse", "登记不予备案", ("filed",), "refused", "customs", needs_reason=True, style="danger"),
            Step("withdraw", "撤回", OPEN, "withdrawn", "holder", confirm="撤回后须重新提出；已经向海关总署提交的，请另行向总署撤回。", style="danger"),
        ),
        lanes=(
            Lane("holder", "权利人", "coordination.customs.own", Relation.APPLICANT),
            Lane("customs", "海关联络员", "coordination.customs.record"),
        ),
        clocks=(
            Clock("advise", "辅导期限", "coordination.recordal.advise", ("submitted",)),
            Clock("correct", "补正期限", "coordination.recordal.correct", ("correcting",)),
            Clock("file", "提交申请期限", "coordination.recordal.file", ("advised",)),
            Clock("decide", "海关总署决定期限", "coordination.recordal.decide", ("filed",), since=since_filed),
        ),
        view_permit="coordination.customs.view",
        detail="coordination/_recording.html",
        follow=("right", "recordal"),
        matter="权利和货物",
        guide="coordination:ask_recording",
        basis="《知识产权海关保护条例》（2018年修订）第七条、第八条、第十条",
    )
)  # fmt: skip
