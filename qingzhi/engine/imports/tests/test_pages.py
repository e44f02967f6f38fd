"""The wizard, the pages of a batch, and the sources."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.engine.imports import tasks
from qingzhi.engine.imports.models import Batch, ColumnMapping, Feed
from qingzhi.engine.imports.testing import table_of

ROWS = [("A-1", "青稞酒", 3), ("A-2", "藏毯", "五"), ("A-3", "唐卡", 1)]


def sent(client, content=None, name="物品.csv", query="", **values):
    file = SimpleUploadedFile(name, content if content is not None else table_of(ROWS))
    given = {"file": file, "data_as_of": "2018-06-30", "licence": "内部使用", **values}
    return client.post(f"/imports/new/testing-items/{query}", given)


def imported(client, content=None, **values):
    """All steps of the wizard, and the worker's."""
    answer = sent(client, content, **values)
    pk = int(re.search(r"/imports/(\d+)/", answer.url)[1])
    batch = Batch.objects.get(pk=pk)
    client.post(f"/imports/{pk}/columns/", batch.columns)
    client.post(f"/imports/{pk}/confirm/")
    tasks.run_open_batches()
    return Batch.objects.get(pk=pk)


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_wizard_leads_from_the_kind_to_the_result(clerk, register):
    assert "试验物品" in text(clerk.get("/imports/new/"))
    assert "品名" in text(clerk.get("/imports/new/testing-items/")), "synonyms are told"
    answer = sent(clerk, republish=["number", "title"])
    batch = Batch.objects.get()
    assert answer.url == f"/imports/{batch.pk}/columns/"
    page = text(clerk.get(answer.url))
    assert "UTF-8" in page and "青稞酒" in page and "同名" in page
    answer = clerk.post(answer.url, {"number": 0, "title": 1, "amount": 2, "phone": -1})
    assert answer.url == f"/imports/{batch.pk}/preview/"
    page = text(clerk.get(answer.url))
    assert "将新增" in page and "青稞酒" in page and "数量不是整数" in page
    assert register.items() == {}, "a preview writes nothing"
    assert clerk.post(f"/imports/{batch.pk}/confirm/").url == f"/imports/{batch.pk}/"
    page = text(clerk.get(f"/imports/{batch.pk}/"))
    assert f'hx-get="/imports/{batch.pk}/progress/"' in page and "http-equiv" in page
    tasks.run_open_batches()
    assert register.items() == {"A-1": ("青稞酒", 3), "A-3": ("唐卡", 1)}
    page = text(clerk.get(f"/imports/{batch.pk}/"))
    assert "hx-get" not in page and "改正后重新上传" in page and "内部使用" in page and "编号、名称" in page
    assert ColumnMapping.objects.get().columns == {"number": 0, "title": 1, "amount": 2, "phone": -1}


def test_the_rejected_rows_are_corrected_and_sent_again(clerk, register):
    first = imported(clerk)
    listed = text(clerk.get(f"/imports/{first.pk}/rejections/"))
    assert "数量不是整数" in listed and "五" in listed
    errors = clerk.get(f"/imports/{first.pk}/errors.csv")
    content = b"".join(errors.streaming_content).decode("utf-8-sig")
    assert content.splitlines()[0].endswith("编号,名称,数量") and "A-2,藏毯,五" in content
    assert AuditEntry.objects.filter(action="imports.read_rejections", object_id=str(first.pk)).exists()
    page = text(clerk.get(f"/imports/new/testing-items/?corrects={first.pk}"))
    assert f"改正批次 {first.code} 拒收的行" in page and "内部使用" in page
    corrected = content.replace("五", "5").encode("utf-8-sig")
    second = imported(clerk, corrected, query=f"?corrects={first.pk}")
    assert (second.corrects_id, second.created_count, second.rejected_count) == (first.pk, 1, 0)
    assert register.items()["A-2"] == ("藏毯", 5)
    assert second.code in text(clerk.get(f"/imports/{first.pk}/"))


def test_what_was_typed_stays_when_the_file_is_refused(clerk):
    answer = sent(clerk, b"%PDF-1.7 nothing", name="物品.csv", note="第三季度补录")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "PDF" in page and 'value="第三季度补录"' in page
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.csv", "空文件"),
        (b"just some words", "a.csv", "分隔符"),
        (b"MZ\x90\x00\x03" + b"\x00" * 64, "a.xlsx", ""),
        (b"PK\x03\x04broken", "a.xlsx", ""),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "a.xml", ""),
        (b"number,title\n\xff\xfe\x00\x00,\x81\n", "a.exe", "格式不在可用之列"),
    ],
)
def test_hostile_files_are_refused_and_nothing_is_kept(clerk, settings, content, name, reason):
    answer = sent(clerk, content, name=name)
    assert answer.status_code in (200, 409)
    assert reason in answer.content.decode()
    assert "没有提交成功" in answer.content.decode()
    assert not Batch.objects.exists()
    kept = [path for path in (settings.QINGZHI_DATA / "imports").rglob("*") if path.is_file()]
    assert kept == []


def test_formulas_and_markup_in_cells_stay_texts(clerk, register):
    batch = imported(clerk, table_of([("=1+1", "<script>alert(1)</script>", 1), ("B", "x", "=HYPERLINK")]))
    assert register.items() == {"=1+1": ("<script>alert(1)</script>", 1)}
    page = text(clerk.get(f"/imports/{batch.pk}/"))
    assert "<script>alert" not in page
    errors = b"".join(clerk.get(f"/imports/{batch.pk}/errors.csv").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK" in errors


def test_a_missing_column_is_asked_for(clerk):
    answer = sent(clerk, table_of([("A-1", 1)], head=("编号", "别的")))
    page = clerk.post(answer.url, {"number": 0, "title": -1, "amount": -1, "phone": -1}).content.decode()
    assert "表头缺少列：数量" in page
    assert clerk.post(answer.url, {"number": 0, "title": -1, "amount": 1, "phone": -1}).url.endswith("/preview/")


def test_two_fields_cannot_take_one_column(clerk):
    answer = sent(clerk)
    page = clerk.post(answer.url, {"number": 0, "title": 0, "amount": 2, "phone": -1}).content.decode()
    assert "第 1 列“编号”同时对应“编号”和“名称”" in page


def test_two_windows_confirm_once(clerk):
    sent(clerk)
    sent(clerk)
    batch = Batch.objects.get()
    for _ in range(2):
        assert clerk.post(f"/imports/{batch.pk}/confirm/").status_code == 302
    assert AuditEntry.objects.filter(action="imports.confirm_batch").count() == 1
    assert clerk.get(f"/imports/{batch.pk}/columns/").url == f"/imports/{batch.pk}/"
    dropped = clerk.post(f"/imports/{batch.pk}/drop/")
    assert dropped.status_code == 302 and Batch.objects.get().state == "dropped"


def test_a_batch_is_taken_back_with_a_reason(clerk, register):
    batch = imported(clerk)
    url = f"/imports/{batch.pk}/roll-back/"
    assert "恢复为导入前的值" in text(clerk.get(url))
    assert "请填写撤回理由" in clerk.post(url, {"reason": ""}).content.decode()
    assert clerk.post(url, {"reason": "传错了文件"}).status_code == 302
    assert register.items() == {}
    page = text(clerk.get(f"/imports/{batch.pk}/"))
    assert "传错了文件" in page and "改正后重新上传" in page


def test_a_later_batch_stands_in_the_way(clerk, register):
    first = imported(clerk)
    second = imported(clerk, table_of([("A-1", "青稞酒", 4)]))
    answer = clerk.post(f"/imports/{first.pk}/roll-back/", {"reason": "试"})
    assert answer.status_code == 409 and second.code in answer.content.decode()
    assert register.items()["A-1"] == ("青稞酒", 4)
    page = text(clerk.get(f"/imports/{second.pk}/"))
    assert "更新的内容" in page and "<del>3</del>" in page and "<ins>4</ins>" in page


def test_the_progress_is_asked_for_alone_and_ends_itself(clerk):
    batch = int(re.search(r"/(\d+)/", sent(clerk).url)[1])
    clerk.post(f"/imports/{batch}/confirm/")
    answer = clerk.get(f"/imports/{batch}/progress/", headers={"HX-Request": "true"})
    assert "排队中" in text(answer) and "HX-Refresh" not in answer
    tasks.run_open_batches()
    assert clerk.get(f"/imports/{batch}/progress/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert clerk.get(f"/imports/{batch}/progress/").status_code == 302


def test_who_only_looks_sees_no_rejected_rows_and_no_buttons(clerk, register):
    batch = imported(clerk)
    reader = an_account("reader")
    a_post(reader, a_role("reader", "imports.view"))
    signed_in(clerk, reader)
    page = text(clerk.get(f"/imports/{batch.pk}/"))
    assert "撤回整批" not in page and "藏毯" not in page and "五" not in page
    for url in ("rejections/", "errors.csv", "roll-back/", "preview/", "columns/"):
        assert clerk.get(f"/imports/{batch.pk}/{url}").status_code == 404
    for url in ("confirm/", "drop/", "stop/", "resume/"):
        assert clerk.post(f"/imports/{batch.pk}/{url}").status_code == 404
    assert clerk.get("/imports/new/testing-items/").status_code == 404
    assert "没有可以导入的种类" in text(clerk.get("/imports/new/"))
    nobody = an_account("nobody")
    a_post(nobody, a_role("nobody"))
    signed_in(clerk, nobody)
    assert clerk.get("/imports/").status_code == 403


def test_personal_cells_are_masked_sealed_and_given_back(clerk, register):
    rows = table_of([("A-1", "酒", "三", "13900000000")], head=("编号", "名称", "数量", "联系电话"))
    answer = sent(clerk, rows)
    assert "13900000000" not in text(clerk.get(answer.url))
    batch = Batch.objects.get()
    clerk.post(f"/imports/{batch.pk}/confirm/")
    tasks.run_open_batches()
    stored = str(batch.rejections.values_list("cells", "content").get()) + str(Batch.objects.get().understood)
    assert "13900000000" not in stored
    errors = b"".join(clerk.get(f"/imports/{batch.pk}/errors.csv").streaming_content).decode("utf-8-sig")
    assert "13900000000" in errors


def test_the_list_is_exported_and_filtered(clerk, django_assert_max_num_queries):
    for n in range(3):
        imported(clerk, table_of([(f"A-{n}", "x", n)]))
    with django_assert_max_num_queries(15):
        page = text(clerk.get("/imports/?kind=testing-items&state=done"))
    assert page.count("物品.csv") >= 3
    sheet = clerk.get("/imports/?export=xlsx")
    assert sheet.status_code == 200 and next(iter(io.BytesIO(b"".join(sheet)))).startswith(b"PK")


def test_a_source_is_entered_watched_and_given_a_respite(clerk):
    values = {
        "code": "cnipa", "title": "国家局月报", "kind": "testing-items", "every": "month", "since": "2018-01-01",
        "grace_days": 15, "window_days": 0, "keeper": a_body().pk,
    }  # fmt: skip
    assert clerk.post("/imports/feeds/add/", values).url == "/imports/feeds/cnipa/"
    source = Feed.objects.get()
    assert "从未收到数据" in text(clerk.get("/imports/feeds/cnipa/"))
    assert "1 个数据来源需要处理" in text(clerk.get("/imports/"))
    tasks.watch()
    tasks.watch()
    assert "从未收到数据" in text(clerk.get("/inbox/?tab=body"))
    change = {**values, "grace_until": "2999-01-01"}
    assert "请写明暂不提醒的原因" in clerk.post("/imports/feeds/cnipa/", change).content.decode()
    clerk.post("/imports/feeds/cnipa/", {**change, "grace_reason": "来源改版"})
    source.refresh_from_db()
    assert source.grace_until == date(2999, 1, 1)
    tasks.watch()
    assert "从未收到数据" not in text(clerk.get("/inbox/?tab=body"))
    assert "已经登记" in clerk.post("/imports/feeds/add/", values).content.decode()


def test_an_upload_names_its_source_and_period(clerk):
    Feed.objects.create(code="monthly", title="月报", kind="testing-items", every="month", licence="仅供统计")
    answer = sent(clerk, feed="monthly", period="2018", licence="")
    assert "所属期应写作 2018-06 这样" in answer.content.decode()
    sent(clerk, feed="monthly", period="2018年6月", licence="")
    batch = Batch.objects.get()
    assert (batch.period, batch.licence, batch.feed.code) == ("2018-06", "仅供统计", "monthly")
