"""Publishing, and that a published version never changes."""

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused

from ..actions import drafting, figures, measures, reviewing
from ..actions.drafting import derive_draft
from ..actions.publishing import publish_version
from ..models import Measure, PlanVersion, Section
from ..queries.checks import problems
from ..refusals import NothingToPublish, VersionNotDraft, WarningsUnresolved
from ..testing import make_draft, make_published, office

pytestmark = pytest.mark.django_db


def test_unresolved_warnings_block_and_are_named():
    version = make_draft()
    with pytest.raises(WarningsUnresolved, match="文号疑似误印") as refused:
        publish_version(actor=office(), version=version)
    assert refused.value.warnings == ["文号疑似误印"]
    version.refresh_from_db()
    assert version.state == "draft" and not EventRow.objects.filter(name="plan.version_published").exists()


def test_publishing_sets_state_hash_audit_and_event():
    version = make_published()
    assert version.state == "published" and version.published_by == "示例规划员"
    assert version.content_hash.startswith("sha256:") and problems() == []
    assert AuditEntry.objects.get(action="plan.publish_version").changes["state"] == ["draft", "published"]
    event = EventRow.objects.get(name="plan.version_published")
    assert event.payload == {"plan_id": version.plan_id, "version_id": version.pk, "superseded_id": 0}


def test_publishing_supersedes_the_older_version():
    old = make_published()
    draft = derive_draft(actor=office(), version=old)
    publish_version(actor=office(), version=draft)
    old.refresh_from_db()
    assert old.state == "superseded" and problems() == []
    assert EventRow.objects.filter(name="plan.version_published").last().payload["superseded_id"] == old.pk


def test_publishing_twice_is_harmless():
    version = make_published()
    again = publish_version(actor=office(), version=version)
    assert again.content_hash == version.content_hash
    assert EventRow.objects.filter(name="plan.version_published").count() == 1


def test_publishing_needs_its_own_permit():
    version = make_draft()
    with pytest.raises(PermitRefused):
        publish_version(actor=office(publish=False), version=version)


def test_an_empty_version_is_not_published():
    version = make_draft()
    reviewing.resolve_warning(actor=office(), warning=version.warnings.get(), resolution="已核对")
    version.targets.all().delete()
    version.measures.all().delete()
    with pytest.raises(NothingToPublish):
        publish_version(actor=office(), version=version)


def attempts(version: PlanVersion):
    """Every way of changing a version."""
    who, measure, target = office(), version.measures.first(), version.targets.first()
    figure = {"start": 0, "end": 5, "indicator": "改", "comparator": ">=", "value": target.value, "kind": "stock"}
    baseline, citation, warning = version.baselines.first(), version.citations.first(), version.warnings.first()
    yield lambda: measures.correct_measure(actor=who, measure=measure, start=0, end=5)
    yield lambda: measures.add_measure(actor=who, version=version, start=0, end=5)
    yield lambda: measures.split_measure(actor=who, measure=measure, at=measure.start + 3)
    yield lambda: measures.merge_measures(actor=who, measures=list(version.measures.filter(section__code="2.1")))
    yield lambda: measures.delete_measure(actor=who, measure=measure, reason="不是措施")
    yield lambda: figures.correct_target(actor=who, target=target, **figure)
    yield lambda: figures.correct_baseline(actor=who, baseline=baseline, **figure)
    yield lambda: figures.add_target(actor=who, version=version, **figure)
    yield lambda: figures.delete_figure(actor=who, figure=target, reason="不是目标")
    yield lambda: figures.delete_figure(actor=who, figure=baseline, reason="不是基期")
    yield lambda: reviewing.confirm_item(actor=who, item=measure)
    yield lambda: reviewing.confirm_section(actor=who, section=version.sections.first())
    yield lambda: reviewing.resolve_warning(actor=who, warning=warning, resolution="另有说明")
    yield lambda: reviewing.reopen_warning(actor=who, warning=warning)
    yield lambda: reviewing.correct_section(actor=who, section=version.sections.first(), heading="改")
    yield lambda: reviewing.correct_citation(actor=who, citation=citation, start=0, end=5, title="改")
    yield lambda: reviewing.delete_citation(actor=who, citation=citation, reason="不是引用")
    yield lambda: reviewing.correct_head(actor=who, version=version, title="改")
    yield lambda: drafting.withdraw_draft(actor=who, version=version, reason="不要了")


def test_a_published_version_refuses_every_change():
    version = make_published()
    tried = 0
    for attempt in attempts(version):
        with pytest.raises(VersionNotDraft):
            attempt()
        tried += 1
    assert tried == 19 and problems() == []


@pytest.mark.parametrize("change", ["text", "measure", "section", "body", "delete", "target"])
def test_tampering_with_a_published_version_is_found(change):
    version = make_published()
    match change:
        case "text":
            PlanVersion.objects.filter(pk=version.pk).update(text=version.text + "另")
        case "measure":
            Measure.objects.filter(version=version, code="m1").update(text="改")
        case "section":
            Section.objects.filter(version=version, code="2.1").update(heading="改")
        case "body":
            version.measures.get(code="m1").bodies.filter(role="lead").update(name="省商务厅")
        case "delete":
            version.measures.filter(code="m4").delete()
        case "target":
            version.targets.filter(code="t1").update(value=1)
    assert len(problems()) == (2 if change == "text" else 1)
