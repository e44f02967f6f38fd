"""The decision tables of penalty and adjudication: their shapes. The rows are data, dated, with sources."""

from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table

from ..terms.adjudication import PatentType, Report, Standing, StayAnswer, StayGround
from ..terms.penalty import Filing, Offence, Severity

OFFENCE = Condition("offence", "违法行为", "choice", choices=Offence.choices())
REASON = OutcomeColumn("reason", "理由")

FILE = decision_table(
    TableSpec(
        "enforcement.file",
        "行政处罚立案",
        (
            Condition("evidence", "有初步证据", "yes_no"),
            Condition("punishable", "应当处罚", "yes_no"),
            Condition("jurisdiction", "有管辖权", "yes_no"),
            Condition("in_time", "在追责时效内", "yes_no"),
            Condition("minor", "轻微并及时改正，没有危害后果", "yes_no"),
            Condition("first_minor", "初次违法，后果轻微并及时改正", "yes_no"),
            Condition("no_fault", "有证据证明没有主观过错", "yes_no"),
        ),
        (OutcomeColumn("filing", "立案", "choice", choices=Filing.choices()), REASON),
        hit="first",
        basis="《市场监督管理行政处罚程序规定》第十九、二十条；《行政处罚法》第三十三、三十六条",
    )
)
PENALTY = decision_table(
    TableSpec(
        "enforcement.penalty",
        "知识产权行政处罚罚则",
        (
            OFFENCE,
            Condition("good_faith", "善意且有合法来源", "yes_no"),
            Condition("base", "罚款基数", "number", unit="元"),
        ),
        (
            OutcomeColumn("base_name", "基数"),
            OutcomeColumn("times_least", "最低倍数", "number", optional=True),
            OutcomeColumn("times_most", "最高倍数", "number", optional=True),
            OutcomeColumn("least", "最低罚款", "money", optional=True),
            OutcomeColumn("most", "最高罚款", "money", optional=True),
            OutcomeColumn("confiscate", "没收", "yes_no"),
            OutcomeColumn("order", "责令"),
            OutcomeColumn("basis", "依据"),
        ),
        hit="first",
        basis="商标法、专利法、著作权法、种子法及其实施条例",
    )
)
DISCRETION = decision_table(
    TableSpec(
        "enforcement.discretion",
        "行政处罚裁量等次",
        (
            OFFENCE,
            Condition("repeats", "五年内前次处罚次数", "number", whole=True),
            Condition("serious", "情节严重", "yes_no"),
            Condition("mitigating", "主动消除或减轻后果、配合查处", "yes_no"),
        ),
        (
            OutcomeColumn("severity", "等次", "choice", choices=Severity.choices()),
            OutcomeColumn("from_share", "幅度自", "percent"),
            OutcomeColumn("to_share", "幅度至", "percent"),
            REASON,
        ),
        hit="first",
        basis="国市监法规〔2022〕2号",
    )
)
HEARING = decision_table(
    TableSpec(
        "enforcement.hearing",
        "听证、法制审核和集体讨论",
        (
            Condition("person", "自然人", "yes_no"),
            Condition("amount", "罚款与没收中较大的数额", "number", unit="元"),
            Condition("suspends", "停产停业、吊销", "yes_no"),
            Condition("public_interest", "涉及重大公共利益", "yes_no"),
            Condition("complex", "疑难复杂", "yes_no"),
        ),
        (
            OutcomeColumn("hearing", "有权要求听证", "yes_no"),
            OutcomeColumn("review", "法制审核", "yes_no"),
            OutcomeColumn("collective", "集体讨论", "yes_no"),
            REASON,
        ),
        hit="first",
        basis="《行政处罚法》第五十七、五十八、六十三条；市场监督管理行政处罚听证办法第五条",
    )
)
SURCHARGE = decision_table(
    TableSpec(
        "enforcement.surcharge",
        "逾期缴纳罚款的加处",
        (OFFENCE,),
        (
            OutcomeColumn("daily", "每日比例", "percent"),
            OutcomeColumn("cap", "上限占罚款", "percent"),
            OutcomeColumn("stands_still", "复议、诉讼期间不计算", "yes_no"),
        ),
        hit="first",
        basis="《行政处罚法》第七十二、七十三条",
    )
)
SUMMARY = decision_table(
    TableSpec(
        "enforcement.summary",
        "当场处罚（简易程序）",
        (Condition("person", "自然人", "yes_no"),),
        (
            OutcomeColumn("most", "当场处罚的最高罚款", "money"),
            OutcomeColumn("on_the_spot", "可以当场收缴的最高罚款", "money"),
            REASON,
        ),
        hit="first",
        basis="《行政处罚法》第五十一、六十八条",
    )
)
STANDING = decision_table(
    TableSpec(
        "enforcement.standing",
        "专利侵权纠纷请求人资格",
        (
            Condition("standing", "请求人身份", "choice", choices=Standing.choices()),
            Condition("holder_silent", "权利人不请求", "yes_no"),
            Condition("authorised", "另有明确授权", "yes_no"),
        ),
        (OutcomeColumn("may", "可以请求", "yes_no"), REASON),
        hit="first",
        basis="《专利纠纷行政裁决和调解办法》第十二条",
    )
)
STAY = decision_table(
    TableSpec(
        "enforcement.stay",
        "专利侵权纠纷处理的中止",
        (
            Condition("ground", "中止事由", "choice", choices=StayGround.choices()),
            Condition("patent", "专利类型", "choice", choices=PatentType.choices()),
            Condition("report", "评价报告", "choice", choices=Report.choices()),
            Condition("again", "撤回无效请求后恢复又再次请求", "yes_no"),
            Condition("upheld", "维持专利权有效的决定已生效", "yes_no"),
        ),
        (OutcomeColumn("answer", "处理", "choice", choices=StayAnswer.choices()), REASON),
        hit="first",
        basis="《专利纠纷行政裁决和调解办法》第二十八、二十九条",
    )
)
