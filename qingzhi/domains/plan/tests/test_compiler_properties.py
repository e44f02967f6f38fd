"""Whatever the text, the compiler does not crash, every quote stands where it says, and offsets nest."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingzhi.domains.plan.rules.compiler import as_json, compile_text

PIECES = st.sampled_from(
    [
        "一、",
        "二、",
        "(一)",
        "（二）",
        "1.",
        "2、",
        "(1)",
        "①",
        "第一章",
        "第二节",
        "第三条",
        "专栏1",
        "附件1",
        "附件:",
        "目录",
        "\n",
        "\n\n",
        "\t",
        "|",
        "。",
        ";",
        "；",
        ",",
        "，",
        "、",
        ":",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "〈",
        "〉",
        "“",
        "”",
        "〔2020〕",
        "[2021]",
        "号",
        "国发\n",
        "",
        "",
        "",
        "到2025年",
        "2020年底",
        "6月底前",
        "每年",
        "每季度",
        "“十四五”",
        "今年",
        "第三季度",
        "二〇二五年",
        "培育",
        "新增",
        "达到",
        "突破",
        "不低于",
        "控制在",
        "增长",
        "下降",
        "提高",
        "由",
        "提高到",
        "力争",
        "分别",
        "全覆盖",
        "翻一番",
        "比",
        "较\n",
        "",
        "",
        "",
        "20家",
        "2万件",
        "三十项",
        "30%",
        "百分之二十",
        "两成",
        "3至5",
        "5个百分点",
        "12亿元",
        "14个工作日",
        "以上",
        "左右",
        "以内",
        "千家",
        "企业",
        "商标",
        "专利授权量",
        "每万人口",
        "发明、实用新型\n",
        "",
        "",
        "",
        "责任单位:",
        "省科技厅",
        "牵头",
        "配合",
        "负责",
        "各市(州)人民政府",
        "和",
        "指标",
        "单位",
        "序号",
        "属性",
        "重点任务",
        "完成时限",
        "的",
        "在",
        "某省人民政府",
        "2021年3月1日",
        "关于印发",
        "的通知",
        "行动计划",
        "■",
        "□",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_compiles_and_every_quote_stands_in_its_place(text):
    plan = as_json(compile_text(text))
    whole = plan["text"]
    for key in ("targets", "baselines", "citations"):
        for item in plan[key]:
            assert 0 <= item["start"] < item["end"] <= len(whole)
            assert whole[item["start"] : item["end"]] == item["quote"]
    for key in ("sections", "measures"):
        for item in plan[key]:
            assert whole[item["start"] : item["end"]] == item["text"]
    ids = [s["id"] for s in plan["sections"]]
    assert len(ids) == len(set(ids))
    assert all(m["section"] in ids for m in plan["measures"])
    assert all(f["section"] in ids for f in plan["targets"] + plan["baselines"])


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sections_nest(text):
    sections = as_json(compile_text(text))["sections"]
    for i, first in enumerate(sections):
        for second in sections[i + 1 :]:
            apart = second["start"] >= first["end"]
            inside = first["start"] <= second["start"] and second["end"] <= first["end"]
            assert apart or inside


RUNS = ["培育企业20家", "由2020年的5%提高到10%", "推动全面发展", "省科技厅、", "县级城市达到80%,", "(省科技厅", "“铁拳"]


@pytest.mark.parametrize("run", RUNS)
def test_text_without_an_end_takes_linear_time(run):
    started = time.perf_counter()
    compile_text("某省计划(2021—2025年)\n一、任务\n(一)创造。" + run * (12_000 // len(run)) + "。\n")
    assert time.perf_counter() - started < 5
