"""The decision table of supervised handling: its shape. The rows are data, dated, with sources."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

SUPERVISE = decision_table(
    TableSpec(
        "enforcement.supervise",
        "挂牌督办",
        (
            Condition("regions", "涉及的市州", "number", whole=True, unit="个"),
            Condition("amount", "涉案金额", "number", unit="元"),
            Condition("complaints", "举报投诉", "number", whole=True, unit="件"),
            Condition("repeats", "此前生效的处罚、裁决", "number", whole=True, unit="次"),
            Condition("origin", "制假源头", "yes_no"),
            Condition("malicious", "恶意侵权", "yes_no"),
            Condition("group", "群体侵权", "yes_no"),
        ),
        (OutcomeColumn("ground", "情形"), OutcomeColumn("reason", "理由")),
        hit="collect",
        basis="推进计划4.2.1：重点查办跨区域、大规模和社会反映强烈的案件，以及制假源头、重复侵权、恶意侵权、群体侵权；标准为内部工作规则（默认，待确认）",
    )
)
