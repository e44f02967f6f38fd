"""Written names become parties: by rule at once, doubtful ones as questions; again changes nothing."""

from datetime import date

import pytest
from django.db import transaction

from ..actions import HolderBook, add_name, ask_merge, merge_parties, rename_party
from ..models import NameQuestion, Party, PartyLink, PartyName
from ..testing import clerk, make_party, make_region

pytestmark = pytest.mark.django_db


def resolve(*names, batch=1, finish=False):
    book = HolderBook(batch)
    found = book.resolve([name if isinstance(name, tuple) else (name, "630102", "") for name in names])
    if finish:
        book.finish()
    return found


def test_spellings_meet_the_registered_party():
    party = make_party("青海示例藏药有限公司")
    add_name(actor=clerk(), party=party, name="Qinghai Example Pharma Co., Ltd.")
    found = resolve(
        "青海省示例藏药有限责任公司", "青海示例 藏药有限公司", "QINGHAI EXAMPLE PHARMA CO LTD", "青海示例藏藥有限公司"
    )
    assert set(found) == {party.pk} and Party.objects.count() == 1


def test_former_names_lead_on_unless_somebody_else_bears_them_now():
    party = make_party("甲公司")
    rename_party(actor=clerk(), party=party, name="乙公司", on=date(2015, 1, 1), basis="")
    assert resolve("甲公司") == [party.pk]
    other = make_party("甲公司")
    assert resolve("甲公司") == [other.pk]


def test_unknown_names_are_registered_once_provisionally():
    make_region("630100", "西宁市")
    found = resolve(
        "新示例牧业有限公司",
        "新示例牧业有限责任公司",
        ("王伟", "630199", "甲路1号"),
        ("王伟", "510100", ""),
        ("王伟", "630199", "甲路1号"),
        batch=7,
    )
    assert found[0] == found[1] and found[2] == found[4] != found[3]
    party = Party.objects.get(pk=found[0])
    assert (party.provisional, party.batch_id, party.root_id, party.kind) == (True, 7, party.pk, "enterprise")
    person, stranger = Party.objects.get(pk=found[2]), Party.objects.get(pk=found[3])
    assert (person.kind, person.region.code, person.address) == ("individual", "630100", "甲路1号")
    assert (stranger.region, stranger.place) == (None, "四川省")
    assert party.subject.kind == "party" and party.subject.display_name == party.name
    assert PartyName.objects.get(party=party).kind == "official"
    assert resolve("新示例牧业有限公司", ("王伟", "630199", "甲路1号")) == [found[0], found[2]]
    assert make_party("后来者").pk > max(found)


def test_a_merged_record_keeps_what_was_written_for_it():
    one, other = make_party("甲示例公司"), make_party("乙示例公司")
    merge_parties(actor=clerk(), party=one, into=other, reason="同一主体")
    assert resolve("甲示例公司") == [one.pk]


def test_doubtful_names_become_questions_and_branches_links():
    head = make_party("青海示例藏药有限公司")
    odd, branch, plain, nearly = resolve(
        "青海示例藏药股份有限公司", "青海示例藏药有限责任公司西宁分公司", "青海昆仑牦牛乳业有限公司", "青海昆伦牦牛乳业有限公司", batch=3, finish=True,
    )  # fmt: skip
    assert PartyLink.objects.filter(party_id=branch, other=head, kind="branch").exists()
    asked = {(one.party_id, one.candidate_id): one for one in NameQuestion.objects.all()}
    assert set(asked) == {(odd, head.pk), (nearly, plain)}
    assert (
        asked[(odd, head.pk)].score == 92
        and "组织形式" in asked[(odd, head.pk)].reasons[0]
        and asked[(odd, head.pk)].batch_id == 3
    )
    assert HolderBook(3).finish() == 0 and NameQuestion.objects.count() == 2


def test_a_pair_that_was_decided_is_not_asked_again():
    head = make_party("青海示例藏药有限公司")
    (odd,) = resolve("青海示例藏药股份有限公司", batch=3)
    ask_merge(actor=clerk(), party=head, candidate=Party.objects.get(pk=odd))
    assert HolderBook(3).finish() == 0


def test_a_few_names_are_asked_for_without_reading_the_whole_book(django_assert_max_num_queries):
    party, others = make_party("甲公司"), [make_party(f"第{number}公司") for number in range(5)]
    with django_assert_max_num_queries(3):
        assert HolderBook(None).resolve([("甲 公司", "", ""), ("甲公司", "", "")]) == [party.pk, party.pk]
    book = HolderBook(None, source="人工登记")
    (new,) = book.resolve([("新公司", "", "")])
    assert new > others[-1].pk and book.resolve([("新公司", "", "")]) == HolderBook(None).resolve(
        [("新 公司", "", "")]
    ) == [new]


def test_a_dry_run_registers_nobody():
    party = make_party("甲公司")
    book = HolderBook(1)
    assert book.known(("甲 公司", "", "")) == party.pk and book.known(("丙公司", "", "")) is None
    assert Party.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_chunk_that_fails_leaves_nobody():
    make_region()
    with pytest.raises(RuntimeError), transaction.atomic():
        HolderBook(1).resolve([("丙公司", "", "")])
        raise RuntimeError
    assert not Party.objects.exists()


def test_strange_names_are_safe():
    names = ["", "　", "☆☆", "\ue000氏牧场", "𠮷野株式会社", "长" * 300, "བོད་ལྗོངས་", 'O\'Reilly "Media"\t\\N']
    found = resolve(*names)
    assert len(found) == len(names) and resolve(*names) == found
    assert Party.objects.filter(names__kind="tibetan").count() == 1
