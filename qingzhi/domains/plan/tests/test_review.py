"""Correcting a draft beside its text."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PermitRefused
from qingzhi.base.secrecy.rules import ClassifiedText

from ..actions import figures, measures, reviewing
from ..actions.measures import add_measure, correct_measure, delete_measure, merge_measures, split_measure
from ..queries.checks import misplaced
from ..queries.versions import progress_of
from ..refusals import EditedMeanwhile, NotMergeable, PlaceOutsideText, ReasonMissing, ValueNotValid
from ..testing import make_draft, office, reader

pytestmark = pytest.mark.django_db
NUMBERS = {"indicator": "注册商标", "comparator": ">=", "value": Decimal(30000), "unit": "件", "kind": "stock"}


@pytest.fixture
def draft():
    return make_draft()


def place(version, words):
    start = version.text.index(words)
    return {"start": start, "end": start + len(words)}


def test_correcting_a_measure_audits_old_and_new(draft):
    measure = draft.measures.get(code="m1")
    words = "培育20家以上知识产权优势企业"
    bodies = [("省知识产权局", "lead"), ("省科技厅", "joint")]
    correct_measure(
        actor=office(), measure=measure, revision=0, due_on=date(2020, 12, 31), bodies=bodies, **place(draft, words)
    )
    measure.refresh_from_db()
    assert (measure.text, measure.due_on, measure.revision) == (words, date(2020, 12, 31), 1)
    assert [(row.name, row.role) for row in measure.bodies.all()] == bodies
    assert measure.confirmed_by == "示例规划员"
    changes = AuditEntry.objects.get(action="plan.correct_measure").changes
    assert changes["due_on"] == [None, "2020-12-31"] and changes["bodies"][0][1] == ["省商务厅", "support"]


def test_the_second_reviewer_sees_both_values(draft):
    one, two = draft.targets.get(code="t1"), draft.targets.get(code="t1")
    where = {"start": one.start, "end": one.end}
    figures.correct_target(actor=office(), target=one, revision=0, **NUMBERS, **where)
    with pytest.raises(EditedMeanwhile) as refused:
        figures.correct_target(
            actor=office(name="另一人"), target=two, revision=0, **{**NUMBERS, "value": Decimal(1)}, **where
        )
    assert refused.value.theirs["value"] == 30000 and refused.value.theirs["revision"] == 1
    one.refresh_from_db()
    assert one.value == 30000


def test_a_deleted_item_is_told_to_the_second_reviewer(draft):
    measure = draft.measures.get(code="m4")
    delete_measure(actor=office(), measure=draft.measures.get(code="m4"), reason="重复")
    with pytest.raises(EditedMeanwhile, match="删除"):
        reviewing.confirm_item(actor=office(), item=measure)


def test_splitting_keeps_the_lineage_and_parts_the_targets(draft):
    measure = draft.measures.get(code="m1")
    lineage, at = measure.lineage, draft.text.index("由省知识产权局牵头")
    first, second = split_measure(actor=office(), measure=measure, at=at)
    assert first.lineage == lineage != second.lineage
    assert first.text == "培育20家以上知识产权优势企业，" and second.text.startswith("由省知识产权局牵头")
    assert draft.targets.get(code="t2").measure == first
    assert second.bodies.count() == 2 and second.audiences == [] and misplaced(draft) == []


def test_splitting_outside_is_refused(draft):
    measure = draft.measures.get(code="m1")
    for at in (measure.start, measure.end, 0, 10**9, -1):
        with pytest.raises(PlaceOutsideText):
            split_measure(actor=office(), measure=measure, at=at)


def test_merging_joins_neighbours_and_keeps_the_first_lineage(draft):
    one, two = draft.measures.filter(section__code="2.1").order_by("start")
    merged = merge_measures(actor=office(), measures=[two, one])
    assert merged.lineage == one.lineage and merged.text == draft.text[one.start : two.end]
    assert merged.programmes == ["服务千家企业"] and merged.audiences == ["企业"]
    assert [row.name for row in merged.bodies.all()] == ["省知识产权局", "省商务厅"]
    assert draft.measures.count() == 3
    assert AuditEntry.objects.get(action="plan.delete_measure").reason.startswith("并入")


def test_merging_across_sections_or_one_alone_is_refused(draft):
    m1, m3 = draft.measures.get(code="m1"), draft.measures.get(code="m3")
    for chosen in ([m1, m3], [m1], [m1, m1]):
        with pytest.raises(NotMergeable):
            merge_measures(actor=office(), measures=chosen)


def test_merging_after_splitting_restores_the_text(draft):
    measure = draft.measures.get(code="m1")
    text = measure.text
    pair = split_measure(actor=office(), measure=measure, at=measure.start + 5)
    assert merge_measures(actor=office(), measures=pair).text == text


def test_adding_from_the_text_finds_its_section_and_is_harmless_twice(draft):
    words = "现有注册商标12918件。"
    made = [add_measure(actor=office(), version=draft, **place(draft, words)) for _ in range(2)]
    assert made[0] == made[1] and made[0].section.code == "1" and made[0].origin == "person"


def test_adding_a_target_finds_its_measure(draft):
    target = figures.add_target(actor=office(), version=draft, **NUMBERS, **place(draft, "服务千家企业"))
    assert target.measure.code == "m2" and target.quote == "服务千家企业"


@pytest.mark.parametrize("start,end", [(-1, 5), (5, 5), (9, 5), (0, 10**9), (10**12, 10**12 + 1)])
def test_places_outside_the_text_are_refused(draft, start, end):
    with pytest.raises(PlaceOutsideText):
        add_measure(actor=office(), version=draft, start=start, end=end)


@pytest.mark.parametrize(
    "field,value",
    [
        ("value", Decimal("NaN")),
        ("value", Decimal(10) ** 30),
        ("comparator", "?"),
        ("kind", "x"),
        ("indicator", "长" * 201),
        ("indicator", " "),
        ("comparator", "range"),
        ("value_to", Decimal(5)),
        ("deadline", date(1, 1, 1)),
        ("per", "day"),
        ("unit", "件" * 41),
    ],
)
def test_impossible_values_are_refused_and_the_field_is_named(draft, field, value):
    target = draft.targets.get(code="t1")
    values = {**NUMBERS, "start": target.start, "end": target.end, field: value}
    with pytest.raises(ValueNotValid) as refused:
        figures.correct_target(actor=office(), target=target, **values)
    assert refused.value.field in {field, "value_to"}


def test_classification_marks_are_refused_everywhere(draft):
    mark, target = "秘密★5年", draft.targets.get(code="t1")
    where = {"start": target.start, "end": target.end}
    with pytest.raises(ClassifiedText):
        figures.correct_target(actor=office(), target=target, **{**NUMBERS, "indicator": mark}, **where)
    with pytest.raises(ClassifiedText):
        reviewing.resolve_warning(actor=office(), warning=draft.warnings.get(), resolution=mark)
    with pytest.raises(ClassifiedText):
        correct_measure(
            actor=office(), measure=draft.measures.first(), bodies=[(mark, "lead")], **place(draft, "完善维权机制。")
        )


def test_deleting_needs_a_reason(draft):
    for reason in ("", "  ", "x"):
        with pytest.raises(ReasonMissing):
            delete_measure(actor=office(), measure=draft.measures.first(), reason=reason)
    delete_measure(actor=office(), measure=draft.measures.get(code="m1"), reason="只是背景")
    assert draft.targets.get(code="t2").measure is None
    entry = AuditEntry.objects.get(action="plan.delete_measure")
    assert entry.reason == "只是背景" and entry.changes["text"][0].startswith("培育20家")


def test_a_target_deletes_only_itself(draft):
    figures.delete_figure(actor=office(), figure=draft.targets.get(code="t2"), reason="重复")
    assert draft.targets.count() == 1 and draft.measures.count() == 4


def test_confirming_counts_towards_progress(draft):
    reviewing.confirm_item(actor=office(), item=draft.measures.first())
    assert reviewing.confirm_section(actor=office(), section=draft.sections.get(code="2.2")) == 3
    reviewing.resolve_warning(actor=office(), warning=draft.warnings.get(), resolution="已核对原件")
    progress = progress_of(draft)
    assert (progress.items, progress.confirmed, progress.open_warnings) == (8, 4, 0)


def test_a_warning_resolved_by_another_shows_how(draft):
    warning = draft.warnings.get()
    reviewing.resolve_warning(actor=office(), warning=warning, resolution="已核对原件")
    reviewing.resolve_warning(actor=office(), warning=warning, resolution="已核对原件")
    with pytest.raises(EditedMeanwhile, match="已核对原件"):
        reviewing.resolve_warning(actor=office(), warning=warning, resolution="不用管")
    assert reviewing.reopen_warning(actor=office(), warning=warning).resolved_at is None


def test_headings_citations_and_head_are_corrected(draft):
    reviewing.correct_section(actor=office(), section=draft.sections.get(code="2.1"), heading="（一）培育企业")
    reviewing.correct_citation(
        actor=office(), citation=draft.citations.get(), title="专利法", **place(draft, "《中华人民共和国专利法》")
    )
    reviewing.correct_head(actor=office(), version=draft, title="示例计划", document_number="示政办〔2017〕2号")
    draft.refresh_from_db()
    assert draft.document_number == "示政办〔2017〕2号" and draft.sections.get(code="2.1").heading == "（一）培育企业"
    assert draft.citations.get().title == "专利法"


def test_reviewing_needs_the_permit(draft):
    with pytest.raises(PermitRefused):
        measures.delete_measure(actor=reader(), measure=draft.measures.first(), reason="试试")
    with pytest.raises(PermitRefused):
        reviewing.resolve_warning(actor=reader(), warning=draft.warnings.get(), resolution="试试")
