"""Pages of penalty and adjudication: a clue, evidence by its digest, exclusion, certificates, the volume, who sees what, how many queries."""

from datetime import date
from hashlib import sha256

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.files.access import may_read
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Person
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.documents.convert import PdfUnavailable

from ..actions.archiving import archive_case
from ..models import PenaltyCase
from ..queries import volume
from ..refusals.cases import ArchiveNotReady
from ..rules.binding import Leaf, bound, starts
from ..testing.cases import chief, make_case_rules, make_penalty, make_request, officer, reviewer, walk

pytestmark = pytest.mark.django_db
DESK = ("enforcement.case.view", "enforcement.case.handle", "enforcement.case.approve", "enforcement.officer.manage", "procedures.case.view",
        "procedures.case.handle", "documents.issue", "documents.view", "tasks.view")  # fmt: skip
SHEET = pdf_bytes("一页")


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(date(2022, 3, 1)):
        yield


@pytest.fixture
def desk():
    user = an_account("desk", "马处长")
    a_post(user, a_role("desk", *DESK, scope=Scope.BODY), a_body())
    return signed_in(Client(), user)


def test_a_clue_becomes_a_case_with_its_fifteen_days(desk):
    make_case_rules()
    said = {
        "offence": "trademark",
        "source": "inspection",
        "clue_on": "2022-03-01",
        "party_name": "西宁示例商行",
        "facts": "货架陈列",
    }
    assert desk.post("/clues/new/", {**said, "facts": ""}).status_code == 422
    answer = desk.post("/clues/new/", said)
    made = PenaltyCase.objects.get()
    assert answer["Location"] == f"/cases/{made.case_id}/" and made.case.due_on == date(2022, 3, 22)
    page = desk.get(f"/cases/{made.case_id}/").content.decode()
    assert "案件情况" in page and "还没有指定办案人员" in page


def test_evidence_is_hashed_held_and_handed_on(desk):
    case = make_penalty().case
    url = f"/cases/{case.pk}/evidence/"
    upload = SimpleUploadedFile("现场笔录.pdf", SHEET, "application/pdf")
    said = {"kind": "record", "title": "现场笔录", "source": "现场制作", "layer": "internal", "file": upload}
    assert desk.post(url, said).status_code == 302
    item = case.evidence.get(title="现场笔录")
    assert item.sha256 == sha256(SHEET).hexdigest()
    assert desk.post(url, {"kind": "record", "title": "空", "source": "无", "layer": "internal"}).status_code == 422
    on = f"/cases/{case.pk}/evidence/{item.pk}/"
    assert desk.post(on, {"to_holder": "物证室", "reason": "入库"}).status_code == 302
    assert desk.post(on, {"to_holder": "物证室", "reason": "再入库"}).status_code == 422
    assert [one.to_holder for one in item.custody.all()] == ["省知识产权局", "物证室"]
    page = desk.get(f"/cases/{case.pk}/").content.decode()
    assert item.sha256 in page and "现在 物证室 处" in page


def test_exclusion_and_certificates(desk):
    case = make_penalty().case
    person = Person.objects.get(name="才让")
    assert desk.post(f"/cases/{case.pk}/exclude/", {"person": person.pk, "reason": "近亲属"}).status_code == 302
    assert case.exclusions.get().person == person
    assert "青执法" in desk.get("/certificates/").content.decode()
    said = {"person": person.pk, "number": "新证1号", "valid_from": "2022-03-01", "valid_to": "2022-02-01"}
    assert desk.post("/certificates/new/", said).status_code == 422
    assert desk.post("/certificates/new/", {**said, "valid_to": ""}).status_code == 302


def test_a_request_on_paper(desk):
    make_case_rules()
    said = {
        "body": a_body().pk, "track": "fast", "claimant_name": "某公司", "standing": "holder", "patent_number": "ZL1", "patent_title": "机器",
        "patent_type": "utility", "respondent_name": "某厂", "respondent_address": "西宁", "requests": "停止", "facts": "侵权",
    }  # fmt: skip
    answer = desk.post("/adjudication/paper/", said)
    page = desk.get(answer["Location"]).content.decode()
    assert "专利纠纷快速维权" in page and "登记纸质请求" in page


def test_strangers_find_nothing(desk):
    case = make_penalty(body=a_body("elsewhere", "外单位")).case
    for url in ("", "evidence/", "exclude/"):
        assert desk.get(f"/cases/{case.pk}/{url}").status_code == 404
    assert desk.post(f"/cases/{case.pk}/archive/").status_code == 404
    assert desk.get("/adjudication/new/").status_code in (403, 404)
    assert Client().get("/clues/new/").status_code == 302


def test_a_case_page_asks_little(desk, django_assert_max_num_queries):
    small = walk(
        make_penalty(facts="少量").case,
        "assign",
        "propose_filing",
        "file",
        "impose",
        "finish",
        "propose",
        "pass_review",
        "notify",
    )
    large = make_request(own=False).case
    for case in (small, large):
        desk.get(f"/cases/{case.pk}/")
        with django_assert_max_num_queries(19):
            assert desk.get(f"/cases/{case.pk}/").status_code == 200


def test_pages_are_counted_joined_and_numbered():
    leaves = [Leaf("一", "", SHEET), Leaf("二", "", bound([SHEET, SHEET])), Leaf("三", "", SHEET)]
    assert starts(leaves, 1) == [2, 3, 5]
    whole = pypdfium2.PdfDocument(bound([SHEET, *(one.data for one in leaves)]))
    assert len(whole) == 5
    assert all(whole[n].get_textpage().get_text_bounded().strip().endswith(f"{n + 1} / 5") for n in range(5))


def test_a_closed_case_is_bound_in_one_file_that_only_its_desk_reads(monkeypatch):
    monkeypatch.setattr(volume, "to_pdf", lambda docx: SHEET)
    case = make_penalty().case
    with pytest.raises(ArchiveNotReady, match="办结后"):
        archive_case(actor=officer(), case=case)
    case = archive_case(actor=officer(), case=walk(case, "assign", "send_on"))
    file = case.dossier.archive
    assert file is not None and may_read(officer(), file) and not may_read(officer(a_body("elsewhere", "外单位")), file)
    assert may_read(chief(), file) and not may_read(reviewer(), file)

    def broken(docx):
        raise PdfUnavailable("未找到 LibreOffice")

    monkeypatch.setattr(volume, "to_pdf", broken)
    with pytest.raises(ArchiveNotReady, match="未找到 LibreOffice"):
        archive_case(actor=officer(), case=case)
