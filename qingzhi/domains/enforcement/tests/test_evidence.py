"""Evidence: hashed as it arrives, held by somebody at every moment, never changed."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.actions import store_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, PermitRefused

from ..actions import hand_evidence_on, take_evidence
from ..models import CustodyStep, EvidenceItem
from ..refusals import NothingToHold, NotTheHolder, ValueNotValid
from ..terms import EvidenceKind
from ..testing.complaints import officer
from ..testing.decisions import make_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_table")]


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def case():
    return make_case(a_body("qh-ip", "省知识产权局"))


def take(case, **values):
    usual = {"kind": EvidenceKind.DOCUMENT, "title": "购销合同", "source": "现场提取"}
    return take_evidence(actor=officer(), case=case, **{**usual, **values})


def test_a_file_is_known_by_the_digest_of_its_bytes_and_is_held_at_once(case):
    file = store_file(actor=SYSTEM, name="合同.pdf", data=pdf_bytes("contract"))
    item = take(case, file=file)
    assert item.sha256 == file.sha256 == sha256(pdf_bytes("contract")).hexdigest()
    first = item.custody.get()
    assert (first.from_holder, first.to_holder, first.reason) == ("", "省知识产权局", "收取")
    entry = AuditEntry.objects.get(action="enforcement.take_evidence")
    assert entry.changes["evidence"] == [None, f"购销合同 {item.sha256}"]
    assert EventRow.objects.get(name="enforcement.evidence_taken").payload == {"item_id": item.pk}


def test_a_link_and_words_are_known_by_the_digest_of_their_text(case):
    item = take(case, kind=EvidenceKind.ELECTRONIC, url=" https://shop.example/1 ", text="标价八百元")
    assert item.sha256 == sha256("https://shop.example/1\n标价八百元".encode()).hexdigest()
    assert take(case, text="另一份说明").sha256 != item.sha256


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({}, NothingToHold),
        ({"url": " ", "text": "\n"}, NothingToHold),
        ({"text": "说明", "title": " "}, ValueNotValid),
    ],
)
def test_nothing_is_no_evidence(case, values, refusal):
    with pytest.raises(refusal):
        take(case, **values)
    assert not EvidenceItem.objects.exists() and not CustodyStep.objects.exists()


def test_it_is_not_taken_before_it_happened(case):
    with pytest.raises(ValueNotValid, match="不能晚于现在"):
        take(case, text="说明", taken_at=clock.now() + timedelta(minutes=1))


def test_the_chain_has_no_gap(case):
    item = take(case, kind=EvidenceKind.OBJECT, title="净水器一台", text="查封物品")
    hand_evidence_on(actor=officer(), item=item, to_holder="省质检院", reason="检验", place="西宁市海湖路")
    hand_evidence_on(actor=officer(), item=item, to_holder="省知识产权局", reason="检验完毕退回")
    steps = list(item.custody.values_list("from_holder", "to_holder"))
    assert steps == [("", "省知识产权局"), ("省知识产权局", "省质检院"), ("省质检院", "省知识产权局")]
    with pytest.raises(NotTheHolder, match="已在省知识产权局"):
        hand_evidence_on(actor=officer(), item=item, to_holder="省知识产权局", reason="再点一次")
    for values in ({"to_holder": " ", "reason": "检验"}, {"to_holder": "某处", "reason": ""}):
        with pytest.raises(ValueNotValid):
            hand_evidence_on(actor=officer(), item=item, **values)
    told = AuditEntry.objects.filter(action="enforcement.hand_evidence_on").order_by("pk")
    assert [one.changes["custody"] for one in told] == [["省知识产权局", "省质检院"], ["省质检院", "省知识产权局"]]


def test_only_the_handling_body_takes_and_hands_on(case):
    item = take(case, text="说明")
    other = officer(31, a_body("qh-trademark", "省工商局"))
    with pytest.raises(PermitRefused):
        take_evidence(actor=other, case=case, kind=EvidenceKind.DOCUMENT, title="x", source="x", text="x")
    with pytest.raises(PermitRefused):
        hand_evidence_on(actor=other, item=item, to_holder="别处", reason="拿走")
    assert item.custody.count() == 1
