"""Importing, deriving and withdrawing versions."""

from decimal import Decimal

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.base.secrecy.rules import ClassifiedText

from ..actions.drafting import derive_draft, withdraw_draft
from ..actions.importing import keep_compiled
from ..models import Measure, Plan, PlanVersion
from ..queries import versions as queries
from ..queries.checks import misplaced
from ..refusals import DraftExists, VersionNotDraft
from ..testing import compiled_sample, make_draft, make_published, office, reader
from ..testing.versions import LINES

pytestmark = pytest.mark.django_db


def test_import_keeps_all_that_was_understood():
    version = make_draft()
    assert version.state == "draft" and version.number == 1 and version.document_number == "示政办〔2017〕1号"
    assert [one.code for one in version.sections.all()] == ["1", "2", "2.1", "2.2"]
    first = version.measures.get(code="m1")
    assert [(row.name, row.role) for row in first.bodies.all()] == [("省知识产权局", "lead"), ("省商务厅", "support")]
    target = version.targets.get(code="t1")
    assert (target.value, target.unit, target.measure) == (Decimal(20000), "件", None)
    assert version.targets.get(code="t2").measure == first
    assert version.baselines.get().value == 12918 and version.citations.get().title == "中华人民共和国专利法"
    assert misplaced(version) == []
    assert version.plan.code == "cn-2017-2020" and version.plan.level == "national"


def test_import_audits_and_publishes_its_event():
    version = make_draft()
    entry = AuditEntry.objects.get(action="plan.import_plan")
    assert entry.object_id == str(version.pk) and entry.changes["measures"] == [0, 4]
    assert EventRow.objects.get(name="plan.version_imported").payload["version_id"] == version.pk


def test_the_same_text_twice_gives_the_same_draft():
    assert make_draft().pk == make_draft().pk
    assert PlanVersion.objects.count() == 1 and Measure.objects.count() == 4


def test_the_same_text_as_in_force_gives_the_version_in_force():
    assert make_published().pk == make_draft().pk
    assert Plan.objects.count() == 1


def test_another_text_is_refused_while_a_draft_is_open():
    make_draft()
    with pytest.raises(DraftExists):
        make_draft(compiled_sample((*LINES, "附件略")))


def test_a_new_text_continues_the_lineages_of_the_version_in_force():
    old = make_published()
    altered = tuple(line.replace("省商务厅配合", "省商务厅、省科技厅配合") for line in LINES)
    compiled = compiled_sample(altered)
    words = "培育20家以上知识产权优势企业，由省知识产权局牵头，省商务厅、省科技厅配合。"
    at = compiled["text"].index(words)
    row = {"id": "m1", "section": "2.1", "text": words, "start": at, "end": at + len(words), "due": None, "bodies": []}
    compiled["measures"].insert(0, {**row, "programmes": [], "audiences": [], "rule": "M01"})
    new = make_draft(compiled)
    assert new.pk != old.pk and new.number == 2 and new.based_on == old
    assert set(new.measures.values_list("lineage")) == set(old.measures.values_list("lineage"))
    assert queries.lineages_gone(old, new) == (set(), set())


def test_a_classified_text_is_refused():
    with pytest.raises(ClassifiedText):
        make_draft(compiled_sample((*LINES, "机密★10年")))
    assert not Plan.objects.exists()


def test_import_needs_the_permit():
    with pytest.raises(PermitRefused):
        keep_compiled(actor=reader(), compiled=compiled_sample())


def test_derived_draft_has_the_same_rows_and_lineages():
    version = make_published()
    draft = derive_draft(actor=office(), version=version)
    assert (draft.number, draft.state, draft.based_on, draft.content_hash) == (2, "draft", version, "")
    for related in ("sections", "measures", "targets", "baselines", "citations", "warnings"):
        assert getattr(draft, related).count() == getattr(version, related).count() > 0
    old, new = version.measures.get(code="m1"), draft.measures.get(code="m1")
    assert old.lineage == new.lineage and old.pk != new.pk and new.section.version == draft
    assert [row.name for row in new.bodies.all()] == [row.name for row in old.bodies.all()]
    assert draft.targets.get(code="t2").measure == new
    assert draft.warnings.get().resolved_at


def test_deriving_twice_gives_one_draft():
    version = make_published()
    first, second = (derive_draft(actor=office(), version=version) for _ in range(2))
    assert first == second


def test_a_draft_cannot_be_derived_from():
    with pytest.raises(VersionNotDraft):
        derive_draft(actor=office(), version=make_draft())


def test_withdrawn_draft_makes_room_for_the_same_text():
    draft = make_draft()
    withdraw_draft(actor=office(), version=draft, reason="导入了旧稿")
    draft.refresh_from_db()
    assert draft.state == "withdrawn"
    assert AuditEntry.objects.get(action="plan.withdraw_draft").reason == "导入了旧稿"
    again = make_draft()
    assert again.number == 2 and again.pk != draft.pk


def test_items_are_found_by_lineage_in_the_version_in_force():
    version = make_published()
    measure = version.measures.get(code="m1")
    derive_draft(actor=office(), version=version)
    assert queries.current_version(version.plan) == version
    assert queries.measure_by_lineage(version.plan, measure.lineage) == measure
    target = version.targets.get(code="t1")
    assert queries.target_by_lineage(version.plan, target.lineage) == target
