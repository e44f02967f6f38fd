"""What a formula may say: each fault is one sentence; in words it reads as an official writes."""

from decimal import Decimal

import pytest

from qingzhi.domains.metrics.rules.explaining import Wording, explained
from qingzhi.domains.metrics.rules.formula import FormulaNotUnderstood, read_formula
from qingzhi.domains.metrics.rules.plausible import doubts

TABLES = {
    "rights": {"id": "number", "kind": "text", "granted": "date", "region": "text", "open": "truth", "fee": "amount"},
    "patents": {"right_id": "number", "type": "text", "claims": "number"},
    "spans": {"right_id": "number", "status": "text", "since": "date", "until": "date"},
    "holdings": {"right_id": "number", "party_id": "number"},
    "parties": {"id": "number"},
    "cases": {"id": "number", "opened": "moment", "closed": "moment", "region": "text"},
}
FLOW = {"table": "rights", "day": "granted", "region": "region"}
PATENT = {"patent": {"table": "patents", "here": "id", "there": "right_id"}}
SPAN = {"span": {"table": "spans", "here": "id", "there": "right_id"}}
HOLDING = {"holding": {"table": "holdings", "here": "id", "there": "right_id"}}
STOCK = {"table": "rights", "joins": SPAN, "begins": "span.since", "ends": "span.until", "region": "region"}
DISTINCT = {**FLOW, "joins": HOLDING, "measure": "distinct", "column": "holding.party_id", "records": "parties"}
DAYS = {"table": "cases", "measure": "median_days", "column": "opened", "until": "closed", "day": "closed", "region": "region"}  # fmt: skip

GOOD = [
    FLOW,
    STOCK,
    DISTINCT,
    DAYS,
    {**FLOW, "joins": PATENT, "where": [["kind", "is", "patent"], ["patent.type", "in", ["invention"]]]},
    {**FLOW, "joins": PATENT, "where": [["patent.claims", "at_least", 10], ["open", "is", True], ["granted", "known"]]},
    {**FLOW, "measure": "sum", "column": "fee", "divide": 10000},
    {"table": "rights", "begins": "granted", "region": "region"},
    {"share": FLOW, "of": FLOW},
    {"figure": STOCK, "per": "population", "times": 100},
    {**FLOW, "by": {"kind": "kind", "open": "open"}},
    {**FLOW, "joins": PATENT, "by": {"type": "patent.type"}},
    {
        **FLOW,
        "by": {
            "type": {
                "column": "sort.type",
                "joins": {"sort": PATENT["patent"]},
                "where": [["sort.claims", "at_least", 1]],
                "first": 2,
                "title": "类型",
                "labels": "types",
            }
        },
    },
]


@pytest.mark.parametrize("spec", GOOD)
def test_what_can_be_counted_is_understood(spec):
    assert read_formula(spec, TABLES)


FAULTS = [
    ([], "公式应是一个 JSON 对象"),
    ({}, "没有写明数据湖的表"),
    ({**FLOW, "table": "marks"}, "数据湖没有“marks”这张表"),
    ({**FLOW, "sql": "select 1"}, "公式里不认识“sql”"),
    ({**FLOW, "measure": "average"}, "不认识的计法“average”"),
    ({**FLOW, "day": ""}, "应写明 day"),
    ({**FLOW, "begins": "granted"}, "且只写一个"),
    ({**FLOW, "ends": "granted"}, "写了 ends 就应写明 begins"),
    ({**FLOW, "day": "kind"}, "“kind”不是日期列"),
    ({**FLOW, "day": "died"}, "表“rights”没有“died”这一列"),
    ({**FLOW, "region": ""}, "没有写明地区列"),
    ({**FLOW, "region": "granted"}, "地区列“granted”应是行政区划代码"),
    ({**FLOW, "where": [["patent.type", "is", "invention"]]}, "列“patent.type”用到没有关联的“patent”"),
    ({**FLOW, "where": [["kind", "like", "p"]]}, "不认识的谓词“like”"),
    ({**FLOW, "where": [["kind"]]}, "不认识的谓词“”"),
    ({**FLOW, "where": ["kind"]}, "条件应依次写列、谓词、值"),
    ({**FLOW, "where": [["kind", "in", "patent"]]}, "应是列表"),
    ({**FLOW, "where": [["kind", "is", ["patent"]]]}, "不能是列表"),
    ({**FLOW, "where": [["kind", "known", "x"]]}, "不带值"),
    ({**FLOW, "where": [["kind", "is", 1]]}, "与列的类型不符"),
    ({**FLOW, "where": [["open", "is", 1]]}, "与列的类型不符"),
    ({**FLOW, "where": [["kind", "at_least", "p"]]}, "不能比大小"),
    ({**FLOW, "where": [["granted", "is", "2018-01-01"]]}, "只能是 known 或 unknown"),
    ({**FLOW, "joins": {"patent": {"table": "patents"}}}, "应写明 table、here、there"),
    ({**FLOW, "joins": {"this": PATENT["patent"]}}, "关联的名称“this”不能用"),
    ({**FLOW, "joins": {"p": {"table": "patents", "here": "x.id", "there": "right_id"}}}, "用到还没有关联的“x”"),
    ({**FLOW, "column": "fee"}, "计件数不写 column"),
    ({**FLOW, "measure": "sum"}, "应写明 column"),
    ({**FLOW, "measure": "sum", "column": "kind"}, "不是数值列，不能求和"),
    ({**FLOW, "divide": 100}, "只有求和才写除数"),
    ({**FLOW, "measure": "sum", "column": "fee", "divide": 0}, "除数 divide应是正整数"),
    ({**DAYS, "until": ""}, "应写明 until"),
    ({**DISTINCT, "records": ""}, "应写明 records"),
    ({"share": FLOW, "of": STOCK}, "应同为期间发生数或同为期末存量"),
    ({"share": FLOW}, "分母没有写明怎样计数"),
    ({"figure": FLOW, "per": 3}, "per 应写出作分母的指标代码"),
    ({"figure": FLOW, "per": "gdp", "times": -1}, "倍数 times应是正整数"),
    ({**FLOW, "by": ["kind"]}, "分组 by 应按“名称：列”写成对象"),
    ({**FLOW, "by": {"my kind": "kind"}}, "分组的名称“my kind”不能用"),
    ({**FLOW, "by": {"kind": {"title": "种类"}}}, "应写明列 column"),
    ({**FLOW, "by": {"kind": "colour"}}, "没有“colour”这一列"),
    ({**FLOW, "by": {"day": "granted"}}, "不是代码列，不能分组"),
    ({**FLOW, "by": {"fee": "fee"}}, "不是代码列，不能分组"),
    ({**FLOW, "by": {"kind": {"column": "kind", "colour": 1}}}, "不认识“colour”"),
    ({**FLOW, "by": {"open": {"column": "open", "first": 1}}}, "不能取前几位"),
    ({**FLOW, "by": {"type": "patent.type"}}, "没有关联的“patent”"),
    ({**FLOW, "joins": PATENT, "by": {"type": {"column": "patent.type", "joins": PATENT}}}, "关联的名称“patent”不能用"),
    ({**FLOW, "by": {"kind": {"column": "kind", "where": [["open", "is", True]]}}}, "只能说它自己关联的表"),
]


@pytest.mark.parametrize(("spec", "sentence"), FAULTS)
def test_each_fault_is_one_sentence(spec, sentence):
    with pytest.raises(FormulaNotUnderstood) as fault:
        read_formula(spec, TABLES)
    assert sentence in str(fault.value)


WORDING = Wording(
    tables={"rights": "权利", "patents": "专利", "spans": "法律状态", "parties": "主体", "cases": "办件"},
    measure_words={"rights": "件", "parties": "家"},
    columns={
        ("rights", "granted"): "授权日", ("rights", "kind"): "种类", ("patents", "type"): "专利类型",
        ("cases", "opened"): "建立时间", ("cases", "closed"): "办结时间", ("rights", "fee"): "费用",
    },
    values={("rights", "kind"): {"patent": "专利"}, ("patents", "type"): {"invention": "发明", "design": "外观设计"}},
    indicators={"population": "常住人口"},
)  # fmt: skip
SAID = [
    ({**FLOW, "where": [["kind", "is", "patent"]]}, "授权日在期内，种类为专利的权利件数"),
    (
        {**FLOW, "joins": PATENT, "where": [["patent.type", "in", ["invention", "design"]]]},
        "授权日在期内，专利类型为发明或外观设计的权利件数",
    ),
    (STOCK, "截至期末（以法律状态的起止日期为准），权利件数"),
    ({"table": "rights", "begins": "granted", "region": "region"}, "截至期末，授权日不晚于期末，权利件数"),
    ({**FLOW, "joins": PATENT}, "授权日在期内，在“专利”中有记录的权利件数"),
    (DAYS, "办结时间在期内，办件自建立时间至办结时间天数的中位数"),
    (DISTINCT, "授权日在期内，权利所涉主体数（同一主体只计一次）"),
    ({**FLOW, "measure": "sum", "column": "fee", "divide": 10000}, "授权日在期内，权利的费用合计（除以 10,000）"),
    ({"figure": FLOW, "per": "population"}, "授权日在期内，权利件数，除以同地区“常住人口”"),
    ({"share": FLOW, "of": FLOW}, "授权日在期内，权利件数，与授权日在期内，权利件数之比（百分比）"),
]


@pytest.mark.parametrize(("spec", "sentence"), SAID)
def test_a_formula_reads_as_an_official_writes(spec, sentence):
    assert explained(read_formula(spec, TABLES), WORDING) == sentence


def test_joins_are_understood_in_whatever_order_a_database_hands_them_over():
    """PostgreSQL puts the names of a JSON object in an order of its own: shorter ones first."""
    classified, sector = {"table": "patents", "here": "id", "there": "right_id"}, {"table": "patents", "here": "classified.right_id", "there": "right_id"}  # fmt: skip
    one, other = ({**FLOW, "joins": dict(names)} for names in (
        (("classified", classified), ("sector", sector)), (("sector", sector), ("classified", classified)),
    ))  # fmt: skip
    assert read_formula(one, TABLES).part.joins == read_formula(other, TABLES).part.joins


def test_a_share_is_broken_down_by_what_both_of_its_sides_know():
    both = {**FLOW, "by": {"kind": "kind", "open": "open"}}
    assert [one.name for one in read_formula(both, TABLES).dimensions] == ["kind", "open"]
    assert [
        one.name for one in read_formula({"share": both, "of": {**FLOW, "by": {"open": "open"}}}, TABLES).dimensions
    ] == ["open"]
    assert read_formula({"figure": both, "per": "population"}, TABLES).part.dimension("open").column == "open"


@pytest.mark.parametrize(
    ("value", "before", "direction", "said"),
    [
        (50, 40, "up", []),
        (50, 50, "down", []),
        (30, 40, "up", ["比上期下降，与“越高越好”的方向相反"]),
        (50, 40, "down", ["比上期上升，与“越低越好”的方向相反"]),
        (101, None, "up", ["高于合理范围上限 100 %"]),
        (-1, None, "up", ["低于合理范围下限 0 %"]),
        (None, 40, "up", []),
    ],
)
def test_what_is_not_plausible_is_said(value, before, direction, said):
    assert doubts(*map(_exact, (value, before)), direction, Decimal(0), Decimal(100), "%") == said


def _exact(value):
    return None if value is None else Decimal(value)
