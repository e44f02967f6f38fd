"""Code tables: loaded twice, corrected, retired; and what symbols are called."""

import csv
from datetime import date
from pathlib import Path

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PUBLIC, SYSTEM, PermitRefused
from qingzhi.domains.rights.actions.industry_codes import Loaded, load_code_table
from qingzhi.domains.rights.models import Code
from qingzhi.domains.rights.queries import class_title, class_titles

pytestmark = pytest.mark.django_db
ABOUT = {
    "code": "t",
    "scheme": "ipc",
    "title": "试用表",
    "edition": "1",
    "valid_from": "",
    "valid_to": "",
    "source": "测试",
}


def row(symbol: str, title: str, confirmed: str = "1") -> dict[str, str]:
    more = {"parent": symbol[:-1], "level": "1", "title_en": "", "source": "测试", "confirmed": confirmed}
    return {"symbol": symbol, "title": title, **more}


def load(*rows):
    return load_code_table(actor=SYSTEM, about=ABOUT, rows=rows)


def test_loading_twice_changes_nothing():
    assert load(row("A", "甲"), row("A61", "乙")) == Loaded(2, 0, 0)
    entries = AuditEntry.objects.count()
    assert load(row("A", "甲"), row("A61", "乙")) == Loaded()
    assert AuditEntry.objects.count() == entries


def test_what_is_no_longer_in_the_file_is_retired_and_comes_back():
    load(row("A", "甲"), row("B", "乙"))
    with clock.fixed(date(2018, 7, 1)):
        assert load(row("A", "甲（新）")) == Loaded(0, 1, 1)
    assert Code.objects.get(symbol="B").retired_on == date(2018, 7, 1)
    assert class_title("ipc", "B01D") == "乙"
    assert load(row("A", "甲（新）"), row("B", "乙")) == Loaded(0, 1, 0)
    assert Code.objects.get(symbol="B").retired_on is None


def test_a_symbol_is_called_by_its_longest_known_part():
    load(row("A", "甲"), row("A61K", "乙", confirmed="0"))
    assert class_title("ipc", "A61K 36/185") == "乙"
    assert class_title("ipc", "A01B1/00") == "甲"
    assert class_title("ipc", "H01M") == ""
    found = class_titles("ipc", ["A61K 36/185", "", "H01M"])
    assert list(found) == ["A61K 36/185"]
    assert (found["A61K 36/185"].known, found["A61K 36/185"].confirmed) == ("A61K", False)


def test_the_public_may_not_load():
    with pytest.raises(PermitRefused):
        load_code_table(actor=PUBLIC, about=ABOUT, rows=[])


def test_every_shipped_code_has_its_parent_and_its_source():
    folder = Path(__file__).resolve().parents[3] / "config" / "reference"
    with (folder / "code_tables.csv").open(encoding="utf-8") as file:
        tables = list(csv.DictReader(file))
    assert {table["scheme"] for table in tables} == {"gbt4754", "nice", "ipc", "cause"}
    for table in tables:
        with (folder / f"{table['file']}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        symbols = {one["symbol"] for one in rows}
        assert len(symbols) == len(rows)
        assert all(one["source"] and one["title"] and len(one["title"]) <= 300 for one in rows)
        assert all(one["parent"] in symbols for one in rows if one["parent"])


def test_tables_are_loaded_from_files(tmp_path):
    from qingzhi.domains.rights.actions.industries import load_industries
    from qingzhi.domains.rights.queries.industries import entries_of, table_in_force
    from qingzhi.engine.imports.code_tables import load_code_table as load_file
    from qingzhi.engine.imports.refusals import FileNotUnderstood

    load_code_table(actor=SYSTEM, about={**ABOUT, "code": "ipc"}, rows=[row("A", "甲"), row("B", "乙")])
    file = tmp_path / "ipc.csv"
    file.write_text("symbol,parent,level,title,title_en,source,confirmed\nA,,1,甲二,,测试,1\n", encoding="utf-8")
    found = load_file(actor=SYSTEM, name="ipc", path=file)
    assert (found.rows, found.updated) == (1, 1)
    assert Code.objects.get(symbol="B").retired_on is not None

    groups = [{"code": "a", "title": "甲", "clause": "", "quote": ""}]
    industry = {"code": "x", "group": "a", "name": "甲", "confirmed": "1", "note": ""}
    load_industries(actor=SYSTEM, groups=groups, industries=[industry])
    head = "version,valid_from,source,scheme,prefix,industry\n"
    file.write_text(f"{head}2,2018-01-01,测试,ipc,A01B,x\n2,2018-01-01,测试,nice,31,x\n", encoding="utf-8")
    with clock.fixed(date(2018, 7, 1)):
        assert load_file(actor=SYSTEM, name="concordance", path=file).created == 2
        assert table_in_force().version == "2"
        assert {entry.prefix for entry in entries_of(table_in_force())} == {"A01B", "31"}
    file.write_text(f"{head}3,2018-02-01,测试,ipc,A01B,nobody\n", encoding="utf-8")
    with pytest.raises(FileNotUnderstood, match="没有代码为"):
        load_file(actor=SYSTEM, name="concordance", path=file)
