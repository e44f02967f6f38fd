"""D-CREDIT: the decision tables of credit, their shapes. The rows are data, dated, with sources (`credit.*.csv`)."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms import Conduct, EntryKind, Grade, ListKind, Severity, Use

BASIS = "《国家知识产权局知识产权信用管理规定》；市场监管总局令第44号；地方建立侵权违法档案的做法（默认，待确认）"
MONTHS = "个月"

ENTRIES = decision_table(
    TableSpec(
        "credit.entries",
        "信用档案归档规则",
        (
            Condition("kind", "事项", "choice", choices=EntryKind.choices()),
            Condition("severity", "情节", "choice", choices=Severity.choices()),
            Condition("is_person", "自然人", "yes_no"),
        ),
        (
            OutcomeColumn("record", "归档", "yes_no"),
            OutcomeColumn("points", "扣分", "number"),
            OutcomeColumn("months", "保存期", "number", unit=MONTHS),
            OutcomeColumn("public_months", "公示期", "number", unit=MONTHS, hint="不公示填 0"),
            OutcomeColumn("conduct", "建议认定", "choice", choices=Conduct.choices(), optional=True),
        ),
        hit="first",
        basis=BASIS,
    )
)
CONDUCTS = decision_table(
    TableSpec(
        "credit.conducts",
        "失信认定与期限",
        (Condition("conduct", "失信行为", "choice", choices=Conduct.choices()),),
        (
            OutcomeColumn("list", "名单", "choice", choices=ListKind.choices()),
            OutcomeColumn("months", "期限", "number", unit=MONTHS),
            OutcomeColumn("repair_after", "满几个月可申请修复", "number", unit=MONTHS),
            OutcomeColumn("extend", "期内再犯顺延", "number", unit=MONTHS),
            OutcomeColumn("most", "最长", "number", unit=MONTHS),
            OutcomeColumn("measures", "管理措施"),
        ),
        hit="first",
        basis=BASIS,
    )
)
REPAIR_BARS = decision_table(
    TableSpec(
        "credit.repair_bars",
        "不予信用修复的情形",
        (
            Condition("since_repair", "距上次修复", "number", unit=MONTHS, hint="没有修复过填“空”"),
            Condition("since_false", "距修复中弄虚作假", "number", unit=MONTHS, hint="没有填“空”"),
        ),
        (OutcomeColumn("bar", "不予修复", "yes_no"), OutcomeColumn("reason", "理由", optional=True)),
        hit="first",
        basis=BASIS,
    )
)
FORMULA = decision_table(
    TableSpec(
        "credit.formula",
        "信用得分公式",
        (Condition("is_person", "自然人", "yes_no"),),
        (OutcomeColumn("base", "基础分", "number"), OutcomeColumn("half_life", "扣分减半", "number", unit="年")),
        hit="first",
        basis="得分＝基础分−Σ扣分×0.5^（年数÷减半年数）（默认，待确认）",
    )
)
GRADES = decision_table(
    TableSpec(
        "credit.grades",
        "信用等级",
        (Condition("score", "得分", "number"), Condition("serious", "在严重违法失信名单", "yes_no")),
        (
            OutcomeColumn("grade", "等级", "choice", choices=Grade.choices()),
            OutcomeColumn("sampling", "双随机抽查比例", "percent"),
        ),
        hit="first",
        basis=BASIS,
    )
)
BARS = decision_table(
    TableSpec(
        "credit.bars",
        "信用核查（否决）",
        (
            Condition("use", "用途", "choice", choices=Use.choices()),
            Condition("list", "名单", "choice", choices=(("none", "不在名单"), *ListKind.choices())),
            Condition("grade", "等级", "choice", choices=Grade.choices()),
        ),
        (OutcomeColumn("bar", "否决", "yes_no"), OutcomeColumn("reason", "理由", optional=True)),
        hit="first",
        basis=BASIS,
    )
)
TABLES = (ENTRIES, CONDUCTS, REPAIR_BARS, FORMULA, GRADES, BARS)
