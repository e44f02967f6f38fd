"""Loading the limit table and amending it: rows are closed with a date, never overwritten in force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import LimitAmended
from ..models import LimitRule
from ..refusals import LimitRowWrong, LimitsOverlap, SourceMissing
from ..rules.lengths import Length, Unit
from ..terms import Counting, RuleStatus, RuleUnit


@transaction.atomic
def load_limits(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Load rows (code, title, value, unit, counting, valid_from, valid_to, source, status) as reference data.

    A code that the office has amended keeps the office's rows. Returns (created, updated); twice changes nothing.
    """
    require(actor, "limits.rules.manage")
    standing: dict[str, list[LimitRule]] = defaultdict(list)
    for one in LimitRule.objects.all():
        standing[one.code].append(one)
    kept = {code for code, ones in standing.items() if any(one.amended for one in ones)}
    fresh, updated = list[LimitRule](), 0
    for number, row in enumerate(rows, 2):
        code, values = _read(row, number)
        if code in kept:
            continue
        found = next((one for one in standing[code] if one.valid_from == values["valid_from"]), None)
        if found is None:
            _refuse_overlap(code, standing[code], values["valid_from"], values["valid_to"])
            fresh.append(LimitRule(code=code, **values))
            standing[code].append(fresh[-1])
        elif changed(found, **values) and found.pk is not None:
            found.save()
            updated += 1
    LimitRule.objects.bulk_create(fresh)
    created = len(fresh)
    if created or updated:
        record(actor, "limits.load_limits", reason=f"新增 {created} 条，更新 {updated} 条")
    return created, updated


@transaction.atomic
def amend_limit(
    *,
    actor: Actor,
    code: str,
    value: int,
    unit: str,
    counting: str,
    valid_from: date,
    source: str,
    title: str = "",
) -> LimitRule:
    """Give a limit another length, or confirm it, from a day on; what began before keeps the old row."""
    require(actor, "limits.rules.manage")
    if not source.strip():
        raise SourceMissing("期限规则须写明来源（文件名称、文号和条款）")
    current = LimitRule.objects.select_for_update().filter(code=code, valid_to=None).first()
    if current is None:
        raise LimitRowWrong(f"没有代码为“{code}”的现行期限规则")
    if current.valid_from is not None and valid_from <= current.valid_from:
        raise LimitsOverlap(f"现行规则自 {current.valid_from} 起施行，新规则的起始日期须晚于这一天")
    _check_length(value, unit, counting, code)
    title = title.strip() or current.title
    LimitRule.objects.filter(pk=current.pk).update(valid_to=valid_from)
    amended = LimitRule.objects.create(
        code=code, title=title, value=value, unit=unit, counting=counting,
        valid_from=valid_from, source=source.strip(), status=RuleStatus.CONFIRMED.value, amended=True,
    )  # fmt: skip
    changes = {"length": (str(current.length), str(amended.length)), "source": (current.source, amended.source)}
    record(actor, "limits.amend_limit", amended, changes=changes, reason=f"自 {valid_from} 起")
    publish(LimitAmended(code=code, valid_from=valid_from.isoformat()))
    return amended


def _read(row: Mapping[str, str], number: int) -> tuple[str, dict]:
    """The values of one row; raises with the row's number when it cannot be read."""
    try:
        values: dict[str, Any] = {
            "title": row["title"],
            "value": int(row["value"]),
            "unit": RuleUnit(row["unit"]).value,
            "counting": Counting(row["counting"]).value,
            "valid_from": date.fromisoformat(row["valid_from"]) if row.get("valid_from") else None,
            "valid_to": date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
            "source": row["source"],
            "status": RuleStatus(row["status"]).value,
        }
    except (KeyError, ValueError) as error:
        raise LimitRowWrong(f"期限表第 {number} 行有误：{error}") from error
    if not row["source"]:
        raise SourceMissing(f"期限表第 {number} 行缺少来源")
    _check_length(values["value"], values["unit"], values["counting"], f"第 {number} 行")
    return row["code"], values


def _check_length(value: int, unit: str, counting: str, where: str) -> None:
    try:
        Length(value, Unit(unit))
    except ValueError as error:
        raise LimitRowWrong(f"{where}：期限长度 {value} 不正确") from error
    if counting == Counting.WORKING and unit != RuleUnit.DAY:
        raise LimitRowWrong(f"{where}：只有以日计的期限可以按工作日计算")


def _refuse_overlap(code: str, standing: list[LimitRule], valid_from: date | None, valid_to: date | None) -> None:
    for other in standing:
        begins_before_end = other.valid_to is None or valid_from is None or valid_from < other.valid_to
        ends_after_begin = valid_to is None or other.valid_from is None or valid_to > other.valid_from
        if begins_before_end and ends_after_begin:
            raise LimitsOverlap(f"期限“{code}”有两条规则在同一天有效：{other.valid_from} 起的一条与新的一条")
