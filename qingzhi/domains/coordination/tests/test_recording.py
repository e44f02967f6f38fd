"""Help with a recordal at the customs: from the five contents to a recordal that is followed, its limits, its paper, who sees it."""

from datetime import date

import docx
import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.queries import path_of
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.procedures.terms import Outcome
from qingzhi.engine.tasks.queries import open_items_about

from ..actions.customs_recordals import enter_recordal
from ..models import CustomsRecordal, RecordalRequest
from ..queries.customs import visible_recordings
from ..refusals import ValueNotValid
from ..testing import somebody
from ..testing.customs import (
    customs,
    customs_body,
    holder,
    make_customs_rules,
    make_recording,
    the_holder,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


def due_of(case: Case, code: str) -> date:
    return case.clocks.filter(code=code).latest("id").due_on


def test_from_the_material_to_a_recordal_that_is_followed():
    case = walk(make_recording().case, "submit")
    assert due_of(case, "advise") == date(2018, 7, 9)  # five working days
    assert [one.due_on for one in open_items_about(case)] == [date(2018, 7, 9)]
    case = walk(case, "advise")
    assert case.dossier.advice and due_of(case, "file") == date(2018, 8, 1)
    case = walk(case, "note_filed", filed_on="2018-06-29")
    assert due_of(case, "decide") == date(2018, 8, 10)  # thirty working days since the General Administration got it
    case = walk(case, "record", number="T2018-00077", valid_from="2018-07-02")
    made = CustomsRecordal.objects.get()
    assert (case.outcome, case.dossier.recordal_id, made.holder_id) == (Outcome.GRANTED, made.pk, the_holder().pk)
    assert (made.right_told, made.goods, made.expires_on) == ("7654321 示例", "枸杞", date(2028, 7, 2))
    assert AuditEntry.objects.filter(action="coordination.ask_recording").count() == 1
    assert AuditEntry.objects.filter(action="coordination.enter_recordal").count() == 1


def test_what_is_missing_is_named_once_and_the_days_begin_anew():
    case = walk(make_recording().case, "submit", "return_form")
    assert due_of(case, "correct") == date(2018, 7, 23)
    with clock.fixed(date(2018, 7, 4)):
        case = walk(case, "resubmit")
    assert case.state == "submitted" and due_of(case, "advise") == date(2018, 7, 11)


@pytest.mark.parametrize(("step", "values"), [("note_filed", {"filed_on": "2018-07-03"}), ("advise", {"advice": ""})])
def test_what_cannot_be_is_refused(step, values):
    case = walk(make_recording().case, "submit", *(["advise"] if step == "note_filed" else []))
    with pytest.raises(FormWrong):
        walk(case, step, **values)


def test_a_right_of_another_that_has_ended_or_is_recorded_already_gets_no_recordal():
    mine = the_holder().display_name
    others = make_right("trademark", expires_on=date(2026, 1, 1), holders=["另一企业有限公司"])
    with pytest.raises(GuardRefused, match="权利人是另一企业有限公司"):
        walk(make_recording(right_id=others.pk).case, "submit")
    ended = make_right("trademark", expires_on=date(2018, 7, 1), holders=[mine])
    with pytest.raises(GuardRefused, match="已于 2018-07-01 届满"):
        walk(make_recording(right_id=ended.pk).case, "submit")
    right = make_right("trademark", expires_on=date(2026, 1, 1), holders=[mine])
    enter_recordal(
        actor=customs(), body=customs_body(), number="T2016-00005", holder=the_holder(), right_told="示例", goods="枸杞",
        valid_from=date(2016, 1, 4), right_id=right.pk,
    )  # fmt: skip
    with pytest.raises(GuardRefused, match="已备案（T2016-00005，至 2026-01-01）"):
        walk(make_recording(right_id=right.pk).case, "submit")


@pytest.mark.parametrize("name", ["right_told", "goods", "lawful"])
def test_the_contents_that_the_law_asks_for_are_told(name):
    with pytest.raises(ValueNotValid):
        make_recording(**{name: " "})
    assert not RecordalRequest.objects.exists()


def test_only_a_holder_asks_and_only_the_liaison_advises():
    from ..actions.customs_recording import ask_for_recording

    with pytest.raises(PermitRefused):
        ask_for_recording(actor=customs(), body=customs_body(), right_told="示例", goods="枸杞", lawful="说明")
    case = walk(make_recording().case, "submit")
    assert visible_recordings(holder()).get() == case and visible_recordings(customs()).get() == case
    assert not visible_recordings(holder(make_party("另一企业有限公司").subject)).exists()
    assert not visible_recordings(somebody("police")).exists()


def test_the_advice_is_a_paper_to_the_holder():
    make_customs_rules()
    row = {
        "code": "customs-notice",
        "title": "海关文书",
        "prefix": "西关知",
        "form": "number",
        "body": customs_body().code,
        "retired_on": "",
    }
    load_series(actor=SYSTEM, rows=[row])
    case = walk(make_recording().case, "submit", "advise")
    paper = IssuedDocument.objects.get(subject_id=str(case.pk))
    text = "\n".join(one.text for one in docx.Document(path_of(paper.file.sha256)).paragraphs)
    assert paper.addressee == the_holder() and paper.title == "海关备案辅导意见书"
    for said in (case.number, "7654321 示例", "材料齐全，可以提交。", "30个工作日", "30日", "不是准予备案的决定"):
        assert said in text.replace("\n", ""), said
