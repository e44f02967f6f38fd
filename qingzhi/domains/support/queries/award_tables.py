"""The decision tables of the variety-right fund, compensation and priority: their shapes. The rows are data (`support.*.csv`)."""

from qingzhi.engine.decisions.declaring import decision_table
from qingzhi.engine.decisions.rules.spec import Condition, OutcomeColumn, TableSpec

from ..terms.awards import FundUse, JudgementKind, PriorityGround, ProjectStage, TransactionKind, TransactionSide

DEFAULT = "推进计划 4.1.1（比例和上限为默认，待确认）"
RATIO = OutcomeColumn("ratio", "比例", "percent")
CAP = OutcomeColumn("cap", "上限", "money")
REASON = OutcomeColumn("reason", "说明", optional=True)

COMPENSATION = decision_table(
    TableSpec(
        "support.compensation",
        "转化运营投融资事后补偿标准",
        (
            Condition("kind", "交易种类", "choice", choices=TransactionKind.choices()),
            Condition("side", "交易地位", "choice", choices=TransactionSide.choices()),
            Condition("paid", "实际到账金额", "number", unit="元"),
        ),
        (RATIO, CAP, REASON),
        hit="first",
        basis=DEFAULT,
    )
)
ENFORCEMENT = decision_table(
    TableSpec(
        "support.enforcement",
        "维权费用补偿标准",
        (
            Condition("judgement", "生效文书", "choice", choices=JudgementKind.choices()),
            Condition("found", "认定侵权成立", "yes_no"),
        ),
        (RATIO, CAP, REASON),
        hit="first",
        basis=DEFAULT,
    )
)
FUND_USES = decision_table(
    TableSpec(
        "support.fund_uses",
        "品种权基金资助用途",
        (Condition("use", "用途", "choice", choices=FundUse.choices()),),
        (OutcomeColumn("funded", "可以资助", "yes_no"), RATIO, CAP, REASON),
        hit="first",
        basis="推进计划 4.1.1；财税〔2017〕20号自2017年4月1日起停征植物新品种保护权收费（待核对）",
    )
)
VARIETY_POINTS = decision_table(
    TableSpec(
        "support.variety_points",
        "自有品种权在农业科研项目评价中的加分",
        (
            Condition("stage", "环节", "choice", choices=ProjectStage.choices()),
            Condition("in_force", "有效品种权", "number", unit="件", whole=True),
            Condition("pending", "申请中的品种权", "number", unit="件", whole=True),
        ),
        (OutcomeColumn("points", "加分", "number"), OutcomeColumn("most", "加分上限", "number", collect="max"), REASON),
        hit="collect",
        collect="sum",
        basis="推进计划 4.1.1：农业科研立项、验收、评奖向自有品种权倾斜（分值为默认，待确认）",
    )
)
PRIORITY = decision_table(
    TableSpec(
        "support.priority",
        "优先支持加分",
        (Condition("ground", "事由", "choice", choices=PriorityGround.choices()),),
        (OutcomeColumn("points", "加分", "number"), OutcomeColumn("most", "加分上限", "number", collect="max"), REASON),
        hit="collect",
        collect="sum",
        basis="推进计划 4.1.2：政府各类资金计划优先支持（分值为默认，待确认）",
    )
)
