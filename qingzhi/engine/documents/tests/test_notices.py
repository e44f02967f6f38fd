"""Notices: the built-in drawing, offices' own templates, what is refused, who sees them."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from threading import Thread

import docx
import pytest
from django.db import connection

from qingzhi.base import clock
from qingzhi.base.files.queries import read_file
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.testing import an_actor
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Scope
from qingzhi.engine.documents import queries
from qingzhi.engine.documents.access import may_read_file, visible_documents
from qingzhi.engine.documents.actions import end_template, issue_notice, upload_template
from qingzhi.engine.documents.models import IssuedDocument, TemplateVersion
from qingzhi.engine.documents.notices.usual import NOTICES
from qingzhi.engine.documents.refusals import NoticeIncomplete, TemplateDayWrong, TemplateNotFit
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate
from qingzhi.engine.documents.rules.templating import TemplateRefused, check_template, starting_template
from qingzhi.engine.documents.rules.templating.language import LanguageError, asked_in
from qingzhi.engine.documents.terms import Finding
from qingzhi.engine.documents.testing import make_issuer, make_series

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORRECTION = NOTICES["correction"]
VALUES = {
    "case_number": "资助2018-0012",
    "matter": "发明专利授权资助",
    "applicant": "甲公司(示例)",
    "applied_on": date(2018, 6, 20),
    "missing": ["缴费票据复印件", "授权通知书 & <附图>"],
    "due_on": date(2018, 7, 9),
    "surplus": "模板没有要的值",
}


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def series(db):
    return make_series("notice", "甲知办")


def text_of(data):
    """All text of a document, a line for each paragraph, of tables too."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(node.text or "" for node in line.iter(f"{W}t")) for line in body.iter(f"{W}p"))


def issue(**values):
    given = {"actor": SYSTEM, "template": "notice.correction", "values": VALUES, **values}
    return issue_notice(body=given.pop("body", None) or make_issuer(), **given)


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_every_usual_notice_draws_and_its_starting_template_says_the_same(name):
    template = NOTICES[name]
    start = starting_template(template)
    drawn = text_of(check_template(start, template))
    assert "{" not in drawn
    assert "ABCD-EFGH" in drawn
    assert "样例〔2018〕1号" in drawn
    for one in template.fields:
        assert (one.sample or one.label)[:4] in drawn or one.kind in (FieldKind.DATE, FieldKind.MONEY, FieldKind.TABLE)


class TestIssuing:
    def test_a_notice_is_numbered_addressed_and_verifiable_and_names_everything_missing(self, series):
        to = Subject.objects.create(kind="party", display_name="甲公司（示例）")
        found = issue(addressee=to)
        text = text_of(read_file(found.file))
        assert (found.number, found.kind, found.addressee, found.template) == (
            "甲知办〔2018〕1号",
            "notice.correction",
            to,
            None,
        )
        assert "1.缴费票据复印件" in text
        assert "2.授权通知书 & <附图>" in text
        assert "申请人：甲公司（示例）" in text
        assert "2018年7月9日" in text
        assert "咨询方式" not in text  # optional and not given: its line is left out
        assert queries.verdict_on(found.verification_code, found.sha256).finding == Finding.ISSUED

    def test_what_must_be_said_and_is_missing_is_refused_by_name_and_takes_no_number(self, series):
        with pytest.raises(NoticeIncomplete, match="须补正的材料"):
            issue(values={**VALUES, "missing": []})
        assert issue().number == "甲知办〔2018〕1号"

    def test_the_body_s_own_series_is_used_where_there_is_one(self, series):
        body = make_issuer()
        make_series(f"notice-{body.code}", "乙知办")
        assert issue(body=body).number == "乙知办〔2018〕1号"

    def test_the_applicant_sees_and_takes_out_what_is_addressed_to_it(self, series):
        to = Subject.objects.create(kind="party", display_name="甲公司（示例）")
        other = Subject.objects.create(kind="party", display_name="乙公司（示例）")
        found = issue(addressee=to)
        grants = {"documents.view": Scope.BODY}
        mine, others = (Actor("person", "张三", grants=grants, acts_for=one.pk, mandate_id=1) for one in (to, other))
        assert list(visible_documents(mine)) == [found]
        assert may_read_file(mine, found.file)
        assert not visible_documents(others).exists()
        assert not may_read_file(others, found.file)

    def test_who_may_not_issue_does_not(self, series):
        with pytest.raises(PermitRefused):
            issue(actor=an_actor("zhang", "documents.view"))
        assert not IssuedDocument.objects.exists()


class TestUploading:
    def upload(self, data=None, **values):
        given = {
            "actor": SYSTEM,
            "template": "notice.correction",
            "name": "补正.docx",
            "note": "改用本局版式",
            **values,
        }
        return upload_template(data=starting_template(CORRECTION) if data is None else data, **given)

    def test_a_template_holds_from_its_day_and_documents_name_it(self, series):
        made = self.upload(valid_from=date(2018, 7, 5))
        assert issue().template is None
        with clock.fixed(date(2018, 7, 5)):
            found = issue()
            text = text_of(read_file(found.file))
        assert found.template == made
        assert "甲知办〔2018〕2号" in text
        assert "2.授权通知书 & <附图>" in text
        assert found.verification_code in text

    def test_a_new_version_ends_the_one_before_and_the_same_file_is_no_new_one(self, series):
        first = self.upload()
        assert self.upload() == first
        word = docx.Document(io.BytesIO(starting_template(CORRECTION)))
        word.add_paragraph("附：受理窗口地址")
        changed = io.BytesIO()
        word.save(changed)
        second = self.upload(changed.getvalue(), valid_from=date(2018, 8, 1))
        first.refresh_from_db()
        assert (second.version, first.valid_to) == (2, date(2018, 8, 1))
        assert queries.template_in_force("notice.correction") == first
        with pytest.raises(TemplateDayWrong):
            self.upload(valid_from=date(2018, 7, 20))

    def test_ending_a_template_returns_to_the_built_in_text(self, series):
        end_template(actor=SYSTEM, version=self.upload(), reason="恢复统一版式")
        assert issue().template is None
        assert TemplateVersion.objects.get().valid_to == date(2018, 7, 2)

    def test_the_same_values_give_the_same_bytes_and_another_value_another_hash(self, series):
        self.upload()
        first, second = issue(), issue()
        third = issue(values={**VALUES, "matter": "另一事项"})
        assert len({one.content_hash for one in (first, second, third)}) == 3  # the number is part of it
        assert len({one.verification_code for one in (first, second, third)}) == 3

    def test_only_those_who_keep_templates_upload_them(self, db):
        with pytest.raises(PermitRefused):
            self.upload(actor=an_actor("zhang", "documents.issue"))

    def test_a_template_that_is_not_fit_is_refused_and_nothing_is_kept(self, db):
        with pytest.raises(TemplateNotFit, match="未声明的占位符：stranger"):
            self.upload(with_text("{{ stranger }}"))
        assert not TemplateVersion.objects.exists()


def with_text(text, template=CORRECTION):
    word = docx.Document(io.BytesIO(starting_template(template)))
    word.add_paragraph(text)
    found = io.BytesIO()
    word.save(found)
    return found.getvalue()


def with_part(name, content, data=None):
    found = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or starting_template(CORRECTION))) as source,
        zipfile.ZipFile(found, "w") as target,
    ):
        for entry in source.namelist():
            if entry != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, content)
    return found.getvalue()


def document_xml():
    with zipfile.ZipFile(io.BytesIO(starting_template(CORRECTION))) as package:
        return package.read("word/document.xml").decode()


OUTWARD = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
    'TargetMode="External"/></Relationships>'
)


class TestHostile:
    @pytest.mark.parametrize(
        ("expression", "why"),
        [
            ("{{ ''.__class__ }}", "不能"),
            ("{{ number.__class__.__mro__ }}", "不能取"),
            ("{{ cycler.__init__ }}", "不能取"),
            ("{{ range(9) }}", "不能使用"),
            ("{{ 'a' * 999999999 }}", "不能使用"),
            ("{{ number|upper }}", "不能使用"),
            ("{% set x = number %}", "不能使用"),
            ("{% include 'x' %}", "不能使用"),
            ("{% macro x() %}{% endmacro %}", "不能使用"),
            (
                "{% for a in missing %}{% for b in missing %}{% for c in missing %}x{% endfor %}{% endfor %}{% endfor %}",
                "最多套",
            ),
            ("{% for a in [1,2] %}x{% endfor %}", "循环须写成"),
            ("{% for a in missing %}{{ a.secret }}{% endfor %}", "没有栏目"),
            ("{% if number %}没有收尾", "写法有误"),
            ("{{ stranger }}", "未声明"),
        ],
    )
    def test_what_the_language_does_not_know_is_refused(self, expression, why):
        with pytest.raises(TemplateRefused, match=why):
            check_template(with_text(expression), CORRECTION)

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("word/embeddings/oleObject1.bin", b"x", "嵌有对象"),
            ("word/activeX/activeX1.xml", b"<x/>", "嵌有对象"),
            ("word/afchunk.mht", b"x", "其他格式"),
            ("word/_rels/document.xml.rels", OUTWARD.format(kind="image", target="http://e.example/x.png"), "外部文件"),
            ("word/_rels/settings.xml.rels", OUTWARD.format(kind="attachedTemplate", target="//e/x.dotm"), "外部文件"),
            ("word/_rels/document.xml.rels", OUTWARD.format(kind="hyperlink", target="file:///c:/x"), "外部文件"),
            ("docProps/core.xml", "<x>{{ number }}</x>", "文档属性"),
            ("word/comments.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "实体声明"),
            ("word/comments.xml", b"x" * (5 * 1024 * 1024), "过大"),
        ],
    )
    def test_a_package_that_reaches_out_or_hides_something_is_refused(self, name, content, why):
        with pytest.raises(TemplateRefused, match=why):
            check_template(with_part(name, content), CORRECTION)

    @pytest.mark.parametrize("instruction", ['DDEAUTO c:\\\\x "cmd"', "INCLUDETEXT file", " INCLUDEPICTURE http://e"])
    def test_fields_that_fetch_or_run_are_refused(self, instruction):
        field = f"<w:r><w:instrText>{instruction}</w:instrText></w:r></w:p>"
        xml = document_xml().replace("</w:p>", field, 1)
        with pytest.raises(TemplateRefused, match="域"):
            check_template(with_part("word/document.xml", xml), CORRECTION)

    @pytest.mark.parametrize("name", ["missing", "number", "verification_code"])
    def test_what_must_be_said_may_not_be_left_out(self, name):
        xml = (
            document_xml().replace("for one in missing", "for one in NOTHING") if name == "missing" else document_xml()
        )
        xml = xml.replace(f"{{{{ {name} }}}}", "").replace("NOTHING", "rows_of_nothing") if name != "missing" else xml
        with pytest.raises(TemplateRefused, match="未声明" if name == "missing" else name):
            check_template(with_part("word/document.xml", xml), CORRECTION)

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"not a file"])
    def test_what_is_no_document_is_refused(self, data):
        with pytest.raises(TemplateRefused):
            check_template(data, CORRECTION)


def test_the_language_tells_names_and_columns():
    names, columns = asked_in(
        "{{ a }}{% for row in rows %}{{ loop.index }}{{ row.name }}{% endfor %}{% if b %}x{% endif %}"
    )
    assert (names, columns) == ({"a", "rows", "b"}, {("rows", "name")})
    with pytest.raises(LanguageError):
        asked_in("{% for loop in rows %}{{ loop.cycle }}{% endfor %}")


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ((NoticeField("a", "甲"),), "{a}和{b}"),
        ((NoticeField("a", "甲"), NoticeField("b", "乙")), "{a}"),
        ((NoticeField("a", "甲"), NoticeField("a", "乙")), "{a}"),
        ((NoticeField("number", "号"),), "{number}"),
    ],
)
def test_a_declaration_that_cannot_work_raises_at_once(fields, body):
    with pytest.raises(ValueError, match="notice tests"):
        NoticeTemplate("tests.x", "测试", "notice", fields, body)


def test_money_is_written_with_its_cents(series):
    values = {"case_number": "1", "matter": "资助", "applicant": "甲", "amount": Decimal("12000.5"), "purpose": "补助"}
    assert "人民币12,000.50元" in text_of(read_file(issue(template="notice.payment", values=values).file))


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_issue_at_once(concurrent_db):
    make_series("notice", "甲知办")
    body = make_issuer()

    def work():
        try:
            for _ in range(3):
                issue(body=body)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(IssuedDocument.objects.values_list("sequence", flat=True)) == list(range(1, 13))
