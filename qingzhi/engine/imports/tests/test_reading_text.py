"""Text tables: every encoding and delimiter gives the same rows, stray quotes spoil one line, damage is named with its line."""

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..rules.reading import Examined, examine, open_reader, rows
from ..rules.shapes import FileRefused
from .reading_samples import FIELDS, GOOD, HEAD, csv_text, looked, taken

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
CELL = st.text(st.sampled_from("青海省知识产权酒，；、。\"',;\t\n|=+-@ 0123ABC"), max_size=12)
ROW = st.tuples(st.from_regex(r"20\d{11}", fullmatch=True), CELL, CELL, CELL, CELL)
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，", "|"])
def test_each_encoding_and_delimiter_gives_the_same_rows(tmp_path, encoding, delimiter):
    path = tmp_path / "a.csv"
    found = looked(path, csv_text([HEAD, GOOD, GOOD], delimiter, "\r\n"), encoding)
    assert list(rows(path, found, found.columns)) == [(2, GOOD), (3, GOOD)]
    assert found.missing == () and found.row_estimate == 2
    assert {one.field: one.how for one in found.matches} == {
        "number": "exact", "title": "synonym", "applied_on": "exact", "holders": "synonym", "abstract": "exact"
    }  # fmt: skip


def test_a_rare_character_needs_gb18030(tmp_path):
    found = looked(tmp_path / "a.csv", csv_text([HEAD, ("20171", "𠮷某䶮", "", "", "")]), "gb18030")
    assert found.encoding == "GBK/GB18030"
    assert [values[1] for _, values in rows(tmp_path / "a.csv", found, found.columns)] == ["𠮷某䶮"]


@slow
@given(st.lists(ROW, min_size=1, max_size=12), st.sampled_from(ENCODINGS[:5]), st.sampled_from(",;\t|"), st.booleans())
def test_what_is_written_is_read(tmp_path, lines, encoding, delimiter, quoted):
    path = tmp_path / "a.csv"
    found = looked(path, csv_text([HEAD, GOOD, *lines], delimiter, "\r\n", quoted), encoding)
    read = [values for _, values in rows(path, found, found.columns)]
    assert [tuple(map(unguarded, row)) for row in [GOOD, *lines]] == read


def unguarded(cell: str) -> str:
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].strip()
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


@slow
@given(
    st.lists(st.one_of(ROW, st.just(()), st.just(("合计", "", "3"))), max_size=40),
    st.integers(0, 45),
    st.integers(1, 9),
)
def test_going_on_anywhere_gives_the_rest(tmp_path, lines, start, size):
    path = tmp_path / "a.csv"
    found = looked(path, csv_text([HEAD, GOOD, *lines], quoted=len(lines) % 2 == 0))
    whole, faults, settled = taken(path, found, size=size)
    rest, later_faults, settled_again = taken(path, found, start, size)
    assert len(whole) + len(faults) == settled
    if start <= settled:
        everything = sorted([line for line, _ in whole] + [fault.line for fault in faults])
        assert sorted([line for line, _ in rest] + [fault.line for fault in later_faults]) == everything[start:]
        assert settled_again == settled
    assert rest == whole[len(whole) - len(rest) :]


def test_a_layout_that_was_kept_reads_the_same(tmp_path):
    path = tmp_path / "a.csv"
    found = looked(path, csv_text([("2017 年专利清单",), HEAD, GOOD], "\t"), "gbk")
    kept = Examined.from_dict(found.as_dict(), FIELDS)
    assert list(rows(path, kept, found.columns)) == list(rows(path, found, found.columns)) == [(3, GOOD)]


def test_lines_end_in_any_way_and_cells_may_hold_line_ends(tmp_path):
    text = '申请号,发明名称\r\n1,甲\n2,"乙\n丙"\r3,丁\r\n\r\n4,戊'
    found = looked(tmp_path / "a.csv", text)
    got, faults, _ = taken(tmp_path / "a.csv", found)
    assert [(line, values[:2]) for line, values in got] == [
        (2, ("1", "甲")), (3, ("2", "乙\n丙")), (5, ("3", "丁")), (7, ("4", "戊"))
    ]  # fmt: skip
    assert faults == []


@pytest.mark.parametrize(
    "bad",
    ['2,"没有闭合,3', '2,"中间"有引号,3', '"2,乙'],
)
def test_a_stray_quote_spoils_its_own_line_alone(tmp_path, bad):
    text = f'申请号,发明名称\n1,甲\n{bad}\n3,"丙"\n4,丁\n5,"戊,己"\n'
    found = looked(tmp_path / "a.csv", text)
    got, faults, settled = taken(tmp_path / "a.csv", found)
    assert [values[0] for _, values in got] == ["1", "3", "4", "5"]
    assert [(fault.line, "引号" in fault.reason) for fault in faults] == [(3, True)]
    assert settled == 5


def test_two_stray_quotes_lines_apart_lose_no_line_between_them(tmp_path):
    lines = ["申请号,发明名称", "1,甲", '2,"乙', "3,丙", "4,丁", '5",戊', "6,己"]
    found = looked(tmp_path / "a.csv", "\n".join(lines) + "\n")
    got, faults, settled = taken(tmp_path / "a.csv", found)
    assert [values[0] for _, values in got] == ["1", "3", "4", '5"', "6"] and [fault.line for fault in faults] == [3]
    assert settled == 6


def test_thousands_of_stray_quotes_refuse_the_file(tmp_path):
    found = looked(tmp_path / "a.csv", "申请号,发明名称\n" + '1,"甲\n' * 3_000)
    with pytest.raises(FileRefused) as refused:
        taken(tmp_path / "a.csv", found)
    assert "1000" in refused.value.reason and refused.value.line


def test_a_line_with_more_cells_than_the_head_is_not_guessed_at(tmp_path):
    found = looked(tmp_path / "a.csv", "申请号,发明名称,申请日\n1,一种甲,乙的装置,2017-01-01\n2,丙,2017-01-02,\n3,丁\n")
    got, faults, _ = taken(tmp_path / "a.csv", found)
    assert [fault.line for fault in faults] == [2] and "4 格" in faults[0].reason
    assert [values[:3] for _, values in got] == [("2", "丙", "2017-01-02"), ("3", "丁", "")]


def test_a_cell_is_as_long_as_its_field_allows(tmp_path):
    long = "长" * 5_000
    found = looked(tmp_path / "a.csv", csv_text([HEAD, ("1", long, "", "", ""), ("2", "甲", "", "", long)]))
    got, faults, _ = taken(tmp_path / "a.csv", found)
    assert [values[0] for _, values in got] == ["2"]
    assert [(fault.line, fault.field) for fault in faults] == [(2, "title")] and "5000" in faults[0].reason


def test_the_cells_of_a_row_stay_at_hand_as_they_stood(tmp_path):
    path = tmp_path / "a.csv"
    found = looked(path, "序号,申请号,发明名称\n1, 2017 ,甲 \n2,,乙\n")
    reader = open_reader(path, found, found.columns)
    chunk = reader.take(10)
    assert chunk and chunk.rows[0] == (2, ("2017", "甲", "", "", ""))
    assert chunk.cells_of(2) == ["1", " 2017 ", "甲 "] and chunk.cells_of(99) == []


def test_marks_against_computing_are_taken_off(tmp_path):
    text = '申请号,发明名称,申请日\n="02017",\'=1+1,"=""2017-01-01"""\n1,=cmd|\'/c calc\'!A0,\'平\n'
    found = looked(tmp_path / "a.csv", text)
    got, _, _ = taken(tmp_path / "a.csv", found)
    assert got[0][1][:3] == ("02017", "=1+1", "2017-01-01")
    assert got[1][1][:3] == ("1", "=cmd|'/c calc'!A0", "'平")


def test_control_characters_are_left_out(tmp_path):
    found = looked(tmp_path / "a.csv", "申请号,发明名称\n1,甲\x0b乙\x07\n")
    assert taken(tmp_path / "a.csv", found)[0][0][1][:2] == ("1", "甲乙")


BAD_BYTES = [
    (b"", "空", None),
    (b" \n\n", "空", None),
    ("申请号,发明名称\n1,甲\n".encode() * 9000 + b"2,\xff\n", "UTF-8", 18001),
    ("申请号,发明名称\n1,青海省知识产权局\n".encode("gbk") * 9000 + b"2,\xff\xff\n", "GBK", 18001),
    ("申请号,发明名称\n1,甲\n2,".encode() + b"\0\0\n" + b"3,x\n" * 99, "NUL", 3),
    (b"\x00\x01\x02\x00\x07" * 900, "不是文本", None),
    (b"%PDF-1.7\n", "PDF", None),
    (b"<html><table><tr><td>1</td></tr></table></html>", "网页", None),
    (b"\xff\xfea\x00,\x00\x00\xd8", "UTF-16", 1),
    ("只有一列\n甲\n乙\n".encode(), "分隔符", None),
    (b'<?xml version="1.0"?><a/>', "没有认出", None),
]


@pytest.mark.parametrize(("content", "word", "line"), BAD_BYTES, ids=[f"{word}-{line}" for _, word, line in BAD_BYTES])
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, content, word, line):
    with pytest.raises(FileRefused) as refused:
        looked(tmp_path / "a.csv", content)
    assert word in refused.value.reason and refused.value.line == line
    assert "\n" not in str(refused.value) and refused.value.reason.count("。") == 0


@slow
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    try:
        found = examine(path, FIELDS)
        taken(path, found)
    except FileRefused as refused:
        assert refused.reason


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEAD) + "\n")
        for number in range(60_000):
            file.write(f'{number},一种青稞酒的酿造方法,2017-06-29,"青海某公司",{"略" * 40}\n')
    tracemalloc.start()
    try:
        found = examine(path, FIELDS)
        reader = open_reader(path, found, found.columns)
        count = 0
        while chunk := reader.take(1_000):
            count += len(chunk.rows)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_000
    assert peak < 30 * 1024 * 1024 and path.stat().st_size > 10 * 1024 * 1024


def test_a_table_may_have_one_column(tmp_path):
    found = looked(tmp_path / "a.csv", "申请号\n2017106018623\n2017106018624\n")
    assert found.columns == {"number": 0} and [field.name for field in found.missing] == ["title"]
    assert [values[0] for values in dict(rows(tmp_path / "a.csv", found, found.columns)).values()] == [
        "2017106018623",
        "2017106018624",
    ]
