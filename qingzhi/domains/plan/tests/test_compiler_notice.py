"""Our own notice, compiled: every leaf section, target and baseline by name, and none of the traps."""

import json
import time
from pathlib import Path

import pytest

from qingzhi.domains.plan.rules.compiler import RULES, as_json, compile_text
from qingzhi.engine.documents.rules.reading import read_document

NOTICE = Path(__file__).resolve().parents[3] / "config/provinces/qinghai/notice.txt"
GOLD = Path(__file__).with_name("gold_notice.json")


@pytest.fixture(scope="module")
def plan() -> dict:
    return as_json(compile_text(read_document(NOTICE)))


def test_front(plan):
    assert plan["title"] == "青海省知识产权工作推进计划(2017—2020年)"
    assert plan["number"] == "贵青政办〔2017〕113号"
    assert plan["issuer"] == "青海省人民政府办公厅"
    assert plan["issued_on"] == "2017-06-23"
    assert plan["period"] == {"from": 2017, "to": 2020}


def test_the_misprinted_number_is_doubted(plan):
    doubt = next(w for w in plan["warnings"] if "文号" in w["text"])
    assert "青政办〔2017〕113号" in doubt["text"]
    assert plan["text"][doubt["start"] : doubt["end"]] == "贵青政办〔2017〕113号"


LEAVES = {
    "4.1.1": "加强政策扶持力度", "4.1.2": "构筑产业竞争优势", "4.1.3": "培育自主商标品牌", "4.1.4": "提高版权创造能力",
    "4.2.1": "完善知识产权保护模式", "4.2.2": "加强行政执法体系建设", "4.2.3": "加大商标专用权保护力度",
    "4.2.4": "优化版权工作监管职能", "4.2.5": "强化种子市场监督管理", "4.3.1": "强化知识产权管理能力",
    "4.3.2": "提高知识产权运用效益", "4.3.3": "提升知识产权服务质量", "4.4.1": "提升企业知识产权综合能力",
    "4.4.2": "加强知识产权优势企业培育", "4.5.1": "加大知识产权人才培养力度", "4.5.2": "突出知识产权人才培训重点",
    "4.6.1": "完善创新创业政策体系", "4.6.2": "优化创新创业服务环境", "4.7.1": "积极推进贫困地区知识产权工作",
    "4.7.2": "有效开展知识产权对口帮扶", "4.8.1": "充分利用外部资源", "4.8.2": "拓展海外发展空间",
    "5.1": "加强组织领导", "5.2": "加大投入力度", "5.3": "完善绩效评估", "5.4": "营造文化氛围",
}  # fmt: skip


def test_every_leaf_item_of_chapters_four_and_five_is_a_section(plan):
    headings = {s["id"]: s["heading"] for s in plan["sections"]}
    parents = {i.rpartition(".")[0] for i in headings}
    assert {i: h for i, h in headings.items() if i[0] in "45" and i not in parents} == LEAVES
    assert len(LEAVES) == 26


def test_every_leaf_orders_something(plan):
    ordering = {m["section"] for m in plan["measures"]}
    assert set(LEAVES) <= ordering
    assert not {i for i in ordering if i[0] in "12"}


FIELDS = ["section", "indicator", "comparator", "value", "value_to", "unit", "kind", "per", "quote"]


@pytest.mark.parametrize("what", ["targets", "baselines"])
def test_figures_are_exactly_the_gold_ones(plan, what):
    own = [*FIELDS, "deadline"] if what == "targets" else [*FIELDS, "as_of", "from"]
    assert [{k: f[k] for k in own} for f in plan[what]] == json.loads(GOLD.read_text("utf-8"))[what]


def test_the_total_knows_its_baseline(plan):
    total = next(t for t in plan["targets"] if t["value"] == 20000)
    assert total["baseline"]["value"] == 12918
    assert total["baseline"]["as_of"] == "2015-12-31"


@pytest.mark.parametrize(
    "trap", ["千亿", "百亿", "五位一体", "四个全面", "三个代表", "千人计划", "2017", "2020年", "113", "86", "52"]
)
def test_no_trap_is_a_figure(plan, trap):
    assert not [f for f in plan["targets"] + plan["baselines"] if trap in f["quote"]]


def test_campaigns_are_programmes(plan):
    named = {p for m in plan["measures"] for p in m["programmes"]}
    assert {"服务千家企业、培育千件商标", "剑网行动", "大美青海"} <= named


def test_citations(plan):
    assert [(c["title"], c["number"]) for c in plan["citations"]] == [
        ("国务院关于印发“十三五”国家知识产权保护和运用规划的通知", "国发〔2016〕86号"),
        ("青海省人民政府关于加强知识产权工作的实施意见", "青政〔2016〕52号"),
        ("青海省专利促进与保护条例", None),
        ("企业知识产权管理规范", None),
        ("企业知识产权管理规范", None),
        ("青海省“高端创新人才千人计划”实施方案", None),
        ("青海省柔性引才引智实施办法", None),
    ]


def test_bodies_in_the_text(plan):
    found = {m["section"]: [b["name"] for b in m["bodies"]] for m in plan["measures"] if m["bodies"]}
    assert found == {"5.1": ["各地区", "各相关部门"], "5.2": ["各级政府"]}


def test_the_contract_keys_are_always_present(plan):
    assert set(plan) == {
        "title", "number", "issuer", "issued_on", "period", "sections", "measures", "targets", "baselines", "citations",
        "warnings", "text",
    }  # fmt: skip
    figure = {"id", "section", "measure", "indicator", "comparator", "value", "value_to", "unit", "kind", "per", "deadline", "baseline", "quote", "start", "end", "rule"}  # fmt: skip
    assert all(set(t) == figure for t in plan["targets"])
    assert all(set(b) == figure | {"as_of", "from"} for b in plan["baselines"])
    assert all(set(m) == {"id", "section", "text", "start", "end", "due", "bodies", "programmes", "audiences", "rule"} for m in plan["measures"])  # fmt: skip
    assert all(set(s) == {"id", "level", "heading", "text", "start", "end", "rule"} for s in plan["sections"])


def test_every_item_knows_its_rule(plan):
    for key in ("sections", "measures", "targets", "baselines", "citations"):
        assert all(item["rule"] in RULES for item in plan[key])


def test_the_text_is_the_notices(plan):
    assert plan["text"] == NOTICE.read_text("utf-8").strip()


def test_speed():
    started = time.perf_counter()
    as_json(compile_text(read_document(NOTICE)))
    assert time.perf_counter() - started < 0.5
