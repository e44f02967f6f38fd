"""Indicator tables and divisions of tasks, as tables and in plain text."""

from io import BytesIO

import docx
import pytest

from qingzhi.domains.plan.rules.compiler import as_json, compile_text
from qingzhi.engine.documents.rules.reading import read_document

HEAD = "某省知识产权发展规划(2021—2025年)\n某政发〔2021〕3号\n某省人民政府\n2021年6月1日\n一、主要指标\n"
INDICATORS = [
    ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
    ["1", "每万人口高价值发明专利拥有量", "件", "6.3", "≥12", "预期性"],
    ["2", "知识产权质押融资登记金额", "亿元", "20", "50左右", "预期性"],
    ["3", "专利密集型产业增加值占GDP比重", "%", "11.6", "13", "预期性"],
    ["4", "海外发明专利授权量", "万件", "4", "[累计9]", "约束性"],
    ["5", "专利审查周期", "月", "20", "≤15", "约束性"],
]


def docx_of(rows: list[list[str]], before: str = HEAD) -> bytes:
    document = docx.Document()
    for line in before.strip().split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def brief(figure: dict) -> tuple:
    return figure["indicator"], figure["comparator"], figure["value"], figure["unit"], figure["kind"]


EXPECTED = [
    ("每万人口高价值发明专利拥有量", ">=", 12, "件", "stock"),
    ("知识产权质押融资登记金额", "≈", 5000000000, "元", "flow"),
    ("专利密集型产业增加值占GDP比重", ">=", 13, "%", "ratio"),
    ("海外发明专利授权量", ">=", 90000, "件", "flow"),
    ("专利审查周期", "<=", 15, "月", "duration"),
]


def html_of(rows):
    return ("<html><body><p>" + HEAD.replace("\n", "</p><p>") + "</p><table>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows) + "</table></body></html>").encode()  # fmt: skip


FORMS = {
    "docx": lambda: docx_of(INDICATORS),
    "html": lambda: html_of(INDICATORS),
    "tabs": lambda: (HEAD + "\n".join("\t".join(r) for r in INDICATORS)).encode(),
    "gaps": lambda: (HEAD + "\n".join("   ".join(r) for r in INDICATORS)).encode(),
    "blanks": lambda: (HEAD + "\n".join(" ".join(r) for r in INDICATORS)).encode(),
    "bars": lambda: (HEAD + "\n".join("| " + " | ".join(r) + " |" for r in INDICATORS)).encode(),
    "stacked": lambda: (HEAD + "\n".join("\n".join(r) for r in INDICATORS)).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_indicator_tables(form):
    result = as_json(compile_text(read_document(FORMS[form](), f"a.{form}")))
    assert [brief(t) for t in result["targets"]] == EXPECTED
    assert [b["value"] for b in result["baselines"]] == [6.3, 2000000000, 11.6, 40000, 20]
    assert {t["deadline"] for t in result["targets"]} == {"2025-12-31"}
    assert {b["as_of"] for b in result["baselines"]} == {"2020-12-31"}
    assert result["targets"][0]["baseline"]["value"] == 6.3
    for figure in result["targets"] + result["baselines"]:
        assert result["text"][figure["start"] : figure["end"]] == figure["quote"]


def test_units_in_names_and_heads_and_other_columns():
    rows = [
        ["类别", "指标", "2020年基期值", "2025年目标值", "年均增长(%)"],
        ["创造", "有效注册商标(万件)", "30", "45", "8.4"],
        ["创造", "其中:地理标志商标(件)", "33", "50", "—"],
        ["运用", "技术合同成交额(亿元)", "10", "20—30", ""],
        ["服务", "满意度(分)", "80", "完成国家下达任务", ""],
    ]
    result = as_json(compile_text(read_document(docx_of(rows), "a.docx")))
    assert [brief(t) for t in result["targets"]] == [
        ("有效注册商标", ">=", 450000, "件", "stock"),
        ("有效注册商标", ">=", 8.4, "%", "growth"),
        ("地理标志商标", ">=", 50, "件", "stock"),
        ("技术合同成交额", "range", 2000000000, "元", "flow"),
    ]
    assert result["targets"][3]["value_to"] == 3000000000


TASKS = [
    ["序号", "重点任务", "责任单位", "配合单位", "完成时限"],
    ["1", "建立联席会议制度,完善协调机制。", "省知识产权局", "省财政厅、省科技厅", "2021年12月底"],
    ["2", "培育知识产权优势企业50家。", "省知识产权局、省工业和信息化厅", "", "2025年"],
    ["3", "开展专项执法行动。", "省公安厅", "各市(州)人民政府", "每年"],
]


def test_division_of_tasks():
    result = as_json(compile_text(read_document(docx_of(TASKS, HEAD.replace("主要指标", "任务分工")), "a.docx")))
    measures = [m for m in result["measures"] if m["rule"] == "M03"]
    assert [m["text"] for m in measures] == [r[1] for r in TASKS[1:]]
    assert [(b["name"], b["role"]) for b in measures[0]["bodies"]] == [
        ("省知识产权局", "lead"),
        ("省财政厅", "support"),
        ("省科技厅", "support"),
    ]
    assert [b["role"] for b in measures[1]["bodies"]] == ["joint", "joint"]
    assert [(m["due"]["on"], m["due"]["every"]) for m in measures] == [
        ("2021-12-31", None),
        ("2025-12-31", None),
        (None, "year"),
    ]
    assert [(t["indicator"], t["value"], t["measure"]) for t in result["targets"]] == [
        ("知识产权优势企业", 50, measures[1]["id"])
    ]


def test_attached_division_of_tasks():
    before = "某省人民政府办公厅关于印发某省工作方案的通知\n某省人民政府办公厅\n2021年6月1日\n某省工作方案\n一、任务\n(一)创造。加强培育,提升质量,完善服务,优化环境,强化保护,促进运用,落实责任,形成合力,推动发展。\n附件\n重点任务分工表\n"
    result = as_json(compile_text(read_document(docx_of(TASKS, before), "a.docx")))
    measures = [m for m in result["measures"] if m["rule"] == "M03"]
    assert len(measures) == 3
    assert {m["section"] for m in measures} == {"附1"}


def test_two_leaders_in_a_column_of_leaders():
    rows = [
        ["重点任务", "牵头单位", "配合单位", "完成时限"],
        ["建立导航基地3个。", "省科技厅、省财政厅", "各市人民政府", "2022年6月底"],
    ]
    result = as_json(compile_text(read_document(docx_of(rows, HEAD.replace("主要指标", "任务分工")), "a.docx")))
    assert [b["role"] for b in result["measures"][0]["bodies"]] == ["lead", "lead", "support"]
    assert result["targets"][0]["deadline"] == "2022-06-30"
