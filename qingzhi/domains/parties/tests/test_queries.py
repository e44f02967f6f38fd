"""Reads: families, the past, the search index, counts of other registers."""

from datetime import date

import pytest

from qingzhi.base.permits import PUBLIC, Actor, Scope
from qingzhi.engine.imports.events import BatchFinished, BatchRolledBack
from qingzhi.engine.lake.tables import table_of
from qingzhi.engine.search.sources import EVERYBODY, source_of

from .. import actions
from ..access import visible_parties, visible_questions
from ..models import NameQuestion, Party
from ..queries import family_ids, links, parties_by_root, parties_named, roots_of
from ..queries.history import flags_on, name_on, region_on
from ..rules.credit_code import with_check_digit
from ..subscribers import ask_about_names, remove_holders
from ..testing import clerk, make_party, make_region

pytestmark = pytest.mark.django_db
CODE = with_check_digit("91630102", 3)


def merge(party, into):
    return actions.merge_parties(actor=clerk(), party=party, into=into, reason="同一主体")


def test_families():
    one, two, three, alone = (make_party(f"{name}公司") for name in "甲乙丙丁")
    merge(one, two), merge(two, three)
    for party in (one, two, three):
        party.refresh_from_db()
        assert family_ids(party) == [one.pk, two.pk, three.pk]
    assert roots_of([one.pk, alone.pk]) == {one.pk: three.pk, alone.pk: alone.pk}
    assert parties_by_root([three.pk, alone.pk]) == {three.pk: [one.pk, two.pk, three.pk], alone.pk: [alone.pk]}
    assert set(parties_named("甲 公司", persons=False)) == {one, two, three}


def test_the_past_is_answered():
    party = make_party("新名公司", founded_on=date(2010, 1, 1))
    actions.rename_party(actor=clerk(), party=party, name="今名公司", on=date(2016, 1, 1), basis="")
    actions.move_party(actor=clerk(), party=party, region=make_region("632801", "格尔木市"), on=date(2017, 1, 1))
    span = actions.set_flag(
        actor=clerk(), party=party, flag="high_tech", valid_from=date(2016, 1, 1), valid_to=date(2019, 1, 1)
    )
    party.refresh_from_db()
    assert [name_on(party, day) for day in (date(2015, 12, 31), date(2016, 1, 1))] == ["新名公司", "今名公司"]
    assert [region_on(party, day).code for day in (date(2016, 12, 31), date(2017, 1, 1))] == ["630102", "632801"]
    assert [list(flags_on(party, day)) for day in (date(2015, 12, 31), date(2018, 12, 31), date(2019, 1, 1))] == [
        [],
        [span],
        [],
    ]


def test_the_index_holds_names_numbers_and_facets_but_no_protected_field():
    party = make_party("青海示例藏药有限公司", credit_code=CODE, address="西宁市城东区1号")
    actions.add_name(actor=clerk(), party=party, name="བོད་ལྗོངས")
    other = make_party("青海示例药业有限公司")
    merge(other, party)
    person = make_party("才仁卓玛", kind="individual", address="甲路1号")
    source = source_of("party")
    found = {one.id: one for one in source.documents([party.pk, other.pk, person.pk, 10**9])}
    assert set(found) == {party.pk, person.pk} == set(source.all_ids()) and source.count() == 2
    whole = found[party.pk]
    assert whole.sees == (EVERYBODY,) and whole.number == CODE and CODE in whole.numbers
    assert "བོད་ལྗོངས" in whole.text and "青海示例药业有限公司" in whole.fields["holder"]
    assert whole.facets["region"] == ("630100", "630102") and whole.facets["type"] == ("enterprise",)
    assert "甲路" not in found[person.pk].text and EVERYBODY not in found[person.pk].sees
    assert source.labels("type", ["enterprise", "x"]) == {"enterprise": "企业"}
    assert source.labels("region", ["630102"]) == {"630102": "城东区"}
    assert source.words(PUBLIC) == frozenset() and found[person.pk].sees[0] in source.words(clerk("parties.view"))


def test_rows_are_visible_by_scope():
    here = make_party("王伟", kind="individual")
    there = make_party("李伟", kind="individual", region=make_region("632801", "格尔木市"))
    company = make_party("甲公司")
    asked = actions.ask_merge(actor=clerk(), party=here, candidate=there)
    near = Actor(
        kind="person",
        name="乙",
        region_code="630100",
        grants={"parties.view": Scope.REGION, "parties.merge": Scope.REGION},
    )
    assert set(visible_parties(clerk())) == {here, there, company}
    assert set(visible_parties(near)) == {here, company} and list(visible_questions(near)) == [asked]
    assert set(visible_parties(PUBLIC)) == {company} and not visible_questions(PUBLIC)


def test_what_higher_domains_tell_is_counted_over_the_family(monkeypatch):
    monkeypatch.setattr(links, "_facts", {})
    links.register_fact("试数", lambda ids: len(ids), unit="件", url=lambda pk: f"/x/{pk}/")
    one, two = make_party("甲公司"), make_party("乙公司")
    merge(one, two)
    two.refresh_from_db()
    (counted,) = links.fact_counts(family_ids(two))
    assert (counted.title, counted.value, counted.unit, counted.url) == ("试数", 2, "件", f"/x/{one.pk}/")


def test_lake_tables_protect_names_and_addresses():
    assert {"name", "address", "credit_code"} <= set(table_of("parties").protected)
    assert table_of("party_flags").id_field == "party_id"


def test_questions_come_when_a_batch_ends_and_unused_holders_go_when_it_is_taken_back():
    make_party("青海示例藏药有限公司")
    (odd,) = actions.HolderBook(77).resolve([("青海示例藏药股份有限公司", "", "")])
    ask_about_names(BatchFinished(batch_id=77, kind="patents"))
    ask_about_names(BatchFinished(batch_id=77, kind="patents"))
    assert NameQuestion.objects.get().party_id == odd
    remove_holders(BatchRolledBack(batch_id=77, kind="patents"))
    assert not Party.objects.filter(pk=odd).exists() and not NameQuestion.objects.exists()


def test_places_alone_do_not_make_two_associations_one():
    make_region("632221", "门源回族自治县"), make_region("630123", "湟源县")
    make_party("湟源枸杞沙棘产业协会", kind="association")
    actions.HolderBook(5).resolve([("门源枸杞沙棘产业协会", "", "")])
    assert actions.HolderBook(5).finish() == 0
