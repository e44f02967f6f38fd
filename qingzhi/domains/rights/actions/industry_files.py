"""Code tables and the concordance from files, by `import code-table:NAME`: whole or not at all."""

from functools import partial
from pathlib import Path

from qingzhi.base.permits import Actor
from qingzhi.engine.imports.code_tables import Loaded, code_table, table_rows

from ..models import CodeTable
from ..refusals import ValueNotValid
from .industries import load_concordance
from .industry_codes import load_code_table

CODES = ("symbol", "parent", "level", "title", "title_en", "source", "confirmed")
CONCORDANCE = (
    "version", "valid_from", "valid_to", "source", "table_confirmed", "scheme", "prefix", "industry", "note",
)  # fmt: skip
TABLES = {"gbt4754-2017": "国民经济行业分类（GB/T 4754-2017）", "nice": "商标国际分类", "ipc": "国际专利分类"}


def register_code_tables() -> None:
    """Called once, by the app."""
    for code, title in TABLES.items():
        code_table(code, title, partial(_load_codes, code))
    code_table("concordance", "分类号与计划产业参照表", _load_concordance)


def _load_codes(code: str, actor: Actor, path: Path) -> Loaded:
    """A whole new state of a code table that is known; what the file lacks is retired."""
    table = CodeTable.objects.get(code=code)
    rows = table_rows(path, CODES, ("symbol", "level", "title", "source"))
    dates = {name: str(getattr(table, name) or "") for name in ("valid_from", "valid_to")}
    texts = {name: getattr(table, name) for name in ("code", "scheme", "title", "edition", "source")}
    loaded = load_code_table(actor=actor, about={**texts, **dates}, rows=rows)
    return Loaded(len(rows), loaded.created, loaded.updated)


def _load_concordance(actor: Actor, path: Path) -> Loaded:
    """One version of the concordance; its first row says which, since when, and from where."""
    rows = table_rows(path, CONCORDANCE, ("version", "valid_from", "source", "scheme", "prefix", "industry"))
    if not rows or len({row["version"] for row in rows}) > 1:
        raise ValueError("每个文件须有且只有一个版本")
    first = rows[0]
    about = {
        **{name: first[name] for name in ("version", "valid_from", "valid_to", "source")},
        "code": f"version-{first['version']}",
        "title": "分类号与计划产业参照表",
        "confirmed": first["table_confirmed"],
    }
    try:
        return Loaded(len(rows), load_concordance(actor=actor, about=about, rows=rows), 0)
    except ValueNotValid as refused:
        raise ValueError(refused.reason) from refused
