"""Issuing, drawing anew, withdrawing: numbers without gaps or doubles, versions kept, everything audited."""

import hashlib
import threading
from datetime import date

import pytest
from django.db import connection, transaction

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.access import may_read
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import PUBLIC, SYSTEM, Actor, PermitRefused, Scope
from qingzhi.engine.documents import convert, seals
from qingzhi.engine.documents.access import visible_documents
from qingzhi.engine.documents.actions import issue_document, load_series, make_pdf, redraw, withdraw_document
from qingzhi.engine.documents.kinds import UnknownDocumentKind
from qingzhi.engine.documents.models import DocumentSeries, IssuedDocument
from qingzhi.engine.documents.queries import documents_about, numbers_missing, versions_of
from qingzhi.engine.documents.refusals import (
    DocumentWithdrawn,
    NothingChanges,
    ReasonMissing,
    SeriesRetired,
    SeriesWrong,
)
from qingzhi.engine.documents.terms import Standing
from qingzhi.engine.documents.testing import builder, make_document, make_issuer, make_series

TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def acting(body, scope="body", *codes):
    codes = codes or ("documents.view", "documents.issue", "documents.withdraw")
    grants = dict.fromkeys(codes, Scope(scope))
    region = body.region.code
    return Actor(kind="person", name="张某某（示例）", subject_id=1, body_id=body.pk, region_code=region, grants=grants)


@pytest.mark.django_db
class TestIssuing:
    def test_a_document_gets_number_file_and_code(self):
        body = make_issuer()
        row = make_document(body, subject=body, recipients=[body], signed_by="李某某（示例）")
        assert (row.number, row.version, row.standing) == ("甲联办〔2018〕1号", 1, Standing.VALID)
        data = read_file(row.file)
        assert hashlib.sha256(data).hexdigest() == row.sha256
        assert row.file.name == "甲联办〔2018〕1号 关于限期办理的督办单.docx"
        assert list(documents_about(body)) == [row]
        assert AuditEntry.objects.filter(action="documents.issue_document").count() == 1
        assert EventRow.objects.filter(name="documents.issued").count() == 1

    def test_numbers_run_by_series_and_year(self):
        body, other = make_issuer(), make_series("other", "乙联办")
        numbers = [make_document(body).number for _ in range(2)]
        numbers.append(make_document(body, series=other).number)
        with clock.fixed(date(2019, 1, 2)):
            numbers.append(make_document(body).number)
        assert numbers == ["甲联办〔2018〕1号", "甲联办〔2018〕2号", "乙联办〔2018〕1号", "甲联办〔2019〕1号"]

    def test_minutes_are_numbered_by_issue(self):
        assert make_document(series=make_series("minutes", "", form="issue")).number == "第1期"

    def test_a_number_is_not_used_up_by_an_action_that_fails(self):
        body = make_issuer()
        make_document(body)
        with pytest.raises(RuntimeError), transaction.atomic():
            make_document(body)
            raise RuntimeError
        assert make_document(body).sequence == 2
        assert numbers_missing(DocumentSeries.objects.get(), 2018) == []

    def test_a_builder_must_use_the_number_that_it_is_given(self):
        with pytest.raises(ValueError, match="drew"):
            make_document(document=lambda number: builder()("甲联办〔2018〕9号"))
        assert not IssuedDocument.objects.exists()

    def test_an_undeclared_kind_raises_and_a_retired_series_refuses(self):
        with pytest.raises(UnknownDocumentKind):
            make_document(kind="nobody.declared")
        with pytest.raises(SeriesRetired):
            make_document(series=make_series("old", "旧字", retired_on="2018-07-01"))

    def test_who_may_issue(self):
        body, other = make_issuer(), make_issuer("另一单位")
        assert make_document(body, actor=acting(body)).body == body
        with pytest.raises(PermitRefused):
            make_document(other, actor=acting(body))

    def test_who_sees_it(self):
        body, receiver, other = make_issuer(), make_issuer("收文单位"), make_issuer("其他单位")
        row = make_document(body, recipients=[receiver])
        seen = [set(visible_documents(acting(each))) for each in (body, receiver, other)]
        assert seen == [{row}, {row}, set()]
        assert set(visible_documents(acting(other, "region"))) == {row}
        assert set(visible_documents(acting(body, "all", "documents.issue"))) == set()
        assert [bool(may_read(acting(each), row.file)) for each in (body, receiver, other)] == [True, True, False]
        assert not may_read(PUBLIC, row.file)


@pytest.mark.django_db
class TestVersions:
    def test_drawing_anew_keeps_the_number_and_the_old_version(self):
        old = make_document(recipients=[make_issuer("收文单位")])
        with clock.fixed(date(2018, 7, 5)):
            new = redraw(actor=SYSTEM, document=old, build=builder("请于8月办理。"), reason="期限有误")
        old.refresh_from_db()
        assert (new.number, new.version, new.replaces) == (old.number, 2, old)
        assert (old.standing, new.standing) == (Standing.SUPERSEDED, Standing.VALID)
        assert new.verification_code != old.verification_code
        assert new.recipients.count() == 1
        assert "（第2版）" in new.file.name
        assert list(versions_of(old)) == [new, old]
        assert make_document(old.body, series=old.series).sequence == 2
        assert EventRow.objects.filter(name="documents.redrawn").count() == 1

    def test_the_newest_version_is_the_one_that_is_drawn_anew(self):
        old = make_document()
        redraw(actor=SYSTEM, document=old, build=builder("乙"), reason="更正")
        assert redraw(actor=SYSTEM, document=old, build=builder("丙"), reason="再更正").version == 3

    def test_the_same_content_or_no_reason_is_refused(self):
        row = make_document()
        with pytest.raises(NothingChanges):
            redraw(actor=SYSTEM, document=row, build=builder(), reason="更正")
        with pytest.raises(ReasonMissing):
            redraw(actor=SYSTEM, document=row, build=builder("乙"), reason=" ")
        assert IssuedDocument.objects.count() == 1

    def test_withdrawing_takes_all_versions_and_is_final(self):
        old = make_document()
        new = redraw(actor=SYSTEM, document=old, build=builder("乙"), reason="更正")
        with pytest.raises(ReasonMissing):
            withdraw_document(actor=SYSTEM, document=new, reason="")
        assert withdraw_document(actor=SYSTEM, document=old, reason="发文有误").standing is Standing.WITHDRAWN
        assert set(IssuedDocument.objects.values_list("withdrawn_on", flat=True)) == {TODAY}
        for act in (
            lambda: withdraw_document(actor=SYSTEM, document=old, reason="再撤"),
            lambda: redraw(actor=SYSTEM, document=old, build=builder("丙"), reason="更正"),
        ):
            with pytest.raises(DocumentWithdrawn):
                act()
        assert make_document(old.body, series=old.series).sequence == 2
        assert AuditEntry.objects.filter(action="documents.withdraw_document").count() == 1

    def test_who_may_withdraw(self):
        body, other = make_issuer(), make_issuer("另一单位")
        row = make_document(body)
        with pytest.raises(PermitRefused):
            withdraw_document(actor=acting(other), document=row, reason="误发")


@pytest.mark.django_db
class TestSeries:
    def test_loading_twice_changes_nothing_and_a_used_prefix_stays(self):
        row = {"code": "tests", "title": "测试发文", "prefix": "甲联办", "form": "number", "body": ""}
        assert load_series(actor=SYSTEM, rows=[row]) == (1, 0)
        assert load_series(actor=SYSTEM, rows=[row]) == (0, 0)
        assert load_series(actor=SYSTEM, rows=[{**row, "prefix": "乙联办"}]) == (0, 1)
        make_document(series=DocumentSeries.objects.get())
        with pytest.raises(SeriesWrong, match="另立系列"):
            load_series(actor=SYSTEM, rows=[row])

    @pytest.mark.parametrize("wrong", [{"prefix": "12"}, {"form": "x"}, {"body": "nobody"}, {"retired_on": "昨天"}])
    def test_a_wrong_row_is_refused_by_its_number(self, wrong):
        with pytest.raises(SeriesWrong, match="第 2 行"):
            make_series(**{"code": "tests", **wrong})


@pytest.mark.django_db
class TestPdf:
    def test_it_is_made_once(self, monkeypatch):
        from qingzhi.base.files.testing import pdf_bytes
        from qingzhi.engine.documents.actions import pdf

        calls = []
        monkeypatch.setattr(pdf, "to_pdf", lambda data: calls.append(data) or pdf_bytes())
        row = make_document()
        made = make_pdf(actor=SYSTEM, document=row)
        make_pdf(actor=SYSTEM, document=made)
        make_pdf(actor=SYSTEM, document=row)
        assert made.pdf.name.endswith(".pdf")
        assert IssuedDocument.objects.get().pdf == made.pdf
        assert AuditEntry.objects.filter(action="documents.make_pdf").count() == 1

    def test_without_libreoffice_one_clear_line(self, monkeypatch):
        monkeypatch.setenv("QINGZHI_SOFFICE", "/nowhere/soffice")
        with pytest.raises(convert.PdfUnavailable, match="LibreOffice"):
            make_pdf(actor=SYSTEM, document=make_document())

    def test_seals_and_ofd_say_that_they_are_not_connected(self):
        with pytest.raises(seals.SealUnavailable, match="未接入"):
            seals.seal_system()
        with pytest.raises(seals.OfdUnavailable, match="未接入"):
            seals.ofd_converter()


def test_threads_get_numbers_without_gaps_or_doubles(concurrent_db):
    """Twelve documents from four threads at once, some of them rolled back."""
    body, series = make_issuer(), make_series()
    failures, barrier = [], threading.Barrier(4)

    def work(number):
        try:
            barrier.wait()
            with clock.fixed(TODAY):
                for turn in range(4):
                    try:
                        with transaction.atomic():
                            issue_document(
                                actor=SYSTEM, kind="tests.dunning", title="并发", series=series, body=body,
                                document=builder(f"第 {number} 组第 {turn} 件"),
                            )  # fmt: skip
                            if turn == 1:
                                raise InterruptedError
                    except InterruptedError:
                        pass
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(IssuedDocument.objects.values_list("sequence", flat=True)) == list(range(1, 13))
    assert IssuedDocument.objects.values("verification_code").distinct().count() == 12
