"""Typical cases 「典型案例」: told anew from an effective decision without its party's name, then reviewed and published as every public text."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain

from ..models import Campaign, CampaignCase, Decision, PublicDraft
from ..queries.publicity import known_persons, party_words
from ..refusals import ValueNotValid
from ..refusals.publicity import DraftNotOpen
from ..rules.public_text import found_spans, persons_in, typical_text, without_number, without_party
from ..terms.publicity import PublicPurpose, PublicStanding
from .publicity import PUBLIC, REVIEW, ask_for

LIMIT = "enforcement.typical.publish"


@transaction.atomic
def tell_typical_case(
    *,
    actor: Actor,
    decision: Decision,
    title: str,
    facts: str,
    result: str,
    meaning: str,
    campaign: Campaign | None = None,
) -> PublicDraft:
    """Draft a typical case from a decision that is effective and stands 「拟写典型案例」; a party that is no natural person is called
    某单位 in it, what is found of persons is covered, and one reviews, another publishes."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("case__body__region").get(pk=decision.pk)
    require(actor, "enforcement.publicity.review", body_id=found.case.body_id)
    refuse_classified(title, facts, result, meaning)
    for name, value, said in (
        ("title", title, "标题"),
        ("facts", facts, "基本案情"),
        ("result", result, "处理结果"),
        ("meaning", meaning, "典型意义"),
    ):
        if not value.strip():
            raise ValueNotValid(f"请填写{said}", name)
    if found.kind not in PUBLIC or found.effective_on is None or found.revoked_on is not None:
        raise DraftNotOpen(f"{found.number}没有生效或已撤销，不能作为典型案例")
    if campaign is not None and not CampaignCase.objects.filter(campaign=campaign, case=found.case_id).exists():
        raise ValueNotValid("案件没有列入这一专项行动", "campaign")
    told = PublicDraft.objects.filter(decision=found, purpose=PublicPurpose.TYPICAL.value)
    known = told.exclude(standing=PublicStanding.WITHDRAWN.value).first()
    if known is not None:
        raise DraftNotOpen(f"{found.number}已写成典型案例“{known.title}”，请在公开稿中修改")
    heading = without_number(without_party(title.strip(), party_words(found)), found.number)
    if named := persons_in(heading, known_persons(found)):
        raise ValueNotValid(
            f"标题会原样公开，其中“{'、'.join(named)}”像是自然人姓名：是姓名的请删去，是商标的请加引号", "title"
        )
    return _drafted(actor, found, heading, (facts, result, meaning), campaign)


def _drafted(
    actor: Actor, found: Decision, title: str, parts: tuple[str, str, str], campaign: Campaign | None
) -> PublicDraft:
    body = found.case.body
    text = typical_text(*(without_party(one, party_words(found)) for one in parts))
    text = without_number(text, found.number)
    counted = due(LIMIT, clock.today(), region=body.region.code)
    made = PublicDraft.objects.create(
        decision=found, purpose=PublicPurpose.TYPICAL.value, title=title[:120], campaign=campaign, body=body, text=text,
        spans=found_spans(text, known_persons(found)), standing=PublicStanding.REVIEW.value, due_on=counted.on or clock.today(),
        due_explained=explain(LIMIT, counted),
    )  # fmt: skip
    record(actor, "enforcement.tell_typical_case", made, changes={"spans": (0, len(made.spans))})
    ask_for(actor, made, REVIEW, "复核典型案例")
    return made
