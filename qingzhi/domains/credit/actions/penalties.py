"""Penalties for 「双公示」: entered when they are made, published when they are effective, withdrawn when they fall or run out."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.enforcement.terms import DecisionKind
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.publication.actions import Row, correct_row, publish_notice, withdraw_publication
from qingzhi.engine.publication.refusals import PersonalDataShown

from ..events import PenaltyPublished
from ..models import PenaltyNotice
from ..queries.decisions import decision_of, public_words
from ..queries.penalty_terms import public_term
from ..refusals import NotReportable, ValueNotValid
from ..rules.penalties import in_ten_thousands, penalty_kinds
from ..terms.publications import PENALTY, PERSON_PENALTY

LIMIT = "credit.penalty.publish"


@transaction.atomic
def enter_penalty(*, decision_id: int) -> PenaltyNotice | None:
    """Enter a penalty that has to be published 「双公示登记」, with the last day for it; safe to call again."""
    decision = decision_of(decision_id, lock=True)
    if decision is None or decision.kind != DecisionKind.PENALTY:
        return None
    found = PenaltyNotice.objects.filter(decision=decision).first()
    if found is None:
        counted = due(LIMIT, decision.decided_on, region=decision.case.body.region.code)
        assert counted.on is not None  # nothing suspends this limit
        found = PenaltyNotice(
            decision=decision, due_on=counted.on, due_explained=explain(LIMIT, counted),
            facts=public_words(decision, decision.facts), content=public_words(decision, decision.content),
        )  # fmt: skip
    until = public_term(decision)
    found.public_until = until
    found.is_public = until is not None or decision.effective_on is None
    found.save()
    record(
        SYSTEM, "credit.enter_penalty", found, changes={"due_on": (None, found.due_on), "public_until": (None, until)}
    )
    return found


@transaction.atomic
def word_penalty(*, actor: Actor, notice: PenaltyNotice, facts: str, content: str) -> PenaltyNotice:
    """Settle the wording for the public 「核定公示文本」 before it goes out."""
    found = _locked(actor, notice)
    if found.published_on is not None or found.withdrawn_on is not None:
        raise NotReportable("已经公示或撤下，不能再改公示文本")
    if not facts.strip() or not content.strip():
        raise ValueNotValid("请填写违法事实和处罚内容", "facts")
    refuse_classified(facts, content)
    if found.decision.is_person and found.decision.party_name in f"{facts}{content}":
        raise ValueNotValid("公示文本中不能写当事人（自然人）的姓名", "facts")
    changes = changed(found, facts=facts.strip(), content=content.strip())
    if changes:
        found.save(update_fields=["facts", "content"])
        record(actor, "credit.word_penalty", found, changes=changes)
    return found


@transaction.atomic
def publish_penalty(*, actor: Actor, notice: PenaltyNotice) -> PenaltyNotice:
    """Publish one penalty 「公示」; published already it stays as it is."""
    found = _locked(actor, notice)
    decision = found.decision
    if found.published_on is not None:
        return found
    if decision.effective_on is None or decision.effective_on > clock.today():
        raise NotReportable(f"{decision.number}尚未生效，不能公示")
    if decision.revoked_on is not None or found.withdrawn_on is not None:
        raise NotReportable(f"{decision.number}已撤销，不能公示")
    if not found.is_public or found.public_until is None:
        raise NotReportable(f"按归档规则，{decision.number}不公示")
    found.publication = publish_notice(
        actor=SYSTEM, kind=PERSON_PENALTY if decision.is_person else PENALTY, title=f"行政处罚信息公示：{decision.number}",
        rows=[Row(_values(found), found)], body=decision.case.body, subject=found, region_code=decision.case.region_code,
    )  # fmt: skip
    found.published_on, found.published_by = clock.today(), actor.name[:100]
    found.save(update_fields=["publication", "published_on", "published_by"])
    record(actor, "credit.publish_penalty", found, changes={"published_on": (None, found.published_on)})
    publish(PenaltyPublished(notice_id=found.pk))
    return found


def publish_penalties(*, actor: Actor, notices: Sequence[PenaltyNotice]) -> tuple[int, list[str]]:
    """Publish several, each for itself: how many went out, and why the others did not."""
    done, refused = 0, []
    for one in sorted(notices, key=lambda one: one.pk):
        try:
            publish_penalty(actor=actor, notice=one)
            done += 1
        except (NotReportable, PersonalDataShown) as reason:
            refused.append(reason.reason)
    return done, refused


@transaction.atomic
def withdraw_penalty(*, actor: Actor, notice: PenaltyNotice, why: str) -> PenaltyNotice:
    """Take a penalty out of the public list 「撤下公示」, with the reason; taken out already it stays as it is."""
    found = _locked(actor, notice)
    if found.withdrawn_on is not None:
        return found
    found.withdrawn_on, found.withdrawn_why = clock.today(), why[:300]
    found.save(update_fields=["withdrawn_on", "withdrawn_why"])
    if found.publication is not None and found.publication.withdrawn_at is None:
        withdraw_publication(actor=SYSTEM, publication=found.publication, reason=why, hide=True)
    record(actor, "credit.withdraw_penalty", found, changes={"withdrawn_on": (None, found.withdrawn_on)}, reason=why)
    return found


@transaction.atomic
def correct_penalty(*, actor: Actor, notice: PenaltyNotice, content: str, why: str) -> PenaltyNotice:
    """Correct what is public of a penalty 「更正公示」; the old row stays struck out on its page. Not out yet, the wording changes."""
    found = _locked(actor, notice)
    changes = changed(found, content=public_words(found.decision, content.strip()))
    if not changes or found.withdrawn_on is not None:
        return found
    found.save(update_fields=["content"])
    row = found.publication.items.filter(withdrawn_at=None).first() if found.publication is not None else None
    if row is not None:
        correct_row(actor=SYSTEM, item=row, row=Row(_values(found), found), reason=why)
    record(actor, "credit.correct_penalty", found, changes=changes, reason=why)
    return found


def _locked(actor: Actor, notice: PenaltyNotice) -> PenaltyNotice:
    rows = PenaltyNotice.objects.select_for_update(of=("self",))
    found = rows.select_related("decision__case__body__region", "decision__party", "publication").get(pk=notice.pk)
    require(actor, "credit.penalty.publish", body_id=found.decision.case.body_id)
    return found


def _values(notice: PenaltyNotice) -> dict[str, object]:
    decision = notice.decision
    values: dict[str, object] = {
        "name": decision.party_name, "number": decision.number, "violation": public_words(decision, decision.violation), "facts": notice.facts,
        "basis": public_words(decision, decision.basis), "kinds": penalty_kinds(decision.content, decision.fine, decision.confiscated),
        "content": notice.content, "fine": in_ten_thousands(decision.fine), "confiscated": in_ten_thousands(decision.confiscated),
        "decided_on": decision.decided_on, "until": notice.public_until, "authority": decision.case.body.name,
    }  # fmt: skip
    if not decision.is_person:
        values["code"] = decision.party.credit_code if decision.party is not None else None
    return values
