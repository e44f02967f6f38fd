"""Attacks on the lists of 「双公示」: a name that one column covers stands in no other, in no file, and no search finds it."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base.files.testing import told_by
from qingzhi.base.permits import SYSTEM

from ..actions import change_licence, enter_licence, export_licences, export_penalties, publish_licence, publish_penalty
from ..actions.penalties import correct_penalty, word_penalty
from ..models import PenaltyNotice
from ..refusals import ValueNotValid
from ..terms.licences import LicenceStatus
from ..testing import clerk, make_effective_penalty, make_firm, office

pytestmark = pytest.mark.usefixtures("_sample_table", "june")
WITNESS, PERSON = "李秀英", "完玛示例"


def answers(client, place: str, pk: int) -> dict[str, bytes]:
    """The list, its file, its search, the page of one, its data, the same over HTTP."""
    page = reverse("publication:page", args=[pk])
    addresses = (
        reverse(place), reverse(place) + "?export=xlsx", page, f"{page}?row_export=xlsx", reverse("publication:data", args=[pk]),
        reverse("publication:public"), reverse("api:publication", args=[pk]), reverse("api:publication_rows", args=[pk]),
    )  # fmt: skip
    told = {}
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told[address] = body + str(dict(answer.headers)).encode()
    return told


def nothing_told(client, place: str, pk: int, number: str, secret: str) -> None:
    found = {address: told_by(data, [secret]) for address, data in answers(client, place, pk).items()}
    assert found == {key: [] for key in found}
    assert number in client.get(reverse(place)).content.decode()
    assert number not in client.get(reverse(place), {"q": secret}).content.decode()


def test_who_is_named_in_a_penalty_of_a_firm_is_nowhere(client):
    words = f"销售侵权商品（经营者{WITNESS}）"
    decision = make_effective_penalty(
        make_firm(), violation=words, facts=f"负责人{WITNESS}承认属实。", basis=f"《商标法》第六十条，证人{WITNESS}的证言",
        content=f"责令{WITNESS}停止销售，罚款二万元",
    )  # fmt: skip
    notice = publish_penalty(actor=clerk(), notice=PenaltyNotice.objects.get(decision=decision))
    nothing_told(client, "credit:public_penalties", notice.publication_id, decision.number, WITNESS)
    assert WITNESS not in str(export_penalties(actor=clerk(), notices=[notice], form="测试"))
    correct_penalty(actor=SYSTEM, notice=notice, content=f"对经营者{WITNESS}罚款一万元", why="经核实，罚款数额有误")
    nothing_told(client, "credit:public_penalties", notice.publication_id, decision.number, WITNESS)


def test_nobody_words_a_person_s_name_into_what_goes_out():
    person = make_firm(PERSON, kind="individual")
    notice = PenaltyNotice.objects.get(decision=make_effective_penalty(person, is_person=True))
    with pytest.raises(ValueNotValid, match="不能写当事人"):
        word_penalty(actor=clerk(), notice=notice, facts=f"{PERSON}承认属实。", content=notice.content)


def test_a_licence_of_a_person_tells_his_name_in_no_column(client):
    made = enter_licence(
        actor=clerk(), body=office(), number="青知许〔2018〕9号", document=f"准予{PERSON}执业决定书", category="general", person=PERSON,
        content=f"准予{PERSON}从事示例业务。", decided_on=date(2018, 6, 4), valid_from=date(2018, 6, 4), certificate=f"{PERSON}执业证",
        certificate_number="63-001",
    )  # fmt: skip
    publish_licence(actor=clerk(), notice=made)
    made.refresh_from_db()
    nothing_told(client, "credit:public_licences", made.publication_id, made.number, PERSON)
    change_licence(actor=clerk(), notice=made, status=LicenceStatus.REVOKED, why=f"{PERSON}申请注销")
    made.refresh_from_db()
    nothing_told(client, "credit:public_licences", made.publication_id, made.number, PERSON)
    assert PERSON not in str(export_licences(actor=clerk(), notices=[made], form="测试"))
