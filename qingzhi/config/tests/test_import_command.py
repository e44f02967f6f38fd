"""`qingzhi import`: the contract's JSON and statuses, interruption and going on, dry run, taking back."""

import json

import pytest
from typer.testing import CliRunner

from qingzhi.base.identity.testing import a_post, a_role, an_account
from qingzhi.base.regions.models import Region
from qingzhi.config.cli.main import app
from qingzhi.config.reference.loading import load_reference
from qingzhi.engine.imports import actions, testing
from qingzhi.engine.imports.models import Batch

KEYS = ["batch", "rows", "created", "updated", "unchanged", "rejected", "errors_file", "seconds"]
DIRTY = "物品编号,品名,件数\nA-1,青稞酒,3\nA-2,藏毯,五\nA-3,唐卡,1\n合计,,4\n"


@pytest.fixture
def register(db):
    testing.declare_items()
    testing.make_table()
    return testing


@pytest.fixture
def dirty(tmp_path):
    path = tmp_path / "物品.csv"
    path.write_text(DIRTY, encoding="gb18030")
    return path


def run(*words, code=0):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result


def document(result):
    found = json.loads(result.stdout)
    assert list(found) == KEYS
    return found


def test_a_file_with_faults_ends_with_one_and_tells_them(register, dirty, tmp_path):
    errors = tmp_path / "errors.csv"
    result = run(
        "import", "testing-items", dirty, "--errors", errors, "--format", "json", "--batch-note", "六月", code=1
    )
    found = document(result)
    assert [found[key] for key in KEYS[1:7]] == [3, 2, 0, 0, 1, str(errors)]
    batch = Batch.objects.get()
    assert (found["batch"], batch.note) == (batch.code, "六月")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(errors.read_text("utf-8-sig").replace("五", "5"), "utf-8-sig")
    again = document(run("import", "testing-items", corrected, "--format", "json"))
    assert (again["created"], again["rejected"], again["errors_file"]) == (1, 0, None)
    assert register.items()["A-2"] == ("藏毯", 5)


def test_a_dry_run_tells_the_same_and_writes_nothing(register, dirty, tmp_path, settings):
    errors = tmp_path / "errors.csv"
    result = run("import", "testing-items", dirty, "--dry-run", "--errors", errors, "--format", "json", code=1)
    found = document(result)
    assert [found[key] for key in KEYS[:7]] == [None, 3, 2, 0, 0, 1, str(errors)]
    assert "A-2" in errors.read_text("utf-8-sig") and "新增 A-1：名称 （空） → 青稞酒" in result.stderr
    assert register.items() == {} and not Batch.objects.exists()
    assert not (settings.QINGZHI_DATA / "imports").exists()


def test_a_clean_dry_run_leaves_no_errors_file(register, tmp_path):
    good, errors = tmp_path / "good.csv", tmp_path / "errors.csv"
    good.write_bytes(testing.table_of([("A-1", "x", 1)]))
    assert (
        document(run("import", "testing-items", good, "--dry-run", "--errors", errors, "--format", "json"))["rejected"]
        == 0
    )
    assert not errors.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing-such", "FILE"), "没有“nothing-such”这一导入种类"),
        (("testing-items", "missing.csv"), "打不开"),
        (("testing-items", "FILE", "--as-of", "去年"), "--as-of"),
        (("testing-items", "FILE", "--as", "nobody"), "没有启用的账号"),
        (("testing-items", "FILE", "--as", "reader"), "没有“导入试验物品”权限"),
        (("testing-items", "FILE", "--feed", "x"), "没有代码为“x”"),
        (("testing-items", "FILE", "--format", "xml"), "--format"),
        (("testing-items", "FILE", "--mapping", "missing.json"), "打不开"),
        (("code-table:x", "FILE"), "没有名为“x”的代码表"),
        (("code-table:regions", "FILE"), "表头缺少列"),
        (("rollback", "testing-items-99"), "没有编号为"),
        (("statistics", "FILE"), "缺少列"),
    ],
)
def test_refusals_end_with_two_one_line_and_no_change(register, dirty, words, said):
    a_post(an_account("reader"), a_role("reader", "imports.view"))
    result = run("import", *(dirty if word == "FILE" else word for word in words), code=2)
    assert said in result.stderr and result.stderr.count("\n") == 1 and result.stdout == ""
    assert register.items() == {} and not Batch.objects.exists()


def test_a_mapping_file_names_the_columns(register, tmp_path):
    file, mapping = tmp_path / "f.csv", tmp_path / "m.json"
    file.write_text("甲,乙,丙\nA-1,酒,3\n", "utf-8")
    mapping.write_text('{"number": "甲", "title": 2, "amount": "丙"}', "utf-8")
    assert document(run("import", "testing-items", file, "--mapping", mapping, "--format", "json"))["created"] == 1
    mapping.write_text('{"number": "丁"}', "utf-8")
    assert "丁" in run("import", "testing-items", file, "--mapping", mapping, code=2).stderr


def test_an_interrupted_import_goes_on_with_the_same_command(register, tmp_path, monkeypatch):
    file = tmp_path / "many.csv"
    file.write_bytes(testing.table_of([(f"A-{n}", "x", n) for n in range(50)]))
    monkeypatch.setattr(actions.running, "BLOCK", 10)
    work = actions.run_batch
    asked = []

    def interrupted(batch, **given):
        asked.append(work(batch, seconds=0.0, chunk_rows=10))
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "run_batch", interrupted)
    result = CliRunner().invoke(app, ["import", "testing-items", str(file), "--format", "json"])
    assert result.exit_code != 0 and result.stdout == ""
    batch = Batch.objects.get()
    assert 0 < batch.cursor < 50 and batch.lease == "", "it is let go of, so that the next one need not wait"
    monkeypatch.setattr(actions, "run_batch", work)
    result = run("import", "testing-items", file, "--format", "json")
    assert f"接着导入批次 {batch.code}" in result.stderr
    found = document(result)
    assert (found["batch"], found["rows"], found["created"]) == (batch.code, 50, 50)
    again = document(run("import", "testing-items", file, "--format", "json"))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 50)


def test_a_batch_is_taken_back(register, dirty):
    run("import", "testing-items", dirty, code=1)
    code = Batch.objects.get().code
    found = json.loads(run("import", "rollback", code, "--reason", "传错", "--format", "json").stdout)
    assert (found["batch"], found["withdrawn"]) == (code, 2)
    assert register.items() == {} and Batch.objects.get().rollback_reason == "传错"


def test_a_code_table_is_loaded(register, tmp_path):
    load_reference()
    region = Region.objects.get(code="630000")
    file = tmp_path / "regions.csv"
    head = "code,name,short_name,level,parent,valid_from,valid_to,replaced_by,source"
    file.write_text(f"{head}\n639900,试验州,试验,prefecture,{region.code},,,,测试\n", "utf-8")
    found = document(run("import", "code-table:regions", file, "--format", "json"))
    assert (found["batch"], found["rows"], found["created"]) == (None, 1, 1)
    assert Region.objects.filter(code="639900").exists()
