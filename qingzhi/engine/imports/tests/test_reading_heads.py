"""Heads: found below titles and over two lines, matched by synonyms, proposed by likeness, remembered, given by a file."""

import json

import pytest

from ..rules.heads import digest, match, plain
from ..rules.mapping_files import read_mapping
from ..rules.reading import examine, open_reader, rows
from ..rules.shapes import Field, FileRefused
from .reading_samples import FIELDS, GOOD, HEAD, csv_text, looked, taken


@pytest.mark.parametrize(
    "written",
    [
        "申请（专利）号",
        "申请(专利)号",
        "申请【专利】号",
        " 申 请（专利） 号 ",
        "申请（专利）号*",
        "申请（专利）号（必填）",
        "申请号：",
        "ＮＵＭＢＥＲ",
    ],
)
def test_width_brackets_blanks_case_and_hints_do_not_matter(written):
    assert [(one.field, one.certain) for one in match([written], FIELDS, {})] == [("number", True)]


def test_what_is_in_brackets_matters_where_it_is_no_hint():
    assert plain("名称（外文）") != plain("名称") == plain("名称（必填）")
    assert match(["名称（外文）", "备用"], FIELDS, {}) == ()


def test_likeness_is_shown_and_never_applied(tmp_path):
    found = looked(tmp_path / "a.csv", csv_text([("申请号", "发明名称", "权利人名"), ("1", "甲", "某公司")]))
    assert [(one.field, one.column, one.how) for one in found.uncertain] == [("holders", 2, "likeness")]
    assert 0 < found.uncertain[0].score < 100 and "holders" not in found.columns
    assert taken(tmp_path / "a.csv", found)[0][0][1] == ("1", "甲", "", "", "")


def test_the_title_wins_over_synonyms_and_the_rest_is_told(tmp_path):
    head = ("专利名称", "名称", "申请号", "申请日期", "申请日期", "随便")
    found = looked(tmp_path / "a.csv", csv_text([head, ("甲", "乙", "1", "2017-01-01", "", "")]))
    assert found.columns == {"number": 2, "title": 1, "applied_on": 3}
    assert found.repeated == ("申请日期",)
    assert found.ignored == ("专利名称", "申请日期", "随便")


def test_a_required_field_without_a_column_is_told(tmp_path):
    found = looked(tmp_path / "a.csv", "申请号,申请日\n1,2017-01-01\n")
    assert [field.name for field in found.missing] == ["title"]
    assert found.missing_from({"number": 0, "title": 1}) == ()


def test_the_head_stands_below_titles_and_blank_lines(tmp_path):
    text = "青海省专利清单,,,,\n导出时间：2018-01-01,,,,\n\n" + csv_text([HEAD, GOOD, GOOD])
    found = looked(tmp_path / "a.csv", text)
    assert (found.head_line, found.head, found.row_estimate) == (4, HEAD, 2)
    assert [line for line, _ in taken(tmp_path / "a.csv", found)[0]] == [5, 6]


def test_a_head_over_two_lines_is_put_together(tmp_path):
    upper, lower = (
        ("序号", "申请号", "发明名称", "日期", "", "专利权人", ""),
        ("", "", "", "申请日", "授权日", "名称", "地址"),
    )
    row = ("1", "2017", "甲", "2017-01-01", "", "某公司", "西宁")
    fields = (*FIELDS, Field("granted_on", "授权日"), Field("holder", "专利权人名称"))
    path = tmp_path / "a.csv"
    path.write_text(csv_text([upper, lower, row]), encoding="utf-8")
    found = examine(path, fields)
    assert (found.head_line, found.head_span) == (1, 2)
    assert found.head == ("序号", "申请号", "发明名称", "申请日", "授权日", "专利权人名称", "地址")
    assert next(rows(path, found, found.columns)) == (3, ("2017", "甲", "2017-01-01", "", "", "", "某公司"))


def test_totals_notes_and_repeated_heads_are_counted_and_passed_over(tmp_path):
    lines = [HEAD, GOOD, ("小计", "", "1", "", ""), HEAD, GOOD, ("", "", "", "", ""), ("合 计", "2", "", "", "")]
    lines += [("注：不含涉密专利", "", "", "", ""), ("填表人：", "张三", "", "", ""), ("第 1 页", "", "", "", "")]
    path = tmp_path / "a.csv"
    found = looked(path, csv_text(lines))
    reader = open_reader(path, found, found.columns)
    chunk = reader.take(100)
    assert chunk and [line for line, _ in chunk.rows] == [2, 5] and reader.take(100) is None
    assert reader.leftovers.sentences() == (
        "跳过合计行 2 行（第 3、7 行）", "跳过说明行 3 行（第 8、9、10 行）", "跳过重复的表头 1 行（第 4 行）"
    )  # fmt: skip
    assert reader.leftovers.blank == 1


def test_a_first_column_without_a_name_hides_nothing(tmp_path):
    head, row = ("", "申请号", "发明名称"), ("", "2017", "甲")
    found = looked(tmp_path / "a.csv", csv_text([head, row, head, ("合计", "", "1"), ("", "合计", "")]))
    got, _, _ = taken(tmp_path / "a.csv", found)
    assert [line for line, _ in got] == [2]


def test_a_record_is_no_total_because_of_its_name(tmp_path):
    found = looked(tmp_path / "a.csv", "名称,申请号\n合计称重装置,2017\n注：音标,2018\n总计,2019-X\n合计有限公司,\n")
    assert [values[1] for _, values in taken(tmp_path / "a.csv", found)[0]] == [
        "合计称重装置", "注：音标", "总计", "合计有限公司"
    ]  # fmt: skip


def test_more_than_two_hundred_columns_are_refused(tmp_path):
    head = [*HEAD, *(f"列{number}" for number in range(200))]
    with pytest.raises(FileRefused) as refused:
        looked(tmp_path / "a.csv", csv_text([head, ["1"] * len(head)]))
    assert refused.value.reason == "表头有 205 列，最多 200 列，请删去不导入的列" and refused.value.line == 1


def test_what_was_confirmed_is_offered_again_for_the_same_head(tmp_path):
    asked = []

    def remembered(fingerprint):
        asked.append(fingerprint)
        return {"number": 1, "title": 0, "holders": -1}

    head = ("代号", "专利号", "权利人")
    found = looked(tmp_path / "a.csv", csv_text([head, ("甲", "2017", "某")]), remembered=remembered)
    assert asked == [digest(head)] == [digest([" 代号", "专利号（必填）", "权利人"])]
    assert found.columns == {"number": 1, "title": 0}
    assert {one.how for one in found.matches} == {"remembered"}
    assert digest(("代号", "权利人", "专利号")) != digest(head)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m.json", json.dumps({"number": "专利号码", "名称": 1, "holders": ""})),
        ("m.json", json.dumps({"专利号码": "number", "第一列": "名称", "": "holders"})),
        ("m.csv", "字段,列名\nnumber,专利号码\n名称,1\nholders,\n"),
        ("m.csv", "专利号码\tnumber\n第一列\t名称\n"),
    ],
)
def test_mapping_files_say_which_column_is_which(tmp_path, name, content):
    mapping = tmp_path / name
    mapping.write_text(content, encoding="utf-8-sig")
    given = read_mapping(mapping, FIELDS)
    text = csv_text([("第一列", "权利人", "专利号码"), ("甲", "某公司", "2017")])
    found = looked(tmp_path / "a.csv", text, given=given)
    assert found.columns["number"] == 2 and found.columns["title"] == 0
    assert {one.how for one in found.matches if one.field in ("number", "title")} == {"given"}
    assert ("holders" in found.columns) is ("\t" in content or "第一列" in content)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('{"colour": "专利号"}', "不是可导入的字段"),
        ('{"number": "无此列"}', "不在表头中"),
        ('{"number": 9}', "第 9 列"),
        ('{"number": [1]}', "列名或列号"),
        ('{"number": ', "JSON"),
        ("number", "两格"),
        ("", "空"),
    ],
)
def test_a_mapping_file_that_fits_nothing_is_refused(tmp_path, content, word):
    mapping = tmp_path / "m"
    mapping.write_text(content, encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        looked(tmp_path / "a.csv", csv_text([HEAD, GOOD]), given=read_mapping(mapping, FIELDS))
    assert word in refused.value.reason
