"""The decision table of rewards: its shape. The rows are data, dated, with sources."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms.rewards import RewardGrade

REWARD = decision_table(
    TableSpec(
        "enforcement.reward",
        "举报奖励标准",
        (Condition("grade", "奖励等级", "choice", choices=RewardGrade.choices()),),
        (
            OutcomeColumn("share", "罚没款的比例", "percent"),
            OutcomeColumn("least", "最低", "money"),
            OutcomeColumn("most", "每案最高", "money"),
        ),
        hit="unique",
        basis="《市场监管领域重大违法行为举报奖励暂行办法》（国市监稽规〔2021〕4号）第十一、十二条",
    )
)
