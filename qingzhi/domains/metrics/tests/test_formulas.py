"""Formulas are prepared, tried and published; what a published one says stands, and speaks from its day on."""

from datetime import date, datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics import checks
from qingzhi.domains.metrics.actions import (
    compute_formulas,
    count_registers,
    draft_formula,
    load_formulas,
    publish_formula,
    try_formula,
)
from qingzhi.domains.metrics.models import Formula, FormulaFigure
from qingzhi.domains.metrics.queries import provider_of, series_of, value_of
from qingzhi.domains.metrics.queries.trials import trial_rows
from qingzhi.domains.metrics.refusals import (
    FormulaPublishedAlready,
    FormulaStandsElsewhere,
    LakeNotReady,
    ValueNotValid,
)
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import refresh_lake

pytestmark = pytest.mark.django_db
HOME = "990000"
GRANTED = {"table": "rights", "where": [["kind", "is", "patent"]], "day": "registered_on", "region": "region_code"}
EVERY = {"table": "rights", "where": [["kind", "is", "patent"]], "begins": "registered_on", "region": "region_code"}
PREPARE, PUBLISH = "metrics.formula.prepare", "metrics.formula.publish"


@pytest.fixture
def granted():
    """Two grants in one prefecture in 2016, one in another in 2017, one in the first half of 2018."""
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region(), make_region("990100", "甲市"), make_region("990200", "乙市")
        for day, region in GRANTS:
            right = make_right(registered_on=day)
            right.region_code = region
            right.save(update_fields=["region_code"])
        refresh_lake(tables=("rights",))
        yield make_indicator("granted", "专利授权量", kind="flow", meaning="一年内授权的专利件数", plausible_to=1)


GRANTS = (
    (date(2016, 3, 1), "990101"), (date(2016, 12, 31), "990100"), (date(2017, 1, 1), "990201"), (date(2018, 5, 2), "990101"),
)  # fmt: skip


def published(indicator, spec=GRANTED, since=date(2016, 1, 1)):
    formula = draft_formula(actor=SYSTEM, indicator=indicator, spec=spec, source="统计制度")
    try_formula(actor=SYSTEM, formula=formula)
    return publish_formula(actor=SYSTEM, formula=formula, valid_from=since)


def test_a_draft_leaves_every_figure_as_it_was_until_it_is_published(granted):
    make_statistic(granted, "2016", 7)
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec=GRANTED, source="统计制度")
    try_formula(actor=SYSTEM, formula=formula)
    assert provider_of("granted") is None and compute_formulas() == 0
    assert value_of("granted", HOME, "2016").value == 7
    publish_formula(actor=SYSTEM, formula=formula, valid_from=date(2016, 1, 1))
    assert compute_formulas() > 0 and compute_formulas() == 0, "nothing changed since"
    found = value_of("granted", HOME, "2016")
    assert (found.value, found.records_count, found.provider) == (2, 2, "formulas")
    assert found.records_url == "/metrics/indicators/granted/records/?region=990000&period=2016"
    assert [(one.period, one.value) for one in series_of("granted", HOME)] == [("2016", 2), ("2017", 1)]
    assert [one.value for one in series_of("granted", "990100")] == [2, 0]
    assert value_of("granted", "990200", "2017H1").value == 1, "a period that is not kept is computed"
    assert value_of("granted", HOME, "2015").value is None, "no version speaks for it"


def test_the_trial_shows_the_draft_beside_statistics_and_the_present_version(granted):
    make_statistic(granted, "2016", 7)
    published(granted)
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec=EVERY, source="统计制度")
    rows = {one.period: one for one in trial_rows(try_formula(actor=SYSTEM, formula=formula), HOME)}
    assert list(rows) == ["2013", "2014", "2015", "2016", "2017", "2018-07-01"]
    seen = rows["2016"]
    assert (seen.draft, seen.present, seen.statistic, seen.difference, seen.records) == ("2", "2", "7", "一致", 2)
    assert (rows["2017"].draft, rows["2017"].difference) == ("3", "+2")
    assert seen.doubts == ["高于合理范围上限 1 件"] and rows["2015"].doubts == []
    assert [one.draft for one in trial_rows(formula.__class__.objects.get(pk=formula.pk), "990200")][-2:] == ["1", "1"]


def test_each_action_has_its_permit_entry_and_event(granted):
    drafter, chief = make_actor(permits=(PREPARE,)), make_actor(permits=(PUBLISH,))
    with pytest.raises(PermitRefused):
        draft_formula(actor=chief, indicator=granted, spec=GRANTED, source="统计制度")
    formula = draft_formula(actor=drafter, indicator=granted, spec=GRANTED, source="统计制度")
    with pytest.raises(PermitRefused):
        try_formula(actor=chief, formula=formula)
    with pytest.raises(FormulaStandsElsewhere, match="还没有试算"):
        publish_formula(actor=chief, formula=formula, valid_from=date(2016, 1, 1))
    assert try_formula(actor=drafter, formula=formula).state == "tried"
    with pytest.raises(PermitRefused):
        publish_formula(actor=drafter, formula=formula, valid_from=date(2016, 1, 1))
    done = publish_formula(actor=chief, formula=formula, valid_from=date(2016, 1, 1))
    assert (done.state, done.published_by) == ("published", chief.name)
    names = ["metrics.draft_formula", "metrics.try_formula", "metrics.publish_formula"]
    kept = AuditEntry.objects.filter(action__in=names).order_by("pk")
    assert list(kept.values_list("action", flat=True)) == names
    told = EventRow.objects.filter(name__startswith="metrics.formula_").order_by("pk")
    assert [one.name.rpartition("_")[2] for one in told] == ["drafted", "tried", "published"]


def test_a_published_version_stands_and_the_next_is_dated_after_it(granted):
    first = published(granted)
    with pytest.raises(FormulaPublishedAlready, match="不能再改"):
        try_formula(actor=SYSTEM, formula=first)
    with pytest.raises(FormulaPublishedAlready):
        publish_formula(actor=SYSTEM, formula=first, valid_from=date(2017, 1, 1))
    first.spec = EVERY
    with pytest.raises(ValueError, match="does not change"):
        first.save()
    second = draft_formula(actor=SYSTEM, indicator=granted, spec=EVERY, source="统计制度")
    assert second.version == 2
    try_formula(actor=SYSTEM, formula=second)
    with pytest.raises(ValueNotValid, match="应晚于现行版本"):
        publish_formula(actor=SYSTEM, formula=second, valid_from=date(2016, 1, 1))
    publish_formula(actor=SYSTEM, formula=second, valid_from=date(2017, 1, 1))
    assert Formula.objects.get(pk=first.pk).valid_to == date(2017, 1, 1)
    compute_formulas()
    assert [(one.period, one.value) for one in series_of("granted", HOME)] == [
        ("2016", 2),
        ("2017", 3),
        ("2018-07-01", 4),
    ]


def test_a_changed_draft_is_tried_anew_and_the_same_again_changes_nothing(granted):
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec=GRANTED, source="统计制度")
    try_formula(actor=SYSTEM, formula=formula)
    assert draft_formula(actor=SYSTEM, indicator=granted, spec=GRANTED, source="统计制度").state == "tried"
    changed = draft_formula(actor=SYSTEM, indicator=granted, spec=EVERY, source="统计制度")
    assert (changed.pk, changed.state, changed.trial) == (formula.pk, "draft", {})
    assert AuditEntry.objects.filter(action="metrics.draft_formula").count() == 2


FAULTS = [
    ({**GRANTED, "table": "marks"}, "统计制度", "数据湖没有“marks”这张表"),
    (GRANTED, " ", "请填写公式的依据"),
    ({"figure": GRANTED, "per": "nobody"}, "统计制度", "没有代码为“nobody”的指标"),
    ({"table": "patents", "begins": "published_on", "region": "type"}, "统计制度", "不是可以打开的记录"),
    ({**GRANTED, "where": [["holder_text", "is", "甲"]]}, "统计制度", "没有“holder_text”这一列"),
    (
        {"table": "rights", "joins": {"pay": {"table": "right_payments", "here": "id", "there": "right_id"}},
         "measure": "sum", "column": "pay.amount", "day": "pay.paid_on", "region": "region_code"},
        "统计制度", "对一条记录可能有多行",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("spec", "source", "sentence"), FAULTS)
def test_a_formula_that_cannot_be_computed_is_refused(granted, spec, source, sentence):
    with pytest.raises(ValueNotValid, match=sentence):
        draft_formula(actor=SYSTEM, indicator=granted, spec=spec, source=source)


def test_a_ratio_has_no_value_without_its_divisor(granted):
    people = make_indicator("population", "常住人口", unit="万人")
    make_statistic(people, "2016", 4)
    published(
        make_indicator("per", "每万人授权量", kind="ratio", unit="件/万人"), {"figure": GRANTED, "per": "population"}
    )
    compute_formulas()
    assert [(one.period, one.value) for one in series_of("per", HOME)] == [("2016", 0.5), ("2017", 0.25)]
    assert series_of("per", "990100") == [], "nobody said how many people live there"
    assert FormulaFigure.objects.filter(formula__indicator__code="per", value=None).exists()


def test_without_a_lake_nothing_is_tried_or_computed():
    formula = draft_formula(actor=SYSTEM, indicator=make_indicator(), spec=GRANTED, source="统计制度")
    make_region()
    with pytest.raises(LakeNotReady):
        try_formula(actor=SYSTEM, formula=formula)
    assert compute_formulas(always=True) == 0


def test_registers_count_until_a_formula_is_published(granted):
    """The derived counts and the formula stand beside each other; the formula speaks from its day on."""
    register = make_indicator("patents-granted", "专利授权总量", kind="flow")
    register.counted_from = date(2015, 12, 31)
    register.save()
    count_registers(always=True)
    assert [one.provider for one in series_of("patents-granted", HOME)] == ["registers"] * 3
    published(register, since=date(2017, 1, 1))
    compute_formulas()
    found = series_of("patents-granted", HOME)
    assert [(one.period, one.provider) for one in found] == [
        ("2015", "registers"), ("2016", "registers"), ("2017", "formulas")
    ]  # fmt: skip
    assert value_of("patents-granted", HOME, "2016").provider == "registers"
    assert value_of("patents-granted", HOME, "2017").provider == "formulas"


def test_reference_formulas_are_loaded_once_and_checked(granted):
    rows = [
        {"indicator": "granted", "spec": GRANTED, "source": "口径", "valid_from": "2018-01-01"},
        {"indicator": "unknown", "spec": GRANTED, "source": "口径"},
    ]
    assert [load_formulas(actor=SYSTEM, rows=rows), load_formulas(actor=SYSTEM, rows=rows)] == [1, 0]
    assert Formula.objects.get().state == "published" and checks.problems() == []
    Formula.objects.update(spec={**GRANTED, "day": "gone_on"})
    assert "没有“gone_on”这一列" in checks.problems()[0]
