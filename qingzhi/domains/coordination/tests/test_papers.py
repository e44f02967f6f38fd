"""The letter to the police and the notices of the customs are drawn with what the dossier holds, where the body numbers them here."""

import io
from datetime import date

import docx
import pytest

from qingzhi.base import clock
from qingzhi.base.files.queries import read_file
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.documents.testing import make_series
from qingzhi.engine.procedures.actions import take_step

from ..testing import body_of, make_transfer, somebody
from ..testing.customs import customs_body, make_application, make_notice, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


def said(case, kind):
    """The text of the one paper of that kind."""
    paper = next(one for one in documents_about(case) if one.kind == kind)
    return "\n".join(one.text for one in docx.Document(io.BytesIO(read_file(paper.file))).paragraphs), paper


def approved():
    dossier = make_transfer(suspicion="有供货上线。")
    return take_step(actor=somebody("chief"), case=dossier.case, step="approve", revision=dossier.case.revision)


def test_the_letter_to_the_police_is_drawn_when_the_transfer_is_approved():
    make_series("transfer-letter", "示知移", body=body_of("office").code)
    case = approved()
    text, paper = said(case, "coordination.transfer_letter")
    for told in (
        "示例公安局：",
        "示例酒业（虚构）涉嫌",
        case.number,
        "2018年3月1日",
        "有供货上线",
        "3日",
        "示知移〔2018〕1号",
    ):
        assert told in text
    assert paper.signed_by == "示例知识产权局人员" and text.count("示例公安局：") == 1


def test_the_customs_tell_the_holder_with_a_receipt_to_sign():
    make_series("customs-notice", "示关知", body=customs_body().code)
    text, _ = said(make_notice().case, "coordination.confirm_notice")
    for told in (
        "青海示例枸杞有限公司：",
        "标有“示例”商标的枸杞",
        "60,000.00元",
        "3个工作日",
        "回执：权利人已于",
        "示关知〔2018〕1号",
    ):
        assert told in text
    assert "口岸" not in text, "what is not known has no line"
    case = walk(make_application().case, "apply", "seize_asked")
    text, _ = said(case, "coordination.detention_notice")
    assert "自2018年7月2日起扣留" in text and "20个工作日" in text


def test_who_numbers_no_such_papers_here_attaches_its_own():
    make_series("transfer-letter", "别局移", body=customs_body().code)
    assert not documents_about(approved()) and not documents_about(make_notice().case)
