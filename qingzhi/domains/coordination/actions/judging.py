"""Courts enter their judgments on intellectual property cases, correct them, and bring many in one file."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import JudgmentEntered
from ..models import Judgment
from ..queries.judgments import is_known_cause
from ..refusals import ValueNotValid
from ..rules.judgments import faults_of
from ..terms.judgments import Instance, JudgmentOutcome

FIELDS = (
    "court", "instance", "cause", "filed_on", "judged_on", "outcome", "asked", "awarded", "plaintiff", "defendant", "has_persons",
    "gist", "appeal_of", "case", "right_id",
)  # fmt: skip


class JudgmentFaults(ValueNotValid):
    """Several values are wrong, each named with its sentence."""

    def __init__(self, faults: dict[str, str]):
        field, reason = next(iter(faults.items()))
        super().__init__(reason, field)
        self.faults = faults


@transaction.atomic
def enter_judgment(
    *, actor: Actor, body: Body, number: str, court: str, instance: str, cause: str, filed_on: date, judged_on: date, outcome: str,
    plaintiff: str, defendant: str, has_persons: bool = True, asked: Decimal | None = None, awarded: Decimal | None = None, gist: str = "",
    appeal_of: Judgment | None = None, case: Any = None, right_id: int | None = None, batch_id: int | None = None,
) -> Judgment:  # fmt: skip
    """Enter a judgment 「录入裁判」; the same number with the same content is the same row, with another one it is refused."""
    require(actor, "coordination.judgment.enter", body_id=body.pk)
    values = {
        "court": court.strip()[:100], "instance": instance, "cause": cause.strip(), "filed_on": filed_on, "judged_on": judged_on,
        "outcome": outcome, "asked": asked, "awarded": awarded, "plaintiff": plaintiff.strip()[:300],
        "defendant": defendant.strip()[:300], "has_persons": has_persons, "gist": gist.strip(), "appeal_of": appeal_of,
        "case": case, "right_id": right_id,
    }  # fmt: skip
    number = "".join(number.split())
    _check(number, values)
    there = Judgment.objects.select_for_update(of=("self",)).filter(number=number).first()
    if there is not None:
        if there.entered_for_id == body.pk and not any(_differs(there, name, values[name]) for name in FIELDS):
            return there
        raise ValueNotValid("这一案号已经录入，内容不同；请更正原来的一条", "number")
    try:
        with transaction.atomic():
            made = Judgment.objects.create(
                entered_for=body,
                number=number,
                entered_at=clock.now(),
                entered_by=actor.name[:100],
                batch_id=batch_id,
                **values,
            )
    except IntegrityError:
        raise ValueNotValid("这一案号刚由他人录入，请刷新查看", "number") from None
    told = {"outcome": (None, JudgmentOutcome(outcome).label), "awarded": (None, awarded)}
    record(actor, "coordination.enter_judgment", made, changes=told)
    publish(JudgmentEntered(judgment_id=made.pk))
    return made


@transaction.atomic
def correct_judgment(*, actor: Actor, judgment: Judgment, why: str, **new: Any) -> Judgment:
    """Correct what was entered 「更正」, with the reason and the old values in the trail."""
    found = Judgment.objects.select_for_update(of=("self",)).get(pk=judgment.pk)
    require(actor, "coordination.judgment.enter", body_id=found.entered_for_id)
    if not why.strip():
        raise ValueNotValid("请填写更正理由", "why")
    if unknown := set(new) - set(FIELDS):
        raise TypeError(f"no field of a judgment: {sorted(unknown)}")
    values = {name: new.get(name, getattr(found, name)) for name in FIELDS}
    _check(found.number, values)
    names = {"plaintiff", "defendant"}
    changes = changed(found, **values)
    if not changes:
        return found
    found.save()
    told = {name: ("原文", "已更正") if name in names else pair for name, pair in changes.items()}
    record(actor, "coordination.correct_judgment", found, changes=told, reason=why)
    publish(JudgmentEntered(judgment_id=found.pk))
    return found


def _differs(there: Judgment, name: str, value: Any) -> bool:
    return bool(getattr(there, name) != value)


def _check(number: str, values: dict[str, Any]) -> None:
    """Everything that is wrong, each at its field."""
    faults: dict[str, str] = {}
    for name, label in (("court", "审理法院"), ("plaintiff", "原告"), ("defendant", "被告")):
        if not values[name]:
            faults[name] = f"请填写{label}"
    if not number:
        faults["number"] = "请填写案号"
    if values["instance"] not in list(Instance):
        faults["instance"] = "请选择审级"
    if values["outcome"] not in list(JudgmentOutcome):
        faults["outcome"] = "请选择裁判结果"
    if not is_known_cause(values["cause"]):
        faults["cause"] = "案由代码表中没有这一代码"
    if not {"instance", "outcome"} & set(faults):
        named = ("instance", "outcome", "filed_on", "judged_on", "asked", "awarded")
        for field, reason in faults_of(today=clock.today(), **{name: values[name] for name in named}):
            faults.setdefault(field, reason)
    before = values["appeal_of"]
    if before is not None and before.number == number:
        faults["appeal_of"] = "原审不能是本案"
    elif before is not None and before.judged_on > values["judged_on"]:
        faults["appeal_of"] = "原审的裁判日期晚于本案"
    elif before is not None and values["instance"] == Instance.FIRST:
        faults["appeal_of"] = "一审没有原审"
    if faults:
        raise JudgmentFaults(faults)
    refuse_classified(values["gist"])
