"""A small register of items, with its import kind, for trying the engine alone; and factories."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from qingzhi.base.permits import SYSTEM, Actor, Scope, declare

from .actions import confirm_batch, keep_old, later_batch_on, old_values, prepare_batch
from .kinds import DIFFERENCES, Difference, Fault, Field, ImportKind, Outcome, Row, import_kind
from .models import Batch
from .refusals import ChangedSince

TABLE = "imports_testing_item"
ITEM = "testing.item"
PERMIT = "imports.test.items"


def make_table() -> None:
    """Make the register's table, which no installation has."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {TABLE} (id integer PRIMARY KEY, number varchar(40) UNIQUE NOT NULL,"
            " title varchar(200) NOT NULL, amount integer NOT NULL, as_of varchar(10) NOT NULL, batch_id integer NOT NULL)"
        )


def drop_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def items() -> dict[str, tuple[str, int]]:
    """What stands in the register: number → (title, amount)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, title, amount FROM {TABLE}")
        return {number: (title, amount) for number, title, amount in cursor.fetchall()}


class ItemWriter:
    """Takes items: new ones in, newer values over older ones, never the other way round."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self.told = 0

    def write(self, rows: Sequence[Row]) -> Outcome:
        outcome, new, changed = self._sorted(rows)
        as_of = self.batch.data_as_of.isoformat()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {TABLE}")
            last = cursor.fetchone()[0]
            made = [(last + place, *values, as_of, self.batch.pk) for place, (_, values) in enumerate(new, 1)]
            cursor.executemany(f"INSERT INTO {TABLE} VALUES (%s, %s, %s, %s, %s, %s)", made)
            moved = [(values[1], values[2], as_of, old["id"]) for _, values, old in changed]
            cursor.executemany(f"UPDATE {TABLE} SET title = %s, amount = %s, as_of = %s WHERE id = %s", moved)
        keep_old(
            self.batch, ITEM,
            [(old["id"], old, {"title": values[1], "amount": values[2], "as_of": as_of}) for _, values, old in changed],
        )  # fmt: skip
        outcome.created, outcome.updated = len(new), len(changed)
        return outcome

    def preview(self, rows: Sequence[Row]) -> Outcome:
        outcome, new, changed = self._sorted(rows)
        outcome.created, outcome.updated = len(new), len(changed)
        for line, values in new[: DIFFERENCES - self.told]:
            outcome.differences.append(Difference(line, "created", values[0], (("名称", "", values[1]),)))
        for line, values, old in changed[: DIFFERENCES - self.told - len(outcome.differences)]:
            pairs = (("名称", old["title"], values[1]), ("数量", str(old["amount"]), str(values[2])))
            told = tuple(pair for pair in pairs if pair[1] != pair[2])
            outcome.differences.append(Difference(line, "updated", values[0], told))
        self.told += len(outcome.differences)
        return outcome

    def _sorted(self, rows: Sequence[Row]) -> tuple[Outcome, list[Any], list[Any]]:
        outcome = Outcome()
        good: dict[str, tuple[int, tuple[str, str, int]]] = {}
        for line, (number, title, amount, _) in rows:
            if not number:
                outcome.faults.append(Fault(line, "number", "", "编号为空"))
            elif number in good:
                outcome.faults.append(Fault(line, "number", number, f"编号与第 {good[number][0]} 行重复"))
            elif not amount.strip().lstrip("-").isdecimal():
                outcome.faults.append(Fault(line, "amount", amount, "数量不是整数"))
            else:
                good[number] = (line, (number, title, int(amount)))
        new, changed = [], []
        there = self._there(list(good))
        for number, (line, values) in good.items():
            old = there.get(number)
            if old is None:
                new.append((line, values))
            elif (old["title"], old["amount"]) == values[1:]:
                outcome.unchanged += 1
            elif old["as_of"] > self.batch.data_as_of.isoformat():
                outcome.older += 1
            else:
                changed.append((line, values, old))
        return outcome, new, changed

    def _there(self, numbers: list[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        with connection.cursor() as cursor:
            for first in range(0, len(numbers), 500):
                part = numbers[first : first + 500]
                holes = ", ".join(["%s"] * len(part))
                cursor.execute(f"SELECT id, number, title, amount, as_of FROM {TABLE} WHERE number IN ({holes})", part)
                for pk, number, title, amount, as_of in cursor.fetchall():
                    found[number] = {"id": pk, "title": title, "amount": amount, "as_of": as_of}
        return found


def take_items_back(batch: Batch) -> int:
    """Delete what the batch created and put back what it changed; refused where a later batch changed what it created."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {TABLE} WHERE batch_id = %s", [batch.pk])
        mine = [row[0] for row in cursor.fetchall()]
        later = later_batch_on(batch, ITEM, mine[:900])
        if later is not None:
            raise ChangedSince(f"批次 {batch.code} 新增的记录后来又被批次 {later.code} 更改，请先撤回那一批")
        cursor.execute(f"DELETE FROM {TABLE} WHERE batch_id = %s", [batch.pk])
        count = len(mine)
        for change in old_values(batch, ITEM):
            values = [change.old["title"], change.old["amount"], change.old["as_of"], change.object_id]
            cursor.execute(f"UPDATE {TABLE} SET title = %s, amount = %s, as_of = %s WHERE id = %s", values)
            count += 1
    return count


ITEMS = ImportKind(
    code="testing-items",
    title="试验物品",
    fields=(
        Field("number", "编号", ("物品编号", "序列号"), required=True, example="A-1"),
        Field("title", "名称", ("品名",), example="青稞酒"),
        Field("amount", "数量", ("件数",), required=True, example="3"),
        Field("phone", "联系电话", protected=True),
    ),
    permit=PERMIT,
    begin=ItemWriter,
    roll_back=take_items_back,
)


def declare_items() -> ImportKind:
    """Declare the kind and its permit; again is harmless."""
    declare(PERMIT, "导入试验物品")
    return import_kind(ITEMS)


def make_clerk(name: str = "登记员（示例）", *permits: str) -> Actor:
    """Somebody who may import items and see batches."""
    codes = permits or (PERMIT, "imports.view", "imports.feed.manage")
    return Actor(kind="person", name=name, user_id=901, role_title="登记员", grants=dict.fromkeys(codes, Scope.ALL))


def table_of(rows: Sequence[Sequence[Any]], head: Sequence[str] = ("编号", "名称", "数量")) -> bytes:
    """A CSV file of items."""
    return "\n".join(",".join(map(str, row)) for row in (head, *rows)).encode() + b"\n"


def make_batch(
    content: bytes | Sequence[Sequence[Any]], *, actor: Actor = SYSTEM, confirm: bool = True, **values: Any
) -> Batch:
    """A batch of items, confirmed and waiting unless told otherwise."""
    data = content if isinstance(content, bytes) else table_of(content)
    defaults = {"file_name": "物品.csv", "data_as_of": date(2018, 6, 30)}
    batch = prepare_batch(actor=actor, kind=ITEMS, source=io.BytesIO(data), **{**defaults, **values})
    return confirm_batch(actor=actor, batch=batch) if confirm else batch
