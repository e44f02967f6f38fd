"""The dated list of grounds for objections."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require

from ..models import ObjectionGround
from ..refusals import GroundRowWrong
from ..terms import Nature


@transaction.atomic
def load_grounds(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Load rows (code, title, nature, needs_evidence, evidence_hint, kinds, valid_from, valid_to, source).

    Returns (created, updated); twice changes nothing.
    """
    require(actor, "publication.ground.manage")
    created = updated = 0
    for number, row in enumerate(rows, 2):
        values = _read(row, number)
        key = {"code": row["code"], "valid_from": values.pop("valid_from")}
        found = ObjectionGround.objects.filter(**key).first()
        if found is None:
            ObjectionGround.objects.create(**key, **values)
            created += 1
        elif changed(found, **values):
            found.save()
            updated += 1
    if created or updated:
        record(actor, "publication.load_grounds", reason=f"新增 {created} 条，更新 {updated} 条")
    return created, updated


def _read(row: Mapping[str, str], number: int) -> dict[str, object]:
    try:
        if not row["source"]:
            raise ValueError("缺少来源")
        return {
            "title": row["title"],
            "nature": Nature(row["nature"]).value,
            "needs_evidence": row["needs_evidence"] == "1",
            "evidence_hint": row.get("evidence_hint") or "",
            "kinds": row.get("kinds") or "",
            "valid_from": date.fromisoformat(row["valid_from"]) if row.get("valid_from") else None,
            "valid_to": date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
            "source": row["source"],
        }
    except (KeyError, ValueError) as error:
        raise GroundRowWrong(f"异议事由表第 {number} 行有误：{error}") from error
