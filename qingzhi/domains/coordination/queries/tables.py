"""The decision table of criminal thresholds 「追诉标准」 (D-CRIME): its shape. The rows are data (`coordination.crime.csv`), dated by the
judicial interpretation in force on the day of the act."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms import Offence

CRIME = decision_table(
    TableSpec(
        "coordination.crime",
        "知识产权犯罪追诉标准",
        (
            Condition("offence", "涉嫌罪名", "choice", choices=Offence.choices()),
            Condition("marks", "涉及权利数", "number", whole=True),
            Condition("repeated", "二年内受过处罚", "yes_no"),
            Condition("gain", "违法所得", "number", unit="元"),
            Condition("turnover", "非法经营额或销售额", "number", unit="元"),
            Condition("total", "已售和未售合计", "number", unit="元"),
            Condition("loss", "直接损失", "number", unit="元"),
            Condition("pieces", "件数", "number", whole=True),
        ),
        (OutcomeColumn("threshold", "达到的标准"),),
        hit="collect",
        basis="法释〔2004〕19号、法释〔2007〕6号、法释〔2020〕10号；法释〔2025〕5号",
    )
)
SIGNING = decision_table(
    TableSpec(
        "coordination.signing",
        "接口签名规则",
        (
            Condition(
                "item", "事项", "choice", choices=(("skew", "允许的时间偏差（秒）"), ("life", "公钥最长有效期（天）"))
            ),
        ),
        (OutcomeColumn("value", "数值", "number"),),
        hit="unique",
        basis="内部工作规则（默认，待确认）",
    )
)
