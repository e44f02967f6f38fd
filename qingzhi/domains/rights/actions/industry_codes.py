"""Loading official classifications; a symbol that is no longer in its table is retired, never deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Code, CodeTable

Row = Mapping[str, str]
TEXTS = ("parent", "title", "title_en", "source")


@dataclass(frozen=True)
class Loaded:
    """What a loading changed."""

    created: int = 0
    updated: int = 0
    retired: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.created + other.created, self.updated + other.updated, self.retired + other.retired)


@transaction.atomic
def load_code_table(*, actor: Actor, about: Row, rows: Iterable[Row]) -> Loaded:
    """Load one table 「代码表」 as its file has it; twice changes nothing."""
    require(actor, "rights.industries.manage")
    facts = {
        "scheme": about["scheme"],
        "title": about["title"],
        "edition": about["edition"],
        "valid_from": _day(about["valid_from"]),
        "valid_to": _day(about["valid_to"]),
        "source": about["source"],
    }
    table, _ = CodeTable.objects.update_or_create(code=about["code"], defaults=facts)
    loaded = _load(table, rows)
    if loaded != Loaded():
        counts = {name: (None, getattr(loaded, name)) for name in ("created", "updated", "retired")}
        record(actor, "rights.load_code_table", table, changes=counts, reason=table.source)
    return loaded


def _load(table: CodeTable, rows: Iterable[Row]) -> Loaded:
    known = {code.symbol: code for code in table.codes.all()}
    new, changed, seen = [], [], set()
    for row in rows:
        seen.add(row["symbol"])
        facts = _facts(row)
        code = known.get(row["symbol"])
        if code is None:
            new.append(Code(table=table, symbol=row["symbol"], **facts))
        elif any(getattr(code, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(code, name, value)
            changed.append(code)
    gone = [code for symbol, code in known.items() if symbol not in seen and code.retired_on is None]
    for code in gone:
        code.retired_on = clock.today()
    Code.objects.bulk_create(new, batch_size=500)
    fields = [*TEXTS, "level", "confirmed", "retired_on"]
    Code.objects.bulk_update([*changed, *gone], fields, batch_size=500)
    return Loaded(len(new), len(changed), len(gone))


def _facts(row: Row) -> dict[str, object]:
    texts = {name: row[name] for name in TEXTS}
    return {**texts, "level": int(row["level"]), "confirmed": row["confirmed"] == "1", "retired_on": None}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
