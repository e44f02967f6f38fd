"""Taking an import of experts back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import ProtectedError, Q

from qingzhi.base.identity.actions import remove_subjects
from qingzhi.engine.imports.actions import later_batch_on, old_values
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.refusals import ChangedSince

from ..models import Expert, ExpertField


def roll_back(batch: Batch) -> int:
    """Put back what the batch changed and remove whom it entered; refused where somebody of them has been called, tied or
    changed by a later batch since: a record with a history is retired, not removed."""
    made = Expert.objects.filter(batch_id=batch.pk)
    later = later_batch_on(batch, Expert, made.values("pk"))
    if later is not None:
        raise ChangedSince(f"本批登记的专家后来又被批次 {later.code} 更改，请先撤回那一批")
    lived = (
        Q(relations__isnull=False)
        | Q(engagements__isnull=False)
        | Q(policies__isnull=False)
        | Q(retired_on__isnull=False)
    )
    used = made.filter(lived).order_by("pk").first()
    if used is not None:
        raise ChangedSince(f"{used.number} {used.name}登记后已有聘用、利益关系或退出记录，本批不能撤回，请逐人办理退出")
    count = sum(_put_back(change.object_id, change.old, change.new) for change in old_values(batch, Expert))
    subjects = list(made.values_list("subject_id", flat=True))
    try:
        made.delete()
        remove_subjects(subject_ids=subjects)
    except ProtectedError as held:
        raise ChangedSince("本批登记的专家已被抽取参加评审，不能撤回，请逐人办理退出") from held
    return count + len(subjects)


def told_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the batch keeps and pages show them."""
    found = dict(values)
    if isinstance(found.get("valid_to"), date):
        found["valid_to"] = found["valid_to"].isoformat()
    if "fields" in found:
        found["fields"] = "、".join(symbol for _, symbol in found["fields"])
    return found


def _put_back(pk: int, old: dict[str, Any], new: dict[str, Any]) -> int:
    plain = {name: value for name, value in old.items() if name != "fields"}
    if plain.get("valid_to"):
        plain["valid_to"] = date.fromisoformat(plain["valid_to"])
    if plain:
        Expert.objects.filter(pk=pk).update(**plain)
    if "fields" in new:
        more = set(new["fields"].split("、")) - set(old["fields"].split("、"))
        ExpertField.objects.filter(expert_id=pk, symbol__in=more).delete()
    return 1
