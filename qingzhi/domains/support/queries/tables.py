"""The decision tables of subsidies: their shapes. The rows are data, dated, with sources (`support.*.csv`)."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms import Act, Level, Scheme, SubsidyType

BASIS = "国知发保字〔2021〕1号；2017—2020年各省资助办法常见做法（默认，待确认）"
SCHEME = Condition("scheme", "资助类别", "choice", choices=Scheme.choices())
TYPE = Condition("type", "权利类型", "choice", choices=SubsidyType.choices())
ACT = Condition("act", "资助事项", "choice", choices=Act.choices())

POLICY = decision_table(
    TableSpec(
        "support.policy",
        "资助政策的起止",
        (TYPE, ACT),
        (OutcomeColumn("allowed", "可以资助", "yes_no"), OutcomeColumn("reason", "理由", optional=True)),
        hit="first",
        basis=BASIS,
    )
)
AMOUNTS = decision_table(
    TableSpec(
        "support.amounts",
        "资助标准",
        (SCHEME, TYPE, ACT, Condition("call", "申报通知", hint="通知代码，不限填“-”")),
        (
            OutcomeColumn("standard", "单件标准", "money"),
            OutcomeColumn("coefficient", "类型系数", "number"),
            OutcomeColumn("most", "每件最多项数", "number", optional=True, hint="境外授权最多几国"),
        ),
        hit="first",
        basis=BASIS,
    )
)
CAPS = decision_table(
    TableSpec(
        "support.caps",
        "资助上限",
        (SCHEME, ACT),
        (
            OutcomeColumn("fee_share", "官费比例", "percent", optional=True),
            OutcomeColumn("holder_year", "年度单个主体上限", "money", optional=True),
        ),
        hit="first",
        basis=BASIS,
    )
)
EARLIER = decision_table(
    TableSpec(
        "support.earlier",
        "已获其他资助的处理",
        (Condition("level", "资助级别", "choice", choices=Level.choices()),),
        (OutcomeColumn("treatment", "处理", "choice", choices=(("bar", "不再资助"), ("deduct", "从上限中扣除"))),),
        hit="first",
        basis=BASIS,
    )
)
SIZES = decision_table(
    TableSpec(
        "support.sizes",
        "申报主体的规模",
        (SCHEME, Condition("kind", "主体类型"), Condition("size", "企业规模", hint="未划定填“空”")),
        (OutcomeColumn("fits", "可以申报", "yes_no"), OutcomeColumn("reason", "理由", optional=True)),
        hit="first",
        basis="统计上大中小微型企业划分办法（国统字〔2017〕213号）",
    )
)
KEEP = decision_table(
    TableSpec(
        "support.keep",
        "受资助权利应维持的时间",
        (TYPE, ACT),
        (OutcomeColumn("months", "月数", "number", unit="个月"),),
        hit="first",
        basis="内部工作规则（默认，待确认）",
    )
)
