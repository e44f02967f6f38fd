"""Brands: entered, cultivated, corrected; and marks as a whole whose parts never exceed it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_region, an_actor
from qingzhi.base.permits import PUBLIC, SYSTEM, PermitRefused, Scope
from qingzhi.domains.rights.actions.brands import correct_brand, load_brand_terms, move_brand, register_brand, set_trait
from qingzhi.domains.rights.models import Brand, BrandCategory, Right, RightClass, StatusSpan, Trademark
from qingzhi.domains.rights.queries.brands import (
    brand_figures,
    mark_groups_on,
    mark_totals,
    marks_counted,
    marks_of_group,
    public_brands,
    with_trait,
)
from qingzhi.domains.rights.refusals import DatesOutOfOrder, RecordStandsAlready, ValueNotValid

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 1)
CATEGORIES = [{"code": "regional", "title": "区域商标品牌", "clause": "", "source": "测试"}]
GROUPS = [
    {"code": "gi", "title": "地理标志商标", "only_gi": "1", "classes": "", "valid_from": "2000-01-01", "valid_to": "",
     "source": "测试", "confirmed": "1"},
    {"code": "farm", "title": "农产品商标", "only_gi": "0", "classes": "29 30 31", "valid_from": "2000-01-01",
     "valid_to": "", "source": "测试", "confirmed": "0"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _terms():
    with clock.fixed(TODAY):
        a_region()
        load_brand_terms(actor=SYSTEM, categories=CATEGORIES, groups=GROUPS)
        yield


def mark(number, *classes, gi=False, region="630100", since=date(2015, 1, 1), until=None):
    right = Right.objects.create(
        kind="trademark", number=str(number), number_shown=str(number), title=f"商标{number}", status="in_force",
        region_code=region,
    )  # fmt: skip
    Trademark.objects.create(right=right, type="certification" if gi else "ordinary", is_gi=gi)
    StatusSpan.objects.create(right=right, status="in_force", valid_from=since, valid_to=until)
    RightClass.objects.bulk_create(RightClass(right=right, scheme="nice", symbol=one) for one in classes)
    return right


def brand(code="B1", **more):
    facts = {"name": "示例品牌", "category": BrandCategory.objects.get(code="regional"), "region": a_region()}
    return register_brand(actor=SYSTEM, code=code, state="candidate", since=date(2016, 1, 1), **{**facts, **more})


def test_wholes_and_parts_come_from_the_same_rows():
    mark(1, "31", gi=True)
    mark(2, "30", "31")  # two classes of the part are one mark
    mark(3, "09")
    mark(4, "31", region="110000")
    mark(5, "31", until=date(2018, 1, 1))
    mark(6, "31", since=date(2018, 7, 2))
    totals = mark_totals()
    assert totals.whole == 3
    assert [part.count for part in totals.parts] == [1, 2]
    assert totals.in_several == 1
    assert mark_totals(date(2017, 6, 1)).whole == 4
    assert mark_totals(region="110000").whole == 1
    for part in totals.parts:
        assert part.count == marks_of_group(marks_counted(TODAY, "630000"), part.group).count()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(["5", "29", "30", "31", "35"])), st.booleans(), st.booleans()), max_size=8
    )
)
def test_no_part_exceeds_the_whole(rows):
    Right.objects.filter(kind="trademark").delete()
    for number, (classes, gi, lives) in enumerate(rows):
        mark(number, *classes, gi=gi, until=None if lives else date(2018, 1, 1))
    totals = mark_totals(TODAY)
    assert totals.whole == sum(lives for _, _, lives in rows)
    assert all(part.count <= totals.whole for part in totals.parts)
    assert totals.in_several <= min(part.count for part in totals.parts)
    farm = {"29", "30", "31"}
    assert totals.parts[1].count == sum(lives and bool(classes & farm) for classes, _, lives in rows)


def test_the_parts_are_one_query(django_assert_num_queries):
    mark(1, "31")
    groups = mark_groups_on(TODAY)
    assert len(groups) == 2
    with django_assert_num_queries(2):  # the definitions, and the count
        mark_totals(TODAY, "630000")


def test_another_definition_counts_from_its_day():
    mark(1, "31")
    mark(2, "33")
    ended = {**GROUPS[1], "valid_to": "2018-01-01"}
    wider = {**GROUPS[1], "classes": "29 30 31 33", "valid_from": "2018-01-01"}
    load_brand_terms(actor=SYSTEM, categories=CATEGORIES, groups=[GROUPS[0], ended, wider])
    assert mark_totals(date(2017, 12, 31)).parts[1].count == 1
    assert mark_totals(TODAY).parts[1].count == 2


def test_a_brand_is_entered_with_its_marks():
    known = mark(100, "31")
    made = brand(numbers=["100", "999", " "])
    assert {(one.number, one.right) for one in made.marks.all()} == {("100", known), ("999", None)}
    assert [(one.state, one.valid_from) for one in made.states.all()] == [("candidate", date(2016, 1, 1))]
    assert AuditEntry.objects.filter(action="rights.register_brand").count() == 1
    with pytest.raises(RecordStandsAlready):
        brand()


def test_a_mark_that_is_no_indication_is_refused_as_one():
    with pytest.raises(ValueNotValid, match="不是地理标志"):
        brand(gi=mark(1, "31"))
    assert brand(gi=mark(2, "31", gi=True)).gi.number == "2"


def test_cultivation_is_a_history():
    made = brand()
    move_brand(actor=SYSTEM, brand=made, state="cultivating", on=date(2017, 1, 1), basis="核查")
    made = move_brand(actor=SYSTEM, brand=made, state="established", on=date(2018, 1, 1), basis="核查")
    spans = [(one.state, one.valid_from, one.valid_to) for one in made.states.all()]
    assert spans == [
        ("candidate", date(2016, 1, 1), date(2017, 1, 1)),
        ("cultivating", date(2017, 1, 1), date(2018, 1, 1)),
        ("established", date(2018, 1, 1), None),
    ]
    assert EventRow.objects.filter(name="rights.brand_state_entered").count() == 2
    for on in (date(2018, 1, 1), date(2018, 7, 2)):
        with pytest.raises(DatesOutOfOrder):
            move_brand(actor=SYSTEM, brand=made, state="dormant", on=on, basis="核查")
    assert move_brand(actor=SYSTEM, brand=made, state="established", on=date(2018, 6, 1), basis="") == made


def test_traits_begin_and_end():
    made = brand()
    set_trait(actor=SYSTEM, brand=made, trait="abroad", holds=True, on=date(2017, 1, 1), basis="报关单")
    set_trait(actor=SYSTEM, brand=made, trait="abroad", holds=True, on=date(2017, 5, 1), basis="报关单")
    assert made.traits.count() == 1
    assert list(with_trait(Brand.objects.all(), "abroad")) == [made]
    assert brand_figures(Brand.objects.all())["abroad"] == 1
    set_trait(actor=SYSTEM, brand=made, trait="abroad", holds=False, on=date(2018, 3, 1), basis="停止出口")
    assert not with_trait(Brand.objects.all(), "abroad").exists()


def test_corrections_tell_what_changed_and_nothing_else():
    made = brand(numbers=["1"])
    entries = AuditEntry.objects.count()
    correct_brand(actor=SYSTEM, brand=made, name="示例品牌", numbers=["1"])
    assert AuditEntry.objects.count() == entries
    correct_brand(actor=SYSTEM, brand=made, name="新名", numbers=["1", "2"])
    changes = AuditEntry.objects.latest("id").changes
    assert changes == {"name": ["示例品牌", "新名"], "marks": [["1"], ["1", "2"]]}


def test_who_may_do_what():
    with pytest.raises(PermitRefused):
        register_brand(actor=PUBLIC, code="x", state="candidate", name="甲", category=None, region=a_region())
    local = an_actor("local", "rights.brands.manage", scope=Scope.REGION)
    assert brand().pk
    hidden = brand("B2", is_public=False)
    assert hidden not in public_brands()
    elsewhere = a_region("110000", "北京市")
    with pytest.raises(PermitRefused):
        register_brand(
            actor=local, code="B3", state="candidate", name="甲", region=elsewhere,
            category=BrandCategory.objects.get(code="regional"),
        )  # fmt: skip
