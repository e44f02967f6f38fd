"""The decision table of sham agreements 「虚假调解筛查」: its shape. The rows are data (`mediation.sham.csv`)."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms import Dispute, Finding

SHAM = decision_table(
    TableSpec(
        "mediation.sham",
        "虚假调解筛查",
        (
            Condition("dispute", "争议类型", "choice", choices=Dispute.choices()),
            Condition("related", "双方有关联关系", "yes_no"),
            Condition("contested", "有实质争议", "yes_no"),
            Condition("pays", "给付金额", "number", unit="元"),
            Condition("sessions", "调解次数", "number", whole=True),
            Condition("debtor", "给付一方正被执行或破产", "yes_no"),
            Condition("validity", "确认权利效力", "yes_no"),
            Condition("public", "损害公共利益或他人利益", "yes_no"),
        ),
        (OutcomeColumn("sign", "情形"), OutcomeColumn("finding", "处理", "choice", choices=Finding.choices())),
        hit="collect",
        basis="《人民调解法》；最高人民法院防范和惩治虚假诉讼的规定（默认，待确认）",
    )
)
