"""Pages of publication: for everybody, for objectors, for the desk."""

import csv
import io
from datetime import date

import docx
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.engine.publication.actions import withdraw_publication, withdraw_row
from qingzhi.engine.publication.models import Objection, Publication
from qingzhi.engine.publication.testing import make_ground, make_limits, make_objection, make_publication, row

pytestmark = pytest.mark.django_db
PERMITS = ("publication.view", "publication.manage", "publication.answer")


@pytest.fixture(autouse=True)
def _day_and_fresh_counts():
    cache.clear()
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def office(client):
    user = an_account("zhang")
    a_post(user, a_role("support_office", *PERMITS, scope=Scope.BODY), a_body())
    return signed_in(client, user)


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def form(ground, **values):
    return {
        "ground": ground.pk, "text": "该专利的权利人并非名单所列单位，附登记簿副本。", "identity": "named", "name": "李大山",
        "phone": "13900001234", "token": "t1", **values,
    }  # fmt: skip


class TestPublic:
    def test_anybody_reads_the_list_and_a_publication_within_the_budget(self, client, django_assert_max_num_queries):
        found = make_publication(rows=[row(account="6222021234567890128") for _ in range(30)])
        with django_assert_max_num_queries(15):
            assert found.title in page(client, "/publicity/")
        with django_assert_max_num_queries(15):
            text = page(client, f"/publicity/{found.pk}/")
        assert "王**" in text
        assert "3,000.00" in text
        for hidden in ("王小明", "6222021234567890128", "收款账号"):
            assert hidden not in text
        assert "公示期是怎么算的" in text

    def test_what_was_withdrawn_says_so_and_what_is_covered_is_gone(self, client):
        found = make_publication()
        first, second = found.items.all()
        withdraw_row(actor=SYSTEM, item=first, reason="误列入个人信息", hide=True)
        withdraw_row(actor=SYSTEM, item=second, reason="申请单位撤回申请")
        text = page(client, f"/publicity/{found.pk}/")
        assert "甲公司" not in text
        assert "乙公司" in text
        assert "误列入个人信息" in text
        withdraw_publication(actor=SYSTEM, publication=found, reason="名单有误，另行公示", hide=True)
        text = page(client, f"/publicity/{found.pk}/")
        assert "名单有误，另行公示" in text
        assert "乙公司" not in text
        assert client.get(f"/publicity/{found.pk}/data.csv").status_code == 404

    def test_a_covered_row_leaves_the_excel_file_too(self, client):
        found = make_publication()
        withdraw_row(actor=SYSTEM, item=found.items.first(), reason="误列入个人信息", hide=True)
        sheet = b"".join(client.get(f"/publicity/{found.pk}/?row_export=xlsx").streaming_content)
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(sheet))
        said = str(book.get_sheet_by_index(0).to_python())
        assert "甲公司" not in said
        assert "乙公司" in said
        assert "政府信息公开条例" in str(book.get_sheet_by_name("说明").to_python())

    def test_the_csv_has_what_stands_and_runs_nothing(self, client):
        found = make_publication(rows=[row("=cmd()"), row("乙公司（示例）")])
        withdraw_row(actor=SYSTEM, item=found.items.last(), reason="申请单位撤回申请")
        response = client.get(f"/publicity/{found.pk}/data.csv")
        lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert lines == [
            ["序号", "申请单位", "权利号", "金额（元）", "发明人"],
            ["1", "'=cmd()", "ZL201810012345.6", "3000", "王**"],
        ]
        assert 'rel="license"' in response["Link"]

    def test_what_starts_tomorrow_is_not_public_yet(self, client):
        found = make_publication(starts_on=date(2018, 7, 3))
        page(client, f"/publicity/{found.pk}/", 404)
        page(client, f"/publicity/{found.pk}/object/", 404)


class TestObjecting:
    def test_an_objection_is_sent_its_receipt_shown_and_followed_by_the_code(self, client):
        found, ground = make_publication(), make_ground()
        assert "实名" in page(client, f"/publicity/{found.pk}/object/")
        url = f"/publicity/{found.pk}/object/"
        response = client.post(url, form(ground, item="2"))
        made = Objection.objects.get()
        assert (response.status_code, response.url) == (302, "/publicity/receipt/")
        assert made.receipt in page(client, "/publicity/receipt/")
        assert made.item.position == 2
        client.post(url, form(ground, item="2"))
        assert Objection.objects.count() == 1
        client.cookies.clear()
        assert made.receipt not in page(client, "/publicity/receipt/")
        client.post("/publicity/receipt/", {"code": made.receipt.lower()})
        text = page(client, "/publicity/receipt/")
        assert "待受理" in text
        assert "李大山" not in text
        client.post("/publicity/receipt/take-back/")
        assert "已撤回" in page(client, "/publicity/receipt/")

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"name": ""}, "实名提出须填写真实姓名"),
            ({"phone": "123"}, "真实姓名和联系电话"),
            ({"item": "9"}, "没有第 9 行"),
            ({"text": "短"}, "事实和理由"),
            ({"text": "这里有机密★10年的内容在其中"}, "密级标志"),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(self, client, values, said):
        found, ground = make_publication(), make_ground()
        response = client.post(f"/publicity/{found.pk}/object/", form(ground, **values))
        assert response.status_code in {200, 409, 422}
        assert said in response.content.decode()
        assert "该专利的权利人" in response.content.decode() or "text" in values
        assert not Objection.objects.exists()

    def test_evidence_is_kept_for_the_office_only(self, client):
        found, ground = make_publication(), make_ground("novelty", evidence="1")
        refused = client.post(f"/publicity/{found.pk}/object/", form(ground))
        assert "须附证据" in refused.content.decode()
        paper = io.BytesIO()
        docx.Document().save(paper)
        disguised = SimpleUploadedFile("副本.pdf", b"MZ program")
        client.post(f"/publicity/{found.pk}/object/", {**form(ground), "evidence": disguised})
        assert not Objection.objects.exists()
        client.post(
            f"/publicity/{found.pk}/object/",
            {**form(ground), "evidence": SimpleUploadedFile("副本.docx", paper.getvalue())},
        )
        address = f"/files/{Objection.objects.get().files.get().pk}/"
        assert client.get(address).status_code == 302
        user = an_account("li")
        a_post(user, a_role("support_office", *PERMITS, scope=Scope.ALL), a_body())
        assert signed_in(client, user).get(address).status_code == 200

    def test_after_the_period_the_page_says_that_it_is_a_lead(self, client):
        found, ground = make_publication(), make_ground()
        with clock.fixed(date(2018, 7, 12)):
            assert "作为线索办理" in page(client, f"/publicity/{found.pk}/object/")
            client.post(f"/publicity/{found.pk}/object/", form(ground))
        assert Objection.objects.get().standing == "lead"

    def test_codes_cannot_be_tried_without_end(self, client):
        for _ in range(20):
            assert client.post("/publicity/receipt/", {"code": "AAAA-BBBB-CCCC"}).status_code == 404
        assert client.post("/publicity/receipt/", {"code": "AAAA-BBBB-CCCC"}).status_code == 429


class TestDesk:
    def test_the_office_sees_corrects_and_withdraws(self, office, django_assert_max_num_queries):
        found = make_publication(a_body(), rows=[row() for _ in range(25)])
        make_objection(found)
        with django_assert_max_num_queries(15):
            assert found.title in page(office, "/publicity/desk/")
        with django_assert_max_num_queries(15):
            assert "更正" in page(office, f"/publicity/desk/{found.pk}/")
        item = found.items.first()
        url = f"/publicity/desk/rows/{item.pk}/correct/"
        assert "请填写完整内容" in page(office, url)
        office.post(url, {"c_party": "甲有限公司（示例）", "c_inventor": "王小明", "reason": "名称登记有误"})
        assert "原内容：甲公司（示例）" in page(office, f"/publicity/{found.pk}/")
        assert found.items.get(position=1, withdrawn_at=None).values == {
            "party": "甲有限公司（示例）",
            "inventor": "王**",
        }
        office.post(f"/publicity/desk/rows/{found.items.last().pk}/withdraw/", {"reason": "申请单位撤回申请"})
        office.post(f"/publicity/desk/{found.pk}/text/", {"title": "更正后的标题", "reason": "标题缺少年份"})
        office.post(f"/publicity/desk/{found.pk}/withdraw/", {"reason": "名单有误，另行公示"})
        found.refresh_from_db()
        assert (found.title, bool(found.withdrawn_at)) == ("更正后的标题", True)
        assert page(office, f"/publicity/desk/{found.pk}/")

    def test_a_notice_is_published_by_hand(self, office):
        make_limits()
        from qingzhi.engine.limits.testing import make_limit

        make_limit("publication.period", 5)
        values = {
            "title": "评审会公告",
            "text": "定于7月10日召开评审会。",
            "lasting": "period",
            "contact": "0971-0000000",
        }
        assert page(office, "/publicity/desk/publish/")
        office.post("/publicity/desk/publish/", values)
        office.post("/publicity/desk/publish/", values)
        assert Publication.objects.get().closes_on == date(2018, 7, 9)

    def test_an_objection_is_accepted_read_and_answered(self, office, django_assert_max_num_queries):
        made = make_objection(make_publication(a_body()))
        url = f"/publicity/objections/{made.pk}/"
        assert made.ground.title in page(office, "/publicity/objections/")
        with django_assert_max_num_queries(15):
            text = page(office, url)
        assert "李大山" not in text
        assert "李大山" in office.post(f"{url}objector/").content.decode()
        office.post(f"{url}accept/")
        assert page(office, f"{url}answer/")
        office.post(f"{url}answer/", {"upheld": "0", "answer": "经核对登记簿，异议不成立。"})
        made.refresh_from_db()
        assert made.standing == "dismissed"
        again = office.post(f"{url}answer/", {"upheld": "1", "answer": "经核对登记簿，异议成立。"})
        assert (again.status_code, "请刷新查看" in again.content.decode()) == (409, True)

    @pytest.mark.parametrize(
        ("do", "standing"), [("decline", "not_accepted"), ("lead", "lead"), ("accept", "accepted")]
    )
    def test_the_three_decisions(self, office, do, standing):
        made = make_objection(make_publication(a_body()))
        url = f"/publicity/objections/{made.pk}/decide/"
        assert page(office, url)
        if do != "accept":
            assert "请写明理由" in office.post(url, {"do": do}).content.decode()
        office.post(url, {"do": do, "reason": "电话为空号，无法核实"})
        made.refresh_from_db()
        assert made.standing == standing

    def test_another_body_s_publications_and_objections_are_not_there(self, office):
        made = make_objection()
        for url in (f"/publicity/desk/{made.publication_id}/", f"/publicity/objections/{made.pk}/"):
            page(office, url, 404)
        assert office.post(f"/publicity/objections/{made.pk}/objector/").status_code == 404
