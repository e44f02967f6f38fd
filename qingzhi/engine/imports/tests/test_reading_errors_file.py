"""The file of rejected rows: correct it, send it, and it says what the original said; no spreadsheet computes or harms it."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..rules.errors_file import ENCODING, ErrorsFile, harmless
from ..rules.heads import ERROR_COLUMNS
from ..rules.reading import rows
from .reading_samples import GOOD, HEAD, csv_text, looked

CELL = st.text(st.sampled_from("青海=+-@'\"0123456789,;\n |cmd!A"), max_size=20)


def written(path, head, told):
    with path.open("w", encoding=ENCODING, newline="") as file:
        errors = ErrorsFile(file, head)
        for line, cells, faults in told:
            errors.write(line, cells, faults)
    return errors.count


def test_a_corrected_file_is_read_like_the_original(tmp_path):
    path = tmp_path / "errors.csv"
    cells = ["201710601862", "=cmd|'/c calc'!A0", "2017-13-45", "@某公司", "0012"]
    assert (
        written(path, HEAD, [(7, cells, [("申请日", "没有这一天"), ("", "=坏")]), (9, GOOD, [("申请日", "太早")])]) == 2
    )
    text = path.read_text(encoding=ENCODING)
    assert text.splitlines()[0] == ",".join([*ERROR_COLUMNS, *HEAD])
    assert text.splitlines()[1].startswith("7,申请日,没有这一天；'=坏,\t201710601862,'=cmd")
    found = looked(tmp_path / "again.csv", path.read_bytes())
    assert [values for _, values in rows(tmp_path / "again.csv", found, found.columns)] == [tuple(cells), GOOD]
    assert not {"行号", "出错列", "原因"} & {found.head[one.column] for one in found.matches}


def test_the_columns_of_an_earlier_round_are_not_repeated(tmp_path):
    path = tmp_path / "errors.csv"
    head = (*ERROR_COLUMNS, *HEAD)
    written(path, head, [(2, ["7", "申请日", "旧的原因", *GOOD], [("申请日", "新的原因")])])
    lines = path.read_text(encoding=ENCODING).splitlines()
    assert (
        lines[0] == ",".join(head)
        and lines[1].startswith("2,申请日,新的原因,\t2017106018623,")
        and "旧的" not in lines[1]
    )


def test_cells_beyond_the_head_are_kept(tmp_path):
    path = tmp_path / "errors.csv"
    written(path, ["甲", "乙"], [(2, ["1", "2", "3"], [("", "多一格")]), (3, ["1"], [("", "少")])])
    assert path.read_text(encoding=ENCODING).splitlines()[1:] == ["2,,多一格,1,2,3", "3,,少,1,"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_whatever_stood_in_the_cells_comes_back(tmp_path, lines):
    path = tmp_path / "errors.csv"
    kept = [[f"9{place}", *cells, "x"] for place, cells in enumerate(lines)]
    written(path, HEAD, [(place + 2, cells, [("申请日", "错")]) for place, cells in enumerate(kept)])
    original, again = tmp_path / "a.csv", tmp_path / "b.csv"
    first = looked(original, csv_text([HEAD, *kept], quoted=True))
    second = looked(again, path.read_bytes())
    assert [v for _, v in rows(original, first, first.columns)] == [v for _, v in rows(again, second, second.columns)]


def test_nothing_that_is_written_can_be_computed():
    for cell in ("=1", " =1", "\t=1", "+1+1", "-1-1", "@SUM(1)", "\n=1"):
        assert harmless(cell).startswith("'"), cell
    for cell in ("-5", "+86.5", "普通", "", "-5%"):
        assert harmless(cell) == cell
    assert harmless("632801199001011234") == "\t632801199001011234"
    assert io.StringIO(harmless("a\0b")).getvalue() == "ab"
