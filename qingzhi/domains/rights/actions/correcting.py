"""Correcting what the register says of a right; what somebody else changed meanwhile is not overwritten unseen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import RightCorrected
from ..models import Right
from ..queries.record import COMMON_FIELDS, DETAIL_MODELS, detail_fields, detail_of, stamp_of, values_of
from ..refusals import EditedMeanwhile, ValueNotValid
from ..terms import RightKind
from .registering import check_dates, check_texts, check_type, write_classes


def locked(right: Right) -> Right:
    """The right as it stands, held until the action ends."""
    return Right.objects.select_for_update().get(pk=right.pk)


@transaction.atomic
def correct_right(
    *,
    actor: Actor,
    right: Right,
    values: Mapping[str, Any],
    classes: Sequence[tuple[str, str]] | None = None,
    reason: str,
    stamp: str = "",
) -> Right:
    """Correct 「更正」 fields of the form (`queries.record.values_of`), with the reason.

    `stamp` is that of the record when the form was opened: where it is another one now, nothing is changed. Number,
    status and holders have actions of their own.
    """
    right = locked(right)
    require(actor, "rights.register")
    if not reason.strip():
        raise ValueNotValid("请填写更正理由", "reason")
    if stamp and stamp != stamp_of(right):
        raise EditedMeanwhile("这条记录在您填写期间已被他人修改，请核对后再次提交")
    kind = RightKind(right.kind)
    standing = {name: value for name, value in values_of(right).items() if name != "classes"}
    wanted = {**standing, **values}
    common = {name: wanted[name] for name in COMMON_FIELDS}
    details = {name: wanted[name] for name in detail_fields(kind)}
    check_texts(common["title"], {**details, **{name: values[name] for name in values if name not in common}}, kind)
    check_dates(**{name: common[name] for name in ("applied_on", "registered_on", "expires_on")})
    check_type(kind, right.number, details)
    before = values_of(right)["classes"]
    changes = changed(right, **common)
    detail: Any = detail_of(right) or DETAIL_MODELS[kind](right=right)
    changes |= changed(detail, **details)
    if classes is not None:
        write_classes(right, classes)
        if kind is RightKind.PATENT:
            detail.main_class = classes[0][1] if classes else ""
        after = values_of(right)["classes"]
        if after != before:
            changes["classes"] = (before, after)
    if not changes:
        return right
    right.save()
    detail.save()
    record(actor, "rights.correct_right", right, changes=changes, reason=reason)
    publish(RightCorrected(right_id=right.pk))
    reindex(right.kind, right.pk)
    return right
