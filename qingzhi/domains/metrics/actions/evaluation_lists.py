"""The lists of those who are evaluated, where the register of parties alone does not tell: state enterprises above all."""

from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.domains.parties.queries import standing_parties

from ..events.evaluation import JudgedListed
from ..models import Judged
from ..refusals import ValueNotValid
from ..terms.evaluation import EvaluationKind


@transaction.atomic
def list_judged(*, actor: Actor, kind: str, party: Any, valid_from: date, source: str) -> Judged:
    """Put a party on the list 「列入评价对象」 from a day on; listed already, nothing changes."""
    require(actor, "metrics.evaluation.prepare")
    known = EvaluationKind(kind)
    if not known.judges_parties:
        raise ValueNotValid(f"{known.label}的对象不由名单确定", "kind")
    if not source.strip():
        raise ValueNotValid("请填写列入名单的依据", "source")
    party = standing_parties().select_for_update(of=("self",)).get(pk=party.root_pk)
    standing = Judged.objects.filter(kind=known, party=party, valid_to=None).first()
    if standing is not None:
        return standing
    made = Judged.objects.create(
        kind=known.value, party=party, valid_from=valid_from, source=source.strip(), entered_by=actor.name
    )
    record(actor, "metrics.list_judged", made, changes={"party": ("", party.name)}, reason=source.strip())
    publish(JudgedListed(judged_id=made.pk))
    return made


@transaction.atomic
def drop_judged(*, actor: Actor, judged: Judged, valid_to: date, reason: str) -> Judged:
    """Take a party off the list 「移出评价对象」 from a day on."""
    require(actor, "metrics.evaluation.prepare")
    judged = Judged.objects.select_for_update(of=("self",)).select_related("party").get(pk=judged.pk)
    if judged.valid_to is not None:
        return judged
    if valid_to <= judged.valid_from:
        raise ValueNotValid(f"移出日期应晚于列入日期 {judged.valid_from}", "valid_to")
    if not reason.strip():
        raise ValueNotValid("请说明移出理由", "reason")
    changes = changed(judged, valid_to=valid_to)
    judged.save(update_fields=["valid_to"])
    record(actor, "metrics.drop_judged", judged, changes=changes, reason=reason.strip())
    publish(JudgedListed(judged_id=judged.pk))
    return judged
