"""The decision tables of complaints: who receives, where they go. The rows are data, dated, with sources (`enforcement.*.csv`)."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms.complaints import Place, RightType, Role, Way, Wish

TYPE = Condition("right_type", "权利类型", "choice", choices=RightType.choices())
PLACE = Condition("place", "发生在", "choice", choices=Place.choices())

RECEIVERS = decision_table(
    TableSpec(
        "enforcement.receivers",
        "举报投诉的受理机关",
        (TYPE, Condition("region", "地区代码", "code-prefix", hint="行政区划代码的开头，全省填“-”")),
        (OutcomeColumn("body", "受理机关", hint="单位代码"),),
        hit="first",
        basis="各部门职责分工（默认，待确认）",
    )
)
ROUTING = decision_table(
    TableSpec(
        "enforcement.routing",
        "举报投诉分流",
        (
            TYPE,
            Condition("wish", "诉求", "choice", choices=Wish.choices(), many=True),
            Condition("role", "与事情的关系", "choice", choices=Role.choices()),
            PLACE,
        ),
        (
            OutcomeColumn("way", "去向", "choice", choices=Way.choices()),
            OutcomeColumn("body", "转送机关", optional=True, hint="单位代码，本机关办理的不填"),
            OutcomeColumn("reason", "理由"),
        ),
        hit="collect",
        basis="总局令第20号、令第121号（2026-04-15起），投诉与举报分别处理；专利侵权行政裁决依令第81号（默认，待确认）",
    )
)
