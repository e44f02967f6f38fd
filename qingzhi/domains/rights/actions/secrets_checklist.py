"""The trade-secret checklist: its items as dated rows, and one filling of it 「商业秘密自查」."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..models import SecretsAnswer, SecretsItem, SecretsReview
from ..queries.secrets_checklist import items_in_force
from ..refusals import ChecklistEmpty, ValueNotValid
from ..terms import Answer, Situation

FACTS = ("situation", "stage", "text", "remedy", "basis")


@transaction.atomic
def load_secrets_items(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load the items; twice changes nothing. What is no longer in the file ends today and is kept for old answers."""
    require(actor, "rights.industries.manage")
    seen, touched = set(), 0
    for position, row in enumerate(rows):
        seen.add(row["code"])
        facts = {name: row[name] for name in FACTS}
        dates = {"valid_from": date.fromisoformat(row["valid_from"]), "valid_to": _day(row["valid_to"])}
        wanted = {**facts, **dates, "position": position}
        found = SecretsItem.objects.filter(code=row["code"]).first()
        if found is None or any(getattr(found, name) != value for name, value in wanted.items()):
            SecretsItem.objects.update_or_create(code=row["code"], defaults=wanted)
            touched += 1
    touched += SecretsItem.objects.exclude(code__in=seen).filter(valid_to=None).update(valid_to=clock.today())
    if touched:
        record(actor, "rights.load_secrets_items", changes={"items": (None, touched)})
    return touched


@transaction.atomic
def review_secrets(
    *,
    actor: Actor,
    situation: str,
    party_name: str,
    answers: Mapping[int, tuple[str, str]],
    occasion: str = "",
    party_id: int | None = None,
) -> SecretsReview:
    """Fill the checklist once 「自查」: an answer for every item in force, with a remark."""
    require(actor, "rights.deposit.make", body_id=actor.body_id)
    items = items_in_force(Situation(situation))
    if not items:
        raise ChecklistEmpty("这一情形还没有自查清单")
    missing = [item for item in items if answers.get(item.pk, ("", ""))[0] not in set(Answer)]
    if missing:
        raise ValueNotValid(f"还有 {len(missing)} 项没有答复", f"answer_{missing[0].pk}")
    refuse_classified(party_name, occasion, *(note for _, note in answers.values()))
    review = SecretsReview.objects.create(
        situation=situation,
        party_id=party_id,
        party_name=party_name.strip(),
        occasion=occasion.strip(),
        body_id=actor.body_id,
        depositor_id=actor.subject_id,
        made_by=actor.name,
        made_on=clock.today(),
    )
    SecretsAnswer.objects.bulk_create(
        SecretsAnswer(review=review, item=item, answer=answers[item.pk][0], note=answers[item.pk][1].strip())
        for item in items
    )
    gaps = sum(answers[item.pk][0] in (Answer.NO, Answer.PARTLY) for item in items)
    record(actor, "rights.review_secrets", review, changes={"items": (None, len(items)), "gaps": (None, gaps)})
    return review


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
