"""A decision goes to the public: found, reviewed by one, published by another, withdrawn when it falls; the original never leaves."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.engine.lake.tables import all_tables
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.publication.models import Publication, PublicationTrace
from qingzhi.engine.publication.rules.spans import Personal
from qingzhi.engine.tasks.models import WorkItem

from ..access.publicity import visible_drafts
from ..actions import publicity, revoke_decision
from ..models import Decision, PublicDraft
from ..refusals.publicity import DraftNotOpen, MustStayCovered, NotInText, SamePersonPublishes
from ..rules.public_text import public_text, with_words, without_words
from ..terms import DecisionKind
from ..terms.publicity import PublicStanding
from ..testing.decisions import a_decision, make_case, someone

pytestmark = pytest.mark.django_db
VIEW, REVIEW, PUBLISH = (f"enforcement.publicity.{one}" for one in ("view", "review", "publish"))
NAME, NUMBER, PHONE = "马德彪", "630102199009109931", "13997123456"
FACTS = f"{NAME}（身份证号{NUMBER}，电话{PHONE}）销售侵权牛肉干。证人索南才让证实，配方比例为三比七。"
SECRETS = (NAME, NUMBER, PHONE, "索南才让", "三比七")


@pytest.fixture(autouse=True)
def _june(sample_table, db):
    for code, days in (("publish", 20), ("withdraw", 3)):
        LimitRule.objects.create(code=f"enforcement.decision.{code}", title=code, value=days, unit="day",
                                 counting="working", source="测试", status="default")  # fmt: skip
    with clock.fixed(date(2018, 6, 6)):
        yield


def made(*, served: bool = True, **values) -> PublicDraft:
    decision = a_decision(make_case(), party_name=NAME, is_person=True, facts=FACTS, **values)
    if served:
        Decision.objects.filter(pk=decision.pk).update(served_on=date(2018, 6, 5), effective_on=date(2018, 6, 5))
    draft = publicity.prepare_draft(decision_id=decision.pk)
    assert draft is not None
    return draft


def reviewer(number: int = 1):
    return someone(number, VIEW, REVIEW)


def publisher(number: int = 2):
    return someone(number, VIEW, REVIEW, PUBLISH)


def reviewed(**values) -> PublicDraft:
    draft = made(**values)
    draft = publicity.cover_words(
        actor=reviewer(), draft=draft, words="三比七", kind=Personal.OTHER, reason="商业秘密", revision=draft.revision
    )
    return publicity.finish_review(actor=reviewer(), draft=draft, revision=draft.revision)


def published(**values) -> PublicDraft:
    draft = reviewed(**values)
    return publicity.publish_draft(actor=publisher(), draft=draft, revision=draft.revision)


def test_a_decision_is_prepared_once_when_it_is_made_with_its_day():
    decision = a_decision(make_case(), party_name=NAME, is_person=True, facts=FACTS)
    deliver_events()
    publicity.prepare_draft(decision_id=decision.pk)
    draft = PublicDraft.objects.get()
    assert (draft.standing, draft.due_on) == (
        PublicStanding.REVIEW,
        date(2018, 7, 3),
    )  # twenty working days, 端午 between
    assert WorkItem.objects.get(kind="enforcement.publicity_review").due_on == draft.due_on
    assert {Personal.NAME, Personal.IDENTITY, Personal.PHONE} <= {one["kind"] for one in draft.spans}


def test_orders_and_seizures_are_not_published():
    decision = a_decision(make_case(), kind=DecisionKind.SEIZURE)
    assert publicity.prepare_draft(decision_id=decision.pk) is None and not PublicDraft.objects.exists()


def test_words_are_covered_everywhere_and_let_be_read_with_a_reason():
    text = "甲 乙与丙销售；甲乙称。"
    spans = with_words([], text, "甲乙", Personal.NAME, "补盖", "复核人")
    assert public_text(text, spans) == "甲某某与丙销售；甲某某称。"
    assert public_text(text, without_words(spans, text, "甲乙", "公司字号", "复核人")) == text
    assert with_words(spans, text, "甲乙", Personal.NAME, "再盖", "复核人") == spans
    again = without_words(spans, text, "甲乙", "公司字号", "复核人")
    assert (
        public_text(text, with_words(again, text, "甲乙", Personal.NAME, "仍应遮盖", "复核人"))
        == "甲某某与丙销售；甲某某称。"
    )


def test_the_reviewer_adds_and_removes_but_never_an_identity_number():
    draft = made()
    places = {one["kind"]: place for place, one in enumerate(draft.spans)}
    with pytest.raises(MustStayCovered):
        publicity.uncover_words(
            actor=reviewer(), draft=draft, place=places["identity"], why="应当公开", revision=draft.revision
        )
    with pytest.raises(NotInText):
        publicity.cover_words(
            actor=reviewer(), draft=draft, words="不在文中", kind=Personal.OTHER, reason="秘密", revision=draft.revision
        )
    after = publicity.uncover_words(
        actor=reviewer(), draft=draft, place=places["name"], why="字号中的文字", revision=draft.revision
    )
    assert any(one["kept"] and one["kept_by"] == "执法人员1" for one in after.spans)
    with pytest.raises(DraftNotOpen, match="已被他人修改"):
        publicity.finish_review(actor=reviewer(3), draft=draft, revision=draft.revision)
    assert AuditEntry.objects.filter(action="enforcement.uncover_words", reason="字号中的文字").count() == 1


def test_one_reviews_another_publishes_and_nothing_of_the_original_is_public():
    draft = reviewed()
    with pytest.raises(SamePersonPublishes):
        publicity.publish_draft(actor=publisher(1), draft=draft, revision=draft.revision)
    with pytest.raises(PermitRefused):
        publicity.publish_draft(actor=reviewer(5), draft=draft, revision=draft.revision)
    after = publicity.publish_draft(actor=publisher(), draft=draft, revision=draft.revision)
    with pytest.raises(DraftNotOpen, match="已公开"):
        publicity.publish_draft(actor=publisher(3), draft=draft, revision=draft.revision)
    public = Publication.objects.get()
    assert after.publication_id == public.pk and "马某" in public.text and "青海省" not in public.title
    assert not any(secret in f"{public.title}{public.text}" for secret in SECRETS)
    assert not WorkItem.objects.filter(closed_at=None, kind__startswith="enforcement.publicity").exists()
    assert AuditEntry.objects.filter(action="enforcement.publish_draft", actor_id=2).count() == 1


def test_what_was_not_served_is_not_published():
    draft = reviewed(served=False)
    with pytest.raises(DraftNotOpen, match="尚未送达"):
        publicity.publish_draft(actor=publisher(), draft=draft, revision=draft.revision)


def test_the_publisher_gives_back_or_withholds_with_a_reason():
    draft = reviewed()
    back = publicity.send_back(actor=publisher(), draft=draft, reason="证人住址未遮盖", revision=draft.revision)
    assert back.standing == PublicStanding.REVIEW and back.reviewed_by_id is None
    with pytest.raises(NotInText):
        publicity.withhold_draft(actor=publisher(), draft=back, reason=" ", revision=back.revision)
    held = publicity.withhold_draft(
        actor=publisher(), draft=back, reason="涉及国家安全，第十四条", revision=back.revision
    )
    assert (
        held.standing == PublicStanding.WITHHELD
        and not WorkItem.objects.filter(closed_at=None, kind__startswith="enforcement.publicity").exists()
    )


def test_a_public_text_is_corrected_with_trace_by_the_same_two_steps():
    draft = published()
    again = publicity.correct_draft(actor=publisher(), draft=draft, reason="证人陈述应遮盖", revision=draft.revision)
    again = publicity.cover_words(
        actor=reviewer(), draft=again, words="牛肉干", kind=Personal.OTHER, reason="当事人异议", revision=again.revision
    )
    assert "牛肉干" in Publication.objects.get().text  # until the corrected one goes out
    again = publicity.finish_review(actor=reviewer(), draft=again, revision=again.revision)
    publicity.publish_draft(actor=publisher(), draft=again, revision=again.revision)
    public = Publication.objects.get()
    assert "牛肉干" not in public.text and public.pk == draft.publication_id
    trace = PublicationTrace.objects.filter(publication=public).last()
    assert trace is not None and (trace.what, trace.reason) == ("text_corrected", "证人陈述应遮盖")


def test_what_falls_leaves_the_public_at_once_with_trace():
    draft = published()
    revoke_decision(actor=SYSTEM, decision=draft.decision, reason=f"复议撤销，{NAME}不服")
    deliver_events()
    publicity.withdraw_draft(decision_id=draft.decision_id)
    found, public = PublicDraft.objects.get(), Publication.objects.get()
    assert (found.standing, found.withdrawn_on, found.withdraw_due_on) == (
        "withdrawn",
        date(2018, 6, 6),
        date(2018, 6, 11),
    )
    assert public.withdrawn_at is not None and public.text_hidden and NAME not in public.withdrawn_reason
    assert PublicationTrace.objects.filter(publication=public, what="withdrawn").count() == 1


def test_what_was_withdrawn_cannot_be_had_by_its_address(client):
    draft = published()
    public = draft.publication
    page, data = reverse("publication:page", args=[public.pk]), reverse("publication:data", args=[public.pk])
    shown = "销售侵权牛肉干"
    assert shown in client.get(page).content.decode()
    revoke_decision(actor=SYSTEM, decision=draft.decision, reason="复议撤销")
    deliver_events()
    for address in (
        page,
        data,
        *(reverse(f"api:{one}", args=[public.pk]) for one in ("publication", "publication_rows")),
    ):
        answer = client.get(address)
        assert answer.status_code in (200, 404) and shown not in answer.content.decode(), address


def test_what_falls_before_it_is_public_never_becomes_public():
    draft = reviewed()
    revoke_decision(actor=SYSTEM, decision=draft.decision, reason="自行撤销")
    deliver_events()
    found = PublicDraft.objects.get()
    assert found.standing == PublicStanding.WITHDRAWN and not Publication.objects.exists()
    with pytest.raises(DraftNotOpen):
        publicity.publish_draft(actor=publisher(), draft=found, revision=found.revision)


def test_another_body_sees_no_draft():
    draft = made()
    stranger = someone(9, VIEW, REVIEW, body=a_body("other", "外省局"))
    assert not visible_drafts(stranger).exists() and visible_drafts(reviewer()).get() == draft
    with pytest.raises(PermitRefused):
        publicity.finish_review(actor=stranger, draft=draft, revision=draft.revision)


def test_neither_lake_nor_index_knows_drafts():
    from qingzhi.engine.search.sources import all_sources

    told = [one.model for one in all_tables()] + [repr(one) for one in all_sources()]
    assert not any("PublicDraft" in one or "enforcement.Decision" in one for one in told)


def desk(client, *permits: str, name: str):
    user = an_account(name, name=name)
    a_post(user, a_role(f"role-{name}", *permits, scope=Scope.BODY), a_body())
    return signed_in(client, user)


def test_the_pages_lead_from_the_list_to_the_public_page(client, django_assert_max_num_queries):
    from django.test import Client

    draft = made()
    office = desk(Client(), VIEW, REVIEW, name="review")
    chief = desk(Client(), VIEW, PUBLISH, name="chief")
    with django_assert_max_num_queries(15):
        assert draft.decision.number in office.get(reverse("enforcement:public_drafts")).content.decode()
    address = reverse("enforcement:public_draft", args=[draft.pk])
    with django_assert_max_num_queries(15):
        shown = office.get(address).content.decode()
    assert f'<mark title="十八位，日期和校验码正确">{NUMBER}</mark>' in shown and "增加遮盖" in shown
    refused = office.post(
        f"{address}cover/", {"words": "没有的字", "kind": "other", "reason": "x", "revision": draft.revision}
    )
    assert refused.status_code == 422 and "原文中没有这些文字" in refused.content.decode()
    values = {"words": "三比七", "kind": "other", "reason": "商业秘密", "revision": draft.revision}
    assert office.post(f"{address}cover/", values).url == address
    assert chief.post(f"{address}finish/", {"revision": draft.revision + 1}).status_code in (302, 403)
    office.post(f"{address}finish/", {"revision": draft.revision + 1})
    assert office.post(f"{address}publish/", {"revision": draft.revision + 2}).status_code == 403
    chief.post(f"{address}publish/", {"revision": draft.revision + 2})
    draft.refresh_from_db()
    assert draft.standing == PublicStanding.PUBLISHED
    pages = [reverse("enforcement:public_decisions"), reverse("publication:page", args=[draft.publication_id]),
             reverse("publication:public"), reverse("publication:public") + "?q=" + NAME]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        text = answer.content.decode().replace(f'value="{NAME}"', "")
        assert not any(secret in text for secret in SECRETS[1:]) and (page.endswith(NAME) or NAME not in text)
    assert draft.decision.number in client.get(pages[0]).content.decode()
    assert client.get(address).status_code in (302, 404)
