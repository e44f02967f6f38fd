"""The pages: an archive opens behind its purpose, a subject sees its own and who looked, the public sees what stands."""

from datetime import date

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.engine.procedures.models import Case

from ..access import own_archives, public_listings, visible_archives
from ..actions import publish_penalty, read_name, record_result
from ..models import Archive, Entry, Listing, PenaltyNotice, Reading
from ..terms import EntryKind, Severity
from ..testing import (
    clerk,
    make_effective_penalty,
    make_entry,
    make_firm,
    make_listing,
    subject,
    walk,
)

pytestmark = pytest.mark.usefixtures("_sample_table", "june")


def person_archive():
    return record_result(
        actor=clerk(), person="马示例", identity="110101199003074477", kind=EntryKind.CRIMINAL, severity=Severity.HEAVY, number="刑1号",
        authority="示例法院", violation="假冒注册商标罪", content="判处罚金", decided_on=date(2018, 5, 1), effective_on=date(2018, 5, 20),
    ).archive  # fmt: skip


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_archive_opens_behind_its_purpose(june_desk, firm):
    archive = make_listing(firm).archive
    answer = june_desk.get(f"/credit/archives/{archive.pk}/")
    assert answer.status_code == 302 and answer.url.endswith("/read/")
    assert "请写明查阅用途" in text_of(june_desk.post(answer.url, {"purpose": "看"}))
    assert june_desk.post(answer.url, {"purpose": "办理ZZ201800001号资助"}).status_code == 302
    text = text_of(june_desk.get(f"/credit/archives/{archive.pk}/"))
    assert "办理ZZ201800001号资助" in text and "失信认定" in text and "怎么算的" in text
    assert Reading.objects.get().by == "常经办" and AuditEntry.objects.filter(action="credit.read_archive").count() == 1
    assert "办理ZZ201800001号资助" in text_of(june_desk.get("/credit/readings/"))


def test_lists_stay_within_their_budget(june_desk, django_assert_max_num_queries):
    for _ in range(3):
        make_listing(make_firm())
        make_effective_penalty(make_firm())
    for address in ("/credit/", "/credit/listings/", "/credit/penalties/", "/credit/public/"):
        with django_assert_max_num_queries(15):
            assert june_desk.get(address).status_code == 200
    archive = Archive.objects.first()
    june_desk.post(f"/credit/archives/{archive.pk}/read/", {"purpose": "核对预算"})
    with django_assert_max_num_queries(25):  # three decision tables are asked for the grade
        june_desk.get(f"/credit/archives/{archive.pk}/")


def test_a_subject_sees_its_own_disputes_and_repairs(own, june_desk, firm):
    listing = make_listing(firm)
    june_desk.post(f"/credit/archives/{listing.archive_id}/read/", {"purpose": "年度抽查"})
    text = text_of(own.get("/credit/mine/"))
    assert "自 2018-12-04 起才可申请修复" in text and "省知识产权局：年度抽查" in text and "常经办" not in text
    entry = listing.entries.get()
    answer = own.post(f"/credit/mine/entries/{entry.pk}/dispute/", {"wish": "remove", "claim": "承诺已经履行，有回执"})
    case = Case.objects.get(procedure="credit.dispute")
    assert answer.url == f"/cases/{case.pk}/" and "承诺已经履行" in text_of(own.get(answer.url))
    answer = own.post(f"/credit/mine/listings/{listing.pk}/repair/", follow=True)
    assert "自 2018-12-04 起才可申请修复" in answer.content.decode()


def test_nobody_sees_or_disputes_another_s(own):
    other = make_entry(make_firm())
    assert "没有信用档案记录" in text_of(own.get("/credit/mine/"))
    assert own.get(f"/credit/mine/entries/{other.pk}/dispute/").status_code == 404
    for address in ("/credit/", f"/credit/archives/{other.archive_id}/", "/credit/penalties/", "/credit/readings/"):
        assert own.get(address).status_code == 403


def test_a_merged_record_s_archive_is_the_holder_s_own():
    firm, old = make_firm(), make_firm()
    entry = make_entry(old)
    type(firm).objects.filter(pk=old.pk).update(root=firm, merged_into=firm)
    assert own_archives(subject(firm)).get() == entry.archive


def test_the_public_sees_what_stands_and_no_natural_person(client, firm):
    make_listing(firm, to="deciding")
    assert not public_listings().exists()
    walk(Listing.objects.get(), "listed")
    publish_penalty(actor=clerk(), notice=PenaltyNotice.objects.get(decision=make_effective_penalty(firm)))
    assert firm.name in text_of(client.get("/credit/public/"))
    assert firm.name in text_of(client.get("/credit/public/penalties/"))
    listing = Listing.objects.get()
    assert "信用承诺不实" in text_of(client.get(f"/publicity/{listing.publication_id}/"))
    for address in ("/credit/", "/credit/mine/", f"/credit/archives/{listing.archive_id}/"):
        assert client.get(address).status_code in (302, 403)


def test_natural_persons_are_kept_apart(june_desk):
    archive = person_archive()
    assert not visible_archives(clerk("credit.archive.view", user_id=70)).exists()
    assert "马**" in text_of(june_desk.get("/credit/?which=person"))
    address = f"/credit/archives/{archive.pk}/name/"
    assert "马示例" not in text_of(june_desk.get(address))
    answer = june_desk.post(address, {"purpose": "送达文书需要核对身份"})
    assert "马示例 110101199003074477" in text_of(answer) and answer["Cache-Control"] == "no-store"
    assert "马示例" not in str(list(AuditEntry.objects.values_list("changes", "object_label", "reason")))
    assert person_archive() == archive  # the same number is the same person
    assert read_name(actor=clerk(), archive=archive, purpose="再次核对身份").startswith("马示例")


def test_a_result_is_entered_and_a_finding_begun(june_desk, firm):
    type(firm).objects.filter(pk=firm.pk).update(credit_code="91630100MA00000020")
    data = {
        "credit_code": "91630100ma00000020", "kind": "customs", "severity": "ordinary", "number": "关知1号", "authority": "示例海关",
        "violation": "出口侵权货物", "content": "没收", "decided_on": "2018-05-01", "effective_on": "2018-05-02",
    }  # fmt: skip
    assert "二者填一" in text_of(june_desk.post("/credit/entries/new/", {**data, "person": "张三"}))
    assert "登记簿中没有这个代码" in text_of(june_desk.post("/credit/entries/new/", {**data, "credit_code": "X"}))
    assert june_desk.post("/credit/entries/new/", data).status_code == 302
    entry = Entry.objects.get()
    page = f"/credit/entries/{entry.pk}/propose/"
    assert "示例海关关知1号" in text_of(june_desk.get(page))
    answer = june_desk.post(page, {"conduct": "other", "facts": "情节恶劣"})
    again = june_desk.post(page, {"conduct": "other", "facts": "情节恶劣"})
    assert answer.url == again.url == f"/cases/{Listing.objects.get().case_id}/"
    assert "拟认定" in text_of(june_desk.get(answer.url))


def test_an_unknown_firm_waits_to_be_matched(june_desk, firm):
    type(firm).objects.filter(pk=firm.pk).update(credit_code="91630100MA00000020")
    entry = Entry.objects.get(decision=make_effective_penalty(None))
    own = make_entry(firm).archive
    page = f"/credit/archives/{entry.archive_id}/match/"
    assert "待核对主体" in text_of(june_desk.get("/credit/?which=unmatched"))
    answer = june_desk.post(page, {"credit_code": "91630100MA00000020", "reason": "与营业执照一致"})
    entry.refresh_from_db()
    assert entry.archive == own and answer.url == f"/credit/archives/{own.pk}/"
    assert june_desk.get(f"/credit/archives/{own.pk}/match/").status_code == 404


def test_penalties_are_ticked_and_published(june_desk, firm):
    make_effective_penalty(firm)
    notice = PenaltyNotice.objects.get()
    assert "公示文本" in text_of(june_desk.get(f"/credit/penalties/{notice.pk}/wording/"))
    answer = june_desk.post("/credit/penalties/publish/", {"id": notice.pk}, follow=True)
    assert "已公示1件" in answer.content.decode()
    assert "请先勾选" in june_desk.post("/credit/penalties/publish/", follow=True).content.decode()


def test_licences_are_entered_published_and_exported(june_desk, client):
    form = {
        "person": "马示例", "document": "准予行政许可决定书", "number": "青知许〔2018〕9号", "category": "general", "content": "准予。",
        "decided_on": "2018-06-04", "valid_from": "2018-06-04",
    }  # fmt: skip
    zero = june_desk.post("/credit/licences/export/", {"form": "csv"})
    assert (
        len(zero.content.decode("utf-8-sig").splitlines()) == 1
        and "%E9%9B%B6%E6%8A%A5%E5%91%8A" in zero["Content-Disposition"]
    )
    entered = june_desk.post("/credit/licences/new/", form)
    assert entered.status_code == 302
    assert "马示例" not in june_desk.get(entered["Location"]).content.decode()
    june_desk.post("/credit/licences/publish/", {"id": entered["Location"].strip("/").split("/")[-1]})
    shown = client.get("/credit/public/licences/").content.decode()
    assert "马**" in shown and "马示例" not in shown
    assert june_desk.get("/credit/licences/?which=out").status_code == 200
    exported = june_desk.post("/credit/licences/export/", {"form": "csv", "since": "2018-06-01", "until": "2018-06-30"})
    assert len(exported.content.decode("utf-8-sig").splitlines()) == 2
    assert june_desk.post("/credit/licences/export/", {"form": "csv", "since": "x"}).status_code == 404
