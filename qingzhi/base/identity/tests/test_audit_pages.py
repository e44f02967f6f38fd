"""The audit administrator's pages: list and filters, entry, personal data for a reason, chain; all of it told."""

import io

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from qingzhi.base.audit.actions import erase_subject, record, seal_entries
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.testing import unguarded
from qingzhi.base.identity.models import Role, User
from qingzhi.base.identity.testing import an_actor, signed_in
from qingzhi.base.permits import SYSTEM, Actor

PERMITS = ("audit.view", "audit.erase", "audit.anchor")
PHONE = "13900000000"


@pytest.fixture
def auditor(client, db):
    an_actor("aud", *PERMITS, duty="audit")
    return signed_in(client, User.objects.get(username="aud"))


@pytest.fixture
def entry(auditor):
    who = Actor("person", "李四", user_id=9, body_id=3, body_name="某厅", role_title="联络员", address="10.0.0.8")
    changes = {"due": ("2018-07-01", "2018-08-01"), "html": ("<b>", {"a": [1]})}
    return record(
        who, "identity.appoint", changes=changes, reason="依据某文", personal={7: {"phone": PHONE}}, label="=1+1"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("person=李四", True),
        ("person=联络员", True),
        ("person=王五", False),
        ("body=某厅", True),
        ("body=别处", False),
        ("action=identity.appoint", True),
        ("action=identity.end_post", False),
        ("kind=person", True),
        ("kind=system", False),
        ("reason=某文", True),
        ("reason=无", False),
        ("object=1%2B1", True),
        ("at_from=2000-01-01&at_to=2999-01-01", True),
        ("at_to=2000-01-01", False),
    ],
)
def test_filters(auditor, entry, query, found):
    page = auditor.get(f"/audit/?{query}").content.decode()
    assert (f'href="/audit/{entry.pk}/"' in page) is found


def test_the_export_is_text_and_is_told(auditor, entry):
    response = auditor.get("/audit/?export=xlsx&person=李四")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content))).get_sheet_by_index(0)
    text = str(rows.to_python())
    assert "=1+1" in text and "due：2018-07-01 → 2018-08-01" in text and PHONE not in text
    assert "李四" in AuditEntry.objects.get(action="audit.export").reason


def test_the_list_costs_the_same_however_long(auditor, entry, django_assert_max_num_queries):
    for _ in range(50):
        record(SYSTEM, "audit.test")
    with django_assert_max_num_queries(12):
        auditor.get("/audit/")


def test_an_entry_shows_old_and_new_as_text(auditor, entry):
    page = auditor.get(f"/audit/{entry.pk}/").content.decode()
    assert "<del>2018-07-01</del>" in page and "<ins>2018-08-01</ins>" in page
    assert "&lt;b&gt;" in page and "任命岗位" in page and "等待后台进程封存" in page
    assert PHONE not in page
    seal_entries()
    assert "链中序号" in auditor.get(f"/audit/{entry.pk}/").content.decode()


def test_personal_data_open_for_a_reason_for_one_person_and_some_minutes(auditor, entry, monkeypatch):
    url = f"/audit/{entry.pk}/"
    auditor.post(f"{url}personal/", {"reason": ""})
    assert not AuditEntry.objects.filter(action="audit.read_personal").exists()
    opened = auditor.post(f"{url}personal/", {"reason": "核查投诉"})["Location"]
    assert PHONE in auditor.get(opened).content.decode()
    assert AuditEntry.objects.get(action="audit.read_personal").reason == "核查投诉"

    an_actor("aud2", *PERMITS, duty="audit")
    colleague = signed_in(Client(), User.objects.get(username="aud2"))
    assert PHONE not in colleague.get(opened).content.decode()
    other = record(SYSTEM, "audit.test", personal={8: {"phone": PHONE}})
    assert PHONE not in auditor.get(opened.replace(f"/{entry.pk}/", f"/{other.pk}/")).content.decode()
    forged = signing.dumps([User.objects.get(username="aud").pk, entry.pk], salt="another")
    assert PHONE not in auditor.get(f"{url}?ticket={forged}").content.decode()
    monkeypatch.setattr("qingzhi.base.audit.views.trail.SECONDS", -1)
    assert PHONE not in auditor.get(opened).content.decode()


def test_erased_data_say_so(auditor, entry):
    opened = auditor.post(f"/audit/{entry.pk}/personal/", {"reason": "核查"})["Location"]
    erase_subject(actor=SYSTEM, subject_id=7, reason="本人申请")
    page = auditor.get(opened).content.decode()
    assert "已依法删除" in page and PHONE not in page


def test_the_chain_page_verifies_and_tells(auditor, entry):
    seal_entries()
    assert auditor.post("/audit/chain/").status_code == 302
    page = auditor.get("/audit/chain/").content.decode()
    assert "审计链完好" in page and "：完好" in page
    with unguarded():
        AuditEntry.objects.filter(pk=entry.pk).update(reason="从未发生")
    auditor.post("/audit/chain/")
    assert "记录被改动过" in auditor.get("/audit/chain/").content.decode()


def test_nothing_here_changes_an_entry(auditor, entry):
    with transaction.atomic():
        before = AuditEntry.objects.values().get(pk=entry.pk)
    auditor.post(f"/audit/{entry.pk}/", {"reason": "改"})
    assert AuditEntry.objects.values().get(pk=entry.pk) == before


def test_the_first_page_shows_the_chain(auditor):
    Role.objects.update(home="admin")
    assert "等待封存" in auditor.get("/").content.decode()
