"""Publishing decisions 「执法决定公开」: found by the machine, reviewed by one, published by another, withdrawn when they fall.

《政府信息公开条例》第二十六条；《市场监督管理行政处罚程序规定》（2021年总局令第42号）第六十三条；《专利行政执法办法》（2015年局令第71号）第四十六条.
"""

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.publication.actions import correct_text, publish_notice, withdraw_publication
from qingzhi.engine.publication.kinds import PublicationKind, publication_kind
from qingzhi.engine.publication.rules.spans import Personal
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..models import Decision, PublicDraft
from ..queries.publicity import known_persons, text_of
from ..refusals.publicity import DraftNotOpen, MustStayCovered, NotInText, SamePersonPublishes
from ..rules.public_text import found_spans, persons_in, public_text, with_words, without_words
from ..terms import DecisionKind
from ..terms.publicity import OPEN, PublicPurpose, PublicStanding

KIND = publication_kind(PublicationKind("enforcement.decision", "执法决定公开", objections=False)).code
TYPICAL = publication_kind(PublicationKind("enforcement.typical", "典型案例", objections=False)).code
REVIEW = work_kind("enforcement.publicity_review", "复核决定公开稿", verb="复核", icon="edit").code
PUBLISH = work_kind("enforcement.publicity_publish", "发布执法决定", verb="发布", icon="globe").code
LIMIT, BACK = "enforcement.decision.publish", "enforcement.decision.withdraw"
PUBLIC = (DecisionKind.PENALTY, DecisionKind.ADJUDICATION)
FALLEN = "原决定已于{on}撤销（变更），依法撤回公开信息。"
CONTESTED = "原决定被依法起诉，尚未生效，撤回典型案例。"


@transaction.atomic
def prepare_draft(*, decision_id: int) -> PublicDraft | None:
    """Prepare the public text of a decision with what is found in it; prepared already it stays as it is."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("case__body__region").get(pk=decision_id)
    known = PublicDraft.objects.filter(decision=decision, purpose=PublicPurpose.DECISION.value).first()
    if known is not None or decision.kind not in PUBLIC or decision.revoked_on is not None:
        return known
    body, text = decision.case.body, text_of(decision)
    counted = due(LIMIT, decision.decided_on, region=body.region.code)
    made = PublicDraft.objects.create(
        decision=decision, body=body, text=text, spans=found_spans(text, known_persons(decision)), due_on=counted.on or decision.decided_on,
        standing=PublicStanding.REVIEW.value, due_explained=explain(LIMIT, counted),
    )  # fmt: skip
    record(
        SYSTEM,
        "enforcement.prepare_draft",
        made,
        changes={"due_on": (None, made.due_on), "spans": (0, len(made.spans))},
    )
    ask_for(SYSTEM, made, REVIEW, "复核公开稿")
    return made


@transaction.atomic
def cover_words(
    *, actor: Actor, draft: PublicDraft, words: str, kind: Personal, reason: str, revision: int
) -> PublicDraft:
    """Cover some words wherever they stand, with the reason."""
    found = _locked(actor, draft, "enforcement.publicity.review", PublicStanding.REVIEW, revision)
    if len(words.strip()) < 2 or not reason.strip():
        raise NotInText("请填写要遮盖的文字（至少两个字）和理由")
    spans = with_words(found.spans, found.text, words, Personal(kind), reason.strip()[:200], actor.name)
    if spans == found.spans:
        raise NotInText("原文中没有这些文字，或已经遮盖")
    return _respan(actor, found, spans, "enforcement.cover_words", reason)


@transaction.atomic
def uncover_words(*, actor: Actor, draft: PublicDraft, place: int, why: str, revision: int) -> PublicDraft:
    """Let words be read that are no personal data, with the reason; identity numbers stay covered."""
    found = _locked(actor, draft, "enforcement.publicity.review", PublicStanding.REVIEW, revision)
    if not 0 <= place < len(found.spans):
        raise DraftNotOpen("这处遮盖已被他人改动，请刷新查看")
    span = found.spans[place]
    if span["kind"] == Personal.IDENTITY:
        raise MustStayCovered("公民身份号码一律不公开，不能取消遮盖")
    if len(why.strip()) < 4:
        raise NotInText("请写明取消遮盖的理由")
    words = "".join(found.text[span["start"] : span["end"]].split())
    spans = without_words(found.spans, found.text, words, why.strip()[:200], actor.name)
    return _respan(actor, found, spans, "enforcement.uncover_words", why)


@transaction.atomic
def finish_review(*, actor: Actor, draft: PublicDraft, revision: int) -> PublicDraft:
    """Say that everything was read through 「复核完毕」: another person publishes now."""
    found = _locked(actor, draft, "enforcement.publicity.review", PublicStanding.REVIEW, revision)
    changes = changed(found, standing=PublicStanding.READY.value, reviewed_name=actor.name[:100])
    found.reviewed_by_id, found.reviewed_at = actor.user_id, clock.now()
    _save(found)
    record(actor, "enforcement.finish_review", found, changes=changes)
    close_items(actor=actor, subject=found, kind=REVIEW)
    ask_for(actor, found, PUBLISH, "发布执法决定")
    return found


@transaction.atomic
def send_back(*, actor: Actor, draft: PublicDraft, reason: str, revision: int) -> PublicDraft:
    """Give the text back for another review 「退回复核」."""
    found = _locked(actor, draft, "enforcement.publicity.publish", PublicStanding.READY, revision)
    if len(reason.strip()) < 4:
        raise NotInText("请写明退回的理由")
    _to_review(actor, found, "enforcement.send_back_draft", reason)
    return found


@transaction.atomic
def publish_draft(*, actor: Actor, draft: PublicDraft, revision: int) -> PublicDraft:
    """Publish 「公开」 what was reviewed by another; a text that was public before is corrected with trace."""
    found = _locked(actor, draft, "enforcement.publicity.publish", PublicStanding.READY, revision)
    decision = found.decision
    if actor.user_id is not None and actor.user_id == found.reviewed_by_id:
        raise SamePersonPublishes("复核和发布须由不同的人办理")
    if decision.revoked_on is not None:
        raise DraftNotOpen(f"{decision.number}已于{decision.revoked_on}撤销，不能公开")
    if decision.served_on is None:
        raise DraftNotOpen(f"{decision.number}尚未送达，送达后才能公开")
    if found.is_typical and decision.effective_on is None:
        raise DraftNotOpen(f"{decision.number}尚未生效，生效后才能作为典型案例发布")
    text = public_text(found.text, found.spans)
    title = found.title if found.is_typical else f"{decision.get_kind_display()}：{decision.number}"
    if found.publication is None:
        found.publication = publish_notice(
            actor=SYSTEM, kind=TYPICAL if found.is_typical else KIND, title=title, text=text, body=found.body, subject=found,
            region_code=decision.case.region_code,
        )  # fmt: skip
        found.published_on = clock.today()
    else:
        correct_text(actor=SYSTEM, publication=found.publication, title=title, text=text, reason=found.correcting)
    changes = changed(found, standing=PublicStanding.PUBLISHED.value, published_name=actor.name[:100])
    found.published_by_id, found.correcting = actor.user_id, ""
    _save(found)
    record(actor, "enforcement.publish_draft", found, changes=changes)
    close_items(actor=actor, subject=found)
    return found


@transaction.atomic
def correct_draft(*, actor: Actor, draft: PublicDraft, reason: str, revision: int) -> PublicDraft:
    """Take a public text up again to correct it 「更正」; what is public stays until the corrected one goes out."""
    found = _locked(actor, draft, "enforcement.publicity.publish", PublicStanding.PUBLISHED, revision)
    if len(reason.strip()) < 4:
        raise NotInText("请写明更正的理由，它会显示在公开页上")
    if named := persons_in(reason, known_persons(found.decision)):
        raise NotInText(f"更正的理由会显示在公开页上，请不要写姓名（{'、'.join(named)}）")
    found.correcting = reason.strip()[:300]
    _to_review(actor, found, "enforcement.correct_draft", reason)
    return found


@transaction.atomic
def withhold_draft(*, actor: Actor, draft: PublicDraft, reason: str, revision: int) -> PublicDraft:
    """Decide that a decision is not published 「不予公开」, with the ground: 《政府信息公开条例》第十四至十六条."""
    found = _locked(actor, draft, "enforcement.publicity.publish", None, revision)
    if not found.is_open or found.publication is not None:
        raise DraftNotOpen("已经公开或办结，不能改为不予公开")
    if len(reason.strip()) < 4:
        raise NotInText("请写明不予公开的理由和依据")
    changes = changed(found, standing=PublicStanding.WITHHELD.value, withheld_why=reason.strip()[:300])
    _save(found)
    record(actor, "enforcement.withhold_draft", found, changes=changes, reason=reason)
    close_items(actor=actor, subject=found, outcome=Outcome.CANCELLED, reason=reason)
    return found


@transaction.atomic
def withdraw_draft(*, decision_id: int) -> list[PublicDraft]:
    """Take what is public of a revoked decision out, with trace, for whatever purpose, and the typical case of one that a lawsuit has
    made ineffective; nothing public: it ends. Withdrawn already it stays so."""
    rows = PublicDraft.objects.select_for_update(of=("self",)).select_related("decision", "body__region", "publication")
    found = list(rows.filter(decision_id=decision_id).order_by("pk"))
    for one in found:
        reason = _falls(one)
        if one.standing != PublicStanding.WITHDRAWN and reason:
            _withdraw(one, reason)
    return found


def _falls(found: PublicDraft) -> str:
    """Why a public text has to go; nothing where it stays."""
    if found.decision.revoked_on is not None:
        return FALLEN.format(on=found.decision.revoked_on)
    return CONTESTED if found.is_typical and found.decision.effective_on is None else ""


def _withdraw(found: PublicDraft, reason: str) -> None:
    counted = due(BACK, found.decision.revoked_on or clock.today(), region=found.body.region.code)
    changes = changed(
        found,
        standing=PublicStanding.WITHDRAWN.value,
        withdraw_due_on=counted.on,
        withdrawn_on=clock.today(),
    )
    if found.publication is not None and found.publication.withdrawn_at is None:
        withdraw_publication(actor=SYSTEM, publication=found.publication, reason=reason, hide=True)
    _save(found)
    record(SYSTEM, "enforcement.withdraw_draft", found, changes=changes, reason=found.decision.revoked_why or reason)
    close_items(actor=SYSTEM, subject=found, outcome=Outcome.CANCELLED, reason=reason)


def _locked(
    actor: Actor, draft: PublicDraft, permit: str, standing: PublicStanding | None, revision: int
) -> PublicDraft:
    rows = PublicDraft.objects.select_for_update(of=("self",))
    found = rows.select_related("decision__case", "body__region", "publication").get(pk=draft.pk)
    require(actor, permit, body_id=found.body_id)
    if standing is not None and found.standing != standing:
        raise DraftNotOpen(f"这份公开稿现在是“{PublicStanding(found.standing).label}”，请刷新查看")
    if found.revision != revision:
        raise DraftNotOpen("这份公开稿在您打开后已被他人修改，请刷新后再办")
    return found


def _respan(actor: Actor, found: PublicDraft, spans: list[dict[str, object]], action: str, reason: str) -> PublicDraft:
    refuse_classified(reason)
    before, found.spans = sum(not one["kept"] for one in found.spans), spans
    _save(found)
    record(actor, action, found, changes={"covered": (before, sum(not one["kept"] for one in spans))}, reason=reason)
    return found


def _to_review(actor: Actor, found: PublicDraft, action: str, reason: str) -> None:
    refuse_classified(reason)
    changes = changed(found, standing=PublicStanding.REVIEW.value)
    found.reviewed_by_id, found.published_by_id, found.reviewed_name = None, None, ""
    _save(found)
    record(actor, action, found, changes=changes, reason=reason)
    close_items(actor=actor, subject=found)
    ask_for(actor, found, REVIEW, "重新复核公开稿")


def _save(found: PublicDraft) -> None:
    found.revision += 1
    found.save()


def ask_for(actor: Actor, found: PublicDraft, kind: str, what: str) -> None:
    """Open the item of whoever acts next on a text."""
    if found.standing in OPEN:
        open_item(
            actor=actor, kind=kind, title=f"{what}：{found.shown_title}"[:200], body=found.body, subject=found,
            url=reverse("enforcement:public_draft", args=[found.pk]), due_on=found.due_on, due_explained=found.due_explained,
        )  # fmt: skip
