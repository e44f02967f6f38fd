"""What a judgment concerns, as people write it: numbers of cases, rights and judgments."""

from typing import Any

from qingzhi.domains.rights.queries.numbers import known_number
from qingzhi.engine.procedures.models import Case

from ..models import Judgment
from ..refusals import ValueNotValid


def linked(
    *, appeal_of: str = "", case_number: str = "", right_kind: str = "", right_number: str = ""
) -> dict[str, Any]:
    """The records by their numbers; what is named and not found is refused at its field."""
    found: dict[str, Any] = {"appeal_of": None, "case": None, "right_id": None}
    if number := "".join(appeal_of.split()):
        found["appeal_of"] = Judgment.objects.filter(number=number).first()
        _require(found["appeal_of"], "没有录入这一原审案号", "appeal_of")
    if number := case_number.strip():
        found["case"] = Case.objects.filter(number=number).first()
        _require(found["case"], "没有这个编号的行政案件", "case_number")
    if right_number.strip():
        _require(right_kind, "请选择权利种类", "right_kind")
        known = known_number(right_kind, right_number)
        found["right_id"] = known.right_id if known else None
        _require(found["right_id"], "登记簿中没有这个权利号码", "right_number")
    return found


def _require(value: object, reason: str, field: str) -> None:
    if not value:
        raise ValueNotValid(reason, field)
