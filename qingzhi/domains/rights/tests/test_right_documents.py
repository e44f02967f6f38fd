"""Rights as the search holds them: words, numbers, facets; who may find them, what may be quoted."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC, SYSTEM, Actor, Scope
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.search.sources import EVERYBODY, source_of

from ..access import visible_rights, words_for, words_of
from ..models import Right
from ..queries.documents import right_ids, rights_documents, section_of
from ..queries.facets import facet_label
from ..testing import clerk, make_right, make_schedule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(date(2018, 7, 1)):
        make_schedule()
        yield


def document(right):
    return next(rights_documents(right.kind, [right.pk]))


def batch(republish):
    return Batch.objects.create(
        kind="patents", file_name="甲.csv", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=date(2018, 6, 30),
        republish=republish, requested_at="2018-06-30T00:00:00+08:00", requested_by="德吉",
    )  # fmt: skip


def test_a_patent_is_found_by_every_form_of_its_number_its_holder_class_and_place():
    right = make_right(
        number="201710601862.3", applied_on=date(2017, 7, 21), registered_on=date(2018, 5, 11), classes=[("ipc", "C01D15/08")],
        details={"type": "invention", "abstract": "一种装置", "publication_number": "CN106844774A", "agency": "示例事务所"},
    )  # fmt: skip
    Right.objects.filter(pk=right.pk).update(region_code="630104")
    found = document(right)
    assert {"201710601862.3", "2017106018623", "ZL201710601862.3", "CN106844774A"} <= set(found.numbers)
    assert (found.title, found.text, found.on) == ("一种高原青稞加工装置", "一种装置", date(2018, 5, 11))
    assert "青海示例青稞有限公司" in found.fields["holder"] and found.fields["ipc"] == ("C01D15/08",)
    assert found.fields["agent"] == ("示例事务所",)
    assert found.facets == {
        "kind": ("patent",), "status": ("in_force",), "type": ("invention",), "region": ("630100",), "year": ("2018",), "class": ("C",),
    }  # fmt: skip
    assert found.sees == (EVERYBODY,)


@pytest.mark.parametrize("kind", ["patent", "trademark", "gi", "work", "software", "variety", "layout"])
def test_every_kind_makes_documents_in_runs(kind, django_assert_max_num_queries):
    made = [make_right(kind) for _ in range(3)]
    assert list(right_ids(kind)) == [one.pk for one in made]
    with django_assert_max_num_queries(4):
        found = list(rights_documents(kind, [*right_ids(kind), 10**9]))
    assert [one.id for one in found] == [one.pk for one in made] and {one.kind for one in found} == {kind}
    source = source_of(kind)
    assert source.count() == 3 and source.url(made[0].pk) == f"/rights/{made[0].pk}/"


def test_what_is_not_public_is_found_by_staff_and_by_its_own_region_alone():
    right = make_right(is_public=False)
    Right.objects.filter(pk=right.pk).update(region_code="630104")
    sees = set(document(right).sees)
    assert sees == set(words_for("630104")) and EVERYBODY not in sees

    def reader(scope, region=""):
        return Actor(kind="person", name="甲", region_code=region, grants={"rights.view": scope})

    assert words_of(reader(Scope.ALL)) & sees and words_of(SYSTEM) & sees
    assert words_of(reader(Scope.REGION, "630100")) & sees and not words_of(reader(Scope.REGION, "632800")) & sees
    assert not words_of(reader(Scope.BODY)) & sees and not words_of(PUBLIC)
    for actor, count in (
        (reader(Scope.ALL), 1),
        (reader(Scope.REGION, "630000"), 1),
        (reader(Scope.REGION, "632800"), 0),
        (PUBLIC, 0),
    ):
        assert visible_rights(actor).count() == count


def test_a_text_that_may_not_be_republished_is_searched_and_never_quoted():
    right = make_right(details={"type": "invention", "abstract": "一种装置"})
    one = batch(["number", "title"])
    Right.objects.filter(pk=right.pk).update(batch_id=one.pk, created_batch_id=one.pk)
    found = document(right)
    assert (found.text, found.fields["text"], found.sees) == ("", ("一种装置",), (EVERYBODY,))
    Batch.objects.filter(pk=one.pk).update(republish=["number", "title", "abstract"])
    assert document(right).text == "一种装置"
    Batch.objects.filter(pk=one.pk).update(republish=["number"])
    assert EVERYBODY not in document(right).sees  # without its title it is not the public's at all
    Right.objects.filter(pk=right.pk).update(batch_id=10**6)
    assert EVERYBODY not in document(right).sees  # a batch that nobody knows allows nothing


@pytest.mark.parametrize(
    ("facet", "value", "label"),
    [("kind", "gi", "地理标志产品"), ("status", "lapsed", "未缴年费终止"), ("type", "utility", "实用新型"), ("type", "F 美术", "F 美术"),
     ("class", "N05", "尼斯第 5 类"), ("class", "A", "IPC A 部"), ("class", "L09", "洛迦诺 09"), ("year", "2015", "2015年"), ("region", "110000", "北京")],
)  # fmt: skip
def test_facets_have_words(facet, value, label):
    assert facet_label(facet, value).startswith(label)


@pytest.mark.parametrize(
    ("scheme", "symbol", "section"),
    [("ipc", "C01D15/08", "C"), ("nice", "5", "N05"), ("locarno", "09-03", "L09"), ("gbt4754", "C13", "")],
)
def test_sections(scheme, symbol, section):
    assert section_of(scheme, symbol) == section


def test_a_clerk_sees_all():
    make_right(is_public=False)
    assert visible_rights(clerk()).count() == 1
