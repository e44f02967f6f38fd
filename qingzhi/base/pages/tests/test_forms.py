"""Forms: messages that name the field, what was typed kept, uploads with limits, edits that notice each other."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from qingzhi.base.pages.forms import DateField, FileField, PageForm


class Sample(PageForm):
    title = forms.CharField(label="任务名称", help_text="写清楚")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")])
    due_on = forms.DateField(label="期限")
    begun_on = DateField(label="开始", required=False)
    amount = forms.DecimalField(label="金额")
    count = forms.IntegerField(label="件数", error_messages={"required": "请数一数"})
    sure = forms.BooleanField(label="我已核对")
    proof = FileField(label="证明材料", max_files=2, max_mib=1, kinds=("pdf", "png"))


def drawn(form, **context):
    return render_to_string("pages/form.html", {"form": form, **context})


def uploaded(*files):
    return MultiValueDict({"proof": list(files)})


def pdf(name="a.pdf", size=10):
    return SimpleUploadedFile(name, b"x" * size)


def test_messages_name_the_field_and_what_to_do():
    errors = Sample({"amount": "abc", "due_on": "昨天", "kind": "z"}).errors
    assert errors["title"] == ["请填写任务名称"]
    assert errors["kind"] == ["“类别”中没有这一项，请重新选择"]
    assert errors["due_on"] == ["请填写日期，例如 2018-07-01"]
    assert errors["amount"] == ["“金额”须是数字"]
    assert errors["sure"] == ["请勾选“我已核对”"]
    assert errors["proof"] == ["请上传证明材料"]
    assert errors["count"] == ["请数一数"]
    assert Sample({}).errors["kind"] == ["请选择类别"]


def test_errors_stand_on_top_with_links_and_at_the_field():
    page = drawn(Sample({"amount": "abc"}))
    assert page.index("没有提交成功") < page.index("id_title_error")
    assert 'href="#id_title"' in page and 'aria-invalid="true"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'value="abc"' in page, "what was typed is kept, even where it is no number"


def test_a_refusal_stands_above_the_form():
    assert "这份填报已被他人办理" in drawn(Sample(), refusal="这份填报已被他人办理")
    form = Sample({})
    form.add_error(None, "额度不足")
    assert "额度不足" in drawn(form)


def test_days_are_chosen_in_the_browser_s_calendar():
    page = drawn(Sample(initial={"due_on": __import__("datetime").date(2018, 7, 1)}))
    assert page.count('type="date"') == 2 and 'value="2018-07-01"' in page


def test_optional_fields_say_so_and_known_ones_say_whence():
    page = drawn(Sample(known={"title": ("示例任务", "计划登记")}))
    assert page.count("选填") == 1 and "取自计划登记" in page and 'value="示例任务"' in page
    form = Sample({"title": "别的"}, known={"title": ("示例任务", "计划登记")})
    form.is_valid()
    assert form.cleaned_data["title"] == "示例任务"


def test_a_form_with_files_is_sent_as_one():
    page = drawn(Sample(), submit="提交填报", cancel_url="/back/", draft="report")
    assert 'enctype="multipart/form-data"' in page and "提交填报" in page and 'href="/back/"' in page
    assert 'data-draft="report"' in page
    assert page.index("最多 2 个文件，每个不超过 1 MB") < page.index('type="file"')
    assert 'accept=".pdf,.png"' in page and "multiple" in page and 'data-max-bytes="1048576"' in page


@pytest.mark.parametrize(
    ("files", "refusal"),
    [
        ([pdf(), pdf("b.pdf"), pdf("c.pdf")], "最多上传 2 个文件，这次选了 3 个"),
        ([pdf(size=1024 * 1024 + 1)], "“a.pdf”有 1.0 MB，超过 1 MB"),
        ([pdf("病毒.exe")], "“病毒.exe”的格式不在可用之列"),
        ([pdf("没有后缀")], "“没有后缀”的格式不在可用之列"),
        ([pdf(size=0)], "“a.pdf”是空文件"),
        ([pdf("x.PDF.exe")], "“x.PDF.exe”的格式不在可用之列"),
    ],
)
def test_uploads_keep_to_their_limits(files, refusal):
    assert refusal in Sample({}, uploaded(*files)).errors["proof"]


def test_good_uploads_are_a_list():
    form = Sample({}, uploaded(pdf(), pdf("乙.PDF")))
    assert "proof" not in form.errors
    assert [one.name for one in form.cleaned_data["proof"]] == ["a.pdf", "乙.PDF"]


def test_an_edit_notices_another_and_shows_both():
    opened = drawn(Sample(version=3))
    assert 'type="hidden" name="version" value="3"' in opened
    form = Sample(QueryDict("version=3&title=我的&kind=a"), version=4)
    form.is_valid()
    assert form.edited_meanwhile(4, {"title": "他的", "kind": "a"})
    page = drawn(form)
    assert "已被他人修改" in page and "他的" in page and 'value="我的"' in page
    assert 'name="version" value="4"' in page, "sending again overwrites knowingly"
    assert [label for label, _, _ in form.conflicts] == ["任务名称"]


def test_an_edit_without_another_passes():
    form = Sample({"version": "4", "title": "我的"}, version=4)
    form.is_valid()
    assert not form.edited_meanwhile(4) and form.conflicts == []


def test_forms_of_others_are_drawn_as_well():
    class Plain(forms.Form):
        name = forms.CharField(label="姓名")
        parts = forms.MultipleChoiceField(label="单位", choices=[("1", "甲")], widget=forms.CheckboxSelectMultiple)

    page = drawn(Plain({}))
    assert "<legend>单位" in page and "error-summary" in page
