"""The decision table of risks before a fair: its shape. The rows are data, dated, with sources."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms.fairs import RiskKind, RiskLevel

FAIR_RISK = decision_table(
    TableSpec(
        "enforcement.fair_risk",
        "展前风险分级",
        (
            Condition("kind", "风险", "choice", choices=RiskKind.choices()),
            Condition("times", "次数", "number", whole=True),
        ),
        (OutcomeColumn("level", "程度", "choice", choices=RiskLevel.choices()), OutcomeColumn("advice", "建议")),
        hit="first",
        basis="《展会知识产权保护办法》（2006年）、《展会知识产权保护指引》（2022年）（默认，待确认）",
    )
)
