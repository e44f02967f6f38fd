"""Freezing a period: what is frozen never moves, its records are listed as they were, a revision is another row."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.domains.metrics.actions import (
    compare_frozen,
    count_from_register,
    decline_revision,
    draft_formula,
    freeze_period,
    propose_revision,
    publish_formula,
    revise_frozen,
    revise_several,
    revise_statistic,
    try_formula,
)
from qingzhi.domains.metrics.models import Freeze, FrozenFigure
from qingzhi.domains.metrics.queries import value_of
from qingzhi.domains.metrics.queries.catalogue import expression_of
from qingzhi.domains.metrics.queries.formula_records import behind
from qingzhi.domains.metrics.queries.frozen import (
    figure_by_code,
    frozen_many,
    frozen_value,
    newest_value,
    revisions_of,
)
from qingzhi.domains.metrics.refusals import NothingChanged, ValueNotValid
from qingzhi.domains.metrics.refusals.frozen import (
    FigureRevisedMeanwhile,
    FrozenAlready,
    NothingToFreeze,
    PeriodNotOver,
    SameHands,
)
from qingzhi.domains.metrics.rules.figure_codes import SIGNS, check_sign, new_code, read_code, written
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import prune_lake, pruning, refresh_lake
from qingzhi.engine.lake.manifests import manifest_days
from qingzhi.engine.lake.reading import kept_snapshot

pytestmark = pytest.mark.django_db
HOME, CITY = "990000", "990100"
GRANTED = {"table": "rights", "where": [["kind", "is", "patent"]], "day": "registered_on", "region": "region_code"}
DAYS = (date(2016, 3, 1), date(2016, 12, 31), date(2017, 1, 1))


@pytest.fixture
def granted():
    """Three grants in a prefecture, two of them in 2016; the formula speaks from 2016 on."""
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region(), make_region(CITY, "甲市"), make_region("990200", "乙市")
        for day in DAYS:
            right = make_right(registered_on=day)
            right.region_code = "990101"
            right.save(update_fields=["region_code"])
        refresh_lake(tables=("rights", "patents"))
        indicator = make_indicator("granted", "专利授权量", kind="flow", meaning="一年内授权的专利件数")
        formula = draft_formula(actor=SYSTEM, indicator=indicator, spec=GRANTED, source="统计制度")
        try_formula(actor=SYSTEM, formula=formula)
        publish_formula(actor=SYSTEM, formula=formula, valid_from=date(2016, 1, 1))
        yield indicator


def correct_a_record():
    """A grant of 2016 turns out to be one of 2015; the lake follows."""
    apps.get_model("rights.Right").objects.filter(registered_on=date(2016, 3, 1)).update(registered_on=date(2015, 3, 1))
    refresh_lake(full=True, tables=("rights",))


def listed(figure):
    """How many records the list behind a frozen figure has today."""
    part = expression_of(figure.counting).part
    return behind(SYSTEM, kept_snapshot(figure.lake_mark), part, figure.region_code, read_period(figure.period)).total


def test_what_is_frozen_stands_whatever_happens_to_the_records(granted):
    population = make_indicator("population", "常住人口", unit="万人", kind="stock")
    make_statistic(population, "2016", 593)
    freeze = freeze_period(actor=SYSTEM, period="2016")
    figure = frozen_value("granted", HOME, "2016")
    assert (figure.value, figure.records_count, figure.provider, figure.unit) == (2, 2, "formulas", "件")
    assert figure.formula.version == 1 and figure.counting == GRANTED and figure.lake_on == date(2018, 7, 1)
    stated = frozen_value("population", HOME, "2016")
    assert (stated.value, stated.source, stated.lake_mark) == (593, "测试统计年鉴", "")
    assert freeze.figures.count() == 4, "three regions counted, one stated; nobody says the population of a prefecture"
    assert freeze.lake_mark == figure.lake_mark and freeze.title == "2016年指标数据"
    correct_a_record()
    assert value_of("granted", HOME, "2016").value == 1
    assert frozen_value("granted", HOME, "2016").value == 2 == listed(figure)
    with pytest.raises(ValueError, match="does not change"):
        figure.save()
    with pytest.raises(ValueError, match="not deleted"):
        figure.delete()


def test_the_snapshot_of_a_frozen_figure_outlives_the_lakes_days(granted, monkeypatch):
    monkeypatch.setattr(pruning, "GRACE", timedelta(0))
    freeze_period(actor=SYSTEM, period="2016")
    figure = frozen_value("granted", HOME, "2016")
    correct_a_record()
    with clock.fixed(datetime(2048, 7, 1, 9, 0)):
        refresh_lake(tables=("rights",))
        assert manifest_days() == [date(2048, 7, 1)]
        assert listed(figure) == 2
        monkeypatch.setattr(pruning, "kept_blocks", set)
        assert prune_lake() == 1, "it is the keeping that saves it"


def test_a_revision_is_another_row_with_its_reason(granted):
    freeze_period(actor=SYSTEM, period="2016", regions=[HOME])
    figure = frozen_value("granted", HOME, "2016")
    with pytest.raises(NothingChanged, match="不需要修订"):
        revise_frozen(actor=SYSTEM, figure=figure, reason="试一试")
    correct_a_record()
    with pytest.raises(ValueNotValid, match="理由"):
        revise_frozen(actor=SYSTEM, figure=figure, reason=" ")
    made = revise_frozen(actor=SYSTEM, figure=figure, reason="授权日期录入有误，已更正")
    assert (made.value, made.supersedes_id, made.revised_on) == (1, figure.pk, date(2018, 7, 1))
    assert made.code != figure.code and made.lake_mark != figure.lake_mark
    assert (listed(figure), listed(made)) == (2, 1), "each opens to its own records"
    assert frozen_value("granted", HOME, "2016").value == 2 and newest_value("granted", HOME, "2016") == made
    assert revisions_of(made) == [figure, made]
    with pytest.raises(FigureRevisedMeanwhile, match="最新一版"):
        revise_frozen(actor=SYSTEM, figure=figure, reason="再来一次")
    with pytest.raises(NothingChanged):
        revise_frozen(actor=SYSTEM, figure=made, reason="再来一次")


def test_several_figures_are_revised_for_one_reason_or_none_is(granted):
    population = make_indicator("population", "常住人口", unit="万人", kind="stock")
    stated = make_statistic(population, "2016", 593)
    freeze_period(actor=SYSTEM, period="2016")
    correct_a_record()
    revise_statistic(actor=SYSTEM, statistic=stated, value=Decimal(594), reason="年鉴更正")
    figures = list(FrozenFigure.objects.exclude(region_code="990200").order_by("pk"))
    assert len(figures) == 3
    untouched = FrozenFigure.objects.filter(region_code="990200")
    with pytest.raises(NothingChanged):
        revise_several(actor=SYSTEM, figures=[*figures, *untouched], reason="更正")
    assert not FrozenFigure.objects.exclude(supersedes=None).exists()
    made = revise_several(actor=SYSTEM, figures=figures, reason="更正")
    assert sorted((one.indicator.code, one.region_code, one.value) for one in made) == [
        ("granted", HOME, 1), ("granted", CITY, 1), ("population", HOME, 594),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "error", "words"),
    [
        ("2018", PeriodNotOver, "还没有结束"),
        ("2018H2", PeriodNotOver, "还没有结束"),
        ("2018Q3", PeriodNotOver, "还没有结束"),
        ("2018-05", PeriodNotOver, "只冻结年度、半年和季度"),
        ("去年", ValueNotValid, "看不懂"),
        ("2011", NothingToFreeze, "没有2011年的数据"),
    ],
)
def test_what_cannot_be_closed_is_refused(granted, period, error, words):
    with pytest.raises(error, match=words):
        freeze_period(actor=SYSTEM, period=period)
    assert not Freeze.objects.exists()


def test_a_figure_is_frozen_once(granted):
    freeze_period(actor=SYSTEM, period="2018H1", regions=[HOME])
    with pytest.raises(FrozenAlready, match="已由系统"):
        freeze_period(actor=SYSTEM, period="2018H1", regions=[HOME])
    correct_a_record()
    again = freeze_period(actor=SYSTEM, period="2018H1")
    assert set(again.figures.values_list("region_code", flat=True)) == {CITY, "990200"}, "what stood is left as it was"
    row = again.figures.first()
    row.pk, row.code = None, new_code()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_register_is_frozen_with_the_rule_by_which_it_counts():
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region()
        right = make_right(registered_on=date(2016, 3, 1))
        right.region_code = "990101"
        right.save(update_fields=["region_code"])
        refresh_lake(tables=("rights",))
        indicator = make_indicator("patents-granted", "专利授权量", kind="flow")
        draft_formula(actor=SYSTEM, indicator=indicator, spec=GRANTED, source="登记簿统计口径")
        count_from_register(actor=SYSTEM, indicator=indicator, since=date(2016, 12, 31), reason="登记簿完整")
        freeze_period(actor=SYSTEM, period="2016")
        figure = frozen_value("patents-granted", HOME, "2016")
        said = value_of("patents-granted", HOME, "2016")
        assert (figure.value, figure.provider, figure.source) == (said.value, said.provider, said.source)
        assert listed(figure) == 1 == said.records_count


def test_each_act_has_its_permit_entry_and_event(granted):
    clerk, chief = make_actor(permits=("metrics.figure.freeze",)), make_actor(permits=("metrics.figure.revise",))
    with pytest.raises(PermitRefused):
        freeze_period(actor=chief, period="2016")
    freeze = freeze_period(actor=clerk, period="2016", regions=[HOME], title="年报数据", note="年报用")
    assert (freeze.frozen_by, freeze.title, freeze.frozen_on) == (clerk.name, "年报数据", date(2018, 7, 1))
    correct_a_record()
    figure = frozen_value("granted", HOME, "2016")
    with pytest.raises(PermitRefused):
        revise_frozen(actor=clerk, figure=figure, reason="更正")
    with pytest.raises(SameHands, match="冻结人、提请人以外"):  # the one who froze it, with the permit to decide
        revise_frozen(actor=chief, figure=figure, reason="更正")
    chief = replace(chief, user_id=8)
    compare_frozen()
    proposal = propose_revision(
        actor=replace(chief, grants={"metrics.figure.propose": Scope.ALL}), figures=[figure], reason="提请"
    )
    with pytest.raises(SameHands):  # the one who proposed, past the proposal
        revise_frozen(actor=chief, figure=figure, reason="更正")
    decline_revision(actor=chief, proposal=proposal, answer="改由他人办理")
    made = revise_frozen(actor=chief, figure=figure, reason="更正")
    kept = AuditEntry.objects.filter(action__in=["metrics.freeze_period", "metrics.revise_frozen"]).order_by("pk")
    assert [(one.action, one.reason) for one in kept] == [
        ("metrics.freeze_period", "年报用"), ("metrics.revise_frozen", "更正"),
    ]  # fmt: skip
    told = list(EventRow.objects.filter(name__startswith="metrics.figure").order_by("pk"))
    assert [one.name for one in told] == ["metrics.figures_frozen", "metrics.figure_revised"]
    assert made.made_by == chief.name


def test_slices_are_frozen_where_they_are_asked_for_and_open_to_their_own_records(granted):
    joins = {"patent": {"table": "patents", "here": "id", "there": "right_id"}}
    spec = {**GRANTED, "by": {"type": {"column": "patent.type", "title": "专利类型", "joins": joins}}}
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec=spec, source="统计制度")
    publish_formula(actor=SYSTEM, formula=try_formula(actor=SYSTEM, formula=formula), valid_from=date(2016, 6, 1))
    freeze = freeze_period(actor=SYSTEM, period="2016", regions=[HOME], dimensions=["type", "unknown"])
    assert list(freeze.figures.values_list("dimension", "slice", "value")) == [("", "", 2), ("type", "invention", 2)]
    found = frozen_many(["granted"], [HOME], ["2016"], dimension="type")
    assert found["granted", HOME, "2016", "invention"].records_count == 2
    for right in apps.get_model("rights.Right").objects.filter(registered_on__year=2016):
        right.patent.__class__.objects.filter(right=right).update(type="design")
    refresh_lake(full=True, tables=("rights", "patents"))
    assert compare_frozen() == 1, "the slice is empty now, the whole is as it was"
    figure = frozen_value("granted", HOME, "2016", dimension="type", slice="invention")
    part, lake = expression_of(figure.counting).part, kept_snapshot(figure.lake_mark)
    assert behind(SYSTEM, lake, part, HOME, read_period("2016"), "type", "invention").total == 2
    made = revise_frozen(actor=SYSTEM, figure=figure, reason="专利类型更正")
    assert (made.value, made.slice, made.dimension) == (0, "invention", "type")


def test_many_are_read_at_once(granted, django_assert_num_queries):
    freeze_period(actor=SYSTEM, period="2016")
    freeze_period(actor=SYSTEM, period="2017")
    with django_assert_num_queries(1):
        found = frozen_many(["granted"], [HOME, CITY], ["2016", "2017"])
    assert {(key[1], key[2]): one.value for key, one in found.items()} == {
        (HOME, "2016"): 2, (CITY, "2016"): 2, (HOME, "2017"): 1, (CITY, "2017"): 1,
    }  # fmt: skip
    some = found["granted", HOME, "2016", ""]
    assert figure_by_code(some.code_text.lower()) == some and figure_by_code("ABC-DEF-GHJ") is None


def test_a_code_notices_every_wrong_sign_and_every_two_that_changed_places():
    code = new_code()
    assert read_code(written(code).lower().replace("-", " ")) == code and len(code) == 9
    for place in range(9):
        for sign in SIGNS:
            if sign != code[place]:
                assert not read_code(code[:place] + sign + code[place + 1 :])
        for other in range(place):
            signs = list(code)
            signs[place], signs[other] = signs[other], signs[place]
            if signs[place] != signs[other]:
                assert not read_code("".join(signs))
    assert not read_code("") and not read_code(code + "2") and not read_code("O" * 9)
    assert check_sign("22222222") == "2" and len({new_code() for _ in range(200)}) == 200
