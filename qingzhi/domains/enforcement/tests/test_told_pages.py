"""Attacks on what is published of decisions: every file and answer that a reader can ask for is taken apart and searched."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.testing import told_by
from qingzhi.base.identity.models import Subject
from qingzhi.domains.parties.queries.naming import own_word
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.publication.models import Publication

from ..actions import publicity
from ..actions.typical import tell_typical_case
from ..models import Decision, PublicDraft
from ..procedures.adjudication_effects import is_natural
from ..queries.publicity import known_persons
from ..refusals import ValueNotValid
from ..refusals.publicity import NotInText
from ..rules.public_text import without_number, without_party
from ..terms import DecisionKind
from ..testing.cases import make_request
from ..testing.decisions import a_decision, make_case, someone

pytestmark = pytest.mark.django_db
PERMITS = tuple(f"enforcement.publicity.{one}" for one in ("view", "review", "publish"))
NAME, CLAIMANT, WITNESS = "马德彪", "尕藏才让·旦增旺姆", "索南才让"
NUMBER, PHONE, HOME = "630102199009109931", "13997123456", "城东区示例巷8号2单元501室"
FACTS = f"{NAME}（身份证号{NUMBER}，电话{PHONE}，住西宁市{HOME}）许诺销售被控产品。证人{WITNESS}证实。"
SECRETS = (NAME, CLAIMANT, WITNESS, NUMBER, PHONE, HOME)
FIRM = "青海高原红商贸有限公司"


@pytest.fixture(autouse=True)
def _june(sample_table, db):
    for code, days in (("decision.publish", 20), ("decision.withdraw", 3), ("typical.publish", 20)):
        LimitRule.objects.get_or_create(code=f"enforcement.{code}", defaults={
            "title": code, "value": days, "unit": "day", "counting": "working", "source": "测试", "status": "default"})  # fmt: skip
    with clock.fixed(date(2018, 6, 6)):
        yield


def published(draft: PublicDraft) -> PublicDraft:
    draft = publicity.finish_review(actor=someone(1, *PERMITS), draft=draft, revision=draft.revision)
    return publicity.publish_draft(actor=someone(2, *PERMITS), draft=draft, revision=draft.revision)


def effective(decision: Decision) -> Decision:
    Decision.objects.filter(pk=decision.pk).update(served_on=date(2018, 6, 5), effective_on=date(2018, 6, 5))
    return Decision.objects.get(pk=decision.pk)


def adjudication() -> Decision:
    """Between two natural persons, the one who asked with a name that no list of surnames has."""
    dossier = make_request(own=False, claimant_name=CLAIMANT, respondent_name=NAME)
    return effective(
        a_decision(
            dossier.case, kind=DecisionKind.ADJUDICATION, party_name=NAME, is_person=True, facts=FACTS, violation="侵犯专利权",
            content=f"责令{NAME}立即停止侵权；驳回{CLAIMANT}的其他请求。",
        )
    )  # fmt: skip


def answers(client, draft: PublicDraft) -> dict[str, bytes]:
    """All that somebody without an account gets of it."""
    pk = draft.publication_id
    lists = [
        reverse("enforcement:public_decisions"),
        reverse("enforcement:typical_cases"),
        reverse("publication:public"),
    ]
    addresses = [
        *lists, *(f"{one}?export=xlsx" for one in lists), *(f"{one}?sort=-number" for one in lists),
        reverse("publication:page", args=[pk]), reverse("publication:page", args=[pk]) + "?row_export=xlsx",
        reverse("publication:data", args=[pk]), reverse("publication:object", args=[pk]), reverse("api:publications"),
        reverse("api:publication", args=[pk]), reverse("api:publication_rows", args=[pk]),
        reverse("enforcement:public_draft", args=[draft.pk]), f"{reverse('search:search')}?q={draft.decision.number}",
    ]  # fmt: skip
    told = {}
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told[address] = body + str(dict(answer.headers)).encode()
    return told


def test_no_answer_about_a_published_decision_brings_a_hidden_name_back(client):
    draft = publicity.prepare_draft(decision_id=adjudication().pk)
    assert draft is not None and told_by(draft.text.encode(), SECRETS) == list(SECRETS)
    draft = published(draft)
    found = {address: told_by(data, SECRETS) for address, data in answers(client, draft).items()}
    assert found == {key: [] for key in found}
    page = client.get(reverse("publication:page", args=[draft.publication_id])).content.decode()
    assert draft.decision.number in page and "马某" in page


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "place", ["enforcement:public_decisions", "enforcement:typical_cases", "publication:public", "search:search"]
)
def test_no_search_tells_whether_a_hidden_name_is_there(client, place, secret):
    draft = publicity.prepare_draft(decision_id=adjudication().pk)
    assert draft is not None
    published(draft)
    answer = client.get(reverse(place), {"q": secret}).content.decode()
    assert draft.decision.number not in answer


def test_the_record_names_the_natural_persons_of_both_sides():
    assert known_persons(adjudication()) == [NAME, CLAIMANT]
    firm = make_request(own=False, claimant_name=FIRM, respondent_name=FIRM)
    assert known_persons(a_decision(firm.case, kind=DecisionKind.ADJUDICATION)) == []


def test_the_register_says_better_than_the_name_who_is_a_person():
    from qingzhi.domains.parties.testing import make_party

    shop = make_party("马德彪", kind="enterprise")
    person = make_party("高原红", kind="individual")
    assert not is_natural("马德彪", shop.subject) and is_natural("高原红", person.subject)
    assert is_natural("马德彪", Subject(kind="party", display_name="另一人")) and not is_natural("")


def test_the_reason_of_a_correction_is_public_and_bears_no_name():
    draft = publicity.prepare_draft(decision_id=adjudication().pk)
    assert draft is not None
    draft = published(draft)
    for reason in (f"{CLAIMANT}来电要求更正", f"证人{WITNESS}的证言应遮盖"):
        with pytest.raises(NotInText, match="不要写姓名"):
            publicity.correct_draft(actor=someone(2, *PERMITS), draft=draft, reason=reason, revision=draft.revision)
    again = publicity.correct_draft(
        actor=someone(2, *PERMITS), draft=draft, reason="证人证言应遮盖", revision=draft.revision
    )
    assert again.standing == "review"


def told(title: str, facts: str) -> PublicDraft:
    decision = effective(a_decision(make_case(), party_name=FIRM, facts="查获侵权商品。"))
    return tell_typical_case(
        actor=someone(1, *PERMITS), decision=decision, title=title, meaning="警示经营者。", result="罚款二万元。",
        facts=facts.format(number=decision.number),
    )  # fmt: skip


def test_a_typical_case_leads_to_its_party_neither_by_name_nor_by_number(client):
    spaced = "青海高原红 商贸\n有限公司"
    draft = published(
        told(
            "某商贸公司侵权案",
            f"{spaced}（下称“高原红公司”）销售侵权商品，负责人{WITNESS}承认。决定书{{number}}已生效。",
        )
    )
    assert "某单位公司" in draft.text and "（文号略）" in draft.text
    found = {
        address: told_by(data, [FIRM, "高原红", WITNESS, draft.decision.number])
        for address, data in answers(client, draft).items()
        if "q=" not in address and "search" not in address
    }
    assert found == {key: [] for key in found}
    assert Publication.objects.get().kind == "enforcement.typical"


@pytest.mark.parametrize("title", ["马德彪销售侵权商品案", "某单位与证人索南才让案"])
def test_a_title_that_names_a_person_is_refused(title):
    with pytest.raises(ValueNotValid, match="像是自然人姓名"):
        told(title, "查获侵权商品。")
    assert not PublicDraft.objects.filter(purpose="typical").exists()


def test_a_title_with_a_mark_called_after_a_person_is_taken():
    assert told("销售假冒“张小泉”菜刀案", "查获侵权商品。").title == "销售假冒“张小泉”菜刀案"


@pytest.mark.parametrize(
    ("text", "party", "shown"),
    [
        ("青海高原红商贸有限公司销售。", FIRM, "某单位销售。"),
        ("青海高原红\n商贸有限 公司销售。", FIRM, "某单位销售。"),
        ("高原红商贸的仓库", FIRM, "某单位商贸的仓库"),
        ("青海大学校内", "青海大学", "某单位校内"),
        ("西宁市城东区", "西宁市城东区福源超市", "西宁市城东区"),
    ],
)
def test_a_firm_goes_by_its_name_however_spaced_and_by_its_own_word(text, party, shown):
    assert without_party(text, [party, own_word(party)]) == shown


def test_the_own_word_of_a_firm():
    assert [own_word(one) for one in (FIRM, "青海大学", "示例", "")] == ["高原红", "", "", ""]
    assert without_number("见青知罚〔2018〕3 号。", "青知罚〔2018〕3号") == "见（文号略）。"
