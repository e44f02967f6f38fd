"""Factories of protection at the border: the customs, a holder, a recordal, goods."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.models import Case

from ..actions.customs_recordals import enter_recordal
from ..actions.customs_recording import ask_for_recording
from ..actions.customs_seizing import ask_for_seizure, notify_seizure, open_seizure
from ..models import CustomsRecordal, CustomsSeizure, RecordalRequest
from ..terms.customs import SeizureWay
from . import _rows, body_of, make_rules

CUSTOMS = ("coordination.view", "coordination.send", "coordination.answer", "coordination.customs.view", "coordination.customs.record",
           "coordination.customs.handle", "procedures.case.handle", "tasks.view")  # fmt: skip
HOLDER = ("coordination.customs.own", "procedures.case.file", "tasks.view")
GOODS: dict[str, Any] = {
    "direction": "export", "goods": "标有“示例”商标的枸杞", "value": Decimal(60_000), "trader": "示例进出口有限公司（虚构）",
    "trader_place": "CN", "facts": "申报为无品牌，查验发现标有备案商标。",
}  # fmt: skip


def make_customs_rules() -> None:
    """Limits and securities as shipped; twice changes nothing."""
    make_rules()
    load_decisions(actor=SYSTEM, table="coordination.security", rows=_rows("decisions/coordination.security.csv"))


def customs_body() -> Body:
    return a_body("customs", "示例海关", a_region())


def customs() -> Actor:
    """The liaison at the customs."""
    at = customs_body()
    return Actor(
        kind="person", name="海关联络员", user_id=31, role_title="customs", body_id=at.pk, body_name=at.name, region_code=at.region.code,
        acts_for=at.subject_id, grants=dict.fromkeys(CUSTOMS, Scope.BODY),
    )  # fmt: skip


def the_holder(name: str = "青海示例枸杞有限公司") -> Subject:
    found = Subject.objects.filter(kind="party", display_name=name).first()
    return found or Subject.objects.create(kind="party", display_name=name)


def holder(subject: Subject | None = None) -> Actor:
    """Who acts by mandate for the holder."""
    mine = subject or the_holder()
    return Actor(
        kind="person", name="企业经办", user_id=900, acts_for=mine.pk, mandate_id=1, body_name=mine.display_name,
        grants=dict.fromkeys(HOLDER, Scope.BODY),
    )  # fmt: skip


def make_recordal(**values: Any) -> CustomsRecordal:
    """A mark recorded in 2015; twice is the same one."""
    make_customs_rules()
    known = CustomsRecordal.objects.filter(number=values.get("number", "T2015-00001")).first()
    if known is not None:
        return known
    usual: dict[str, Any] = {
        "body": customs_body(), "number": "T2015-00001", "holder": the_holder(), "right_told": "1234567 示例", "goods": "枸杞",
        "valid_from": date(2015, 3, 2),
    }  # fmt: skip
    return enter_recordal(actor=customs(), **{**usual, **values})


def make_notice(recordal: CustomsRecordal | None = None, **values: Any) -> CustomsSeizure:
    """Goods that the customs found; the holder has its working days."""
    found = recordal or make_recordal()
    return notify_seizure(actor=customs(), recordal=found, notice_number="西关知权〔2018〕1号", **{**GOODS, **values})


def make_found(recordal: CustomsRecordal | None = None, **values: Any) -> CustomsSeizure:
    """The same before the holder was told."""
    found = recordal or make_recordal()
    given = {**GOODS, "notice_number": "西关知权〔2018〕2号", **values}
    return open_seizure(actor=customs(), recordal=found, way=SeizureWay.EX_OFFICIO, values=given)


def make_application(recordal: CustomsRecordal | None = None, **values: Any) -> CustomsSeizure:
    """Goods that the holder asks to hold."""
    return ask_for_seizure(actor=holder(), recordal=recordal or make_recordal(), **{**GOODS, **values})


def filled(case: Case, step: str) -> dict[str, Any]:
    """What each step is filled with."""
    security = {"kind": "each", "amount": str(getattr(case.dossier, "security", 0))}
    given: dict[str, dict[str, Any]] = {
        "apply": security, "ask": security, "ask_on_paper": security,
        "find": {"finding": "认定侵权"}, "clear": {"finding": "有授权"}, "cannot": {"finding": "不能认定"},
        "bond": {"amount": str(getattr(case.dossier, "value", 0))}, "court_notice": {"court": "示例中级人民法院", "number": "（2018）示01执保1号"},
        "dispose": {"disposal": "destroyed", "why": "不能去除标识"}, "ask_help": {"receiver": body_of("office").pk, "request": "请协助认定"},
        "advise": {"advice": "材料齐全，可以提交。"}, "note_filed": {"filed_on": str(clock.today()), "file_number": "总-1"},
        "record": {"number": "T2018-00077", "valid_from": str(clock.today())},
    }  # fmt: skip
    return given.get(step, {})


def who(case: Case, lane: str) -> Actor:
    return holder(case.applicant) if lane == "holder" else customs()


def walk(case: Case, *steps: str, note: str = "理由", **data: Any) -> Case:
    """Take these steps as the right people, with the papers that they ask for; `data` changes what the last is filled with."""
    for code in steps:
        case = Case.objects.get(pk=case.pk)
        step = case.declared.step(code)
        for wanted in step.attachments:
            if wanted.required and not case.attachments.filter(slot=wanted.code, replaced_at=None).exists():
                paper = receive_file(actor=SYSTEM, name="材料.pdf", data=pdf_bytes(wanted.code))
                attach(actor=SYSTEM, case=case, slot=wanted.code, label=wanted.label, received=paper)
        case = Case.objects.get(pk=case.pk)
        given = {**filled(case, code), **(data if code == steps[-1] else {})}
        case = take_step(
            actor=who(case, step.lane), case=case, step=code, revision=case.revision, data=given, note=note
        )
    return case


def make_recording(**values: Any) -> RecordalRequest:
    """A holder asks for help with recording a mark; the proof of the right is not there yet."""
    make_customs_rules()
    usual: dict[str, Any] = {
        "body": customs_body(), "right_told": "7654321 示例", "goods": "枸杞", "licensing": "许可示例食品厂（虚构）使用至2020年",
        "lawful": "青海产枸杞，由本企业出口，进出境海关为示例海关，袋装500克，每袋60元。",
    }  # fmt: skip
    return ask_for_recording(actor=holder(), **{**usual, **values})
